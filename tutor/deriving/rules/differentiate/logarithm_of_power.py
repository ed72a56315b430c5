"""Logarithm of a power: ln(u^r) is r ln u before anything is differentiated, and r ln |u| where r has an even numerator."""

from collections.abc import Iterator

from sympy import Abs, Pow, Rational, S, log

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """(ln u^r)' = r (ln u)'."""
    match node.expr:
        case log(args=(Pow(base=u, exp=Rational() as r),)) if node.variable in u.free_symbols and r is not S.One:
            inside = tree.apply(log, tree.apply(Abs, u) if r.p % 2 == 0 else u)
            yield Move(tree.product(r, node.of(inside)), {"u": u, "r": r, "power": node.expr, "inside": inside, "absolute": r.p % 2 == 0})


RULE = Rule(
    Diff,
    moves,
    Rank.COMBINE,
    "d/dx [ln(u^r)] = r d/dx [ln u]; r d/dx [ln |u|] for an even r",
    ("ln(sqrt(x^2 + 1))", "ln(cos(x)^2)", "ln((x^2 + y)^3)"),
    "Stewart, Calculus, 3.6",
    show_parts=True,
)
