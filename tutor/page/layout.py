"""A formula as it is laid out: the one shape that LaTeX, MathML, terminal text and speech are written from.

SymPy trees are turned into layouts in one place (`notation.compose`), where every decision about order, brackets,
fractions and invisible products is taken. The writers only spell. Layouts are plain values without SymPy, so the
reader's own tree and an author's LaTeX can be laid out too.
"""

from __future__ import annotations

from typing import Literal

from tutor.frozen import dataclass

Style = Literal["italic", "upright", "bold"]
Role = Literal["infix", "prefix", "postfix", "relation", "separator", "invisible"]


@dataclass(frozen=True, slots=True)
class Ident:
    """A letter or short name, as one Unicode string: `x`, `θ`, `∇`, `dx` is two of them."""

    name: str
    style: Style = "italic"


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral as printed: `12`, `0.25`."""

    digits: str


@dataclass(frozen=True, slots=True)
class Operator:
    """A sign: `+`, `−`, `·`, `×`, `=`, `≤`, `→`, `,`. The invisible times has the symbol U+2062, function application U+2061."""

    symbol: str
    role: Role = "infix"


@dataclass(frozen=True, slots=True)
class FunctionName:
    """An upright function name: `sin`, `ln`, `lim`, `det`, `div`."""

    name: str


@dataclass(frozen=True, slots=True)
class Words:
    """Upright text inside a formula: ` if `, ` and `; with `typed` as somebody typed it, which is the same in every language."""

    text: str
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """A gap: `thin` (before a differential), `wide` (between parts of a formula)."""

    size: Literal["thin", "wide"] = "thin"


@dataclass(frozen=True, slots=True)
class Row:
    """Items side by side."""

    items: tuple[Layout, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """A built-up fraction."""

    over: Layout
    under: Layout


@dataclass(frozen=True, slots=True)
class Script:
    """A base with a subscript, a superscript or both. Primes are a superscript `Operator("′", "postfix")`, repeated in a Row."""

    base: Layout
    sub: Layout | None = None
    sup: Layout | None = None


@dataclass(frozen=True, slots=True)
class Root:
    """A square root, or a root with an index."""

    radicand: Layout
    index: Layout | None = None


@dataclass(frozen=True, slots=True)
class Fenced:
    """A bracketed body. The fences are `( [ { ⟨ | ‖ ⌊` and their partners; an empty string is no fence on that side."""

    open: str
    body: Layout
    close: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells: a matrix (`[`/`]`), a determinant (`|`/`|`) or cases (`{`/empty)."""

    rows: tuple[tuple[Layout, ...], ...]
    open: str = "["
    close: str = "]"


@dataclass(frozen=True, slots=True)
class BigOperator:
    """An integral, sum, product or limit sign with what stands below and above. `limits` puts them under and over."""

    symbol: Ident | Operator | FunctionName
    below: Layout | None = None
    above: Layout | None = None
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Accent:
    """A mark over a body: `→` (vector), `^` (hat), `¯` (bar), `~` (tilde), `˙` (dot)."""

    body: Layout
    mark: str


Layout = Ident | Number | Operator | FunctionName | Words | Space | Row | Fraction | Script | Root | Fenced | Grid | BigOperator | Accent

TIMES = Operator("\u2062", "invisible")
APPLY = Operator("\u2061", "invisible")


def row(*items: Layout) -> Layout:
    """The items side by side, nested rows flattened; one item alone is itself."""
    flat: list[Layout] = []
    for item in items:
        if isinstance(item, Row):
            flat.extend(item.items)
        else:
            flat.append(item)
    return flat[0] if len(flat) == 1 else Row(tuple(flat))


def listed(items: tuple[Layout, ...]) -> Layout:
    """The items separated by commas."""
    out: list[Layout] = []
    for k, item in enumerate(items):
        if k:
            out.append(Operator(",", "separator"))
        out.append(item)
    return row(*out) if out else Row(())


def fenced(body: Layout, open: str = "(", close: str = ")") -> Fenced:
    """The body in brackets, round ones unless said otherwise."""
    return Fenced(open, body, close)
