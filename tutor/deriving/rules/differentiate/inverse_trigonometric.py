"""The derivatives of the six inverse trigonometric functions."""

from collections.abc import Iterator

from sympy import Abs, Expr, Rational, S, acos, acot, acsc, asec, asin, atan

from tutor.deriving.rules.differentiate.trigonometric import Table, looked_up
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def _root(inside: Expr) -> Expr:
    return tree.power(inside, Rational(1, 2))


def _one_over_circle(x: Expr) -> Expr:
    return tree.quotient(S.One, _root(tree.total(S.One, tree.negative(tree.power(x, 2)))))


def _one_over_sum(x: Expr) -> Expr:
    return tree.quotient(S.One, tree.total(S.One, tree.power(x, 2)))


def _one_over_secant(x: Expr) -> Expr:
    return tree.quotient(S.One, tree.product(tree.apply(Abs, x), _root(tree.total(tree.power(x, 2), S.NegativeOne))))


TABLE: Table = {
    asin: _one_over_circle,
    acos: lambda x: tree.negative(_one_over_circle(x)),
    atan: _one_over_sum,
    acot: lambda x: tree.negative(_one_over_sum(x)),
    asec: _one_over_secant,
    acsc: lambda x: tree.negative(_one_over_secant(x)),
}


def moves(node: Diff) -> Iterator[Move]:
    """arcsin' = 1/sqrt(1 - x^2), arctan' = 1/(1 + x^2), arcsec' = 1/(|x| sqrt(x^2 - 1)), and their cofunctions negated."""
    yield from looked_up(TABLE, node)


RULE = Rule(
    Diff,
    moves,
    Rank.CLOSE,
    "arcsin' = 1/sqrt(1 - x^2), arctan' = 1/(1 + x^2), arcsec' = 1/(|x| sqrt(x^2 - 1)); arccos, arccot, arccsc: the negatives",
    ("arcsin x", "arccos x", "arctan x", "arccot x", "arcsec x", "arccsc x"),
    "Stewart, Calculus, 3.5",
    routine=True,
)
