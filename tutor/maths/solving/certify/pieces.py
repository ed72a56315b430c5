"""A system cut into disjoint pieces with finitely many solutions each, found curves taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.budget import Work
from tutor.maths.solving.certify.ideal import Polynomial, Ring, TooLarge, basis, primitive, ring, standard_monomials
from tutor.maths.solving.certify.quotient import Quotient
from tutor.maths.solving.certify.real import real_parts
from tutor.maths.solving.certify.solutions import Solutions

MOST_SOLUTIONS = 80  # of one piece, complex and multiple ones counted; gradients of dense quartics in three variables have 27
MOST_DEPTH = 24  # cuts one after the other


class Endless(Exception):
    """A curve of complex solutions is left, so that nothing can be counted."""


@dataclass(frozen=True, slots=True)
class SolutionCurve:
    """Infinitely many solutions that were found: where all of `equations` are 0 and none of `nonzero` is."""

    equations: tuple[Polynomial, ...]
    nonzero: tuple[Polynomial, ...] = ()


@dataclass(frozen=True, slots=True)
class PointPiece:
    """Finitely many points, of which those count where none of `nonzero` is 0."""

    solutions: Solutions
    nonzero: tuple[Polynomial, ...]

    def real(self) -> Iterator[int]:
        """The numbers of the real points that count."""
        s = self.solutions
        yield from (k for k in range(s.count) if all(s.sign(h, k) for h in self.nonzero))

    def inside(self, p: Polynomial) -> Polynomial:
        """A polynomial of the system's ring in that of this piece, which may have further letters."""
        return p.project_to_context(self.solutions.algebra.ring)


@dataclass(frozen=True, slots=True)
class Uncut:
    """What is still to be cut: these are 0, those are not, of which the first `saturated` are so in the ideal already."""

    ring: Ring
    zero: tuple[Polynomial, ...]
    nonzero: tuple[Polynomial, ...]
    curves: tuple[SolutionCurve, ...]
    saturated: int = 0

    def having(self, zero: Sequence[Polynomial], nonzero: Sequence[Polynomial] = ()) -> Uncut:
        """With other polynomials that are 0, and further ones that are not."""
        return Uncut(self.ring, tuple(zero), (*self.nonzero, *nonzero), self.curves, self.saturated)


def pieces(part: Uncut, work: Work, depth: int = 0) -> Iterator[PointPiece]:
    """Disjoint pieces that hold every real solution that is on no curve. `Endless` or `TooLarge` where that was not managed."""
    if depth > MOST_DEPTH or not work.spend():
        raise TooLarge
    zero = _stripped(part)
    if zero is None:
        return
    found = basis(zero, part.ring)
    try:
        monomials = standard_monomials(found, part.ring, MOST_SOLUTIONS)
    except TooLarge:
        cut = _cut(part.having(zero), found)
        if cut is None:
            raise
    else:
        if monomials is not None:
            if monomials:
                yield PointPiece(Solutions(Quotient(found, part.ring, monomials, work)), part.nonzero)
            return
        cut = _cut(part.having(zero), found)
    if cut is None:
        raise Endless
    for p in cut:
        yield from pieces(p, work, depth + 1)


def _stripped(part: Uncut) -> list[Polynomial] | None:
    """The equations without factors that are known not to vanish; None where an equation cannot hold."""
    out = []
    for p in part.zero:
        if p.is_zero():
            continue
        factors = _factors(p, part.nonzero)
        if not factors:
            return None
        out.append(_product(factors, part.ring))
    return out


def stripped(p: Polynomial, nonzero: Sequence[Polynomial]) -> bool:
    """Whether an equation has a factor that is known not to vanish."""
    return len(_factors(p, nonzero)) < len(p.factor()[1])


def _factors(p: Polynomial, nonzero: Sequence[Polynomial]) -> list[Polynomial]:
    """The irreducible factors, each once, that are not known not to vanish."""
    known = [f for h in nonzero for f, _ in h.factor()[1]]
    return [f for f, _ in p.factor()[1] if not any(primitive(f) in (primitive(h), -primitive(h)) for h in known)]


def _product(factors: Sequence[Polynomial], where: Ring) -> Polynomial:
    out = where.constant(1)
    for f in factors:
        out *= f
    return out


def _cut(part: Uncut, found: Sequence[Polynomial]) -> list[Uncut] | None:
    """Disjoint parts of a system with infinitely many complex solutions: by factors, by real numbers, without a curve."""
    every = (*part.zero, *found)
    for p in every:
        factors = _factors(p, part.nonzero)
        if len(factors) != 1 or factors[0].total_degree() < p.total_degree():
            return [part.having((*_others(every, f), f), factors[:i]) for i, f in enumerate(factors)]
    for p in every:
        parts = real_parts(p)
        if parts is not None:
            return [part.having((*(q for q in every if q != p), *parts))]
    if part.saturated < len(part.nonzero):
        return [_saturated(part.having(every))]
    if part.curves:
        curve, rest = part.curves[0], Uncut(part.ring, every, part.nonzero, part.curves[1:], part.saturated)
        return [
            *(rest.having((*every, *curve.equations[:i]), (g,)) for i, g in enumerate(curve.equations)),
            *(rest.having((*every, *curve.equations, h), curve.nonzero[:i]) for i, h in enumerate(curve.nonzero)),
        ]
    return None


def _others(every: Sequence[Polynomial], f: Polynomial) -> list[Polynomial]:
    """Those that are not 0 just because f is."""
    return [p for p in every if not divmod(p, f)[1].is_zero()]


def _saturated(part: Uncut) -> Uncut:
    """With 1 = u h for a new letter u and the product h of what is not 0: solutions at which it is 0 are no longer there."""
    names = part.ring.names()
    wider = ring((*names, f"u{len(names)}"))
    moved = [tuple(p.project_to_context(wider) for p in ps) for ps in (part.zero, part.nonzero)]
    letter = wider.gens()[-1]
    relation = 1 - letter * _product([f for h in moved[1][part.saturated :] for f, _ in h.factor()[1]], wider)
    curves = tuple(SolutionCurve(*(tuple(p.project_to_context(wider) for p in ps) for ps in (c.equations, c.nonzero))) for c in part.curves)
    return Uncut(wider, (*moved[0], relation), moved[1], curves, len(moved[1]))
