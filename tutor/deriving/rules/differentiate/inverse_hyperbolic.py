"""The derivatives of the six inverse hyperbolic functions."""

from collections.abc import Iterator

from sympy import Abs, Expr, Rational, S, acosh, acoth, acsch, asech, asinh, atanh

from tutor.deriving.rules.differentiate.trigonometric import Table, looked_up
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def _over_root(before: Expr | None, *terms: Expr) -> Expr:
    root = tree.power(tree.total(*terms), Rational(1, 2))
    return tree.quotient(S.One, root if before is None else tree.product(before, root))


def _square(x: Expr) -> Expr:
    return tree.power(x, 2)


TABLE: Table = {
    asinh: lambda x: _over_root(None, _square(x), S.One),
    acosh: lambda x: _over_root(None, _square(x), S.NegativeOne),
    atanh: lambda x: tree.quotient(S.One, tree.total(S.One, tree.negative(_square(x)))),
    acoth: lambda x: tree.quotient(S.One, tree.total(S.One, tree.negative(_square(x)))),
    asech: lambda x: tree.negative(_over_root(x, S.One, tree.negative(_square(x)))),
    acsch: lambda x: tree.negative(_over_root(tree.apply(Abs, x), S.One, _square(x))),
}


def moves(node: Diff) -> Iterator[Move]:
    """arsinh' = 1/sqrt(x^2 + 1), arcosh' = 1/sqrt(x^2 - 1), artanh' = 1/(1 - x^2), ..."""
    yield from looked_up(TABLE, node)


RULE = Rule(
    Diff,
    moves,
    Rank.CLOSE,
    "arsinh' = 1/sqrt(x^2 + 1), arcosh' = 1/sqrt(x^2 - 1), artanh' = arcoth' = 1/(1 - x^2), "
    "arsech' = -1/(x sqrt(1 - x^2)), arcsch' = -1/(|x| sqrt(1 + x^2))",
    ("arsinh x", "arcosh x", "artanh x", "arcoth x", "arsech x", "arcsch x"),
    "Stewart, Calculus, 3.11",
    routine=True,
)
