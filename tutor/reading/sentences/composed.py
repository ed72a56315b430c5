"""What is asked by several stretches of a sentence together: the point of a curve that is closest, what lies under a graph."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tutor.errors import Unreadable
from tutor.reading.free import free_names
from tutor.reading.parse import parse
from tutor.reading.scope import Scope
from tutor.reading.sentences.notations import NoFit
from tutor.reading.sentences.phrase import ORIGIN
from tutor.reading.sentences.pieces import bare, parted
from tutor.reading.sentences.worded import LETTERS, box, half_of_disc, in_known_words

_GRAPH = re.compile(r"(?:z|[fgh]\s*\(\s*x\s*,\s*y\s*\))\s*=(?!=)\s*(.+)", re.S)
_POINT = re.compile(r"(?:[A-Z](?:_\{?\w+\}?)?\s*)?[(\[⟨](.*)[)\]⟩]", re.S)


def _distance(on: str, **other: str) -> dict[str, object]:
    """Where on a curve or a surface the square of the distance from a point is least, or greatest. Errors: `NoFit`."""
    constraints = [bare(c) for c in parted(on)]
    try:
        names = {n for c in constraints for n in free_names(parse(c, Scope(functions=frozenset("fgh"))).tree)}
    except Unreadable:
        raise NoFit from None
    if not names <= set(LETTERS) or any("=" not in c for c in constraints):
        raise NoFit
    where = other["from"].removeprefix("the ")
    place = _POINT.fullmatch(where)
    if where == ORIGIN:
        space = max(2, 1 + max((LETTERS.index(n) for n in names), default=0))
        coordinates = ["0"] * space
    elif place is not None and len(parted(place[1])) in (2, 3):
        coordinates = parted(place[1])
    else:
        raise NoFit
    letters = LETTERS[: len(coordinates)]
    if not names <= set(letters):
        raise NoFit
    terms = [_squared(v, p) for v, p in zip(letters, coordinates, strict=True)]
    return {"objective": " + ".join(terms), "constraints": constraints if len(constraints) > 1 else constraints[0]}


def _squared(letter: str, place: str) -> str:
    if place == "0":
        return f"{letter}^2"
    return f"({letter} - {place})^2" if re.fullmatch(r"[\w.]+", place) else f"({letter} - ({place}))^2"


def _under(graph: str, base: str = "") -> dict[str, object]:
    """The solid between the plane and a graph, above a region of the plane. Errors: `NoFit`."""
    found, text = _GRAPH.fullmatch(graph), in_known_words(base)
    if found is None or re.search(r"\bz\b", text):
        raise NoFit
    below = box(text) or half_of_disc(text) or ([text] if text else [])
    return {"region": [*below, f"0 <= z <= {found[1].strip()}"]}


COMPOSED: Mapping[str, Callable[..., dict[str, object]]] = {"distance": _distance, "under": _under}
