"""What a move is, and how the moves are found: a file in `moves` is one of them, its name is its id."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import import_module

from tutor.maths.solving.state import Outcome, State


class MoveRank(IntEnum):
    """Which moves are looked at first. One that is forced is made without looking at others."""

    CLOSE = 1  # nothing is left, or something cannot be: forced
    SIMPLIFY = 2  # an equation becomes simpler and nothing is lost: forced
    CHOOSE = 3  # the moves among which the one that leads to the shortest page is sought
    LAST = 4  # what always works and is never short: only where nothing else does


@dataclass(frozen=True, slots=True)
class Move:
    """One law: `outcomes` looks at a state and yields what can be made of it.

    `statement` is the law in words and typed mathematics; `examples` are systems to which it applies, equations and
    conditions separated by commas, the unknowns after a semicolon.
    """

    outcomes: Callable[[State], Iterable[Outcome]]
    rank: MoveRank
    statement: str
    examples: tuple[str, ...]
    source: str


@cache
def moves() -> dict[str, Move]:
    """Every move found, by its name, in the order in which they are tried."""
    package = import_module("tutor.maths.solving.moves")
    names = (m.name for m in pkgutil.iter_modules(package.__path__))
    found: dict[str, Move] = {name: module.MOVE for name in names if hasattr(module := import_module(f"{package.__name__}.{name}"), "MOVE")}
    return dict(sorted(found.items(), key=lambda item: (item[1].rank, item[0])))
