"""Twice by parts, and the integral comes back: an exponential times a sine or cosine."""

from collections.abc import Iterator

from sympy import Ne

from tutor.maths.integrals.cyclic import exponential_and_wave, solved
from tutor.maths.integrals.improper import proper
from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Bracket, Int


def moves(node: Int) -> Iterator[Move]:
    """With f'' = -b^2 f and a exponential e^(a x): (a^2 + b^2) I = e^(a x) (a f - f')."""
    if not proper(node):
        return
    e, x = tree.evaluated(node.expr), node.variable
    found = exponential_and_wave(e, x)
    if found is None:
        return
    power, f = found
    a, b = slope_of(power.args[0], x), slope_of(f.args[0], x)
    assert a is not None and b is not None
    df = f.diff(x)
    back = -(b**2)
    first = power * f / a
    second = power * df / a**2
    result = solved(power, f, x)
    part = power * df / a
    rest = node.indefinite().of(written(-part)) if part.could_extract_minus_sign() else tree.negative(node.indefinite().of(written(part)))
    facts = {
        "power": power,
        "f": f,
        "x": x,
        "first": tree.total(written(first), rest),
        "second": tree.total(written(first - second), tree.scaled(back / a**2, node.indefinite())),
        "goal": node.indefinite(),
        "factor": written(1 - back / a**2),
    }
    after = written(result)
    yield Move(Bracket(after, x, *node.limits) if node.is_definite else after, facts, (Ne(a, 0),))


RULE = Rule(
    Int,
    moves,
    Rank.COMBINE,
    "int e^(a x) sin(b x) dx = e^(a x) (a sin(b x) - b cos(b x))/(a^2 + b^2)",
    ("e^x sin x", "e^(2x) cos(3x)", "e^(-x) sin x; x from 0 to 1"),
    "Stewart, Calculus, 7.1",
    effort=5.0,
)
