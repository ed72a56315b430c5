"""The name of an integral over a region or a surface, for the left side of a line: ∬_D f dA, ∭_E f dV, ∬_S F · n dS."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NoReturn

from sympy import Add, Basic, S, Symbol
from sympy.core.symbol import Str

from tutor.page.layout import BigOperator, Ident, Layout, Operator, Space, fenced, row
from tutor.trees.heads.base import Compose, Inert
from tutor.trees.heads.name import Name

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator

Over = Literal["A", "V", "S", "flux"]  # the differential of area, of volume, of the area of a surface; a field through a surface


class RegionIntegral(Inert):
    """`RegionIntegral("A", "D", f)`: ∬_D f dA; with "V" three signs and dV, with "S" dS, of F · d𝐒 with "flux"."""

    is_goal = False

    def __new__(cls, over: Over | Str, region: str | Str, of: Basic) -> RegionIntegral:
        """The name of an integral over a region."""
        made: RegionIntegral = super().__new__(cls, Str(str(over)), Str(str(region)), of)
        return made

    def layout(self, compose: Compose) -> Layout:
        """The signs with the region below them, and what is summed."""
        over, region, of = str(self.args[0]), self.args[1], self.args[2]
        sign = BigOperator(Operator("∭" if over == "V" else "∬", "prefix"), compose(Symbol(str(region))))
        body = compose(of)
        if over == "flux":
            derived = isinstance(of, Name) and str(of.args[1])  # ∇ × F
            return row(sign, fenced(body) if derived else body, Operator("·"), Ident("d"), Ident("S", "bold"))
        summed = () if of is S.One else (fenced(body) if isinstance(of, Add) else body, Space())
        return row(sign, *summed, Ident("d"), Ident(over))

    def value(self, at: Evaluator) -> NoReturn:
        """A name has no value."""
        raise TypeError("a name has no value")

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """A name stands for nothing."""
        raise TypeError("a name stands for nothing")
