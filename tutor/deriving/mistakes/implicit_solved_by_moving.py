"""z + e^z = x^2 taken for z = x^2 - e^z, with e^z held constant."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.implicitly import one_side
from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import expanded
from tutor.model import Derivation, Step
from tutor.trees import tree


def _moved(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    """-F_x by the number that stands before the dependent variable alone."""
    y = stage.facts["y"]
    left = expanded(tree.plain(one_side(derivation.problem.given["equation"])))
    number = left.coeff(y, 1).as_independent(*derivation.problem.variables, as_Add=True)[0]
    above = [s.result for s in derivation.steps if s.rule == "implicit_derivative.partial" and s.facts.get("x") == stage.facts["x"]]
    if above and number != 0 and left.diff(y) != number:
        yield tree.quotient(tree.negative(above[0]), number)


MISTAKE = Mistake(
    "The dependent variable stands on the other side as well, and changes there too.",
    "In how many places does the dependent variable stand in the equation?",
    stages={"implicit_derivative.quotient": _moved},
    rank=3,
)
