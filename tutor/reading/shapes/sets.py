"""Sets of numbers from trees: what is left out of one, what lies in one, and conditions in place of them."""

from __future__ import annotations

from tutor.reading.draft import Draft
from tutor.reading.shapes.kinds import is_scalar
from tutor.reading.syntax import Const, Joined, Neg, Node, Relation, Sym, Tup, parts

_OPERATIONS = ("union", "intersection", "without")


def settled(draft: Draft, tree: Node) -> Node:
    """Numbers beside sets as sets of one number, `R - 3`; conditions joined by signs of sets joined by words."""
    match tree:
        case Joined(word, items) if word in _OPERATIONS:
            return _operation(draft, tree, tuple(settled(draft, i) for i in items))
        case Joined(word, items):
            return Joined(word, tuple(settled(draft, i) for i in items), tree.start, tree.end)
        case Relation(items, signs):
            return Relation(tuple(settled(draft, i) for i in items), signs, tree.start, tree.end)
        case Sym("R") if "R" not in draft.scope.variables:
            infinity = Const("oo", tree.start, tree.end)
            return Tup((Neg(infinity, tree.start, tree.end), infinity), "(", ")", tree.start, tree.end)
    return tree


def _operation(draft: Draft, tree: Joined, items: tuple[Node, ...]) -> Node:
    place = (tree.start, tree.end)
    if all(_is_condition(i) for i in items):
        if tree.word == "without":
            raise draft.fail("A difference of conditions cannot be read.", tree, "Write the conditions with 'and' and 'or'.")
        return Joined("or" if tree.word == "union" else "and", items, *place)
    match items:
        case (Joined("without", (*_, Tup(_, "{"))) as left, Tup(_, "{")) if tree.word == "union" and not _bracketed(draft, left):
            raise draft.fail("This can mean two things.", tree, "Put brackets round what is left out, as in R \\ {1, 2}.")
    made = tuple(Tup((i,), "{", "}", i.start, i.end) if is_scalar(i) else i for i in items)
    return Joined(tree.word, made, *place)


def _bracketed(draft: Draft, node: Node) -> bool:
    return draft.text[: node.start].rstrip().endswith("(")


def _is_condition(node: Node) -> bool:
    return isinstance(node, Relation) or (isinstance(node, Joined) and node.word in ("and", "or") and all(map(_is_condition, node.items)))


def is_set(node: Node) -> bool:
    """Whether a tree is a set of numbers: an interval, numbers in braces, R, or several of these joined."""
    match node:
        case Joined(_, items):
            return all(map(is_set, items))
        case Tup(items, "{", "}"):
            return all(map(is_scalar, items))
        case Tup((_, _), "(" | "[", ")" | "]"):
            return all(map(is_scalar, node.items))
    return False


def united(draft: Draft, tree: Node) -> Node:
    """Sets side by side, by commas or words, as their union."""
    match tree:
        case Joined("and" | "or", items) | Tup(items, "", "") if len(items) > 1 and all(map(is_set, items)):
            if not (isinstance(tree, Joined) and tree.word == "or"):
                draft.notice("Sets side by side are read as their union.", (tree.start, tree.end))
            return Joined("union", items, tree.start, tree.end)
    return tree


def membership(draft: Draft, tree: Node) -> Node | None:
    """`x in S` for a set where a condition is asked; None where the tree is no set. Errors: Unreadable without one letter."""
    made = united(draft, tree)
    if not is_set(made):
        return None
    names = draft.scope.variables
    if len(names) != 1:
        raise draft.fail("An inequality is needed here, and this is a set.", tree, "Say what lies in it, as in 'x in [0, 1]'.")
    return Relation((Sym(next(iter(names)), tree.start, tree.end), made), ("in",), tree.start, tree.end)


def has_operation(node: Node) -> bool:
    """Whether sets are joined by signs somewhere in a tree."""
    return (isinstance(node, Joined) and node.word in _OPERATIONS) or any(map(has_operation, parts(node)))
