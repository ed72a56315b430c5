"""Why a factor is not 0, as a fact that is told: its form, a condition on its letters, or a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from sympy import Add, Basic, Expr, Gt, Lt, Mul, Ne, Poly, Pow, Symbol, exp

from tutor.maths.solving.signs import Signs, definite, nonnegative
from tutor.model import Claim, stated

# exponential: e^u is positive; square: an even power plus a positive number; sum, minus_sum: no term is negative (positive);
# discriminant: a quadratic without zeros; no_zero: a polynomial without real zeros; whole: 0 for no whole number;
# positive, negative: by its form; condition: x > 0 is asked; case: a case, or a line before, excludes it.
Why = Literal[
    "exponential", "square", "sum", "minus_sum", "discriminant", "no_zero", "whole", "number", "positive", "negative", "condition", "case"
]
Ground = tuple[tuple[Expr, ...], Why, tuple[Basic, ...]]
NO_SIGNS = Signs((), ())


def grounds(factors: Iterable[Expr], signs: Signs) -> tuple[Ground, ...]:
    """The factors, a power by its base, with why they are not 0 and the conditions that this rests on; those alike together."""
    out: dict[Why, dict[Expr, tuple[Basic, ...]]] = {}
    for f in factors:
        base, why, rests_on = _ground(_base(f), signs)
        out.setdefault(why, {})[base] = rests_on
    return tuple((tuple(fs), why, tuple(dict.fromkeys(c for cs in fs.values() for c in cs))) for why, fs in out.items())


def reasons(facts: Mapping[str, Any]) -> tuple[Claim, ...]:
    """What a line says of the signs of its factors. That a case excludes 0 says nothing beyond the case."""
    said = (*facts.get("grounds", ()), *facts.get("right", ()))
    return tuple(stated(_relation(f, why), *rests_on) for factors, why, rests_on in said if why != "case" for f in factors)


def _relation(factor: Expr, why: Why) -> Basic:
    match why:
        case "exponential" | "sum" | "positive":
            return Gt(factor, 0, evaluate=False)
        case "minus_sum" | "negative":
            return Lt(factor, 0, evaluate=False)
    return Ne(factor, 0, evaluate=False)


def _base(factor: Expr) -> Expr:
    return factor.base if isinstance(factor, Pow) and factor.exp.is_Rational and factor.exp.is_number else factor


def _ground(factor: Expr, signs: Signs) -> tuple[Expr, Why, tuple[Basic, ...]]:
    by_form = _by_form(factor)
    if by_form is not None:
        return factor, by_form, ()
    if signs.excluded(factor) is not None and not signs.never_zero(factor):
        return factor, "case", ()
    rests_on = tuple(signs.asked[s] for s in sorted(factor.free_symbols, key=str) if isinstance(s, Symbol) and s in signs.asked)
    if not rests_on:
        return factor, _signed(factor, definite(factor)), ()
    return factor, "condition", rests_on


def _by_form(factor: Expr) -> Why | None:
    """By what stands there alone, whatever its letters are."""
    if factor.is_number:
        return "number"
    if isinstance(factor, exp):
        return "exponential"
    if any(s.is_integer for s in factor.free_symbols) and len(factor.free_symbols) == 1:
        return "whole"
    sign = definite(factor)
    return _signed(factor, sign) if sign else None


def _signed(factor: Expr, sign: int) -> Why:
    """How the sign of an expression is seen."""
    if isinstance(factor, Add):
        if _square_and_number(factor, sign):
            return "square"
        if all(nonnegative(sign * t, NO_SIGNS) or definite(sign * t) > 0 for t in factor.args):
            return "sum" if sign > 0 else "minus_sum"
        if len(factor.free_symbols) == 1:
            (x,) = factor.free_symbols
            return "discriminant" if Poly(factor, x).degree() == 2 else "no_zero"
    return "positive" if sign > 0 else "negative" if sign < 0 else "no_zero"


def _square_and_number(factor: Add, sign: int) -> bool:
    """x^2 + 3: then x^2 = -3 is what cannot be."""
    number, rest = factor.as_coeff_Add()
    single = not isinstance(rest, Add)
    return single and bool((sign * number).is_positive) and nonnegative(sign * rest, NO_SIGNS) and _even(rest)


def _even(term: Expr) -> bool:
    factors = [f for f in Mul.make_args(term) if not f.is_number]
    return all(isinstance(f, Pow) and bool(f.exp.is_even) for f in factors)
