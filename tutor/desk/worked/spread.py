"""Integrals over the region of a problem, as a student writes them who only names it: ∬ y dA, with the ends that the way has found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce

from sympy import trigsimp

from tutor.checking.working.worked import letters_in, put, with_element
from tutor.desk.worked.reckoned import LARGEST, as_tree
from tutor.errors import TutorError
from tutor.model import Derivation
from tutor.reading.build import build, real
from tutor.reading.syntax import IntegralNode, Node, Sum, walk
from tutor.trees import tree
from tutor.trees.heads.region import PointSet, Ranges

SIZE = {"A": 2, "V": 3}
ELEMENTS = (frozenset(["r", "theta"]), frozenset(["r", "theta", "z"]), frozenset(["rho", "phi", "theta"]))
Piece = tuple[tuple[str, Node, Node], ...]


def spreading(derivation: Derivation) -> Callable[[Node, str], tuple[Node, ...]]:
    """Gives the integral of a formula by an element over the region; nothing where there are several regions, or none with such ends."""
    found = tuple(regions(derivation))
    alone = len({points.condition for points, _ in found}) == 1

    def spread(of: Node, element: str) -> tuple[Node, ...]:
        for points, pieces in found if alone else ():
            places = {str(x): there for x, value in points.places.items() if (there := as_tree(value)) is not None}
            runs = [_shadow(p, SIZE[element]) for p in pieces]
            inside = _shorter(put(of, places)) if places else of
            made = [None if p is None else _nested(inside, p, bool(places)) for p in runs]
            whole = tuple(m for m in made if m is not None)
            if whole and len(whole) == len(made) and not letters_in(*whole) & {str(v) for v, _, _ in points.domain}:
                return (whole[0] if len(whole) == 1 else Sum(whole),)
        return ()

    return spread


def _shorter(of: Node) -> Node:
    """A formula in other coordinates with what its squares of sine and cosine add up to."""
    try:
        return (len(walk(of)) < LARGEST and as_tree(trigsimp(tree.plain(build(of, real))))) or of
    except (TutorError, TypeError, ValueError):
        return of


def regions(derivation: Derivation) -> Iterator[tuple[PointSet, list[Piece]]]:
    """The regions of a way with the ranges that it found, innermost first."""
    for s in derivation.steps:
        if isinstance(s.before, PointSet) and isinstance(s.result, Ranges):
            told = [[(str(x), as_tree(low), as_tree(high)) for x, low, high in p] for p in s.result.pieces]
            pieces = [tuple((x, a, b) for x, a, b in p if a is not None and b is not None) for p in told]
            if pieces and all(len(p) == len(t) for p, t in zip(pieces, told, strict=True)):
                yield s.before, pieces


def _shadow(piece: Piece, size: int) -> Piece | None:
    """The ranges of a piece of this dimension; in the plane those below a body, where its height is innermost."""
    if len(piece) == size:
        return piece
    return piece[1:] if len(piece) == size + 1 and piece[0][0] == "z" else None


def _nested(of: Node, piece: Piece, placed: bool) -> IntegralNode | None:
    """The integrals one in the other, in other coordinates with their element."""
    whole = reduce(lambda inside, run: IntegralNode(inside, *run), piece, of)
    if not isinstance(whole, IntegralNode) or not placed:
        return whole if isinstance(whole, IntegralNode) else None
    return with_element(whole) if frozenset(x for x, _, _ in piece) in ELEMENTS else None
