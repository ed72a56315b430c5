"""One answer: read by its shape, compared with the right one, and the verdict with everything that is told of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

from tutor.checking import words
from tutor.checking.equal import equal
from tutor.checking.groups import group
from tutor.checking.question import Question
from tutor.checking.shapes import judge_of
from tutor.checking.shown import shown
from tutor.checking.values import letters
from tutor.checking.verdict import Verdict
from tutor.errors import Unreadable
from tutor.layout import Layout
from tutor.notation.latex import latex
from tutor.notation.text import text
from tutor.reading.answers import Reading
from tutor.reading.syntax import Node, Sym, walk
from tutor.reading.typed import Typed, typed


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
        read = typed(answer, question.shape, question.scope, question.dimension, question.names, strict_brackets=question.strict)
    except Unreadable as error:
        said = f"{error.message} {error.hint}" if error.hint else error.message
        verdict = Verdict("unreadable", None, "none", said)
        return Checked(verdict, None, time.perf_counter() - start, position=error.place.start, excerpt=error.place.excerpt())
    function = _unapplied(question, read.reading)
    if function is not None:
        verdict = Verdict("unreadable", None, "none", words.unapplied(function))
        return Checked(verdict, shown(read.reading), time.perf_counter() - start)
    verdict = chained(question, read, judge_of(question.shape)(question, read.reading))
    if verdict.verdict == "incorrect" and not verdict.feedback:
        verdict = replace(verdict, feedback=_strangers(question, read.reading))
    notices = tuple(n.message for n in read.notices)
    key = None if verdict.verdict == "correct" else group(read.reading, question.domain)
    return Checked(verdict, shown(read.reading), time.perf_counter() - start, notices, key)


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


def _strangers(question: Question, reading: Reading) -> str:
    """What is said of letters that are none of the problem's; empty where there are none."""
    if not isinstance(reading, Node) or not question.scope.variables:
        return ""
    known = question.scope.variables | {"C"}
    names = dict.fromkeys(n.name for n in walk(reading) if isinstance(n, Sym) and n.name not in known)
    return words.strangers(list(names)) if names else ""
