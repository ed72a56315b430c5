"""A function in pieces, or with values of its own at single points, in a field of a problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tutor.errors import Unsupported
from tutor.model import Notice
from tutor.reading import syntax
from tutor.reading.free import free_names
from tutor.reading.near import meeting, piece_at, piece_near, several, value_at
from tutor.reading.variables import inferred
from tutor.rule import topic

if TYPE_CHECKING:
    from tutor.reading.fields import Fields


def settled(found: Fields, node: syntax.Node, field: str) -> syntax.Node:
    """A function as it is near the point, where it is given in pieces or with exceptions; any other as it is."""
    node = _excepted(found, node, field)
    return _piece(found, node, field) if isinstance(node, syntax.Pieces) else node


def _excepted(found: Fields, node: syntax.Node, field: str) -> syntax.Node:
    """A function with values of its own at single points, as one in pieces."""
    if "exceptions" not in found.fields or field != "function":
        return node
    listed = found.fields["exceptions"]
    if not isinstance(listed, list) or not listed or not all(isinstance(e, Mapping) and set(e) == {"at", "value"} for e in listed):
        raise found.record.wrong("expected a list such as [{ at = [0, 0], value = 0 }]", "exceptions")
    values, conditions = [], []
    for entry in listed:
        names, at = _coordinates(found, node, entry["at"])
        if not names:
            raise found.record.wrong(
                "it is not sure which coordinate is which", "exceptions", "List the variables, or write at = { x = 0, y = 0 }."
            )
        letters = [syntax.Sym(n) for n in names]
        sides = (letters[0], at[0]) if len(names) == 1 else (_tuple(letters), _tuple(at))
        values.append(found.math(entry["value"], "exceptions"))
        conditions.append(syntax.Relation(sides, ("=",)))
    return syntax.Pieces((*values, node), (*conditions, None), node.start, node.end)


def _piece(found: Fields, node: syntax.Pieces, field: str) -> syntax.Node:
    """The piece that is the function near the point. Errors: `Unsupported` where that does not answer the question."""
    kind, given = found.record.kind, found.fields.get("point")
    about = topic(kind)
    if not about.local or given is None or "estimate_at" in found.fields:
        raise Unsupported(f"pieces are read, but {kind} cannot use them yet").at(found.record.place(field))
    names, at = _coordinates(found, node, given)
    if about.local == "at" and names:
        return _at_the_point(found, node, field, names, at)
    piece = piece_near(node, names, at, punctured=about.local == "around") if names else None
    if piece is None and names and about.local == "around" and (met := meeting(node, names, at)) is not None:
        found.fields.setdefault("variables", names)
        found.met, found.hole = met, value_at(node, names, at)[0] is None
        return met.first
    if piece is None and names and about.by_definition:
        around, there = piece_near(node, names, at, punctured=True), piece_at(node, names, at)
        if around is not None and there is not None:
            found.fields.setdefault("variables", names)
            found.value_there = there
            return around
    if piece is None:
        raise Unsupported(f"pieces are read, but {kind} cannot use them yet where two of them meet").at(found.record.place(field))
    found.fields.setdefault("variables", names)
    found.notices.append(Notice("Near the point one piece of the function holds, and the others do not matter.", field))
    return piece


def _at_the_point(found: Fields, node: syntax.Pieces, field: str, names: list[str], at: list[syntax.Node]) -> syntax.Node:
    """The piece beside the point, with the value at it where that is another one, or with the piece that meets it there."""
    there, known = value_at(node, names, at)
    around = piece_near(node, names, at, punctured=True)
    met = meeting(node, names, at) if around is None else None
    listed = several(node, names, at) if known and around is None and met is None and topic(found.record.kind).many_pieces else None
    if not known or (around is None and met is None and (listed is None or len(names) == 1)):
        raise Unsupported(f"pieces are read, but {found.record.kind} cannot use them yet where they meet like this").at(
            found.record.place(field)
        )
    found.fields.setdefault("variables", names)
    if listed is not None:
        found.pieces = listed
        around = listed[0][0]
    beside = met.first if met is not None else around
    assert beside is not None
    found.met, found.hole = met, there is None
    if there != beside:
        found.value_there = there
    return beside


def _coordinates(found: Fields, node: syntax.Node, given: Any) -> tuple[list[str], list[syntax.Node]]:
    """The variables and the coordinates of the point; none where it is not sure which is which."""
    placed = found.point(given, "point")
    if isinstance(placed, dict):
        return list(placed), list(placed.values())
    free = set(free_names(node)) - set(found.fields.get("parameters", ()))
    names = found.names("variables") if "variables" in found.fields else inferred(free, (), len(placed)) if free else []
    return (names, placed) if len(names) == len(placed) else ([], [])


def _tuple(items: list[Any]) -> syntax.Tup:
    return syntax.Tup(tuple(items), "(", ")")
