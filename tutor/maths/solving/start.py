"""The first lines: denominators cleared, numbers divided out, factors that are never 0 dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sympy import Add, Basic, Expr, Rational, expand

from tutor.maths.solving.grounds import grounds
from tutor.maths.solving.normal import Normal
from tutor.maths.solving.state import Outcome, State, Zero
from tutor.maths.solving.tree import Deduction, Nothing
from tutor.maths.solving.writing import equation_of
from tutor.model import Claim
from tutor.trees.heads import Equation, System

Step = tuple[Equation, Normal]


def start(system: System, conditions: Sequence[Basic]) -> Outcome:
    """The state from which a system is solved, and what is done to its equations before."""
    unknowns = system.unknowns
    free = {s for e in (*system.equations, *conditions) for s in e.free_symbols} | set(unknowns)
    state = State(unknowns, (), tuple(conditions), taken=frozenset(free), origin=unknowns)
    steps = [(e, state.normal(e.left - e.right)) for e in system.equations]
    lines: list[Deduction] = []
    for e, n in steps:
        if n.impossible:
            it = e if n.dropped else equation_of(n.numerator)
            facts = {"grounds": grounds(n.dropped, state.signs), "several": len(steps) > 1}
            return Outcome((), Nothing("no_zero" if n.dropped else "contradiction", (it,), facts))
    shown = {e: e for e, _ in steps}
    cleared = [(e, n) for e, n in steps if n.denominator.free_symbols]
    if cleared:
        lines.append(_line("clear_denominators", cleared, shown, lambda _, n: equation_of(n.numerator), lambda n: n.denominator))
    never = [(e, n) for e, n in steps if n.dropped]
    if never:
        line = _line("never_zero", never, shown, lambda _, n: equation_of(n.left), lambda n: n.dropped)
        lines.append(replace(line, facts={**line.facts, "grounds": grounds(line.facts["factors"], state.signs)}))
    divided = [(e, n) for e, n in steps if not n.dropped and _undivided(n) is not None and _simpler(n, shown[e])]
    if divided:
        before = [(shown[e], n) for e, n in divided]
        line = _line("divide_by_number", divided, shown, _divided, lambda n: n.number)
        once = tuple(dict.fromkeys(line.shown))
        moved = any(_moved(e, n, row) for (e, n), row in zip(before, line.shown, strict=True))
        facts = {"the_same": len(line.shown) - len(once), "by": _by(divided), "moved": moved}
        lines.append(replace(line, shown=once, facts={**line.facts, **facts}))
    zeros: list[Zero] = []
    for e, n in steps:
        if n.factors and all(n.factors != z.factors for z in zeros):
            zeros.append(Zero(n.factors, shown[e]))
    return Outcome(tuple(lines), state.and_zero(*zeros))


def _by(steps: Sequence[Step]) -> str:
    """Whether equations are divided by whole numbers or roots, multiplied by denominators, or both."""
    fractions = [isinstance(n.number, Rational) and n.number.q != 1 for _, n in steps]
    if not any(fractions):
        return "divided"
    return "multiplied" if all(fractions) and all(abs(n.number.p) == 1 for _, n in steps if isinstance(n.number, Rational)) else "both"


def _undivided(n: Normal) -> Expr | None:
    """What is left of an equation without its number: one factor, or a power and a number as x^2 - 1; None for another product."""
    if len(n.factors) == 1:
        return n.left
    power = expand(n.left)
    return power if isinstance(power, Add) and len(power.args) == 2 and len(power.free_symbols) == 1 and power.as_coeff_Add()[0] else None


def _divided(e: Equation, n: Normal) -> Equation:
    """The equation without its number, its sides kept where both hold unknowns: 2z = -2k is z = -k."""
    left, right = (expand(side / abs(n.number)) for side in (e.left, e.right))
    rest = _undivided(n) or n.left
    if left.free_symbols and right.free_symbols and expand(left - right) in (expand(rest), expand(-rest)):
        return Equation(left, right)
    return equation_of(rest)


def _moved(e: Equation, n: Normal, row: Equation) -> bool:
    """Whether a term stands on the other side too: x = 1 for 2x - 2 = 0."""
    kept = [expand(sign * side / n.number) for side in (e.left, e.right) for sign in (1, -1)]
    return expand(row.left) not in kept


def _simpler(n: Normal, shown: Equation) -> bool:
    """Whether a common number can be divided out."""
    return abs(n.number) != 1 and all(k == 1 for _, k in n.powers) and equation_of(n.left) != shown


Write = Callable[[Equation, Normal], Equation]
Fact = Callable[[Normal], object]


def _line(move: str, steps: Sequence[Step], shown: dict[Equation, Equation], write: Write, fact: Fact) -> Deduction:
    rows, facts, claims = [], [], []
    for e, n in steps:
        rows.append(write(shown[e], n))
        facts.append(fact(n))
        claims.append(Claim(n.difference, n.whole))
        shown[e] = rows[-1]
    flat = tuple(dict.fromkeys(f for by in facts for f in (by if isinstance(by, tuple) else (by,))))
    return Deduction(move, tuple(rows), {"factors": flat, "before": tuple(e for e, _ in steps)}, tuple(claims))
