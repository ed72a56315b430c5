"""Fractions of polynomials with whole coefficients."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.maths.solving.certify.ideal import Polynomial, Ring, TooLarge

MOST_TERMS = 600  # of a numerator


@dataclass(frozen=True, slots=True)
class LowestTerms:
    """over/under, in lowest terms."""

    over: Polynomial
    under: Polynomial

    @staticmethod
    def of(over: Polynomial, under: Polynomial) -> LowestTerms:
        """In lowest terms; `TooLarge` beyond the size of textbooks."""
        if len(over) > MOST_TERMS or len(under) > MOST_TERMS:
            raise TooLarge
        common = over.gcd(under)
        return LowestTerms(over, under) if common.is_one() else LowestTerms(_divided(over, common), _divided(under, common))

    @staticmethod
    def number(where: Ring, p: int, q: int = 1) -> LowestTerms:
        """The rational number p/q."""
        return LowestTerms(where.constant(p), where.constant(q))

    def __add__(self, other: LowestTerms) -> LowestTerms:
        return LowestTerms.of(self.over * other.under + other.over * self.under, self.under * other.under)

    def __mul__(self, other: LowestTerms) -> LowestTerms:
        return LowestTerms.of(self.over * other.over, self.under * other.under)

    def __neg__(self) -> LowestTerms:
        return LowestTerms(-self.over, self.under)

    def __sub__(self, other: LowestTerms) -> LowestTerms:
        return self + -other

    def __pow__(self, n: int) -> LowestTerms:
        if n < 0:
            if self.over.is_zero():
                raise ZeroDivisionError
            return LowestTerms(self.under, self.over) ** -n
        if n * max(self.over.total_degree(), self.under.total_degree()) > MOST_TERMS:
            raise TooLarge
        return LowestTerms(self.over**n, self.under**n)


def _divided(p: Polynomial, by: Polynomial) -> Polynomial:
    quotient, rest = divmod(p, by)
    assert rest.is_zero()
    return quotient
