"""What this process worked out last, each by all that it was made from."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable


class Kept:
    """The results used last, up to `limit` in weight.

    What is named by its `id` counts as itself, not as what it says: after a rollback a revision's id can come
    again with other content, the object that was read from it cannot.
    """

    def __init__(self, limit: int):
        self._limit, self._weight, self._found, self._lock = limit, 0, OrderedDict(), threading.Lock()

    def get(self, made_from: Hashable, make: Callable, *, of: tuple = (), weight: int = 1):
        """What `make` returns, made again only after it fell out.

        of: the objects that `made_from` names by their `id`, held so that no other takes their place.
        weight: how much of the limit it takes; what takes more than a tenth is not kept.
        """
        found = self.find(made_from)
        return self.keep(made_from, make(), of=of, weight=weight) if found is None else found

    def find(self, made_from: Hashable):
        """What was made of this; None where it was not, or fell out."""
        with self._lock:
            found = self._found.get(made_from)
            if found is None:
                return None
            self._found.move_to_end(made_from)
            return found[0]

    def keep(self, made_from: Hashable, made, *, of: tuple = (), weight: int = 1):
        """Keep what was made of this, unless another was first. Returns the one that is kept."""
        if weight > self._limit // 10:
            return made
        with self._lock:
            found = self._found.setdefault(made_from, (made, of, weight))
            if found[0] is made:  # else another thread was first, and others may hold what it made
                self._weight += weight
            while self._weight > self._limit:
                _made_from, (_made, _of, gone) = self._found.popitem(last=False)
                self._weight -= gone
            return found[0]

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._found.clear()
            self._weight = 0
