"""Greatest and least values found otherwise: what the answer is with other candidates on its sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sympy import Expr, Symbol

from tutor.errors import Unsupported
from tutor.maths.extrema.compare import ranked
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import At

KINDS = ("lagrange", "kkt", "extrema_on_region")
Side = Mapping[str, Any]
Point = Mapping[Symbol, Expr]


def asked(derivation: Derivation) -> dict[str, Side | None]:
    """The sides of the right answer by their names; none where it is of another form, or a side is taken along a curve."""
    if derivation.problem.kind not in KINDS or derivation.answer is None or "undecided" in derivation.answer.fields:
        return {}
    sides = {word: derivation.answer.fields[word] for word in ("max", "min") if word in derivation.answer.fields}
    return {} if any(side is not None and ("where" in side or "value" not in side) for side in sides.values()) else sides


def tried(derivation: Derivation) -> list[tuple[Point, Expr]]:
    """The candidates at which the function was evaluated, with its values."""
    found: list[tuple[Point, Expr]] = []
    for step in derivation.steps:
        if (
            step.rule == f"{derivation.problem.kind}.value"
            and isinstance(step.before, At)
            and all(v.is_number for v in step.before.point.values())
        ):
            found.append((step.before.point, step.result))
    return found


def together(found: Sequence[tuple[Point, Expr]]) -> list[Side]:
    """Points with their values as sides, those with one value together, the least first; none where they cannot be ordered."""
    try:
        groups = ranked([value for _, value in found])
    except Unsupported:
        return []
    return [{"value": found[g[0]][1], "at": [dict(found[k][0]) for k in g]} for g in groups]


def evaluated(derivation: Derivation, point: Point) -> Side:
    """A point as a side."""
    f = derivation.problem.given["function" if "function" in derivation.problem.given else "objective"]
    return {"value": tree.plain(f).xreplace(point), "at": [dict(point)]}


def with_side(derivation: Derivation, side: Side) -> Iterator[Mapping[str, Any]]:
    """The answer with this on one of its sides, the other right or none, and on both; none where it is right of one of them.

    Where it is right, and on the other side too, no mistake in it explains that.
    """
    right = asked(derivation)
    same = (s for s in right.values() if s is not None and tree.plain(s["value"]) == tree.plain(side["value"]))
    words = () if any(not side["at"] or side["at"] == s["at"] for s in same) else tuple(right)
    for word in words:
        yield {**right, word: side}
        yield {**dict.fromkeys(right), word: side}
    if len(right) > 1 and words:
        yield dict.fromkeys(right, side)
