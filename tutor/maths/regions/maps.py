"""A change of variables: its inverse, its Jacobian determinant, and whether it is one to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from sympy import Expr, Gt, Matrix, Mul, Poly, Pow, S, Symbol, cancel, cos, expand, factor, fraction, pi, sin, together, trigsimp
from sympy.core.relational import Relational
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.numbers import sign_of
from tutor.maths.regions.axes import Kind

Limits = Sequence[tuple[Symbol, Expr, Expr]]
Named = Mapping[Symbol, Expr]


@dataclass(frozen=True, slots=True)
class Inverse:
    """What some letters are by others; `needs` must hold of the letters found, so that there is no second solution."""

    places: dict[Symbol, Expr]
    needs: tuple[Relational, ...] = ()


@dataclass(frozen=True, slots=True)
class Angles:
    """Which of the new variables are a radius, an angle once round and a tilt, where the map is one of the circle or of the ball."""

    kinds: dict[Symbol, Kind]


# -- the inverse ---------------------------------------------------------------------------------------------------------


def inverse(equations: Named, unknown: Sequence[Symbol]) -> Inverse | None:
    """The one solution for the unknown letters: of linear equations, of products of powers of positive letters, or one by one."""
    places = _eliminated(list(equations.items()), tuple(unknown))
    found = _products(equations, unknown) if places is None else Inverse({x: places[x] for x in unknown})
    return found if found is not None and undone(found, equations) else None


def _products(equations: Named, unknown: Sequence[Symbol]) -> Inverse | None:
    """u = c x^a y^b and the like, whose logarithms are linear where the letters are positive."""
    rows, constants = [], []
    for e in equations.values():
        powers = cancel(together(e)).as_powers_dict()
        rows.append([powers.get(x, S.Zero) for x in unknown])
        constants.append(Mul(*(b**p for b, p in powers.items() if b not in unknown)))
    matrix = Matrix(rows)
    if not all(r.is_Rational for r in matrix) or any(c.free_symbols & set(unknown) for c in constants) or matrix.det() == 0:
        return None
    if any(sign_of(c) != 1 for c in constants):
        return None
    back = matrix.inv()
    letters = list(equations)
    places = {
        x: Mul(*((w / c) ** back[k, j] for j, (w, c) in enumerate(zip(letters, constants, strict=True)))) for k, x in enumerate(unknown)
    }
    return Inverse(places, tuple(Gt(x, 0, evaluate=False) for x in unknown))


def _eliminated(equations: list[tuple[Expr, Expr]], unknown: tuple[Symbol, ...]) -> dict[Symbol, Expr] | None:
    """One equation after the other solved for a letter in which it is linear."""
    if not unknown:
        return {}
    for k, (w, e) in enumerate(equations):
        for x in unknown:
            solved = _linear_in(w, e, x)
            if solved is None:
                continue
            rest = [(v, together(g.subs(x, solved))) for j, (v, g) in enumerate(equations) if j != k]
            inner = _eliminated(rest, tuple(v for v in unknown if v != x))
            if inner is not None:
                return {x: factor(cancel(solved.subs(inner))), **inner}
    return None


def _linear_in(w: Expr, e: Expr, x: Symbol) -> Expr | None:
    if x not in e.free_symbols:
        return None
    over = expand(fraction(together(e - w))[0])
    if not over.is_polynomial(x) or Poly(over, x).degree() != 1:
        return None
    slope = over.coeff(x, 1)
    return cancel(-over.coeff(x, 0) / slope)


def undone(found: Inverse, equations: Named) -> bool:
    """Whether the inverse after the map is the identity: then no two points have the same image."""
    positive = {r.lhs: Symbol(r.lhs.name, positive=True) for r in found.needs}
    for x, place in found.places.items():
        back = place.xreplace(equations).xreplace(positive)
        difference = cancel(together(back - x.xreplace(positive)))
        if difference != 0 and expand(difference.replace(lambda e: isinstance(e, Pow), lambda e: cancel(e.base) ** e.exp)) != 0:
            return False
    return True


# -- circles and balls ---------------------------------------------------------------------------------------------------


def angles(places: Named, new: Sequence[Symbol]) -> Angles | None:
    """x = a + p r cos t, y = b + q r sin t, perhaps with a third variable of its own; or the same with a tilt in a ball."""
    comps = tuple(places.values())
    for order in permutations(new):
        if len(comps) == 2:
            r, t = order
            if any(_stands(pair, (r * cos(t), r * sin(t)), new) for pair in permutations(comps)):
                return Angles({r: "radius", t: "circle"})
        if len(comps) == 3:
            r, t, h = order
            for a, b, c in permutations(comps):
                if _stands((a, b, c), (r * cos(t), r * sin(t), h), new):
                    return Angles({r: "radius", t: "circle", h: "line"})
                if _stands((a, b, c), (r * sin(h) * cos(t), r * sin(h) * sin(t), r * cos(h)), new):
                    return Angles({r: "radius", t: "circle", h: "tilt"})
    return None


def _stands(comps: Sequence[Expr], terms: Sequence[Expr], new: Sequence[Symbol]) -> bool:
    """Whether each is a constant and a multiple of its term."""
    for e, term in zip(comps, terms, strict=True):
        opened = expand(e)
        p = opened.coeff(term)
        if p == 0 or (p.free_symbols | expand(opened - p * term).free_symbols) & set(new):
            return False
    return True


def once_round(found: Angles, limits: Limits) -> bool:
    """Whether the limits keep the radius from being negative, the angle within one turn and the tilt within its half turn."""
    for v, low, high in limits:
        match found.kinds[v]:
            case "radius" if not v.is_nonnegative and sign_on(low, limits) not in (0, 1):
                return False
            case "circle" if sign_on(2 * pi - (high - low), limits) not in (0, 1):
                return False
            case "tilt" if sign_on(low, limits) not in (0, 1) or sign_on(pi - high, limits) not in (0, 1):
                return False
    return True


# -- the determinant -----------------------------------------------------------------------------------------------------


def partials(functions: Named, by: Sequence[Symbol]) -> Matrix:
    """A row a function, a column a variable."""
    return Matrix([[e.diff(v) for v in by] for e in functions.values()])


def determinant(matrix: Matrix) -> Expr:
    """In a short form."""
    found = expand(matrix.det())
    if found.has(sin, cos):
        return min((trigsimp(found), factor(trigsimp(found))), key=lambda e: (e.count_ops(), str(e)))
    return min((found, cancel(found), factor(found)), key=lambda e: (e.count_ops(), str(e)))


def sign_on(expr: Expr, limits: Limits) -> int | None:
    """The sign of an expression strictly within limits, where it is proved to be one and the same."""
    placed = expr
    for v, low, high in limits:  # innermost first: the outer variables in its limits are replaced after it
        free = Symbol(f"_{v}", positive=True)
        if v in placed.free_symbols and placed.has(sin(v)) and low.is_nonnegative and (pi - high).is_nonnegative:
            tilt = Symbol(f"_sin_{v}", positive=True)
            placed = placed.subs(sin(v), tilt)
        if low.is_finite and high.is_finite:
            placed = placed.subs(v, low + (high - low) * free / (1 + free))
        elif low.is_finite:
            placed = placed.subs(v, low + free)
        elif high.is_finite:
            placed = placed.subs(v, high - free)
    if placed == 0:
        return 0
    over, under = fraction(together(placed))
    signs = [_one_sign(expand(f)) for f in (*Mul.make_args(factor(over)), *Mul.make_args(factor(under)))]
    return None if None in signs else Mul(*(s for s in signs if s is not None))


def _one_sign(expr: Expr) -> int | None:
    """Of a polynomial in positive letters: that of all its coefficients."""
    free = [s for s in expr.free_symbols if s.name.startswith("_")]
    try:
        found = {sign_of(c) for c in Poly(expr, *sorted(free, key=str)).coeffs()} if free else {sign_of(expr)}
    except PolynomialError:
        return sign_of(expr)
    return found.pop() if len(found) == 1 else None


def is_one_to_one(places: Named, new: Sequence[Symbol], limits: Limits) -> bool:
    """Whether all principal minors of the Jacobian matrix keep one sign on a box about the limits, positive after a change of
    the signs and the order of the functions: then no two points of it have the same image (Gale and Nikaido)."""
    box = box_about(limits)
    if box is None:
        return False
    for rows in permutations(places.values()):
        matrix = Matrix([[e.diff(v) for v in new] for e in rows])
        diagonal = [sign_on(matrix[k, k], box) for k in range(len(new))]
        if any(s not in (1, -1) for s in diagonal):
            continue
        signed = Matrix([[(diagonal[i] or 1) * matrix[i, j] for j in range(len(new))] for i in range(len(new))])
        minors = [signed.extract(list(c), list(c)).det() for c in _subsets(len(new))]
        if all(sign_on(m, box) == 1 for m in minors):
            return True
    return False


def _subsets(n: int) -> list[tuple[int, ...]]:
    return [tuple(k for k in range(n) if mask >> k & 1) for mask in range(1, 2**n)]


def box_about(limits: Limits) -> Limits | None:
    """Constant limits that hold the others, where these go up or down throughout."""
    box: list[tuple[Symbol, Expr, Expr]] = []
    for v, low, high in reversed(limits):
        ends = [_extreme(low, box, -1), _extreme(high, box, 1)]
        if ends[0] is None or ends[1] is None:
            return None
        box.insert(0, (v, ends[0], ends[1]))
    return box


def _extreme(end: Expr, box: Limits, way: int) -> Expr | None:
    out = end
    for v, low, high in box:
        if v not in end.free_symbols:
            continue
        s = sign_on(end.diff(v), box)
        if s is None:
            return None
        at = high if s * way > 0 else low
        if not at.is_finite:
            return None
        out = out.subs(v, at)
    return out
