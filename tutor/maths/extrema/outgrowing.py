"""Whether a polynomial grows beyond all bounds in every direction: its leading part is positive definite."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, Matrix, Poly, PolynomialError, Rational, S, Symbol

MOST_QUADRATIC = 6  # variables of a quadratic form: Sylvester's minors stay small


def outgrows(p: Expr, variables: Sequence[Symbol]) -> Expr | None:
    """The terms of p that are positive where not all variables are 0 and outgrow the others, so that p tends to infinity with
    the length of (x, y, ...), uniformly while all other letters stay bounded; None where there are none.

    Shown by the pure powers a_i x_i^(d_i), d_i even: a product of powers is at most a weighted mean of them (the inequality
    between the arithmetic and the geometric mean), with weights e_i/d_i. Where these add up to 1 its coefficient is taken
    off the pure powers, where to less it is outgrown. Quadratic forms are decided by Sylvester's minors.
    """
    try:
        poly = Poly(p, *variables)
    except PolynomialError:
        return None
    terms = dict(poly.terms())
    n = len(variables)
    degree: list[int] = []
    left: list[Expr] = []
    for i in range(n):
        pure = [m[i] for m in terms if m[i] and sum(m) == m[i]]
        if not pure or max(pure) % 2:
            return None
        degree.append(max(pure))
        left.append(terms[tuple(max(pure) if k == i else 0 for k in range(n))])
    if any(a.free_symbols & set(variables) for a in left):
        return None
    leading = {m: c for m, c in terms.items() if _weight(m, degree) == 1}
    if any(_weight(m, degree) > 1 for m in terms):
        return None
    form = Poly(leading, *variables).as_expr()
    if all(d == degree[0] for d in degree) and degree[0] == 2 and n <= MOST_QUADRATIC:
        return form if _definite(leading, n) else None
    for m, c in leading.items():
        if sum(1 for e in m if e) == 1:
            continue
        if all(e % 2 == 0 for e in m) and c.is_positive:
            continue
        size = c if c.is_positive else -c
        if not size.is_positive:
            return None
        left = [a - size * Rational(e, d) for a, e, d in zip(left, m, degree, strict=True)]
    return form if all(bool(a.is_positive) for a in left) else None


def _weight(m: tuple[int, ...], degree: list[int]) -> Expr:
    return sum((Rational(e, d) for e, d in zip(m, degree, strict=True)), S.Zero)


def _definite(form: dict[tuple[int, ...], Expr], n: int) -> bool:
    """Whether a quadratic form is positive definite: all leading minors of its matrix are positive."""

    def entry(i: int, j: int) -> Expr:
        m = tuple((k == i) + (k == j) for k in range(n))
        c = form.get(m, S.Zero)
        return c if i == j else c / 2

    matrix = Matrix(n, n, entry)
    return all(bool(matrix[:k, :k].det().is_positive) for k in range(1, n + 1))
