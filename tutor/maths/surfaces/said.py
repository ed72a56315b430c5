"""What was said of a surface, as facts for the words of its statement."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Basic, Eq, Le, Symbol, Tuple

from tutor.maths.regions.reasons import said
from tutor.trees.heads import Name, Sheet, Vector


def said_of(sheets: Sequence[Sheet], variables: Sequence[Symbol]) -> tuple[dict[str, object], ...]:
    """Each piece by its word: its formulas, limits and what holds on it; `above` where that is said of the plane below a graph."""
    return tuple(_said(s, variables) for s in sheets)


def _said(sheet: Sheet, variables: Sequence[Symbol]) -> dict[str, object]:
    about = tuple(Tuple(*a.args) if isinstance(a, Vector) else a for a in sheet.about)
    names = tuple(v for v, _, _ in sorted(sheet.limits, key=lambda limit: limit[0].name))
    ranges = tuple(r for v, a, b in sheet.limits for r in (Le(a, v, evaluate=False), Le(v, b, evaluate=False)))
    return {
        "word": sheet.word,
        "about": about,
        "r": Vector(*sheet.about) if sheet.word == "given" else None,
        "r_name": Name("r", "", (), names),
        "ranges": ranges,
        "said": said(sheet.region) if sheet.region else None,
        "above": _is_graph_over(sheet, variables),
        "tangents": tuple(Name("r", "→", (v,)) for v in names),
    }


def _is_graph_over(sheet: Sheet, variables: Sequence[Symbol]) -> bool:
    """Whether it is z = f(x, y) with a region of x and y."""
    height = variables[-1]
    match sheet.about:
        case (Eq() as equation,):
            graph = equation.lhs == height and height not in equation.rhs.free_symbols and bool(equation.rhs.free_symbols & {*variables})
            return graph and not any(height in _letters(r) for r in sheet.region) and not _in_space(sheet.region)
    return False


def _letters(clause: Basic) -> set[Basic]:
    return set(clause.free_symbols)


def _in_space(region: Sequence[Basic]) -> bool:
    return any(getattr(c, "word", "") in ("octant", "space") for c in region)
