"""All real solutions counted over polynomials, and compared with those found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flint import arb
from sympy import Add, Basic, Eq, Expr, Ge, Gt, Le, Lt, Mul, Ne, Symbol, cos, sin
from sympy.core.relational import Relational

from tutor.budget import Work
from tutor.maths.solving.certify.atoms import Untranslatable
from tutor.maths.solving.certify.balls import apart, value
from tutor.maths.solving.certify.coordinates import SystemCoordinates
from tutor.maths.solving.certify.curves import Implicit, implicit, is_curve
from tutor.maths.solving.certify.found import Period, Unusable, image, images
from tutor.maths.solving.certify.ideal import Polynomial, TooLarge
from tutor.maths.solving.certify.lifts import bounds, lifts
from tutor.maths.solving.certify.pieces import Endless, PointPiece, SolutionCurve, Uncut, pieces, stripped
from tutor.maths.solving.certify.real import never_negative
from tutor.maths.solving.certify.scaling import polynomials
from tutor.maths.solving.tree import Root

BITS = 256
SPARED = 50  # steps, for a contradiction without one of the conditions


class Incomplete(Exception):
    """It is proved that solutions are missing: at least `count` exist (in one period; in a part of the system, where it was parted)."""

    def __init__(self, count: int) -> None:
        super().__init__(f"there are at least {count} solutions")
        self.count = count


@dataclass(frozen=True, slots=True)
class Given:
    """Expressions that are 0, in unknowns, with conditions and the solutions that were found."""

    equations: tuple[Expr, ...]
    unknowns: tuple[Symbol, ...]
    conditions: tuple[Basic, ...]
    roots: tuple[Root, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A complete count: the isolated solutions, in one period where they repeat, and how they were counted."""

    points: int
    real: int  # roots of the polynomials, before conditions; where there are curves, solutions that are not on them
    degree: int  # of these polynomials together
    cases: int  # disjoint pieces of the system
    curves: int
    periodic: tuple[Symbol, ...]
    bounded: tuple[Symbol, ...]  # periodic but for conditions
    relaxed: bool  # letters were free that are not
    of: Expr | None = None  # what the one polynomial is for: a value of its own at each solution
    divided: bool = False  # what is not 0 was divided out
    excluding: tuple[Expr, ...] = ()  # what is not 0, where the equations contradict each other only with it


@dataclass(frozen=True, slots=True)
class _Point:
    """A real solution of the polynomials: its letters, whether it certainly solves the system, whether it may."""

    balls: tuple[arb, ...]
    sure: bool
    possible: bool
    on_curve: bool
    unknowns: dict[Symbol, arb]
    ends: frozenset[tuple[Symbol, Expr]]  # the angles that are exactly an end of their bounds, up to periods
    edges: frozenset[Basic]  # the conditions on sums of angles whose sides are equal exactly, up to full turns


def counted(given: Given, work: Work) -> Counted | None:
    """The count where everything was found; `Incomplete` where it is proved that it was not, None where neither is known."""
    try:
        return _Count(given, work).result()
    except (Untranslatable, TooLarge, Endless, ZeroDivisionError):
        return None


