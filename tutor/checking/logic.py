"""Statements joined by `and` and `or`, in a form in which equal ones look alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, TypeAlias

from tutor.frozen import dataclass
from tutor.reading.syntax import Node

AtomSign = Literal["=", "!=", "<", "<="]


@dataclass(frozen=True, slots=True)
class Atom:
    """A formula compared with nought: `tree sign 0`."""

    tree: Node
    sign: AtomSign


@dataclass(frozen=True, slots=True)
class Has:
    """The formula has a value."""

    tree: Node


@dataclass(frozen=True, slots=True)
class Lit:
    """The product of some factors, by number, has one of the signs -1, 0, 1."""

    ids: frozenset[int]
    signs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Every:
    """All of them hold; of none: true."""

    items: frozenset[Formula]


@dataclass(frozen=True, slots=True)
class Some:
    """One of them holds; of none: false."""

    items: frozenset[Formula]


Leaf: TypeAlias = Atom | Has | Lit
Formula: TypeAlias = Leaf | Every | Some

TRUE, FALSE = Every(frozenset()), Some(frozenset())
ZERO, NONZERO, ANY = frozenset({0}), frozenset({-1, 1}), frozenset({-1, 0, 1})


def every(items: Iterable[Formula]) -> Formula:
    """All of these, flattened, without repetition and without what the others imply."""
    flat: set[Formula] = set()
    for item in items:
        flat |= item.items if isinstance(item, Every) else {item}
    flat = _merged(flat, frozenset.intersection, NONZERO)
    if FALSE in flat or _contradictory(flat):
        return FALSE
    kept = {i for i in flat if not (isinstance(i, Some) and i.items & flat)}
    return next(iter(kept)) if len(kept) == 1 else Every(frozenset(kept))


def some(items: Iterable[Formula]) -> Formula:
    """One of these, flattened, without repetition and without what implies another."""
    flat: set[Formula] = set()
    for item in items:
        flat |= item.items if isinstance(item, Some) else {item}
    flat = _merged(flat, frozenset.union, ZERO)
    if TRUE in flat:
        return TRUE
    kept = {i for i in flat if not (isinstance(i, Every) and i.items & flat)}
    kept = _shared(kept)
    return next(iter(kept)) if len(kept) == 1 else Some(frozenset(kept))


def _merged(
    items: set[Formula], combine: Callable[[frozenset[int], frozenset[int]], frozenset[int]], joint: frozenset[int]
) -> set[Formula]:
    """Signs of the same product combined; the statements that products are nought (or are not) as one about their product."""
    signs: dict[frozenset[int], frozenset[int]] = {}
    rest: set[Formula] = set()
    for item in items:
        if isinstance(item, Lit):
            signs[item.ids] = combine(signs[item.ids], item.signs) if item.ids in signs else item.signs
        else:
            rest.add(item)
    together: frozenset[int] = frozenset()
    for ids, found in signs.items():
        if found == joint:
            together |= ids
        else:
            rest.add(TRUE if found == ANY else Lit(ids, found) if found else FALSE)
    if joint == NONZERO:
        # What has a sign already is not nought.
        together -= {n for ids, found in signs.items() if found and 0 not in found and found != joint for n in ids}
        rest.discard(TRUE)
    else:
        rest.discard(FALSE)
    return rest | {Lit(together, joint)} if together else rest


def _contradictory(items: set[Formula]) -> bool:
    """Whether one says that a factor is nought and another that it is not."""
    lits = [i for i in items if isinstance(i, Lit)]
    zero = {n for i in lits if i.signs == ZERO and len(i.ids) == 1 for n in i.ids}
    return any(0 not in i.signs and i.ids & zero for i in lits)


def _shared(items: set[Formula]) -> set[Formula]:
    """(A and B) or (A and C) as A and (B or C)."""
    branches = [i.items if isinstance(i, Every) else frozenset({i}) for i in items]
    if len(branches) < 2:
        return items
    common = frozenset.intersection(*branches)
    if not common:
        return items
    return {every([*common, some(every(b - common) for b in branches)])}


def leaves(formula: Formula) -> Iterator[Leaf]:
    """The single statements in it."""
    if isinstance(formula, Every | Some):
        for item in formula.items:
            yield from leaves(item)
    else:
        yield formula


def mapped(formula: Formula, change: Callable[[Leaf], Formula]) -> Formula:
    """With every single statement replaced."""
    match formula:
        case Every(items):
            return every(mapped(i, change) for i in items)
        case Some(items):
            return some(mapped(i, change) for i in items)
    return change(formula)


def truth(formula: Formula, holds: Callable[[Leaf], bool | None]) -> bool | None:
    """Whether it holds, None where that is not known of enough parts."""
    match formula:
        case Every(items):
            found = {truth(i, holds) for i in items}
            return False if False in found else None if None in found else True
        case Some(items):
            found = {truth(i, holds) for i in items}
            return True if True in found else None if None in found else False
    return holds(formula)
