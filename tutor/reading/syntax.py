"""The reader's tree: what was typed, as values with source positions and without SymPy.

Positions count characters of the original text and take no part in comparison.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any, Literal

from tutor.frozen import dataclass

Sign = Literal["=", "<", "<=", ">", ">=", "!=", "in"]


@dataclass(frozen=True, slots=True)
class Num:
    """A numeral as typed: `12`, `.5`, `2e-3`."""

    digits: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Sym:
    """A variable or an unnamed constant, plainly spelled: `x`, `theta`, `R_1`."""

    name: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Const:
    """A known constant: `e`, `pi`, `oo` or `i`."""

    name: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Basis:
    """A basis vector: `i`, `j` or `k`."""

    letter: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Neg:
    """Minus something."""

    of: Node
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PlusMinus:
    """Plus or minus something; `flipped` is the sign ∓."""

    of: Node
    flipped: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Sum:
    """Two or more terms in a row; a subtracted term is a `Neg`."""

    terms: tuple[Node, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Prod:
    """Two or more factors in a row; `sign` is `×` where a cross was typed between any two of them, else empty."""

    factors: tuple[Node, ...]
    sign: Literal["", "×"] = ""
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Quot:
    """A fraction, however it was written; 2% is one too."""

    over: Node
    under: Node
    percent: bool = field(default=False, compare=False, kw_only=True)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Pow:
    """A power."""

    base: Node
    exponent: Node
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A library function. `log` has its base as second argument, `root` its index."""

    function: str
    args: tuple[Node, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Apply:
    """An unspecified function at a point: f(x, y), f''(t) with two primes, f_xy(2, 3) with slots `x`, `y`.

    `letters` are the names of all its slots, where the problem says them.
    """

    function: str
    args: tuple[Node, ...]
    primes: int = 0
    slots: tuple[str, ...] = ()
    letters: tuple[str, ...] = field(default=(), compare=False, kw_only=True)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Abs:
    """An absolute value."""

    of: Node
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Norm:
    """Double bars: the length of a vector, the absolute value of a number."""

    of: Node
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Factorial:
    """n!"""

    of: Node
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """A chain `items[0] signs[0] items[1] ...`; x in [0, 1] has the sign `in`."""

    items: tuple[Node, ...]
    signs: tuple[Sign, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Tup:
    """Items between brackets: `(`, `[`, `{` (a set), `<` (a vector); no brackets for a bare list. (0, 1] has unequal ones."""

    items: tuple[Node, ...]
    open: str
    close: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Rows:
    """A matrix, row by row, the rows of equal length."""

    rows: tuple[tuple[Node, ...], ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class IntegralNode:
    """An integral; both bounds or none."""

    integrand: Node
    variable: str
    lower: Node | None = None
    upper: Node | None = None
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Series:
    """A sum or product over a whole-numbered index that runs from `lower` to `upper`."""

    word: Literal["sum", "prod"]
    term: Node
    index: str
    lower: Node
    upper: Node
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class DerivativeNode:
    """A derivative as a mere name: dy/dx and ∂f/∂x by their variables, y'' by its primes."""

    of: str
    by: tuple[str, ...] = ()
    primes: int = 0
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """As one plain name: `dy_dx`, `d2f_dxdy`, `y_prime2`."""
        if self.primes:
            return f"{self.of}_prime{self.primes if self.primes > 1 else ''}"
        order = str(len(self.by)) if len(self.by) > 1 else ""
        return f"d{order}{self.of}_{''.join('d' + v for v in self.by)}"


@dataclass(frozen=True, slots=True)
class Pieces:
    """A function in pieces: values with their conditions, None for all other points."""

    values: tuple[Node, ...]
    conditions: tuple[Node | None, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Joined:
    """Statements joined by `and`, `or`; sets by `union`, `intersection` and `without`, the difference of the first and the others."""

    word: Literal["and", "or", "union", "intersection", "without"]
    items: tuple[Node, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


Node = (
    Num | Sym | Const | Basis | Neg | PlusMinus | Sum | Prod | Quot | Pow | Call | Apply | Abs | Norm | Factorial
    | Relation | Tup | Rows | Pieces | IntegralNode | Series | DerivativeNode | Joined
)  # fmt: skip


# Of those that have any.
_PARTS: dict[type, Callable[[Any], tuple[Node, ...]]] = {
    **dict.fromkeys((Neg, PlusMinus, Abs, Norm, Factorial), lambda n: (n.of,)),
    **dict.fromkeys((Relation, Tup, Joined), lambda n: n.items),
    **dict.fromkeys((Call, Apply), lambda n: n.args),
    Sum: lambda n: n.terms,
    Prod: lambda n: n.factors,
    Quot: lambda n: (n.over, n.under),
    Pow: lambda n: (n.base, n.exponent),
    Rows: lambda n: tuple(e for r in n.rows for e in r),
    Pieces: lambda n: (*n.values, *(c for c in n.conditions if c is not None)),
    IntegralNode: lambda n: tuple(p for p in (n.lower, n.upper, n.integrand) if p is not None),
    Series: lambda n: (n.lower, n.upper, n.term),
}


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node, left to right."""
    inside = _PARTS.get(type(node))
    return () if inside is None else inside(node)


def has_decimal(node: Node) -> bool:
    """Whether a number in it is written as a decimal."""
    return any(isinstance(n, Num) and "." in n.digits for n in walk(node))


def walk(node: Node) -> list[Node]:
    """The node and all inside it, left to right, without recursion."""
    stack = [node]
    found: list[Node] = []
    while stack:
        top = stack.pop()
        found.append(top)
        inside = _PARTS.get(type(top))
        if inside is not None:
            stack += inside(top)[::-1]
    return found
