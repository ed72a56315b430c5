"""Odd power of sine or cosine: one factor is kept for du, the others are written through the other function."""

from collections.abc import Iterator

from sympy import S

from tutor.maths.integrals.trigonometry import powers
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """sin^(2k+1) = (1 - cos^2)^k sin, and cos^(2k+1) = (1 - sin^2)^k cos."""
    f = tree.evaluated(node.expr)
    found = powers(f, node.variable)
    if found is None:
        return
    s, c = found.sine, found.cosine
    for e, other, kept, partner in ((found.m, found.n, s, c), (found.n, found.m, c, s)):
        if e >= 3 and e % 2:
            square = tree.total(S.One, tree.negative(tree.power(partner, 2)))
            even = square if e == 3 else tree.power(square, (e - 1) // 2)
            beside = () if other == 0 else (written(partner**other),)
            yield Move(node.of(tree.product(even, *beside, kept)), {"kept": kept, "partner": partner, "power": kept**e})


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "sin^(2k+1) x = (1 - cos^2 x)^k sin x",
    ("sin(x)^3", "sin(x)^3 cos(x)^2", "cos(2x)^5"),
    "Stewart, Calculus, 7.2",
    effort=1.6,
)
