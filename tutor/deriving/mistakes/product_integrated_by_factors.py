"""The integral of a product taken for the product of the integrals."""

from collections.abc import Iterator

from sympy import Basic, Mul

from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import antiderivative
from tutor.model import Step
from tutor.trees import tree
from tutor.trees.heads import Bracket


def _factors(step: Step) -> Iterator[Basic]:
    x = step.facts["x"]
    factors = [f for f in Mul.make_args(tree.plain(step.before.expr)) if f.has(x)]
    found = [antiderivative(f, x) for f in factors]
    number = tree.plain(step.before.expr).as_independent(x, as_Add=False)[0]
    if len(factors) > 1 and None not in found:
        whole = Mul(number, *found)
        yield Bracket(whole, x, *step.before.limits) if step.before.is_definite else whole


MISTAKE = Mistake(
    "The integral of a product is not the product of the integrals.",
    "What is the derivative of your answer, by the product rule?",
    rules={"integrate.parts": _factors, "integrate.tabular_parts": _factors, "integrate.substitution": _factors},
)
