"""Half-angle: even powers of sine and cosine through the cosine of twice the angle."""

from collections.abc import Iterator

from sympy import cos

from tutor.maths.integrals.trigonometry import powers
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """sin^2 = (1 - cos 2x)/2, cos^2 = (1 + cos 2x)/2."""
    found = powers(tree.evaluated(node.expr), node.variable)
    if found is None or found.m < 0 or found.n < 0 or found.m % 2 or found.n % 2:
        return
    double = cos(2 * found.angle)
    after = ((1 - double) / 2) ** (found.m // 2) * ((1 + double) / 2) ** (found.n // 2)
    facts = {
        "sine": found.sine**2 if found.m else None,
        "cosine": found.cosine**2 if found.n else None,
        "for_sine": written((1 - double) / 2),
        "for_cosine": written((1 + double) / 2),
    }
    yield Move(node.of(written(after)), facts)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "sin^2 x = (1 - cos 2x)/2,  cos^2 x = (1 + cos 2x)/2",
    ("sin(x)^2", "cos(3x)^2", "cos(x)^4"),
    "Stewart, Calculus, 7.2",
    effort=1.2,
)
