"""Nothing is left to solve: the values are put together and those that break a condition are left out."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic, Eq, Expr, Symbol, nan, zoo

from tutor.maths.solving import move
from tutor.maths.solving.alone import alternatives
from tutor.maths.solving.ends import ends
from tutor.maths.solving.state import Outcome, State
from tutor.maths.solving.tree import Deduction, Found, Nothing, Root
from tutor.maths.solving.values import nice
from tutor.trees.heads.either import Either
from tutor.trees.zero_of import WITHOUT_FORMULA

MOST = 8  # solutions whose values are gone through one by one


def outcomes(state: State) -> Iterator[Outcome]:
    """The solutions, once there is no equation left; an unknown that is left is free."""
    if state.equations:
        return
    found = ends(state)
    if not found.roots:
        facts = {"values": tuple(_point(state, at) for at in found.lost), "family": found.family, "conditions": found.broken}
        yield Outcome((), Nothing("outside", (), facts))
        return
    lines: list[Deduction] = []
    back = _back(state)
    if back:
        lines.append(Deduction("back", (), {"relations": back, "gives": _gives(found.roots, back)}))
    if found.lost:
        lines.append(Deduction("conditions", (), {"points": found.lost, "conditions": found.broken}))
    yield Outcome(tuple(lines), Found(found.roots))


def _gives(roots: tuple[Root, ...], back: tuple[Basic, ...]) -> tuple[tuple[tuple[Basic, ...], tuple[Basic, ...]], ...]:
    """What each solution has for the unknowns that follow, by those from which they follow; nothing where that is read off, or long."""
    follow = [_unknown(b) for b in back]
    if len(roots) > MOST or any(r.parameters or r.conditions for r in roots) or all(_read_off(b) for b in back):
        return ()
    out: dict[tuple[Basic, ...], dict[tuple[Basic, ...], None]] = {}
    for r in roots:
        if any(v.atoms(*WITHOUT_FORMULA) for v in r.at.values()):
            return ()
        given = tuple(Eq(u, v, evaluate=False) for u, v in r.values if u not in follow and any(b.has(u) for b in back))
        out.setdefault(given, {})[tuple(Eq(u, r.at[u], evaluate=False) for u in follow)] = None
    return tuple((given, tuple(rows)) for given, rows in out.items())


def _unknown(relation: Basic) -> Symbol:
    """The unknown of a relation that `_back` made."""
    first = relation.args[0] if isinstance(relation, Either) else relation
    assert isinstance(first, Eq) and isinstance(first.lhs, Symbol)
    return first.lhs


def _read_off(relation: Basic) -> bool:
    """Whether it says that one unknown is another one, or its opposite."""
    return isinstance(relation, Eq) and (relation.rhs.is_Symbol or (-relation.rhs).is_Symbol)


def _point(state: State, at: tuple[Expr, ...]) -> tuple[Basic, ...]:
    """What a point says: x = 1 and y = 2."""
    return tuple(Eq(u, v, evaluate=False) for u, v in zip(state.origin, at, strict=True) if u != v)


def _back(state: State) -> tuple[Basic, ...]:
    """How the unknowns that were eliminated follow from the others, what is known for certain put in: x = y from x = 2 lambda y."""
    known = {u: vs[0] for u, vs in state.values if len(vs) == 1 and not vs[0].free_symbols & set(state.origin)}
    out: list[Basic] = []
    for u, vs in state.values:
        if u in known:
            continue
        placed = [nice(v.subs(known)) for v in vs]
        if any(v.has(nan, zoo) for v in placed):
            continue
        if any(v.free_symbols & set(state.origin) for v in placed):
            out.append(alternatives(u, tuple(placed)))
    return tuple(out)


MOVE = move.Move(
    outcomes,
    move.MoveRank.CLOSE,
    "where no equation is left, the values found are the solutions; each must keep the conditions",
    (),
    "by hand",
)
