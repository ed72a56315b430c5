"""The zeros of a wall in the outermost coordinate alone: exact numbers, by formulas, or recognised and proved."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from flint import arb
from sympy import E, Expr, Float, I, Rational, S, Symbol, exp, log, nan, oo, pi, sqrt, zoo

from tutor.errors import Unsupported
from tutor.maths.compiled import compiled
from tutor.maths.numbers import is_zero
from tutor.maths.regions.axes import Axis, geometric
from tutor.maths.regions.branches import NoBranch, branches

REACH = 30.0  # how far from 0 zeros are looked for where there is no formula
GRID = 6001
UNITS = (S.One, pi, E, 1 / E, sqrt(2), sqrt(3), sqrt(5), E**2, log(2), log(3), sqrt(pi), sqrt(2 * pi), sqrt(E), 1 / sqrt(pi))
NEAR = 1e-9  # of a zero to the number it is recognised as
WHOLE = 12  # numerators and denominators of the numbers that are recognised


def zeros(wall: Expr, axis: Axis, axes: Sequence[Axis], letters: Mapping[Symbol, arb]) -> list[Expr]:
    """Exact zeros where they are known, decimals (`Float`) where not. Errors: `NoBranch` where letters prevent both."""
    try:
        return [b for b in branches(wall, axis, axes) if _is_number(b)]
    except NoBranch:
        f = geometric(wall, axes)
        if f.free_symbols - {axis.symbol}:
            raise
        low, high = (float(e) if e.is_finite else s * REACH for e, s in zip(axis.ends, (-1, 1), strict=True))
        return list(_searched(f, axis.symbol, low, high))


def _is_number(value: Expr) -> bool:
    return not value.has(nan, zoo, oo, I)


@lru_cache(maxsize=512)
def _searched(f: Expr, x: Symbol, low: float, high: float) -> tuple[Expr, ...]:
    import numpy as np

    try:
        made = compiled([x], f, "numpy")
        slope = compiled([x], f.diff(x), "numpy")
    except Unsupported:
        raise NoBranch from None
    xs = np.linspace(low, high, GRID) + 1e-7
    with np.errstate(all="ignore"):
        ys = np.broadcast_to(np.asarray(made(xs.astype(complex))), xs.shape)
        ds = np.broadcast_to(np.asarray(slope(xs.astype(complex))), xs.shape)
    ys = np.where(np.abs(ys.imag) > 1e-12, np.nan, ys.real)
    ds = np.where(np.abs(ds.imag) > 1e-12, np.nan, ds.real)
    found: list[Expr] = []
    for k in range(GRID - 1):
        if np.isfinite(ys[k]) and np.isfinite(ys[k + 1]) and ys[k] * ys[k + 1] <= 0:
            root = _halved(made, xs[k], xs[k + 1])
        elif np.isfinite(ys[k]) and np.isfinite(ys[k + 1]) and ds[k] * ds[k + 1] <= 0 and min(abs(ys[k]), abs(ys[k + 1])) < 1e-3:
            root = _halved(slope, xs[k], xs[k + 1])
            if root is not None and abs(_at(made, root)) > NEAR:
                root = None
        elif np.isfinite(ys[k]) != np.isfinite(ys[k + 1]):
            root = None
            for end in (round(xs[k]), round(2 * xs[k]) / 2):
                if abs(end - xs[k]) < 2 * (high - low) / GRID and abs(_at(made, end)) < NEAR:
                    root = float(end)
        else:
            continue
        if root is not None:
            found.append(recognised(f, x, root))
    return tuple(dict.fromkeys(found))


def _at(made: Callable[[complex], complex], x: float) -> float:
    import numpy as np

    with np.errstate(all="ignore"):
        try:
            value = complex(made(complex(x)))
        except (ZeroDivisionError, ValueError, OverflowError):
            return float("inf")
    return value.real if abs(value.imag) < 1e-12 else float("inf")


def _halved(made: Callable[[complex], complex], a: float, b: float) -> float | None:
    fa = _at(made, a)
    for _ in range(80):
        middle = (a + b) / 2
        fm = _at(made, middle)
        if fm == 0:
            return middle
        if fa * fm < 0:
            b = middle
        else:
            a, fa = middle, fm
    return None if abs(fa) > 1e-3 else (a + b) / 2


def recognised(f: Expr, x: Symbol, root: float) -> Expr:
    """An exact number at which the function is proved to be 0, else the decimal."""
    for candidate in _candidates(root):
        if is_zero(f.subs(x, candidate)):
            return candidate
    return Float(root, 15)


def _candidates(root: float) -> Iterator[Expr]:
    for unit, size in ((u, float(u)) for u in UNITS):
        q = Rational(root / size).limit_denominator(WHOLE)
        if abs(float(q) * size - root) < NEAR * (1 + abs(root)):
            yield q * unit
    if root > 0:
        q = Rational(math.exp(min(root, 20.0))).limit_denominator(WHOLE)
        if q > 0 and abs(float(log(q)) - root) < NEAR:
            yield log(q)
        q = Rational(math.log(root)).limit_denominator(WHOLE)
        if abs(float(exp(q)) - root) < NEAR * (1 + root):
            yield exp(q)
    q = Rational(root * root).limit_denominator(WHOLE)
    if q > 0 and abs(float(sqrt(q)) - abs(root)) < NEAR:
        yield sqrt(q) if root > 0 else -sqrt(q)
    for shift in range(-6, 7):  # a + b sqrt(c)
        q = Rational((root - shift / 2) ** 2).limit_denominator(4 * WHOLE)
        if q > 0 and abs(abs(root - shift / 2) - float(sqrt(q))) < NEAR:
            yield Rational(shift, 2) + (sqrt(q) if root > shift / 2 else -sqrt(q))
