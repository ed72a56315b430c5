"""The members of a finite set: points by their coordinates, signs written out, a family by its first numbers."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

from tutor.reading.draft import Draft, listed
from tutor.reading.patterns import compiled
from tutor.reading.shapes.coordinates import points_of, signed
from tutor.reading.shapes.families import COUNTING
from tutor.reading.shapes.kinds import is_scalar
from tutor.reading.syntax import Joined, Neg, Node, PlusMinus, Prod, Quot, Relation, Sum, Sym, Tup, walk
from tutor.reading.vectors import collected

_AMPERSAND = compiled(r"(?<=[)\]>}\w])\s*&\s*(?=[(\[<\w])")
_CLOSING_WORDS = compiled(
    r"[\s,]*(?:(?:are|is|being)\s+)?(?:the\s+|all\s+|its\s+)*(?:only\s+)?(?:two\s+|three\s+|four\s+)?(?:real\s+|critical\s+)?"
    r"(?:solutions?|answers?|points?(?:\s+of\s+intersection)?|roots?|zeros?|values?|intersections?|only)[\s.!]*\Z",
    re.IGNORECASE,
)
_NAMED = compiled(r"(?:\A|(?<=[,;\n{&])|(?<=and)|(?<=or))(\s*)([A-Z](?:_?\d|'{1,2})?)\s*=?\s*(\([^()\[\]<>]*[,|][^()\[\]<>]*\))")
_STROKE = compiled(r"\([^()|]{1,40}\|[^()|]{1,40}\)")
_ELLIPSIS = compiled(r"\.\.\.|…|\\[lc]?dots(?![A-Za-z])")
_PLUS_MINUS = compiled(
    r"\+\s?/\s?[-−–]|(?<![A-Za-z\\])(?:pm|plus\s?minus|plus\s?/\s?minus|plus\s+or\s+minus|plus-minus|plus\s+and\s+minus)(?![A-Za-z])"
)
_TIGHT = compiled(r"(?<=[\w)}])(\s*)\+[-−–](?=\s*[\w(\\√])")
_FOR = compiled(r",?\s*(?<![A-Za-z])(?:for|with|where|when|und|mit|für)\s+(?=[kmnjlpqKMN]\s*(?:=|∈|in(?![A-Za-z])))")
_OPENING_WORDS = compiled(
    r"\A\s*(?:both|(?:these\s+)?(?:are\s+)?the\s+(?:(?:two|only|real)\s+)?(?:points?|solutions?|numbers?|values?|roots?)|points?|solutions?)"
    r"\s+(?:are\s+|is\s+)?(?=[(\[{<x±\d√\\-])"
)


def spell(draft: Draft) -> None:
    """Points named by capitals, `&`, signs in words, and words behind the members."""
    if (open_end := _ELLIPSIS.search(draft.text)) is not None:
        raise draft.fail("What follows is left open here.", open_end.span(), "Write the general member, as in k pi, or all members.")
    text = _AMPERSAND.sub(lambda m: ",".ljust(len(m[0])), draft.text)
    if not {"p", "m"} <= draft.scope.variables:
        text = _PLUS_MINUS.sub(lambda m: "±".ljust(len(m[0])), text)
    text = _FOR.sub(lambda m: ",".ljust(len(m[0])), text)
    text = _OPENING_WORDS.sub(lambda m: " " * len(m[0]), text)
    known = draft.scope.variables | draft.scope.functions
    text = _NAMED.sub(lambda m: m[0] if m[2] in known else f"{' ' * (m.start(3) - m.start())}<{m[3][1:-1].replace('|', ',')}>", text)
    text = _STROKE.sub(lambda m: m[0].replace("|", ","), text)
    draft.rewrite(text)
    end = _CLOSING_WORDS.search(draft.text)
    if end is not None and any(c in ")]}0123456789" or c.isalpha() for c in draft.text[: end.start()]):
        draft.rewrite(draft.text[: end.start()] + " " * (end.end() - end.start()))
    for m in _TIGHT.finditer(draft.text):
        draft.rewrite(f"{draft.text[: m.start()]}{m[1]}± {draft.text[m.end() :]}")
        draft.notice("+- is read as ±.", m.span())


def written_out(draft: Draft, tree: Node) -> Node:
    """The set with named coordinates as points and every sign of a point on its own; any other tree as it is."""
    items = _members(tree)
    if items is None:
        return tree
    place = (tree.start, tree.end)
    counted = _counted(items)
    if counted is not None:
        return Tup(counted, "{", "}", *place)
    items = tuple(i for item in items for i in _split(item))
    if _named(items):
        found = [p for row in _combined(draft, items) for p in points_of(draft, row)]
        if len({len(p) for p in found}) > 1:
            raise draft.fail("Which of these values belong together?", tree, "Write the points as (1, 2).")
        return Tup(tuple(Tup(p, "<", ">", p[0].start, p[-1].end) for p in found), "{", "}", *place)
    if not any(isinstance(n, Tup) for i in items for n in walk(i)):
        return tree
    made = tuple(m for i in items for m in _points(draft, i))
    return tree if made == items else Tup(made, "{", "}", *place)


def _members(tree: Node) -> tuple[Node, ...] | None:
    """All members of a list, also of one in braces or joined by words; None where there are conditions or intervals joined."""
    match tree:
        case Joined("and" | "or", items) | Tup(items, "", "") | Tup(items, "{", "}"):
            found = [_members(i) if isinstance(i, Joined) and not _choice(i) else listed(i) for i in items]
            return None if any(f is None for f in found) else tuple(m for f in found if f is not None for m in f)
        case Joined():
            return None
        case Relation((Tup(), Tup()), ("=",)):
            return (tree,)
        case Relation():
            return None
    return (tree,)


def _choice(node: Joined) -> bool:
    """Whether this is one coordinate with several values: x = 3 or -3."""
    first, *others = node.items
    return node.word == "or" and isinstance(first, Relation) and bool(others) and all(map(is_scalar, others))


def _split(item: Node) -> tuple[Node, ...]:
    """x = y = 0 as x = 0 and y = 0; (x = 0, y = 1) as what is in the brackets."""
    match item:
        case Relation((Sym(), Sym(), *_) as members, signs) if set(signs) == {"="} and all(isinstance(m, Sym) for m in members[:-1]):
            return tuple(Relation((m, members[-1]), ("=",), item.start, item.end) for m in members[:-1])
        case Tup(items, "(" | "{" | "[") if items and all(isinstance(i, Relation) and isinstance(i.items[0], Sym) for i in items):
            return items
    return (item,)


def _combined(draft: Draft, items: tuple[Node, ...]) -> list[tuple[Node, ...]]:
    """x = 3 or -3, y = 0 as one row of coordinates for each value. Errors: Unreadable where two coordinates have several values."""
    several = [k for k, i in enumerate(items) if isinstance(i, Joined)]
    if not several:
        return [items]
    if len(several) > 1:
        raise draft.fail("Which of these values belong together?", items[several[0]], "Write the points as (1, 2).")
    at = several[0]
    chosen = items[at]
    assert isinstance(chosen, Joined)
    first = chosen.items[0]
    assert isinstance(first, Relation)
    values = (first.items[1], *(i.items[1] if isinstance(i, Relation) else i for i in chosen.items[1:]))
    return [(*items[:at], Relation((first.items[0], v), ("=",), v.start, v.end), *items[at + 1 :]) for v in values]


def _named(items: tuple[Node, ...]) -> bool:
    """Whether these are coordinates of points: x = 4, y = 3, or (x, y) = (4, 3)."""
    letters: set[str] = set()
    paired = False
    for item in items:
        match item:
            case Relation((Sym(name), right), ("=",)) if is_scalar(right):
                letters.add(name.partition("_")[0])
            case Joined("or", (Relation((Sym(name), _), ("=",)), *others)) if all(is_scalar(o) for o in others):
                letters.add(name.partition("_")[0])
            case Relation((Tup(left), Tup()), ("=",)) if all(isinstance(i, Sym) for i in left):
                paired = True
            case Tup(_, "(" | "<" | "["):
                continue
            case _:
                return False
    return paired or len(letters) > 1


def _points(draft: Draft, item: Node) -> tuple[Node, ...]:
    """A member, where it is a point with all its signs; a multiple of a point as a point."""
    if isinstance(item, Neg | PlusMinus | Prod | Quot | Sum) and any(isinstance(n, Tup) for n in walk(item)):
        item = collected(draft.text, item)
    match item:
        case Tup(items, "(" | "[" | "<" as open, ")" | "]" | ">" as close) if open + close in ("()", "[]", "<>") and len(items) > 1:
            if not any(isinstance(n, PlusMinus) for n in walk(item)):
                return (item,)
            return tuple(Tup(p, "<", ">", item.start, item.end) for p in signed(draft, items))
    return (item,)


def _counted(items: tuple[Node, ...]) -> tuple[Node, ...] | None:
    """pi/4 + k pi, k = 0, 1 as its two members; None where no counting letter is given values."""
    for at, item in enumerate(items):
        match item:
            case Relation((Sym(name), first), ("=",)) if at and name in COUNTING:
                values = (first, *items[at + 1 :])
            case Relation((Sym(name), Tup(values, "{", "}")), ("in",)) if at and name in COUNTING and at == len(items) - 1:
                pass
            case _:
                continue
        before = items[:at]
        if not any(n == Sym(name) for b in before for n in walk(b)) or not all(is_scalar(v) and not _letters(v) for v in values):
            return None
        return tuple(_put(b, name, v) for b in before for v in values)
    return None


def _letters(node: Node) -> bool:
    return any(isinstance(n, Sym) for n in walk(node))


def _put(node: Node, name: str, value: Node) -> Node:
    """The tree with a value for a letter."""
    if isinstance(node, Sym):
        return value if node.name == name else node
    changed: dict[str, Any] = {}
    for f in fields(node):
        inside = getattr(node, f.name)
        if isinstance(inside, Node):
            changed[f.name] = _put(inside, name, value)
        elif isinstance(inside, tuple) and inside and isinstance(inside[0], Node):
            changed[f.name] = tuple(_put(n, name, value) for n in inside)
    return replace(node, **changed) if changed else node
