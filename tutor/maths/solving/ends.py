"""The solutions to which the values of a state come: put together, conditions kept, families within bounds counted out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from sympy import Basic, Eq, Expr, Symbol, expand
from sympy.core.relational import Ge, Gt, Le, Lt, Ne, Relational

from tutor.errors import Unsupported
from tutor.maths.solving import conditions
from tutor.maths.solving.families import normalised
from tutor.maths.solving.roots import combined, keeps
from tutor.maths.solving.state import State
from tutor.maths.solving.tree import Root
from tutor.maths.solving.writing import equation_of
from tutor.printing.notation.text import text

MOST_TRIED = 700  # members of a family that are tried
FAR = 12  # whole numbers up to this size are tried where conditions bound a family


@dataclass(frozen=True, slots=True)
class Ends:
    """The solutions, the points (or a family of points) that break a condition, and the conditions that they break."""

    roots: tuple[Root, ...]
    lost: tuple[tuple[Expr, ...], ...] = ()
    broken: tuple[Basic, ...] = ()
    family: tuple[Symbol, ...] = ()  # the whole numbers of a family of which no member keeps the conditions
    anew: tuple[Symbol, ...] = ()  # the whole numbers in families that are written by others than those that were found


def ends(state: State) -> Ends:
    """All solutions of a state in which no equation is left. `Unsupported` where conditions cut a family in an unknown way."""
    roots: dict[Root, None] = {}
    lost: list[tuple[Expr, ...]] = []
    broken: dict[Basic, None] = {}
    family: dict[Symbol, None] = {}
    anew: dict[Symbol, None] = {}
    state, relations = _unrooted(state)
    for at in combined(state):
        full = {**{u: u for u in state.unknowns}, **at}
        at_all = _usual(state, full)
        members = tuple(_bounded(state, at_all))
        if any(expand(full[u] - v) != 0 for u, v in at_all.items()):
            anew.update(dict.fromkeys(p for m in members for p in _whole(state, m)))
        if not members:
            lost.append(tuple(at_all[u] for u in state.origin))
            broken.update(dict.fromkeys(_felt(state, at_all)))
            family.update(dict.fromkeys(_whole(state, at_all)))
        for member in members:
            bad = keeps(state.conditions, member)
            if bad:
                lost.append(tuple(member[u] for u in state.origin))
                broken.update(dict.fromkeys(bad))
                continue
            _must_be_decided(state, member)
            whole = tuple(p for p in state.parameters if any(v.has(p) for v in member.values()))
            curve = tuple(_with(r, at) for r in relations)
            values = tuple((u, member[u]) for u in state.origin)
            root = Root(values, (*state.unknowns, *whole), (*curve, *still_open(state, member, curve)))
            roots[normalised(root)] = None
    return Ends(tuple(roots), tuple(lost), tuple(broken), tuple(family), tuple(anew))


def _usual(state: State, at: Mapping[Symbol, Expr]) -> dict[Symbol, Expr]:
    """A family in its usual form, in which as few whole numbers as possible run in an unknown."""
    whole = tuple(p for p in state.parameters if any(v.has(p) for v in at.values()))
    return normalised(Root(tuple((u, at[u]) for u in state.origin), whole)).at if whole and not state.unknowns else dict(at)


def still_open(state: State, at: Mapping[Symbol, Expr], curve: tuple[Basic, ...]) -> Iterator[Basic]:
    """The conditions that a curve of solutions must still keep, as its relations do not say so."""
    for c in state.conditions:
        assert isinstance(c, Relational)
        if c.free_symbols & at.keys() and conditions.holds(c, at) is None:
            placed = c.func(c.lhs.xreplace(at), c.rhs.xreplace(at))
            if isinstance(placed, Relational) and placed.free_symbols & set(state.unknowns) and not _said_by(curve, placed):
                yield placed


def _said_by(curve: tuple[Basic, ...], condition: Basic) -> bool:
    """Whether a condition follows from an equation of the curve, a multiple of which is taken off: x² + y² > 0 from 2x² + 2y² = 1."""
    assert isinstance(condition, Relational)
    left = expand(condition.lhs - condition.rhs)
    off = []
    for e in (expand(c.lhs - c.rhs) for c in curve if isinstance(c, Eq)):
        mine, other = left.as_coefficients_dict(), e.as_coefficients_dict()
        off += [expand(left - mine[t] / other[t] * e) for t in mine if t != 1 and other[t]]
    match condition:
        case Gt():
            return any(d.is_positive for d in off)
        case Ge():
            return any(d.is_nonnegative for d in off)
        case Ne():
            return any(d.is_nonzero for d in off)
    return False


def _must_be_decided(state: State, at: Mapping[Symbol, Expr]) -> None:
    """`Unsupported` where it depends on letters of the problem whether a point keeps an inequality."""
    for c in state.conditions:
        assert isinstance(c, Relational)
        left = c.lhs.xreplace(at) - c.rhs.xreplace(at)
        runs = left.free_symbols & {*state.unknowns, *state.parameters}
        if left.free_symbols and not runs and isinstance(c, Gt | Ge | Lt | Le) and conditions.holds(c, at) is None:
            raise Unsupported(f"cannot solve this without knowing whether {text(expand(left))} is positive")


def _bounded(state: State, at: Mapping[Symbol, Expr]) -> Iterator[dict[Symbol, Expr]]:
    """The members of a family that can keep the conditions, where these bound it; else the family as it is."""
    whole, felt = _whole(state, at), _felt(state, at)
    if not whole or not felt:
        yield dict(at)
        return
    ranges: list[list[int]] = []
    for i, p in enumerate(whole):  # first what a condition on one letter leaves of it
        own = [c for c in felt if all(not at[x].has(q) for x in c.free_symbols & at.keys() for q in whole if q != p)]
        others = [0] * len(whole)
        ranges.append([])
        for k in range(-FAR, FAR + 1):
            placed = _member(at, whole, (*others[:i], k, *others[i + 1 :]))
            if all(conditions.holds(c, placed) is not False for c in own):
                ranges[-1].append(k)
    if prod(map(len, ranges)) > MOST_TRIED:
        raise Unsupported("cannot list this: too many members of a family satisfy the conditions")
    near = [c for c in product(*ranges) if all(conditions.holds(f, _member(at, whole, c)) is not False for f in felt)]
    if any(abs(k) == FAR for choice in near for k in choice) or len(near) == (2 * FAR + 1) ** len(whole):
        if len(near) == (2 * FAR + 1) ** len(whole) and all(_always(c, at, whole) for c in felt):
            yield dict(at)
            return
        raise Unsupported("cannot list this: infinitely many solutions satisfy the conditions, but not all of a family")
    for choice in sorted(near, key=lambda c: [(abs(k), -k) for k in c]):
        yield _member(at, whole, choice)


def _whole(state: State, at: Mapping[Symbol, Expr]) -> list[Symbol]:
    """The whole numbers that run in a family."""
    return [p for p in state.parameters if any(v.has(p) for v in at.values())]


def _felt(state: State, at: Mapping[Symbol, Expr]) -> list[Basic]:
    """The conditions on what runs in it."""
    whole = _whole(state, at)
    return [c for c in state.conditions if any(at[x].has(p) for x in c.free_symbols & at.keys() for p in whole)]


def _always(condition: Basic, at: Mapping[Symbol, Expr], whole: list[Symbol]) -> bool:
    """Whether a condition says the same of all members of a family."""
    return all(
        conditions.holds(condition, _member(at, whole, choice)) is True for choice in product((-2, -1, 0, 1, 2, 3), repeat=len(whole))
    )


def _member(at: Mapping[Symbol, Expr], whole: list[Symbol], choice: tuple[int, ...]) -> dict[Symbol, Expr]:
    chosen = dict(zip(whole, choice, strict=True))
    return {x: v.subs(chosen) for x, v in at.items()}


def _with(relation: Basic, at: Mapping[Symbol, Expr]) -> Basic:
    """The equation of a curve with what is known put in."""
    shown = equation_of(expand((relation.lhs - relation.rhs).subs(at)))
    return Eq(shown.left, shown.right, evaluate=False)


def _unrooted(state: State) -> tuple[State, tuple[Basic, ...]]:
    """The state with y free and y^2 = 1 - x^2 as the equation of a curve, where y was the root of something with x free."""
    free = set(state.unknowns)
    relations: list[Basic] = []
    values = []
    for u, vs in reversed(state.values):
        mirrored = len(vs) == 2 and expand(vs[0] + vs[1]) == 0
        if mirrored and vs[0].free_symbols & free and not vs[0].is_polynomial():
            shown = equation_of(expand(u**2 - vs[0] ** 2))
            relations.append(Eq(shown.left, shown.right, evaluate=False))
            free.add(u)
        else:
            values.append((u, vs))
    unknowns = tuple(u for u in state.origin if u in free)
    return replace(state, unknowns=unknowns, values=tuple(reversed(values))), tuple(relations)
