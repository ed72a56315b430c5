"""The real zeros of an expression in one variable, as one finds them by hand; None where that does not reach."""

from __future__ import annotations

from sympy import (
    Abs,
    Add,
    Expr,
    Mul,
    Poly,
    Pow,
    S,
    Symbol,
    acos,
    asin,
    atan,
    ceiling,
    cos,
    exp,
    factor_list,
    floor,
    log,
    pi,
    sin,
    sqrt,
    tan,
)
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.signs import always_positive

MOST = 40  # zeros of a wave between two limits


def zeros(expr: Expr, x: Symbol, low: Expr, high: Expr) -> list[Expr] | None:
    """All real zeros; of sines and cosines those from limit to limit, which must then be numbers."""
    if not expr.has(x) or always_positive(expr, x) or always_positive(-expr, x):
        return []
    if isinstance(expr, Mul):
        parts = [zeros(a, x, low, high) for a in expr.args if a.has(x)]
        return None if None in parts else [z for p in parts if p for z in p]
    if isinstance(expr, Pow) and expr.exp.is_number:
        return zeros(expr.base, x, low, high) if expr.exp.is_positive else []
    if expr.is_polynomial(x):
        return _of_polynomial(expr, x)
    still, moving = expr.as_independent(x, as_Add=True)
    if isinstance(moving, Add):
        return _of_two_waves(expr, moving, x, low, high) if still is S.Zero else None
    k, f = moving.as_independent(x, as_Add=False)
    return _where(f, (-still / k).cancel() if not (still / k).has(exp, log) else -still / k, x, low, high)


def _of_polynomial(expr: Expr, x: Symbol) -> list[Expr] | None:
    try:
        factors = factor_list(expr, x)[1]
    except PolynomialError:
        return None
    out: list[Expr] = []
    for base, _ in factors:
        poly = Poly(base, x)
        match poly.degree():
            case 0:
                continue
            case 1:
                out.append((-poly.nth(0) / poly.nth(1)).cancel())
            case 2:
                a, b, c = poly.nth(2), poly.nth(1), poly.nth(0)
                d = (b**2 - 4 * a * c).expand()
                if not d.is_negative:
                    out += [((-b + s * sqrt(d.factor() if d.free_symbols else d)) / (2 * a)).expand() for s in (-1, 1)]
            case n if len(poly.terms()) == 2:  # x^n = c
                value = (-poly.nth(0) / poly.nth(n)).cancel()
                if n % 2:
                    out.append(value ** (S.One / n) if not value.is_negative else -((-value) ** (S.One / n)))
                elif not value.is_negative:
                    out += [value ** (S.One / n), -(value ** (S.One / n))]
            case _:
                return None
    return out


def _where(f: Expr, value: Expr, x: Symbol, low: Expr, high: Expr) -> list[Expr] | None:
    """Where f(g) has a value."""
    match f:
        case exp():
            return [] if value.is_nonpositive else zeros(f.args[0] - log(value), x, low, high) if value.is_positive else None
        case log():
            return zeros(f.args[0] - exp(value), x, low, high)
        case Abs():
            if value.is_negative:
                return []
            parts = [zeros(f.args[0] - v, x, low, high) for v in {value, -value}]
            return None if None in parts else [z for p in parts if p for z in p]
        case Pow() if f.exp.is_Rational and f.exp.q == 2 and f.exp.is_positive:
            return [] if value.is_negative else zeros(f.base - value ** (1 / f.exp), x, low, high)
        case sin() | cos() | tan():
            return _of_wave(f, value, x, low, high)
    return None


def _of_wave(f: Expr, value: Expr, x: Symbol, low: Expr, high: Expr) -> list[Expr] | None:
    angle = f.args[0]
    k = slope_of(angle, x)
    if k is None or value.free_symbols or low.free_symbols or high.free_symbols or not (low.is_finite and high.is_finite):
        return None
    if isinstance(f, tan):
        bases, period = [atan(value)], pi
    elif bool(abs(value) > 1):
        return []
    elif isinstance(f, sin):
        bases, period = [asin(value), pi - asin(value)], 2 * pi
    else:
        bases, period = [acos(value), -acos(value)], 2 * pi
    start, end = sorted((angle.subs(x, low), angle.subs(x, high)), key=lambda e: float(e.evalf()))
    out: set[Expr] = set()
    for base in bases:
        first, last = int(ceiling((start - base) / period)), int(floor((end - base) / period))
        if last - first > MOST:
            return None
        out |= {((base + n * period) - angle.subs(x, 0)) / k for n in range(first, last + 1)}
    return sorted(out, key=lambda e: float(e.evalf()))


def _of_two_waves(expr: Expr, moving: Add, x: Symbol, low: Expr, high: Expr) -> list[Expr] | None:
    """a sin u + b cos u = 0, where tan u = -b/a."""
    angles = {f.args[0] for f in moving.atoms(sin, cos) if f.has(x)}
    if len(moving.args) != 2 or len(angles) != 1:
        return None
    (u,) = angles
    a, b = moving.coeff(sin(u)), moving.coeff(cos(u))
    if a is S.Zero or b is S.Zero or (expr - a * sin(u) - b * cos(u)).expand() is not S.Zero:
        return None
    return _of_wave(tan(u), -b / a, x, low, high)
