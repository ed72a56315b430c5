"""The uncertainties added without the partial derivatives."""

from collections.abc import Iterator, Mapping

from sympy import Add, Basic, sqrt

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree


def _bare(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    parts = [tree.plain(s.facts["uncertainty"]) for s in derivation.steps if s.rule == "error_propagation.contribution"]
    if len(parts) > 1:
        yield Add(*parts) if stage.facts.get("worst") else sqrt(Add(*(p**2 for p in parts)))


def _of_implicit(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """The same where an equation was solved first, which no plan is run again for."""
    if "equation" in derivation.problem.given:
        for s in derivation.steps:
            if s.rule == "error_propagation.total":
                yield from ({**fields_of(derivation), "expression": value} for value in _bare(derivation, s))


MISTAKE = Mistake(
    "The uncertainties were combined as they are, without the slopes that say how strongly each counts.",
    "By how much does the result change when only one quantity changes a little?",
    stages={"error_propagation.total": _bare},
    answers=_of_implicit,
)
