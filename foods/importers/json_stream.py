"""One large JSON object read piece by piece: the items of its lists one at a time, never the whole."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

from .records import NotWhatItClaims

LONGEST_ITEM = 8_000_000  # letters of one item; a list of lists, or no JSON, beyond that
PIECE = 1 << 16
BLANKS = " \t\r\n"


class _Text:
    """A window on the text that grows by lines and forgets what was read."""

    def __init__(self, lines: Iterable[str], name: str):
        self._lines, self._name = iter(lines), name
        self._text, self._at, self._line = "", 0, 1
        self._decoder = json.JSONDecoder(parse_float=Decimal)

    def _more(self) -> bool:
        self._line += self._text.count("\n", 0, self._at)
        parts, length = [self._text[self._at :]], 0
        self._at = 0
        for line in self._lines:
            parts.append(line)
            length += len(line)
            if length >= PIECE:
                break
        self._text = "".join(parts)
        return length > 0

    def line(self) -> int:
        return self._line + self._text.count("\n", 0, self._at)

    def fail(self, what: str) -> NotWhatItClaims:
        return NotWhatItClaims(f"{self._name}, line {self.line()}: {what}.")

    def peek(self) -> str:
        """The next sign that is no blank, "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in BLANKS:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, sign: str) -> None:
        if self.peek() != sign:
            raise self.fail(f"no JSON: {sign} is missing")
        self._at += 1

    def value(self):
        """The next value, whole. A number at the edge of the window may go on: then more is read first."""
        self.peek()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:  # also a number of thousands of digits
                if len(self._text) - self._at > LONGEST_ITEM or not self._more():
                    raise self.fail(f"no JSON: {error}") from error
                continue
            if end < len(self._text) or not self._more():
                self._at = end
                return found


def items(lines: Iterable[str], name: str) -> Iterator[tuple[int, str, object]]:
    """(line, key, item) for each item of each list of the object, and for each of its other values.

    Raises NotWhatItClaims where the text is no JSON object.
    """
    text = _Text(lines, name)
    text.take("{")
    while text.peek() != "}":
        if text.peek() != '"':
            raise text.fail("no JSON: a key is missing")
        key = text.value()
        text.take(":")
        if text.peek() == "[":
            text.take("[")
            while text.peek() != "]":
                line = text.line()
                yield line, key, text.value()
                if text.peek() != "]":
                    text.take(",")
            text.take("]")
        else:
            yield text.line(), key, text.value()
        if text.peek() != "}":
            text.take(",")
    text.take("}")
    if text.peek():
        raise text.fail("text after the end of the JSON object")
