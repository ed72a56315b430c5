"""Definite integrals by rigorous quadrature: the integrand is evaluated on complex balls round pieces of the path.

Where a piece meets a branch cut the integrand must say so, by a ball that is not finite, and the piece is split.

Source: F. Johansson, *Numerical integration in arbitrary-precision ball arithmetic*, ICMS 2018.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import acb, arb, ctx

from tutor.checking.balls.cuts import ComplexValues
from tutor.checking.balls.fraction import Ball, rational
from tutor.checking.balls.real import NoValue, TooMuch, finite
from tutor.checking.effort import spent
from tutor.reading.syntax import IntegralNode, Node

MOST_VALUES = 600  # of one integrand: a smooth one takes about fifty
LARGEST_RADIUS = 1e-4  # wider results say nothing, not even whether the value is real
ACCURACY = 256  # bits asked for at most: each one costs


def area(node: IntegralNode, low: Ball, high: Ball, where: Mapping[str, Ball], work: list[int], *, principal: bool = False) -> acb:
    """The integral as a complex ball. `principal` roots of negative numbers, or the real ones of calculus."""

    def at(t: acb, analytic: bool) -> acb:
        # An exception cannot pass through the quadrature.
        try:
            work[0] = 0 if spent(ctx.prec) else work[0] - 1
            return _OnPath({**where, node.variable: t}, analytic, principal, work)(node.integrand) if work[0] > 0 else acb("nan")
        except NoValue:
            return acb("nan")

    tolerance = arb(2) ** -min(ACCURACY, ctx.prec // 2)
    found = acb.integral(at, acb(low), acb(high), rel_tol=tolerance, abs_tol=tolerance, eval_limit=MOST_VALUES, use_heap=True)
    if work[0] <= 0 or not found.is_finite() or found.complex_rad().real > LARGEST_RADIUS:
        raise TooMuch
    return found


class _OnPath(ComplexValues):
    """An integrand on a ball round a piece of the path; `analytic` asks for a value only where it is an analytic function."""

    def __init__(self, where: Mapping[str, Ball], analytic: bool, principal: bool, work: list[int]) -> None:
        super().__init__(where, work)
        self.analytic, self.principal = analytic, principal

    def rational_power(self, a: acb, e: Fraction) -> acb:
        """The power with an exponent known exactly."""
        if e.denominator == 1:
            return super().rational_power(a, e)
        if e.denominator % 2 and not self.principal:
            return self.odd_root(a, e)
        return finite(a.sqrt(analytic=self.analytic) if e == Fraction(1, 2) else a.pow(acb(rational(e)), analytic=self.analytic))

    def odd_root(self, a: acb, e: Fraction) -> acb:
        """The real root of a negative number, continued to the left half of the plane."""
        if a.real > 0:
            return finite(a ** acb(rational(e)))
        if a.real < 0:
            found = finite((-a) ** acb(rational(e)))
            return -found if e.numerator % 2 else found
        if self.analytic or e < 0:
            raise NoValue
        around = arb(0, a.abs_upper() ** rational(e))
        return acb(around, around)

    def log(self, x: acb) -> acb:
        """The natural logarithm."""
        return finite(x.log(analytic=self.analytic))

    def absolute(self, x: acb) -> acb:
        """The absolute value."""
        return finite(x.real_abs(analytic=self.analytic))

    def extreme(self, function: str, values: list[acb]) -> acb:
        """The largest or the smallest."""
        out = values[0]
        for v in values[1:]:
            further: acb = getattr(out, f"real_{function}")(v, analytic=self.analytic)
            out = finite(further)
        return out

    def plain(self, function: str, x: acb) -> acb:
        """The inverse functions only where a disc or half-plane is clear of their cuts."""
        match function:
            case "asin" | "acos" | "atanh":
                clear = x.abs_upper() < 1
            case "atan" | "asinh":
                clear = x.abs_upper() < 1 or x.real > 0 or x.real < 0
            case "acosh":
                clear = x.real > 1
            case _:
                clear = True
        if self.analytic and not clear:
            raise NoValue
        return super().plain(function, x)

    def step(self, function: str, x: acb) -> acb:
        """Of real values only."""
        raise NoValue

    def atan2(self, y: acb, x: acb) -> acb:
        """The angle of the point (x, y), off its jump."""
        raise NoValue

    def integral(self, node: IntegralNode) -> acb:
        """A definite integral."""
        raise NoValue

    def series(self, node: Node) -> acb:
        raise NoValue
