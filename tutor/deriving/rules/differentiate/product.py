"""Product rule: one factor at a time is differentiated, the others are kept, and the products are added."""

from collections.abc import Iterator

from sympy import Mul

from tutor.deriving.rules.differentiate.constant_factor import numerator_and_denominator
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """(f g)' = f' g + f g', and so on for more factors."""
    if not isinstance(node.expr, Mul):
        return
    factors, below = numerator_and_denominator(node.expr)
    if below or len(factors) < 2 or any(node.variable not in f.free_symbols for f in factors):
        return
    after = tree.total(*(tree.product(*factors[:k], node.of(f), *factors[k + 1 :]) for k, f in enumerate(factors)))
    yield Move(after, {"factors": tuple(factors), "x": node.variable})


RULE = Rule(
    Diff, moves, Rank.COMBINE, "d/dx [f g] = f' g + f g'", ("x^2 sin(x)", "x e^x cos x", "t^2 ln t"), "Stewart, Calculus, 3.2", fill=True
)
