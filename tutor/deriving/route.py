"""Which rule a teacher would take for an integral: the first step of the shortest derivation that the rules allow.

Integration is no straight road: several rules fit most integrands, and which of them leads on is known only at the end. So
derivations are tried in the order of their effort, each rule having its own, until one closes. Work is counted in goals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sympy import Basic, S

from tutor.budget import Work
from tutor.deriving.evidence import Refuted, holds
from tutor.maths.integrals.nonelementary import why_not
from tutor.model import Claim
from tutor.rule import Move, Rule, rules_by_head
from tutor.trees.heads import Int
from tutor.trees.tree import evaluated

ALLOWED = (4.0, 8.0, 13.0, 19.0, 27.0, 38.0, 52.0)  # efforts tried one after the other
MOST_GOALS = 1_500  # that are looked at for one integral
BULK = 0.04  # the effort of carrying one operation more through a step
HOPELESS = 260  # operations in an integrand that nobody would go on with


@dataclass(frozen=True, slots=True)
class Route:
    """The first step of a derivation, and the effort of the whole of it."""

    effort: float
    name: str
    rule: Rule
    move: Move


class Routes:
    """The routes of the integrals of one problem; what was found for one is kept for the others."""

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.found: dict[Int, Route] = {}
        self.beyond: dict[Int, float] = {}  # no derivation with so much effort
        self.moves: dict[tuple[Int, str], list[Move]] = {}

    def leave(self, goal: Int, move: Move) -> None:
        """Not that move any more: what it came to was refuted."""
        for (of, name), moves in self.moves.items():
            if of == goal:
                self.moves[of, name] = [m for m in moves if m != move]
        self.found.clear()
        self.beyond.clear()

    def first(self, goal: Int) -> Route | None:
        """The first step of the shortest derivation; None where none was found."""
        work = Work(MOST_GOALS)
        for allowed in ALLOWED:
            found = self._within(goal, allowed, work)
            if found is not None:
                return found
            if work.steps <= 0:
                break
        return None

    def _within(self, goal: Int, allowed: float, work: Work) -> Route | None:
        known = self.found.get(goal)
        if known is not None:
            return known if known.effort <= allowed else None
        if allowed <= self.beyond.get(goal, 0.0) or not work.spend():
            return None
        if not goal.is_definite and why_not(evaluated(goal.expr), goal.variable):
            self.beyond[goal] = float("inf")
            return None
        best: Route | None = None
        limit = allowed
        for name, rule in _by_effort():
            if rule.effort >= limit:
                break
            for move in self._moves(goal, name, rule):
                own = rule.effort + move.effort
                rest = self._rest(move, limit - own, work) if own < limit else None
                if rest is None or own + rest >= limit or not self._holds(goal, move):
                    continue
                best = Route(own + rest, name, rule, move)
                limit = best.effort
        if best is not None:
            self.found[goal] = best
        elif work.steps > 0:
            self.beyond[goal] = max(allowed, self.beyond.get(goal, 0.0))
        return best

    def _rest(self, move: Move, allowed: float, work: Work) -> float | None:
        """The effort of all integrals that a step leaves; None where it is more than allowed."""
        total = 0.0
        for part in integrals(move.after):
            if part.expr.count_ops() > HOPELESS:
                return None
            total += BULK * part.expr.count_ops()
            if total >= allowed:
                return None
            found = self._within(part, allowed - total, work)
            if found is None:
                return None
            total += found.effort
        return total

    def _moves(self, goal: Int, name: str, rule: Rule) -> list[Move]:
        """What a rule makes of a goal, the least effort first."""
        made = self.moves.get((goal, name))
        if made is None:
            made = self.moves[goal, name] = sorted(rule.moves(goal), key=lambda move: move.effort)
        return made

    def _holds(self, goal: Int, move: Move) -> bool:
        """Whether there is evidence for a step: a proposal that fails is left out, and not taken."""
        try:
            return holds(Claim(goal, move.after, tuple(c for c in move.conditions if c is not S.true)), self.seed) != "none"
        except Refuted:
            return False


@cache
def _by_effort() -> tuple[tuple[str, Rule], ...]:
    return tuple(sorted(rules_by_head()[Int], key=lambda item: item[1].effort))


def integrals(expr: Basic) -> Iterator[Int]:
    """The outermost integrals of a tree."""
    if isinstance(expr, Int):
        yield expr
        return
    for a in expr.args:
        yield from integrals(a)
