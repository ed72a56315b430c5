"""A system as polynomials: each atom a letter of its own, with the polynomial relations that it satisfies.

Whatever solves the system gives values of the letters that solve the polynomials; so nothing is lost. The way back is
exact where there is a relation for every letter; where a letter is free (e^x beside x), `checks` may still tell solutions
apart from what only looks like one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from math import lcm

from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    Integer,
    Mul,
    Poly,
    Pow,
    Rational,
    Symbol,
    cos,
    cot,
    coth,
    csc,
    exp,
    expand,
    log,
    sec,
    sech,
    sin,
    sinh,
    tanh,
)
from sympy.polys.rootoftools import ComplexRootOf

from tutor.maths.solving.certify.atoms import HYPERBOLIC, TRIGONOMETRIC, Atoms, Untranslatable
from tutor.maths.solving.certify.fractions import LowestTerms
from tutor.maths.solving.certify.ideal import Polynomial, ring
from tutor.maths.solving.certify.spans import Span, vector

MOST_MULTIPLE = 24  # of an angle, as in cos(24 x)


@dataclass(frozen=True, slots=True)
class Sign:
    """A condition on the sign of a fraction: > 0, or >= 0 where not strict."""

    of: LowestTerms
    strict: bool


class SystemCoordinates:
    """The letters of a system, and expressions written in them."""

    def __init__(self, unknowns: Sequence[Symbol], equations: Sequence[Expr], extras: Iterable[Expr] = ()) -> None:
        atoms = Atoms(frozenset(unknowns))
        atoms.all(equations)
        self.unknowns = tuple(unknowns)
        self.periodic = atoms.periodic()
        for e in extras:
            atoms = _with(atoms, e, self.periodic)
        self._atoms = atoms
        self._span = Span(atoms.exponents)
        self._parts = {m: lcm(*found) for m, found in atoms.fractions.items()}
        self._powers = {b: lcm(*qs) for b, qs in atoms.roots.items()}
        self.plain = self._plain()
        self.values: list[Expr] = []  # of the letters, in the unknowns
        self._place: dict[Expr, int] = {}
        self._letters()
        self.ring = ring([f"g{k}" for k in range(len(self.values))])
        self.letters = self.ring.gens()
        self.relations: list[Polynomial] = []
        self.nonzero: list[Polynomial] = []
        self.signs: list[Sign] = []
        self.exact = True
        self._relate()

    def period(self, x: Symbol) -> Expr:
        """The period in an unknown, as a multiple of 2 pi."""
        return Integer(self._parts[x])

    def _plain(self) -> tuple[Symbol, ...]:
        """The unknowns that get a letter: all but the periodic ones and those that an atom determines."""
        out = set(self._atoms.plain)
        for x in self.unknowns:
            if x in out or x in self.periodic:
                continue
            inner = [*self._span.basis, *(o.args[0] for o in self._atoms.others if isinstance(o, log))]
            if not any(x in e.free_symbols and e.free_symbols - {x} <= out and _linear(e, x) for e in map(expand, inner)):
                out.add(x)
        return tuple(x for x in self.unknowns if x in out)

    def _letters(self) -> None:
        new = [*self.plain, *(exp(b) for b in self._span.basis)]
        for m, q in self._parts.items():
            new += [cos(m / q), sin(m / q)]
        new += [Pow(b, Rational(1, q)) for b, q in self._powers.items()]
        new += list(self._atoms.others)
        for value in new:
            self._place.setdefault(value, len(self.values))
            if self._place[value] == len(self.values):
                self.values.append(value)

    def _letter(self, value: Expr) -> Polynomial:
        if value not in self._place:
            raise Untranslatable(value)
        return self.letters[self._place[value]]

    def _relate(self) -> None:
        for b in self._span.basis:
            self._positive(exp(b), strict=True)
        for m, q in self._parts.items():
            self.relations.append(self._letter(cos(m / q)) ** 2 + self._letter(sin(m / q)) ** 2 - 1)
        for b, q in self._powers.items():
            inner, root = self.fraction(b), self._letter(Pow(b, Rational(1, q)))
            self.relations.append(root**q * inner.under - inner.over)
            if q % 2 == 0:
                self._positive(Pow(b, Rational(1, q)), strict=False)
        for value in self._atoms.others:
            letter = self._letter(value)
            match value:
                case Abs():
                    inner = self.fraction(value.args[0])
                    self.relations.append(letter**2 * inner.under**2 - inner.over**2)
                    self._positive(value, strict=False)
                case ComplexRootOf():
                    coefficients = Poly(value.expr, value.poly.gen).all_coeffs()
                    self.relations.append(sum((int(c) * letter**k for k, c in enumerate(reversed(coefficients))), letter * 0))
                case log() if value.args[0].free_symbols <= set(self.plain):
                    self.signs.append(Sign(self.fraction(value.args[0]), strict=True))

    def _positive(self, value: Expr, *, strict: bool) -> None:
        letter = self._letter(value)
        self.signs.append(Sign(LowestTerms(letter, self.ring.constant(1)), strict))
        if strict:
            self.nonzero.append(letter)

    @property
    def loose(self) -> tuple[int, ...]:
        """The letters that only a check ties to the unknowns: the way back from them is not exact."""
        out, known = [], set(self.plain) | set(self.periodic)
        for k, value in enumerate(self.values):
            if isinstance(value, Symbol | Pow | Abs) or (isinstance(value, cos | sin) and value.free_symbols <= set(self.periodic)):
                continue
            new = value.free_symbols - known
            if isinstance(value, exp | log) and len(new) == 1 and _linear(value.args[0], *new):
                known |= new  # the first letter that contains an unknown without its own stands for it
            else:
                out.append(k)
        return tuple(out)

    def fraction(self, expr: Basic) -> LowestTerms:
        """An expression in the letters. What must not be 0 in it is noted in `nonzero`."""
        one = self.ring.constant(1)
        match expr:
            case Rational():
                return LowestTerms.number(self.ring, int(expr.p), int(expr.q))
            case _ if expr in self._place:
                return LowestTerms(self._letter(expr), one)
            case Add():
                out = LowestTerms.number(self.ring, 0)
                for a in expr.args:
                    out += self.fraction(a)
                return out
            case Mul():
                out = LowestTerms.number(self.ring, 1)
                for a in expr.args:
                    out *= self.fraction(a)
                return out
            case Pow() if isinstance(expr.exp, Integer):
                return self._power(self.fraction(expr.base), int(expr.exp))
            case Pow() if isinstance(expr.exp, Rational):
                q = self._powers.get(expr.base, 0)
                if not q or q % expr.exp.q:
                    raise Untranslatable(expr)
                root = self._letter(Pow(expr.base, Rational(1, q)))
                return self._power(LowestTerms(root, one), int(expr.exp * q))
            case exp():
                return self._exponential(expr.exp)
            case Pow():
                return self._exponential(expr.exp * log(expr.base))
            case _ if isinstance(expr, TRIGONOMETRIC):
                return self._trigonometric(expr)
            case _ if isinstance(expr, HYPERBOLIC):
                return self._hyperbolic(expr)
        raise Untranslatable(expr)

    def _power(self, base: LowestTerms, n: int) -> LowestTerms:
        if n < 0:
            if base.over.is_zero():
                raise Untranslatable("1/0")
            self.nonzero.append(base.over)
        return base**n

    def _exponential(self, exponent: Expr) -> LowestTerms:
        try:
            whole = self._span.whole(exponent)
        except LookupError as error:
            raise Untranslatable(exponent) from error
        out = LowestTerms.number(self.ring, 1)
        for b, n in zip(self._span.basis, whole, strict=True):
            out *= LowestTerms(self._letter(exp(b)), self.ring.constant(1)) ** n
        return out

    def _hyperbolic(self, expr: Expr) -> LowestTerms:
        up, down = self._exponential(expr.args[0]), self._exponential(-expr.args[0])
        plus, minus, two = up + down, up - down, LowestTerms.number(self.ring, 2)
        match expr:
            case sinh():
                return minus * two**-1
            case tanh():
                return minus * self._power(plus, -1)
            case coth():
                return plus * self._power(minus, -1)
            case sech():
                return two * self._power(plus, -1)
        return plus * two**-1

    def _trigonometric(self, expr: Expr) -> LowestTerms:
        c, s = self._turned(expr.args[0])
        match expr:
            case cos():
                return c
            case sin():
                return s
            case sec():
                return self._power(c, -1)
            case csc():
                return self._power(s, -1)
            case cot():
                return c * self._power(s, -1)
        return s * self._power(c, -1)

    def _turned(self, angle: Expr) -> tuple[LowestTerms, LowestTerms]:
        """Cosine and sine of a combination of angles, by the rules for sums."""
        c, s = LowestTerms.number(self.ring, 1), LowestTerms.number(self.ring, 0)
        constant = Add(*(k * m for m, k in vector(angle).items() if not m.free_symbols))
        if constant != 0:
            fixed = cos(constant), sin(constant)
            if any(f not in self._place and isinstance(f, TRIGONOMETRIC) for f in fixed):  # cos 1 is no algebraic number
                raise Untranslatable(angle)
            c, s = map(self.fraction, fixed)
        for m, k in vector(angle).items():
            if not m.free_symbols:
                continue
            times = k * self._parts.get(m, 0)
            if times == 0 or times.q != 1 or abs(times) > MOST_MULTIPLE:
                raise Untranslatable(angle)
            q = self._parts[m]
            a, b = (LowestTerms(self._letter(f(m / q)), self.ring.constant(1)) for f in (cos, sin))
            if times < 0:
                b = -b
            for _ in range(abs(int(times))):
                c, s = c * a - s * b, s * a + c * b
        return c, s


def _with(atoms: Atoms, extra: Expr, periodic: tuple[Symbol, ...]) -> Atoms:
    """The atoms with those of an expression that is not one of the equations, unless it would change what is periodic."""
    wider = deepcopy(atoms)
    try:
        wider.walk(extra)
    except Untranslatable:
        return atoms
    if set(wider.others) != set(atoms.others) or set(periodic) - set(wider.periodic()):
        return atoms
    return wider


def _linear(expr: Expr, x: Symbol) -> bool:
    slope = expand(expr).diff(x)
    return bool(slope.is_number and slope != 0)
