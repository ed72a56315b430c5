"""Inequalities, one or several, and sets of numbers where an inequality is asked."""

from __future__ import annotations

from tutor.reading.draft import Draft, Span
from tutor.reading.leading import unled
from tutor.reading.lines import rows, steps
from tutor.reading.patterns import compiled
from tutor.reading.shapes import comparisons, notation
from tutor.reading.shapes.kinds import is_scalar, wrong
from tutor.reading.shapes.result import Result
from tutor.reading.shapes.sets import is_set, membership, settled
from tutor.reading.syntax import Joined, Node, Relation, Sym, Tup, walk

# x > 2: nothing is left to be solved.
_SOLVED = compiled(r"\s*\\?[A-Za-z]+(?:_\w)?\s*(?:[<>≤≥≠]=?|!=|\\(?:leq?|geq?|neq?)(?![A-Za-z]))[^<>=≤≥≠]*")


def inequality(draft: Draft, span: Span) -> Result:
    """One inequality or chain of them, or several joined by `and` and `or`, by commas or on lines of their own."""
    comparisons.spell(draft)
    notation.spell(draft)
    found = steps(draft, draft.trimmed(*span))
    pieces = rows(draft, found[-1])
    solved = len(pieces) > 1 and all_solved(draft, pieces)
    if len(pieces) > 1 and not solved:
        draft.notice("The last line is taken as the answer.", pieces[-1])
    trees = [settled(draft, draft.parse(unled(draft, p, equation=True).span)) for p in (pieces if solved else pieces[-1:])]
    tree = trees[0] if len(trees) == 1 else Tup(tuple(trees), "", "", trees[0].start, trees[-1].end)
    return Result(_condition(draft, tree), None, (), (*found[:-1], *pieces))


def all_solved(draft: Draft, pieces: list[Span]) -> bool:
    """Whether each piece says of a letter how large it is: none of them is working for the next."""
    return all(_SOLVED.fullmatch(draft.text, *p) for p in pieces)


def _condition(draft: Draft, tree: Node) -> Node:
    """The inequality that a tree is; `x in S` for a set. Inequalities between commas stay a list: which is meant, the numbers tell."""
    match tree:
        case Joined("and", items) if len(items) > 1 and all(map(is_set, items)):  # where they overlap, or where not: in both
            members = [m for m in (membership(draft, i) for i in items) if m is not None]
            return Tup(tuple(members), "", "", tree.start, tree.end)
    member = membership(draft, tree)
    if member is not None:
        return member
    match tree:
        case Relation((left, Sym() as right), ("=",)) if is_set(left):
            return Relation((right, left), ("in",), tree.start, tree.end)
        case Relation() | Joined("and" | "or"):
            if all(isinstance(n, Relation | Joined) for n in _joined(tree)):
                return tree
        case Tup(items, "" | "(" | "{", "" | ")" | "}") if items and all(isinstance(i, Relation) or is_set(i) for i in items):
            return _several(draft, tree)
        case Tup((Relation((left, _), ("!=",)), *others), "", "") if all(map(is_scalar, others)):  # x != 1, 2
            apart = (Relation((left, o), ("!=",), o.start, o.end) for o in others)
            return Joined("and", (tree.items[0], *apart), tree.start, tree.end)
        case Tup((_, _), _, _) | Joined("union"):
            raise draft.fail("An inequality is needed here, and this is a set.", tree, "Say what lies in it, as in 'x in [0, 1]'.")
    raise wrong(draft, "inequality", tree)


def _several(draft: Draft, tree: Tup) -> Node:
    """Conditions between commas, sets among them: in brackets all of them hold."""
    items = tuple(member if (member := membership(draft, i)) is not None else i for i in tree.items)
    if tree.open:
        return items[0] if len(items) == 1 else Joined("and", items, tree.start, tree.end)
    if not draft.scope.answer or any("=" in n.signs for i in items for n in walk(i) if isinstance(n, Relation)):
        raise draft.fail("A comma between inequalities can mean two things.", tree, "Write 'and' or 'or'.")
    return Tup(items, "", "", tree.start, tree.end)


def _joined(tree: Node) -> list[Node]:
    return [n for item in tree.items for n in _joined(item)] if isinstance(tree, Joined) else [tree]
