"""Powers of -1 whose exponents hold whole numbers as letters."""

from __future__ import annotations

from sympy import Expr, Integer, Pow, S, expand


def without_parity(expr: Expr) -> Expr:
    """(-1)^(2n + 1) as -1: what an even multiple of a whole number adds to the exponent of -1 is left out."""

    def reduced(power: Expr) -> Expr:
        odd = [t for t in expand(power.exp).as_ordered_terms() if not (t / 2).is_integer]
        whole = S.NegativeOne ** sum((t if t.is_Symbol else odd_part(t) for t in odd if not t.is_Integer), Integer(0))
        return -whole if sum(1 for t in odd if t.is_Integer) % 2 else whole

    def odd_part(term: Expr) -> Expr:
        coefficient, rest = term.as_coeff_Mul()
        return rest if rest is not S.One and coefficient.is_odd else term

    return expr.replace(lambda e: isinstance(e, Pow) and e.base is S.NegativeOne and e.exp.is_integer and e.exp.free_symbols, reduced)
