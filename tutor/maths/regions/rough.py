"""Double integrals to about a percent, by midpoints: enough to tell two volumes or areas apart, and no evidence of a value."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import Basic, Expr, Symbol

from tutor.maths.compiled import compiled

Limit = tuple[Symbol, Expr, Expr]

MIDDLES = 24  # midpoints in each direction
SIZES = (1.4, 0.75, 3.875)  # that letters may have


def letters_at(exprs: Iterable[Basic], bound: Iterable[Symbol] = ()) -> dict[Symbol, float]:
    """Values for the letters of expressions, those that are `bound` left out; the same letter has the same value in every call."""
    free = {s for e in exprs for s in e.free_symbols} - set(bound)
    return {s: SIZES[sum(map(ord, s.name)) % len(SIZES)] for s in free}


def midpoints(f: Expr, inner: Limit, outer: Limit) -> float:
    """The integral of f over inner limits, then outer ones. Errors: `Unsupported` where f has no values in floats."""
    at = letters_at((f, *inner[1:], *outer[1:]), (inner[0], outer[0]))
    value = compiled([inner[0], outer[0]], f.subs(at), "math")
    ends = compiled([outer[0]], [e.subs(at) for e in inner[1:]], "math")
    start, end = (float(e.subs(at)) for e in outer[1:])
    total = 0.0
    for j in range(MIDDLES):
        q = start + (end - start) * (j + 0.5) / MIDDLES
        low, high = ends(q)
        total += sum(value(low + (high - low) * (k + 0.5) / MIDDLES, q) for k in range(MIDDLES)) * (high - low)
    return float(total * (end - start) / MIDDLES**2)
