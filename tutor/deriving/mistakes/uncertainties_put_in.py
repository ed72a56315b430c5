"""The function at the uncertainties in the place of its change."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree


def _at_them(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    f = derivation.problem.given.get("function")
    sizes = {s.facts["x"]: tree.plain(s.facts["uncertainty"]) for s in derivation.steps if s.rule == "error_propagation.contribution"}
    if f is not None and len(sizes) > 1:
        yield tree.plain(f).subs(sizes)


MISTAKE = Mistake(
    "The uncertainties were put into the function itself; by how much it changes was asked.",
    "By how much does the result change when only one quantity changes a little?",
    stages={"error_propagation.total": _at_them},
    rank=3,
)
