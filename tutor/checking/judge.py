"""One answer: read by its shape, compared with the right one, and the verdict with everything that is told of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tutor.checking import commas, words
from tutor.checking.about import approximated
from tutor.checking.bare import spelled_out
from tutor.checking.diagnosis import diagnosed, in_other_shapes, marked, of_another_shape
from tutor.checking.effort import limited
from tutor.checking.forms import fault_in
from tutor.checking.groups import group
from tutor.checking.infinity import closed_at_infinity
from tutor.checking.labels import label_layout
from tutor.checking.plane_curl import out_of_the_plane
from tutor.checking.question import Question
from tutor.checking.shapes import judge_of
from tutor.checking.shown import EQUALS, shown
from tutor.checking.strangers import stranger
from tutor.checking.verdict import Verdict, wrong_form
from tutor.checking.whole import chained, contradicted, false_chain, measured, settled, unmeasured, unsolved
from tutor.edges.language import message
from tutor.errors import Unreadable
from tutor.frozen import dataclass
from tutor.page.layout import Layout, Number, Operator, Script, Space, Words, row
from tutor.printing.notation.native import native
from tutor.printing.notation.text import text
from tutor.reading.answers import Reading, Shape
from tutor.reading.characters import unreadable
from tutor.reading.echo import layout_of
from tutor.reading.shapes.measured import DEGREES
from tutor.reading.syntax import Node, PlusMinus, Sym, walk
from tutor.reading.typed import Typed, typed
from tutor.reading.units import written

STATEMENTS = ("equation", "system", "inequality", "set")


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict with what was read. `read_as` is None where nothing could be; `notices` say how doubtful places were read.

    Wrong answers with the same `group` have the same value.
    """

    verdict: Verdict
    read_as: Layout | None
    seconds: float
    notices: tuple[str, ...] = ()
    group: str | None = None
    position: int | None = None
    excerpt: str | None = None

    def record(self, student: str | None, problem: str) -> dict[str, Any]:
        """The JSON object of the interface."""
        from tutor.printing.notation.latex import latex

        said = self.verdict
        out: dict[str, Any] = {"student": student} if student is not None else {}
        out |= {
            "problem": problem,
            "verdict": said.verdict,
            "score": said.score,
            "evidence": said.evidence,
            "seconds": round(self.seconds, 5),
        }
        out["read_as"] = None if self.read_as is None else {"latex": latex(self.read_as), "text": text(native(self.read_as, message))}
        out |= {"misconception": said.misconception, "feedback": message(said.feedback)}
        if said.step:
            out["step"] = said.step
        if said.made is not None:
            out["made"] = {"latex": latex(said.made), "text": text(native(said.made, message))}
        out["parts"] = [
            {"name": p.name, "verdict": p.verdict, **({"feedback": message(p.feedback)} if p.feedback else {})} for p in said.parts
        ]
        if self.group is not None:
            out["group"] = self.group
        if self.notices:
            out["notices"] = list(map(message, self.notices))
        if self.position is not None:
            out["position"], out["excerpt"] = self.position, self.excerpt
        return out

    def _repr_html_(self) -> str:
        """For a notebook: the verdict, what was read, and what is said; all of it escaped."""
        from html import escape

        from tutor.printing.notation.mathml import mathml

        read = "" if self.read_as is None else f"<p>Read as {mathml(self.read_as)}</p>"
        said = f"<p>{escape(message(self.verdict.feedback))}</p>" if self.verdict.feedback else ""
        return f"<div><p><strong>{self.verdict.verdict.replace('_', ' ')}</strong></p>{read}{said}</div>"


_ROWS = frozenset[Shape](["expressions", "vectors", "points", "set"])  # what several points of a walk can be read as


def check(question: Question, answer: str) -> Checked:
    """The verdict on what a student typed. Whatever was typed, there is one."""
    start, said = time.perf_counter(), answer
    answer = commas.spoken(said)
    try:
        with limited():
            return _told(question, said, answer, start)
    except Unreadable as error:
        error = _asked_about_commas(question, answer, error)
        with limited():
            verdict = _unread(question, answer, error)
        return Checked(verdict, None, time.perf_counter() - start, position=error.place.start, excerpt=error.place.excerpt())


def _told(question: Question, said: str, answer: str, start: float) -> Checked:
    """An answer with decimal commas, or as it was typed where it makes no sense with them: (0,0) is a point in every language."""
    found: list[Checked] = []
    errors: list[Unreadable] = []
    for reading in dict.fromkeys((answer, said)):
        try:
            found.append(_checked(question, reading, start))
        except Unreadable as error:
            errors.append(error)
        if found and found[0].verdict.verdict == "correct":
            break
    if not found:
        raise errors[0]
    return max(found, key=lambda one: one.verdict.score or 0)


def _unread(question: Question, answer: str, error: Unreadable) -> Verdict:
    """What is said of an answer that could not be read; a mistake that makes a value of another shape is named."""
    said = f"{error.message} {error.hint}" if error.hint else error.message
    wrong = of_another_shape(question, answer)
    if wrong is None and question.walk and not _ROWS.isdisjoint(in_other_shapes(question, answer)):
        return Verdict("unreadable", None, "none", words.LAST_POINT)
    if wrong is None:
        return Verdict("unreadable", None, "none", said)
    return marked(question, Verdict("unreadable", None, "none", f"{wrong.says} {wrong.asks}".strip(), wrong.mistake or None))


