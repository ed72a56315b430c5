"""A surface by its equation and what else its points satisfy: which two parameters run through it, and between which limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from sympy import Add, Basic, Eq, Expr, Ge, Le, Mul, Pow, S, Symbol, cos, sin, sqrt
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.limits.written import written
from tutor.maths.numbers import sign_of
from tutor.maths.regions.axes import Axis
from tutor.maths.regions.choose import chosen
from tutor.maths.regions.coordinates import Chart, cartesian
from tutor.maths.regions.region import Region
from tutor.maths.regions.setup import settled
from tutor.maths.regions.shapes import region_of
from tutor.maths.surfaces.patch import How, Patch
from tutor.trees import tree
from tutor.trees.heads import Vector
from tutor.trees.heads.region import Said

Relations = tuple[Relational, ...]
NOT_UNDERSTOOD = "cannot do this: this equation is not that of a plane, a sphere, an ellipsoid, a cylinder or a graph"
ALWAYS = Ge(S.One, S.Zero, evaluate=False)


def relations_on(given: Sequence[Basic], variables: tuple[Symbol, ...]) -> Relations:
    """What is said of a region as inequalities that all hold. Errors: `Unsupported` where it is that one or another of them holds."""
    kept: list[Relational] = []
    words: list[Basic] = []
    for clause in given:
        if isinstance(clause, Said) and clause.word == "between" and (levels := _between(clause)) is not None:
            kept += levels
        elif isinstance(clause, Said) and clause.word in ("disc", "triangle", "rectangle", "polygon", "square", "quadrant"):
            kept += _of_shadow(clause, variables)
        elif isinstance(clause, Relational) and not isinstance(clause, Eq):
            kept.append(clause)
        else:
            words.append(clause)
    if words:
        found = region_of(words, variables, cartesian(variables))
        if len(found.alternatives) != 1:
            raise Unsupported("cannot do this: a piece of a surface is given by inequalities that all hold")
        kept += found.alternatives[0]
    return tuple(dict.fromkeys(kept))


def _between(clause: Said) -> Relations | None:
    """`between z = 0 and z = 3`: two values of one coordinate; None where other surfaces are said."""
    ends = [(r.lhs, r.rhs) if isinstance(r.lhs, Symbol) else (r.rhs, r.lhs) for r in clause.about if isinstance(r, Eq)]
    if len(ends) != 2 or ends[0][0] != ends[1][0] or not isinstance(ends[0][0], Symbol):
        return None
    (v, a), (_, b) = ends
    sign = sign_of(tree.plain(b - a))
    if sign not in (1, -1) and (a - b).free_symbols:
        return None
    low, high = (b, a) if sign == -1 else (a, b)
    return Le(low, v, evaluate=False), Le(v, high, evaluate=False)


def _of_shadow(clause: Said, variables: tuple[Symbol, ...]) -> Relations:
    """A shape of the plane below a graph."""
    x, y, _ = variables
    (only,) = region_of([clause], (x, y), cartesian((x, y))).alternatives
    return only


def patches_by(equation: Eq, relations: Relations, variables: tuple[Symbol, ...]) -> tuple[Patch, ...]:
    """The surface with its parameters; several where its limits fall into parts. Errors: `Unsupported` for another surface."""
    solved = _solved(equation, variables)
    form = (tree.plain(equation.lhs) - tree.plain(equation.rhs)).expand()
    if solved is not None:
        form, relations = _without_root(equation, solved, relations, variables)
        if form is None:
            return (graph(equation, solved, relations, variables),)
        k = form.as_independent(*variables, as_Add=True)[0]
        equation = Eq(written(form - k), written(-k), evaluate=False)
    round_one = squares(form, variables)
    if round_one is not None:
        made = _round(equation, *round_one, relations, variables)
        if made:
            return made
    return tuple(_graphs(equation, form, relations, variables))


def size_of(equation: Eq, variables: tuple[Symbol, ...]) -> Expr | None:
    """What c (x - a)^2 + ... comes to on a sphere, an ellipsoid or a cylinder; None for another surface."""
    form: Expr | None = (tree.plain(equation.lhs) - tree.plain(equation.rhs)).expand()
    solved = _solved(equation, variables)
    if solved is not None:
        form, _ = _without_root(equation, solved, (), variables)
    found = None if form is None else squares(form, variables)
    return None if found is None else found[1]


def _solved(equation: Eq, variables: Sequence[Symbol]) -> Symbol | None:
    """The variable that an equation v = f gives by the others."""
    for v in reversed(variables):
        if v == equation.lhs and v not in equation.rhs.free_symbols:
            return v
    return None


def _without_root(equation: Eq, v: Symbol, relations: Relations, variables: tuple[Symbol, ...]) -> tuple[Expr | None, Relations]:
    """z = sqrt(4 - x^2 - y^2) as the half of a sphere that it is; no form where it is none."""
    value = tree.plain(equation.rhs)
    c, root = value.as_independent(*variables, as_Add=False)
    if isinstance(root, Pow) and root.exp == S.Half and sign_of(c) in (1, -1):
        form = (v**2 - c**2 * root.base).expand()
        found = squares(form, variables)
        if found is not None and len(found[0]) == 3 and all(a == b for a, b in combinations([k for _, _, k in found[0]], 2)):
            side = Ge(v, S.Zero, evaluate=False) if sign_of(c) == 1 else Le(v, S.Zero, evaluate=False)
            return form, (side, *relations)
    return None, relations


# -- spheres, ellipsoids and cylinders -------------------------------------------------------------------------------------


def squares(form: Expr, variables: Sequence[Symbol]) -> tuple[tuple[tuple[Symbol, Expr, Expr], ...], Expr] | None:
    """Each variable with its centre and coefficient, and d, of c (x - a)^2 + ... = d with all c positive; None for another shape."""
    inside = [v for v in variables if v in form.free_symbols]
    if len(inside) < 2 or not form.is_polynomial(*inside):
        return None
    lead = sign_of(form.coeff(inside[0], 2))
    form = -form if lead == -1 else form
    rest, out = form, []
    for v in inside:
        c, b = form.coeff(v, 2), form.coeff(v, 1)
        if c.free_symbols & set(variables) or b.free_symbols & set(variables) or sign_of(c) != 1:
            return None
        out.append((v, -b / (2 * c), c))
        rest = (rest - c * (v + b / (2 * c)) ** 2).expand()
    if rest.free_symbols & set(variables):
        return None
    return tuple(out), -rest


def _round(
    equation: Eq, inside: tuple[tuple[Symbol, Expr, Expr], ...], size: Expr, relations: Relations, variables: tuple[Symbol, ...]
) -> tuple[Patch, ...]:
    """By angles. Nothing where the size is not known to be positive."""
    if sign_of(size) != 1:
        return ()
    theta = Symbol("theta", real=True)
    radius = {v: sqrt(size / c) for v, _, c in inside}
    same = len(set(radius.values())) == 1
    centre = {v: a for v, a, _ in inside}
    if len(inside) == 3:
        phi = Symbol("phi", positive=True)
        x, y, z = variables
        turned = {x: (sin(phi), cos(theta)), y: (sin(phi), sin(theta)), z: (cos(phi),)}
        axes: tuple[Axis, ...] = (Axis(theta, "circle"), Axis(phi, "tilt"))
        order = (phi, theta)
        how: How = "sphere" if same else "ellipsoid"
    else:
        (height,) = (v for v in variables if v not in centre)
        across = [v for v in variables if v != height]
        turned = {across[0]: (cos(theta),), across[1]: (sin(theta),)}
        axes = (Axis(theta, "circle"), Axis(height))
        order = (theta, height) if height != variables[1] else (height, theta)
        how = "cylinder"
    places = {v: tree.summed(centre[v], tree.scaled(radius[v], tree.product(*turned[v]))) for v in turned}
    put = {v: tree.plain(e) for v, e in places.items()}
    chart = Chart("surface", axes, put)
    region = Region(variables, (relations or (ALWAYS,),), relations)
    letters = [s for s in region.letters if s.is_positive]
    letters += sorted((s for s in size.free_symbols - {*letters} if s.is_positive), key=str)
    choice, _ = settled(lambda _, hold: chosen(replace(region, letters_hold=hold), chart, S.One), S.One, letters)
    if not choice.described.bounded:
        raise Unsupported("cannot do this: the surface is unbounded; a region must say between which planes it lies")
    middle = Vector(*(centre.get(v, v) for v in variables))
    about = {"radius": None if not same else next(iter(radius.values())), "conditions": relations}
    about["height"] = next((v for v in variables if v not in centre), None)
    r = Vector(*(places.get(v, v) for v in variables))
    return tuple(Patch(r, order, tuple(p.ranges), None, how, equation, middle, choice, about) for p in choice.described.pieces)


# -- graphs ----------------------------------------------------------------------------------------------------------------


def graph(equation: Eq, v: Symbol, relations: Relations, variables: tuple[Symbol, ...], given: Eq | None = None) -> Patch:
    """v = f over the region of the other two in which the conditions hold."""
    x, y = (w for w in variables if w != v)
    height = equation.rhs
    if given is not None and {given.lhs, given.rhs} == {v, height}:
        given = None  # 0 = z needs no solving
    kept, moved = [], []
    for r in relations:
        if v not in r.free_symbols:
            kept.append(r)
            continue
        put = tree.substitute(r, {v: height})
        if not height.free_symbols & {x, y}:
            put = r.func(*(written(tree.plain(side).expand()) for side in put.args), evaluate=False)
        placed = _squared(put, (x, y))
        if placed is None:
            continue
        if {x, y} & tree.plain(placed.lhs - placed.rhs).expand().free_symbols:
            kept.append(placed)
            moved.append((r, placed))
        elif sign_of(tree.plain(placed.lhs - placed.rhs)) not in ((0, 1) if r.rel_op.startswith(">") else (0, -1)):
            raise Unsupported("cannot do this: no point satisfies all conditions")
    at = Vector(*(height if w == v else w for w in variables))
    about = {"height": v, "moved": tuple(moved), "solved": given, "conditions": relations}
    return Patch(at, (x, y), None, tuple(kept), "graph", equation if given is None else given, about=about)


def _squared(relation: Relational, across: tuple[Symbol, Symbol]) -> Relational | None:
    """sqrt(x^2 + y^2) <= 2 as x^2 + y^2 <= 4; nothing where it holds everywhere because a root is not negative."""
    left, right = tree.plain(relation.lhs), tree.plain(relation.rhs)
    k, rooted = (left - right).as_independent(*across, as_Add=True)
    c, root = rooted.as_independent(*across, as_Add=False)
    if not (isinstance(root, Pow) and root.exp == S.Half) or sign_of(c) in (None, 0):
        return relation
    bound = -k / c
    upper = relation.rel_op.startswith("<") == (sign_of(c) == 1)
    if sign_of(bound) not in (0, 1):
        return relation
    if not upper and sign_of(bound) == 0:
        return None
    made: Relational = (Le if upper else Ge)(written(root.base), written(bound**2), evaluate=False)
    return made


def _graphs(equation: Eq, form: Expr, relations: Relations, variables: tuple[Symbol, ...]) -> Iterator[Patch]:
    """The equation solved for a variable that stands in it alone or as a square, the last one first."""
    for v in reversed(variables):
        k = form.coeff(v, 1)
        if not form.is_polynomial(v) or form.diff(v, 2) != 0 or k.free_symbols & set(variables) or sign_of(k) in (None, 0):
            continue
        height = written((v - form / k).expand())
        yield graph(Eq(v, height, evaluate=False), v, relations, variables, equation)
        return
    for v in reversed(variables):
        c = form.coeff(v, 2)
        rest = (form - c * v**2).expand()
        if c.free_symbols & set(variables) or sign_of(c) in (None, 0) or v in rest.free_symbols:
            continue
        below = (-rest / c).expand()
        for sign in _sheets(v, relations):
            root = written(Mul(sign, sqrt(below)))
            left = tuple(r for r in relations if not _says_sign(r, v))
            floor = () if _is_square_sum(below) else (Ge(below, S.Zero, evaluate=False),)
            yield graph(Eq(v, root, evaluate=False), v, (*left, *floor), variables, equation)
        return
    raise Unsupported(NOT_UNDERSTOOD)


def _sheets(v: Symbol, relations: Relations) -> tuple[int, ...]:
    """Whether the conditions leave only one sign to a variable."""
    for r in relations:
        low, high = (r.lhs, r.rhs) if r.rel_op.startswith("<") else (r.rhs, r.lhs)
        if high == v and not low.free_symbols and sign_of(tree.plain(low)) in (0, 1):
            return (1,)
        if low == v and not high.free_symbols and sign_of(tree.plain(high)) in (0, -1):
            return (-1,)
    return (1, -1)


def _says_sign(r: Relational, v: Symbol) -> bool:
    return v in r.args and any(a.is_zero for a in r.args)


def _is_square_sum(e: Expr) -> bool:
    return all(t.is_nonnegative for t in Add.make_args(e))


__all__ = ["How", "graph", "patches_by", "relations_on", "squares"]
