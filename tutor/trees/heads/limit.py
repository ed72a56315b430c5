"""The limit of an expression at a point or at infinity, still to be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sympy import Basic, Expr, Limit, S, Symbol, Tuple
from sympy.core.symbol import Str

from tutor.page.layout import BigOperator, Fenced, FunctionName, Layout, Operator, Row, Script, Space, listed, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator

SIGNS = {"right": "+", "left": "-", "": ""}


class Lim(Inert):
    """`Lim(f, (x,), (a,), "+")`: the limit of f as x tends to a from above; side "-" from below, "" from both.

    Several variables tend to the point together, within the domain of f. A coordinate may be `oo` or `-oo`.
    """

    def __new__(cls, expr: Basic, variables: Iterable[Basic], values: Iterable[Basic], side: str | Str = "") -> Lim:
        """The limit of `expr` as the variables tend to the values. At infinity there is one side only."""
        ends = Tuple(*values)
        side = "" if any(a in (S.Infinity, S.NegativeInfinity) for a in ends.args) else str(side)
        made: Lim = super().__new__(cls, expr, Tuple(*variables), ends, Str(side))
        return made

    @property
    def expr(self) -> Expr:
        """What tends to something."""
        return self.args[0]

    @property
    def variables(self) -> tuple[Symbol, ...]:
        """What moves."""
        return tuple(self.args[1].args)

    @property
    def point(self) -> dict[Symbol, Expr]:
        """Variable to the value that it tends to."""
        return dict(zip(self.args[1].args, self.args[2].args, strict=True))

    @property
    def side(self) -> str:
        """ "+" from above, "-" from below, "" from everywhere."""
        return str(self.args[3].name)  # to print a `Str` takes SymPy a while

    @property
    def at_infinity(self) -> bool:
        """Whether a variable grows beyond all bounds."""
        return any(a in (S.Infinity, S.NegativeInfinity) for a in self.args[2].args)

    @property
    def bound_symbols(self) -> list[Basic]:
        """The variables."""
        return list(self.args[1].args)

    @property
    def free_symbols(self) -> set[Basic]:
        """Those of the expression that are not bound, and those of the values."""
        return set((self.expr.free_symbols - set(self.variables)) | self.args[2].free_symbols)

    def of(self, expr: Expr) -> Lim:
        """The same limit of another expression."""
        return type(self)(expr, *self.args[1:])

    def from_side(self, side: str) -> Lim:
        """The limit from one side."""
        return type(self)(self.expr, self.args[1].args, self.args[2].args, side)

    def layout(self, compose: Compose) -> Layout:
        """`lim` with x → a below it; a sum in brackets."""
        left: Layout = listed(tuple(map(compose, self.variables)))
        right: Layout = listed(tuple(map(compose, self.args[2].args)))
        if len(self.variables) > 1:
            left, right = Fenced("(", left, ")"), Fenced("(", right, ")")
        if self.side:
            right = Script(right, sup=Operator("+" if self.side == "+" else "−", "postfix"))
        sign = BigOperator(FunctionName("lim"), row(left, Operator("→", "relation"), right), limits=True)
        body = compose(self.expr)
        if self.expr.is_Add or (self.expr.is_Mul and _starts_negative(self.expr)):
            body = Fenced("(", body, ")")
        return Row((sign, Space(), body))

    def value(self, at: Evaluator) -> object:
        """What the expression comes to near the point, by balls."""
        return at.limit(self)

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's own limit, left alone; of several variables one after the other, which is only a way to write it."""
        out = plain(self.expr)
        for x, a in self.point.items():
            out = Limit(out, x, plain(a), self.side or "+-") if not self.at_infinity else Limit(out, x, plain(a))
        return out


def _starts_negative(expr: Expr) -> bool:
    first = expr.args[0]
    return bool(first.is_Number and first.is_negative)
