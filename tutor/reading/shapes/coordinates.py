"""Points from trees: `(1, 2)`, `x = 1, y = 2`, `(x, y) = (1, 2)`, and with signs as `(±1, 0)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import product
from typing import Any

from tutor.reading.draft import Draft, Span
from tutor.reading.patterns import compiled
from tutor.reading.shapes.kinds import called, is_scalar
from tutor.reading.syntax import Apply, Joined, Neg, Node, PlusMinus, Prod, Quot, Relation, Rows, Sym, Tup, walk
from tutor.reading.variables import in_order
from tutor.reading.vectors import collected

# Two signs in each of three coordinates, and one more.
_MOST_SIGNS = 4
_ASSIGNMENT = compiled(r"(?<=[\w)}\s])( |(?<= ))(?=(?!values?\s)\\?[A-Za-z]{1,8}(?:_?\w)?\s*=(?!=))")


def separate_assignments(draft: Draft, span: Span) -> None:
    """A comma before each `y =` that follows a value after a mere space: x = 1 y = 2."""
    text = list(draft.text)
    for m in draft.outside(_ASSIGNMENT, span):
        before = draft.text[span[0] : m.start()].rstrip()[-1:]
        if before and before not in ",;(:[{=<>+-*/^∨∧∪±&|" and not _word_before(draft.text, m.start(1)):
            text[m.start(1) if m.end(1) > m.start(1) else m.start() - 1] = ","
    draft.rewrite("".join(text))


def _word_before(text: str, at: int) -> bool:
    return re.search(r"(?:(?<![A-Za-z])(?:and|or|und|oder|et|ou)|\\[A-Za-z]{1,9})\s*\Z", text[max(0, at - 11) : at]) is not None


def points_of(draft: Draft, items: Sequence[Node]) -> list[tuple[Node, ...]]:
    """The points of a list, each with its coordinates; signs are written out."""
    out: list[tuple[Node, ...]] = []
    named: dict[str, Node] = {}
    plain: list[Node] = []
    for item in (one for i in _flat(items) for one in _one_by_one(i)):
        match item:
            case Relation((Sym(name), right), ("=",)) if is_scalar(right):
                if name in named:
                    out += _from_names(draft, named)
                    named = {}
                named[name] = right
                continue
            case Relation((Tup(), Tup() as right), ("=",)) | Relation((Apply() | Sym(), Tup() as right), ("=",)):
                made: Node = right
            case Relation((Tup() as left, _), ("=",)):
                made = left
            case Tup(inner, "[" | "(" | "{", _) if inner and all(isinstance(i, Relation) for i in inner):
                out += points_of(draft, inner)
                continue
            case _:
                made = item
        if named:
            out += _from_names(draft, named)
            named = {}
        if is_scalar(made) and not _has_vector(made):
            plain.append(made)
            continue
        out += _coordinates(draft, made)
    if named:
        out += _from_names(draft, named)
    return [*out, *_from_plain(draft, plain, bool(out))]


def _flat(items: Sequence[Node]) -> list[Node]:
    """The items with sets of points and points joined by `and` or `or` opened."""
    out: list[Node] = []
    for item in items:
        match item:
            case Joined(_, inner):
                out += _flat(inner)
            case Tup(inner, "{" | "[") if inner and all(isinstance(i, Tup) for i in inner):
                out += _flat(inner)
            case Rows(rows):  # [[1, 2], [3, 4]] where points are asked
                out += [Tup(r, "(", ")", item.start, item.end) for r in rows]
            case _:
                out.append(item)
    return out


def _one_by_one(item: Node) -> tuple[Node, ...]:
    """x = y = 1 as x = 1 and y = 1."""
    match item:
        case Relation((Sym(), Sym(), *_) as members, signs) if set(signs) == {"="} and all(isinstance(m, Sym) for m in members[:-1]):
            return tuple(Relation((m, members[-1]), ("=",), item.start, item.end) for m in members[:-1])
    return (item,)


def _has_vector(node: Node) -> bool:
    return any(isinstance(n, Tup | Rows) for n in walk(node))


def _from_names(draft: Draft, named: dict[str, Node]) -> list[tuple[Node, ...]]:
    order = [n for n in draft.names if n in named]
    if len(order) < len(named):
        order = in_order(named)
    place = tuple(named[n] for n in order)
    if draft.dimension is not None and len(place) < draft.dimension:
        whole = (min(v.start for v in place), max(v.end for v in place))
        raise draft.fail(f"A point has {draft.dimension} coordinates here.", whole, "Write the points as (1, 2).")
    return signed(draft, place)


def _from_plain(draft: Draft, plain: list[Node], others: bool) -> list[tuple[Node, ...]]:
    """Bare numbers: points of a function of one variable, or one point without its brackets."""
    if not plain:
        return []
    if draft.dimension == 1:
        return [p for value in plain for p in signed(draft, (value,))]
    if not others and len(plain) > 1 and draft.dimension in (None, len(plain)):
        whole = (plain[0].start, plain[-1].end)
        draft.notice("The numbers are read as one point.", whole)
        return signed(draft, tuple(plain))
    raise draft.fail(f"A point is needed here, and this is {called(plain[0])}.", plain[0], "Write the points as (1, 2).")


def _are_numbers(items: tuple[Node, ...]) -> bool:
    return all(map(is_scalar, items)) and not any(map(_has_vector, items))


def _coordinates(draft: Draft, node: Node) -> list[tuple[Node, ...]]:
    if isinstance(node, Prod | Quot):
        raise draft.fail("A number stands beside this point.", node, "Write the points as (1, 2), with words or commas between them.")
    made = collected(draft.text, node)
    match made:
        case Tup(items, open, close) if open + close in ("()", "[]", "<>", "{}") and items and _are_numbers(items):
            if draft.dimension is not None and len(items) not in (draft.dimension, draft.dimension + 1):
                said = "one coordinate" if draft.dimension == 1 else f"{draft.dimension} coordinates"
                raise draft.fail(f"A point has {said} here, and this one has {len(items)}.", node)
            return signed(draft, items)
        case Rows(rows) if len(rows[0]) == 1:
            return signed(draft, tuple(r[0] for r in rows))
    raise draft.fail(f"A point is needed here, and this is {called(made)}.", node, "Write the points as (1, 2).")


def signed(draft: Draft, place: tuple[Node, ...]) -> list[tuple[Node, ...]]:
    """A place with each ± written out. A sign typed once stands for one choice, and with a ∓ all signs go together."""
    found = [n for value in place for n in walk(value) if isinstance(n, PlusMinus)]
    if not found:
        return [place]
    together = any(n.flipped for n in found)
    keys = sorted({0 if together else n.start for n in found})
    if len(keys) > _MOST_SIGNS:
        raise draft.fail("There are too many signs ± in one point.", found[0], "Write the points out.")
    out: list[tuple[Node, ...]] = []
    for choice in product((True, False), repeat=len(keys)):
        plus = dict(zip(keys, choice, strict=True))
        out.append(tuple(_chosen(value, plus, together) for value in place))
    if len(keys) > 1:
        said = f"This is read as {len(out)} points, each sign on its own; with ∓ the signs go together."
        draft.notice(said, (place[0].start, place[-1].end))
    return out


def _chosen(node: Node, plus: dict[int, bool], together: bool) -> Node:
    """The node with every sign decided."""
    if isinstance(node, PlusMinus):
        inner = _chosen(node.of, plus, together)
        positive = plus[0 if together else node.start] != node.flipped
        return inner if positive else Neg(inner, node.start, node.end)
    if not any(isinstance(n, PlusMinus) for n in walk(node)):
        return node
    changed: dict[str, Any] = {}
    for f in fields(node):
        value = getattr(node, f.name)
        if isinstance(value, tuple) and value and isinstance(value[0], Node):
            changed[f.name] = tuple(_chosen(v, plus, together) for v in value)
        elif isinstance(value, Node):
            changed[f.name] = _chosen(value, plus, together)
    return replace(node, **changed)
