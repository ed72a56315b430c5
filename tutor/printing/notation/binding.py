"""How tightly the outermost parts of a layout hold together: what decides whether it needs brackets.

It is read off the layout and not off the tree, so that heads, relations and ready-made layouts follow the same rules.
"""

from __future__ import annotations

from enum import IntEnum

from tutor.page.layout import (
    APPLY,
    TIMES,
    BigOperator,
    Fenced,
    Fraction,
    FunctionName,
    Ident,
    Layout,
    Number,
    Operator,
    Root,
    Row,
    Script,
    Words,
    fenced,
)

SUM_SIGNS = ("+", "−", "±", "∓")


class Binding(IntEnum):
    """From loose to tight."""

    RELATION = 0  # x = y; a, b; words
    SUM = 1
    NEGATIVE = 2  # −x
    PRODUCT = 3
    APPLICATION = 4  # sin x, d/dx[...], an integral, ∇f
    FRACTION = 5
    POWER = 6  # x², √x, n!
    ATOM = 7  # a letter, a numeral, a bracket, f(x)


def items(layout: Layout) -> tuple[Layout, ...]:
    """What stands side by side."""
    return layout.items if isinstance(layout, Row) else (layout,)


def binding(layout: Layout) -> Binding:
    """How tightly a layout holds together."""
    match layout:
        case Row(parts):
            return _loosest(parts)
        case Fraction():
            return Binding.FRACTION
        case BigOperator() | Fenced(open="") | Script(base=Fenced(open="")):
            return Binding.APPLICATION
        case Script(sup=sup) if sup is not None and not is_prime(sup):
            return Binding.POWER
        case Number(digits) if digits[:1] in ("−", "-"):
            return Binding.NEGATIVE
        case Words():
            return Binding.RELATION
        case Root():
            return Binding.POWER
    return Binding.ATOM


def _loosest(parts: tuple[Layout, ...]) -> Binding:
    """The loosest sign between the parts; a product inside an integral is held by its differential."""
    least = Binding.ATOM
    inside = False
    for k, part in enumerate(parts):
        found = Binding.ATOM
        match part:
            case Operator():
                found = _of_sign(part)
                if inside and found == Binding.PRODUCT:
                    continue
            case Words():
                found = Binding.RELATION
            case FunctionName() | Ident(name="∇"):
                found = Binding.APPLICATION
            case BigOperator():
                inside = True
                found = Binding.APPLICATION
            case Fenced():
                if k and isinstance(parts[k - 1], Fraction):  # d/dx[...]
                    found = Binding.APPLICATION
            case _ if k:
                found = min(binding(part), Binding.POWER)
        least = min(least, found)
    return least


def _of_sign(sign: Operator) -> Binding:
    match sign.role:
        case "infix":
            return Binding.SUM if sign.symbol in SUM_SIGNS else Binding.PRODUCT
        case "prefix":
            return Binding.NEGATIVE
        case "relation" | "separator":
            return Binding.RELATION
        case "invisible":
            return Binding.PRODUCT if sign.symbol == TIMES.symbol else Binding.APPLICATION
        case "postfix":
            return Binding.POWER


def is_prime(sup: Layout) -> bool:
    """Whether a superscript is made of primes."""
    return all(isinstance(i, Operator) and i.symbol == "′" for i in items(sup))


def is_call(layout: Layout) -> bool:
    """f(x, y): letters followed by a round bracket, with nothing between."""
    match items(layout):
        case (Ident() | Script(base=Ident()), Fenced("(", _, ")")):
            return True
    return False


def bracketed(layout: Layout, least: Binding) -> Layout:
    """The layout, in round brackets where it holds together less tightly than asked."""
    return layout if binding(layout) >= least else fenced(layout)


def negative(layout: Layout) -> bool:
    """Whether a layout begins with a minus sign."""
    first = items(layout)[:1]
    return bool(first) and isinstance(first[0], Operator) and first[0].role == "prefix" and first[0].symbol == "−"


def begins(layout: Layout) -> Layout:
    """The first thing a reader meets: through rows and bases of scripts."""
    match layout:
        case Row((first, *_)):
            return begins(first)
        case Script(base=base):
            return begins(base)
    return layout


def ends(layout: Layout) -> Layout:
    """The last part of a row."""
    return items(layout)[-1] if items(layout) else layout


def is_application(layout: Layout) -> bool:
    """sin x or sin(x)."""
    return isinstance(layout, Row) and APPLY in layout.items
