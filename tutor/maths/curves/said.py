"""What was said of a curve, as facts for the words of its statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Eq, Symbol, Tuple

from tutor.trees.heads import Strand


def said_of(strands: Sequence[Strand], variables: Sequence[Symbol]) -> tuple[dict[str, Any], ...]:
    """The pieces as they were given."""
    out = []
    for s in strands:
        equations = tuple(Eq(v, c, evaluate=False) for v, c in zip(variables, s.about, strict=False)) if s.word == "given" else ()
        about = tuple(Tuple(*a.args) if a.func.__name__ == "Vector" else a for a in s.about)
        polar = Eq(Symbol("r"), about[0], evaluate=False) if s.word in ("polar", "round") else None
        ends = about[-2:] if s.word == "graph" else ()
        out.append({"word": s.word, "about": about, "turn": s.turn, "run": s.run, "equations": equations, "polar": polar, "ends": ends})
    return tuple(out)
