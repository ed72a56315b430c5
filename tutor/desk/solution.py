"""One problem from its record to its solution: read, derive, and ready to be shown."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tutor.budget import Budget
from tutor.deriving.engine import derive
from tutor.deriving.finite import TOO_LONG, is_of_length
from tutor.desk.outcome import Outcome, stopped, stopped_document
from tutor.desk.variants import drawn, has_parameters
from tutor.desk.version import FIRST, Version
from tutor.edges.resources import use_templates
from tutor.errors import Invalid, TutorError, Unsupported
from tutor.model import Answer, Derivation, Problem, Status
from tutor.page.document import Document
from tutor.printing.style import PLAIN, Style
from tutor.printing.templating import WrongTemplate
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record
from tutor.rule import topic
from tutor.telling.narrate import Detail, narrate
from tutor.telling.record import record


@dataclass(frozen=True, slots=True)
class Solution:
    """A worked problem. In a notebook it shows itself as a page."""

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
        """Whether every claim has evidence."""
        return self.derivation.verified

    def document(self, detail: Detail | None = None) -> Document:
        """The page before it is printed."""
        return narrate(self.derivation, detail or self.detail)

    def record(self) -> dict[str, Any]:
        """The JSON object of the interface."""
        return record(self.derivation, self.seconds)

    def _repr_html_(self) -> str:
        from tutor.printing.output.html import notebook

        return notebook(self.document())

    def _repr_latex_(self) -> str:
        from tutor.printing.notation.latex import latex

        shown = ", ".join(f"\\text{{{name}}} = {latex(v)}" for name, v in self.answer.items() if hasattr(v, "args"))
        return f"$\\displaystyle {shown}$" if shown else ""


def solve(problem: Problem, *, time_limit: float | None = None, detail: Detail = "normal", version: Version = FIRST) -> Solution:
    """A read problem, solved within so many seconds (None: no limit); one with parameters with the values of a version."""
    start = time.perf_counter()
    if has_parameters(problem):
        try:
            derivation = drawn(problem, time_limit, version)
        except ValueError as error:
            if not is_of_length(error):
                raise
            raise Unsupported(TOO_LONG) from None
    else:
        derivation = derive(problem, topic(problem.kind), Budget(time_limit))
    return Solution(derivation, time.perf_counter() - start, detail)


def work(entry: Record, form: str, detail: Detail, time_limit: float | None, style: Style = PLAIN, version: Version = FIRST) -> Outcome:
    """A record solved and printed as far as one problem goes. Bugs are reported as `failed`, with what they said."""
    from tutor.printing.output.base import load

    use_templates(style.folder)
    fragment = None if form in ("json", "jsonl") else load(form, style).fragment
    start = time.perf_counter()
    try:
        found = solve(read_problem(entry), time_limit=time_limit, detail=detail, version=version)
        out = {} if fragment else found.record()
        page = fragment(found.document()) if fragment else None
    except WrongTemplate as wrong:
        return Outcome(stopped(entry, wrong), fault=wrong.at(entry.place()))
    except TutorError as wrong:
        error = wrong.at(entry.place()) if isinstance(wrong, Invalid) else wrong
        out = stopped(entry, error) | {"seconds": round(time.perf_counter() - start, 4)}
        return Outcome(out, fragment(stopped_document(entry, error)) if fragment else None)
    brief = {"id": entry.id, "kind": entry.kind, "status": found.status, "verified": found.verified, "message": found.derivation.message}
    return Outcome({**brief, **out, "seconds": round(time.perf_counter() - start, 4)}, page)
