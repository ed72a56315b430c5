"""What was found, in the letters of the polynomials: points as balls, one for each residue of a family modulo the periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import lcm, prod

from flint import arb, fmpz_mat
from sympy import Expr, Pow, Rational, S, Symbol, pi

from tutor.maths.solving.certify.balls import value
from tutor.maths.solving.certify.spans import vector
from tutor.maths.solving.tree import Root

MOST_MEMBERS = 200  # residues of one family


class Unusable(Exception):
    """A found solution in a form that cannot be compared."""


@dataclass(frozen=True, slots=True)
class Period:
    """The unknowns that count modulo a period, a multiple of 2 pi each."""

    of: dict[Symbol, int]

    def turns(self, x: Symbol, shift: Expr) -> Rational:
        """How many periods of x a shift is."""
        out = shift / (2 * pi * self.of[x])
        if not isinstance(out, Rational):
            raise Unusable(shift)
        return out


def residues(root: Root, period: Period) -> Iterator[dict[Symbol, Expr]]:
    """The values of a family at one member of each residue class. `Unusable` unless it contains these classes as a whole."""
    letters = [p for p in root.parameters if p.is_integer]
    moduli = []
    for n in letters:
        steps = [period.turns(x, _slope(v, n)) if x in period.of else S.Zero for x, v in root.values]
        moduli.append(lcm(2 if _alternates(root, n) else 1, *(int(s.q) for s in steps)))
    if prod(moduli) > MOST_MEMBERS:
        raise Unusable("too many members")
    for choice in product(*(range(m) for m in moduli)):
        at = dict(zip(letters, choice, strict=True))
        yield {x: v.subs(at) for x, v in root.values}


def covers(root: Root, period: Period, tied: Sequence[Symbol], further: Sequence[Sequence[Rational]] = ()) -> bool:
    """Whether the shifts of a family contain every shift of the tied unknowns by whole periods, and the `further` ones."""
    if not tied:
        return True
    at = root.at
    shifts = []
    for n in (p for p in root.parameters if p.is_integer):
        times = 2 if _alternates(root, n) else 1
        shifts.append([times * period.turns(x, _slope(at[x], n)) for x in tied])
    wanted = [[S(int(i == j)) for j in range(len(tied))] for i in range(len(tied))] + [list(f) for f in further]
    return _lattice(shifts, len(tied)) == _lattice([*shifts, *wanted], len(tied))


def _lattice(rows: Sequence[Sequence[Rational]], n: int) -> list[list[Rational]]:
    """The normal form of a basis of the whole combinations of some vectors."""
    if not rows:
        return []
    scale = lcm(*(int(c.q) for row in rows for c in row))
    form = fmpz_mat([[int(c * scale) for c in row] for row in rows]).hnf()
    out = [[Rational(int(form[i, j]), scale) for j in range(n)] for i in range(form.nrows())]
    return [row for row in out if any(row)]


def _slope(v: Expr, n: Symbol) -> Expr:
    """The coefficient of a whole number in a value that is linear in it; powers of -1 stand aside."""
    out: Expr = S.Zero
    for m, c in vector(v).items():
        if not m.has(n):
            continue
        if _sign_only(m, n):
            if m.has(pi):
                raise Unusable(v)
            continue
        slope = c * m / n
        if slope.has(n):
            raise Unusable(v)
        out += slope
    return out


def _sign_only(m: Expr, n: Symbol) -> bool:
    """Whether n only occurs as (-1)^n."""
    powers = [p for p in m.atoms(Pow) if p.base == S.NegativeOne and p.exp.has(n) and p.exp.diff(n).is_Integer]
    return bool(powers) and not m.xreplace(dict.fromkeys(powers, S.One)).has(n)


def _alternates(root: Root, n: Symbol) -> bool:
    return any(p.base == S.NegativeOne and p.exp.has(n) for _, v in root.values for p in v.atoms(Pow))


def images(root: Root, letters: Sequence[Expr], period: Period) -> list[tuple[arb, ...]]:
    """The balls of the letters at the members of a root, one for each residue class."""
    if root.conditions or any(not p.is_integer for p in root.parameters):
        raise Unusable(root)
    tied = [x for x, _ in root.values if x in period.of]
    if not covers(root, period, tied):
        raise Unusable("not all periods")
    out = []
    for at in residues(root, period):
        out.append(image(at, letters))
    return out


def image(at: dict[Symbol, Expr], letters: Sequence[Expr]) -> tuple[arb, ...]:
    """The balls of the letters at one point."""
    balls = {x: value(v, {}) for x, v in at.items()}
    if any(b is None for b in balls.values()):
        raise Unusable(at)
    found = tuple(value(e, balls) for e in letters)
    if any(b is None for b in found):
        raise Unusable(at)
    return found
