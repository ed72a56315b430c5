"""The sign of a limit before its function, as it is pasted: `\\\\lim_{(x,y)\\\\to(0,0)} f`, whose place the field `point` has too."""

from __future__ import annotations

from typing import NamedTuple

from tutor.errors import Unreadable
from tutor.reading.parse import parse
from tutor.reading.patterns import compiled
from tutor.reading.scope import Scope
from tutor.reading.syntax import Node, Sym, Tup

_SIGN = compiled(r"\s*(?:\$\s*)?(?:\\displaystyle\s*)?(?:\\mathop\s*\{\s*\\lim\s*\}|\\?lim)\s*(?:\\limits)?\s*_\s*(?=\{)")
_ARROW = compiled(r"\\(?:to|rightarrow)(?![A-Za-z])|→|->")


class Head(NamedTuple):
    """What tends to what, and where the function begins in the text."""

    names: tuple[str, ...]
    at: tuple[Node, ...]
    end: int


def limit_head(text: str, scope: Scope) -> Head | None:
    """The head of a pasted limit; None where there is none that can be read."""
    sign = _SIGN.match(text)
    if sign is None:
        return None
    depth = 0
    for k in range(sign.end(), len(text)):
        depth += {"{": 1, "}": -1}.get(text[k], 0)
        if depth == 0:
            arrow = _ARROW.search(text, sign.end(), k)
            return None if arrow is None else _head(text, (sign.end() + 1, arrow.start()), (arrow.end(), k), scope)
    return None


def _head(text: str, left: tuple[int, int], right: tuple[int, int], scope: Scope) -> Head | None:
    try:
        sides = [parse(text, scope, span).tree for span in (left, right)]
    except Unreadable:
        return None
    moving, at = (side.items if isinstance(side, Tup) else (side,) for side in sides)
    names = tuple(n.name for n in moving if isinstance(n, Sym))
    return Head(names, at, right[1] + 1) if len(names) == len(moving) == len(at) else None
