"""Values in the complex numbers, every function on its principal branch."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flint import acb

from tutor.checking.balls.fraction import rational
from tutor.checking.balls.real import LOST, NoValue, RealValues, finite
from tutor.reading.syntax import IntegralNode, Node


class ComplexValues(RealValues):
    """Values at one point, all of them complex balls."""

    def __init__(self, where: Mapping[str, Any], work: list[int] | None = None) -> None:
        super().__init__({name: acb(v) for name, v in where.items()}, work)

    def number(self, x: Any) -> Any:
        """A real ball as a complex one."""
        return acb(x)

    def real(self, x: Any) -> Any:
        """The real part of a value that is certainly real."""
        if not x.imag.is_zero():
            raise NoValue
        return x.real

    def whole(self, x: Any) -> int | None:
        """The integer that a value certainly is."""
        return super().whole(x.real) if x.imag.is_zero() else None

    def constant(self, name: str) -> Any:
        """pi and e; infinity is no number."""
        return acb(0, 1) if name == "i" else super().constant(name)

    def radius(self, x: Any) -> Any:
        """What is smaller than this is lost in x."""
        return x.complex_rad().real * LOST

    def rational_power(self, a: Any, e: Fraction) -> Any:
        """The power with an exponent known exactly."""
        if e == Fraction(1, 2):
            return finite(a.sqrt())
        if e.denominator == 1:
            if a == 0 and e <= 0:
                raise NoValue
            return finite(a ** int(e))
        return a if a == 0 and e > 0 else finite(a ** acb(rational(e)))

    def log(self, x: Any) -> Any:
        """The natural logarithm."""
        return finite(x.log())

    def allowed(self, function: str, x: Any) -> None:
        """Every function has a value off its poles."""

    def step(self, function: str, x: Any) -> Any:
        """Of real values only."""
        return acb(super().step(function, self.real(x)))

    def extreme(self, function: str, values: list[Any]) -> Any:
        """The largest or the smallest."""
        return acb(super().extreme(function, [self.real(v) for v in values]))

    def absolute(self, x: Any) -> Any:
        """The absolute value."""
        return acb(abs(x))

    def atan2(self, y: Any, x: Any) -> Any:
        """The angle of the point (x, y), off its jump."""
        return acb(super().atan2(self.real(y), self.real(x)))

    def root(self, a: Any, index: Node) -> Any:
        """The root with this index."""
        return self.plain("exp", self.log(a) / self(index)) if a != 0 else super().root(a, index)

    def integral(self, node: IntegralNode) -> Any:
        """A definite integral."""
        from tutor.checking.balls.area import area

        if node.lower is None or node.upper is None:
            raise NoValue
        return area(node, self(node.lower), self(node.upper), self.where, self.work, principal=True)
