"""Hints from the derivation: the next step, in three strengths, from where a student's own working stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, product
from typing import Any, Literal

from sympy import Basic, Symbol
from sympy.core.relational import Equality

from tutor.deriving.arrange import arranger
from tutor.desk.expected import question_of
from tutor.desk.solution import solve
from tutor.desk.worked import walked
from tutor.desk.worked.ahead import Ahead
from tutor.desk.worked.behind import Behind, block_of, is_check
from tutor.desk.worked.reckoned import as_tree, same
from tutor.desk.worked.working import Working, work_through
from tutor.desk.worked.world import written
from tutor.edges.language import ENGLISH, Untranslated, language, message, speaking
from tutor.errors import TutorError
from tutor.maths.decimals import in_decimals
from tutor.maths.iteration.told import point_name
from tutor.model import Derivation, Problem, Step
from tutor.page.document import Block, Display, Document, ListBlock, Math, Paragraph, Text
from tutor.printing.output.base import load
from tutor.reading.build import real
from tutor.reading.syntax import IntegralNode, Node, walk
from tutor.rule import rules, topic
from tutor.telling.localized import localized
from tutor.telling.narrate import Teller, context, decimals, named, sign_between, statement, untranslated
from tutor.telling.prose import has, line, words
from tutor.telling.working import WORDS, plainly
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Equation, Int, Lim, Solutions, System

Strength = Literal[1, 2, 3]
QUESTIONS = "hints"  # the template with a question to each stage that no rule has one to
METHODS = "methods"  # that with what is done in a stage that has no words of its own
OWN_SECONDS = 5.0  # for an integral of a student's own
ROUNDED = Fraction(1, 2000)  # how near a row is: the next ones of a walk that settles are near too


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint to step number `step` (empty where every step is there), as words and formulas."""

    derivation: Derivation
    step: str
    strength: Strength
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """As it is read in a terminal."""
        return load("text").fragment(self.document(alone=True)).strip("\n")

    def document(self, alone: bool = False) -> Document:
        """The page before it is printed; `alone` without the problem."""
        problem = self.derivation.problem
        title = "" if alone else plainly("hint_title")
        return Document(problem.id, problem.kind, title, () if alone else statement(problem), self.blocks, language=language())

    def record(self) -> dict[str, Any]:
        """The JSON object of the interface."""
        return {"step": self.step, "strength": self.strength, "text": self.text}

    def _repr_html_(self) -> str:
        from tutor.printing.output.html import notebook

        return notebook(self.document())


def hint(derivation: Derivation, working: Working | None = None, strength: Strength = 1) -> Hint:
    """The next hint: to the first step, or to the one behind a student's last right line. In the language that is spoken, or English.

    One in English for want of words has a notice of that.
    """
    try:
        return _on_a_road(derivation, working, strength)
    except Untranslated as missing:
        with speaking(ENGLISH):
            made = _on_a_road(derivation, working, strength)
        return replace(made, blocks=(untranslated(missing), *made.blocks))


def _on_a_road(derivation: Derivation, working: Working | None, strength: Strength) -> Hint:
    """By the way of the page, or by another one that the student has taken, and at its end to what the page ends in."""
    made = _hint(derivation, working, strength)
    own = _own_integral(derivation, working) if working is not None and made.step else None
    if own is not None:
        return replace(made, blocks=_hint(own, None, strength).blocks)
    for way, there in _roads(derivation, working) if working is not None and made.step else ():
        other = _hint(way, there, strength)
        if other.step:
            return replace(made, blocks=other.blocks)
        last = hinters(derivation)
        return replace(made, step=str(len(last)), blocks=_written(derivation, tuple(last[-1].blocks(strength))))
    return made


