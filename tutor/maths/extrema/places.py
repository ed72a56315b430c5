"""The candidates on a region: points, or whole pieces on which the value does not change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sympy import Basic, Eq, Expr, Ge, Integer, Le, Rational, Symbol

from tutor.errors import Unsupported
from tutor.maths.extrema.boundary import BoundaryPiece
from tutor.maths.extrema.interval import Span, between, spans
from tutor.maths.extrema.modulo import modulo
from tutor.maths.extrema.region import FeasibleSet
from tutor.maths.numbers import sign_of
from tutor.maths.solving.conditions import holds
from tutor.maths.solving.tree import Root
from tutor.maths.solving.values import decimal, nice

MOST_MEMBERS = 60  # of a family that repeats with a period, inside one region
TRIED = tuple(map(Rational, (0, 1, -1, "1/2", "-1/2", 2, -2, "1/4", 3, 5, 10)))  # for the letters of a family


@dataclass(frozen=True, slots=True)
class ExtremePlace:
    """Where a greatest or least value may be taken, on which piece, and by which sides it is left out of the region.

    With `letters` it is a whole family of points, `conditions` saying where the letters may be, and `witness` is one of them.
    """

    at: dict[Symbol, Expr]
    piece: BoundaryPiece
    left_out: bool
    letters: tuple[Symbol, ...] = ()
    conditions: tuple[Basic, ...] = ()
    witness: dict[Symbol, Expr] | None = None
    corner: bool = False
    span: Span | None = None
    function: Expr | None = None  # on that part, in the variables of the region
    edge: tuple[Eq, ...] | None = None  # on which it lies, where the piece is one of a part of the region

    @property
    def where(self) -> tuple[Basic, ...]:
        """What a family is restricted to: its curve, or how far its letter runs."""
        if self.conditions or not self.letters:
            return tuple(c for c in self.conditions if isinstance(c, Eq))
        spans = (self.span,) if self.span is not None else self.piece.spans
        if spans is None or len(self.letters) != 1:
            return ()
        (t,) = self.letters
        kept = [s for s in spans if not s.point]
        if len(kept) != 1:
            return ()
        low = () if kept[0].low.is_infinite else (Ge(t, kept[0].low, evaluate=False),)
        return (*low, *(() if kept[0].high.is_infinite else (Le(t, kept[0].high, evaluate=False),)))

    @property
    def sample(self) -> dict[Symbol, Expr]:
        """The point itself, or one of the family."""
        return self.at if self.witness is None else self.witness


def point(region: FeasibleSet, piece: BoundaryPiece, at: Mapping[Symbol, Expr]) -> ExtremePlace | None:
    """A point of the closed region; None for one outside."""
    exact = {v: nice(e) for v, e in at.items()}
    if region.broken(exact) is not None:
        return None
    return ExtremePlace(exact, piece, region.missing(exact) is not None)


def of_root(region: FeasibleSet, piece: BoundaryPiece, root: Root, around: Sequence[tuple[float, float]]) -> Iterator[ExtremePlace]:
    """The points of a solution in the letters of a piece, with those of a periodic family that lie in the region."""
    whole = [p for p in root.parameters if p.is_integer]
    real = [p for p in root.parameters if not p.is_integer]
    for values in _members(root.at, whole, region, piece, around):
        at = {v: e.xreplace(values) for v, e in piece.graph.values.items()}
        if real:
            yield family(region, piece, at, tuple(real), root.conditions)
        else:
            found = point(region, piece, at)
            if found is not None:
                yield found


def _members(
    at: Mapping[Symbol, Expr], whole: Sequence[Symbol], region: FeasibleSet, piece: BoundaryPiece, around: Sequence[tuple[float, float]]
) -> Iterator[dict[Symbol, Expr]]:
    """A family of points, its whole numbers chosen in every way that may fall into the region."""
    if not whole:
        yield dict(at)
        return
    limits = dict(zip(region.variables, around, strict=True))
    ranges: dict[Symbol, tuple[int, int]] = {}
    for v, e in at.items():
        here = [n for n in whole if n in e.free_symbols]
        if len(here) == 1:
            (n,) = here
            step, start = decimal(e.coeff(n, 1)), decimal(e.subs(n, 0))
            if not (e - e.coeff(n, 1) * n).expand().has(n) and step:
                ends = sorted((edge - start) / step for edge in limits[v])
                ranges[n] = (int(ends[0] // 1), int(-(-ends[1] // 1)))
    if set(ranges) != set(whole) or any(high - low > MOST_MEMBERS for low, high in ranges.values()):
        raise Unsupported("cannot do this: it is not clear which of infinitely many points lie in the region")
    for chosen in product(*(range(low, high + 1) for low, high in ranges.values())):
        numbers = dict(zip(ranges, map(Integer, chosen), strict=True))
        yield {v: e.subs(numbers) for v, e in at.items()}


def family(
    region: FeasibleSet, piece: BoundaryPiece, at: Mapping[Symbol, Expr], letters: tuple[Symbol, ...], conditions: Iterable[Basic] = ()
) -> ExtremePlace:
    """A piece, or a curve in it, with one point of it in the closed region. `Unsupported` where none is met."""
    kept = tuple(conditions)
    left_out = any(region.sides[k].strict for k in piece.active)
    if piece.spans and len(letters) == 1 and not kept:
        span = piece.spans[0]
        values = {letters[0]: span.low if span.point else between(span.low, span.high)}
        return ExtremePlace(dict(at), piece, left_out, letters, kept, {v: e.subs(values) for v, e in at.items()})
    if piece.spans is None and len(letters) == 1 and not any(isinstance(c, Eq) for c in kept):
        found = spans([s.inside.xreplace(at).expand() for s in region.sides], *letters)
        if found is not None and len(found) == 1 and not found[0].point:
            (span,) = found
            values = {letters[0]: between(span.low, span.high)}
            return ExtremePlace(dict(at), piece, left_out, letters, (), {v: e.subs(values) for v, e in at.items()}, span=span)
    for chosen in product(TRIED, repeat=len(letters)):
        values = dict(zip(letters, chosen, strict=True))
        if all(holds(c, values) for c in kept):
            witness = {v: nice(e.xreplace(values)) for v, e in at.items()}
            if region.broken(witness) is None:
                return ExtremePlace(dict(at), piece, left_out, letters, kept, witness)
    raise Unsupported(
        "cannot do this: points that may be candidates fill a curve, and it was not found whether one of them lies in the region"
    )


def on_family(value: Expr, place: ExtremePlace) -> Expr | None:
    """The one value that a function has on a family, by the equations of its curve; None where it changes."""
    found = value
    for c in (*place.conditions, *(Eq(u, 0, evaluate=False) for u in place.piece.graph.left)):
        if isinstance(c, Eq):
            found = _remainder(found, (c.lhs - c.rhs).expand(), place.letters)
    found = found.expand() if found.free_symbols & set(place.letters) else found
    return None if found.free_symbols & set(place.letters) else found


def _remainder(value: Expr, u: Expr, letters: Sequence[Symbol]) -> Expr:
    w = Symbol("w_0", real=True)
    made = modulo(value, u, letters, w)
    return value if made is None else made.subs(w, 0)


def distinct(places: Iterable[ExtremePlace]) -> tuple[ExtremePlace, ...]:
    """Each point once, in the order found; points on a family are left out."""
    out: list[ExtremePlace] = []
    families: list[ExtremePlace] = []
    for p in places:
        if p.letters:
            if not any(f.at == p.at and f.where == p.where for f in families):
                families.append(p)
                out.append(p)
        elif not any(not o.letters and _equal(o.at, p.at) for o in out):
            out.append(p)
    return tuple(p for p in out if p.letters or not any(_within(p, f) for f in families))


def on_families(places: Collection[ExtremePlace]) -> tuple[ExtremePlace, ...]:
    """The points that are left out, as they lie on a family or end it."""
    kept = distinct(places)
    return tuple(p for p in distinct(p for p in places if not p.letters) if p not in kept)


def _equal(a: Mapping[Symbol, Expr], b: Mapping[Symbol, Expr]) -> bool:
    return all(x == b[v] or sign_of(x - b[v]) == 0 for v, x in a.items())


def _within(place: ExtremePlace, whole: ExtremePlace) -> bool:
    """Whether a point lies on a family in which every letter is a coordinate of its own."""
    chosen = {v: place.at[v] for v in whole.letters if v in place.at}
    if set(chosen) != set(whole.letters):
        return False
    if not all(holds(c, chosen) for c in whole.conditions):
        return False
    return all(_vanishes(e.xreplace(chosen) - place.at[v]) for v, e in whole.at.items())


def _vanishes(number: Expr) -> bool:
    return not number.free_symbols and sign_of(number) == 0
