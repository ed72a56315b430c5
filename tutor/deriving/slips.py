"""A problem solved with a mistake in it: once at each place where the right derivation has the step it distorts, and at all.

Nothing is claimed and nothing is proved here; what comes out are values that a student with that mistake would reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from itertools import combinations, islice, product
from typing import Any, NamedTuple

from sympy import Basic, Derivative, Integral, S, Subs, Tuple, cancel

from tutor.budget import Work
from tutor.deriving.mistake import Mistake, function_of, joined, mistakes, of_function
from tutor.deriving.termwise import value_of
from tutor.errors import Unsupported
from tutor.model import Derivation, Step
from tutor.rule import Move, Stage, rules_by_head, topic
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Inert, Int, Known, Lim, MatrixOf, System, Vector

MOST = 250  # plans run again for one problem,
MOST_STAGES = 1500  # with so many stages in all,
MOST_ALONG = 6  # of one along a curve, or whose answer is that there is none,
MOST_REGIONS = 3  # of one over a region, which is described anew each time
MOST_PAIRS = 40  # run again with two mistakes,
MOST_OF_ONE = 3  # with the first ways in which each is made,
LIKELY = 2  # and of mistakes of these ranks
# What a plan meets that is sent what no derivation would send it: the mistake leads nowhere.
BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
# Verdicts without a value: that it is not so says nothing of why.
BARE = frozenset(["holds", "continuous", "differentiable", "conservative", "exists", "does_not_exist", "diverges"])
SEARCHED = ".many"  # a best point found in numbers, at once: nothing that comes after is what the answer is made of
OVER = frozenset(["region", "limits", "surface"])
DESCRIBED = (".ranges", ".limits", ".level", ".split")  # where there is none, the right way never had to look at the region
TOUCHING = ("tangent_plane", "normal_line")  # where a surface is no more than its equation


class Slip(NamedTuple):
    """The fields of an answer that a mistake makes, or that two make together; the first stage at which it is made, where that is known.

    `made` is what stands there then, where it stands at that stage alone and the answer is still to be made of it.
    """

    mistake: str
    fields: Mapping[str, Any]
    second: str | None = None
    stage: Step | None = None
    made: Basic | None = None


Place = tuple[str, Basic]  # a stage by its rule and its goal: two stages of a derivation may have one goal
Instead = Mapping[Place, Basic]  # what stands in the place of results of stages


class Lost(Exception):
    """What a mistake leaves cannot be reckoned here: a system, say, that would have to be solved anew."""


def slips(derivation: Derivation, only: str | None = None) -> Iterator[Slip]:
    """The wrong answers that one mistake makes of a solved problem, the likeliest first, at every place of a rule before single ones;
    then those that two make. With `only`, those of that mistake alone."""
    replay = Replay(derivation)
    made: dict[str, list[Instead]] = {}
    for name, mistake in ((n, m) for n, m in mistakes().items() if only in (None, n)):
        yield from (Slip(name, fields) for fields in _answered(mistake, derivation, replay))
        for instead, again in replay.made_by(mistake) if replay.work.steps and mistake.fits(derivation) else ():
            reached = replay.answer(instead, again)
            if reached is not None:
                made.setdefault(name, []).append(instead)
                stage = replay.stage_of(instead)
                value = instead[_place(stage)]
                alone = len(instead) == 1 and stage.name is not None and value not in reached.values()
                yield Slip(name, reached, stage=stage, made=value if alone else None)
    yield from _of_two(replay, {name: found for name, found in made.items() if mistakes()[name].rank <= LIKELY})


def misshapen(derivation: Derivation, only: str | None = None) -> Iterator[Slip]:
    """What mistakes make of the whole that is no answer of this kind: of other fields than the right one. No plan is run again."""
    assert derivation.answer is not None
    replay, right = Replay(derivation), derivation.answer.fields.keys()
    for name, mistake in ((n, m) for n, m in mistakes().items() if only in (None, n)):
        yield from (Slip(name, fields) for fields in _answered(mistake, derivation, replay, right))


def _answered(mistake: Mistake, derivation: Derivation, replay: Replay, other_than: Set[str] | None = None) -> Iterator[Mapping[str, Any]]:
    """What a mistake makes of the whole, as far as it can be made, its values settled; where that is asked, of other fields than these."""
    try:
        for fields in mistake.answered(derivation):
            if fields.keys() == other_than:
                continue
            try:
                yield {field: replay.settled(v) if isinstance(v, Basic) else v for field, v in fields.items()}
            except (Lost, *BROKEN):  # there is no value, or none that can be reckoned
                continue
    except (Unsupported, *BROKEN):
        return


def _of_two(replay: Replay, made: Mapping[str, list[Instead]]) -> Iterator[Slip]:
    """The wrong answers that two likely mistakes make, each wherever it can be made."""
    replay.work = Work(min(replay.work.steps, MOST_PAIRS, MOST_STAGES // (4 * max(1, len(replay.stages)))))
    for one, other in combinations(made, 2):
        for instead in replay.together(made[one], made[other], mistakes()[one], mistakes()[other]):
            reached = replay.answer(instead)
            if reached is not None:
                yield Slip(one, reached, other, replay.stage_of(instead))


class Replay:
    """The plan of a solved problem, run again with other results of some stages."""

    def __init__(self, derivation: Derivation) -> None:
        self.derivation = derivation
        self.stages = derivation.steps
        self.places = frozenset(map(_place, self.stages))
        self.known = {s.before: s.result for step in derivation.steps for s in step.walk()}
        self.known |= {s.before: s.result for s in derivation.steps}  # tidied, where a step below has the same goal
        self.work = Work(_runs(derivation))
        self.reached: dict[tuple[frozenset[Any], str], Mapping[str, Any] | None] = {}

    def stage_of(self, instead: Instead) -> Step:
        """The first stage whose result another one stands for."""
        return next(stage for stage in self.stages if _place(stage) in instead)

    def made_by(self, mistake: Mistake) -> Iterator[tuple[Instead, Mistake | None]]:
        """What stands in the place of the results of stages: at every place that the mistake meets, then one by one.

        With it comes the mistake itself where it is made again in all that follows from it, as in the second derivative.
        """
        everywhere: dict[Place, list[Basic]] = {}
        single = []
        for stage in self.stages:
            made = [*self._said(mistake.in_place_of(self.derivation, stage)), *self._at_once(stage, mistake)]
            if made:
                everywhere[_place(stage)] = made
            single += [{_place(stage): value} for value in (*made, *self._one_by_one(stage, mistake))]
        for k in range(max(map(len, everywhere.values()))) if len(everywhere) > 1 else ():
            yield {place: made[min(k, len(made) - 1)] for place, made in everywhere.items()}, mistake
        for consistent in map(partial(of_function, mistake), self._functions(mistake)):
            yield {_place(stage): value for stage in self.stages for value in self._at_once(stage, consistent)}, None
        seen: list[Instead] = []
        for instead in single:
            if instead not in seen:
                seen.append(instead)
                yield instead, None

    def _functions(self, mistake: Mistake) -> Sequence[type[Basic]]:
        """Where the mistake can be made with several functions, each of them: wrong for the cosine alone, say."""
        met = {
            head: None
            for stage in self.stages
            for s in stage.walk()
            if (head := function_of(s)) and any(True for _ in mistake.instead_of(s))
        }
        return tuple(met) if len(met) > 1 else ()

    def together(self, one: Sequence[Instead], other: Sequence[Instead], first: Mistake, second: Mistake) -> Iterator[Instead]:
        """What stands in the place of results where two mistakes are made: at different stages, or one after the other at the same."""
        for a, b in product(one[:MOST_OF_ONE], other[:MOST_OF_ONE]):
            if not a.keys() & b.keys():
                yield {**a, **b}
        for stage in self.stages:
            for a in one[:MOST_OF_ONE]:
                if _place(stage) in a:
                    there = replace(stage, before=a[_place(stage)], result=a[_place(stage)])
                    for value in self._said(second.in_place_of(self.derivation, there)):
                        yield {**a, _place(stage): value}
            yield from ({_place(stage): value} for value in self._at_once(stage, joined(first, second)))

    def _said(self, values: Any) -> Iterator[Basic]:
        for value in values:
            try:
                yield self.settled(value)
            except Lost:
                continue

    def _at_once(self, stage: Step, mistake: Mistake) -> Iterator[Basic]:
        """The result of a stage with the mistake at every step that it distorts."""
        try:
            made = self._below(stage, mistake)
            if made:
                yield self.settled(stage.before, made)
        except Lost:
            return

    def _always(self, step: Step, mistake: Mistake) -> Basic | None:
        """The value of a goal with the mistake wherever it can be made; None where it cannot."""
        for wrong in mistake.instead_of(step):
            return self.settled(wrong, self._below(step, mistake))
        made = self._below(step, mistake)
        return self.settled(_line(step, made), made) if made else None

    def _below(self, step: Step, mistake: Mistake) -> dict[Basic, Basic]:
        """The goals of a step in which the mistake can be made, with the values that it makes."""
        return {c.before: value for c in step.children if (value := self._always(c, mistake)) is not None}

    def _one_by_one(self, stage: Step, mistake: Mistake) -> Iterator[Basic]:
        """The results of a stage with the mistake at one step below it."""
        for child in stage.children:
            for value in self._once(child, mistake):
                try:
                    yield self.settled(stage.before, {child.before: value})
                except Lost:
                    continue

    def _once(self, step: Step, mistake: Mistake) -> Iterator[Basic]:
        yield from self._said(mistake.instead_of(step))
        for child in step.children:
            for value in self._once(child, mistake):
                try:
                    yield self.settled(_line(step, {child.before: value}), {child.before: value})
                except Lost:
                    continue

    def settled(self, expr: Basic, instead: Mapping[Basic, Basic] | None = None) -> Basic:
        """An expression with its goals reckoned: by what stands instead, as the derivation found them, or plainly."""
        for path, goal in tuple(tree.goals(expr)):
            expr = tree.put(expr, path, self._value(goal, instead or {}))
        return tree.evaluated(expr)

    def _value(self, goal: Inert, instead: Mapping[Basic, Basic]) -> Basic:
        if goal in instead:
            return instead[goal]
        touched = any(g in instead for arg in goal.args for _, g in tree.goals(arg))
        if goal in self.known and not touched:
            return self.known[goal]
        if isinstance(goal, Known):
            return goal.given
        if isinstance(goal, At):
            return self.settled(tree.substitute(self.settled(goal.expr, instead), goal.point))
        inner: Basic = goal
        for k, arg in enumerate(goal.args):
            if any(True for _ in tree.goals(arg)):
                inner = tree.put(inner, (k,), self.settled(arg, instead))
        return reckoned(inner)

    def answer(self, instead: Instead, again: Mistake | None = None) -> Mapping[str, Any] | None:
        """The fields of the answer with other results in the place of some; None where the plan cannot go on with them, or where
        what it comes to is a bare verdict."""
        key = frozenset(instead.items()), "" if again is None else again.says
        if key not in self.reached:
            changed = any(self.known.get(goal) != value for (_, goal), value in instead.items())
            found = self._run(instead, again) if self.work.spend() and changed else None
            self.reached[key] = None if found is None or BARE & found.keys() else found
        return self.reached[key]

    def _run(self, instead: Instead, again: Mistake | None) -> Mapping[str, Any] | None:
        kind = self.derivation.problem.kind
        plan = topic(kind).plan(self.derivation.problem)
        try:
            stage = next(plan)
            while True:
                place = f"{kind}.{stage.words}", stage.goal
                met = again is None or place in self.places  # with all that the mistake makes of it
                stage = plan.send(instead[place] if place in instead else self.result(stage, None if met else again))
        except StopIteration as finished:
            fields: Mapping[str, Any] = finished.value.fields
            return fields
        except (Lost, Unsupported, *BROKEN):
            return None

    def result(self, stage: Stage, again: Mistake | None = None) -> Any:
        """What a stage comes to, as the derivation found it or plainly; with a mistake that is made again, with that in it."""
        if stage.goal in self.known and again is None:
            return self.known[stage.goal]
        if isinstance(stage.goal, System):
            raise Lost
        if stage.equals is not None and (stage.check or not stage.solve):
            return stage.equals
        made = {} if again is None else self._below(_drafted(stage.goal), again)
        return self.settled(stage.goal, made)


def _place(stage: Step) -> Place:
    return stage.rule, stage.before


def _drafted(goal: Basic, rule: str = "", after: Basic | None = None, facts: Mapping[str, object] | None = None) -> Step:
    """A line with its derivatives taken by the first rules that fit, of which nothing is shown to be right."""
    line = goal if after is None else after
    below = (g for _, g in tree.goals(line) if isinstance(g, Diff))
    children = (_drafted(g, name, move.after, move.facts) for g in below for name, move in _first_move(g))
    return Step(rule, goal, line, line, facts or {}, "none", children=tuple(children))


def _first_move(goal: Diff) -> Iterator[tuple[str, Move]]:
    yield from islice(((name, move) for name, rule in rules_by_head()[Diff] for move in rule.moves(goal)), 1)


def _runs(derivation: Derivation) -> int:
    """How often a plan is run again: never where it would solve or walk anew each time, or where the answer is no value."""
    given, answer = derivation.problem.given, derivation.answer
    if (
        any(s.solved or s.rule.endswith(SEARCHED) for s in derivation.steps)
        or "start" in given
        or answer is None
        or "class" in answer.fields
    ):
        return 0
    if OVER & given.keys() and derivation.problem.kind not in TOUCHING:
        return MOST_REGIONS if any(s.rule.endswith(DESCRIBED) for s in derivation.steps) else 1
    most = MOST_ALONG if "curve" in given or BARE & answer.fields.keys() else MOST
    return min(most, MOST_STAGES // max(1, len(derivation.steps)))


def _line(step: Step, made: Mapping[Basic, Basic]) -> Basic:
    """The line of a step in which these goals stand: its own goal, where they are inside it, or what the rule made of that."""
    inside = {g for arg in step.before.args for _, g in tree.goals(arg)}
    return step.before if inside & made.keys() else step.after


def reckoned(goal: Inert) -> Basic:
    """A goal by SymPy's own differentiation and substitution; `Lost` where it would take more."""
    if isinstance(goal, Int) and goal.is_definite:
        known = value_of(goal)
        return goal if known is None else known  # what is not found is enclosed when an answer is compared with it
    if isinstance(goal, Lim) and len(goal.variables) == 1 and not goal.expr.has(Inert):
        return _limit_of_quotient(goal)
    if goal.has(Int, Lim, System):
        raise Lost
    value = _done(tree.plain(goal))
    if value.has(Integral, Derivative, Subs):
        raise Lost
    return value


def _limit_of_quotient(goal: Lim) -> Basic:
    """The limit of a quotient of polynomials, by what is left when common factors are cancelled."""
    ((h, to),) = goal.point.items()
    value = tree.plain(goal.expr)
    left = cancel(value).subs(h, to) if value.is_rational_function(h) else S.NaN
    if left.is_finite is not True:
        raise Lost
    return left


def _done(value: Basic) -> Basic:
    """With derivatives taken and points put in; rows and tables as our heads."""
    if isinstance(value, Tuple):
        entries = [_done(v) for v in value.args]
        return MatrixOf(*(e.args for e in entries)) if entries and all(isinstance(e, Vector) for e in entries) else Vector(*entries)
    return value.doit(integrals=False) if value.has(Derivative, Subs) else value
