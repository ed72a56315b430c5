"""A matrix by its named entries: `f_xx = 2, f_xy = 0, f_yy = 2` for a Hessian, `∂u/∂x = .., ∂u/∂y = ..` for a Jacobian."""

from __future__ import annotations

import re

from tutor.frozen import dataclass
from tutor.reading.draft import Draft, Span
from tutor.reading.lines import rows
from tutor.reading.patterns import compiled
from tutor.reading.quantity import FUNCTION_NAMES, Quantity, quantity
from tutor.reading.syntax import Node, Rows
from tutor.reading.variables import in_order

_EQUALS = compiled(r"(?<![<>!=])=(?![=>])")
_SECOND = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    names: tuple[Quantity, ...]
    value: Node


def named_entries(draft: Draft, span: Span) -> Node | None:
    """The matrix whose entries are all given by name; None where they are not. Errors: Unreadable where one is missing or given twice."""
    pieces = [piece for line in rows(draft, span) for piece in draft.items(line)]
    found = [entry for piece in pieces if (entry := _entry(draft, piece)) is not None]
    if len(found) < len(pieces) or len(found) < _SECOND:
        return None
    orders = {len(name.by) for entry in found for name in entry.names}
    if orders == {_SECOND} and len({name.of for entry in found for name in entry.names}) == 1:
        return _hessian(draft, found, span)
    return _jacobian(draft, found, span) if orders == {1} else None


def _entry(draft: Draft, piece: Span) -> _Entry | None:
    """A value behind the names of derivatives; members between them are compared with it."""
    parts = draft.pieces(_EQUALS, piece)
    names: list[Quantity] = []
    while len(parts) > 1:
        found = quantity(draft.text[slice(*parts[0])], draft.names, FUNCTION_NAMES)
        if found is None or found.operation != "derivative" or "" in found.by:
            break
        names.append(found)
        parts.pop(0)
    if not names:
        return None
    trees = tuple(draft.parse(part) for part in parts)
    draft.chains += [trees] if len(trees) > 1 else []
    return _Entry(tuple(names), trees[-1])


def _hessian(draft: Draft, found: list[_Entry], span: Span) -> Node:
    """Mixed derivatives may be given once, for both orders."""
    made: dict[tuple[str, ...], Node] = {}
    for entry in found:
        for name in entry.names:
            _put(draft, made, name.by, entry.value)
    letters = list(draft.names) or in_order({v for by in made for v in by})
    rows_of = tuple(tuple(_at(draft, made, (a, b), span) for b in letters) for a in letters)
    return Rows(rows_of, *span)


def _put(draft: Draft, made: dict[tuple[str, ...], Node], key: tuple[str, ...], value: Node) -> None:
    if key in made and made[key] != value:
        raise draft.fail("Two values are given for the same entry.", value)
    made[key] = value


def _at(draft: Draft, made: dict[tuple[str, ...], Node], key: tuple[str, ...], span: Span) -> Node:
    value = made.get(key) or made.get(key[::-1])
    if value is None:
        raise draft.fail(f"The entry for {' and '.join(key)} is missing.", span)
    return value


def _jacobian(draft: Draft, found: list[_Entry], span: Span) -> Node:
    """A row for each function, numbered ones by their number, others in the order in which they come."""
    made: dict[tuple[str, ...], Node] = {}
    for entry in found:
        for name in entry.names:
            _put(draft, made, (name.of, *name.by), entry.value)
    functions = list(dict.fromkeys(of for of, _ in made))
    if all(re.fullmatch(r"[A-Za-z]_?\d", of) for of in functions):
        functions.sort(key=lambda of: int(of[-1]))
    letters = list(draft.names) or in_order({by for _, by in made})
    table: list[tuple[Node, ...]] = []
    for of in functions:
        if any((of, by) not in made for by in letters):
            raise draft.fail(f"An entry of {of} is missing.", span)
        table.append(tuple(made[of, by] for by in letters))
    return Rows(tuple(table), *span)
