"""Values in the complex numbers, every function on its principal branch."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import acb, arb

from tutor.checking.balls.fraction import Ball, rational
from tutor.checking.balls.real import LOST, BallValues, NoValue, angle, extreme, finite, step, whole
from tutor.reading.syntax import IntegralNode, Node


class ComplexValues(BallValues[acb]):
    """Values at one point, all of them complex balls."""

    def __init__(self, where: Mapping[str, Ball], work: list[int] | None = None) -> None:
        super().__init__({name: acb(v) for name, v in where.items()}, work)

    def number(self, x: arb) -> acb:
        """A real ball as a complex one."""
        return acb(x)

    def real(self, x: acb) -> arb:
        """The real part of a value that is certainly real."""
        if not x.imag.is_zero():
            raise NoValue
        return x.real

    def whole(self, x: acb) -> int | None:
        """The integer that a value certainly is."""
        return whole(x.real) if x.imag.is_zero() else None

    def constant(self, name: str) -> acb:
        """pi and e; infinity is no number."""
        return acb(0, 1) if name == "i" else super().constant(name)

    def radius(self, x: acb) -> arb:
        """What is smaller than this is lost in x."""
        return x.complex_rad().real * LOST

    def rational_power(self, a: acb, e: Fraction) -> acb:
        """The power with an exponent known exactly."""
        if e == Fraction(1, 2):
            return finite(a.sqrt())
        if e.denominator == 1:
            if a == 0 and e <= 0:
                raise NoValue
            return finite(a ** int(e))
        return a if a == 0 and e > 0 else finite(a ** acb(rational(e)))

    def log(self, x: acb) -> acb:
        """The natural logarithm."""
        return finite(x.log())

    def allowed(self, function: str, x: acb) -> None:
        """Every function has a value off its poles."""

    def step(self, function: str, x: acb) -> acb:
        """Of real values only."""
        return acb(step(function, self.real(x)))

    def extreme(self, function: str, values: list[acb]) -> acb:
        """The largest or the smallest."""
        return acb(extreme(function, [self.real(v) for v in values]))

    def absolute(self, x: acb) -> acb:
        """The absolute value."""
        return acb(abs(x))

    def atan2(self, y: acb, x: acb) -> acb:
        """The angle of the point (x, y), off its jump."""
        return acb(angle(self.real(y), self.real(x)))

    def root(self, a: acb, index: Node) -> acb:
        """The root with this index."""
        return self.plain("exp", self.log(a) / self(index)) if a != 0 else super().root(a, index)

    def integral(self, node: IntegralNode) -> acb:
        """A definite integral."""
        from tutor.checking.balls.area import area

        if node.lower is None or node.upper is None:
            raise NoValue
        return area(node, self(node.lower), self(node.upper), self.where, self.work, principal=True)
