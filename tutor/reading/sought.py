"""What a problem wants to be 0: one equation or several, or expressions that stand for what must vanish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.reading import syntax
from tutor.reading.free import free_names
from tutor.reading.functions import FUNCTION_LETTERS

if TYPE_CHECKING:
    from tutor.reading.fields import Fields


def roots(found: Fields, value: object, name: str) -> list[syntax.Node]:
    """Equations and expressions, one by one or in one text with commas between them."""
    texts = value if isinstance(value, list) else [value]
    out: list[syntax.Node] = []
    for text in texts:
        node = found.math(text, name)
        for item in node.items if isinstance(node, syntax.Tup) else (node,):
            out.append(_one(found, item, name))
    if not out:
        raise found.record.wrong("expected an equation such as x^3 = 2x + 5, or a list of them", name)
    return out


def _one(found: Fields, node: syntax.Node, name: str) -> syntax.Node:
    """An equation, or what is behind a name: f(x) = x^2 - 2 is about the zeros of f."""
    match node:
        case syntax.Relation(items=(syntax.Apply(function=letter), right), signs=("=",)):
            found.letter = letter
            return right
        case syntax.Relation(items=(syntax.Sym(name=letter), right), signs=("=",)) if letter in FUNCTION_LETTERS and letter not in (
            *found.declared,
            *free_names(right),
        ):
            found.letter = letter
            return right
        case syntax.Relation(items=(_, _), signs=("=",)):
            return node
        case syntax.Relation() | syntax.Joined() | syntax.Tup() | syntax.Rows():
            raise found.record.wrong("expected equations such as x^2 + y^2 = 4, or expressions", name)
    return node
