"""Convex by the second derivatives: the minors of the Hessian matrix and their signs all over a set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from sympy import Add, Dummy, Expr, Function, Matrix, factor_terms, hessian, simplify, together

from tutor.maths.classification.convex.exponentials import reduced
from tutor.maths.classification.convex.where import Where
from tutor.maths.classification.signed import Signed, signed

MOST_VARIABLES = 4
MOST_OPERATIONS = 150  # of an entry that SymPy may simplify


@dataclass(frozen=True, slots=True)
class Minor:
    """A principal minor, by its rows, with its value and its sign over the set."""

    rows: tuple[int, ...]
    value: Expr
    shown: Signed


@dataclass(frozen=True, slots=True)
class Curvature:
    """The Hessian matrix is positive (`sign` 1) or negative semidefinite on the set, `definite` where even definite; `minors` show it."""

    matrix: Matrix
    sign: int
    definite: bool
    minors: tuple[Minor, ...]

    @property
    def leading(self) -> bool:
        """Whether the leading minors alone show it."""
        return self.definite


def matrix_of(f: Expr, place: Where) -> Matrix:
    """The Hessian matrix, its entries simplified."""
    return hessian(f, place.variables).applyfunc(_short)


def _short(e: Expr) -> Expr:
    """The shortest of a few forms."""
    forms = [e, factor_terms(e)]
    fraction = reduced(e)
    if fraction is not None:
        forms.append(fraction)
    else:
        forms += _simplified(e)
    return min(forms, key=lambda form: form.count_ops())


def _simplified(e: Expr) -> list[Expr]:
    """SymPy's own form, where it ends soon: it opens functions of a sum, and their products then have no end."""
    inner = {u for part in e.atoms(Function) for u in part.args}
    if e.count_ops() * max(1, len(inner)) >= MOST_OPERATIONS:
        return []
    letters = {u: Dummy(real=True) for u in inner if u.is_Add}
    return [simplify(e.xreplace(letters)).xreplace({v: u for u, v in letters.items()})]


def determinant(h: Matrix) -> Expr:
    """By the first row; nothing is simplified on the way, which can take minutes."""
    if h.rows == 1:
        return h[0, 0]
    return Add(*((-1) ** k * h[0, k] * determinant(h.minor_submatrix(0, k)) for k in range(h.rows) if h[0, k] != 0))


def curvature(h: Matrix, place: Where) -> Curvature | None:
    """Semidefinite all over the set, with the minors that show it; None where that is not shown."""
    n = h.rows
    if n > MOST_VARIABLES:
        return None
    signed_minor = cache(lambda value: _sign(value, place))  # the same ones come for either sign
    for sign in (1, -1):
        minors = _all_signed(h, signed_minor, sign, tuple(tuple(range(k)) for k in range(1, n + 1)), strictly=True)
        if minors is not None:
            return Curvature(h, sign, True, minors)
    for sign in (1, -1):
        minors = _all_signed(h, signed_minor, sign, tuple(_principal(n)), strictly=False)
        if minors is not None:
            return Curvature(h, sign, False, minors)
    return None


def _principal(n: int) -> Iterator[tuple[int, ...]]:
    for size in range(1, n + 1):
        yield from combinations(range(n), size)


def _all_signed(
    h: Matrix, signed_minor: Callable[[Expr], Signed | None], sign: int, rows: tuple[tuple[int, ...], ...], strictly: bool
) -> tuple[Minor, ...] | None:
    """The minors of these rows if they all have the sign of sign^k."""
    out = []
    for chosen in rows:
        value = determinant(h[list(chosen), list(chosen)])
        wanted = sign ** len(chosen)
        found = signed_minor(value)
        if found is None or (strictly and not found.strict):
            return None
        if found.sign != wanted and found.form != 0:
            return None
        out.append(Minor(chosen, value, found))
    return tuple(out)


def _sign(value: Expr, place: Where) -> Signed | None:
    tried = set()
    for form in (_short, lambda e: e, lambda e: e.expand(), lambda e: together(e).factor()):
        if value.count_ops() > MOST_OPERATIONS and form is not _short:
            break
        made = form(value)
        if made in tried:
            continue
        tried.add(made)
        if made == 0:
            return Signed(1, False, made, "number")
        found = signed(made, place.box)
        if found is not None:
            return found
    return None
