"""Answers that take long over half a million foods, kept in the process for some minutes.

A database of some thousand foods is asked each time. Limits: over a large one a count or an order may be as
old as its seconds, and each process keeps its own.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from ..models import Food

KEPT_SECONDS = 300
KEPT_ANSWERS = 300
LARGE = 20_000  # foods; below it the slowest of these answers takes some hundredths of a second

Answer = TypeVar("Answer")
_answers: OrderedDict[Hashable, tuple[float, object]] = OrderedDict()
_lock = threading.Lock()


def kept(key: Hashable, read: Callable[[], Answer], *, seconds: int = KEPT_SECONDS) -> Answer:
    """What `read` gives, or in a large database what it gave in the last minutes. One query of its own."""
    last_food = Food.objects.order_by("-pk").values_list("pk", flat=True).first()
    if last_food is None or last_food < LARGE:
        return read()
    now = time.monotonic()
    with _lock:
        read_at, answer = _answers.get(key, (None, None))
    if read_at is not None and now - read_at < seconds:
        return answer
    answer = read()
    with _lock:
        _answers[key] = (now, answer)
        _answers.move_to_end(key)
        while len(_answers) > KEPT_ANSWERS:
            _answers.popitem(last=False)
    return answer


def forget() -> None:
    """Keep nothing any longer: what is asked next is read anew."""
    with _lock:
        _answers.clear()
