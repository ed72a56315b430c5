"""The name of a quantity, for the left side of a line: f_xy(1, 2), ∇f(1, 2), D_u f, J."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from sympy import Basic, Tuple
from sympy.core.symbol import Str

from tutor.page.layout import (
    APPLY,
    Accent,
    Fenced,
    Fraction,
    FunctionName,
    Ident,
    Layout,
    Number,
    Operator,
    Row,
    Script,
    Space,
    fenced,
    listed,
    row,
)
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator

MOST_PRIMES = 3  # from the fourth derivative on the order is written in brackets


class Name(Inert):
    """A name only: it has no value, and the engine takes no step on it.

    `Name("f", "", (x, y), (1, 2))` is f_{xy}(1, 2); `Name("f", "∇", (), (1, 2))` is ∇f(1, 2); `Name("f", "D", (u,))` is
    D_u f; `Name("f", "d", (x,))` is df/dx, with a second x the second derivative; `Name("f_1", "∂", (x,))` is ∂f_1/∂x,
    and `Name("f", "∂", (x, y))`, differentiated with respect to x first, is ∂²f/∂y∂x;
    `Name("f", "′", (x,), (3,))` is f′(3) (f bold, a vector, with "→′", as the r of r_u with "→");
    `Name("F", "div")` is the divergence of F, which is a vector and bold;
    `Name("F", "scalar", (), (x, y))` is F(x, y) where F is none; `Name("", "Δ", (x,))` is Δx, and without a letter
    `Name("", "d", (y, x))` is dy/dx: the first subscript is the letter; `Name("v_1", "bar")` is the adjoint of v_1.
    """

    is_goal = False

    def __new__(cls, letter: str | Str, prefix: str | Str = "", subscripts: Iterable[Basic] = (), point: Iterable[Basic] = ()) -> Name:
        """The name of a quantity; see the class."""
        return super().__new__(cls, Str(str(letter)), Str(str(prefix)), Tuple(*subscripts), Tuple(*point))

    @property
    def has_point(self) -> bool:
        """Whether it names a value at a point."""
        return bool(self.args[3].args)

    def layout(self, compose: Compose) -> Layout:
        """By the prefix, as listed at the class."""
        prefix = str(self.args[1])
        subs = tuple(compose(s) for s in self.args[2].args)
        base = self._base(prefix)
        if not str(self.args[0]):
            base, subs = subs[0], subs[1:]
        match prefix:
            case "∇":
                head: Layout = row(Ident("∇", "upright"), base)
            case "D":
                head = row(
                    Script(Ident("D"), sub=row(*(Ident(s.name, "bold") if isinstance(s, Ident) else s for s in subs))), Space(), base
                )
            case "div" | "curl":
                head = row(Ident("∇", "upright"), Operator("·" if prefix == "div" else "×"), base)
            case "Δ":
                head = row(Ident("Δ", "upright"), base)
            case "det":
                head = row(FunctionName("det"), APPLY, base)
            case "d" | "∂":
                d = Ident("d") if prefix == "d" else Ident("∂", "upright")
                over = d if len(subs) < 2 else Script(d, sup=Number(str(len(subs))))
                runs = [(s, len(tuple(run))) for s, run in groupby(reversed(subs))]
                under = (part for s, n in runs for part in (d, s if n == 1 else Script(s, sup=Number(str(n)))))
                head = Fraction(row(over, base), row(*under))
            case "′" | "→′":
                head = Script(
                    base, sup=row(*(Operator("′", "postfix"),) * len(subs)) if len(subs) <= MOST_PRIMES else fenced(Number(str(len(subs))))
                )
            case "bar":
                head = Script(Accent(base.base, "¯"), base.sub) if isinstance(base, Script) else Accent(base, "¯")
            case _:
                head = Script(base, sub=row(*subs)) if subs else base
        if not self.has_point:
            return head
        return Row((head, Fenced("(", listed(tuple(compose(a) for a in self.args[3].args)), ")")))

    def _base(self, prefix: str) -> Layout:
        letter, _, index = str(self.args[0]).partition("_")
        bold = letter in ("F", "r", "u", "v", "T", "n") and prefix in ("", "div", "curl") and not self.args[2].args
        bold = bold or prefix.startswith("→")
        base = Ident(letter, "bold" if bold else "italic")
        if not index:
            return base
        return Script(base, sub=Number(index) if index.isdigit() else Ident(index))

    def value(self, at: Evaluator) -> object:
        """A name has no value."""
        raise TypeError("a name has no value")

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """A name stands for nothing."""
        raise TypeError("a name stands for nothing")


def derivative_name(letter: str, order: Iterable[Basic], variables: Collection[Basic], point: Iterable[Basic] = ()) -> Name:
    """f_xy, or f′ and f″ for a function of one variable."""
    listed_ = tuple(order)
    return Name(letter, "′" if len(variables) == 1 and listed_ else "", listed_, point)
