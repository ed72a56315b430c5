"""A solved system as a stage of a plan: the one place that says what such a stage holds."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.maths.solving.tree import Solved
from tutor.rule import Stage
from tutor.shown import Shown
from tutor.trees.heads import System


def system_stage(words: str, solved: Solved, facts: Mapping[str, object], written: System | None = None) -> Stage:
    """The system, told with its case tree by the block `words`; its result are the points, families left out.

    `written` stands on the page in its place where the words say its conditions.
    """
    shown = Shown(terms=() if written is None else (written,))
    return Stage(words, solved.system, facts, solve=False, equals=solved.points, solved=solved, shown=shown)
