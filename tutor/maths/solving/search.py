"""The search for the shortest way: forced moves at once, the others by the promise of what they leave, under a budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from sympy import Add, Basic, Expr

from tutor.budget import Work
from tutor.errors import Unsupported
from tutor.maths.solving.move import MoveRank, moves
from tutor.maths.solving.state import Case, Cases, Outcome, State, Then
from tutor.maths.solving.tree import Branch, Deduction, Found, Nothing, Split
from tutor.maths.solving.writing import size

ENOUGH = 160  # states looked at for a shorter way; a count, so that a page does not depend on the speed of the machine
STATE = 10  # steps that the moves of one state take
LONG = 100  # symbols in the equations of a state (no way in the bank has more): each one more is a step more
TOO_LONG = 600  # nobody goes on with equations that fill half a page
MOST_STATES = 800  # looked at for any way
# How many of the ways that promise most are gone to their end, at the first choice, the second, and so on (then one): first
# many at the beginning, then more further on.
SCHEDULE = ((4,), (3, 3), (2, 2, 2, 2))
FAILURES = 6  # so many ways may fail before a state is given up
LINE, CASE, CLOSED = 3.0, 3.0, 1.0  # what a line, a case and a case without solutions cost
INK = 0.08  # what a symbol of a shown equation costs
STUCK = 6  # so many states that one equation in one unknown leaves without a move show that all depends on it
SHORT = 25  # what a way costs that need not be improved
LATE = 2  # moves of the last resort that are compared
SURE = 0.5  # of a line, that every equation will need at least
DEPTH = 30  # choices on one way
INFINITE = float("inf")
SPLIT = 0.3  # how much longer the work becomes by each further factor of a product, which means a case


class OutOfBudget(Exception):
    """The budget of the search is used up."""


@dataclass(frozen=True, slots=True)
class Way:
    """A state worked to its end: lines, end, cost, and the case relations that were relied upon."""

    lines: tuple[Deduction, ...]
    end: Split | Found | Nothing
    cost: float
    uses: frozenset[Basic]


@dataclass
class Search:
    """One search, with what is left of its budget."""

    work: Work
    states: int = 0
    tries: tuple[int, ...] = ()
    offers: dict[object, tuple[bool, list[Outcome]]] = field(default_factory=dict)
    seen: dict[object, Way | None] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    stuck: Counter[Expr] = field(default_factory=Counter)

    def shortest(self, outcome: Outcome) -> Way | None:
        """The cheapest way found from the start; `OutOfBudget` where there was no time for any."""
        best: Way | None = None
        linear = isinstance(outcome.then, State) and outcome.then.linear
        for self.tries in SCHEDULE[: 0 if linear else None] or ((),):
            self.seen.clear()
            try:
                way = self._go(outcome, INFINITE if best is None else best.cost, 0)
            except OutOfBudget:
                if best is None:
                    raise
                return best
            best = way or best
            if best is None or self.states > ENOUGH or best.cost < SHORT:
                break
        return best

    def solve(self, state: State, bound: float, depth: int = 0) -> Way | None:
        """The cheapest way found that costs less than `bound`; None where there is none."""
        if depth > DEPTH or LINE * len(state.equations) * SURE >= bound:
            return None
        key = (state.unknowns, tuple((z.factors, z.shown) for z in state.equations), state.nonzero, state.values, state.tried)
        if key in self.seen and ((known := self.seen[key]) is None or known.cost < bound):
            return known
        if key not in self.offers:
            self.states += 1
            length = sum(size(z.shown) for z in state.equations)
            if self.states > MOST_STATES or not self.work.spend(STATE + max(0, length - LONG)):
                raise OutOfBudget
            self.offers[key] = self._offers(state) if length < TOO_LONG else (True, [])
            if not self.offers[key][1] and bound == INFINITE:
                self._give_up(state)
        forced, outcomes = self.offers[key]
        best = self._tried(outcomes, bound, depth + (not forced and len(outcomes) > 1), 1 if forced else self._allowed(depth))
        if best is None and bound == INFINITE and not forced:
            late = (o for m in moves().values() if m.rank == MoveRank.LAST for o in m.outcomes(state))
            best = self._tried(sorted(islice(late, LATE), key=promise), bound, depth + 1, 1)
        if best is not None or bound == INFINITE:
            self.seen[key] = best
        return best

    def _give_up(self, state: State) -> None:
        """Remembers the equations in one unknown with which nothing can be done; `OutOfBudget` where it was often the same one."""
        self.stuck.update(z.expr.as_coeff_Mul()[1] for z in state.equations if len(state.left(z.expr)) == 1)
        if self.stuck and max(self.stuck.values()) >= STUCK:
            raise OutOfBudget

    def _allowed(self, depth: int) -> int:
        return self.tries[depth] if depth < len(self.tries) else 1

    def _offers(self, state: State) -> tuple[bool, list[Outcome]]:
        """What can be done, the most promising first; only one thing where that is forced."""
        found: list[tuple[str, Outcome]] = []
        for name, move in moves().items():
            if move.rank == MoveRank.LAST:
                break
            try:
                for outcome in move.outcomes(state):
                    if move.rank <= MoveRank.SIMPLIFY:
                        return True, [outcome]
                    found.append((name, outcome))
            except Unsupported as error:
                self.reasons.append(error.message)
        return False, _mixed(sorted(found, key=lambda f: f[1].burden - f[1].favour + promise(f[1])))

    def _tried(self, outcomes: list[Outcome], bound: float, depth: int, tries: int) -> Way | None:
        best: Way | None = None
        done = 0
        for outcome in outcomes[: FAILURES + tries]:
            try:
                way = self._go(outcome, bound if best is None else best.cost, depth)
            except OutOfBudget:
                if best is None:
                    raise
                return best
            except Unsupported as error:
                self.reasons.append(error.message)
                way = None
            best = way or best
            done += best is not None or bound < INFINITE
            if done >= tries or (best is not None and self.states > ENOUGH):
                break
        return best

    def _go(self, outcome: Outcome, bound: float, depth: int) -> Way | None:
        """An outcome to its end."""
        cost = sum(map(weight, outcome.lines)) + outcome.burden
        if cost >= bound:
            return None
        way = self._end(outcome.then, bound - cost, depth)
        if way is None:
            return None
        return Way((*outcome.lines, *way.lines), way.end, cost + way.cost, outcome.uses | way.uses)

    def _end(self, then: Then, bound: float, depth: int) -> Way | None:
        match then:
            case State():
                return self.solve(then, bound, depth)
            case Cases():
                return self._cases(then, bound, depth)
            case Found():
                return Way((), then, 0, frozenset())
            case Nothing():
                return Way((), then, CLOSED, frozenset())

    def _cases(self, cases: Cases, bound: float, depth: int) -> Way | None:
        branches: list[Branch] = []
        cost, uses = 0.0, frozenset[Basic]()
        for case in cases.branches:
            made = self._case(case, bound - cost, depth)
            if made is None:
                return None
            branch, way = made
            branches.append(branch)
            cost += way.cost
            uses |= way.uses - set(case.excludes)
        return Way((), Split(cases.move, tuple(branches), cases.facts, cases.claims), cost, uses)

    def _case(self, case: Case, bound: float, depth: int) -> tuple[Branch, Way] | None:
        own = CASE + sum(map(weight, case.lines))
        way = self._end(case.then, bound - own, depth)
        if way is None:
            return None
        uses = way.uses | case.uses
        named = tuple(r for r in case.excludes if r in uses)
        return Branch((*case.case, *named), (*case.lines, *way.lines), way.end), replace(way, cost=own + way.cost, uses=uses)


def _mixed(found: list[tuple[str, Outcome]]) -> list[Outcome]:
    """The best of each move first, then the others, so that the ways which are tried differ."""
    first = dict(reversed(found))
    best = [o for name, o in found if first[name] is o]
    return [*best, *(o for name, o in found if first[name] is not o)]


def weight(line: Deduction) -> float:
    """What a line costs the reader; the values put back at the end, whatever the way, nothing."""
    if line.move == "put_back":
        return 0
    return (LINE if line.shown else 0) + INK * sum(size(s) for s in line.shown)


def promise(outcome: Outcome) -> float:
    """How much work an outcome seems to leave."""
    return sum(map(weight, outcome.lines)) * 0.5 + remaining(outcome.then)


def remaining(then: Then) -> float:
    """How much work seems left."""
    match then:
        case State():
            return _state(then)
        case Cases(branches=branches):
            return sum(CASE + remaining(b.then) for b in branches)
    return CLOSED


def _state(state: State) -> float:
    work = 2.0 * len(state.unknowns)
    factors = 1
    for zero in state.equations:
        alone = len(state.left(zero.expr)) == 1
        work += _equation(zero.factors, 0.5 if alone else 1.0)
        if not alone:
            factors = max(factors, len(zero.factors))
    return work * (1 + SPLIT * (factors - 1))


def _equation(factors: Iterable[Expr], share: float) -> float:
    """Simple factors are nearly solved; many terms are much work."""
    return share * sum(0.4 * size(f) + 1.5 * (len(Add.make_args(f)) - 1) for f in factors)
