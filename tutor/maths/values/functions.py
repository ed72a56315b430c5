"""What each function does to a jet of real balls."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import sympy as sp
from flint import arb, arb_series

from tutor.maths.values.jets import Jet, NoValue, finite

if TYPE_CHECKING:
    from tutor.maths.values.evaluator import Evaluator

OnJet = Callable[["Evaluator", Jet], Jet]


def _by_series(name: str) -> OnJet:
    def apply(at: Evaluator, u: Jet) -> Jet:
        a = u.parts[0]
        if len(u.parts) == 1:
            return Jet({0: finite(getattr(a, name)())})
        order = at.bits + 1
        found = getattr(arb_series([a, arb(1)], prec=order), name)()
        return u.series([finite(found[k]) for k in range(order)])

    return apply


def _hyperbolic(sign: int) -> OnJet:
    def apply(at: Evaluator, u: Jet) -> Jet:
        e = EXP(at, u)
        return at.scale(e + at.scale(at.invert(e), sign, 1), 1, 2)

    return apply


def _absolute(at: Evaluator, u: Jet) -> Jet:
    a = u.parts[0]
    if a > 0:
        return u
    if a < 0:
        return at.scale(u, -1, 1)
    if len(u.parts) == 1:
        return Jet({0: abs(finite(a))})  # continuous at 0, though without a slope
    raise NoValue


def larger(at: Evaluator, u: Jet, v: Jet, sign: int) -> Jet:
    """(u + v + |u - v|)/2, and with the sign -1 the smaller one."""
    apart = _absolute(at, u + at.scale(v, -1, 1))
    return at.scale(u + v + at.scale(apart, sign, 1), 1, 2)


def _sign(at: Evaluator, u: Jet) -> Jet:
    a = u.parts[0]
    if a > 0 or a < 0:
        return at.number(1 if a > 0 else -1)
    raise NoValue


def _floor(at: Evaluator, u: Jet) -> Jet:
    found = u.parts[0].floor().unique_fmpz()
    if found is None:
        raise NoValue
    return at.number(int(found))


EXP, LOG, SIN, COS, TAN = map(_by_series, ("exp", "log", "sin", "cos", "tan"))
ASIN, ACOS, ATAN, SQRT = map(_by_series, ("asin", "acos", "atan", "sqrt"))
SINH, COSH = _hyperbolic(-1), _hyperbolic(1)


def _reciprocal(f: OnJet) -> OnJet:
    return lambda at, u: at.invert(f(at, u))


def _of_reciprocal(f: OnJet) -> OnJet:
    return lambda at, u: f(at, at.invert(u))


def _asinh(at: Evaluator, u: Jet) -> Jet:
    return LOG(at, u + SQRT(at, u * u + at.number(1)))


def _acosh(at: Evaluator, u: Jet) -> Jet:
    if not u.parts[0] >= 1:
        raise NoValue
    return LOG(at, u + SQRT(at, u * u + at.number(-1)))


def _atanh(at: Evaluator, u: Jet) -> Jet:
    return at.scale(LOG(at, (at.number(1) + u) * at.invert(at.number(1) + at.scale(u, -1, 1))), 1, 2)


FUNCTIONS: dict[type, OnJet] = {
    sp.exp: EXP,
    sp.log: LOG,
    sp.sin: SIN,
    sp.cos: COS,
    sp.tan: TAN,
    sp.sec: _reciprocal(COS),
    sp.csc: _reciprocal(SIN),
    sp.cot: lambda at, u: COS(at, u) * at.invert(SIN(at, u)),
    sp.asin: ASIN,
    sp.acos: ACOS,
    sp.atan: ATAN,
    sp.acot: _of_reciprocal(ATAN),
    sp.asec: _of_reciprocal(ACOS),
    sp.acsc: _of_reciprocal(ASIN),
    sp.sinh: SINH,
    sp.cosh: COSH,
    sp.tanh: lambda at, u: SINH(at, u) * at.invert(COSH(at, u)),
    sp.sech: _reciprocal(COSH),
    sp.csch: _reciprocal(SINH),
    sp.coth: lambda at, u: COSH(at, u) * at.invert(SINH(at, u)),
    sp.asinh: _asinh,
    sp.acosh: _acosh,
    sp.atanh: _atanh,
    sp.acoth: _of_reciprocal(_atanh),
    sp.asech: _of_reciprocal(_acosh),
    sp.acsch: _of_reciprocal(_asinh),
    sp.Abs: _absolute,
    sp.sign: _sign,
    sp.floor: _floor,
    sp.ceiling: lambda at, u: at.scale(_floor(at, at.scale(u, -1, 1)), -1, 1),
}
