"""Quotient rule: bottom times derivative of top, minus top times derivative of bottom, over bottom squared."""

from collections.abc import Iterator

from sympy import Mul, Ne, S, exp

from tutor.deriving.rules.differentiate.constant_factor import numerator_and_denominator
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """(f/g)' = (f' g - f g')/g^2 where g is not 0."""
    if not isinstance(node.expr, Mul):
        return
    above, below = numerator_and_denominator(node.expr)
    if not above or not below or any(node.variable not in f.free_symbols for f in (*above, *below)):
        return
    f, g = tree.product(*above), tree.product(*below)
    over = tree.total(tree.product(node.of(f), g), tree.negative(tree.product(f, node.of(g))))
    e = Mul(*(p for p in map(tree.plain, below) if isinstance(p, exp)))
    times = None if e is S.One else tree.evaluated(1 / e**2)  # as it is written in the line: e^(-2x) in front, and no fraction
    facts = {"f": f, "g": g, "x": node.variable, "e": e, "times": times, "never": tree.plain(g).is_zero is False}
    yield Move(tree.quotient(over, tree.power(g, 2)), facts, (Ne(g, 0),))


RULE = Rule(
    Diff,
    moves,
    Rank.COMBINE,
    "d/dx [f/g] = (f' g - f g')/g^2, g != 0",
    ("(x + 7)/(x - 5)", "sin(x)/x", "x/(x^2 + y^2)"),
    "Stewart, Calculus, 3.2",
    fill=True,
)