def _roads(derivation: Derivation, working: Working) -> Iterator[tuple[Derivation, Working]]:
    """The same asked as another kind, where right lines call what they find by names of that way, and of none of this."""
    right = [j for j in working.lines if j.word in ("follows", "skips")] if working.first_wrong is None else []
    said = {c.members[0].name for j in right for c in j.line.chains if c.signs} - {k.name for k in working.known if k.stage >= 0}
    ahead = Ahead(derivation, working)
    rest, right = ahead.rest() if working.first_wrong is None else frozenset(), ahead.true
    for problem in topic(derivation.problem.kind).roads(derivation.problem) if said or rest else ():
        way = solve(problem).derivation
        there = work_through(way, question_of(way), "\n".join(j.line.text for j in right))
        found = [k for k in there.known if k.stage >= 0]
        if said & {k.name for k in found} or any(rest <= set(walk(k.value)) for k in found if rest):
            yield way, there


def _own_integral(derivation: Derivation, working: Working) -> Derivation | None:
    """The integral that still stands in a student's last right line, worked out; None where the way has it, or it cannot be."""
    ahead = Ahead(derivation, working)
    node: Node | None = ahead.own_integral() if working.first_wrong is None and _standing(derivation, working) is None else None
    limits: list[tuple[Symbol, Basic, Basic]] = []
    while isinstance(node, IntegralNode) and node.lower is not None and node.upper is not None:
        ends = ahead.built(node.lower), ahead.built(node.upper)
        if ends[0] is None or ends[1] is None:
            return None
        limits.append((derivation.problem.symbols.get(node.variable) or real(node.variable), *ends))
        node = node.integrand
    f = ahead.built(node) if node is not None and limits else None
    if f is None:
        return None
    variables = tuple(x for x, _, _ in reversed(limits))
    symbols = {**derivation.problem.symbols, **{x.name: x for x in variables}}
    given = {"integrand": f, "limits": tuple(reversed(limits))}
    try:
        return solve(Problem("1", "iterated_integral", given, variables, symbols), time_limit=OWN_SECONDS).derivation
    except TutorError:
        return None


def _hint(derivation: Derivation, working: Working | None, strength: Strength) -> Hint:
    """At a mistake to the step it is in."""
    behind = _behind(derivation)
    steps = behind.told
    ahead = None if working is None else Ahead(derivation, working)
    reached = set() if ahead is None else ahead.reached()
    following = steps[0] if ahead is None else behind.next(reached, ahead.latest, ahead.paths())
    while ahead is not None and following is not None and ahead.has_said(following):
        reached |= {following}
        ahead.latest = max(ahead.latest, following)
        following = behind.next(reached, ahead.latest, ahead.paths())
    number, part = _standing(derivation, working) or (None, None)
    following = number if number in steps else following
    table, row = walked.table(derivation), None
    if working is not None and table is not None and (following is None or following > table):
        row = _next_row(derivation, working)
    before: list[Block] = []
    wrong = None if working is None else working.first_wrong
    if wrong is not None and working is not None:
        before += words(WORDS, "mistake", {"number": wrong + 1})
        before += [Paragraph((Text(message(asks)),))] if (asks := working.lines[wrong].asks) else []
        if ahead is not None and (there := ahead.mistaken(working.lines[wrong])) in steps:
            following, part = there, None
    put_right = _put_right(derivation, behind, working, ahead, strength) if following is not None and wrong is not None else ()
    if put_right or (
        len(before) > 1
        and ahead is not None
        and wrong is not None
        and working is not None
        and strength == 1
        and ahead.equation_of(working.lines[wrong]) is not None
    ):
        assert following is not None
        return Hint(derivation, str(steps.index(following) + 1), strength, _written(derivation, (*before, *put_right)))
    if row is not None and table is not None:
        rows = tuple(_to_row(derivation, row, strength))
        return Hint(derivation, str(sum(k < table for k in steps) + 1), strength, _written(derivation, (*before, *rows)))
    if ahead is not None and wrong is None and ahead.is_torn():
        return Hint(derivation, str(len(steps)), strength, _written(derivation, tuple(words(WORDS, "paths", {}))))
    solved_for = None if ahead is None or wrong is not None else ahead.slope_to_solve_for()
    if solved_for is not None:
        made = tuple(_to_slope(derivation, solved_for[1], strength))
        return Hint(derivation, str(len(steps)), strength, _written(derivation, (*before, *made)))
    begun = ahead.begun() if ahead is not None and wrong is None and following is not None else None
    if begun is not None and following is not None:
        made = tuple(_to_own_formula(derivation, begun, strength))
        return Hint(derivation, str(steps.index(following) + 1), strength, _written(derivation, (*before, *made)))
    if ahead is not None and wrong is None and not reached and ahead.is_aside():
        before += words(WORDS, "aside", {})
    if following is None:
        left = working is not None and working.lines[-1:] and working.lines[-1].unanswered
        end = "done" if not left else "compare" if _is_to_compare(derivation, reached) else "conclude"
        return Hint(derivation, "", strength, _written(derivation, (*before, *words(WORDS, end, {}))))
    hinter = Hinter(derivation, following, behind, not reached)
    made = tuple(_to_step(hinter, ahead, part, strength))
    return Hint(derivation, str(steps.index(following) + 1), strength, _written(derivation, (*before, *made)))


