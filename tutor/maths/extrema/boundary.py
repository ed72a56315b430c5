"""A region taken apart: its inside, its edges and faces, its corners; each piece with the way in which its points are described.

Every point of the region belongs to the piece of exactly those sides on whose edges it lies. An extremum there is one of the
function on that piece, so the critical points on all pieces together with the corners are all the candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sympy import Basic, Eq, Expr, Matrix, Symbol, hessian

from tutor.errors import Unsupported
from tutor.maths.extrema.existence import convex_quadratic
from tutor.maths.extrema.graph import Graph, graph
from tutor.maths.extrema.interval import Span, spans
from tutor.maths.extrema.region import FeasibleSet, Side, sign_at
from tutor.maths.solving.signs import definite

MOST_PIECES = 40  # more make no page that is read


@dataclass(frozen=True, slots=True)
class BoundaryPiece:
    """The points of the region with equality in the sides `active` (numbers), and in all equations.

    `graph` gives them by letters. `spans` says where the only letter may be, if it is free. `dimension` is how many numbers
    a point of it takes.
    """

    active: tuple[int, ...]
    dimension: int
    graph: Graph
    spans: tuple[Span, ...] | None = None

    @property
    def ends(self) -> tuple[dict[Symbol, Expr], ...]:
        """The points at which its intervals end."""
        if self.spans is None:
            return ()
        (t,) = self.graph.letters
        return tuple({v: e.subs(t, end) for v, e in self.graph.values.items()} for span in self.spans for end in span.ends)


@dataclass(frozen=True, slots=True)
class Parts:
    """All pieces, the larger ones first. `idle` are the sides that take part nowhere: the others imply them."""

    region: FeasibleSet
    pieces: tuple[BoundaryPiece, ...]
    idle: tuple[Side, ...]

    @property
    def corners(self) -> tuple[dict[Symbol, Expr], ...]:
        """The ends of the edges that are graphs."""
        return tuple(point for piece in self.pieces for point in piece.ends)

    def edge(self, piece: BoundaryPiece) -> tuple[Eq, ...]:
        """What distinguishes the piece, as equations."""
        return tuple(self.region.sides[k].edge for k in piece.active)

    def others(self, piece: BoundaryPiece) -> tuple[Side, ...]:
        """The sides on whose edges the inner points of the piece do not lie."""
        return tuple(s for k, s in enumerate(self.region.sides) if k not in piece.active)


def parts(region: FeasibleSet, bounded: bool) -> Parts:
    """The region in pieces. `bounded`: that it lies in some ball is known, so that a plane piece has an edge."""
    every = tuple(_pieces(region))
    kept = tuple(p for p in every if not (bounded and _has_no_edge(p, every)))
    if len(kept) > MOST_PIECES:
        raise Unsupported("cannot do this: a region with so many edges and corners")
    used = {k for p in kept if p.dimension > 0 and not _only_points(p) for k in p.active}
    if len(region.variables) - len(region.equations) == 1:
        used |= {k for p in kept for at in p.ends for k, s in enumerate(region.sides) if sign_at(s.inside, at) == 0}
    # a side whose edge is only touched at corners, or not at all, takes nothing away from what is convex without it
    idle = tuple(s for k, s in enumerate(region.sides) if k not in used and (_touched(region, k) or _beyond(region, k)))
    return Parts(region, kept, idle)


def _touched(region: FeasibleSet, k: int) -> bool:
    """Whether a side that takes part at corners only, or nowhere, takes nothing away."""
    return _flat(region, k) and _convex_without(region, k)


def _beyond(region: FeasibleSet, k: int) -> bool:
    """Whether side k is outside an ellipse, and already one other side, a linear one, keeps to points outside it.

    On that side u is least on its line, where Lagrange's condition holds with a positive multiplier; there it is positive.
    """
    u, variables = region.sides[k].inside, region.variables
    if not u.is_polynomial(*variables) or (second := hessian(u, variables)).free_symbols or not second.is_positive_definite:
        return False
    slopes = Matrix([u.diff(v).subs(dict.fromkeys(variables, 0)) for v in variables])
    for s in (s for i, s in enumerate(region.sides) if i != k and convex_quadratic(s.inside, variables, "max")):
        normal = Matrix([s.inside.diff(v) for v in variables])
        if normal.free_symbols or normal.is_zero_matrix:
            continue
        rest = s.inside.subs(dict.fromkeys(variables, 0))
        multiplier = ((normal.T * second.LUsolve(slopes))[0] - rest) / (normal.T * second.LUsolve(normal))[0]
        least = u.subs(dict(zip(variables, second.LUsolve(multiplier * normal - slopes), strict=True)), simultaneous=True)
        if multiplier.is_positive and least.expand().is_positive:
            return True
    return False


def _convex_without(region: FeasibleSet, k: int) -> bool:
    """Whether the other sides keep to a convex set: on the way from a point beyond side k to one inside, its edge would be met."""
    linear = all(convex_quadratic(sign * u, region.variables, "max") for u in region.zeros for sign in (1, -1))
    return linear and all(convex_quadratic(s.inside, region.variables, "max") for i, s in enumerate(region.sides) if i != k)


def _only_points(piece: BoundaryPiece) -> bool:
    return piece.spans is not None and all(s.point for s in piece.spans)


def _flat(region: FeasibleSet, k: int) -> bool:
    """Whether the edge of the side alone is a graph, so that it is known what is on it."""
    made = graph((*region.zeros, region.sides[k].inside), region.variables, _known(region))
    return not isinstance(made, Graph) or made.free


def _known(region: FeasibleSet) -> tuple[Basic, ...]:
    return tuple(s.relation for s in region.sides if not s.implied)


def _pieces(region: FeasibleSet) -> Iterator[BoundaryPiece]:
    equal = region.zeros
    whole = len(region.variables) - len(equal)
    if whole < 0:
        raise Unsupported("cannot do this: there are more equations than variables")
    empty = [frozenset({k}) for k in region.barred]
    settled: list[frozenset[int]] = []  # edges whose ends are known: their corners need no system
    for size in range(whole + 1):
        for active in combinations(range(len(region.sides)), size):
            mine = frozenset(active)
            if any(e <= mine for e in empty):
                continue
            if size == whole and any(s < mine for s in settled):
                continue
            made = graph((*equal, *(region.sides[k].inside for k in active)), region.variables, _known(region))
            if made == "empty":
                empty.append(mine)
                continue
            if made == "dependent":
                continue  # the same points as without one of them
            found = _piece(region, active, whole - size, made)
            if found is None:
                empty.append(mine)
                continue
            if found.spans is not None:
                settled.append(mine)
            yield found


def _piece(region: FeasibleSet, active: tuple[int, ...], dimension: int, made: Graph) -> BoundaryPiece | None:
    """The piece; None where it is known to have no points."""
    if any(definite(u) for u in made.left) or (len(active) == 1 and not made.free and _beyond(region, *active)):
        return None
    if not made.free or dimension > 1:
        return BoundaryPiece(active, dimension, made)
    if dimension == 0:
        return BoundaryPiece(active, 0, made) if region.broken(made.values) is None else None
    (t,) = made.letters
    conditions = [made.of(s.inside) for k, s in enumerate(region.sides) if k not in active]
    if any(not u.free_symbols and u.is_negative for u in conditions):
        return None
    found = spans([u for u in conditions if t in u.free_symbols], t, tuple(made.values.values()))
    return None if found == () else BoundaryPiece(active, 1, made, found)


def _has_no_edge(piece: BoundaryPiece, every: Sequence[BoundaryPiece]) -> bool:
    """Whether a piece is a graph over a whole plane of which no part is cut off: in a bounded region there is none of it."""
    if not piece.graph.free or piece.dimension < 2 or not all(e.is_polynomial() for e in piece.graph.values.values()):
        return False
    return not any(set(piece.active) < set(p.active) for p in every)