def _checked(question: Question, answer: str, start: float) -> Checked:
    """The verdict; `start` is when the answer came. Errors: Unreadable where nothing can be said."""
    read = spelled_out(question.bare, read_answer(question, answer))
    read = approximated(question, read)
    doubled = _doubled(question, read)
    if doubled is not None:
        message = "One value is needed here, and ± makes two of it."
        raise unreadable(answer, message, *read.place(doubled), "Decide on a sign.")
    inside = unsolved(question, read)
    if inside is not None:
        raise unreadable(answer, words.UNSOLVED_FOR, *read.place(inside))
    function = _unapplied(question, read.reading)
    if function is not None:
        return Checked(Verdict("unreadable", None, "none", words.unapplied(function)), shown(read.reading), time.perf_counter() - start)
    read, verdict = _judged(question, read)
    if verdict.verdict in ("incorrect", "partially_correct", "undecided"):
        unknown = stranger(question, read, answer)
        if unknown is not None:
            raise unknown
        if commas.is_sure(answer, question.shape) or _better_with_points(question, answer, verdict):
            raise commas.question_about(answer)
    notices = tuple(n.message for n in read.notices)
    key = None if verdict.verdict == "correct" else group(read.reading, question.domain)
    if _right_with_brackets(question, read, answer, verdict):
        verdict = replace(verdict, feedback=words.BRACKETS)
    elif key is not None:
        verdict = marked(question, diagnosed(question, read.reading, key, verdict))
    return Checked(verdict, _echo(question, read), time.perf_counter() - start, notices, key)


def read_answer(question: Question, answer: str) -> Typed:
    """What was typed, read as an answer to a question. Errors: Unreadable."""
    scope, names = question.scope, question.names
    plane = out_of_the_plane(question, answer)
    return plane or typed(answer, question.shape, scope, question.dimension, names, strict_brackets=question.strict)


def _judged(question: Question, read: Typed) -> tuple[Typed, Verdict]:
    """What is judged, with its unit as typed, and the verdict."""
    as_typed = settled(question, read)
    measure, by_unit = measured(question, as_typed)
    verdict = contradicted(question, as_typed) or by_unit or chained(question, measure, judge_of(question.shape)(question, measure.reading))
    verdict = _in_form(question, measure.reading, unmeasured(question, measure, verdict))
    return measure if read.unit == DEGREES else as_typed, verdict


def _in_form(question: Question, reading: Reading, verdict: Verdict) -> Verdict:
    """Statements and sets that are right, by the form of the formulas in them; formulas are judged with their value."""
    if verdict.verdict != "correct" or question.shape not in STATEMENTS or not isinstance(reading, Node):
        return verdict
    expected = question.expected
    if closed_at_infinity(reading) and not (isinstance(expected, Node) and closed_at_infinity(expected)):
        return wrong_form(verdict.evidence, words.AT_INFINITY)
    fault = fault_in(question.form, reading)
    return wrong_form(verdict.evidence, fault) if fault else verdict


def _better_with_points(question: Question, answer: str, verdict: Verdict) -> bool:
    """Whether more of an answer is right once its decimal commas are points."""
    for other in commas.with_points(answer):
        try:
            _, found = _judged(question, read_answer(question, other))
        except Unreadable:
            continue
        if (found.score or 0) > (verdict.score or 0):
            return True
    return False


def _right_with_brackets(question: Question, read: Typed, answer: str, verdict: Verdict) -> bool:
    """Whether a wrong answer is right once all that can be read in two ways is read in the other one: e^xy as e^(xy)."""
    doubts = sorted((n.within for n in read.notices if n.within is not None), reverse=True)
    if not doubts or verdict.verdict not in ("incorrect", "partially_correct"):
        return False
    for first, last in doubts:
        answer = f"{answer[:first]}({answer[first:last]}){answer[last:]}"
    try:
        _, found = _judged(question, read_answer(question, answer))
    except Unreadable:
        return False
    return found.verdict == "correct"


def _asked_about_commas(question: Question, answer: str, error: Unreadable) -> Unreadable:
    """The error, or a question about decimal commas where it is they that cannot be read."""
    for other in commas.with_points(answer) if not commas.sets_apart(answer, question.shape) else ():
        try:
            read_answer(question, other)
        except Unreadable:
            continue
        return commas.question_about(answer)
    return error


def _echo(question: Question, read: Typed) -> Layout:
    """What was read, with the label that counted and the unit."""
    whole = shown(read.reading)
    false = false_chain(question, read) if read.chain else None
    if false is not None and false[-1] == read.reading:
        whole = row(layout_of(false[0]), *(part for member in false[1:] for part in (EQUALS, layout_of(member))))
    wrong = next((label for label in read.labels if question.asked.contradicted(label)), None)
    found = None if wrong is None else question.asked.names(wrong)
    if found is not None:
        whole = row(label_layout(found), EQUALS, whole)
    return whole if read.unit is None or read.unit == DEGREES else row(whole, Space(), *_unit(read.unit))


def _unit(typed: str) -> Iterator[Layout]:
    """A unit, laid out from its factors."""
    for sign, name, power in written(typed):
        if sign:
            yield Operator(sign)
        yield Words(name) if power == 1 else Script(Words(name), sup=Number(str(power)))


def _doubled(question: Question, read: Typed) -> Node | None:
    """A ± in a vector or a matrix, where one value is due."""
    if question.shape not in ("vector", "matrix") or not isinstance(read.reading, Node):
        return None
    return next((n for n in walk(read.reading) if isinstance(n, PlusMinus)), None)


def _unapplied(question: Question, reading: Reading) -> str | None:
    """A function of the problem that stands without its argument."""
    if not question.scope.functions or not isinstance(reading, Node):
        return None
    return next((n.name for n in walk(reading) if isinstance(n, Sym) and n.name in question.scope.functions), None)
