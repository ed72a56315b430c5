"""What was said of a curve, as facts for the words of its statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Basic, Eq, Symbol, Tuple

from tutor.maths.regions.reasons import said
from tutor.trees.heads import Strand, Vector


def said_of(strands: Sequence[Strand], variables: Sequence[Symbol]) -> tuple[dict[str, object], ...]:
    """The pieces as they were given."""
    out = []
    for s in strands:
        equations = tuple(Eq(v, c, evaluate=False) for v, c in zip(variables, s.about, strict=False)) if s.word == "given" else ()
        about = tuple(Tuple(*a.args) if a.func.__name__ == "Vector" else a for a in s.about)
        polar = Eq(Symbol("r"), about[0], evaluate=False) if s.word in ("polar", "round") else None
        ends = about[-2:] if s.word == "graph" else ()
        view = None if s.view is None else seen_from(s.view, variables)
        region = said(s.about) if s.word == "boundary" else None
        out.append({
            "word": s.word, "about": about, "turn": s.turn, "run": s.run, "equations": equations, "polar": polar, "ends": ends,
            "view": view, "region": region, "high": len(variables) > 2 and s.word in ("surfaces", "polygon"),
        })  # fmt: skip
    return tuple(out)


def seen_from(view: Basic, variables: Sequence[Symbol]) -> dict[str, Any]:
    """From where a curve is seen: from a point, from an axis, or from where a vector points."""
    along = [v for v, c in zip(variables, view.args, strict=True) if c != 0]
    axis = isinstance(view, Vector) and len(along) == 1
    sign = "negative" if any(c.is_negative for c in view.args) else "positive"
    return {"place": view, "axis": along[0] if axis else None, "sign": sign, "vector": isinstance(view, Vector)}
