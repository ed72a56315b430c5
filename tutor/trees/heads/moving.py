"""A letter that stands for a limit of integration on its way to another one."""

from __future__ import annotations

from sympy import Expr, Symbol


class Moving(Symbol):
    """`Moving("t", low, high)`: a real letter that is only looked at between two ends, either of which may be infinite."""

    __slots__ = ("high", "low")

    low: Expr
    high: Expr

    def __new__(cls, name: str, low: Expr, high: Expr) -> Moving:
        """The letter; positive, or negative, where the ends say so."""
        sign = {"positive": True} if low.is_nonnegative else {"negative": True} if high.is_nonpositive else {"real": True}
        made: Moving = Symbol.__xnew__(cls, name, **sign)
        made.low, made.high = low, high
        return made

    def _hashable_content(self) -> tuple[object, ...]:
        return (*super()._hashable_content(), self.low, self.high)

    def inside(self, share: float, step: float) -> float | None:
        """A place between the ends: a share of the way, or a step away from the finite one; None where the ends hold letters."""
        if self.low.free_symbols or self.high.free_symbols:
            return None
        if self.low.is_finite and self.high.is_finite:
            low, high = float(self.low), float(self.high)
            return low + (high - low) * share
        if self.low.is_finite:
            return float(self.low) + step
        return float(self.high) - step if self.high.is_finite else step
