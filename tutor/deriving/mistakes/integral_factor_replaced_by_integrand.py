"""d/dx of x^2 times an integral taken for 2x times the integrand."""

from collections.abc import Iterator

from sympy import Basic, Integral

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _replaced(step: Step) -> Iterator[Basic]:
    factors = step.facts["factors"]
    for k, f in enumerate(factors):
        if isinstance(f, Integral) and len(f.limits[0]) == 3:
            t, _, high = f.limits[0]
            inside = f.function.subs(t, high)
            yield tree.product(*(inside if j == k else step.before.of(g) for j, g in enumerate(factors)))


MISTAKE = Mistake(
    "The integral is a factor: it is kept in one term of the product rule and differentiated in the other.",
    "What are the two factors, and what does the product rule make of them?",
    rules={"differentiate.product": _replaced},
    rank=0,
)
