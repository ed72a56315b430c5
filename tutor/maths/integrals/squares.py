"""Radicands that are squares, where one sees it: of rational functions by factoring, of 1 + cos by the half angle."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Abs, Basic, Expr, Mul, Pow, S, Symbol, cos, cosh, exp, expand, factor, sin, sqrt, together

from tutor.maths.integrals.signs import always_positive


@dataclass(frozen=True, slots=True)
class Square:
    """A radicand as the square of something, its root, and the integrand with it."""

    radicand: Expr
    square: Expr
    root: Expr
    integrand: Expr
    conditions: tuple[Basic, ...] = ()


def as_square(f: Expr, x: Symbol) -> Square | None:
    """The first root in f whose radicand is a square."""
    for power in sorted((p for p in f.atoms(Pow) if p.exp.is_Rational and p.exp.q == 2 and p.base.is_Add and p.base.has(x)), key=str):
        for square in _forms(power.base, x):
            root = _root(square, x)
            if root is not None:
                return Square(power.base, square, root, f.xreplace({power: root ** (2 * power.exp)}))
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
    pythagoras = [base.subs(sin(u) ** 2, 1 - cos(u) ** 2).expand() for u in {a.args[0] for a in base.atoms(sin, cos)}]
    pythagoras += [base.subs(cos(u) ** 2, 1 - sin(u) ** 2).expand() for u in {a.args[0] for a in base.atoms(sin, cos)}]
    out += [p for p in pythagoras if p != base and not p.is_Add]
    if base.has(exp):
        t = Symbol("t_exp", positive=True)
        inside = base.subs(exp(x), t)
        if not inside.has(x):
            out.append(factor(together(inside)).subs(t, exp(x)))
    return [e for e in out if e.is_Mul or e.is_Pow]


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
