"""A layout on one line of Unicode that can be read again: x²y, e^(−x²), (x + 1)/(2y), ∂/∂x[x²y], sin(x)."""

from __future__ import annotations

import re
from functools import lru_cache

from tutor.page.layout import (
    APPLY,
    TIMES,
    Accent,
    BigOperator,
    Fenced,
    Fraction,
    FunctionName,
    Grid,
    Ident,
    Layout,
    Number,
    Operator,
    Root,
    Row,
    Script,
    Space,
    Words,
)
from tutor.printing.notation.binding import SUM_SIGNS, Binding, binding, is_application, is_prime

_RAISED = str.maketrans("0123456789−+n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RADICALS = {"None": "√", "3": "∛", "4": "∜"}
_OPEN_SCRIPT = re.compile(r"[_^]\w+$|[√∛∜]\w$")  # what would swallow a letter put right after it
_ACCENTS = {"→": "\u20d7", "^": "\u0302", "¯": "\u0304", "~": "\u0303", "˙": "\u0307"}


@lru_cache(maxsize=4096)
def line(layout: Layout) -> str:
    """The layout on one line."""
    match layout:
        case Row(parts):
            return beside([(p, _part(parts, k)) for k, p in enumerate(parts)])
        case Ident(name) | FunctionName(name):
            return name
        case Number(digits):
            return digits
        case Operator(symbol, role):
            return sign(symbol, role)
        case Words(text):
            return text
        case Space(size):
            return " " if size == "thin" else "  "
        case Fraction(over, under):
            above = _held(over, Binding.PRODUCT)
            unclear = isinstance(over, Fraction) or (" · " in above and above[0] != "(")
            return f"{f'({above})' if unclear else above}/{_held(under, Binding.POWER)}"
        case Script():
            return _script(layout)
        case Root(radicand, index):
            return _root(radicand, index)
        case Fenced(open, body, close):
            return f"{open}{line(body)}{close}"
        case Grid():
            return _grid(layout)
        case BigOperator(symbol, below, above):
            bounds = (f"_{_group(below)}" if below else "") + (f"^{_group(above)}" if above else "")
            return f"{line(symbol).strip()}{bounds} "
        case Accent(body, mark):
            text = line(body)
            return text[:1] + _ACCENTS[mark] + text[1:]


def sign(symbol: str, role: str) -> str:
    """An operator with its spaces."""
    match role:
        case "invisible":
            return ""
        case "separator":
            return f"{symbol} "
        case "relation":
            return f" {symbol} "
        case "infix":
            return symbol if symbol == "/" else f" {symbol} "
    return symbol


def beside(parts: list[tuple[Layout, str]]) -> str:
    """The written parts in a row, with a space where two would run together."""
    out = ""
    for k, (part, text) in enumerate(parts):
        if k and parts[k - 1][0] == TIMES and needs_space(out, part, text):
            out += " "
        out += text.lstrip() if out.endswith(" ") and part != Space("wide") else text
    return out


def needs_space(before: str, part: Layout, text: str) -> bool:
    """Whether a product needs a space to be read: x sin(x), e^x y, sin(x) y, x₁ y₁."""
    if isinstance(part, FunctionName) or (isinstance(part, Script) and isinstance(part.base, FunctionName)):
        return True
    if _OPEN_SCRIPT.search(before) or (before[-1:] in "!)" and text[:1] != "("):
        return True
    return before[-1:].isalnum() and (text[:1] in "∫∮|[{⟨‖" or isinstance(part, Grid))


def _part(parts: tuple[Layout, ...], k: int) -> str:
    """A part of a row: a fraction among factors and a bare argument get brackets."""
    part = parts[k]
    neighbours = (*parts[max(k - 1, 0) : k], *parts[k + 1 : k + 2])
    if isinstance(part, Fraction) and not _is_operator(parts[k : k + 2]) and any(_is_product_sign(n) for n in neighbours):
        return f"({line(part)})"
    if k and parts[k - 1] == APPLY and not isinstance(part, Fenced):
        return f"({line(part)})"
    return line(part)


def _is_operator(parts: tuple[Layout, ...]) -> bool:
    """d/dx before a bracket."""
    match parts:
        case (Fraction(Ident("d" | "∂")), Fenced()) | (Fraction(Ident("d" | "∂")), Script(base=Fenced())):
            return True
    return False


def _is_product_sign(part: Layout) -> bool:
    return part == TIMES or (isinstance(part, Operator) and part.role == "infix" and part.symbol not in SUM_SIGNS)


def _held(layout: Layout, least: Binding) -> str:
    """A half of a fraction; ∂f and ∂x are one thing."""
    match layout:
        case Row((Ident("d" | "∂") | Script(base=Ident("d" | "∂")), *_)) if binding(layout) >= Binding.POWER:
            return line(layout)
    text = line(layout)
    if binding(layout) == Binding.APPLICATION and is_application(layout):
        return text  # its argument is always in brackets here
    loose = binding(layout) < least or (isinstance(layout, Row) and "/" in text and least > Binding.PRODUCT)
    return f"({text})" if loose else text


def _script(script: Script) -> str:
    base = line(script.base)
    sub = "" if script.sub is None else lowered(script.sub)
    if script.sup is None:
        return base + sub
    if is_prime(script.sup):
        return base + sub + line(script.sup)
    return base + sub + raised(script.sup)


def raised(sup: Layout) -> str:
    """An exponent, in small digits where that is possible."""
    if sup == Ident("T", "upright"):  # of a transposed matrix; an italic one is a letter
        return "ᵀ"
    text = line(sup)
    small = text.translate(_RAISED)
    if all(c in "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ" for c in small) and not set(text) & set("⁰¹²³⁴⁵⁶⁷⁸⁹"):  # e^(2²) is not e²²
        return small
    return f"^{_group(sup)}"


def lowered(sub: Layout) -> str:
    """An index, in small digits where it is a number."""
    text = line(sub)
    if text.isdigit():
        return text.translate(_LOWERED)
    simple = text.replace("₀", "").isalnum() and not set(text) & set("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return f"_{text}" if simple else f"_{{{text}}}"


def _group(layout: Layout) -> str:
    text = line(layout)
    return text if isinstance(layout, Ident | Number) or len(text) == 1 else f"({text})"


def _root(radicand: Layout, index: Layout | None) -> str:
    text = line(radicand)
    body = text if isinstance(radicand, Number | Ident) else f"({text})"
    sign = _RADICALS.get(line(index) if index else "None")
    return f"{sign}{body}" if sign else f"root({text}, {line(index)})"


def _grid(grid: Grid) -> str:
    if grid.open == "{":
        return "{" + "; ".join(" ".join(line(c) for c in r) for r in grid.rows) + "}"
    if grid.open == "(" and all(len(r) == 1 for r in grid.rows):
        return f"binomial({', '.join(line(r[0]) for r in grid.rows)})"
    body = ", ".join("[" + ", ".join(line(c) for c in r) + "]" for r in grid.rows)
    return f"det [{body}]" if grid.open == "|" else f"[{body}]"
