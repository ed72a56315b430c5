"""What was read, shown as mathematics before it counts, and the verdict on an answer.

Solving a problem takes as long as a hundred answers to it take to be judged, so questions are kept for a while.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tutor.checking.effort import limited
from tutor.checking.judge import check as judged
from tutor.checking.judge import read_answer
from tutor.checking.question import Question
from tutor.checking.shown import shown
from tutor.desk.asked import asked as asks
from tutor.desk.version import Version
from tutor.errors import Invalid
from tutor.page.document import Document
from tutor.page.layout import Layout
from tutor.printing.notation.mathml import mathml
from tutor.printing.output.html import fragment
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record
from tutor.telling.narrate import statement, title
from tutor.web import request
from tutor.web.interface import SECONDS

KEPT = 256  # questions


def read(asked: Mapping[str, Any], on: request.Shelf) -> dict[str, Any]:
    """Without an `answer`, the problem as it was read, in words and mathematics; with one, the answer as it was read."""
    entry = request.problem(asked, on)
    if "answer" in asked:
        typed = request.text(asked, "answer")
        with limited():
            return {"mathml": mathml(shown(read_answer(_question(entry, asked), typed).reading))}
    problem = read_problem(entry)
    page = Document("read", problem.kind, title(problem), statement(problem), ())
    return {"html": fragment(page), "notices": [n.message for n in problem.notices]}


def check(asked: Mapping[str, Any], on: request.Shelf) -> dict[str, Any]:
    """The verdict, as `tutor check` has it, with what was read as MathML too."""
    entry = request.problem(asked, on)
    found = judged(_question(entry, asked), request.text(asked, "answer"))
    return found.record(None, entry.id) | {"mathml": _mathml(found.read_as)}


def _mathml(read_as: Layout | None) -> str | None:
    return None if read_as is None else mathml(read_as)


def _question(entry: Record, asked: Mapping[str, Any]) -> Question:
    return _kept(_Key(entry, request.version(asked)))


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
        return asks(key.entry, SECONDS, key.version)
    except Invalid as wrong:
        raise wrong.at(key.entry.place()) from None
