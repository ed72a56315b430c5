"""Nothing is left to solve: the values are put together and those that break a condition are left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sympy import Basic, Eq, Expr, S, Symbol, nan, zoo
from sympy.core.relational import Relational

from tutor.maths.solving import move
from tutor.maths.solving.alone import alternatives
from tutor.maths.solving.conditions import holds
from tutor.maths.solving.ends import Ends, ends
from tutor.maths.solving.state import Outcome, State
from tutor.maths.solving.tree import Deduction, Found, Nothing, Root
from tutor.maths.solving.values import nice
from tutor.model import Claim, stated
from tutor.trees.heads import At, Equation
from tutor.trees.heads.either import Either
from tutor.trees.zero_of import WITHOUT_FORMULA

LONG = 40  # operations in a formula that no one puts numbers into on one line
FEW = 3  # points that are named each
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
    placed = None if found.lost else _placed(state, found.roots)
    if placed is not None:
        lines.append(placed)
    elif back:
        lines.append(Deduction("back", (), {"relations": back, "gives": _gives(found.roots, back)}))
    if found.lost:
        fallen, claims = _fallen(state, found, back)
        gone, more = ((), ()) if fallen else _gone(state, found)
        facts = {"points": found.lost, "conditions": found.broken, "fallen": fallen, "gone": gone}
        lines.append(Deduction("conditions", (), facts, (*claims, *more)))
    if found.anew:
        lines.append(Deduction("anew", (), {"letters": found.anew}))
    yield Outcome(tuple(lines), Found(found.roots))


def _placed(state: State, roots: tuple[Root, ...]) -> Deduction | None:
    """The values put into what was found for the others, one after the other; None for several solutions, or nothing to put in."""
    if len(roots) != 1 or roots[0].parameters or roots[0].conditions or any(len(vs) != 1 for _, vs in state.values):
        return None
    at, unknowns = roots[0].at, set(state.origin)
    known = {u: at[u] for u, (v,) in state.values if u in at and not v.free_symbols & unknowns}
    follow = [(u, v) for u, (v,) in state.values if u not in known]
    given, rows, values = dict(known), [], []
    while follow:
        ready = next(((u, v) for u, v in follow if u in at and v.free_symbols & unknowns <= known.keys()), None)
        if ready is None or at[ready[0]].atoms(*WITHOUT_FORMULA) or ready[1].count_ops() > LONG:
            return None
        follow.remove(ready)
        u, v = ready
        known[u] = at[u]
        if not (v.is_Symbol or (-v).is_Symbol):
            there = [s for s in state.origin if v.has(s)]
            rows.append(Equation(u, At(v, there, [known[s] for s in there])))
            values.append(at[u])
    used = {s for u, (v,) in state.values for s in v.free_symbols}
    if not rows:
        return None
    facts = {"given": tuple(Eq(u, v, evaluate=False) for u, v in given.items() if u in used), "values": tuple(values)}
    return Deduction("put_back", tuple(rows), facts, tuple(Claim(r.right, v) for r, v in zip(rows, values, strict=True)))


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


Fallen = tuple[tuple[Basic, tuple[Basic, ...]], ...]


def _fallen(state: State, found: Ends, back: tuple[Basic, ...]) -> tuple[Fallen, tuple[Claim, ...]]:
    """The values that break a condition on one unknown, each with the one value of another from which alone it comes."""
    if len(found.lost) > MOST:
        return (), ()
    follow = [_unknown(b) for b in back]
    first = [u for u in state.origin if u not in follow]
    out: dict[Basic, set[Basic]] = {}
    claims: list[Claim] = []
    for point in found.lost:
        at = dict(zip(state.origin, point, strict=True))
        broken = [(u, c) for c in found.broken for u in c.free_symbols if c.free_symbols == {u} and c.subs(u, at.get(u, u)) is S.false]
        if not broken or any(v.free_symbols for v in point):
            return (), ()
        u, c = broken[0]
        origin = Eq(first[0], at[first[0]], evaluate=False) if len(first) == 1 and u not in first else S.true
        out.setdefault(Eq(u, at[u], evaluate=False), set()).add(origin)
        claims.append(_breaks(c, at))
    fallen = ((value, () if len(origins) > 1 or S.true in origins else tuple(origins)) for value, origins in out.items())
    return tuple(fallen), tuple(claims)


def _gone(state: State, found: Ends) -> tuple[tuple[tuple[Basic, ...], ...], tuple[Claim, ...]]:
    """The few points that break a condition on several unknowns, as what they have for these."""
    felt = [u for u in state.origin if any(c.has(u) for c in found.broken)]
    out: list[tuple[Basic, ...]] = []
    claims: list[Claim] = []
    for point in found.lost[: FEW + 1]:
        at = dict(zip(state.origin, point, strict=True))
        broken = next((c for c in found.broken if holds(c, at) is False), None)
        if broken is None or len(found.lost) > FEW or any(v.free_symbols for v in point):
            return (), ()
        out.append(tuple(Eq(u, at[u], evaluate=False) for u in felt))
        claims.append(_breaks(broken, at))
    return tuple(out), tuple(claims)


def _breaks(condition: Basic, at: Mapping[Symbol, Expr]) -> Claim:
    """That the condition does not hold there."""
    assert isinstance(condition, Relational)
    negated = condition.negated
    return stated(negated.func(*(side.subs(at) for side in negated.args), evaluate=False))


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
