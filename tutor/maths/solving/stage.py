"""A solved system as a stage of a plan: the one place that says what such a stage holds."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.maths.solving.tree import Solved
from tutor.rule import Stage


def system_stage(words: str, solved: Solved, facts: Mapping[str, object]) -> Stage:
    """The system, told with its case tree by the block `words`; its result are the points, families left out."""
    return Stage(words, solved.system, facts, solve=False, equals=solved.points, solved=solved)
