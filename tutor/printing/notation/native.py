"""A formula as it is written in the language that is spoken: its decimal mark, and the words in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from tutor.edges.language import ENGLISH, language, setting, word
from tutor.page.layout import Layout, Number, Operator, Row, Words

POINT = "."
COMMA, SEMICOLON = Operator(",", "separator"), Operator(";", "separator")
_LAYOUTS = frozenset(Layout.__args__)


def native(layout: Layout, say: Callable[[str], str] = word) -> Layout:
    """The layout. What is separated by commas, and has a comma for a decimal mark, is separated by semicolons.

    Errors: those of `say`, which has the words in it.
    """
    return layout if language() == ENGLISH else _native(layout, setting("decimal", POINT), say)


def _native(layout: Layout, mark: str, say: Callable[[str], str]) -> Layout:
    match layout:
        case Number(digits):
            return Number(digits.replace(POINT, mark))
        case Words(text, typed=False) if text.strip(" .,;"):
            return Words(say(text))
        case Words():
            return layout
        case Row(items):
            apart = mark == COMMA.symbol and COMMA in items and _has_decimal(layout)
            return Row(tuple(SEMICOLON if apart and i == COMMA else _native(i, mark, say) for i in items))
    return dataclasses.replace(layout, **{f.name: _part(getattr(layout, f.name), mark, say) for f in dataclasses.fields(layout)})


def _part(part: Any, mark: str, say: Callable[[str], str]) -> Any:
    if isinstance(part, tuple):
        return tuple(_part(p, mark, say) for p in part)
    return _native(part, mark, say) if type(part) in _LAYOUTS else part


def _has_decimal(part: Any) -> bool:
    match part:
        case Number(digits):
            return POINT in digits
        case tuple():
            return any(map(_has_decimal, part))
    return type(part) in _LAYOUTS and any(_has_decimal(getattr(part, f.name)) for f in dataclasses.fields(part))
