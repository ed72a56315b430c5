"""A judged working as a page: its lines with their verdicts, the mistake named at the first wrong one, and the marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from sympy import Rational

from tutor.checking.shown import said
from tutor.checking.working.findings import Judged
from tutor.edges.language import ENGLISH, Untranslated, language, message, setting, speaking
from tutor.maths.decimals import short
from tutor.model import Problem
from tutor.page.document import Block, Document, Math, Note, Paragraph, StepBlock, Steps, Text
from tutor.reading.syntax import Sym
from tutor.reading.working.operations import Operation
from tutor.telling.echoed import echoed
from tutor.telling.localized import localized
from tutor.telling.narrate import statement, untranslated
from tutor.telling.prose import line, words

WORDS = "working"
T = TypeVar("T")


def whole(do: Callable[[], T]) -> T:
    """What is made in the language that is spoken, all of it, or in English."""
    try:
        return do()
    except Untranslated:
        with speaking(ENGLISH):
            return do()


def page(problem: Problem, lines: tuple[Judged, ...], score: float | None, operations: Mapping[str, Operation]) -> Document:
    """The page of a working; one in English for want of words has a notice of that."""
    try:
        return _page(problem, lines, score, operations)
    except Untranslated as missing:
        with speaking(ENGLISH):
            made = _page(problem, lines, score, operations)
        return replace(made, body=(untranslated(missing), *made.body))


def _page(problem: Problem, lines: tuple[Judged, ...], score: float | None, operations: Mapping[str, Operation]) -> Document:
    told = tuple(_line(number, j, operations) for number, j in enumerate(lines, 1))
    marks = [m for j in lines for m in j.marks] if score is not None else []
    wrong = next((number for number, j in enumerate(lines, 1) if j.word == "wrong"), None)
    earned, whole_ = _number(f"{sum(marks):g}"), "" if score is None else _number(f"{score:g}")
    facts = {"earned": earned, "counted": len(marks), "score": whole_, "wrong": wrong}
    body: list[Block] = [Steps(told)] if told else []
    body.append(Note("remark", plainly("marks_title"), (*words(WORDS, "marks", facts), *words(WORDS, "rule", {}))))
    return Document(problem.id, problem.kind, plainly("title"), statement(problem), localized(tuple(body)), language=language())


def plainly(block: str, **facts: object) -> str:
    """A block of words without formulas."""
    return "".join(i.text for i in line(WORDS, block, facts) if isinstance(i, Text))


def refuted(j: Judged) -> str:
    """The number that refutes a line, as a sentence; in decimals where the line or one side has some."""
    by = j.refuted_by
    assert by is not None
    if j.withheld:
        return whole(lambda: plainly("withheld", where=bool(by.at)))
    decimals = any(re.search(r"\d[.,]\d", text) for text in (j.line.text, by.left, by.right))
    where = ", ".join(f"{said(Sym(name))} = {number}" for name, number in by.at)
    return whole(lambda: plainly("refuted", where=where, left=_number(by.left, decimals), right=_number(by.right, decimals)))


def _number(said: str, decimals: bool = False) -> str:
    """With the decimal mark of the language; where `decimals` are wanted, a fraction as one of a few places."""
    found = re.fullmatch(r"([-−]?)(\d+)/(\d+)", said)
    if decimals and found is not None:
        exact = Decimal(found[2]) / Decimal(found[3])
        said = f"{found[1]}{exact if short(1 / Rational(found[3])) else format(exact, '.5g')}"
    return said.replace(".", setting("decimal", "."))


def _line(number: int, j: Judged, operations: Mapping[str, Operation]) -> StepBlock:
    """A line: its verdict, what was read, and what is said of it."""
    head = "words" if j.word == "unknown" and not j.line.alternatives and not j.line.refused else j.word
    return StepBlock(str(number), line(WORDS, head, {}), (Paragraph(_shown(j, operations)), *_said(j)))


def _shown(j: Judged, operations: Mapping[str, Operation]) -> tuple[Any, ...]:
    laid = echoed(j.line, operations)
    return (Text(j.line.typed or j.line.text),) if laid is None else (Math(laid),)


def _said(j: Judged) -> Iterable[Block]:
    if j.line.refused:
        yield Paragraph((Text(message(j.line.refused)),))
    said = " ".join(message(text) for text in (j.says, j.asks) if text)
    if said and not j.line.refused:
        yield Paragraph((Text(said),))
    if j.refuted_by is not None:
        yield Paragraph((Text(refuted(j)),))
    if j.carried and j.score is not None:
        yield from words(WORDS, "carried" if j.score else "carried_trivial", {})
