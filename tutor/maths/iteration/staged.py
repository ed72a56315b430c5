"""Stages of which nothing is derived: what is claimed is compared, and the page has a line, a table or a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Expr

from tutor.model import Claim
from tutor.rule import Stage
from tutor.shown import Shown


def compared(
    words: str, goal: Expr, facts: Mapping[str, Any], *, equals: Expr, claims: tuple[Claim, ...] = (), check: bool = False
) -> Stage:
    """A stage whose facts `shown` (the terms of its line), `line` (whether it has one), `table` and `map` are what the page shows."""
    given = dict(facts)
    shown = Shown(
        line=given.pop("line", True), terms=tuple(given.pop("shown", ())), table=given.pop("table", None), map=given.pop("map", None)
    )
    return Stage(words, goal, given, solve=False, equals=equals, claims=claims, check=check, shown=shown)
