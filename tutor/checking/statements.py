"""Statements of the reader's tree as formulas compared with nought: equations, inequalities, chains, intervals, sets."""

from __future__ import annotations

from tutor.checking.infinity import infinite
from tutor.checking.logic import FALSE, TRUE, Atom, Formula, every, some
from tutor.checking.plain import plain
from tutor.checking.signs import expanded_signs, has_signs
from tutor.checking.unwinding import UnwindingBudget, held
from tutor.checking.values import fraction
from tutor.reading.syntax import Joined, Neg, Node, Relation, Rows, Sign, Sum, Sym, Tup

STATEMENTS = (Relation, Joined)


class NoStatement(Exception):
    """The tree says nothing that could be true or false."""


def formula(node: Node, letter: str | None = None) -> Formula:
    """What a statement says. `letter` is meant where an interval or a set stands alone. Raises NoStatement or Unclear."""
    return _Reader(letter).read(node)


class _Reader:
    def __init__(self, letter: str | None) -> None:
        self.letter = letter
        self.budget = UnwindingBudget()

    def read(self, node: Node) -> Formula:
        match node:
            case Relation(items, signs):
                return every(self.pair(a, s, b) for a, s, b in zip(items, signs, items[1:], strict=False))
            case Joined("and", items):
                return every(map(self.read, items))
            case Joined("without" | "intersection") if self.letter is not None:
                return self.member(Sym(self.letter), node)
            case Joined(_, items):
                return some(map(self.read, _completed(items)))
            case Tup(items, open, _) if open != "{" and items and all(isinstance(i, STATEMENTS) for i in items):
                return every(map(self.read, items))
            case Tup((Relation(), *_) as items, ""):
                return some(map(self.read, _completed(items)))
            case Tup((Tup() as only,), "(" | "[") | Tup((Joined() as only,), "(" | "["):
                return self.read(only)
            case Sym("R") if self.letter is not None:
                return TRUE
            case Tup() if self.letter is not None:
                return self.member(Sym(self.letter), node)
        raise NoStatement

    def pair(self, left: Node, sign: Sign, right: Node) -> Formula:
        if sign == "in":
            return self.member(left, right)
        if isinstance(left, Tup) and isinstance(right, Tup) and sign == "=":
            if len(left.items) != len(right.items):
                raise NoStatement
            return every(self.pair(a, "=", b) for a, b in zip(left.items, right.items, strict=True))
        if isinstance(left, Tup | Joined | Rows | Relation):
            raise NoStatement
        if isinstance(right, Tup | Joined) and isinstance(left, Sym) and sign == "=":
            return self.member(left, right)
        if isinstance(right, Tup | Joined | Rows | Relation):
            raise NoStatement
        if has_signs(left) or has_signs(right):
            if sign not in ("=", "!="):
                raise NoStatement
            both = expanded_signs(Relation((left, right), (sign,)))
            return (some if sign == "=" else every)(map(self.read, both))
        if infinite(left) or infinite(right):
            return self.unbounded(left, sign, right)
        return self.compared(plain(left), sign, plain(right))

    def compared(self, left: Node, sign: Sign, right: Node) -> Formula:
        if sign in (">", ">="):
            left, right, sign = right, left, "<" if sign == ">" else "<="
        assert sign in ("=", "!=", "<", "<=")
        if fraction(right) == 0:
            tree = left
        elif fraction(left) == 0 and sign in ("=", "!="):
            tree = right
        else:
            tree = Sum((left, Neg(right))) if fraction(left) != 0 else Neg(right)
        return held(Atom(tree, sign), self.budget)

    def unbounded(self, left: Node, sign: Sign, right: Node) -> Formula:
        """A comparison with infinity, which every real number passes or fails."""
        a, b = infinite(left), infinite(right)
        if sign in ("=", "!="):
            raise NoStatement
        holds = a < b if sign in ("<", "<=") else a > b
        return TRUE if holds else FALSE

    def member(self, left: Node, right: Node) -> Formula:
        match right:
            case Joined("intersection", items):
                return every(self.member(left, i) for i in items)
            case Joined("without", (first, *others)):
                return every((self.member(left, first), *(self.outside(left, o) for o in others)))
            case Joined(_, items):
                return some(self.member(left, i) for i in items)
            case Relation():
                return self.read(right)
            case Tup(items, "{", "}"):
                return some(self.pair(left, "=", i) for i in items)
            case Tup((low, high), "(" | "[" as open, ")" | "]" as close):
                if isinstance(low, Tup) or isinstance(high, Tup):
                    raise NoStatement
                lower, upper = self.pair(low, "<" if open == "(" else "<=", left), self.pair(left, "<" if close == ")" else "<=", high)
                return every((lower, upper))
            case Sym("R"):
                return TRUE
        raise NoStatement

    def outside(self, left: Node, right: Node) -> Formula:
        """That something is no member of a set."""
        match right:
            case Joined("intersection", items):
                return some(self.outside(left, i) for i in items)
            case Joined("without", (first, *others)):
                return some((self.outside(left, first), *(self.member(left, o) for o in others)))
            case Joined(_, items):
                return every(self.outside(left, i) for i in items)
            case Tup(items, "{", "}"):
                return every(self.pair(left, "!=", i) for i in items)
            case Tup((low, high), "(" | "[" as open, ")" | "]" as close) if not isinstance(low, Tup) and not isinstance(high, Tup):
                below = self.pair(left, "<=" if open == "(" else "<", low)
                return some((below, self.pair(high, "<=" if close == ")" else "<", left)))
            case Sym("R"):
                return FALSE
        raise NoStatement


def _completed(items: tuple[Node, ...]) -> tuple[Node, ...]:
    """`x = 1 or 2` as `x = 1 or x = 2`."""
    match items[0]:
        case Relation((Sym() as left, _), ("=",)):
            return tuple(i if isinstance(i, STATEMENTS) else Relation((left, i), ("=",), i.start, i.end) for i in items)
    return items
