"""One problem from its record to its solution: read, derive, and ready to be shown."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from textwrap import shorten
from typing import Any, get_args

from tutor.budget import Budget
from tutor.deriving.engine import derive
from tutor.deriving.finite import TOO_LONG, is_of_length
from tutor.desk.authored import given, own, read, told
from tutor.desk.outcome import Outcome, stopped, stopped_document
from tutor.desk.paged import Head, titled, titled_whole, together
from tutor.desk.variants import drawn, has_parameters
from tutor.desk.version import FIRST, Version
from tutor.edges.language import speaking
from tutor.edges.resources import use_templates
from tutor.errors import Invalid, OutOfTime, TutorError, Unsupported, nearest
from tutor.model import Answer, Derivation, Problem, Status
from tutor.page.document import Block, Document
from tutor.printing.style import PLAIN, Style
from tutor.printing.templating import WrongTemplate
from tutor.reading.sets import Record
from tutor.rule import topic
from tutor.telling.narrate import Detail, asked, shared, statement
from tutor.telling.record import record

LONGEST_REPR = 120  # characters of an answer in a line that only names it


@dataclass(frozen=True, slots=True, repr=False)
class Solution:
    """A worked problem. In a notebook it shows itself as a page, and `print` gives the worked text."""

    derivation: Derivation
    seconds: float
    detail: Detail = "normal"

    @property
    def answer(self) -> Mapping[str, Any]:
        """The fields of the answer as SymPy objects; empty where there is none."""
        found: Answer | None = self.derivation.answer
        return {} if found is None else found.fields

    @property
    def status(self) -> Status:
        """solved, unsupported, timeout, invalid or failed."""
        return self.derivation.status

    @property
    def verified(self) -> bool:
        """Whether every claim has evidence. An author's own answer has none but the author's word."""
        return self.derivation.verified and own(self.derivation.problem) is None

    def document(self, detail: Detail | None = None) -> Document:
        """The page before it is printed."""
        return told(self.derivation, detail or self.detail)

    def record(self) -> dict[str, Any]:
        """The JSON object of the interface."""
        found = record(self.derivation, self.seconds)
        return found if own(self.derivation.problem) is None else {**found, "verified": False, "evidence": "none"}

    def _repr_html_(self) -> str:
        from tutor.printing.output.html import notebook

        return notebook(self.document())

    def _repr_latex_(self) -> str:
        from tutor.printing.output._latex_plain import plain

        return plain(self.document())

    def __str__(self) -> str:
        """The worked text."""
        from tutor.printing.output.text import fragment

        return fragment(self.document()).rstrip()

    def __repr__(self) -> str:
        from tutor.printing.notation.text import text

        said = "; ".join(f"{name} = {text(v)}" for name, v in self.answer.items() if hasattr(v, "free_symbols"))
        told = said or self.derivation.message or ", ".join(self.answer)
        return f"<Solution of {self.derivation.problem.kind} {self.derivation.problem.id!r}: {self.status}; {shorten(told, LONGEST_REPR)}>"


def solve(
    problem: Problem,
    *,
    time_limit: float | None = None,
    detail: Detail = "normal",
    version: Version = FIRST,
    numeric_check: bool = False,
) -> Solution:
    """A read problem, solved within so many seconds (None: no limit); one with parameters with the values of a version.

    With `numeric_check` its page shows what a program finds in floating point beside what is derived.
    """
    if detail not in get_args(Detail):
        raise Invalid(f"there is no detail {detail!r}", hint=nearest(str(detail), get_args(Detail)))
    start = time.perf_counter()
    if numeric_check:
        problem = replace(problem, origin=replace(problem.origin, numeric_check=True))
    if own(problem) is not None:
        derivation = given(problem)
    elif has_parameters(problem):
        try:
            derivation = drawn(problem, time_limit, version)
        except ValueError as error:
            if not is_of_length(error):
                raise
            raise Unsupported(TOO_LONG) from None
    else:
        derivation = derive(problem, topic(problem.kind), Budget(time_limit))
    return Solution(derivation, time.perf_counter() - start, detail)


def work(
    entries: Sequence[Record],
    number: int,
    form: str,
    detail: Detail,
    time_limit: float | None,
    style: Style = PLAIN,
    version: Version = FIRST,
    numeric_check: bool = False,
) -> Outcome:
    """A problem, given as its parts, solved and printed as far as one problem goes; `number` is 0 where it has none.

    Machine formats take one record at a time. Bugs are reported as `failed`, with what they said.
    """
    use_templates(style.folder)
    part = partial(_part, detail=detail, time_limit=time_limit, version=version, numeric_check=numeric_check)
    with speaking(style.language):
        return _worked(entries, number, form, part, style)


def unfinished(entry: Record, why: str, form: str, style: Style) -> str:
    """The page of a problem whose worker was ended, with what it asks."""
    from tutor.printing.output.base import load

    use_templates(style.folder)
    with speaking(style.language):
        page = stopped_document(entry, OutOfTime(why))
        return load(form, style).fragment(replace(page, statement=statement(read(entry))))


def _worked(entries: Sequence[Record], number: int, form: str, part: Callable[[Record, bool], _Part], style: Style) -> Outcome:
    from tutor.printing.output.base import load

    fragment = None if form in ("json", "jsonl") else load(form, style).fragment
    parts = []
    for entry in entries:
        start = time.perf_counter()
        try:
            made = part(entry, fragment is None)
        except WrongTemplate as wrong:
            return Outcome((stopped(entry, wrong),), fault=wrong.at(entry.place()))
        made.record["seconds"] = round(time.perf_counter() - start, 4)
        parts.append(made)
    records = tuple(made.record for made in parts)
    if fragment is None:
        return Outcome(records)
    page = _page(entries, parts, number, form)
    with speaking(page.language):
        return Outcome(records, fragment(page))


@dataclass(frozen=True, slots=True)
class _Part:
    """One part worked: its record, and for a page what is told, its own question, and what stands above all parts."""

    record: dict[str, Any]
    told: Document | None = None
    asked: tuple[Block, ...] = ()
    title: str = ""
    shared: tuple[Block, ...] = ()


def _part(entry: Record, machine: bool, detail: Detail, time_limit: float | None, version: Version, numeric_check: bool) -> _Part:
    try:
        title, whole = titled(entry), titled_whole(entry)
        found = solve(read(entry), time_limit=time_limit, detail=detail, version=version, numeric_check=numeric_check)
        if machine:
            return _Part(found.record())
        page = found.document()
    except WrongTemplate:
        raise
    except TutorError as wrong:
        error = wrong.at(entry.place()) if isinstance(wrong, Invalid) else wrong
        return _Part(stopped(entry, error), None if machine else stopped_document(entry, error))
    problem = found.derivation.problem
    brief = {"id": entry.id, "kind": entry.kind, "status": found.status, "verified": found.verified, "message": found.derivation.message}
    with speaking(page.language):
        return _Part(brief, replace(page, title=title or page.title), asked(problem), whole, shared(problem))


def _page(entries: Sequence[Record], parts: Sequence[_Part], number: int, form: str) -> Document:
    """The page of a problem. Of one that has parts, what these share stands once above them."""
    pages = [part.told for part in parts if part.told is not None]
    if entries[0].part is not None:
        pages = [replace(page, statement=part.asked) for page, part in zip(pages, parts, strict=True)]
    title = next((part.title for part in parts if part.title), "")
    above = next((part.shared for part in parts if part.shared), ())
    return together(entries, pages, Head(title, shared=above), number, form)
