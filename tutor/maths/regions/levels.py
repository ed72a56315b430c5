"""An iterated integral found from the inside outwards, each level a stage that says what is held; a product over a box is split."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any

from sympy import Basic, Expr, Lt, S, Symbol

from tutor.maths.numbers import sign_of
from tutor.rule import Stage
from tutor.trees import tree
from tutor.trees.heads import Int

Limits = Sequence[tuple[Symbol, Expr, Expr]]
Levels = Generator[Stage, Expr, Expr]


def nested(integrand: Expr, limits: Limits) -> Expr:
    """The iterated integral, held."""
    out = integrand
    for v, low, high in limits:
        out = Int(out, v, low, high)
    return out


def signed(integrand: Expr, limits: Limits) -> tuple[Expr, Limits]:
    """With every variable known to be positive that only runs through such values: what SymPy then knows, no one has to say."""
    twins: dict[Basic, Basic] = {}
    out: list[tuple[Symbol, Expr, Expr]] = []
    for v, low, high in reversed(limits):
        a, b = tree.substitute(low, twins), tree.substitute(high, twins)
        twin = v
        if not v.is_positive and not v.is_negative and v.is_integer is None:
            low_sign, high_sign = (None if e.has(S.Infinity, S.NegativeInfinity) else sign_of(tree.plain(e)) for e in (a, b))
            if low_sign in (0, 1) and (high_sign == 1 or b is S.Infinity or (high_sign is None and low_sign == 1)):
                twin = Symbol(v.name, positive=True)
        twins[v] = twin
        out.insert(0, (twin, a, b))
    return tree.substitute(integrand, twins), out


def levels(integrand: Expr, limits: Limits, facts: Mapping[str, Any]) -> Levels:
    """The value. `facts` go to the words of every level."""
    current, ranges = signed(integrand, limits)
    parts = separated(current, ranges)
    if parts is not None:
        whole = nested(current, ranges)
        split = tree.product(*parts)
        told = {**facts, "count": len(parts), "variables_": tuple(p.variable for p in parts if isinstance(p, Int))}
        yield Stage("split", whole, told, solve=False, equals=split)
        return (yield Stage("product", split, told))
    for k, (v, low, high) in enumerate(ranges):
        outer = ranges[k + 1 :]
        told = {**facts, "v": v, "held": tuple(w for w, _, _ in reversed(outer)), "depth": k, "last": not outer, "levels": len(ranges)}
        goal = Int(current, v, low, high)
        current = yield Stage("level", goal, told, opened=bool(outer), conditions=_within(outer, goal.free_symbols))
    return current


def _within(ranges: Limits, letters: set[Basic]) -> tuple[Basic, ...]:
    """The outer variables strictly between their limits, as far as these letters are concerned."""
    found = [
        c
        for v, low, high in ranges
        for end, c in ((low, Lt(low, v, evaluate=False)), (high, Lt(v, high, evaluate=False)))
        if end.is_finite is not False and c.free_symbols <= letters
    ]
    return tuple(found)


def separated(integrand: Expr, limits: Limits) -> tuple[Expr, ...] | None:
    """A constant and one integral a variable, where the limits are numbers and every factor holds one variable; else None."""
    variables = {v for v, _, _ in limits}
    if len(limits) < 2 or any((low.free_symbols | high.free_symbols) & variables for _, low, high in limits):
        return None
    of: dict[Symbol, list[Expr]] = {v: [] for v in variables}
    constants: list[Expr] = []
    for f in tree.factors(integrand):
        inside = f.free_symbols & variables
        if len(inside) > 1:
            return None
        if inside:
            of[inside.pop()].append(f)
        else:
            constants.append(f)
    if sum(map(bool, of.values())) < 2 and not (len(limits) > 2 or not constants):
        return None
    if not any(of.values()):
        return None
    made = [Int(tree.product(*of[v]) if of[v] else S.One, v, low, high) for v, low, high in reversed(limits)]
    kept = [c for c in constants if c is not S.One]
    return (*kept, *made)
