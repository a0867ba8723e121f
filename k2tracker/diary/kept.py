"""What this process worked out last, each by all that it was made from."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable


class Kept:
    """The `limit` results used last.

    What is named by its `id` counts as itself, not as what it says: after a rollback a revision's id can come
    again with other content, the object that was read from it cannot.
    """

    def __init__(self, limit: int):
        self._limit, self._found, self._lock = limit, OrderedDict(), threading.Lock()

    def get(self, made_from: Hashable, make: Callable, *, of: tuple = ()):
        """What `make` returns, made once. of: the objects that `made_from` names by their `id`, held so that
        no other takes their place."""
        with self._lock:
            found = self._found.get(made_from)
            if found is not None:
                self._found.move_to_end(made_from)
                return found[0]
        made = make()
        with self._lock:
            self._found[made_from] = (made, of)
            while len(self._found) > self._limit:
                self._found.popitem(last=False)
        return made
