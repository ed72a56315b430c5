"""A number without a formula: the one zero that a function of one variable has between two rational numbers."""

from __future__ import annotations

from mpmath import findroot, mp
from sympy import AtomicExpr, Basic, CRootOf, Expr, Float, Rational, Symbol, lambdify

DIGITS = 15  # of the decimal that stands for it elsewhere
BITS = 100  # to which the ends agree at least


class ZeroOf(AtomicExpr):
    """`ZeroOf(f, x, low, high)`: f has opposite signs at the ends, of which both have one sign, and one zero between them."""

    __slots__ = ("function", "high", "letter", "low")

    function: Expr
    letter: Symbol
    low: Rational
    high: Rational
    is_number = True
    is_commutative = True
    is_extended_real = True
    is_real = True
    is_finite = True

    def __new__(cls, function: Expr, letter: Symbol, low: Rational, high: Rational) -> ZeroOf:
        """The zero; whoever makes it knows that there is one, and no other."""
        made: ZeroOf = super().__new__(cls)
        made.function, made.letter, made.low, made.high = function, letter, low, high
        return made

    def __getnewargs__(self) -> tuple[object, ...]:
        return self.function, self.letter, self.low, self.high

    def _hashable_content(self) -> tuple[object, ...]:
        return self.function, self.letter, self.low, self.high

    def _eval_is_positive(self) -> bool:
        return bool(self.low >= 0)

    def _eval_is_negative(self) -> bool:
        return bool(self.high <= 0)

    def _eval_is_zero(self) -> bool:
        return False

    def _eval_evalf(self, prec: int) -> Float:
        if prec <= BITS:
            return Float((self.low + self.high) / 2, precision=prec)
        with mp.workprec(2 * prec):
            f = lambdify(self.letter, self.function, "mpmath")
            ends = [mp.mpf(int(e.p)) / int(e.q) for e in (self.low, self.high)]
            return Float._new(findroot(f, ends, solver="anderson", verify=False)._mpf_, prec)

    def _sympystr(self, printer: object) -> str:
        written = str(self.evalf(DIGITS))
        return f"({written})" if self.is_negative else written


WITHOUT_FORMULA = (CRootOf, ZeroOf)


def rounded(*values: object) -> bool:
    """Whether one of them holds a number without a formula, so that it is written as a decimal."""
    return any(isinstance(v, Basic) and v.has(*WITHOUT_FORMULA) for v in values)
