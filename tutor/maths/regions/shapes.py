"""What was said of a region, as inequalities: shapes by their corners, words about curves, and what curves enclose together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from sympy import Add, And, Basic, Eq, Expr, Ge, Le, Matrix, Poly, Rational, S, Symbol, expand, expand_trig, pi, sqrt
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.numbers import sign_of
from tutor.maths.regions.coordinates import Chart, cartesian
from tutor.maths.regions.describe import EMPTY, limits_of
from tutor.maths.regions.enclosed import enclosed
from tutor.maths.regions.region import Region
from tutor.maths.regions.sampling import Sample, number
from tutor.trees import tree
from tutor.trees.heads import Vector
from tutor.trees.heads.region import Said

Alternatives = tuple[tuple[Relational, ...], ...]
FAR = (Rational(100003, 7), Rational(90001, 11), Rational(80021, 13))  # a point outside of every bounded curve of a textbook


def region_of(given: Sequence[Basic], variables: tuple[Symbol, ...], found: Chart) -> Region:
    """The region that relations, words and shapes say together. Errors: `Unsupported`, with what is not understood."""
    kept: list[Relational] = []
    curves: list[Eq] = []
    sets: list[Alternatives] = []
    named: list[str] = []
    for clause in given:
        match clause:
            case Said(word="between"):
                curves += _equations(clause.about)
                kept += [r for r in clause.about if not isinstance(r, Eq)]
            case Said():
                sets.append(_meant(clause, variables, found))
                named.append(clause.word)
            case Eq():
                curves.append(clause)
            case Relational() if clause.rel_op in ("<=", "<", ">=", ">"):
                kept.append(clause)
            case _:
                raise Unsupported("cannot do this: a region is given by inequalities, by curves or in words")
    alternatives: Alternatives = (tuple(kept),)
    alternatives = _both([alternatives, *sets])
    if len(curves) == 1 and _radius_of(curves[0]) is not None:
        alternatives = _both([alternatives, _sides(curves[0], "inside", variables, found)])
    elif curves and _stands_on(curves, variables):
        base = variables[:-1]
        alternatives = _both([alternatives, enclosed(curves, ((),), cartesian(base))])
    elif curves and (columns := _columns(curves, variables)) is not None:
        alternatives = _both([alternatives, columns])
    elif curves and found.name == "cartesian" and (strips := _between_lines(curves, variables)) is not None:
        alternatives = _both([alternatives, strips])
    elif curves:
        alternatives = enclosed(curves, alternatives, found)
    return Region(
        variables, alternatives, tuple(given), named[0] if len(named) == 1 and len(given) == 1 else "", across=_goes_across(given)
    )


def _stands_on(curves: Sequence[Eq], variables: Sequence[Symbol]) -> bool:
    """Whether curves of the plane are the base of a solid, which has its bottom and its top beside them."""
    return len(variables) == 3 and all(variables[-1] not in c.free_symbols and c.free_symbols & {*variables} for c in curves)


def _columns(curves: Sequence[Eq], variables: tuple[Symbol, ...]) -> Alternatives | None:
    """Between two graphs over what the other surfaces, without the last variable, enclose in the plane; None where it is not so.

    That neither graph crosses the other there is shown, not seen.
    """
    if len(variables) != 3:
        return None
    *base, z = variables
    flat = [c for c in curves if z not in c.free_symbols]
    graphs = [h for c in curves if c not in flat and (h := _height(c, z)) is not None]
    if not flat or len(graphs) != 2 or len(curves) - len(flat) != 2:
        return None
    plane = cartesian(tuple(base))
    try:
        shadow = enclosed(flat, ((),), plane)
    except Unsupported:
        return None
    for low, high in (graphs, graphs[::-1]):
        crossed = tuple((*a, Ge(low, high, evaluate=False)) for a in shadow)
        apart = high - low
        if _is_empty(Region(tuple(base), crossed), plane) if apart.free_symbols & set(base) else apart.is_positive:
            return _both([shadow, ((Le(low, z, evaluate=False), Le(z, high, evaluate=False)),)])
    return None


def _between_lines(curves: Sequence[Eq], variables: tuple[Symbol, ...]) -> Alternatives | None:
    """Between two graphs from one line across to another, whichever graph is the upper one; None where it is not so."""
    if len(variables) != 2 or len(curves) != 4:
        return None
    for across, along in (variables, tuple(reversed(variables))):
        ends = [h for c in curves if along not in c.free_symbols and (h := _height(c, across)) is not None and h.is_number]
        graphs = [h for c in curves if along in c.free_symbols and (h := _height(c, along)) is not None]
        if len(ends) != 2 or len(graphs) != 2:
            continue
        f, g = graphs
        strip = _ordered(across, *ends)
        return tuple((*strip, Le(low, along, evaluate=False), Le(along, high, evaluate=False)) for low, high in ((f, g), (g, f)))
    return None


def _height(surface: Eq, z: Symbol) -> Expr | None:
    """g of a surface z = g(x, y); None where z does not stand in it linearly with a number before it."""
    difference = expand(tree.plain(surface.lhs - surface.rhs))
    if not difference.is_polynomial(z) or not (slope := difference.coeff(z, 1)).is_number or difference.diff(z, 2) != 0:
        return None
    return expand(-difference.coeff(z, 0) / slope)


def _is_empty(region: Region, found: Chart) -> bool:
    """Whether no open part of the plane satisfies all the conditions."""
    try:
        limits_of(region, found)
    except Unsupported as error:
        return EMPTY in error.message
    return False


def _both(sets: Iterable[Alternatives]) -> Alternatives:
    """What lies in all of them."""
    out: Alternatives = ((),)
    for more in sets:
        out = tuple((*a, *b) for a in out for b in more)
    return out


def _equations(about: Iterable[Basic]) -> list[Eq]:
    return [r for r in about if isinstance(r, Eq)]


def _box(points: Sequence[tuple[Expr, ...]], variables: tuple[Symbol, ...]) -> tuple[Relational, ...]:
    """A box along the axes by all its corners."""
    ends = [list(dict.fromkeys(p[k] for p in points)) for k in range(len(variables))]
    if any(len(e) != 2 for e in ends) or len(set(points)) != 2 ** len(variables):
        raise Unsupported("cannot do this: a box along the axes is given by two opposite corners, or by all of them")
    return tuple(r for v, e in zip(variables, ends, strict=True) for r in _ordered(v, *e))


def _meant(said: Said, variables: tuple[Symbol, ...], found: Chart) -> Alternatives:
    corners = [tuple(map(tree.evaluated, p.args)) for p in said.about if isinstance(p, Vector)]
    if len(variables) == 3 and {len(p) for p in corners} == {2}:
        return _meant(said, variables[:-1], found)  # the base of a solid
    points = [p for p in corners if len(p) == len(variables)]
    match said.word:
        case "disc" | "ball":
            return ((round_one(said, variables),),)
        case "plane" | "space":
            return ((Ge(S.One, S.Zero, evaluate=False),),)
        case "quadrant" | "octant":
            return (tuple(Ge(v, S.Zero, evaluate=False) for v in variables),)
        case "upper":
            return ((Ge(variables[-1], S.Zero, evaluate=False),),)
        case "inside" | "outside" | "above" | "below" | "in":
            return _both(_sides(r, said.word, variables, found) for r in said.about)
        case "box" | "rectangle" | "square" if len(points) == 2:
            return (tuple(r for v, a, b in zip(variables, *points, strict=True) for r in _ordered(v, a, b)),)
        case "tetrahedron":
            return (_simplex(points, variables),)
        case "box":
            return (_box(points, variables),)
    if len(points) < 3 or len(variables) != 2:
        raise Unsupported(f"cannot do this: a {said.word} in the plane is given by its corners")
    return _polygon(points, variables)


def round_one(said: Said, variables: tuple[Symbol, ...]) -> Relational:
    """The inequality of a disc, which in space is the base of a solid, or a ball, by its centre and its radius."""
    variables = variables[:2] if said.word == "disc" else variables
    centre = tuple(map(tree.evaluated, said.about[0].args)) if len(said.about) > 1 else (S.Zero,) * len(variables)
    if len(centre) != len(variables):
        raise Unsupported(f"cannot do this: a {said.word} in {len(variables)} variables has a centre with so many coordinates")
    square = Add(*(tree.power(tree.displacement(v, c), 2) for v, c in zip(variables, centre, strict=True)), evaluate=False)
    made: Relational = Le(square, tree.evaluated(said.about[-1]) ** 2, evaluate=False)
    return made


def _ordered(v: Symbol, a: Expr, b: Expr) -> tuple[Relational, Relational]:
    low, high = (a, b) if sign_of(b - a) != -1 else (b, a)
    return Le(low, v, evaluate=False), Le(v, high, evaluate=False)


def _radius_of(relation: Basic) -> tuple[Symbol, Expr, int] | None:
    """r, g and n of a curve r^n = g(theta)."""
    if not isinstance(relation, Eq):
        return None
    for one, other in (relation.args, reversed(relation.args)):
        r, n = map(tree.evaluated, tree.evaluated(one).as_base_exp())
        if isinstance(r, Symbol) and r.name == "r" and n.is_Integer and n > 0 and r not in other.free_symbols:
            return r, tree.plain(other), int(n)
    return None


def _sides(relation: Basic, word: str, variables: tuple[Symbol, ...], found: Chart) -> Alternatives:
    """On which side of a curve; a curve in polar coordinates goes on where its radius is negative, across the origin."""
    polar = _radius_of(relation) if word in ("inside", "in", "outside") else None
    if polar is None:
        return ((_side(relation, word, variables, found),),)
    r, g, n = polar
    radii = [g, *_across(g, n)]
    if word == "outside":
        return (tuple(Ge(tree.power(r, S(n)), h, evaluate=False) for h in radii),)
    return tuple((Le(tree.power(r, S(n)), h, evaluate=False),) for h in radii)


def _goes_across(given: Sequence[Basic]) -> bool:
    """Whether a curve among what is said of a region goes on across the origin, where its radius is negative."""
    said = [r for c in given for r in (c.about if isinstance(c, Said) and c.word in ("inside", "in", "outside") else (c,))]
    return any(_across(found[1], found[2]) for r in said if (found := _radius_of(r)) is not None)


def _across(g: Expr, n: int) -> list[Expr]:
    """The radius in the same direction of what r^n = g draws with a negative r, where that is another curve."""
    angle = next((s for s in g.free_symbols if s.name == "theta"), None)
    if angle is None:
        return []
    other = expand((-1) ** n * g.subs(angle, angle + pi))  # cos(4(t + pi)) is cos 4t again, and no polynomial in cos t
    if expand_trig(other - g).expand() == 0:
        return []
    letters = {s: number(45, 64) for s in g.free_symbols if s != angle}
    signs = {Sample({**letters, angle: number(2 * k + 1, 16)}).sign(g) for k in range(51)}
    return [other] if (n % 2 == 0 and 1 in signs) or (n % 2 and -1 in signs) else []


def _side(relation: Basic, word: str, variables: tuple[Symbol, ...], found: Chart) -> Relational:
    """An equation with the word that says on which side of it."""
    if not isinstance(relation, Eq):
        if isinstance(relation, Relational) and word in ("inside", "in"):
            return relation
        raise Unsupported(f"cannot do this: '{word}' stands before a curve or a surface")
    left, right = relation.args
    if word in ("above", "below"):
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Symbol) and one.name == "phi" and other.is_number:  # above a cone the angle from the axis is smaller
                return (Le if word == "above" else Ge)(one, other, evaluate=False)
            if isinstance(one, Symbol) and one.name == "rho" and word == "below":  # below a sphere: in it
                return Le(one, other, evaluate=False)
        height = variables[-1]
        for one, other in ((left, right), (right, left)):
            if one == height and height not in other.free_symbols:
                made: Relational = (Ge if word == "above" else Le)(one, other, evaluate=False)
                return made
        difference = tree.plain(left - right)
        slope = difference.diff(height)
        s = sign_of(slope)
        curved = sign_of(slope.diff(height)) if word == "below" and difference.is_polynomial(height) and not slope.diff(height, 2) else None
        if s in (None, 0) and curved in (1, -1):  # below a sphere or a double cone: not above its upper half, and in it
            return (Le if curved == 1 else Ge)(left, right, evaluate=False)
        if s in (None, 0) and word == "above" and (nappe := _upper_nappe(difference, height)) is not None:
            return Ge(height, nappe, evaluate=False)
        if s in (None, 0):
            raise Unsupported(f"cannot do this: it is not clear what lies {word} this curve")
        return (Ge if (s > 0) == (word == "above") else Le)(left, right, evaluate=False)
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Symbol) and one.name in ("r", "rho"):
            return (Le if word in ("inside", "in") else Ge)(one, other, evaluate=False)
    sample = Sample({v: number(int(p.p), int(p.q)) for v, p in zip(variables, FAR, strict=False)})
    s = sample.sign(tree.plain(left - right)) or _beyond(tree.plain(left - right), variables)
    if not s:
        raise Unsupported(f"cannot do this: it is not clear what lies {word} this curve")
    return (Le if (s > 0) == (word in ("inside", "in")) else Ge)(left, right, evaluate=False)


def _upper_nappe(form: Expr, height: Symbol) -> Expr | None:
    """sqrt(x^2 + y^2) of the double cone z^2 = x^2 + y^2: above a cone is within its upper half; None for another surface."""
    if not form.is_polynomial(height) or form.coeff(height, 1) != 0 or form.diff(height, 2).free_symbols:
        return None
    square = expand(-form.subs(height, 0) / form.coeff(height, 2))
    letters = sorted(square.free_symbols, key=str)
    if len(letters) != 2 or not square.is_polynomial(*letters):
        return None
    parts = Poly(square, *letters).terms()
    return sqrt(square) if all(max(m) == sum(m) == 2 and k.is_positive for m, k in parts) else None


def _beyond(difference: Expr, variables: tuple[Symbol, ...]) -> int | None:
    """The sign far outside of a circle, a cylinder or a ball whose size is a letter: that of its squares; None for anything else."""
    inside = [v for v in variables if v in difference.free_symbols]
    if not inside or not difference.is_polynomial(*inside):
        return None
    form = Poly(difference, *inside)
    squares = [form.coeff_monomial(v**2) for v in inside]
    if form.total_degree() != 2 or any(form.coeff_monomial(v * w) != 0 for v, w in combinations(inside, 2)):
        return None
    signs = {1 if k.is_nonnegative and k.is_zero is not True else sign_of(k) for k in squares}
    return next(iter(signs)) if signs in ({1}, {-1}) else None


# -- corners ---------------------------------------------------------------------------------------------------------------


def _half_plane(a: Sequence[Expr], b: Sequence[Expr], inner: Sequence[Expr], variables: Sequence[Symbol]) -> Relational:
    """The side of the line through a and b on which a third point lies, solved for y where that goes."""
    x, y = variables
    normal = (b[1] - a[1], a[0] - b[0])
    form = normal[0] * (x - a[0]) + normal[1] * (y - a[1])
    s = sign_of(form.subs({x: inner[0], y: inner[1]}, simultaneous=True))
    if s in (None, 0):
        raise Unsupported("cannot do this: three corners lie on one line, or it is not decided")
    v, slope = (y, normal[1]) if sign_of(normal[1]) != 0 else (x, normal[0])
    bound = (v - form / slope).expand()
    upward = s * (sign_of(slope) or 0) > 0
    made: Relational = (Ge if upward else Le)(v, bound, evaluate=False)
    return made


def _polygon(points: Sequence[Sequence[Expr]], variables: Sequence[Symbol]) -> Alternatives:
    """A convex polygon as half planes; another one as triangles, cut off one by one."""
    corners = list(points)
    if _is_convex(corners):
        around = zip(corners, [*corners[1:], corners[0]], [*corners[2:], *corners[:2]], strict=True)
        return (tuple(_half_plane(a, b, c, variables) for a, b, c in around),)
    out: list[tuple[Relational, ...]] = []
    while len(corners) > 3:
        k = next((k for k in range(len(corners)) if _is_ear(corners, k)), None)
        if k is None:
            raise Unsupported("cannot do this: the polygon crosses itself")
        ear = [corners[k - 1], corners[k], corners[(k + 1) % len(corners)]]
        out += _polygon(ear, variables)
        del corners[k]
    return (*out, *_polygon(corners, variables))


def _turn(a: Sequence[Expr], b: Sequence[Expr], c: Sequence[Expr]) -> int:
    found = sign_of((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]))
    if found is None:
        raise Unsupported("cannot do this: it depends on letters on which side of an edge a corner lies")
    return found


def _is_convex(corners: Sequence[Sequence[Expr]]) -> bool:
    turns = {_turn(corners[k - 2], corners[k - 1], corners[k]) for k in range(len(corners))}
    return len(turns) == 1 and 0 not in turns


def _is_ear(corners: Sequence[Sequence[Expr]], k: int) -> bool:
    """Whether the triangle at a corner lies inside and holds no other corner."""
    a, b, c = corners[k - 1], corners[k], corners[(k + 1) % len(corners)]
    area = Add(*(p[0] * q[1] - q[0] * p[1] for p, q in zip(corners, [*corners[1:], corners[0]], strict=True)))
    if _turn(a, b, c) != sign_of(area):
        return False
    others = [p for p in corners if p not in (a, b, c)]
    return not any(len({_turn(a, b, p), _turn(b, c, p), _turn(c, a, p)} - {0}) == 1 for p in others)


@dataclass(frozen=True, slots=True)
class Face:
    """The plane through three corners of a tetrahedron: two edges from the first, their cross product, what is 0 on the plane."""

    corners: tuple[Sequence[Expr], ...]
    edges: tuple[Sequence[Expr], Sequence[Expr]]
    normal: tuple[Expr, ...]
    form: Expr
    side: int  # the sign of the form at the fourth corner
    variable: Symbol
    bound: Expr  # what the variable is on the plane

    @property
    def relation(self) -> Relational:
        """The half space in which the fourth corner lies."""
        slope = self.form.coeff(self.variable)
        made: Relational = (Ge if self.side * (sign_of(slope) or 0) > 0 else Le)(self.variable, self.bound, evaluate=False)
        return made


def faces(points: Sequence[Sequence[Expr]], variables: Sequence[Symbol]) -> tuple[Face, ...]:
    """The four faces of a tetrahedron. Errors: `Unsupported` where it is none."""
    if len(points) != 4:
        raise Unsupported("cannot do this: a tetrahedron has four corners")
    out: list[Face] = []
    for face in combinations(points, 3):
        (other,) = [p for p in points if p not in face]
        a, b, c = face
        u, w = ([q - p for p, q in zip(a, e, strict=True)] for e in (b, c))
        normal = tuple(Matrix(u).cross(Matrix(w)))
        form = Add(*(n * (v - p) for n, v, p in zip(normal, variables, a, strict=True))).expand()
        s = sign_of(form.subs(dict(zip(variables, other, strict=True)), simultaneous=True))
        if s in (None, 0):
            raise Unsupported("cannot do this: the four corners lie in one plane, or it is not decided")
        v, slope = next((v, n) for v, n in zip(reversed(variables), reversed(normal), strict=True) if sign_of(n) != 0)
        out.append(Face(face, (u, w), normal, form, s, v, (v - form / slope).expand()))
    return tuple(out)


def _simplex(points: Sequence[Sequence[Expr]], variables: Sequence[Symbol]) -> tuple[Relational, ...]:
    """The four half spaces of a tetrahedron."""
    return tuple(f.relation for f in faces(points, variables))


__all__ = ["And", "region_of"]
