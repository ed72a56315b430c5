"""When an expression with letters is 0 for all values of its variables: what stands before independent functions must be 0."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Expr, Matrix, Mul, Rational, S, Symbol, expand

from tutor.errors import Unsupported

FAR = Rational(1, 10**20)  # a determinant that is farther from 0 than this, at 50 digits, is not 0
DIGITS = 50


def coefficients(expr: Expr, variables: Sequence[Symbol]) -> tuple[Expr, ...]:
    """The letters' factors before each function of the variables, these being independent. `Unsupported` where that is not seen."""
    found: dict[Expr, Expr] = {}
    for term in Add.make_args(expand(expr)):
        letters, rest = (
            term.as_independent(*variables, as_Add=False)
            if isinstance(term, Mul)
            else ((S.One, term) if term.free_symbols & set(variables) else (term, S.One))
        )
        number, letters = letters.as_coeff_Mul()
        found[rest] = found.get(rest, S.Zero) + number * letters
    kept = {f: c for f, c in found.items() if c != 0}
    if not _independent(list(kept), variables):
        raise Unsupported("cannot do this: it is not seen which conditions the constants must satisfy")
    return tuple(kept.values())


def _independent(functions: list[Expr], variables: Sequence[Symbol]) -> bool:
    """Whether no combination of them is 0: monomials are; others are looked at in as many places as there are functions."""
    if all(f.is_polynomial(*variables) for f in functions):
        return True
    if any(f.free_symbols - set(variables) for f in functions):
        return False
    places = [{v: Rational(3 * k + 2 * i + 2, 7 + i + k) for i, v in enumerate(variables)} for k in range(len(functions))]
    values = Matrix([[f.xreplace(p).evalf(DIGITS) for f in functions] for p in places])
    return all(v.is_real for v in values) and abs(values.det()) > FAR


def pivots(conditions: Sequence[Expr], unknown: Sequence[Symbol]) -> tuple[Symbol, ...]:
    """The letters that linear conditions determine, by the others; all of them where the conditions are not linear."""
    if not all(c.is_polynomial(*unknown) and all(c.diff(u).is_number for u in unknown) for c in conditions):
        return tuple(unknown)
    order = list(reversed(unknown))
    rows = Matrix([[c.diff(u) for u in order] for c in conditions])
    found = [order[k] for k in rows.rref()[1]]
    return tuple(u for u in unknown if u in found)
