"""The name of an integral along a curve, for the left side of a line: ∫_C F · dr, ∮_C f ds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NoReturn

from sympy import Add, Basic, Symbol, false, true
from sympy.core.symbol import Str
from sympy.logic.boolalg import BooleanAtom

from tutor.page.layout import BigOperator, Ident, Layout, Operator, Space, fenced, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator

Along = Literal["work", "flux", "arc"]


class CurveIntegral(Inert):
    """`CurveIntegral("work", "C", F)`: ∫_C F · dr; of F · n ds with `flux`, of f ds with `arc`. A closed curve has a ring on the sign."""

    is_goal = False

    def __new__(cls, along: Along | Str, curve: str | Str, of: Basic, closed: bool | BooleanAtom = False) -> CurveIntegral:
        """The name of an integral along a curve."""
        made: CurveIntegral = super().__new__(cls, Str(str(along)), Str(str(curve)), of, true if closed else false)
        return made

    def layout(self, compose: Compose) -> Layout:
        """The sign with the curve below it, and what is summed."""
        along, curve, of, closed = self.args
        sign = BigOperator(Operator("∮" if closed is true else "∫", "prefix"), compose(Symbol(str(curve))))
        body = compose(of)
        match str(along):
            case "work":
                return row(sign, body, Operator("·"), Ident("d"), Ident("r", "bold"))
            case "flux":
                return row(sign, body, Operator("·"), Ident("n", "bold"), Space(), Ident("d"), Ident("s"))
        return row(sign, fenced(body) if isinstance(of, Add) else body, Space(), Ident("d"), Ident("s"))

    def value(self, at: Evaluator) -> NoReturn:
        """A name has no value."""
        raise TypeError("a name has no value")

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """A name stands for nothing."""
        raise TypeError("a name stands for nothing")
