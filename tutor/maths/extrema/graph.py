"""Equalities solved for as many variables: what is left is a piece on which the other variables run freely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sympy import Basic, Expr, Rational, Symbol, cancel, expand, fraction, together

from tutor.errors import Unsupported
from tutor.maths.solving.signs import Signs

Failure = Literal["empty", "dependent"]


@dataclass(frozen=True, slots=True)
class Graph:
    """Every variable as an expression in `letters`, which are variables themselves; on these the equalities `left` are still to hold."""

    values: Mapping[Symbol, Expr]
    letters: tuple[Symbol, ...]
    left: tuple[Expr, ...] = ()

    @property
    def free(self) -> bool:
        """Whether the letters run freely."""
        return not self.left

    def of(self, expr: Expr) -> Expr:
        """An expression in the variables by the letters."""
        return expr.xreplace(self.values)


def graph(equalities: Sequence[Expr], variables: Sequence[Symbol], conditions: Sequence[Basic]) -> Graph | Failure:
    """The points with u = 0 for every equality, where the conditions hold.

    "empty" where two of them contradict each other, "dependent" where one follows from the others.
    """
    left = [expand(u) for u in equalities]
    found: dict[Symbol, Expr] = {}
    signs = Signs(conditions, ())
    while left:
        for u in left:
            if not u.free_symbols & set(variables):
                if u != 0 and not u.is_nonzero:
                    raise Unsupported("cannot do this: it depends on letters whether two edges meet")
                return "dependent" if u == 0 else "empty"
        options = sorted(_options(left, variables, signs), key=lambda o: o[0])
        if not options:
            break
        _, k, v, value = options[0]
        found = {w: e.subs(v, value) for w, e in found.items()} | {v: value}
        left = [_numerator(u.subs(v, value)) for i, u in enumerate(left) if i != k]
    letters = tuple(v for v in variables if v not in found)
    return Graph({v: _tidy(found[v]) if v in found else v for v in variables}, letters, tuple(left))


def _options(left: Sequence[Expr], variables: Sequence[Symbol], signs: Signs) -> Iterator[tuple[tuple[int, ...], int, Symbol, Expr]]:
    """Which equality gives which variable, with how much is to be written for it."""
    for k, u in enumerate(left):
        for place, v in enumerate(variables):
            found = isolated(u, v, signs)
            if found is not None:
                value, whole = found
                yield (0 if whole else 1, _fractions(value), value.count_ops(), -place), k, v, value


def isolated(u: Expr, v: Symbol, signs: Signs) -> tuple[Expr, bool] | None:
    """v from u = 0 where it stands once, with a factor that is never 0; and whether that factor is a number."""
    c = u.coeff(v, 1)
    rest = expand(u - c * v)
    if c == 0 or v in rest.free_symbols or v in c.free_symbols:
        return None
    if not c.free_symbols:
        return _tidy(-rest / c), True
    if signs.never_zero(c) or _never_together(c, rest):
        return _tidy(-rest / c), False
    return None


def _never_together(c: Expr, rest: Expr) -> bool:
    """Whether c v + rest = 0 says itself that c is not 0: with a factor of c put to 0 the rest is a number other than 0."""
    for factor in c.as_ordered_factors():
        base = factor.as_base_exp()[0]
        if not base.free_symbols:
            continue
        letters = base.free_symbols
        zero = base.as_poly(*letters) if len(letters) == 1 else None
        if zero is None or zero.degree() != 1:
            return False
        if not rest.subs(zero.gen, -zero.nth(0) / zero.nth(1)).is_nonzero:
            return False
    return True


def _fractions(e: Expr) -> int:
    """Numbers that are no whole ones."""
    return sum(1 for n in e.atoms(Rational) if not n.is_Integer)


def _numerator(u: Expr) -> Expr:
    return expand(fraction(together(u))[0])


def _tidy(e: Expr) -> Expr:
    return cancel(e) if e.is_rational_function() and not e.is_polynomial() else expand(e)
