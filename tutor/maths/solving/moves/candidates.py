"""Candidates: where each unknown has an equation of its own, all choices of values are tried in the other equations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import prod

from sympy import Expr, Symbol

from tutor.maths.solving import move
from tutor.maths.solving.alone import ValuesLeft, alternatives
from tutor.maths.solving.conditions import breaks
from tutor.maths.solving.ends import ends
from tutor.maths.solving.special import alone
from tutor.maths.solving.state import Outcome, State, Zero
from tutor.maths.solving.tree import Deduction, Found, Nothing
from tutor.maths.solving.values import vanishes

MOST_CANDIDATES = 100


def outcomes(state: State) -> Iterator[Outcome]:
    """All points whose coordinates solve the equations in one unknown, if they solve the others too."""
    own: dict[Symbol, tuple[Zero, ValuesLeft]] = {}
    for zero in state.equations:
        left = state.left(zero.expr)
        if len(left) == 1 and left[0] not in own:
            values = alone(state, zero, left[0])
            if values is not None and not values.parameters:
                own[left[0]] = (zero, values)
    if set(own) != set(state.unknowns) or len(own) < 2 or prod(len(v.values) for _, v in own.values()) > MOST_CANDIDATES:
        return
    lines: list[Deduction] = []
    choices: list[list[Expr]] = []
    for x in state.unknowns:
        zero, values = own[x]
        kept = [v for v in values.values if not breaks(state.conditions, x, v)]
        lines += values.lines
        if values.values:
            facts = {**values.facts, "x": x, "equation": zero.shown, "values": values.values, "parameters": ()}
            lines.append(Deduction(values.move, (alternatives(x, values.values),), facts, values.claims))
        choices.append(kept)
    roots = []
    for choice in product(*choices):
        at = dict(zip(state.unknowns, choice, strict=True))
        if all(vanishes(z.expr.xreplace(at)) for z in state.equations):
            full = replace(state, equations=(), unknowns=(), values=(*state.values, *((x, (v,)) for x, v in at.items())))
            roots += [r for r in ends(full).roots if r not in roots]
    facts = {"count": prod(map(len, choices)), "kept": len(roots), "unknowns": state.unknowns}
    if not roots:
        yield Outcome(tuple(lines), Nothing("no_candidate", (), facts), burden=4)
        return
    yield Outcome((*lines, Deduction("candidates", (), facts)), Found(tuple(roots)), burden=4)


MOVE = move.Move(
    outcomes,
    move.MoveRank.CHOOSE,
    "where every unknown is known up to finitely many values, each choice is tried",
    ("x^2 = 4, y^2 = 9, x y = 6; x, y",),
    "by hand",
)
