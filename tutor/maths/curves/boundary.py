"""The boundary of a region of the plane or of a piece of a surface, as closed curves in the direction that belongs to its side.

Every range of two variables has four edges. Those that lie between two ranges, or on a seam, are run through twice, once in each
direction, and drop out; so does one that is a single point. What is left closes up to loops.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sympy import Add, Expr, S, Symbol, Tuple, cos, pi, sin, sqrt

from tutor.errors import Unsupported
from tutor.maths.curves.piece import Curve, CurvePiece, How
from tutor.maths.curves.rounds import PARAMETERS, segment
from tutor.maths.limits.written import written
from tutor.maths.numbers import sign_of
from tutor.maths.regions.axes import Axis, algebraic, geometric, reduced
from tutor.maths.regions.describe import Described
from tutor.maths.surfaces.normal import ranges, sense_of
from tutor.maths.surfaces.patch import Limits, Patch
from tutor.trees import tree

Position = tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class CurveEdge:
    """A position by one letter, from one value of it to another."""

    at: Position
    letter: Symbol
    lower: Expr
    upper: Expr

    def end(self, which: int) -> Position:
        """The point where it begins (0) or ends (1)."""
        value = (self.lower, self.upper)[which]
        return tuple(tree.evaluated(c.subs(self.letter, value)) for c in self.at)

    @property
    def reversed(self) -> CurveEdge:
        """In the other direction."""
        return CurveEdge(self.at, self.letter, self.upper, self.lower)

    def mapped(self, places: dict[Symbol, Expr], position: Position) -> CurveEdge:
        """Its image under a position by the coordinates in which it runs."""
        at = tuple(_short(tree.plain(c).xreplace(places), self.letter) for c in position)
        return CurveEdge(at, self.letter, self.lower, self.upper)


def _short(e: Expr, letter: Symbol) -> Expr:
    """With cos^2 + sin^2 = 1 used."""
    if not e.has(sin, cos):
        return e.expand() if e.is_polynomial(letter) else e
    axes = (Axis(letter, "circle"),)
    return geometric(reduced(algebraic(e, axes), (letter,)), axes)


def outline(described: Described, variables: Sequence[Symbol]) -> list[CurveEdge]:
    """The edges of a region of the plane, counterclockwise; the region is on the left of them."""
    pieces = [(p.ranges, {v: described.chart.put(v) for v in variables}) for p in described.pieces]
    return _left([e for limits, places in pieces for e in _edges(limits, places, (variables[0], variables[1]), tuple(variables))])


def rim(patch: Patch) -> list[CurveEdge]:
    """The edges of a piece of a surface, counterclockwise as seen from the side to which r_u x r_v points."""
    position = tuple(map(tree.plain, patch.r.args))
    return _left([e for limits, places in ranges(patch) for e in _edges(limits, places, patch.parameters, position)])


def loops(edges: Iterable[CurveEdge], variables: tuple[Symbol, ...], used: Sequence[str]) -> list[Curve]:
    """The edges put together to closed curves. Errors: `Unsupported` where they do not close up."""
    t = Symbol(next(p for p in PARAMETERS if p not in used), real=True)
    left = list(edges)
    out: list[Curve] = []
    while left:
        chain = [left.pop(0)]
        while not _meet(chain[-1].end(1), chain[0].end(0)):
            k = next((k for k, e in enumerate(left) if _meet(chain[-1].end(1), e.end(0))), None)
            if k is None:
                raise Unsupported("cannot do this: the boundary is not seen to close up")
            chain.append(left.pop(k))
        out.append(Curve(variables, tuple(_piece(e, t) for e in _joined(chain)), True))
    return out


def cancelled(edges: Sequence[CurveEdge]) -> list[CurveEdge]:
    """What is left where an edge that is run through in both directions drops out."""
    return _left(edges)


# -- edges -----------------------------------------------------------------------------------------------------------------


def _edges(limits: Limits, places: dict[Symbol, Expr], parameters: tuple[Symbol, Symbol], position: Position) -> Iterator[CurveEdge]:
    """The four edges of a range, counterclockwise in the plane of the parameters."""
    (p, low, high), (q, start, end) = limits
    around = [
        (CurveEdge((), p, low.subs(q, start), high.subs(q, start)), {q: start}),
        (CurveEdge((), q, start, end), {p: high}),
        (CurveEdge((), p, high.subs(q, end), low.subs(q, end)), {q: end}),
        (CurveEdge((), q, end, start), {p: low}),
    ]
    straight = sense_of(limits, places, parameters) == 1
    for edge, at in around if straight else [(e.reversed, at) for e, at in reversed(around)]:
        inner = {v: tree.plain(e).xreplace(at) for v, e in places.items()}
        yield edge.mapped({v: inner[v] for v in parameters}, position)


def _left(edges: Sequence[CurveEdge]) -> list[CurveEdge]:
    """Without points and without pairs in opposite directions."""
    left = [e for e in edges if not _is_point(e)]
    k = 0
    while k < len(left):
        other = next((m for m in range(k + 1, len(left)) if _opposite(left[k], left[m])), None)
        if other is None:
            k += 1
            continue
        rest = _difference(left[k], left[other])
        left = [e for m, e in enumerate(left) if m not in (k, other)] + rest
        k = 0
    return left


def _is_point(edge: CurveEdge) -> bool:
    return all(edge.letter not in c.free_symbols for c in edge.at) or sign_of(tree.plain(edge.upper - edge.lower)) == 0


def _opposite(one: CurveEdge, other: CurveEdge) -> bool:
    """Whether one runs back along the other, all the way, or along the same curve by the same letter."""
    if _same_run(one, other):
        return True
    if not (_meet(one.end(0), other.end(1)) and _meet(one.end(1), other.end(0))):
        return False
    return _is_straight(one) and _is_straight(other)


def _same_run(one: CurveEdge, other: CurveEdge) -> bool:
    at = tuple(c.subs(other.letter, one.letter) for c in other.at)
    if not all(sign_of(tree.plain(a - b).expand()) == 0 for a, b in zip(one.at, at, strict=True)):
        return False
    forward, back = (sign_of(tree.plain(e.upper - e.lower)) for e in (one, other))
    if forward is None or back is None or forward == back:
        return False
    inner = [sign_of(tree.plain(a - b)) for a, b in ((one.lower, other.upper), (one.upper, other.lower))]
    if inner == [0, 0]:
        return True
    low = one if forward == 1 else other
    high = other if forward == 1 else one
    return sign_of(tree.plain(low.upper - high.upper)) == 1 and sign_of(tree.plain(high.lower - low.lower)) == 1


def _difference(one: CurveEdge, other: CurveEdge) -> list[CurveEdge]:
    """What two runs along one curve in opposite directions leave of each other."""
    if not _same_run(one, other):
        return []
    ends = [CurveEdge(one.at, one.letter, one.lower, other.upper), CurveEdge(one.at, one.letter, other.lower, one.upper)]
    return [e for e in ends if not _is_point(e)]


def _is_straight(edge: CurveEdge) -> bool:
    return all(c.diff(edge.letter, 2).expand() == 0 for c in edge.at)


def _meet(a: Position, b: Position) -> bool:
    return all(sign_of(tree.plain(p - q).expand()) == 0 for p, q in zip(a, b, strict=True))


def _joined(chain: Sequence[CurveEdge]) -> list[CurveEdge]:
    """Neighbours along one curve put together."""
    out: list[CurveEdge] = []
    for e in chain:
        last = out[-1] if out else None
        onward = None if last is None else _onward(last, e)
        if last is not None and onward is not None:
            out[-1] = replace(last, upper=onward)
        elif last is not None and _is_straight(e) and _is_straight(last) and _same_line(last, e):
            out[-1] = CurveEdge(
                tuple(a + last.letter * (b - a) for a, b in zip(last.end(0), e.end(1), strict=True)), last.letter, S.Zero, S.One
            )
        else:
            out.append(e)
    return out


def _onward(last: CurveEdge, e: CurveEdge) -> Expr | None:
    """The end of an edge that goes on along the one before it, an angle run through backwards as the opposite angle."""
    if e.at == last.at and sign_of(tree.plain(e.lower - last.upper)) == 0:
        return e.upper
    turned = tuple(tree.evaluated(c.subs(e.letter, -last.letter)) for c in e.at)
    if turned == last.at and all(not c.has(last.letter) or c.has(sin, cos) for c in turned):
        turns = tree.plain(last.upper + e.lower) / (2 * pi)
        if turns.is_Integer:
            return tree.plain(last.upper + e.lower - e.upper)
    return None


def _same_line(one: CurveEdge, other: CurveEdge) -> bool:
    a, b, c = one.end(0), one.end(1), other.end(1)
    u, v = ([q - p for p, q in zip(s, e, strict=True)] for s, e in ((a, b), (b, c)))
    n = len(u)
    return all(sign_of(tree.plain(u[i] * v[j] - u[j] * v[i]).expand()) == 0 for i in range(n) for j in range(i))


def _piece(edge: CurveEdge, t: Symbol) -> CurvePiece:
    """A straight edge from its start to its end; a curved one by its own letter, a whole turn backwards by the opposite angle."""
    if _is_straight(edge):
        return segment(edge.end(0), edge.end(1), t)
    at, lower, upper = tuple(c.subs(edge.letter, t) for c in edge.at), edge.lower, edge.upper
    if sign_of(tree.plain(upper - lower)) == -1 and all(c.is_finite for c in (lower, upper)):
        turned = tuple(tree.evaluated(c.subs(t, -t)) for c in at)
        if any(c.has(sin, cos) for c in at) and sign_of(tree.plain(lower - upper - 2 * pi)) == 0:
            at, lower, upper = turned, S.Zero, 2 * pi
    how, about = _shape(at, t, tree.plain(upper - lower))
    return CurvePiece(tuple(map(written, at)), t, lower, upper, how, about)


def _shape(at: Position, t: Symbol, run: Expr) -> tuple[How, dict[str, object]]:
    """Whether it is a circle, an arc or an ellipse, with its centre."""
    parts = [c.expand() for c in at]
    across = [[c.coeff(w(t), 1) for c in parts] for w in (cos, sin)]
    middle = [c.subs({cos(t): 0, sin(t): 0}) for c in parts]
    if any(e.has(t) for e in (*across[0], *across[1], *middle)):
        return "edge", {}
    if any((c - m - a * cos(t) - b * sin(t)).expand() != 0 for c, m, a, b in zip(parts, middle, *across, strict=True)):
        return "edge", {}
    (u, v), whole = across, sign_of(abs(run) - 2 * pi) == 0
    sizes = [Add(*(a * b for a, b in zip(p, q, strict=True))) for p, q in ((u, u), (v, v), (u, v))]
    about = {"centre": Tuple(*middle)}
    if sign_of(sizes[2]) == 0 and sign_of((sizes[0] - sizes[1]).expand()) == 0:
        return "circle" if whole else "arc", {**about, "radius": sqrt(sizes[0])}
    return ("ellipse" if whole else "edge"), about if whole else {}
