"""Polar coordinates: f - L is r to a power times what stays bounded for all angles, so f tends to L."""

from collections.abc import Iterator

from sympy import Abs, Eq, Integer, Rational, S, cos, sin

from tutor.maths.limits.bounds import THETA as ANGLE
from tutor.maths.limits.bounds import R as RADIUS
from tutor.maths.limits.bounds import polar
from tutor.maths.limits.tendency import balls
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.shown import Chain, Shown
from tutor.trees import tree
from tutor.trees.heads import Apart, Bounded, Diff, Lim

HALF = Eq(tree.product(sin(ANGLE), cos(ANGLE)), tree.quotient(sin(2 * ANGLE), Integer(2)), evaluate=False)
LARGEST_DENOMINATOR = 60  # of a limit that is guessed from its ball; the bound then proves it


def moves(node: Lim) -> Iterator[Move]:
    """|f - L| <= C r^k for all angles."""
    if len(node.variables) != 2 or node.expr.has(Diff) or node.at_infinity or node.free_symbols:
        return
    value = _guess(node)
    found = None if value is None else polar(node, value)
    if value is None or found is None:
        return
    difference = tree.total(node.expr, tree.negative(value)) if value else node.expr
    bound = written(found.bound)
    statement = Bounded(difference, bound, node.variables, node.point.values())
    (x, a), (y, b) = node.point.items()
    power = RADIUS**found.power
    size, whole = Abs(difference, evaluate=False), Apart(power, Abs(written(found.rest), evaluate=False))
    chain = Chain((S.Zero, size, whole, written(found.most * power), S.Zero), ("≤", "=", "≤", "→"))
    hand = found.hand
    facts = {
        "hand": None if hand is None else {
            "above": written(hand.above), "most_above": hand.most_above, "below": None if hand.below == 1 else written(hand.below),
            "least_below": hand.least_below, "half": HALF if hand.half else None,
        },
        "x": x, "y": y, "r": RADIUS, "t": ANGLE, "limit": value, "difference": difference, "rest": written(found.rest),
        "most": found.most, "statement": statement, "x_polar": written(a + RADIUS * cos(ANGLE)),
        "y_polar": written(b + RADIUS * sin(ANGLE)), "whole": written(power * found.rest), "bound": written(found.most * power),
    }  # fmt: skip
    yield Move(value, facts, (statement, Eq(node.of(bound), 0, evaluate=False)), shown=Shown(chain=chain))


def _guess(node: Lim) -> Rational | None:
    ball = balls(node)
    if ball is None or not ball[0][0].is_finite():
        return None
    near = Rational(str(float(ball[0][0]))).limit_denominator(LARGEST_DENOMINATOR)
    return near if abs(float(near) - float(ball[0][0])) < 1e-9 else None


RULE = Rule(
    Lim,
    moves,
    Rank.REWRITE,
    "if |f - L| <= C r^k for all angles, then f -> L",
    ("(x^3 - x y^2)/(x^2 + x y + y^2); x = 0, y = 0",),
    "Stewart, Calculus, 14.2",
)
