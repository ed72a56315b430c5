"""Systems with letters that stand for constants: linear ones, and those in which a positive letter is only a unit of measure.

Where x^3 + y^3 = 3axy with a > 0 is measured in a, that is x = a x', y = a y', the letter goes: it is enough to look at
a = 1. Whether there are such units is a question of linear equations for the exponents.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq, fmpq_mat
from sympy import Basic, Dummy, Gt, Matrix, Poly, S, Symbol, fraction, pi, together
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.numbers import sign_of
from tutor.maths.solving.certify.atoms import TRIGONOMETRIC, Untranslatable
from tutor.maths.solving.certify.coordinates import SystemCoordinates
from tutor.maths.solving.certify.count import Given
from tutor.maths.solving.certify.ideal import Polynomial, TooLarge
from tutor.maths.solving.tree import Root

MOST_UNKNOWNS = 6


def letters(given: Given) -> set[Symbol]:
    """The symbols of the equations that are not unknowns."""
    return set().union(*(e.free_symbols for e in given.equations)) - set(given.unknowns)


def linear(given: Given) -> bool:
    """Whether the equations are linear in the unknowns, with a determinant that is certainly not 0: at most one solution."""
    n = len(given.unknowns)
    if n > MOST_UNKNOWNS or len(given.equations) < n:
        return False
    rows = []
    for e in given.equations:
        try:
            p = Poly(e, *given.unknowns)
        except PolynomialError:
            continue
        if p.total_degree() == 1 and not any(c.free_symbols & set(given.unknowns) for c in p.coeffs()):
            rows.append([p.coeff_monomial(x) for x in given.unknowns])
    if len(rows) < n:
        return False
    determinant = Matrix(rows[:n]).det(method="berkowitz").expand()
    return bool(determinant.is_nonzero or determinant.factor().is_nonzero or sign_of(determinant))


def at_one(given: Given) -> Given | None:
    """The system with every letter set to 1, or to -1 where it is negative, if that loses nothing."""
    names = sorted(letters(given), key=str)
    if not names or any(not _positive(a, given.conditions) and not a.is_negative for a in names):
        return None
    every = (*given.unknowns, *names)
    conditions = [c for c in given.conditions if c.free_symbols & set(given.unknowns)]
    try:
        found = SystemCoordinates(every, given.equations)
        if not set(found.values) <= set(every):
            return None
        zero = [found.fraction(e).over for e in given.equations]
        kept = [p for c in conditions for p in _sides(found, c)]
    except (Untranslatable, TooLarge, ZeroDivisionError):
        return None
    if any(c.free_symbols & set(names) for c in given.conditions if c not in conditions and len(c.free_symbols) > 1):
        return None  # the letters are tied to each other
    places = [found.values.index(a) for a in names if a in found.values]
    if not all(_measures(k, places[:i], [*zero, *kept]) for i, k in enumerate(places)):
        return None
    one = {a: S.NegativeOne if a.is_negative else S.One for a in names}
    roots = tuple(_at(r, one) for r in given.roots)
    return Given(tuple(e.subs(one) for e in given.equations), given.unknowns, tuple(c.subs(one) for c in conditions), roots)


def without_pi(given: Given) -> Given:
    """The system with pi as a unit of measure set to 1, where it stands among the coefficients only and that loses nothing."""
    if not any(e.has(pi) for e in given.equations) or any(r.parameters for r in given.roots):
        return given
    unit = Dummy("p", positive=True)
    if any(e.has(*TRIGONOMETRIC) for e in (*given.equations, *given.conditions)):
        return given
    swap = {pi: unit}
    roots = tuple(Root(tuple((x, v.xreplace(swap)) for x, v in r.values)) for r in given.roots)
    equations, conditions = (tuple(e.xreplace(swap) for e in part) for part in (given.equations, given.conditions))
    return at_one(Given(equations, given.unknowns, conditions, roots)) or given


def _at(root: Root, values: dict[Symbol, Basic]) -> Root:
    return Root(tuple((x, v.subs(values)) for x, v in root.values), root.parameters, tuple(c.subs(values) for c in root.conditions))


def _positive(a: Symbol, conditions: Sequence[Basic]) -> bool:
    return bool(a.is_positive) or any(isinstance(c, Gt) and c.lhs == a and c.rhs == 0 for c in conditions)


def _sides(found: SystemCoordinates, condition: Basic) -> list[Polynomial]:
    """Polynomials whose signs say whether a condition holds."""
    over, under = fraction(together(condition.args[0] - condition.args[1]))
    return [found.fraction(over).over, found.fraction(under).over]


def _measures(unit: int, gone: Sequence[int], polynomials: Sequence[Polynomial]) -> bool:
    """Whether all polynomials are homogeneous when the other letters have weights and this one has 1; those `gone` are 1."""
    rows: list[list[int]] = []
    for p in polynomials:
        if p.is_zero():
            continue
        first, *others = [tuple(map(int, m)) for m in p.monoms()]
        for m in others:
            row = [0 if k in gone else a - b for k, (a, b) in enumerate(zip(m, first, strict=True))]
            rows.append([*(c for k, c in enumerate(row) if k != unit), -row[unit]])
    if not rows:
        return True
    reduced, rank = fmpq_mat([[fmpq(c) for c in row] for row in rows]).rref()
    n = len(rows[0]) - 1
    return all(any(reduced[i, j] != 0 for j in range(n)) for i in range(rank))


__all__ = ["at_one", "letters", "linear", "without_pi"]
