"""A look at points close by: values below that of an alleged minimum show that something is wrong. It owes nothing to the arguments."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from flint import arb, ctx
from sympy import Expr, Rational, Symbol

from tutor.maths.classification.argument import CurveThrough, Word
from tutor.maths.numbers import ball
from tutor.maths.values import BALLS, Evaluator, Jet, NoValue

BITS = 600  # differences of the size 2^-200 are told from 0
DIRECTIONS = 60
RADII = (Rational(1, 2**14), Rational(1, 2**20), Rational(1, 2**26))  # what a value at all three says holds as near as one likes
POWERS = (1, 2, 3)  # of the radius that the smaller steps have: along parabolas too
SAMPLES = (0, 1, -2)  # whole numbers put in for the letter of a family


def contradicted(function: Expr, at: Mapping[Symbol, Expr], word: Word) -> bool:
    """Whether values arbitrarily near, as far as these points tell, are on the wrong side; a saddle must have both."""
    before, ctx.prec = ctx.prec, BITS
    try:
        return any(_wrong(function, point, word) for point in _members(at))
    finally:
        ctx.prec = before


def seen(function: Expr, curve: CurveThrough) -> bool:
    """Whether the values near the point on a curve have the sign that is claimed, at all that is looked at on both sides."""
    if function.free_symbols - set(curve.at):
        return True
    before, ctx.prec = ctx.prec, BITS
    try:
        return all(_as_claimed(function, curve, at) for at in _members(curve.at))
    finally:
        ctx.prec = before


def _as_claimed(function: Expr, curve: CurveThrough, at: Mapping[Symbol, Expr]) -> bool:
    base = _value(function, _balls(at, curve.letter, Rational(0)))
    back = -curve.sign if curve.power.is_odd else curve.sign
    sides = ((1, curve.sign),) if curve.side else ((1, curve.sign), (-1, back))
    for r in RADII:
        for side, sign in sides:
            value = _value(function, _balls(at, curve.letter, side * r))
            if base is None or value is None or not sign * (value - base) > 0:
                return False
    return True


def _balls(at: Mapping[Symbol, Expr], letter: Symbol, t: Rational) -> dict[Symbol, arb | None]:
    return {x: ball(e.subs(letter, t), BITS) for x, e in at.items()}


def _wrong(function: Expr, at: Mapping[Symbol, Expr], word: Word) -> bool:
    places = {x: b for x, a in at.items() if (b := ball(a, BITS)) is not None}
    if len(places) < len(at) or function.free_symbols - set(at):
        return False
    base = _value(function, places)
    if base is None:
        return False
    forbidden = {"local_min": -1, "local_max": 1}.get(word)
    if forbidden is None:
        return False
    for direction, powers in _directions(len(at), str(function)):
        if all(_sign(function, places, base, direction, powers, r) == forbidden for r in RADII):
            return True
    return False


def _directions(n: int, seed: str) -> Iterator[tuple[tuple[Rational, ...], tuple[int, ...]]]:
    draw = random.Random(seed)
    for _ in range(DIRECTIONS):
        yield tuple(Rational(draw.randint(-32, 32), 16) for _ in range(n)), tuple(draw.choice(POWERS) for _ in range(n))


def _sign(
    function: Expr, places: Mapping[Symbol, arb], base: arb, direction: tuple[Rational, ...], powers: tuple[int, ...], r: Rational
) -> int:
    moved = {x: b + _ball(d * r**p) for (x, b), d, p in zip(places.items(), direction, powers, strict=True)}
    value = _value(function, moved)
    if value is None:
        return 0
    difference = value - base
    return 1 if difference > 0 else -1 if difference < 0 else 0


def _ball(q: Rational) -> arb:
    found: arb = BALLS.number(int(q.p), int(q.q))
    return found


def _value(function: Expr, places: Mapping[Symbol, arb | None]) -> arb | None:
    try:
        found: arb = Evaluator(BALLS, {x: Jet({0: b}) for x, b in places.items() if b is not None})(function).parts[0]
        return found
    except NoValue:
        return None


def _members(at: Mapping[Symbol, Expr]) -> Iterator[dict[Symbol, Expr]]:
    whole = {s for a in at.values() for s in a.free_symbols if s.is_integer}
    if not whole:
        yield dict(at)
        return
    for k in SAMPLES:
        yield {x: a.subs(dict.fromkeys(whole, k)) for x, a in at.items()}
