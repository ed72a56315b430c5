"""The form in which an antiderivative is left: a sum of terms, constant factors multiplied in, nothing factored."""

from __future__ import annotations

from sympy import Add, Expr, Symbol


def spread(value: Expr, x: Symbol) -> Expr:
    """An evaluated sum whose terms are no sums times a constant any more."""
    if isinstance(value, Add):
        return Add(*(spread(t, x) for t in value.args))
    constant, moving = value.as_independent(x, as_Add=False)
    if isinstance(moving, Add) and not constant.is_Add:
        return Add(*(spread(constant * t, x) for t in moving.args))
    return value


def without_brackets(value: Expr) -> Expr:
    """An evaluated sum with the numbers before brackets in it multiplied in: -1 - (t ln t - t)."""
    if not isinstance(value, Add):
        return value
    out: list[Expr] = []
    for t in value.args:
        number, rest = t.as_coeff_Mul()
        out += [number * a for a in rest.args] if isinstance(rest, Add) else [t]
    return Add(*out)
