"""What was read, shown as mathematics before it counts, and the verdict on an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tutor.checking import commas
from tutor.checking.diagnosis import WRONG
from tutor.checking.effort import limited
from tutor.checking.judge import check as judged
from tutor.checking.judge import read_answer
from tutor.checking.question import Question
from tutor.checking.shown import shown
from tutor.desk.drawn_limits import drawn_limits
from tutor.errors import TutorError
from tutor.page.document import Document
from tutor.page.layout import Layout
from tutor.printing.notation.latex import latex
from tutor.printing.notation.mathml import mathml
from tutor.printing.notation.native import native
from tutor.printing.output._aloud import aloud
from tutor.printing.output._svg import svg
from tutor.printing.output.html import fragment
from tutor.reading.echo import layout_of
from tutor.reading.parse import parse
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record
from tutor.telling.narrate import statement, title
from tutor.web import request
from tutor.web.questions import question


def read(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """Without an `answer`, the problem as it was read, in words and mathematics; with one, the answer as it was read.

    With `latex`, which is `answer` or the name of a field, also that text as LaTeX, or null where that would not be read as the same.
    """
    entry = request.problem(asked, on)
    if "answer" in asked:
        typed = request.text(asked, "answer")
        with limited():
            of = question(entry, request.version(asked))
            found = read_answer(of, commas.spoken(typed))
            known: dict[str, object] = {"mathml": _mathml(shown(found.reading))}
            return known | ({"latex": _latex(typed, lambda text: _meant(of, text), _meant(of, typed))} if "latex" in asked else {})
    known = _stated(entry)
    if "latex" in asked:
        name = request.text(asked, "latex")
        fields = asked["fields"] if isinstance(asked.get("fields"), Mapping) else {}
        typed = request.text(fields, name)  # type: ignore[arg-type]
        known["latex"] = _latex(typed, lambda text: _stated(request.problem({**asked, "fields": {**fields, name: text}}, on)), known)  # type: ignore[dict-item]
    return known


def _stated(entry: Record) -> dict[str, object]:
    """A problem as it was read, and what a reader should be told of that."""
    problem = read_problem(entry)
    page = Document("read", problem.kind, title(problem), statement(problem), ())
    return {"html": fragment(page), "notices": [n.message for n in problem.notices]}


def _meant(of: Question, text: str) -> object:
    """All that counts of an answer."""
    found = read_answer(of, commas.spoken(text))
    return (
        shown(found.reading),
        found.unit,
        [of.asked.names(label) or label for label in found.labels],
        *(tuple(map(layout_of, nodes)) for nodes in (found.chain, found.about)),
    )


def _latex(text: str, reading: Callable[[str], object], meant: object) -> str | None:
    """A formula as LaTeX; None for what is no formula, or would be read as something else than what is meant."""
    try:
        found = latex(native(layout_of(parse(commas.spoken(text)).tree)))
        return found if reading(found) == meant else None
    except TutorError:
        return None


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
