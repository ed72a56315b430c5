"""A number known to so many digits: what a numerical computation gives."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from sympy import Basic, Expr, Float, Integer, Rational

from tutor.page.layout import Layout, Number, Operator, Script, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator

SHOWN = 4  # significant digits on the page
LEAST, MOST = -5, 6  # powers of ten between which a decimal is written out
FEWEST = 15  # digits of the number that machine output gets


class Rounded(Inert):
    """`Rounded(r, n)`: some number that differs from the rational r by at most 10^-n. What is compared with it agrees numerically only.

    `Rounded(r, n, d)` is written with d significant digits.
    """

    is_goal = False

    def __new__(cls, value: Rational, places: int, shown: int = SHOWN) -> Rounded:
        """A number by a rational near it, how many places after the point are known, and how many digits are written."""
        made: Rounded = super().__new__(cls, value, Integer(places), Integer(shown))
        return made

    @property
    def near(self) -> Expr:
        """The rational near it."""
        return self.args[0]

    @property
    def complete(self) -> bool:
        """Whether no digit of the rational is left out where it is written."""
        digits, power = self._decimal()
        return self.near.is_zero is True or Rational(f"{digits}e{power}") == self.near

    def layout(self, compose: Compose) -> Layout:
        """A decimal with few digits, very large and very small ones with a power of ten; 0 where what is known is 0."""
        if self.near.is_zero:
            return Number("0")
        digits, power = self._decimal()
        if not LEAST <= power < MOST:
            scale = Script(Number("10"), sup=Number(str(power).replace("-", "−")))
            return scale if _trimmed(digits) == "1" else row(Number(_trimmed(digits)), Operator("·"), scale)
        places = max(0, int(self.args[2]) - 1 - power)
        return Number(_trimmed(f"{Decimal(digits).scaleb(power):.{places}f}"))

    def _decimal(self) -> tuple[str, int]:
        """The digits as they are written, with one before the point, and the power of ten."""
        shown = int(self.args[2])
        with localcontext() as context:
            context.prec = max(shown, MOST) + 10
            value = Decimal(int(self.near.p)) / Decimal(int(self.near.q))
            if shown <= value.adjusted() < MOST:  # no digit before the point is rounded away
                shown = value.adjusted() + 1
            text = f"{value:.{shown - 1}e}"
        digits, _, power = text.partition("e")
        return digits, int(power)

    def value(self, at: Evaluator) -> object:
        """A ball round the rational."""
        return at.near(int(self.near.p), int(self.near.q), int(self.args[1]))

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's float."""
        return Float(self.near, max(FEWEST, int(self.args[1])))


def _trimmed(decimal: str) -> str:
    """Without zeros at the end."""
    whole = decimal.rstrip("0").rstrip(".") if "." in decimal else decimal
    return (whole or "0").replace("-", "−")
