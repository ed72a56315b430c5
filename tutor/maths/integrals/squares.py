"""Radicands that are squares, where one sees it: of rational functions by factoring, of 1 + cos by the half angle."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import (
    Abs,
    Basic,
    Expr,
    Gt,
    Mul,
    Poly,
    Pow,
    S,
    Symbol,
    cos,
    cosh,
    exp,
    expand,
    factor,
    factor_list,
    fraction,
    pi,
    sin,
    sqrt,
    together,
)

from tutor.maths.integrals.signs import always_positive


@dataclass(frozen=True, slots=True)
class Square:
    """A radicand as the square of something, its root, and the integrand with it."""

    radicand: Expr
    square: Expr
    root: Expr
    integrand: Expr
    conditions: tuple[Basic, ...] = ()
    whole: bool = True  # else a square is only a factor of it


def as_square(f: Expr, x: Symbol, positive: bool = False) -> Square | None:
    """The first root in f whose radicand is a square; with `positive` the square of what is taken positive, as a condition."""
    for power in sorted((p for p in f.atoms(Pow) if p.exp.is_Rational and p.exp.q == 2 and p.base.is_Add and p.base.has(x)), key=str):
        for square in _forms(power.base, x):
            root = _root(square, x)
            if root is not None and positive:
                bars = root.atoms(Abs)
                plain = root.xreplace({b: b.args[0] for b in bars})
                taken = tuple(Gt(b.args[0], 0, evaluate=False) for b in sorted(bars, key=str))
                return Square(power.base, square, root, f.xreplace({power: plain ** (2 * power.exp)}), taken)
            if root is not None:
                return Square(power.base, square, root, f.xreplace({power: root ** (2 * power.exp)}))
        partly = _square_factor(power.base, x)
        if partly is not None and power.exp == S.Half:
            return Square(power.base, factor(power.base), partly, f.xreplace({power: partly}), whole=False)
    return None


def over_power(f: Expr, x: Symbol, positive: bool = False) -> Square | None:
    """The first root in f of a sum that is a quotient by a power of x: sqrt(1 + 1/x^2) = sqrt(x^2 + 1)/|x|; with `positive` for x > 0."""
    for power in sorted((p for p in f.atoms(Pow) if p.exp.is_Rational and p.exp.q == 2 and p.base.is_Add and p.base.has(x)), key=str):
        over, under = fraction(together(power.base))
        k, below = under.as_independent(x, as_Add=False)
        base, n = below.as_base_exp()
        if base != x or not n.is_Rational or not k.is_positive:
            continue
        bars = n % 2 == 0 and (n / 2) % 2 and not positive
        root = sqrt(over) / (sqrt(k) * (Abs(x) if bars else x) ** (n / 2))
        taken = () if bars or n % 4 == 0 else (Gt(x, 0, evaluate=False),)
        return Square(power.base, over / under, root, f.xreplace({power: root ** (2 * power.exp)}), taken)
    return None


def _forms(base: Expr, x: Symbol) -> list[Expr]:
    out = []
    if not base.has(sin, cos, cosh, exp):
        out.append(factor(together(expand(base))))
    for c in base.atoms(cos):
        half = c.args[0] / 2
        for sign, square in ((1, 2 * cos(half) ** 2), (-1, 2 * sin(half) ** 2)):
            ratio = base / (1 + sign * c)
            short = ratio.cancel()
            if not short.has(x):
                out.append(short * square)
    for s in base.atoms(sin):
        half = s.args[0] / 2 - pi / 4
        for sign, square in ((1, 2 * cos(half) ** 2), (-1, 2 * sin(half) ** 2)):
            short = (base / (1 + sign * s)).cancel()
            if not short.has(x):
                out.append(short * square)
    out += [p for u in {a.args[0] for a in base.atoms(sin, cos)} for f, g in ((sin, cos), (cos, sin)) for p in _factored(base, f(u), g(u))]
    pythagoras = [base.subs(sin(u) ** 2, 1 - cos(u) ** 2).expand() for u in {a.args[0] for a in base.atoms(sin, cos)}]
    pythagoras += [base.subs(cos(u) ** 2, 1 - sin(u) ** 2).expand() for u in {a.args[0] for a in base.atoms(sin, cos)}]
    out += [p for p in pythagoras if p != base and not p.is_Add]
    if base.has(exp):
        t = Symbol("t_exp", positive=True)
        inside = base.subs(exp(x), t)
        if not inside.has(x):
            out.append(factor(together(inside)).subs(t, exp(x)))
    return [e for e in out if e.is_Mul or e.is_Pow]


def _factored(base: Expr, one: Expr, other: Expr) -> list[Expr]:
    """A polynomial in a cosine with every factor 1 - cos^2 written as a sine squared, or the other way round; empty where there is none."""
    c = Symbol("c_", real=True)
    p = base.subs(other**2, 1 - one**2).expand().subs(one, c)
    if p.has(one, other) or not p.is_polynomial(c):
        return []
    power, rest = 0, Poly(p, c)
    while not rest.is_zero and rest.rem(Poly(1 - c**2, c)).is_zero:
        rest, power = rest.quo(Poly(1 - c**2, c)), power + 1
    return [factor(rest.as_expr()).subs(c, one) * other ** (2 * power)] if power else []


def _square_factor(base: Expr, x: Symbol) -> Expr | None:
    """The root of a polynomial with a square for a factor: |x| sqrt(4 + 9 x^2); None where there is none."""
    if not base.is_polynomial(x) or base.free_symbols != {x}:
        return None
    number, factors = factor_list(base, x)
    outside = Mul(*(g ** (n // 2) if n // 2 % 2 == 0 else Abs(g) ** (n // 2) for g, n in factors))
    inside = expand(number * Mul(*(g ** (n % 2) for g, n in factors)))
    return outside * sqrt(inside) if outside.has(x) and inside.has(x) else None


def _root(square: Expr, x: Symbol) -> Expr | None:
    """The root of a product of even powers."""
    out: list[Expr] = []
    for a in Mul.make_args(square):
        base, n = a.as_base_exp()
        if not a.has(x):
            out.append(sqrt(a))
        elif n.is_Integer and n % 2 == 0:
            inside = base ** (n / 2)
            out.append(inside if (n / 2) % 2 == 0 or always_positive(base, x) else Abs(base) ** (n / 2))
        elif isinstance(a, exp):
            out.append(exp(a.args[0] / 2))
        else:
            return None
    value: Expr = Mul(*out)
    return value if value is not S.One else None
