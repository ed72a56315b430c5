"""What was read, shown as mathematics before it counts, and the verdict on an answer."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.checking import commas
from tutor.checking.diagnosis import WRONG
from tutor.checking.effort import limited
from tutor.checking.judge import check as judged
from tutor.checking.judge import read_answer
from tutor.checking.shown import shown
from tutor.desk.drawn_limits import drawn_limits
from tutor.page.document import Document
from tutor.page.layout import Layout
from tutor.printing.notation.mathml import mathml
from tutor.printing.notation.native import native
from tutor.printing.output._aloud import aloud
from tutor.printing.output._svg import svg
from tutor.printing.output.html import fragment
from tutor.reading.problem import read_problem
from tutor.telling.narrate import statement, title
from tutor.web import request
from tutor.web.questions import question


def read(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """Without an `answer`, the problem as it was read, in words and mathematics; with one, the answer as it was read."""
    entry = request.problem(asked, on)
    if "answer" in asked:
        typed = request.text(asked, "answer")
        with limited():
            return {"mathml": _mathml(shown(read_answer(question(entry, request.version(asked)), commas.spoken(typed)).reading))}
    problem = read_problem(entry)
    page = Document("read", problem.kind, title(problem), statement(problem), ())
    return {"html": fragment(page), "notices": [n.message for n in problem.notices]}


def check(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """The verdict, as `tutor check` has it, with what was read as MathML too."""
    entry = request.problem(asked, on)
    posed, typed = question(entry, request.version(asked)), request.text(asked, "answer")
    found = judged(posed, typed)
    out = found.record(None, entry.id) | {"mathml": _mathml(found.read_as), "made_mathml": _mathml(found.verdict.made)}
    drawn = drawn_limits(posed, typed) if found.verdict.verdict in WRONG else None
    return out if drawn is None else out | {"figure": {"svg": svg(drawn), "caption": aloud(drawn.caption)}}


def _mathml(formula: Layout | None) -> str | None:
    return None if formula is None else mathml(native(formula))
