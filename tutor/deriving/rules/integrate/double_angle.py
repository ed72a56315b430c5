"""Double angle: sin x cos x is half the sine of twice the angle."""

from collections.abc import Iterator

from sympy import Rational, sin

from tutor.maths.integrals.trigonometry import powers
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """c (sin x cos x)^n = c (sin 2x)^n/2^n."""
    front, waves = tree.evaluated(node.expr).as_independent(node.variable, as_Add=False)
    found = powers(waves, node.variable)
    if found is None or found.m != found.n or found.m < 1:
        return
    after = front * Rational(1, 2**found.m) * sin(2 * found.angle) ** found.m
    yield Move(node.of(written(after)), {"sine": found.sine, "cosine": found.cosine, "double": written(sin(2 * found.angle))})


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "sin x cos x = (sin 2x)/2",
    ("sin(x)^2 cos(x)^2", "sin(3x)^2 cos(3x)^2"),
    "Stewart, Calculus, 7.2",
    effort=1.4,
)
