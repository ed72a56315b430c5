"""For which letters an expression is 0 for all values of its variables, its factors looked at one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from sympy import Dummy, Expr, Mul, Pow, Symbol, cos, exp, expand, factor, factor_terms, fraction, powsimp, sin, together

from tutor.errors import Unsupported
from tutor.maths.fields.constants import coefficients

MOST_OPERATIONS = 400


@dataclass(frozen=True, slots=True)
class Vanishing:
    """An expression is 0 everywhere where all of `conditions` are 0, or all of one of the `others`: there a factor itself is 0."""

    conditions: tuple[Expr, ...]
    others: tuple[tuple[Expr, ...], ...] = ()
    factored: Expr | None = None
    assumed: tuple[Expr, ...] = ()  # letters that are not chosen: where one of these is 0, so is the whole expression


def vanishing(expr: Expr, variables: Sequence[Symbol], letters: Sequence[Symbol]) -> Vanishing:
    """What the letters must satisfy. `Unsupported` where that is not seen. The expression is not 0 for all letters."""
    if expr.count_ops() > MOST_OPERATIONS:
        raise Unsupported("cannot do this: the two sides differ by too long a formula")
    factors = _factors(expr, variables)
    free = [f for f in factors if not f.free_symbols & set(variables)]
    moving = [f for f in factors if f.free_symbols & set(variables)]
    beside = [f for f in free if f.free_symbols and not f.free_symbols & set(letters)]
    top, under = fraction(together(Mul(*(f for f in free if f not in beside))))
    if top.free_symbols & set(letters) and all(map(_is_seen, moving)):
        others = tuple(c for f in moving for c in _identically(f, variables, letters))
        known = [f for f in moving if not f.free_symbols & set(letters)]
        assumed = tuple(dict.fromkeys(_open((*beside, *(a for f in known for a in _inside_sine(f, variables))))))
        shown = Mul(*beside, expand(top) / under, *moving) if moving or beside else None
        return Vanishing((expand(top),), others, shown, assumed)
    return Vanishing(coefficients(expr, variables))


def _factors(expr: Expr, variables: Sequence[Symbol]) -> list[Expr]:
    """The factors of an expression: what all terms share, and then those of polynomials."""
    shared = Mul.make_args(factor_terms(powsimp(expand(expr))))
    return [f for part in shared for f in Mul.make_args(factor(part) if part.is_Add and _is_polynomial(part) else part)]


def _is_polynomial(part: Expr) -> bool:
    """Whether it is a polynomial in its letters and in sines, cosines and powers of e."""
    plain = part.xreplace({kernel: Dummy() for kernel in part.atoms(sin, cos, exp)})
    return bool(plain.is_polynomial(*plain.free_symbols))


def _open(factors: Iterable[Expr]) -> Iterator[Expr]:
    """What of a product may be 0: A of A^2."""
    for f in (g for one in factors for g in Mul.make_args(one)):
        base, power = f.as_base_exp()
        if power.is_positive and base.is_nonzero is not True:
            yield base


def _inside_sine(factor_: Expr, variables: Sequence[Symbol]) -> tuple[Expr, ...]:
    """What makes a sine 0 everywhere: m of sin(m x)."""
    base, _ = factor_.as_base_exp()
    found = coefficients(base.args[0], variables) if isinstance(base, sin) else ()
    return found if len(found) == 1 else ()


def _is_seen(factor_: Expr) -> bool:
    base = factor_.base if isinstance(factor_, Pow) else factor_
    return isinstance(base, Symbol | exp | sin | cos) or not isinstance(base, Mul)


def _identically(factor_: Expr, variables: Sequence[Symbol], letters: Sequence[Symbol]) -> list[tuple[Expr, ...]]:
    """When a factor is 0 for all values of the variables: conditions, none where it never is."""
    if isinstance(factor_, Pow) and (factor_.exp.free_symbols or factor_.exp.is_negative):  # x^n is never 0 throughout
        return [] if not factor_.base.free_symbols & set(letters) or factor_.exp.is_negative else _unseen()
    base = factor_.base if isinstance(factor_, Pow) else factor_
    if not base.free_symbols & set(letters) or isinstance(base, exp | cos):
        return []
    if isinstance(base, sin):
        return [tuple(coefficients(base.args[0], variables))]
    if base.is_polynomial(*variables):
        return [tuple(coefficients(base, variables))]
    return _unseen()


def _unseen() -> NoReturn:
    raise Unsupported("cannot do this: it is not seen for which constants the two sides agree")
