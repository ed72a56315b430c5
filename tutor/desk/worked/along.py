"""The curve of a problem, where it is one piece: what its coordinates are by the parameter."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Symbol

from tutor.errors import Unsupported
from tutor.maths.curves.parametrised import curve_of
from tutor.model import Derivation
from tutor.trees.heads import Strand, Vector
from tutor.trees.tree import plain

PIECES = ("curve", "edge", "piece", "path")  # stages that are a piece of a curve
AXES = ("x", "y", "z")
Piece = tuple[tuple[str, ...], tuple[Expr, ...], Symbol]


def piece_of(derivation: Derivation) -> Piece | None:
    """The names of the coordinates, what they are, and the parameter: as the way has them, else as one usually writes them.

    None where there are several pieces.
    """
    told = {str(piece): piece for piece in _told(derivation)}
    found = told or {str(piece): piece for piece in _usual(derivation)}
    if len(found) != 1:
        return None
    about, t = next(iter(found.values()))
    order = tuple(v.name for v in derivation.problem.variables)
    names = order if len(order) == len(about) else AXES[: len(about)]
    return (names, about, t) if len(names) == len(about) and t.name not in names else None


def _told(derivation: Derivation) -> Iterator[tuple[tuple[Expr, ...], Symbol]]:
    for s in _strands(derivation):
        if s.word == "given" and isinstance(s.run[0], Symbol) and all(isinstance(c, Expr) for c in s.about):
            yield tuple(map(plain, s.about)), s.run[0]
    for step in derivation.steps if _strands(derivation) else ():
        if step.rule.rpartition(".")[2] in PIECES and isinstance(step.result, Vector):
            free = sorted(step.result.free_symbols - set(derivation.problem.variables), key=str)
            if len(free) == 1 and isinstance(free[0], Symbol):
                yield tuple(map(plain, step.result.args)), free[0]


def _usual(derivation: Derivation) -> Iterator[tuple[tuple[Expr, ...], Symbol]]:
    """By the shape of the curve, where the way has none."""
    problem, strands = derivation.problem, _strands(derivation)
    try:
        pieces = curve_of([s.straight for s in strands], problem.variables, list(problem.symbols)).pieces if strands else ()
    except Unsupported:
        return
    yield from ((tuple(map(plain, p.position)), p.parameter) for p in pieces)


def _strands(derivation: Derivation) -> tuple[Strand, ...]:
    curve = derivation.problem.given.get("curve")
    return tuple(s for s in curve if isinstance(s, Strand)) if isinstance(curve, tuple) else ()
