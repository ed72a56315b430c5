"""From what is said of a curve to its parametrisation, with the facts for its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sympy import Add, Basic, Eq, Expr, S, Symbol, Tuple, atan2, cos, pi, sin, sqrt

from tutor.errors import Unsupported
from tutor.maths.curves.piece import Curve, Piece, Turn
from tutor.maths.fields.domain import squares
from tutor.maths.limits.written import written
from tutor.maths.numbers import sign_of
from tutor.trees import tree
from tutor.trees.heads import Strand, Vector

PARAMETERS = ("t", "s", "u", "tau")  # the first that is not in use

Points = list[tuple[Expr, ...]]


def curve_of(strands: Sequence[Strand], variables: Sequence[Symbol], used: Sequence[str]) -> Curve:
    """The curve, parametrised. `used` are the letters of the problem. `Unsupported` for what is not understood."""
    name = next(p for p in PARAMETERS if p not in used or any(s.run and str(s.run[0]) == p for s in strands))
    t = Symbol(name, real=True)
    turn: Turn | None = None
    said = False
    pieces: list[Piece] = []
    for strand in strands:
        found, direction = _pieces(strand, tuple(variables), t)
        pieces += found
        said = said or bool(strand.turn)
        turn = direction if len(strands) == 1 else None
    pieces = [with_sign(p) for p in pieces]
    for one, two in pairwise(pieces):
        if not _meet(one.end, two.start):
            raise Unsupported("cannot do this: a piece of the curve does not begin where the one before it ends")
    closed = _meet(pieces[0].start, pieces[-1].end)
    return Curve(tuple(variables), tuple(pieces), closed, turn if closed else None, said)


def _meet(a: Sequence[Expr], b: Sequence[Expr]) -> bool:
    return all(sign_of(tree.plain(p - q)) == 0 for p, q in zip(a, b, strict=True))


def with_sign(piece: Piece) -> Piece:
    """With a parameter that is known to be positive where it only runs through such values: a root of t^2 is then t."""
    t = piece.parameter
    signs = [sign_of(tree.plain(e)) for e in (piece.lower, piece.upper) if e.is_finite is not False]
    if t.is_positive or t.is_integer or not all(s in (0, 1) for s in signs) or not any(signs):
        return piece
    twin = Symbol(t.name, positive=True)
    return replace(piece, position=tuple(tree.substitute(c, {t: twin}) for c in piece.position), parameter=twin)


def _pieces(strand: Strand, variables: tuple[Symbol, ...], t: Symbol) -> tuple[list[Piece], Turn | None]:
    wanted: Turn = "clockwise" if strand.turn == "clockwise" else "counterclockwise"
    match strand.word:
        case "given":
            parameter, low, high = strand.run
            return [Piece(tuple(strand.about), parameter, low, high)], None
        case "segment":
            return [segment(_point(strand.about[0], variables), _point(strand.about[1], variables), t)], None
        case "polygon":
            return _polygon([_point(p, variables) for p in strand.about], strand, t, wanted)
        case "circle":
            return [circle(_centre(strand.about[0], variables), strand.about[1], t, wanted)], wanted
        case "arc":
            centre, radius, *ends = strand.about
            return [_arc(_centre(centre, variables), radius, [_point(p, variables) for p in ends], t, wanted)], None
        case "graph":
            return [_graph(strand, variables, t)], None
        case "closed":
            return [_closed(strand.about[0], variables, t, wanted)], wanted
        case "surfaces":
            return [_intersection(strand.about, variables, t, wanted)], None
    raise Unsupported("cannot do this: this curve is not understood")


def _point(node: Basic, variables: Sequence[Symbol]) -> tuple[Expr, ...]:
    if not isinstance(node, Vector | Tuple) or len(node.args) != len(variables):
        raise Unsupported(f"cannot do this: a point of the curve has not {len(variables)} coordinates")
    return tuple(tree.evaluated(c) for c in node.args)


def _centre(node: Basic, variables: Sequence[Symbol]) -> tuple[Expr, ...]:
    if len(variables) != 2:
        raise Unsupported("cannot do this: a circle in space is given as the intersection of two surfaces")
    return _point(node, variables)


def segment(a: tuple[Expr, ...], b: tuple[Expr, ...], t: Symbol) -> Piece:
    """a + t (b - a), 0 <= t <= 1."""
    steps = tuple(tree.evaluated(q - p) for p, q in zip(a, b, strict=True))
    position = tuple(tree.summed(p, _times(d, t)) for p, d in zip(a, steps, strict=True))
    return Piece(position, t, S.Zero, S.One, "segment", {"start": Tuple(*a), "finish": Tuple(*b), "step": Vector(*steps)})


def _times(a: Expr, b: Expr) -> Expr:
    """A product as one writes it."""
    return tree.scaled(a, b) if not isinstance(a, Add) else tree.product(written(a), b)


def circle(centre: tuple[Expr, ...], radius: Expr, t: Symbol, turn: Turn, low: Expr = S.Zero, high: Expr = 2 * pi) -> Piece:
    """Centre plus radius times <cos t, sin t>, the sine with a minus sign for clockwise."""
    return ellipse(centre, (radius, radius), t, turn, low, high)


def ellipse(centre: Sequence[Expr], axes: tuple[Expr, Expr], t: Symbol, turn: Turn, low: Expr = S.Zero, high: Expr = 2 * pi) -> Piece:
    """Centre plus <a cos t, b sin t>."""
    (p, q), (a, b) = centre, axes
    up = _times(b, sin(t))
    position = (tree.summed(p, _times(a, cos(t))), tree.summed(q, up if turn == "counterclockwise" else tree.negative(up)))
    how = "circle" if tree.evaluated(a - b).is_zero else "ellipse"
    return Piece(position, t, low, high, how, {"centre": Tuple(*centre), "radius": a, "axes": axes, "turn": turn})  # type: ignore[arg-type]


def _polygon(points: Points, strand: Strand, t: Symbol, wanted: Turn) -> tuple[list[Piece], Turn | None]:
    """The sides one after the other, in the direction wanted where the polygon lies in the plane."""
    if _meet(points[0], points[-1]):
        points = points[:-1]
    turn: Turn | None = None
    if len(points[0]) == 2:
        area = Add(*(a[0] * b[1] - a[1] * b[0] for a, b in zip(points, [*points[1:], points[0]], strict=True)))
        sign = sign_of(tree.plain(area))
        if not sign:
            raise Unsupported("cannot do this: which way round the corners run is not decided")
        if (sign == 1) != (wanted == "counterclockwise"):
            points = [points[0], *reversed(points[1:])]
        turn = wanted
    return [segment(a, b, t) for a, b in zip(points, [*points[1:], points[0]], strict=True)], turn


def _arc(centre: tuple[Expr, ...], radius: Expr, ends: Points, t: Symbol, turn: Turn) -> Piece:
    """The part of a circle from one point to another."""
    angles = []
    for end in ends:
        u, v = (tree.plain(c - m) for c, m in zip(end, centre, strict=True))
        if sign_of(u**2 + v**2 - tree.plain(radius) ** 2) != 0:
            raise Unsupported("cannot do this: the end of an arc does not lie on its circle, or it is not decided")
        angles.append(atan2(v, u))
    a, b = angles if turn == "counterclockwise" else (-angles[0], -angles[1])
    if sign_of(b - a) != 1:
        b = b + 2 * pi
    if sign_of(a) == -1:
        a, b = a + 2 * pi, b + 2 * pi
    if sign_of(a - 2 * pi) in (0, 1) or (sign_of(b - 2 * pi) == 1 and sign_of(b - a - 2 * pi) != 0):
        a, b = a - 2 * pi, b - 2 * pi
    found = circle(centre, radius, t, turn, a, b)
    return replace(found, how="arc", about={**found.about, "start": Tuple(*ends[0]), "finish": Tuple(*ends[1])})


def _graph(strand: Strand, variables: tuple[Symbol, ...], t: Symbol) -> Piece:
    """y = g(x) with x as the parameter, or x = g(y)."""
    equation, *ends = strand.about
    if len(variables) != 2 or not isinstance(equation, Eq):
        raise Unsupported("cannot do this: a graph is a curve of the plane")
    for height, along in ((1, 0), (0, 1)):
        y, x = variables[height], variables[along]
        for left, right in (equation.args, tuple(reversed(equation.args))):
            if left == y and y not in right.free_symbols:
                values = [_point(e, variables)[along] if isinstance(e, Vector | Tuple) else e for e in ends]
                for e in ends:
                    if isinstance(e, Vector | Tuple):
                        p = _point(e, variables)
                        if sign_of(tree.plain(right).subs(x, p[along]) - tree.plain(p[height])) != 0:
                            raise Unsupported("cannot do this: an end does not lie on the graph, or it is not decided")
                position: list[Expr] = [t, t]
                position[height] = tree.substitute(right, {x: t})
                return Piece(tuple(position), t, values[0], values[1], "graph", {"equation": equation, "along": x})
    raise Unsupported("cannot do this: the equation is not solved for x or for y")


def _closed(equation: Basic, variables: tuple[Symbol, ...], t: Symbol, turn: Turn) -> Piece:
    """A circle or an ellipse by its equation."""
    if not isinstance(equation, Eq) or len(variables) != 2:
        raise Unsupported("cannot do this: a closed curve is given by one equation in the plane, or by two in space")
    centre, axes = _ellipse(tree.plain(equation.args[0]) - tree.plain(equation.args[1]), variables)
    found = ellipse(centre, axes, t, turn)
    return replace(found, about={**found.about, "equation": equation})


def _ellipse(form: Expr, variables: Sequence[Symbol]) -> tuple[tuple[Expr, ...], tuple[Expr, Expr]]:
    """Centre and half axes of c (x - a)^2 + d (y - b)^2 + e = 0. `Unsupported` for another shape."""
    form = form.expand()
    if sign_of(form.coeff(variables[0], 2)) == -1:
        form = -form
    shape = squares(form, variables)
    if shape is None or len(shape[0]) != 2 or sign_of(shape[1]) != -1:
        raise Unsupported("cannot do this: the curve is not seen to be a circle or an ellipse")
    at, rest = dict(shape[0]), shape[1]
    a, b = (sqrt(-rest / form.coeff(v, 2)) for v in variables)
    return tuple(at[v] for v in variables), (a, b)


def _intersection(surfaces: Sequence[Basic], variables: tuple[Symbol, ...], t: Symbol, turn: Turn) -> Piece:
    """A height over an ellipse: one equation gives one variable by the two others, which the other equation then binds."""
    if len(variables) != 3:
        raise Unsupported("cannot do this: two surfaces meet in space")
    forms = [(tree.plain(e.args[0]) - tree.plain(e.args[1])).expand() for e in surfaces if isinstance(e, Eq)]
    for v in reversed(variables):
        at = variables.index(v)
        flat = (variables[at - 2], variables[at - 1])  # counterclockwise as seen from where v is large
        for one, other in (tuple(forms), tuple(reversed(forms))):
            k = one.coeff(v, 1)
            if not one.is_polynomial(v) or one.diff(v, 2) != 0 or k.free_symbols & set(variables) or sign_of(k) in (None, 0):
                continue
            height = (v - one / k).expand()
            try:
                centre, axes = _ellipse(other.subs(v, height), flat)
            except Unsupported:
                continue
            base = ellipse(centre, axes, t, turn)
            on = dict(zip(flat, base.position, strict=True))
            position = tuple(on[w] if w in on else tree.substitute(written(height), on) for w in variables)
            shadow = Eq(other.subs(v, height) + 0, 0, evaluate=False)
            facts = {**base.about, "height": Eq(v, written(height), evaluate=False), "shadow": shadow, "v": v}
            return Piece(position, t, S.Zero, 2 * pi, "intersection", facts)
    raise Unsupported("cannot do this: the curve in which the surfaces meet is not seen to lie over a circle or an ellipse")


__all__ = ["PARAMETERS", "circle", "curve_of", "ellipse", "segment", "with_sign"]