def _put_right(
    derivation: Derivation, behind: Behind, working: Working | None, ahead: Ahead | None, strength: Strength
) -> tuple[Block, ...]:
    """What a wrong line should be, where it names no stage: the equation that is differentiated, or what its left side comes to."""
    wrong = None if working is None else working.first_wrong
    if ahead is None or working is None or wrong is None or strength < 2 or ahead.mistaken(working.lines[wrong]) is not None:
        return ()
    line_ = working.lines[wrong]
    stage = ahead.equation_of(line_)
    if stage is not None:
        later = derivation.steps[stage + 1].before if stage + 1 < len(derivation.steps) else None  # with y′ for short
        right = later if isinstance(later, Equation) else derivation.steps[stage].result
        told = Hinter(derivation, stage, behind, False).blocks(2)
        return (*told, *(words(WORDS, "put_right", {}) if strength == 3 else ()), *((Display((right,)),) if strength == 3 else ()))
    left = line_.finding.left
    if strength < 3 or left is None or not line_.finding.slip or line_.finding.where:
        return ()
    value = ahead.built(left)
    last = Hinter(derivation, behind.told[-1], behind, False)
    return () if value is None or last.gives_away(value) else (*words(WORDS, "put_right", {}), Display((value,)))


def _written(derivation: Derivation, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """With decimals where the page has them, and as the language has them."""
    shown: tuple[Block, ...] = localized(tuple(map(_in_decimals, blocks)) if decimals(derivation.problem) else blocks)
    return shown


def _in_decimals(block: Block) -> Block:
    match block:
        case Display(terms=terms):
            return replace(block, terms=in_decimals(terms))
        case Paragraph(inlines=inlines):
            return replace(block, inlines=tuple(Math(in_decimals(i.formula)) if isinstance(i, Math) else i for i in inlines))
    return block


def _to_step(hinter: Hinter, ahead: Ahead | None, part: Step | None, strength: Strength) -> Iterator[Block]:
    """The hint to a step: to a part of it, to a system that is entered, to what is left of one that is begun, or to the whole."""
    step = hinter.step
    if part is not None:
        return hinter.to_part(part, strength)
    if ahead is None:
        return hinter.blocks(strength)
    if ahead.is_entered(step):
        own = ahead.has_own_equation(step)
        return hinter.to_own(ahead.unused(step), strength) if own else hinter.to_solving(ahead.next_in(step), strength)
    if ahead.is_begun(step):
        return hinter.to_rest(ahead.missing(step), strength)
    bound = ahead.bound()
    if bound is not None and isinstance(step.before, Lim) and len(step.before.variables) > 1:
        return hinter.to_bounded(bound, strength)
    match ahead.parts(step):
        case None:
            return hinter.blocks(strength)
        case (rule, []):
            return hinter.to_whole(rule, strength)
        case (_, missing):
            return hinter.to_part(missing[0], strength)


def _behind(derivation: Derivation) -> Behind:
    steps = derivation.steps
    about = context(derivation.problem)
    groups = {k: _group(derivation, s, about) for k, s in enumerate(steps) if not is_check(derivation, s)}
    return Behind(steps, [k for k, s in enumerate(steps) if _is_told(derivation, s)], groups, about)


def hinters(derivation: Derivation) -> list[Hinter]:
    """The hints to each step, as for a student who has all that comes before it."""
    behind = _behind(derivation)
    return [Hinter(derivation, k, behind, k == behind.told[0]) for k in behind.told]


def _next_row(derivation: Derivation, working: Working) -> int | None:
    """The row of the table of a walk that comes behind what the right lines have reached; None where the last is there."""
    points = [as_tree(p) for p in walked.points(derivation)]
    names = [str(point_name(derivation.problem, k)).replace("_", "") for k in range(len(points))]
    reached = 1
    for j in working.lines[: working.first_wrong]:
        value, name = j.finding.value, j.finding.name
        if j.word not in ("follows", "skips") or value is None:
            continue
        if name in names:
            reached = max(reached, names.index(name))
            continue
        later = [(k, p) for k, p in enumerate(points) if k > reached and p is not None]
        reached = next((k for near in (None, ROUNDED) for k, p in later if same(p, value, near)), reached)
    return reached + 1 if reached + 1 < len(points) else None


def _to_own_formula(derivation: Derivation, step: int, strength: Strength) -> Iterator[Block]:
    """The hint to a formula in the parameter alone, which the student has put together: to differentiate that."""
    found = derivation.steps[step]
    goal = found.before
    assert isinstance(goal, Diff)
    yield from words(WORDS, "own_formula", {"x": goal.variable, "name": found.name})
    if strength > 1:
        yield from words(WORDS, "own_formula_by", {"x": goal.variable})
    if strength > 2 and found.name is not None:
        yield _chain(found.name, found.result)


def _to_slope(derivation: Derivation, gathered: bool, strength: Strength) -> Iterator[Block]:
    """The hint to an equation in which the slope that is asked for stands: to gather its terms, and to divide."""
    last = [s for s in derivation.steps if _is_told(derivation, s)][-1]
    name = last.name
    yield from words(WORDS, "divide" if gathered and strength > 1 else "gather" if strength > 1 else "slope", {"name": name})
    if strength == 3:
        whole = next((s.result for s in derivation.steps if s.rule.endswith(".gathered")), None)
        if gathered and name is not None and last.shown.line:
            yield _chain(name, last.result)
        elif isinstance(whole, Basic) and not gathered:
            yield Display((whole,))


def _is_to_compare(derivation: Derivation, reached: set[int]) -> bool:
    """Whether points, or values at points, are there of which a table of values is still to be made."""
    steps = derivation.steps
    tables = [k for k, s in enumerate(steps) if k > max(reached, default=-1) and s.shown.table is not None]
    return bool(tables) and any(isinstance(steps[k].before, System | At) for k in reached)


def _to_row(derivation: Derivation, row: int, strength: Strength) -> Iterator[Block]:
    """The hint to a row of the table: from which point the same is done again, and at last what it comes to."""
    problem, points = derivation.problem, walked.points(derivation)
    yield from words(WORDS, "row", {"number": row})
    if strength > 1:
        yield from words(WORDS, "row_from", {"here": point_name(problem, row - 1)})
        yield _chain(point_name(problem, row - 1), points[row - 1])
    if strength > 2:
        yield _chain(point_name(problem, row), points[row])


def _chain(*terms: Basic) -> Display:
    """A line, as the page would have it."""
    return Display(terms, tuple(sign_between(a, b) for a, b in pairwise(terms)))


def _standing(derivation: Derivation, working: Working | None) -> tuple[int, Step | None] | None:
    """The integral that still stands in the last right line: the stage that it is, or is a part of, with that part."""
    right = [j.line for j in working.lines[: working.first_wrong] if j.word in ("follows", "skips")] if working is not None else []
    last = right[-1].chains[-1].members[-1].tree if right and right[-1].chains else None
    left = [n for n in walk(last) if isinstance(n, IntegralNode)] if last is not None else []
    stages = [(k, s) for k, s in enumerate(derivation.steps) if s.before != s.result]
    for (number, stage), typed in product(stages, left):
        if isinstance(stage.result, Int) and _is_integral(typed, stage.result):
            continue  # it is what this stage comes to
        for part in stage.walk():
            if isinstance(part.before, Int) and _is_integral(typed, part.before):
                return number, None if part.before == stage.before else part
    return None


def _is_integral(typed: IntegralNode, goal: Int) -> bool:
    """Whether a typed integral is one of the way, its variable called the same."""
    inside = as_tree(goal.expr)
    if inside is None or _nested(inside) != _nested(typed.integrand):
        return False
    ends = [as_tree(end) for end in goal.limits] if goal.is_definite else [None, None]
    sides = [(inside, typed.integrand), (ends[0], typed.lower), (ends[1], typed.upper)]
    return str(goal.variable) == typed.variable and all(a is b or (a is not None and b is not None and same(a, b)) for a, b in sides)


def _nested(node: Node) -> int:
    """How many integrals stand in a formula."""
    return sum(isinstance(n, IntegralNode) for n in walk(node))


def _group(derivation: Derivation, step: Step, about: Mapping[str, Any]) -> str:
    """What a stage is called together with its neighbours; without a name for them those of one rule are."""
    facts = {**about, **step.facts}
    return named(line(derivation.problem.kind, f"{block_of(step)}_group", facts)) or step.rule


def _is_told(derivation: Derivation, step: Step) -> bool:
    """Whether a stage is a step of the page that does something, and no check."""
    return not is_check(derivation, step) and (isinstance(step.before, System) or step.shown.line)


class Hinter:
    """The hints to one stage."""

    def __init__(self, derivation: Derivation, number: int, behind: Behind, is_first: bool) -> None:
        self.derivation, self.step = derivation, derivation.steps[number]
        self.kind, self.block = derivation.problem.kind, block_of(self.step)
        self.is_first, self.named, told = is_first, behind.named(number), behind.told
        self.facts = {**behind.about, **self.step.facts, "result": self.step.result}
        answer = derivation.answer
        values = [tree.evaluated(v) for v in (answer.fields.values() if answer is not None else ()) if isinstance(v, Basic)]
        come = {k: tree.evaluated(derivation.steps[k].result) for k in told}
        told_here = [come[k] for k in told if k >= number]
        restated = len(told_here) > 1 and all(c == told_here[-1] for c in told_here)  # the final value, which is put otherwise behind
        self.later = [v for v in values if restated and v == told_here[-1]]
        self.hidden = [v for v in values if v in told_here or (number != told[-1] and v not in come.values())]

    def blocks(self, strength: Strength) -> Iterator[Block]:
        """What to look at; which rule; the step done."""
        if strength == 1:
            yield from self._look()
        elif strength == 2:
            yield from self._rule()
        else:
            yield from self._rule()
            yield from self._done()

    def to_part(self, part: Step, strength: Strength) -> Iterator[Block]:
        """The same to an integral inside of the stage."""
        if strength == 1:
            yield from words(WORDS, "left", {"part": part.before})
            yield from self._kept(words(part.rule, "hint", {**part.facts, "result": part.result}))
            return
        yield from words(WORDS, "left", {"part": part.before})
        yield from self._of_rule(part)
        if strength == 3 and not self.gives_away(part.result):
            yield _chain(part.before, part.result)

    def to_whole(self, rule: Step, strength: Strength) -> Iterator[Block]:
        """The hint to a stage of which all parts are there: to put them together as the rule says."""
        yield from words(WORDS, "together", {"whole": rule.before, "title": named(line(rule.rule, "title", rule.facts))})
        if strength > 1:
            yield from self._of_rule(rule)
        if strength > 2:
            yield from self._done()

    def to_own(self, unused: list[Basic], strength: Strength) -> Iterator[Block]:
        """The hint to an equation of the student's own in a system that is being solved: which others it is to be put into."""
        yield from words(WORDS, "own", {})
        if strength > 1:
            yield from words(WORDS, "own_into", {"unused": unused})
        roots = self.step.solved.roots if self.step.solved is not None else ()
        if strength > 2 and roots and not roots[0].parameters:
            shown = [(v, e) for v, e in roots[0].values if v in self.derivation.problem.variables]
            yield from words(WORDS, "own_one", {"count": len(roots)})
            yield from (_chain(v, e) for v, e in shown)

    def to_rest(self, missing: list[Basic], strength: Strength) -> Iterator[Block]:
        """The hint to a system that is begun: to the equations that are missing."""
        yield from words(WORDS, "begun", {"count": len(missing)})
        if strength > 1:
            yield from words(self.kind, "intro", self.facts)
        if strength > 2:
            yield from (Display((e,)) for e in missing)

    def to_bounded(self, bound: Basic, strength: Strength) -> Iterator[Block]:
        """The hint to a limit where the size of the function has a bound that tends to 0."""
        yield from words(WORDS, "bounded", {"bound": bound})
        if strength > 1:
            yield from words(WORDS, "bounded_by", {"bound": bound})
        if strength > 2:
            yield from self._done()

    def to_solving(self, part: Step | None, strength: Strength) -> Iterator[Block]:
        """The hint to a system that is there and still to be solved: to the next step of that."""
        if part is None or part == next(iter(self.step.children), None):
            yield from words(WORDS, "solve", {})
        if part is None or not has(part.rule, "hint"):
            return
        if strength == 1:
            yield from self._kept(words(part.rule, "hint", {**part.facts, "result": part.result}))
            return
        if strength == 2 and isinstance(part.result, Solutions):
            yield from words(WORDS, "own", {})  # its words are the solutions
            return
        yield from self._of_rule(part)
        if strength == 3:
            stated = (part.result,) if isinstance(part.result, Equation | Equality) else part.result.args
            yield from (Display((e,)) for e in stated if isinstance(e, Equation | Equality) and not self.gives_away(e))
            if isinstance(part.result, Solutions) and self.step.solved is not None:
                shown = [list(r.values) for r in self.step.solved.roots]
                yield from (_chain(v, e) for root in shown for v, e in root if v in self.derivation.problem.variables)

    def _look(self) -> Iterator[Block]:
        """The question of the kind before the first step, then that of the rule that comes next, or the step with its own question."""
        first = tuple(self._kept(words(self.kind, "hint", self.facts))) if self.is_first else ()
        yield from first
        own = words(self.kind, f"{self.block}_hint", self.facts)
        rule = None if own else self._first_rule(routine=not first)
        asked = () if rule is None else tuple(self._kept(words(rule.rule, "hint", {**rule.facts, "result": rule.result})))
        yield from asked
        if not first and not asked:
            yield from words(WORDS, "look", {"title": self._title()})
            yield from own or words(QUESTIONS, self.block, self.facts) or words(WORDS, "open", {})

    def _rule(self) -> Iterator[Block]:
        """Before the first step what the whole rests on, and then the words of the step and of the rule in it, or what is done there."""
        first = tuple(self._kept(words(self.kind, "intro", self.facts))) if self.is_first else ()
        yield from first
        yield from words(WORDS, "look", {"title": self._title()})
        told = tuple(self._kept(words(self.kind, self.block, self.facts)))
        yield from told
        rule = self._first_rule(routine=not first)
        begun = () if rule is not None or first or told else tuple(self._begun())
        if rule is not None:
            yield from self._of_rule(rule)
        elif not (first or told or begun):
            yield from words(METHODS, self.block, self.facts) or words(WORDS, "made_of" if self.named else "", {"names": self.named})
        yield from begun

    def _begun(self) -> Iterator[Block]:
        """How the line of the step begins, where more than its result is behind that."""
        begun = self._line[:2]
        if len(self._line) > 2 and not any(t == self.step.result or self.gives_away(t) for t in begun):
            yield _chain(*begun)

    def _of_rule(self, rule: Step) -> Iterator[Block]:
        """The name of a rule, and what it says; of one that would say what it comes to here what it says in general."""
        facts = {**rule.facts, "result": rule.result}
        yield from words(WORDS, "use", {"title": named(line(rule.rule, "title", facts))})
        told = (tuple(self._kept(words(rule.rule, block, facts), rule.result)) for block in ("brief", "full"))
        yield from next(filter(None, told), ())

    def _done(self) -> Iterator[Block]:
        """The line of the step; of one that comes to the final value before the last step only how it begins."""
        step = self.step
        if isinstance(step.before, System):
            yield Display(tuple(e for e in (step.before,)))
            yield from self._solutions(step)
            return
        shown = self._line
        terms = [t for t in shown if tree.evaluated(t) not in self.later]
        if len(terms) < min(len(shown), 2):  # how it begins; the whole where that is all
            begun = [t for t in shown[:-1] if t not in self.later]
            terms = begun if len(begun) > 1 else shown
        if len(terms) > 1 or (terms and terms != [step.name] and terms == shown):
            yield _chain(*terms)

    @cached_property
    def _line(self) -> list[Basic]:
        """The line of the step, without what reads like what stands before it."""
        whole = Teller(self.derivation.problem, arranger(self.derivation.problem), "normal").line_of(self.step)
        return [t for k, t in enumerate(whole) if k == 0 or written(t) != written(whole[k - 1])]

    def _solutions(self, step: Step) -> Iterator[Block]:
        if step.solved is not None and not self.gives_away(step.result):
            yield from words(WORDS, "solve", {})

    def _title(self) -> str:
        titles = (line(self.kind, f"{self.block}_{t}", self.facts) for t in ("title", "group"))
        found = next((named(t) for t in titles if t), "")
        return found or named(line(self.kind, "title", self.facts)) or self.kind.replace("_", " ")

    def _first_rule(self, routine: bool = True) -> Step | None:
        """The outermost rule below the stage that a teacher would name; else one that is mere routine, where that may be."""
        for child in self.step.children:
            for found in child.walk():
                if found.rule in rules() and not rules()[found.rule].routine:
                    return found
        return next((c for c in self.step.children if routine and c.rule in rules()), None)

    def _kept(self, blocks: Iterable[Block], *others: Basic) -> Iterator[Block]:
        """The paragraphs in which neither the result of the step (or another) nor the answer stands."""
        for block in blocks:
            told = [block.inlines] if isinstance(block, Paragraph) else list(block.items) if isinstance(block, ListBlock) else []
            shown = [i.formula for inlines in told for i in inlines if isinstance(i, Math)]
            if not any(isinstance(f, Basic) and (f in (self.step.result, *others) or self.gives_away(f)) for f in shown):
                yield _ended(block)

    def gives_away(self, shown: object) -> bool:
        """Whether a formula is a value of the answer that is not there yet."""
        return isinstance(shown, Basic) and bool(self.hidden) and tree.evaluated(shown) in self.hidden


def _ended(block: Block) -> Block:
    """A paragraph that leads up to a line which a hint does not show, left open."""
    match block:
        case Paragraph(inlines=(*before, Text(text=said))) if not said.rstrip().endswith((".", "?", "!")):
            return Paragraph((*before, Text(f"{said.rstrip().removesuffix(':')} …")))
        case Paragraph(inlines=(*before, Math() as formula)):
            return Paragraph((*before, formula, Text(" …")))
    return block
