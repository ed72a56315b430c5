"""What decides the sign of f - f(p) near p: factors that do not vanish at p and functions on the outside left away.

e^u - e^(u(p)) has the sign of u - u(p), cos u - 1 that of -u², and x² y² e^x that of x² y².
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sympy import Abs, Add, Dummy, Expr, Function, Mul, Pow, S, Symbol, expand

from tutor.maths.numbers import sign_of

MOST_DERIVATIVES = 8  # of an outer function looked at for one that is not 0

Turn = Literal["rising", "falling", "least", "greatest"]


@dataclass(frozen=True, slots=True)
class Outer:
    """f = F(u): what F does at u(p). `power` is the order of the first derivative of F there that is not 0; `sign` is its sign."""

    inner: Expr
    value: Expr
    power: int
    sign: int

    @property
    def turn(self) -> Turn:
        """Whether F rises, falls, or has an extreme value of its own."""
        if self.power % 2:
            return "rising" if self.sign > 0 else "falling"
        return "least" if self.sign > 0 else "greatest"


def outer(f: Expr, at: Mapping[Symbol, Expr]) -> Outer | None:
    """The function on the outside of f, a number that is added or multiplied taken with it; None where there is none."""
    rest = _without_numbers(f, at)
    scale = S.One
    if rest.is_Mul:
        scale, rest = rest.as_independent(*at, as_Add=False)
    factor = sign_of(scale)
    if not factor:
        return None
    z = Dummy("z", real=True)
    match rest:
        case Pow(base=u, exp=e) if not e.free_symbols & set(at):
            if e.is_Integer and e > 0 and u.is_Symbol:
                return None
            made = z**e
        case Pow(base=b, exp=u) if not b.free_symbols & set(at):
            made = b**z
        case Function() if len(rest.args) == 1:
            u, made = rest.args[0], rest.func(z)
        case _:
            return None
    value = u.xreplace(at)
    if not value.is_real:
        return None
    found = _pointed(rest, u, value) or _first(made, z, value)
    return None if found is None else Outer(u, value, found[0], factor * found[1])


def _pointed(rest: Expr, u: Expr, value: Expr) -> tuple[int, int] | None:
    """|u| and fractional powers of u where u is 0: not smooth, but of the sign of u or of u²."""
    if sign_of(value) != 0:
        return None
    match rest:
        case Abs():
            return 2, 1
        case Pow(exp=e) if e.is_Rational and e.is_positive and not e.is_Integer:
            return (1, 1) if e.p % 2 and e.q % 2 else (2, 1)
    return None


def _first(made: Expr, z: Dummy, value: Expr) -> tuple[int, int] | None:
    for k in range(1, MOST_DERIVATIVES + 1):
        made = made.diff(z)
        there = made.subs(z, value)
        if there.has(S.NaN, S.ComplexInfinity, S.Infinity, S.NegativeInfinity) or there.is_real is False:
            return None
        found = sign_of(there)
        if found is None:
            return None
        if found:
            return k, found
    return None


def _without_numbers(f: Expr, at: Mapping[Symbol, Expr]) -> Expr:
    """The sum without the terms in which no variable stands."""
    return Add(*(t for t in Add.make_args(f) if t.free_symbols & set(at)))


@dataclass(frozen=True, slots=True)
class Factored:
    """f - f(p) = P q where q(p) is not 0: `small` is P, `units` are the factors of q with their signs at p."""

    small: Expr
    units: tuple[tuple[Expr, int], ...]

    @property
    def sign(self) -> int:
        """Of q near p."""
        out = 1
        for _, s in self.units:
            out *= s
        return out


def factored(f: Expr, at: Mapping[Symbol, Expr]) -> Factored | None:
    """A product that vanishes at p without its factors that do not; None where it is no product or none can be left out."""
    if not isinstance(f, Mul):
        return None
    small, units = [], []
    for factor in f.args:
        value = factor.xreplace(at)
        if not value.is_real:
            return None
        found = sign_of(value)
        if found is None:
            return None
        (units.append((factor, found)) if found else small.append(factor))
    if not small or not units:
        return None
    return Factored(Mul(*small), tuple(units))


def same_sign(f: Expr, at: Mapping[Symbol, Expr]) -> Expr:
    """An expression with the sign of f - f(p) near p, as simple as these two steps make it, 0 at p."""
    value = f.xreplace(at)
    if f.is_polynomial(*at):
        return f - value
    found = outer(f, at)
    if found is not None:
        inner = same_sign(found.inner, at)
        return found.sign * (inner**2 if found.power % 2 == 0 else inner)
    if sign_of(expand(value)) == 0:
        f = f.factor() if f.is_Add else f
        product = factored(f, at)
        if product is not None:
            return product.sign * same_sign(product.small, at)
        if isinstance(f, Mul):
            return Mul(*(same_sign(g, at) for g in f.args))
    return f - value
