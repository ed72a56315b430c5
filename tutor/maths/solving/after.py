"""What a substitution leads to: the equations it changed as lines, what can no longer hold, and which values lead on alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sympy import Basic, Eq, Expr, Mul, Ne, Symbol

from tutor.maths.solving.alone import ValuesLeft, alternatives
from tutor.maths.solving.between import PUT
from tutor.maths.solving.conditions import breaks
from tutor.maths.solving.grounds import grounds
from tutor.maths.solving.signs import Signs
from tutor.maths.solving.state import Case, Cases, Changed, Outcome, State, Then, Zero, substituted
from tutor.maths.solving.tree import Deduction, Nothing
from tutor.maths.solving.writing import equation_of
from tutor.model import stated
from tutor.trees.heads import Equation


def told(changed: Sequence[Changed], opening: Deduction, signs: Signs) -> tuple[tuple[Deduction, ...], Nothing | None, frozenset[Basic]]:
    """The lines of what changed: `opening` with all that is not trivial, then what is left where factors are dropped."""
    for c in changed:
        if c.normal.impossible:
            facts = {**opening.facts, "before": c.before.shown, "by": opening.move}
            if c.normal.excluded:
                return (), Nothing("excluded", (c.shown,), {**facts, "factors": c.normal.excluded}, c.claims), c.normal.uses
            move = "no_zero" if c.normal.dropped else "contradiction"
            facts |= {"grounds": grounds(c.normal.dropped, signs)}
            return (), Nothing(move, (c.shown,), facts, c.claims), c.normal.uses
    uses: set[Basic] = set()
    lines: tuple[Deduction, ...] = ()
    if changed:
        rows = tuple({frozenset(c.shown.args[:2]): c for c in reversed(changed) if not c.normal.holds}.values())[::-1]
        held = tuple(c.before.shown for c in changed if c.normal.holds)
        claims = tuple(claim for c in changed for claim in c.claims)
        facts = {**opening.facts, "held": held, PUT: tuple((c.before.shown, c.at) for c in rows)}
        lines = (replace(opening, shown=tuple(c.shown for c in rows), claims=(*opening.claims, *claims), facts=facts),)
    for name, move in (("dropped", "never_zero"), ("excluded", "excluded_factor")):
        some = [c for c in changed if c.zero is not None and getattr(c.normal, name)]
        if some:
            factors = tuple(dict.fromkeys(f for c in some for f in getattr(c.normal, name)))
            rows = tuple(dict.fromkeys(c.zero.shown for c in some if c.zero))
            lines = (*lines, Deduction(move, rows, {"factors": factors, "grounds": grounds(factors, signs)}))
            uses |= {r for c in some for r in c.normal.uses}
    return lines, None, frozenset(uses)


Put = tuple[State, tuple[Deduction, ...], Nothing | None, frozenset[Basic]]
Group = tuple[tuple[Expr, ...], tuple[Deduction, ...], Then, frozenset[Basic]]


def put(state: State, x: Symbol, value: Expr, gone: Zero | None, move: str = "substitute") -> Put:
    """The state after x := value, with the lines that tell it."""
    made, changed = substituted(state, x, value, gone)
    into = tuple(c.before.shown for c in changed)
    opening = Deduction(move, (), {"x": x, "value": value, "relation": Eq(x, value, evaluate=False), "into": into})
    lines, end, uses = told(changed, opening, made.signs)
    return made, lines, end, uses


def _alike(state: State) -> frozenset[tuple[Expr, ...]]:
    return frozenset(z.factors for z in state.equations)


def groups(state: State, zero: Zero, x: Symbol, values: Sequence[Expr]) -> list[Group]:
    """The values of x, those together that lead to the same equations; each with its lines and what comes after."""
    if not any(z.has(x) for z in state.equations if z is not zero) and not _tied(state, x):
        return [(tuple(values), (), found(state.without(zero), x, tuple(values)), frozenset())]
    out: list[Group] = []
    places: dict[object, int] = {}
    apart = _tied(state, x)
    for v in values:
        made, lines, end, uses = put(state, x, v, zero)
        key: object = ("no", end.shown) if end is not None else _alike(made)
        if key in places and not apart:
            k = places[key]
            together, first, then, used = out[k]
            then = then if isinstance(then, Nothing) else found_too(then, x, v)
            same = [line.shown for line in lines] == [line.shown for line in first]
            out[k] = ((*together, v), _for_all(first, x, (*together, v), same), then, used | uses)
            continue
        places[key] = len(out)
        out.append(((v,), lines, made if end is None else end, uses))
    return out


def found(state: State, x: Symbol, values: tuple[Expr, ...]) -> State:
    """The state in which x has been found."""
    return replace(state, unknowns=tuple(u for u in state.unknowns if u != x), values=(*state.values, (x, values)))


def found_too(then: Then, x: Symbol, v: Expr) -> Then:
    """A further value of x that leads to the same equations."""
    assert isinstance(then, State)
    return replace(then, values=tuple((u, (*vs, v)) if u == x else (u, vs) for u, vs in then.values))


def _for_all(lines: tuple[Deduction, ...], x: Symbol, values: tuple[Expr, ...], same: bool) -> tuple[Deduction, ...]:
    """The lines of the first value told for all, which is said where those of another one look otherwise."""
    more = {"relation": alternatives(x, values), **({} if same else {"first": Eq(x, values[0], evaluate=False)})}
    return tuple(replace(line, facts={**line.facts, **more}) if "relation" in line.facts else line for line in lines)


def _tied(state: State, x: Symbol) -> bool:
    """Whether an unknown that is gone depends on x and on one that is still sought: y = 2 lambda x. Then each value is a case."""
    wanted = {u for z in state.equations for u in state.left(z.expr)} - {x}
    pairs = (e.free_symbols & set(state.origin) for _, es in state.values for e in es)
    return any(x in pair and len(pair) == 2 and pair & wanted for pair in pairs)


def chosen(state: State, zero: Zero, x: Symbol, values: ValuesLeft) -> Outcome:
    """What the values of x lead to: one state where all lead on alike, cases else; values that break a condition are left out."""
    kept = tuple(v for v in values.values if not breaks(state.conditions, x, v))
    lines = list(values.lines)
    trivial = len(values.values) == 1 and zero.shown == Equation(x, values.values[0])
    facts = {**values.facts, "x": x, "equation": zero.shown, "values": values.values, "parameters": values.parameters}
    claims = values.claims
    if not values.values:
        never = (stated(Ne(zero.expr, 0, evaluate=False)),)
        return Outcome(tuple(lines), Nothing("no_real_value", (zero.shown,), {**facts, "by": values.move}, never))
    state = replace(state, parameters=(*state.parameters, *values.parameters))
    if not trivial or (kept and len(kept) < len(values.values)):
        lines.append(Deduction(values.move, (alternatives(x, values.values),), facts, claims))
    if len(kept) < len(values.values):
        lost = tuple(v for v in values.values if v not in kept)
        broken = tuple(dict.fromkeys(c for v in lost for c in breaks(state.conditions, x, v)))
        if not kept:
            said = tuple((Eq(x, v, evaluate=False),) for v in lost)
            return Outcome(tuple(lines), Nothing("outside", (), {"values": said, "family": values.parameters, "conditions": broken}))
        lines.append(Deduction("conditions", (alternatives(x, kept),), {"x": x, "lost": lost, "conditions": broken}))
    found = groups(state, zero, x, kept)
    uses = frozenset(r for g in found for r in g[3])
    if len(found) == 1:
        return Outcome((*lines, *found[0][1]), found[0][2], uses, values.burden)
    alive = [g for g in found if not (isinstance(g[2], Nothing) and g[2].move == "contradiction")]
    if len(alive) < len(found):
        lost_values = tuple((v, g[2].shown[0]) for g in found if isinstance(g[2], Nothing) and g[2].move == "contradiction" for v in g[0])
        if alive:
            left = tuple(v for g in alive for v in g[0])
            lines.append(Deduction("check_values", (alternatives(x, left),), {"x": x, "lost": lost_values, "values": left}))
            found = alive
            if len(found) == 1:
                return Outcome((*lines, *found[0][1]), found[0][2], uses, values.burden)
    branches = tuple(Case((alternatives(x, g[0]),), g[1], g[2]) for g in found)
    return Outcome(tuple(lines), Cases("values", branches, {"x": x}), uses, values.burden)


def zero_of(factors: Sequence[Expr]) -> Zero:
    """An equation by its factors."""
    return Zero(tuple(factors), equation_of(Mul(*factors)))
