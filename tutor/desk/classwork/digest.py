"""What a verdict depends on, as a few letters beside it: the answer, the question as it was judged, and the version of the tutor."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from hashlib import blake2b

from tutor.checking.question import Question
from tutor.desk.classwork.row import Broken, Row
from tutor.released import __version__

SIZE = 8  # bytes: of a million rows two share a digest once in forty million runs, and they would have to be of one student


class Digests:
    """The digest of a row of answers to these questions."""

    def __init__(self, questions: Mapping[str, Question | str]) -> None:
        self._keys = {name: digest(__version__, *_told(question)) for name, question in questions.items()}

    def of(self, row: Row | Broken) -> str:
        """The digest of a row; that of a broken one is of why it is broken."""
        if isinstance(row, Broken):
            return digest("broken", row.message)
        return digest(self._keys.get(row.asked, ""), row.answer)


def digest(*texts: str) -> str:
    """The digest of texts, told apart from each other."""
    found = blake2b(digest_size=SIZE)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        found.update(b"%d:" % len(data) + data)
    return found.hexdigest()


def _told(value: object) -> list[str]:
    """A value in an order that is the same in every process, and without what does not count when two are compared."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = [_told(getattr(value, f.name)) for f in fields(value) if f.compare]
    elif isinstance(value, Mapping):
        parts = sorted(_told(k) + _told(v) for k, v in value.items())
    elif isinstance(value, Set):
        parts = sorted(map(_told, value))
    elif isinstance(value, tuple | list):
        parts = list(map(_told, value))
    else:
        return [type(value).__name__, str(value)]
    return [type(value).__name__, f"({len(parts)}", *(text for part in parts for text in part), ")"]
