"""A point without a gradient, looked at along rays: f - f(p) is t^k times a number that depends only on the direction."""

from __future__ import annotations

from collections.abc import Mapping
from math import pi as PI

from flint import arb, ctx
from sympy import Dummy, Expr, Symbol, cos, powsimp, simplify, sin, trigsimp

from tutor.maths.classification.argument import Argument, Word
from tutor.maths.values import BALLS, Evaluator, Jet, NoValue
from tutor.model import Claim
from tutor.trees import tree

PIECES = 256  # of the full turn at first
MOST_PIECES = 20_000
BITS = 64


def radial(function: Expr, at: Mapping[Symbol, Expr]) -> tuple[Word, Argument] | None:
    """A minimum or maximum of a function of two variables that is homogeneous about the point; None where it is not, or has zeros."""
    if len(at) != 2:
        return None
    f = tree.plain(function)
    t, angle = Dummy("t", positive=True), Dummy("theta", real=True)
    u, v = Dummy("u", real=True), Dummy("v", real=True)
    value = f.xreplace(at)
    stretched = f.subs({x: a + t * d for (x, a), d in zip(at.items(), (u, v), strict=True)}, simultaneous=True) - value
    unit = stretched.subs(t, 1)
    ratio = powsimp(simplify(stretched / unit))
    base, degree = ratio.as_base_exp()
    if base != t or degree.free_symbols or not degree.is_positive:
        return None
    round_ = unit.subs({u: cos(angle), v: sin(angle)}, simultaneous=True)
    round_ = trigsimp(round_)
    sign = _one_sign(round_, angle)
    if sign is None:
        return None
    word: Word = "local_min" if sign == 1 else "local_max"
    theta = Symbol("theta", real=True)
    distance = Symbol("t" if "t" not in {x.name for x in at} else "s", positive=True)
    change = distance**degree * round_.subs(angle, theta)
    facts = {"t": distance, "theta": theta, "change": change, "sign": sign, "value": value}
    ray = {x: a + distance * d(theta) for (x, a), d in zip(at.items(), (cos, sin), strict=True)}
    moved = tree.total(tree.substitute(function, ray), tree.negative(tree.substitute(function, at)))
    return word, Argument("rays", facts, (Claim(moved, change),))


def _one_sign(expr: Expr, angle: Dummy) -> int | None:
    """1 or -1 where an expression keeps this sign over the whole turn, by balls that cover it."""
    before, ctx.prec = ctx.prec, BITS
    try:
        width = 2 * PI / PIECES
        pieces = [(k * width, width) for k in range(PIECES + 1)]
        seen: set[int] = set()
        looked = 0
        while pieces:
            start, w = pieces.pop()
            looked += 1
            if looked > MOST_PIECES:
                return None
            ball = arb(start + w / 2, w / 2 * 1.0001)
            try:
                value = Evaluator(BALLS, {angle: Jet({0: ball})})(expr).parts[0]
            except NoValue:
                value = None
            if value is not None and value > 0:
                seen.add(1)
            elif value is not None and value < 0:
                seen.add(-1)
            else:
                pieces += [(start, w / 2), (start + w / 2, w / 2)]
            if len(seen) == 2:
                return None
        return seen.pop()
    finally:
        ctx.prec = before
