"""CSV records out of lines: a field in quotation marks may run over lines, and one that is never closed costs only its own line.

The standard module would read on to the end of the file after a quotation mark that is never closed, and it takes other
characters (a vertical tab, a next-line) for ends of lines, which would cut an answer.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator

MOST_LINES = 60  # that one quoted field may run over before its quote counts as never closed
LONGEST_RECORD = 8_000_000  # characters of a record of several lines
# Blanks around the marks are those of a list typed by hand: `ann, 3, "(1, 2)"`.
_OPENING = re.compile(' *+"')
_QUOTED = re.compile(' *+"([^"]*+(?:""[^"]*+)*+)" *+')

NEVER_CLOSED = "a quotation mark is never closed"
AFTER_CLOSED = "there is more text after a closing quotation mark"


class Torn(ValueError):
    """Text that is no record. `open`: a quotation mark is not closed, so that more lines may make it one."""

    def __init__(self, message: str, *, open: bool) -> None:
        super().__init__(message)
        self.message, self.open = message, open


def fields(text: str, separator: str) -> list[str]:
    """The fields of one record without its line end. Errors: `Torn`."""
    if '"' not in text:
        return text.split(separator)
    out: list[str] = []
    at = 0
    while True:
        if _OPENING.match(text, at) is None:  # a quotation mark inside such a field is a character like others
            end = text.find(separator, at)
            out.append(text[at:] if end < 0 else text[at:end])
            if end < 0:
                return out
            at = end + 1
            continue
        quoted = _QUOTED.match(text, at)
        if quoted is None:
            raise Torn(NEVER_CLOSED, open=True)
        out.append(quoted[1].replace('""', '"'))
        at = quoted.end()
        if at == len(text):
            return out
        if text[at] != separator:
            raise Torn(AFTER_CLOSED, open=False)
        at += 1


class _End:
    """No line is left."""


Line = str | None  # None: one that cannot be read


def records(lines: Iterator[Line], separator: str) -> Iterator[list[str] | Torn | None]:
    """The records in order, a `Torn` for what is none; a line that cannot be read stays None, an empty one is left out."""
    again: deque[Line] = deque()  # lines that were read ahead in vain

    def following() -> Line | _End:
        return again.popleft() if again else next(lines, _End())

    while not isinstance(line := following(), _End):
        if line is None:
            yield None
        elif line.strip():
            yield _record(line, following, again, separator)


def _record(line: str, following: Callable[[], Line | _End], again: deque[Line], separator: str) -> list[str] | Torn:
    """The record that begins with a line, and as many of the following as it needs; those it does not need go back."""
    try:
        return fields(line.rstrip("\r\n"), separator)
    except Torn as fault:
        if not fault.open:
            return fault
    held: list[Line] = []
    whole = line
    while len(held) < MOST_LINES and len(whole) < LONGEST_RECORD:
        more = following()
        if isinstance(more, _End):
            break
        held.append(more)
        if more is None:
            break
        whole += more
        if '"' not in more:
            continue
        try:
            return fields(whole.rstrip("\r\n"), separator)
        except Torn as fault:
            if not fault.open:
                break
    again.extendleft(reversed(held))
    return Torn(NEVER_CLOSED, open=True)
