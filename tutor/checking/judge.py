"""One answer: read by its shape, compared with the right one, and the verdict with everything that is told of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

from tutor.checking import commas, words
from tutor.checking.equal import equal
from tutor.checking.forms import fault_in
from tutor.checking.groups import group
from tutor.checking.question import Question
from tutor.checking.shapes import judge_of
from tutor.checking.shown import shown
from tutor.checking.strangers import stranger
from tutor.checking.values import letters
from tutor.checking.verdict import Verdict, wrong_form
from tutor.errors import Unreadable
from tutor.layout import Layout
from tutor.notation.latex import latex
from tutor.notation.text import text
from tutor.reading.answers import Reading
from tutor.reading.syntax import Node, Sym, walk
from tutor.reading.typed import Typed, typed

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
        said = self.verdict
        out: dict[str, Any] = {"student": student} if student is not None else {}
        out |= {
            "problem": problem,
            "verdict": said.verdict,
            "score": said.score,
            "evidence": said.evidence,
            "seconds": round(self.seconds, 5),
        }
        out["read_as"] = None if self.read_as is None else {"latex": latex(self.read_as), "text": text(self.read_as)}
        out |= {"misconception": said.misconception, "feedback": said.feedback}
        out["parts"] = [{"name": p.name, "verdict": p.verdict, **({"feedback": p.feedback} if p.feedback else {})} for p in said.parts]
        if self.group is not None:
            out["group"] = self.group
        if self.notices:
            out["notices"] = list(self.notices)
        if self.position is not None:
            out["position"], out["excerpt"] = self.position, self.excerpt
        return out

    def _repr_html_(self) -> str:
        """For a notebook: the verdict, what was read, and what is said; all of it escaped."""
        from html import escape

        from tutor.notation.mathml import mathml

        read = "" if self.read_as is None else f"<p>Read as {mathml(self.read_as)}</p>"
        said = f"<p>{escape(self.verdict.feedback)}</p>" if self.verdict.feedback else ""
        return f"<div><p><strong>{self.verdict.verdict.replace('_', ' ')}</strong></p>{read}{said}</div>"


def check(question: Question, answer: str) -> Checked:
    """The verdict on what a student typed. Whatever was typed, there is one."""
    start = time.perf_counter()
    try:
        found = _checked(question, answer)
    except Unreadable as error:
        error = _asked_about_commas(question, answer, error)
        said = f"{error.message} {error.hint}" if error.hint else error.message
        verdict = Verdict("unreadable", None, "none", said)
        return Checked(verdict, None, time.perf_counter() - start, position=error.place.start, excerpt=error.place.excerpt())
    return replace(found, seconds=time.perf_counter() - start)


def _checked(question: Question, answer: str) -> Checked:
    """The verdict without the time. Errors: Unreadable where nothing can be said."""
    read = _read(question, answer)
    function = _unapplied(question, read.reading)
    if function is not None:
        return Checked(Verdict("unreadable", None, "none", words.unapplied(function)), shown(read.reading), 0.0)
    verdict = _judged(question, read)
    if verdict.verdict in ("incorrect", "partially_correct"):
        unknown = stranger(question, read, answer)
        if unknown is not None:
            raise unknown
        if commas.is_sure(answer, question.shape) or _better_with_points(question, answer, verdict):
            raise commas.question_about(answer)
    notices = tuple(n.message for n in read.notices)
    key = None if verdict.verdict == "correct" else group(read.reading, question.domain)
    return Checked(verdict, shown(read.reading), 0.0, notices, key)


def _read(question: Question, answer: str) -> Typed:
    return typed(answer, question.shape, question.scope, question.dimension, question.names, strict_brackets=question.strict)


def _judged(question: Question, read: Typed) -> Verdict:
    return _in_form(question, read.reading, chained(question, read, judge_of(question.shape)(question, read.reading)))


def _in_form(question: Question, reading: Reading, verdict: Verdict) -> Verdict:
    """Statements and sets that are right, by the form of the formulas in them; formulas are judged with their value."""
    if verdict.verdict != "correct" or question.shape not in STATEMENTS or not isinstance(reading, Node):
        return verdict
    fault = fault_in(question.form, reading)
    return wrong_form(verdict.evidence, fault) if fault else verdict


def _better_with_points(question: Question, answer: str, verdict: Verdict) -> bool:
    """Whether more of an answer is right once its decimal commas are points."""
    for other in commas.with_points(answer):
        try:
            found = _judged(question, _read(question, other))
        except Unreadable:
            continue
        if (found.score or 0) > (verdict.score or 0):
            return True
    return False


def _asked_about_commas(question: Question, answer: str, error: Unreadable) -> Unreadable:
    """The error, or a question about decimal commas where it is they that cannot be read."""
    for other in commas.with_points(answer):
        try:
            _read(question, other)
        except Unreadable:
            continue
        return commas.question_about(answer)
    return error


def chained(question: Question, read: Typed, verdict: Verdict) -> Verdict:
    """In `a = b = c` the last member is the answer; a false equals sign before it costs half of the marks.

    A member with letters that the last one lacks is the general form, into which the point was put.
    """
    if verdict.verdict != "correct" or not read.chain:
        return verdict
    last = read.chain[-1]
    values = [member for member in read.chain[:-1] if set(letters(member)) <= set(letters(last))]
    if any(equal(member, last, question.domain).outcome == "different" for member in values):
        return Verdict("partially_correct", 0.5, verdict.evidence, words.CHAIN, None, verdict.parts)
    return verdict


def _unapplied(question: Question, reading: Reading) -> str | None:
    """A function of the problem that stands without its argument."""
    if not isinstance(reading, Node):
        return None
    return next((n.name for n in walk(reading) if isinstance(n, Sym) and n.name in question.scope.functions), None)
