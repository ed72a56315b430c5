"""What problems ask, kept for a while: solving one takes as long as a hundred answers to it take to be judged."""

from __future__ import annotations

import json
from functools import lru_cache

from tutor.checking.question import Question
from tutor.desk.asked import asked
from tutor.desk.version import Version
from tutor.errors import Invalid
from tutor.reading.sets import Record
from tutor.web.interface import SECONDS

KEPT = 256  # questions


def question(entry: Record, version: Version) -> Question:
    """Errors: `Invalid` where the problem cannot be read; `Unsupported`, `OutOfTime` where it has no verified solution."""
    return _kept(_Key(entry, version))


class _Key:
    """A record and a version, alike where all of the record is alike."""

    def __init__(self, entry: Record, version: Version) -> None:
        self.entry, self.version = entry, version
        self._said = (entry.kind, json.dumps(entry.fields, sort_keys=True, default=str), entry.id, entry.file, version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)


@lru_cache(KEPT)
def _kept(key: _Key) -> Question:
    try:
        return asked(key.entry, SECONDS, key.version)
    except Invalid as wrong:
        raise wrong.at(key.entry.place()) from None