class _Count:
    def __init__(self, given: Given, work: Work) -> None:
        equations, unknowns, roots = given.equations, given.unknowns, given.roots
        self.work, self.conditions = work, tuple(c for c in given.conditions if isinstance(c, Relational))
        self.usable = True
        first = SystemCoordinates(unknowns, equations)
        period = Period({x: int(first.period(x)) for x in first.periodic})
        self.implicit, self.points = self._split(roots, period)
        extras = [e for i in self.implicit for e in (*i.zero, *i.nonzero, *(s for s, _ in i.signs))]
        self.bounds = bounds(self.conditions, first.periodic)
        extras += [f(end / period.of[x]) for x, b in self.bounds.items() for end in (b.low, b.high) for f in (cos, sin)]
        extras += [c.lhs - c.rhs for c in self.conditions]
        self.coordinates = SystemCoordinates(unknowns, equations, extras)
        self.period = Period({x: int(self.coordinates.period(x)) for x in self.coordinates.periodic})
        self.system = polynomials(self.coordinates, equations)
        self.signs = [(c, self._sign(c)) for c in self.conditions if not self._bounding(c)]

    def _split(self, roots: Sequence[Root], period: Period) -> tuple[list[Implicit], list[Root]]:
        found: list[Implicit] = []
        for r in filter(is_curve, roots):
            try:
                found += implicit(r, period, self.conditions)
            except Unusable:
                self.usable = False
        return found, [r for r in roots if not is_curve(r)]

    def _bounding(self, c: Basic) -> bool:
        return bool(c.free_symbols & set(self.coordinates.periodic)) and any(c in b.relations for b in self.bounds.values())

    def _sign(self, c: Relational) -> tuple[Polynomial, Polynomial] | None:
        """Polynomials with the signs of both sides' difference and of its denominator."""
        try:
            found = self.coordinates.fraction(c.lhs - c.rhs)
        except (Untranslatable, TooLarge):
            return None
        sign, under = self.system.sign(found), self.system.inside(found.under)
        return None if sign is None or under is None else (sign, under)

    def _curve(self, i: Implicit) -> SolutionCurve | None:
        """A curve in the letters: the zeros of numerators, and what must not vanish in denominators too."""
        try:
            before = len(self.coordinates.nonzero)
            zero = [self.system.inside(self.coordinates.fraction(e).over) for e in i.zero]
            nonzero = [self.system.inside(self.coordinates.fraction(e).over) for e in i.nonzero]
            signs = [(self.system.sign(self.coordinates.fraction(e)), strict) for e, strict in i.signs]
            nonzero += [self.system.inside(p) for p in self.coordinates.nonzero[before:]]
        except (Untranslatable, TooLarge):
            return None
        vanishing, other = ([p for p in listed if p is not None] for listed in (zero, nonzero))
        if len(vanishing) < len(zero) or len(other) < len(nonzero):
            return None
        if not all(p is not None and never_negative(p, vanishing, strict=strict) for p, strict in signs):
            return None  # only a part of this curve was found
        return SolutionCurve(tuple(p for p in vanishing if not p.is_zero()), tuple(p for p in other if not p.is_constant()))

    def result(self) -> Counted | None:
        curves = [self._curve(i) for i in self.implicit]
        usable = [c for c in curves if c is not None]
        self.usable &= len(usable) == len(curves)
        system = self.system
        found = list(pieces(Uncut(system.ring, system.zero, self._nonzero(), tuple(usable)), self.work))
        points = [p for piece in found for p in self._points(piece, usable)]
        expected = [q for p in points for q in self._lifted(p)]
        matched = [False] * len(expected)
        for root in self.points:
            for letters in self._images(root):
                near = [k for k, e in enumerate(expected) if not any(apart(a, b) for a, b in zip(e.balls, letters, strict=True))]
                if len(near) != 1 or not expected[near[0]].possible:
                    return None  # not one of the solutions, or one that cannot be told from another
                matched[near[0]] = True
        open_ones = [e for e, m in zip(expected, matched, strict=True) if e.possible and not m and not e.on_curve]
        if any(e.sure for e in open_ones) and self.usable:
            raise Incomplete(sum(e.possible and not e.on_curve for e in expected))
        if open_ones:
            return None
        return Counted(
            points=sum(matched),
            real=sum(not p.on_curve for p in points) if usable else sum(p.solutions.count for p in found),
            degree=sum(p.solutions.degree for p in found),
            cases=len(found),
            curves=len(usable),
            periodic=tuple(x for x in self.coordinates.periodic if x not in self.bounds),
            bounded=tuple(self.bounds),
            relaxed=not system.exact,
            of=self._combination(found[0]) if len(found) == 1 else None,
            divided=any(p.solutions.algebra.ring.nvars() > system.ring.nvars() for p in found)
            or any(stripped(p, self._nonzero()) for p in system.zero),
            excluding=() if found or usable else self._excluding(),
        )

    def _combination(self, piece: PointPiece) -> Expr | None:
        """What takes a value of its own at each solution; None where a letter of the count is in it."""
        weights, values = piece.solutions.weights, self.system.values
        return None if any(weights[len(values) :]) else Add(*(w * v for w, v in zip(weights, values, strict=False)))

    def _excluding(self) -> tuple[Expr, ...]:
        """What must not be 0 for the equations to contradict each other, nothing that can be spared."""
        kept = list({str(f): f for h in self._nonzero() for f, _ in h.factor()[1]}.values())
        for f in tuple(kept):
            others = tuple(h for h in kept if h is not f)
            try:
                if not any(True for _ in pieces(Uncut(self.system.ring, self.system.zero, others, ()), Work(SPARED))):
                    kept = list(others)
            except (TooLarge, Endless):
                continue
        return tuple(self._written(f) for f in kept)

    def _written(self, p: Polynomial) -> Expr:
        """A polynomial in the letters as an expression in the unknowns."""
        return Add(*(Mul(int(c), *(v**e for v, e in zip(self.system.values, m, strict=True))) for m, c in p.terms()))

    def _nonzero(self) -> tuple[Polynomial, ...]:
        """What is not 0 at a solution, strict conditions among it: a line of solutions of the equations may be forbidden by them."""
        strict = [p[0] for c, p in self.signs if p is not None and isinstance(c, Gt | Lt | Ne)]
        return (*self.system.nonzero, *(p for p in strict if not p.is_zero()))

    def all_points(self) -> list[_Point]:
        """Every real solution of the polynomials, no curve left out."""
        system = self.system
        found = pieces(Uncut(system.ring, system.zero, self._nonzero(), ()), self.work)
        return [p for piece in found for p in self._points(piece, ())]

    def _points(self, piece: PointPiece, curves: Sequence[SolutionCurve]) -> Iterator[_Point]:
        letters = [piece.inside(g) for g in self.system.ring.gens()]
        for k in piece.real():
            balls = tuple(piece.solutions.value(g, k, BITS) for g in letters)
            on_curve = any(
                not any(piece.solutions.sign(piece.inside(g), k) for g in c.equations)
                and all(piece.solutions.sign(piece.inside(h), k) for h in c.nonzero)
                for c in curves
            )
            unknowns = {x: b for x, b in zip(self.system.values, balls, strict=True) if isinstance(x, Symbol)}
            sure, possible = self._holds(piece, k, unknowns, balls)
            yield _Point(balls, sure, possible, on_curve, unknowns, frozenset(self._ends(piece, k)), frozenset(self._edges(piece, k)))

    def _ends(self, piece: PointPiece, k: int) -> Iterator[tuple[Symbol, Expr]]:
        for x, b in self.bounds.items():
            q = self.period.of[x]
            for end in (b.low, b.high):
                try:
                    found = [self.coordinates.fraction(f(x / q) - f(end / q)).over for f in (cos, sin)]
                except Untranslatable:
                    continue
                moved = [self.system.inside(p) for p in found]
                if all(p is not None and piece.solutions.sign(piece.inside(p), k) == 0 for p in moved):
                    yield x, end

    def _edges(self, piece: PointPiece, k: int) -> Iterator[Basic]:
        for c in self._of_sums():
            try:
                found = [self.coordinates.fraction(f).over for f in (cos(c.lhs - c.rhs) - 1, sin(c.lhs - c.rhs))]
            except Untranslatable:
                continue
            moved = [self.system.inside(p) for p in found]
            if all(p is not None and piece.solutions.sign(piece.inside(p), k) == 0 for p in moved):
                yield c

    def _of_sums(self) -> Iterator[Relational]:
        """The conditions on several angles with bounds, of which the polynomials say nothing: A + B < pi."""
        for c, p in self.signs:
            if p is None and isinstance(c, Gt | Ge | Lt | Le) and c.free_symbols & set(self.bounds):
                yield c

    def _keeps_sums(self, p: _Point, angles: dict[Symbol, arb]) -> bool:
        """Whether angles within their bounds are not known to break a condition on several of them."""
        for c in self._of_sums():
            ball = value(c.lhs - c.rhs, {**p.unknowns, **angles}) if c.free_symbols <= {*p.unknowns, *angles} else None
            if ball is None:
                continue
            sign = 1 if ball > 0 else -1 if ball < 0 else 0
            if (sign or (c in p.edges and abs(ball) < 1)) and not _keeps(c, sign):
                return False
        return True

    def _holds(self, piece: PointPiece, k: int, unknowns: dict[Symbol, arb], balls: Sequence[arb]) -> tuple[bool, bool]:
        """Whether a solution of the polynomials certainly solves the system, and whether it may."""
        sure = self.system.exact
        for s in self.system.signs:
            sign = piece.solutions.sign(piece.inside(s.of.over * s.of.under), k)
            if sign < 0 or (sign == 0 and s.strict):
                return False, False
        for c, p in self.signs:
            if p is not None:
                sign, under = (piece.solutions.sign(piece.inside(q), k) for q in p)
                if not under or not _keeps(c, sign):
                    return False, False
                continue
            ball = value(c.lhs - c.rhs, unknowns) if c.free_symbols <= set(unknowns) else None
            if ball is not None and (ball > 0 or ball < 0):
                if not _keeps(c, 1 if ball > 0 else -1):
                    return False, False
            else:
                sure = False
        for v, b in zip(self.system.values, balls, strict=True):
            if not isinstance(v, Symbol) and v.free_symbols <= set(unknowns):
                real = value(v, unknowns)
                if real is not None and apart(real, b):
                    return False, False
        return sure, True

    def _lifted(self, p: _Point) -> Iterator[_Point]:
        """The solutions in the bounds, where a condition bounds an unknown that counts modulo a period."""
        if not self.bounds:
            yield p
            return
        if not p.possible:
            return
        by_letter = dict(zip(self.system.values, p.balls, strict=True))
        for chosen in lifts(self.bounds, self.period, by_letter, p.ends):
            if self._keeps_sums(p, dict(zip(self.bounds, chosen, strict=True))):
                yield replace(p, balls=(*p.balls, *chosen))

    def _images(self, root: Root) -> list[tuple[arb, ...]]:
        try:
            if self.bounds:
                if root.parameters:
                    raise Unusable(root)
                return [image(root.at, (*self.system.values, *self.bounds))]
            return images(root, self.system.values, self.period)
        except Unusable:
            self.usable = False
            return []


def _keeps(c: Relational, sign: int) -> bool:
    match c:
        case Gt():
            return sign > 0
        case Ge():
            return sign >= 0
        case Lt():
            return sign < 0
        case Le():
            return sign <= 0
        case Eq():
            return sign == 0
        case Ne():
            return sign != 0
    raise Untranslatable(c)


def enclosed(given: Given, work: Work) -> tuple[tuple[arb, ...], ...] | None:
    """Balls of the unknowns at all real solutions; None where they cannot be told, or repeat with a period."""
    try:
        count = _Count(given, work)
        if count.coordinates.periodic or not set(given.unknowns) <= set(count.system.values):
            return None
        points = count.all_points()
    except (Untranslatable, TooLarge, Endless, ZeroDivisionError):
        return None
    if any(p.possible and not p.sure for p in points):
        return None
    return tuple(tuple(p.unknowns[x] for x in given.unknowns) for p in points if p.possible)
