"""Finite sets and lists of anything, in any order: numbers, points, statements."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from tutor.checking.equal import equal
from tutor.checking.opinion import DIFFERENT, EQUAL, REAL, UNDECIDED, Domain, Opinion, all_equal
from tutor.checking.plain import replaced
from tutor.checking.progressions import same_families
from tutor.checking.signs import expanded_signs, has_signs
from tutor.checking.solutions import same_solutions
from tutor.checking.statements import STATEMENTS
from tutor.checking.values import letters
from tutor.reading.syntax import Joined, Neg, Node, Num, Relation, Rows, Sum, Sym, Tup
from tutor.strength import weakest

MOST_MEMBERS = 60
SHIFTS = range(-4, 5)  # by which the counting letter of a family may differ


def same_set(a: Node, b: Node, domain: Domain = REAL) -> Opinion:
    """Whether two sets have the same members; what is an interval, a union or a condition is compared by its real numbers."""
    if a == b:
        return EQUAL
    mine, right = members(a), members(b)
    if mine is None and right is None and _pair(a, b):
        mine, right = (a,), (b,)  # intervals or points: the same ends, or coordinates
    if mine is None and right and _pair(a) and all(isinstance(r, Tup) and r.open != "{" for r in right):
        mine = (a,)
    if right is None and mine and _pair(b) and all(isinstance(r, Tup) and r.open != "{" for r in mine):
        right = (b,)
    if mine is None or right is None:
        return same_solutions(a, b, domain)
    first, second = _values(mine), _values(right)
    if first is not None and second is not None:
        mine, right = first, second
    return _same_members(mine, right, domain)


def _same_members(mine: tuple[Node, ...], right: tuple[Node, ...], domain: Domain) -> Opinion:
    if len(mine) > MOST_MEMBERS or len(right) > MOST_MEMBERS:
        return UNDECIDED
    if bool(mine) is not bool(right):
        return DIFFERENT
    families = same_families(mine, right, domain)
    if families is not None:
        return families
    family = _same_family(mine, right, domain)
    return _matched(mine, right, domain) if family is None else family


def members(node: Node) -> tuple[Node, ...] | None:
    """What is in a finite set, with every ± written out; None where the tree is no list of things."""
    match node:
        case Tup(items, "{" | ""):
            return tuple(m for i in items for m in _member(i))
        case Joined("union", items):
            found = [members(i) if isinstance(i, Tup) and i.open == "{" else None for i in items]
            return None if any(f is None for f in found) else tuple(m for f in found if f is not None for m in f)
        case Joined("or" | "and", items) if not any(isinstance(i, STATEMENTS) for i in items):
            return tuple(m for i in items for m in _member(i))
        case Joined("or", items) if _values(items) is not None:
            return tuple(m for i in _values(items) or () for m in _member(i))
        case Relation((Sym(), right), ("=",)):
            return members(right) if isinstance(right, Tup) and right.open == "{" else _member(right)
        case Relation() | Joined() | Rows():
            return None
        case Tup() if _pair(node) and not has_signs(node):
            return None
    return _member(node)


def _member(node: Node) -> tuple[Node, ...]:
    return expanded_signs(node)


def _pair(*nodes: Node) -> bool:
    """Whether these may be intervals, all of them in the same brackets."""
    tuples = [n for n in nodes if isinstance(n, Tup) and len(n.items) == 2 and n.open in ("(", "[") and n.close in (")", "]")]
    return len(tuples) == len(nodes) and len({(t.open, t.close) for t in tuples}) == 1


def _values(items: Sequence[Node]) -> tuple[Node, ...] | None:
    """The values of a list of values and of `x = value`, always with the same letter; None where there is more said."""
    out: list[Node] = []
    named: set[str] = set()
    for item in items:
        match item:
            case Relation((Sym(name), right), ("=",)) if not isinstance(right, Relation | Joined):
                named.add(name)
                out += _member(right)
            case Relation() | Joined():
                return None
            case _:
                out.append(item)
    return tuple(out) if len(named) <= 1 else None


def _matched(mine: Sequence[Node], right: Sequence[Node], domain: Domain) -> Opinion:
    """Each is one of the others, in both directions."""
    table = [[_same_member(x, y, domain) for y in right] for x in mine]
    rows = [*table, *zip(*table, strict=True)]
    evidence = []
    undecided = False
    for row in rows:
        equals = [o for o in row if o.outcome == "equal"]
        if equals:
            evidence.append(equals[0].evidence)
        elif all(o.outcome == "different" for o in row):
            return Opinion("different", weakest(*(o.evidence for o in row)))
        else:
            undecided = True
    return UNDECIDED if undecided else Opinion("equal", weakest(*evidence))


def _same_member(a: Node, b: Node, domain: Domain) -> Opinion:
    match a, b:
        case Tup(xs), Tup(ys):
            if len(xs) != len(ys):
                return DIFFERENT
            if "{" in (a.open, b.open):
                return same_set(a, b, domain) if a.open == b.open else DIFFERENT
            return all_equal(_same_member(x, y, domain) for x, y in zip(xs, ys, strict=True))
        case (Relation() | Joined(), _) | (_, Relation() | Joined()):
            both = isinstance(a, STATEMENTS) and isinstance(b, STATEMENTS)
            return same_solutions(a, b, domain) if both else DIFFERENT
        case (Rows(), _) | (_, Rows()) | (Tup(), _) | (_, Tup()):
            return EQUAL if a == b else UNDECIDED if isinstance(a, Rows) and isinstance(b, Rows) else DIFFERENT
    return equal(a, b, domain)


def _same_family(mine: Sequence[Node], right: Sequence[Node], domain: Domain) -> Opinion | None:
    """n pi against k pi + pi and the like: one member each that one whole letter runs through. None where they are no such."""
    whole = [[n for n in letters(*side) if domain.of(n) == "integer"] for side in (mine, right)]
    if not any(whole):
        return None
    if any(len(w) != 1 for w in whole) or len(mine) != 1 or len(right) != 1:
        return UNDECIDED
    other, letter = Sym(whole[0][0]), Sym(whole[1][0])
    for sign, shift in product((1, -1), SHIFTS):
        turned: Node = letter if sign == 1 else Neg(letter)
        moved = turned if shift == 0 else Sum((turned, Num(str(shift)) if shift > 0 else Neg(Num(str(-shift)))))
        found = _same_member(replaced(mine[0], other, moved), right[0], domain)
        if found.outcome == "equal":
            return found
    return UNDECIDED
