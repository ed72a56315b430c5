"""What a polynomial equation says over the real numbers beyond what it says over the complex ones: sums of squares."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flint import fmpq, fmpq_mat

from tutor.maths.solving.certify.ideal import Polynomial, basis, ring


def real_parts(p: Polynomial) -> tuple[Polynomial, ...] | None:
    """Polynomials that are all 0 wherever the given one is, at real points; None where none were found."""
    return _even(p) or _quadratic(p)


def _even(p: Polynomial) -> tuple[Polynomial, ...] | None:
    """Even powers with coefficients of one sign: every term is 0."""
    terms = p.to_dict()
    if len(terms) < 2 or any(int(e) % 2 for m in terms for e in m) or not _one_sign(list(terms.values())):
        return None
    where = p.context()
    return tuple(where.from_dict({tuple(int(e > 0) for e in m): 1}) for m in terms)


def never_negative(p: Polynomial, zero: Sequence[Polynomial], *, strict: bool) -> bool:
    """Whether a polynomial is never negative (never 0 either, where `strict`) at the real points with all of `zero` 0.

    Decided where it equals a sum of even powers with positive coefficients there: 3 - z^2 = x^2 where x^2 + z^2 = 3.
    """
    where = p.context()
    wider = ring((*where.names(), "value"))
    letter = wider.gens()[-1]
    for q in basis([letter - p.project_to_context(wider), *(z.project_to_context(wider) for z in zero)], wider):
        terms = {tuple(map(int, m)): int(c) for m, c in q.to_dict().items()}
        mine = [m for m in terms if m[-1]]
        if len(mine) != 1 or sum(mine[0]) != 1:
            continue
        head = terms.pop(mine[0])
        if all(c * head < 0 for c in terms.values()) and not any(e % 2 for m in terms for e in m):
            return not strict or (0,) * len(mine[0]) in terms
    return False


def _one_sign(numbers: list[object]) -> bool:
    return all((a > 0) == (b > 0) for a, b in pairwise(numbers))  # type: ignore[operator]


def _quadratic(p: Polynomial) -> tuple[Polynomial, ...] | None:
    """A polynomial of degree 2 as a sum of squares of linear ones by completing them one after the other: all are 0."""
    if p.total_degree() != 2:
        return None
    where, n = p.context(), p.context().nvars()
    form = [[fmpq(0)] * (n + 1) for _ in range(n + 1)]  # the last row for the constant
    for m, c in p.to_dict().items():
        places = [k for k, e in enumerate(m) for _ in range(int(e))]
        i, j = (*places, n, n)[:2]
        form[i][j] += fmpq(c, 2)
        form[j][i] += fmpq(c, 2)
    signs, parts = set(), []
    letters = (*where.gens(), where.constant(1))
    for k in range(n + 1):
        head = form[k][k]
        if head == 0:
            if any(form[k][j] != 0 for j in range(n + 1)):
                return None
            continue
        signs.add(head > 0)
        row = list(form[k])
        scale = fmpq_mat(1, n + 1, row).numer_denom()[0]
        parts.append(sum((int(scale[0, j]) * letters[j] for j in range(n + 1)), where.constant(0)))
        for i in range(n + 1):
            for j in range(n + 1):
                form[i][j] -= row[i] * row[j] / head
        if len(signs) > 1:
            return None
    return tuple(parts)
