"""Exponentials of linear functions as powers of positive letters, so that fractions of them can be reduced and their sign be seen."""

from __future__ import annotations

from sympy import Dummy, Expr, Mul, Symbol, exp, expand, factor


def reduced(expr: Expr) -> Expr | None:
    """A rational function of e^x, e^y and letters in lowest terms, factored; None where it is none."""
    letters: dict[Symbol, Dummy] = {}
    powers: dict[Expr, Expr] = {}
    for e in expr.atoms(exp):
        made = _power(e, letters)
        if made is None:
            return None
        powers[e] = made
    if not powers:
        return None
    placed = expr.xreplace(powers)
    if not placed.is_rational_function(*placed.free_symbols):
        return None
    return factor(placed).xreplace({p: exp(x) for x, p in letters.items()})


def _power(e: Expr, letters: dict[Symbol, Dummy]) -> Expr | None:
    """e^(2x - y + 1) as e X²/Y."""
    argument = expand(e.args[0])
    out: list[Expr] = []
    for term in argument.as_ordered_terms():
        number, rest = term.as_coeff_Mul()
        if rest.is_Symbol and number.is_Integer:
            letters.setdefault(rest, Dummy(f"e_{rest.name}", positive=True))
            out.append(letters[rest] ** number)
        elif not term.free_symbols:
            out.append(exp(term))
        else:
            return None
    return Mul(*out)
