"""The plane, the quadric or the torus on which a surface lies that is given by two parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement

from sympy import Add, Eq, Expr, Matrix, Mul, Pow, S, Symbol, cos, cosh, ilcm, sin, sinh, sqrt

from tutor.maths.limits.written import written
from tutor.maths.numbers import sign_of
from tutor.maths.surfaces.by_equation import squares
from tutor.maths.surfaces.normal import side_of
from tutor.maths.surfaces.patch import Patch
from tutor.maths.surfaces.torus import torus_of
from tutor.trees import tree


def equation_of(patch: Patch, variables: Sequence[Symbol]) -> Eq | None:
    """An equation of first or second degree, or that of a torus, that all its points satisfy; None where there is none, or more than one.

    Of a cone the half that the piece lies on is taken. To be claimed, not believed.
    """
    at = dict(zip(variables, map(tree.plain, patch.r.args), strict=True))
    for monomials in _degrees(variables):
        relations = _relations([m.xreplace(at) for m in monomials], patch.parameters)
        if len(relations) == 1:
            form = Add(*(c * m for c, m in zip(_whole(relations[0]), monomials, strict=True)))
            half = _one_half(form, patch, at)
            return _written(form, variables) if half is None else half
        if relations:
            return None
    torus = torus_of(at, patch.parameters)
    return None if torus is None else torus.equation(variables)


def _degrees(variables: Sequence[Symbol]) -> Iterator[list[Expr]]:
    """The monomials of a plane, of a quadric along the axes, and of any quadric."""
    first = [S.One, *variables]
    yield first
    yield [*first, *(v**2 for v in variables)]
    yield [*first, *(p * q for p, q in combinations_with_replacement(variables, 2))]


def _relations(values: Sequence[Expr], parameters: Sequence[Symbol]) -> list[list[Expr]]:
    """The coefficients with which values add up to 0 whatever the parameters are: a basis."""
    columns = [_parts(v, parameters) for v in values]
    rows = list(dict.fromkeys(k for c in columns for k in c))
    if not rows:
        return []
    matrix = Matrix(len(rows), len(values), lambda i, j: columns[j].get(rows[i], S.Zero))
    return [list(v) for v in matrix.nullspace()]


def _parts(value: Expr, parameters: Sequence[Symbol]) -> dict[Expr, Expr]:
    """The coefficient of each product of parameters and their functions, squares of sines written by cosines."""
    even = value.expand(trig=True).replace(_is_high_sine, _by_cosine).expand()
    out: dict[Expr, Expr] = {}
    for term in Add.make_args(even):
        c, product = term.as_independent(*parameters, as_Add=False)
        out[product] = out.get(product, S.Zero) + c
    return out


def _is_high_sine(e: Expr) -> bool:
    return isinstance(e, Pow) and isinstance(e.base, sin | sinh) and bool(e.exp.is_Integer) and e.exp >= 2


def _by_cosine(power: Expr) -> Expr:
    base, n = power.as_base_exp()
    half, odd = divmod(int(n), 2)
    (angle,) = base.args
    square = 1 - cos(angle) ** 2 if isinstance(base, sin) else cosh(angle) ** 2 - 1
    return Mul(square**half, base**odd)


def _whole(coefficients: Sequence[Expr]) -> list[Expr]:
    """Without denominators; the first one that is not 0, that of the constant if there is one, negative where its sign is known."""
    numbers = [c for c in coefficients if c.is_Rational]
    scale = ilcm(*(c.q for c in numbers), 1)
    sign = -1 if sign_of(next(c for c in coefficients if c != 0)) == 1 else 1
    return [sign * scale * c for c in coefficients]


def _one_half(form: Expr, patch: Patch, at: dict[Symbol, Expr]) -> Eq | None:
    """A cone solved for the variable whose square stands against the others, where that has one sign on the piece."""
    c0 = form.as_independent(*at, as_Add=True)[0]
    signs = {v: sign_of(form.coeff(v, 2)) for v in at}
    if c0 != 0 or any(form.coeff(v, 1).subs(dict.fromkeys(at, 0)) != 0 for v in at) or set(signs.values()) != {1, -1}:
        return None
    alone = next(v for v, s in signs.items() if list(signs.values()).count(s) == 1)
    side = side_of(patch, at[alone])
    if side is None:
        return None
    square = ((form - form.coeff(alone, 2) * alone**2) / -form.coeff(alone, 2)).expand()
    return Eq(alone, written(side * sqrt(square)), evaluate=False)


def _written(form: Expr, variables: Sequence[Symbol]) -> Eq:
    """A variable that stands alone by the others; else squares about their centre, and the constant on the right."""
    for v in reversed(variables):
        c = form.coeff(v, 1)
        if not c.free_symbols & set(variables) and sign_of(c) in (1, -1) and form.diff(v, 2) == 0:
            return Eq(v, written((v - form / c).expand()), evaluate=False)
    round_one = squares(form, variables)
    if round_one is not None:
        terms = [tree.scaled(c, tree.power(tree.displacement(v, a), 2)) for v, a, c in round_one[0]]
        return Eq(tree.total(*terms), written(round_one[1]), evaluate=False)
    k, rest = form.as_independent(*variables, as_Add=True)
    return Eq(written(rest), written(-k), evaluate=False)
