"""A factor such as e^(xy) that every term of an equation has, if the multipliers are measured in it: e^(xy) y = 2 lambda x."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flint import fmpq, fmpq_mat
from sympy import Expr, Rational, Symbol, exp, log

from tutor.maths.solving.certify.coordinates import Sign, SystemCoordinates
from tutor.maths.solving.certify.fractions import LowestTerms
from tutor.maths.solving.certify.ideal import Polynomial, Ring, ring


@dataclass(frozen=True, slots=True)
class Polynomials:
    """A system as polynomials that are 0, others that are not, and signs. `values` are the letters in the unknowns."""

    ring: Ring
    values: tuple[Expr, ...]
    zero: tuple[Polynomial, ...]
    nonzero: tuple[Polynomial, ...]
    signs: tuple[Sign, ...]
    exact: bool  # whether solutions of the polynomials that pass all conditions are solutions of the system
    moves: tuple[Moved, ...] = ()

    def inside(self, p: Polynomial) -> Polynomial | None:
        """A polynomial in the first letters, after what has been done to them; None where it has no place any more."""
        for m in self.moves:
            found = m.of(p)
            if found is None:
                return None
            p = found
        return p

    def sign(self, p: LowestTerms) -> Polynomial | None:
        """A polynomial with the sign of a fraction in the first letters."""
        return self.inside(p.over * p.under)


@dataclass(frozen=True, slots=True)
class Moved:
    """The letter `gone` set to 1, or left out, the letters with weights measured in its powers."""

    ring: Ring
    gone: int
    weights: tuple[fmpq, ...] | None  # None where a letter that nothing depends on was left out

    def of(self, p: Polynomial) -> Polynomial | None:
        """A polynomial in the letters that are left. Only what changes by a positive factor has one."""
        terms = p.to_dict()
        exponents = [tuple(map(int, m)) for m in terms]
        if self.weights is None:
            if any(m[self.gone] for m in exponents):
                return None
        elif len({str(sum((w * e for w, e in zip(self.weights, m, strict=True)), fmpq(0))) for m in exponents}) > 1:
            return None
        out: dict[tuple[int, ...], int] = {}
        for m, c in zip(exponents, terms.values(), strict=True):
            key = (*m[: self.gone], *m[self.gone + 1 :])
            out[key] = out.get(key, 0) + int(c)
        return self.ring.from_dict(out)


def polynomials(found: SystemCoordinates, equations: Sequence[Expr]) -> Polynomials:
    """The system in its letters, without those of which it can do."""
    zero = tuple(p for p in (*(found.fraction(e).over for e in equations), *found.relations) if not p.is_zero())
    made = Polynomials(found.ring, tuple(found.values), zero, tuple(found.nonzero), tuple(found.signs), exact=not found.loose)
    made = _unused(made)
    for value in made.values:
        if isinstance(value, exp) and value.free_symbols <= set(found.plain):
            made = _scaled(made, value) or made
    return replace(made, exact=made.exact or not any(_loose(v, found) for v in made.values))


def _loose(value: Expr, found: SystemCoordinates) -> bool:
    return value in {found.values[k] for k in found.loose}


def _unused(made: Polynomials) -> Polynomials:
    """Without the unknowns that no equation contains and that a logarithm or an exponential determines."""
    for value in made.values:
        k = made.values.index(value)
        if not isinstance(value, Symbol) or any(p.degrees()[k] for p in made.zero):
            continue
        others = [v.args[0] for v in made.values if isinstance(v, exp | log) and v.free_symbols == {value}]
        if any(inner.diff(value).is_number for inner in others):
            smaller = ring([n for i, n in enumerate(made.ring.names()) if i != k])
            made = _moved(made, Moved(smaller, k, None), {})
    return made


def _scaled(made: Polynomials, factor: Expr) -> Polynomials | None:
    """With a factor that never vanishes set to 1, if the unknowns can be measured in it; None where they cannot."""
    gone = made.values.index(factor)
    inner = set().union(*(v.free_symbols for v in made.values if not isinstance(v, Symbol)))
    free = [k for k, v in enumerate(made.values) if isinstance(v, Symbol) and v not in inner]
    rows, right = [], []
    for p in made.zero:
        first, *others = [tuple(map(int, m)) for m in p.monoms()]
        for m in others:
            rows.append([m[k] - first[k] for k in free])
            right.append(first[gone] - m[gone])
    weights = _solved(rows, right, len(free))
    if weights is None:
        return None
    by = dict(zip(free, weights, strict=True))
    every = tuple(fmpq(1) if k == gone else by.get(k, fmpq(0)) for k in range(len(made.values)))
    smaller = ring([n for i, n in enumerate(made.ring.names()) if i != gone])
    measured = {made.values[k]: made.values[k] / factor ** Rational(int(w.p), int(w.q)) for k, w in by.items() if w != 0}
    return _moved(made, Moved(smaller, gone, every), measured)


def _solved(rows: list[list[int]], right: list[int], n: int) -> list[fmpq] | None:
    """A solution of linear equations; None where there is none."""
    if not rows:
        return [fmpq(0)] * n
    reduced, rank = fmpq_mat([[*row, r] for row, r in zip(rows, right, strict=True)]).rref()
    out = [fmpq(0)] * n
    for i in range(rank):
        pivot = next(j for j in range(n + 1) if reduced[i, j] != 0)
        if pivot == n:
            return None
        out[pivot] = reduced[i, n]
    return out


def _moved(made: Polynomials, moved: Moved, measured: dict[Expr, Expr]) -> Polynomials:
    nonzero = [q for p in made.nonzero if (q := moved.of(p)) is not None]
    signs = []
    for s in made.signs:
        over, under = moved.of(s.of.over), moved.of(s.of.under)
        if over is not None and under is not None:
            signs.append(Sign(LowestTerms(over, under), s.strict))
    zero = tuple(p for q in made.zero if (p := moved.of(q)) is not None)
    assert len(zero) == len(made.zero)
    kept = len(nonzero) == len(made.nonzero) and len(signs) == len(made.signs)
    values = tuple(measured.get(v, v) for k, v in enumerate(made.values) if k != moved.gone)
    return Polynomials(moved.ring, values, zero, tuple(nonzero), tuple(signs), made.exact and kept, (*made.moves, moved))
