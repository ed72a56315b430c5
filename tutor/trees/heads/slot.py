"""A derivative of an unspecified function: f'(u), f_x(x, y), f_xy(u, v)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sympy import Basic, Derivative, Dummy, Integer, Subs, Symbol, Tuple
from sympy.core.function import AppliedUndef

from tutor.page.layout import Fenced, Layout, Number, Operator, Row, Script, listed, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Slot(Inert):
    """`Slot(f(u, v), (0, 1), (x, y))`: f differentiated in its slots 0, then 1, at (u, v).

    `names` are the letters of f's slots as the problem names them, so that f_x(t^2, t) can be written.
    """

    is_goal = False

    def __new__(cls, applied: AppliedUndef, slots: Iterable[int], names: Iterable[object]) -> Slot:
        """The derivative of an application in these slots."""
        return super().__new__(cls, applied, Tuple(*map(Integer, slots)), Tuple(*names))

    @property
    def applied(self) -> AppliedUndef:
        """The undifferentiated application."""
        return self.args[0]

    @property
    def slots(self) -> tuple[int, ...]:
        """In which slot it was differentiated, in order."""
        return tuple(int(k) for k in self.args[1].args)

    @property
    def names(self) -> tuple[Symbol, ...]:
        """The letters of the slots."""
        return tuple(self.args[2].args)

    @property
    def free_symbols(self) -> set[Basic]:
        """Those of the arguments; the slots' names are only names."""
        return set(self.applied.free_symbols)

    def layout(self, compose: Compose) -> Layout:
        """f′(u) for one argument, f_{xy}(u, v) for several."""
        f = compose(Symbol(self.applied.func.__name__))
        head: Layout
        if len(self.applied.args) == 1:
            n = len(self.slots)
            sup = row(*(Operator("′", "postfix"),) * n) if n <= 3 else Fenced("(", Number(str(n)), ")")
            head = Script(f.base, f.sub, sup) if isinstance(f, Script) and f.sup is None else Script(f, sup=sup)
        else:
            head = Script(f, sub=row(*(compose(self.names[k]) for k in self.slots)))
        return Row((head, Fenced("(", listed(tuple(compose(a) for a in self.applied.args)), ")")))

    def value(self, at: Evaluator) -> object:
        """The slope of the stand-in function in those slots."""
        return at.slot(self.applied, self.slots)

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's derivative of the application, by substitution where an argument is not a plain variable.

        Only for the slots that are differentiated: SymPy takes two substitutions for one where two slots have the same argument.
        """
        args = [plain(a) for a in self.applied.args]
        if len(set(args)) == len(args) and all(isinstance(a, Symbol) for a in args):
            return Derivative(self.applied.func(*args), *(args[k] for k in self.slots), evaluate=False)
        moved = {k: Dummy(f"u_{k + 1}") for k in sorted(set(self.slots))}
        inside = [moved.get(k, a) for k, a in enumerate(args)]
        made = Derivative(self.applied.func(*inside), *(moved[k] for k in self.slots), evaluate=False)
        return Subs(made, tuple(moved.values()), tuple(args[k] for k in moved))
