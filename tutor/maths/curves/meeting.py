"""The curve in which two surfaces meet, parametrised: over an ellipse, at a fixed height, on a sheet of a cylinder, or in a plane."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sympy import Add, Basic, Eq, Expr, Ge, Gt, Le, Lt, Poly, Rational, S, Symbol, Tuple, cos, pi, roots, sin, sqrt

from tutor.errors import Unsupported
from tutor.maths.curves.piece import CurvePiece, Turn
from tutor.maths.curves.rounds import conic, ellipse, times
from tutor.maths.fields.domain import squares
from tutor.maths.limits.written import written
from tutor.maths.numbers import sign_of
from tutor.trees import tree
from tutor.trees.heads import Vector

Sides = dict[Symbol, int]  # 1 for a coordinate that is to be positive, -1 for one that is to be negative


def meeting(said: Sequence[Basic], variables: tuple[Symbol, ...], t: Symbol, turn: Turn, asked: bool) -> CurvePiece:
    """The curve of two equations, on the part that inequalities such as z >= 0 leave. `asked`: the direction was said.

    Errors: `Unsupported` where it is not seen to be one closed curve or an arc of one.
    """
    if len(variables) != 3:
        raise Unsupported(
            "cannot do this: the boundary of a region in the plane is given by its pieces, or in words; equations alone are taken in space"
        )
    equations = [e for e in said if isinstance(e, Eq)]
    sides = dict(_side(r, variables) for r in said if not isinstance(r, Eq))
    if len(equations) != 2:
        raise Unsupported("cannot do this: a curve in space is given by two equations")
    forms = tuple((tree.plain(e.args[0]) - tree.plain(e.args[1])).expand() for e in equations)
    ways: tuple[Callable[..., Iterator[CurvePiece]], ...] = (_over_ellipse, _level, _in_plane, _on_sheet)
    for way in ways:
        for piece in way(forms, variables, t, turn, sides):
            if asked and piece.about["v"] != variables[2] and piece.how != "plane_circle":
                raise Unsupported(
                    f"cannot do this: which way round is meant is not clear for a curve that is seen against {piece.about['v']}"
                )
            return replace(piece, about={**piece.about, "surfaces": tuple(equations)})
    raise Unsupported("cannot do this: the curve in which the surfaces meet is not seen to lie over a circle or an ellipse")


def _side(relation: Basic, variables: Sequence[Symbol]) -> tuple[Symbol, int]:
    """z >= 0 as (z, 1)."""
    match relation:
        case Ge(args=(v, S.Zero)) | Gt(args=(v, S.Zero)) if v in variables:
            return v, 1
        case Le(args=(v, S.Zero)) | Lt(args=(v, S.Zero)) if v in variables:
            return v, -1
    raise Unsupported("cannot do this: a part of the curve is asked for by inequalities such as z >= 0 only")


def _flats(variables: tuple[Symbol, ...]) -> Iterator[tuple[Symbol, tuple[Symbol, Symbol]]]:
    """A variable, and the two others counterclockwise as seen from where it is large."""
    for at in (2, 1, 0):
        yield variables[at], (variables[at - 2], variables[at - 1])


def _over_ellipse(forms: tuple[Expr, Expr], variables: tuple[Symbol, ...], t: Symbol, turn: Turn, sides: Sides) -> Iterator[CurvePiece]:
    """One equation gives one variable by the two others, which the other equation then binds."""
    for v, flat in _flats(variables):
        for one, other in (forms, forms[::-1]):
            k = one.coeff(v, 1)
            if not one.is_polynomial(v) or one.diff(v, 2) != 0 or k.free_symbols & set(variables) or sign_of(k) in (None, 0):
                continue
            height = (v - one / k).expand()
            base = _base(other.subs(v, height), flat, t, turn, sides)
            if base is None or v in sides:
                continue
            on = dict(zip(flat, base.position, strict=True))
            shadow = _equation(other.subs(v, height))
            facts = {**base.about, "height": Eq(v, written(height), evaluate=False), "shadow": shadow, "v": v, "round": base.how}
            yield _placed(base, variables, on, _height(written(height), on, t), "intersection", facts)


def _height(height: Expr, on: dict[Symbol, Expr], t: Symbol) -> Expr:
    """The height on an ellipse, without the parameter where it does not depend on it."""
    there = tree.substitute(height, on)
    plain = tree.plain(there).subs(sin(t) ** 2, 1 - cos(t) ** 2).expand()
    return there if plain.has(t) else plain


def _level(forms: tuple[Expr, Expr], variables: tuple[Symbol, ...], t: Symbol, turn: Turn, sides: Sides) -> Iterator[CurvePiece]:
    """What two variables add to both equations is the same, so that the third has a value by itself."""
    for v, flat in _flats(variables):
        alone = _eliminated(forms, v, flat)
        if alone is None:
            continue
        found = []
        for root in roots(alone, v):
            if sign_of(root) is None or (v in sides and sign_of(root) == -sides[v]):
                continue
            base = _base(forms[0].subs(v, root), flat, t, turn, sides)
            if base is not None:
                found.append((root, base))
        if len(found) != 1:
            continue
        root, base = found[0]
        facts = {**base.about, "alone": _equation(alone), "root": root, "v": v, "more": len(roots(alone, v)) > 1}
        facts["shadow"] = _equation(forms[0].subs(v, root))
        yield _placed(base, variables, dict(zip(flat, base.position, strict=True)), root, "level", facts)


def _eliminated(forms: tuple[Expr, Expr], v: Symbol, flat: tuple[Symbol, Symbol]) -> Expr | None:
    """A combination of two forms in which only v is left; None where there is none."""
    one, other = forms
    if not all(f.is_polynomial(*flat, v) for f in forms) or not {v} < one.free_symbols | other.free_symbols:
        return None
    a, b = one.coeff(flat[0], 2), other.coeff(flat[0], 2)
    if a.free_symbols or b.free_symbols or a == 0 or b == 0:
        return None
    alone = (one * b - other * a).expand()
    return alone if alone.free_symbols == {v} and Poly(alone, v).degree() <= 2 else None


def _on_sheet(forms: tuple[Expr, Expr], variables: tuple[Symbol, ...], t: Symbol, turn: Turn, sides: Sides) -> Iterator[CurvePiece]:
    """One equation binds two variables, the other gives the square of the third: the sign has to be said."""
    for v, flat in _flats(variables):
        for one, other in (forms, forms[::-1]):
            k = other.coeff(v, 2)
            if v in one.free_symbols or v not in other.free_symbols or sign_of(k) in (None, 0) or other.coeff(v, 1) != 0:
                continue
            square = (v**2 - other / k).expand()
            base = _base(one, flat, t, turn, sides)
            if base is None or v in square.free_symbols:
                continue
            if v not in sides:
                raise Unsupported(f"cannot do this: the surfaces meet in more than one curve; say which, as {v} >= 0")
            on = dict(zip(flat, base.position, strict=True))
            height = _root(square.xreplace(on).expand(), base)
            if sides[v] == -1:
                height = tree.negative(height)
            facts = {**base.about, "square": Eq(v**2, written(square), evaluate=False), "v": v, "upper": sides[v] == 1}
            facts["shadow"] = _equation(one)
            yield _placed(base, variables, on, height, "sheet", facts)


def _root(square: Expr, base: CurvePiece) -> Expr:
    """The root of what a square is on an ellipse: c sin^2 t is sqrt(c) sin t where the sine is not negative there."""
    t = base.parameter
    for function, other, sign in ((sin, cos, _sine), (cos, sin, _cosine)):
        plain = square.subs(other(t) ** 2, 1 - function(t) ** 2).expand()
        factor = (plain / function(t) ** 2).expand()
        if not factor.has(t) and sign_of(factor) == 1:
            way = sign(base)
            if way is None:
                raise Unsupported("cannot do this: the curve has corners there; ask for its part in an octant")
            return times(sqrt(factor), function(t) if way == 1 else tree.negative(function(t)))
    return sqrt(square)


def _sine(base: CurvePiece) -> int | None:
    low, high = base.lower / pi, base.upper / pi
    return 1 if (low, high) in ((0, 1), (0, S.Half), (S.Half, 1)) else -1 if low >= 1 else None


def _cosine(base: CurvePiece) -> int | None:
    low, high = base.lower / pi, base.upper / pi
    if high <= S.Half or low >= Rational(3, 2):
        return 1
    return -1 if low >= S.Half and high <= Rational(3, 2) else None


def _base(form: Expr, flat: tuple[Symbol, Symbol], t: Symbol, turn: Turn, sides: Sides) -> CurvePiece | None:
    """An ellipse in two variables, cut down to the signs that they are to have; None where there is none."""
    if not form.is_polynomial(*flat) or form.free_symbols & {v for v in sides if v not in flat}:
        return None
    try:
        centre, axes = conic(form, flat)
    except Unsupported:
        return None
    wanted = sides.get(flat[0], 0), sides.get(flat[1], 0)
    if not any(wanted):
        return ellipse(centre, axes, t, turn)
    if any(sign_of(c) != 0 for c in centre):
        raise Unsupported("cannot do this: the part of the curve that the inequalities leave is not seen")
    low, high = ARCS[wanted]
    if turn == "clockwise":
        low, high = -high, -low
    return ellipse(centre, axes, t, turn, low, high)


ARCS = {
    (1, 0): (-pi / 2, pi / 2), (-1, 0): (pi / 2, 3 * pi / 2), (0, 1): (S.Zero, pi), (0, -1): (pi, 2 * pi),
    (1, 1): (S.Zero, pi / 2), (-1, 1): (pi / 2, pi), (-1, -1): (pi, 3 * pi / 2), (1, -1): (3 * pi / 2, 2 * pi),
}  # fmt: skip


def _equation(form: Expr) -> Eq:
    """form = 0 with its number on the right, and the first term positive."""
    number, rest = form.expand().as_independent(*form.free_symbols, as_Add=True)
    leading = Poly(rest, *sorted(rest.free_symbols, key=str)).LC() if rest.is_polynomial() else S.One
    sign = -1 if sign_of(leading) == -1 else 1
    return Eq(written((sign * rest).expand()), -sign * number, evaluate=False)


def _placed(
    base: CurvePiece, variables: Sequence[Symbol], on: dict[Symbol, Expr], height: Expr, how: Any, facts: dict[str, object]
) -> CurvePiece:
    position = tuple(on.get(w, height) for w in variables)
    return replace(base, position=position, how=how, about=facts)


def _in_plane(forms: tuple[Expr, Expr], variables: tuple[Symbol, ...], t: Symbol, turn: Turn, sides: Sides) -> Iterator[CurvePiece]:
    """A plane cuts a sphere in a circle: the foot of the perpendicular from its centre, and two unit vectors in the plane."""
    for one, other in (forms, forms[::-1]):
        normal = [one.coeff(v, 1) for v in variables]
        if not one.is_polynomial(*variables) or any(one.diff(v, w) != 0 for v in variables for w in variables):
            continue
        shape = squares(other, variables) or squares(-other, variables)
        if shape is None or len(shape[0]) != 3 or len({abs(other.coeff(v, 2)) for v in variables}) != 1:
            continue
        if sides:
            raise Unsupported("cannot do this: the part of the circle that the inequalities leave is not seen")
        downward = sign_of(next(c for c in reversed(normal) if c != 0)) == -1
        plane = -one if downward else one
        normal = [plane.coeff(v, 1) for v in variables]
        centre = [a for _, a in shape[0]]
        square = Add(*(c**2 for c in normal))
        off = plane.subs(dict(zip(variables, centre, strict=True)), simultaneous=True)
        foot = tuple((c - off * n / square).expand() for c, n in zip(centre, normal, strict=True))
        radius_square = (-shape[1] / abs(other.coeff(variables[0], 2)) - off**2 / square).expand()
        if sign_of(radius_square) != 1:
            raise Unsupported("cannot do this: the plane is not seen to cut the sphere in a circle")
        across, up = _frame(normal)
        if turn == "clockwise":
            up = tuple(-c for c in up)
        radius = sqrt(radius_square)
        position = tuple(written((c + radius * (p * cos(t) + q * sin(t))).expand()) for c, p, q in zip(foot, across, up, strict=True))
        facts = {"centre": Tuple(*foot), "radius": radius, "across": Vector(*across), "up": Vector(*up), "normal": Vector(*normal)}
        facts |= {"plane": _equation(plane), "v": None, "foot": foot == tuple(centre), "turn": turn}
        yield CurvePiece(position, t, S.Zero, 2 * pi, "plane_circle", facts)


def _frame(normal: Sequence[Expr]) -> tuple[tuple[Expr, ...], tuple[Expr, ...]]:
    """Two unit vectors at right angles to a normal vector and to each other; with it they are right-handed."""
    a, b, c = normal
    p, q, r = first = (S.One, S.Zero, S.Zero) if a == b == 0 else (b, -a, S.Zero)
    if sign_of(next(e for e in first if e != 0)) == -1:
        p, q, r = first = (-p, -q, -r)
    return _unit(first), _unit((b * r - c * q, c * p - a * r, a * q - b * p))


def _unit(vector: Sequence[Expr]) -> tuple[Expr, ...]:
    length = sqrt(Add(*(c**2 for c in vector)))
    return tuple(c / length for c in vector)
