"""Stages of which nothing is derived: what is claimed is compared, and the page has a line, a table or a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sympy import Basic, Expr

from tutor.model import Claim
from tutor.rule import Stage
from tutor.shown import Shown, Table

if TYPE_CHECKING:
    from tutor.printing.figures.picture import Picture


def compared(
    words: str,
    goal: Expr,
    facts: Mapping[str, object],
    *,
    equals: Expr,
    claims: tuple[Claim, ...] = (),
    check: bool = False,
    terms: Sequence[Basic] = (),
    line: bool = True,
    table: Table | None = None,
    map: Picture | None = None,
) -> Stage:
    """A stage with what the page shows of it: the terms of its line, or none, a table and a picture."""
    shown = Shown(line=line, terms=tuple(terms), table=table, map=map)
    return Stage(words, goal, facts, solve=False, equals=equals, claims=claims, check=check, shown=shown)
