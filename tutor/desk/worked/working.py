"""A student's working: each line judged, the first mistake named, the rest held against the student's own values, and marks.

The rule of the marks: a line that follows earns 1, whether steps were left out before it or not, also where it follows from a
value of the student's that was wrong (a method mark), unless that value leaves nothing to do, as zero does. A wrong line earns 0,
or what the set says that the named mistake still earns. Lines that are true and lead nowhere, and those that could not be read
or judged, are not counted; but where the last line could not be judged and is not right as the answer, the mistake is in one of
those that could not be judged, and they earn 0. Where no line is known to be the answer, that counts as one line more, with 0. The
marks of the working are the mean.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any

from sympy import Basic

from tutor.checking.commas import in_working, unsettled
from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.checking.values import letters
from tutor.checking.verdict import Verdict
from tutor.checking.working.findings import Finding, Judged, Teacher
from tutor.checking.working.judged import judged
from tutor.checking.working.relations import are_the_same
from tutor.checking.working.worked import entries, letters_in, put
from tutor.checking.working.world import RightValue, World, key
from tutor.deriving.carried import Mistaken, carried, mistaken
from tutor.deriving.mistake import mistakes
from tutor.desk.worked import walked
from tutor.desk.worked.behind import is_check
from tutor.desk.worked.implied import coordinates_of
from tutor.desk.worked.own import is_right, of_names, of_places, of_solutions, own_answers
from tutor.desk.worked.reckoned import as_tree, data
from tutor.desk.worked.regions import Regions
from tutor.desk.worked.slopes import slopes_named
from tutor.desk.worked.systems import own_system
from tutor.desk.worked.world import calls_of, carried_world, scope_of, world_of
from tutor.errors import TutorError
from tutor.model import Derivation, Problem
from tutor.page.document import Document
from tutor.printing.notation.latex import latex
from tutor.printing.notation.text import text
from tutor.reading.answers import ClassedPoint, ClassWord, Extrema, Extremum, NoLimit, NotACurl, NotConservative, Parameters, Points
from tutor.reading.build import build, real
from tutor.reading.scope import Scope
from tutor.reading.syntax import Neg, Node, Relation, Sum
from tutor.reading.working.line import WorkingLine, read_line
from tutor.reading.working.operations import Operation, Operations
from tutor.reading.working.rows import rows
from tutor.telling.echoed import echoed
from tutor.telling.working import page, refuted
from tutor.trees import tree
from tutor.trees.heads import Equation

MOST_CHARACTERS = 20_000
MOST_PARTS = 40  # mistakes at stages before that are carried to one behind them
_PUT_TOGETHER = (ClassedPoint, ClassWord, Extrema, NoLimit, NotACurl, NotConservative, Parameters, Points)
_CALCULUS = ("differentiate.", "integrate.")
_INTEGRATING = "integrate."
_PUT_IN = "integrate.limits_put_in"


@dataclass(frozen=True, slots=True)
class Working:
    """A working with its verdicts. `score` is between 0 and 1, None where no line counts."""

    problem: Problem
    lines: tuple[Judged, ...]
    reader: Operations
    seconds: float
    known: tuple[RightValue, ...] = ()  # what is called how on the way

    @property
    def operations(self) -> dict[str, Operation]:
        """What is named in the lines and not done, by the letters that stand for it."""
        return {o.letter: o for o in self.reader.found}

    @property
    def score(self) -> float | None:
        """The mean of the lines that count, and of the answer where none of them is that."""
        marks = [m for j in self.lines for m in j.marks]
        return round(sum(marks) / len(marks), 4) if any(j.score is not None for j in self.lines) else None

    @property
    def first_wrong(self) -> int | None:
        """The number of the first wrong line, from 0; None where none is."""
        return next((k for k, j in enumerate(self.lines) if j.word == "wrong"), None)

    def document(self) -> Document:
        """The page before it is printed."""
        return page(self.problem, self.lines, self.score, self.operations)

    def record(self) -> dict[str, Any]:
        """The JSON object of the interface: the problem, the marks, and each line."""
        lines = [self._line(j) for j in self.lines]
        return {"problem": self.problem.id, "score": self.score, "seconds": round(self.seconds, 4), "lines": lines}

    def _line(self, j: Judged) -> dict[str, object]:
        laid = echoed(j.line, self.operations)
        out: dict[str, Any] = {
            "text": j.line.typed or j.line.text,
            "read_as": None if laid is None else {"latex": latex(laid), "text": text(laid)},
        }
        out |= {"verdict": j.word, "score": j.score}
        if j.misconception is not None:
            out["misconception"] = j.misconception
        if j.refuted_by is not None:
            r = j.refuted_by
            numbers = {} if j.withheld else {"at": dict(r.at), "left": r.left, "right": r.right}
            out["refuted_by"] = {**numbers, "text": refuted(j)}
        feedback = " ".join(filter(None, (j.says, j.asks)))
        return {**out, **({"carried": True} if j.carried else {}), **({"feedback": feedback} if feedback else {})}

    def _repr_html_(self) -> str:
        from tutor.printing.output.html import notebook

        return notebook(self.document())


def work_through(derivation: Derivation, question: Question, typed: str) -> Working:
    """The lines of a working to a solved problem, judged."""
    start = time.perf_counter()
    names, functions = scope_of(derivation, question)
    rows_ = data(derivation.problem)
    names |= frozenset(rows_[0] if rows_ else ())
    scope = Scope(variables=names, functions=functions, vectors=True, complex=question.scope.complex)
    operations = Operations(scope, calls_of(derivation.problem), bool(rows_), question.approximated is not None)
    desk = _Desk(derivation, question, operations)
    one = len(derivation.problem.variables) == 1
    lines = tuple(_read(row, operations, one) for row in rows(typed[:MOST_CHARACTERS]))
    found = judged(
        lines,
        operations,
        desk.world,
        Teacher(
            desk.answers,
            desk.carry,
            desk.solve,
            desk.mistake,
            desk.equation,
            desk.classed,
            Regions(derivation).held,
            desk.names,
            desk.follows,
            desk.last,
            desk.parts,
            _told,
        ),
    )
    marked = tuple(
        replace(j, score=question.credits.get(j.misconception, j.score)) if j.word == "wrong" and j.misconception else j for j in found
    )
    return Working(derivation.problem, marked, operations, time.perf_counter() - start, desk.world.known)


def _read(row: str, operations: Operations, one: bool) -> WorkingLine:
    """A line, its decimal commas settled; where they cannot be, the student is asked."""
    asked = unsettled(row)
    if asked:
        return WorkingLine(row, refused=f"{asked.message} {asked.hint or ''}".strip(), typed=row)
    return replace(read_line(in_working(row, one), operations), typed=row)


class _Desk:
    """What is asked of one solved problem while a working to it is judged."""

    def __init__(self, derivation: Derivation, question: Question, operations: Operations) -> None:
        self.derivation, self.question, self.operations = derivation, question, operations
        self.world: World = world_of(derivation, question, operations)
        self.bare = replace(question, wrong={})
        self.instead: dict[Basic, Basic] = {}  # what the student has in the place of results, by their goals
        self.stood: dict[int, Basic] = {}  # the points of a walk at which the student has been instead
        self.own: list[Question] = []  # with what would be right then
        self.verdicts: dict[tuple[str, bool], Verdict] = {}

    @property
    def names(self) -> frozenset[str]:
        """The names of the right answer."""
        right = self.question.expected
        if not isinstance(right, Node):
            return frozenset()
        return frozenset(k.name for k in self.world.known if self.world.same(k.value, right).outcome == "equal")

    @property
    def last(self) -> int | None:
        """The stage that comes to the answer; None where that is said in words, or put together from several."""
        if isinstance(self.question.expected, _PUT_TOGETHER):
            return None
        told = (k for k, s in enumerate(self.derivation.steps) if s.shown.line and not is_check(self.derivation, s))
        return max(told, default=None)

    @property
    def parts(self) -> frozenset[str]:
        """The parts that an answer must have, as verdicts name them: letters with their values, the maximum and the minimum."""
        right = self.question.expected
        sides = ((right.max, "the maximum"), (right.min, "the minimum")) if isinstance(right, Extrema) else ()
        letters_ = frozenset(self.world.asked) if isinstance(right, Parameters) else frozenset()
        return letters_ | {name for side, name in sides if isinstance(side, Extremum)}

    def answers(self, line: str, explained: bool) -> Verdict:
        """The verdict on a line as an answer to the problem; where it is to be `explained`, with the mistake that makes it."""
        asked = (line, explained)
        if asked not in self.verdicts:
            self.verdicts[asked] = check(self.question if explained else self.bare, line).verdict
        return self.verdicts[asked]

    def classed(self, point: tuple[Node, ...]) -> str | None:
        """The class of a point of the right answer, where points have classes."""
        answer = self.derivation.answer
        for p in answer.fields.get("points", ()) if answer is not None else ():
            at = [as_tree(v) for v in p["at"].values()]
            if len(at) == len(point) and all(
                a is not None and self.world.same(a, b).outcome == "equal" for a, b in zip(at, point, strict=True)
            ):
                return str(p["class"]) if "class" in p else None
        return None

    @cached_property
    def mistaken(self) -> tuple[Mistaken, ...]:
        """What documented mistakes make of single stages."""
        return tuple(mistaken(self.derivation))

    @cached_property
    def made(self) -> tuple[tuple[str, Basic, str], ...]:
        """The values that documented mistakes make of stages: their keys, the goals, and the mistakes."""
        found = ((as_tree(m.value), m) for m in self.mistaken)
        return tuple((key(value, self.world.domain), m.goal, m.mistake) for value, m in found if value is not None)

    @cached_property
    def mistakes(self) -> dict[str, str]:
        """The mistakes by the key of a value that stands nowhere on the way."""
        return {made: name for made, _, name in reversed(self.made) if made not in self.world.keys}

    def of_its_own(self, finding: Finding) -> str | None:
        """The mistake that makes the value of just the name that has it."""
        if finding.value is None or not finding.name:
            return None
        goals = [self.derivation.steps[k.stage].before for k in self.world.known if k.stage >= 0 and k.name == finding.name]
        value = key(finding.value, self.world.domain)
        return next((name for made, goal, name in self.made if made == value and goal in goals), None)

    def of_calculation(self, finding: Finding) -> str | None:
        """The mistake in calculating that makes the value of what stands before it, which is right."""
        if finding.value is None or finding.left is None:
            return None
        left, value = key(finding.left, self.world.domain), key(finding.value, self.world.domain)
        goals = [
            self.derivation.steps[k.stage].before for k in self.world.known if k.stage >= 0 and key(k.value, self.world.domain) == left
        ]
        return next((n for made, goal, n in self.made if made == value and goal in goals and _is_of_calculation(n)), None)

    def mistake(self, finding: Finding, line: str) -> tuple[str, str, str] | None:
        """The mistake that makes the value of a line, with what it says and asks; none that what the line shows contradicts.

        Of a formula with its number at the point the formula is to be explained, and behind a name an integral that is worked out
        rightly has no mistake of integrating in it.
        """
        if finding.right is not None and letters_in(finding.right) and finding.value is not None and not letters_in(finding.value):
            finding = replace(finding, value=finding.right)
        found = self._mistake(finding, line)
        known = None if found is None or not finding.integrated else mistakes().get(found[0])
        return None if known is not None and any(rule.startswith(_INTEGRATING) for rule in known.rules) else found

    def _mistake(self, finding: Finding, line: str) -> tuple[str, str, str] | None:
        if finding.slip:
            name = self.of_calculation(finding)
            return None if name is None else _told(name)
        name = self.of_its_own(finding)
        if name is None and line and finding.name in self.names:
            name = self._as_an_answer(line)  # before what makes the same number of another stage
        telling = finding.value is not None and (not finding.name or bool(letters_in(finding.value)))  # another stage may have that number
        if name is None and finding.value is not None and telling and finding.outcome != "true":
            name = self.mistakes.get(key(finding.value, self.world.domain))
        if name is None and line:
            name = self._as_an_answer(line)
        if name is None and finding.value is not None and self.question.walk:
            name = walked.mistake(self.derivation, finding.name, finding.value)
        if name is None:
            name = self._of_a_part(finding)
        return None if name is None else _told(name)

    def _of_a_part(self, finding: Finding) -> str | None:
        """The mistake at a stage before that makes the value of the one that has the name, which is put together from it."""
        stages = {k.stage for k in self.world.known if k.stage >= 0 and finding.name and k.name == finding.name}
        if finding.value is None or not stages or self.question.walk:
            return None
        value, before = key(finding.value, self.world.domain), {s.before for s in self.derivation.steps[: max(stages)]}
        for m in islice((m for m in self.mistaken if m.goal in before), MOST_PARTS):
            ends = (as_tree(c.result) for c in carried(self.derivation, {m.goal: m.value}).stages if c.stage in stages)
            if any(end is not None and key(end, self.world.domain) == value for end in ends):
                return m.mistake
        return None

    def _as_an_answer(self, line: str) -> str | None:
        """The mistake that makes a wrong answer of a line."""
        verdict = check(self.question, line).verdict
        return verdict.misconception if verdict.verdict in ("incorrect", "partially_correct") else None

    def equation(self, stated: Relation) -> tuple[str, str, str] | None:
        """The mistake that makes an equation of slopes, where the way differentiates both sides."""
        for made, name in self.differentiated:
            if are_the_same(stated, made, self.world):
                return _told(name)
        return None

    @cached_property
    def differentiated(self) -> tuple[tuple[Relation, str], ...]:
        """The equations that documented mistakes make of one that is differentiated on both sides."""
        found = (m for m in self.mistaken if isinstance(m.value, Equation))
        return tuple((made, m.mistake) for m in found for made in slopes_named(as_tree(m.value)))

    def carry(self, finding: Finding) -> World | None:
        """The world in which a stage came to the student's value; None where it is not known which, or nothing follows."""
        if self.question.walk and finding.value is not None:
            return self._walked_on(finding.name, finding.value)
        goals = self._goals(finding)
        if finding.value is None or (not goals and self.world.integrand is not None):
            return self._between_ends(finding.value)
        if not goals:
            return None
        try:
            value = tree.evaluated(build(finding.value, lambda name: self.derivation.problem.symbols.get(name) or real(name)))
        except (TutorError, TypeError, ValueError):
            return None
        self.instead |= dict.fromkeys(goals, value)
        way = carried(self.derivation, self.instead)
        own = tuple(own_answers(self.derivation, self.bare, way.fields))
        self.own += own
        goal = next((q.expected for q in own if isinstance(q.expected, Node)), None)
        return carried_world(self.world, way.stages, self.operations, goal) if way.stages else None

    def _walked_on(self, name: str, value: Node) -> World | None:
        """The world in which the walk goes on from a point, or a coordinate of one, that the student has otherwise."""
        found = walked.onward(self.derivation, name, value, self.stood)
        if found is None:
            return None
        problem = self.derivation.problem
        there = {walked.called(problem, k): as_tree(p) for k, p in found.items()}
        known = tuple(RightValue(self.world.end, n, v) for n, v in there.items() if v is not None)
        known += tuple(k for k in coordinates_of(problem, found) if k.name != name)
        known += tuple(k for k in self.world.known if not k.at and letters_in(k.value) & set(self.world.order))  # the slopes anywhere
        last = walked.parts(tuple(found.values())[-1])
        whole = last if self.question.shape != "parameters" else dict(zip(problem.variables, last, strict=True))
        self.own += own_answers(self.derivation, self.bare, {"iterates": (whole,)})
        return replace(self.world, known=known, keys={key(k.value, self.world.domain): self.world.end for k in known}, solutions=())

    def _between_ends(self, value: Node | None) -> World | None:
        """The world in which a definite integral has a student's antiderivative, and its value is the difference between its ends."""
        given = self.derivation.problem.given
        ends = [as_tree(given.get(name)) for name in ("upper", "lower")]
        if value is None or ends[0] is None or ends[1] is None:
            return None
        high, low = (put(value, {self.world.order[0]: end}) for end in ends if end is not None)
        apart = RightValue(self.world.end, "", Sum((high, Neg(low))))
        return replace(self.world, known=(apart,), keys={key(apart.value, self.world.domain): apart.stage})

    def solve(self, before: tuple[Relation, ...], wrong: tuple[Relation, ...]) -> World | None:
        """The world in which a student's own equations hold."""
        found = own_system(self.world, before, wrong, self.derivation.problem)
        if found is not None:
            self.own += of_solutions(self.derivation.problem, self.bare, found.solutions)
        return found

    def follows(self, line: str, said: Mapping[str, list[tuple[tuple[Node, ...], Node]]]) -> bool:
        """Whether a line is the answer that is right with the student's own values, or with what names were said to be."""
        problem = self.derivation.problem
        named = {name: own[0][1] for name, own in said.items() if not own[0][0]}
        there = [(at, value) for at, value in said.get(problem.letter, ()) if at]
        asked = (*self.own, *of_names(problem, self.bare, self.world, named), *of_places(problem, self.bare, self.world, there))
        return any(is_right(check(question, line).verdict) for question in asked)

    def _goals(self, finding: Finding) -> tuple[Basic, ...]:
        """The goals of the stages that a wrong line is about: by its name, else by the value that it began with, as long as it stands."""
        assert finding.value is not None
        steps = self.derivation.steps
        named = [k for k in self.world.known if k.stage >= 0 and finding.name and k.name == finding.name]
        stages = [k.stage for k in named if k.at and k.at == finding.at] or [k.stage for k in named]
        if not stages:  # of another name for it; of what it is at the point by what it is in general
            general = self.world.named(finding.name) if finding.name else ()
            values = [v for v in (*general, finding.left) if v is not None]
            first = next(((k, v) for v in values if (k := self.world.stage_of(v)) is not None and k >= 0), None)
            return () if first is None else tuple(steps[k].before for k in self._standing(*first))
        shaped = [k for k in stages if self._shaped(steps[k].result, finding.value)]
        return (steps[(shaped or stages)[0]].before,)

    def _standing(self, first: int, value: Node) -> Iterator[int]:
        """The stages from the first on that come to a value, up to one that comes to another number."""
        for k, step in enumerate(self.derivation.steps[first:], first):
            made = as_tree(step.result)
            if k == first or (made is not None and self.world.same(made, value).outcome == "equal"):
                yield k
            elif made is not None and not letters(value) and not isinstance(made, Relation) and not letters_in(made):
                return

    def _shaped(self, result: Basic, value: Node) -> bool:
        """Whether a stage came to something like a value: with letters, or a number."""
        mine = as_tree(result)
        return mine is not None and bool(letters(mine)) == bool(letters(value)) and (entries(mine) is None) == (entries(value) is None)


def _is_of_calculation(name: str) -> bool:
    """Whether a mistake is one in calculating or in putting limits in, and none of another rule of calculus or of the way."""
    known = mistakes().get(name)
    return known is not None and bool(known.rules) and not any(r.startswith(_CALCULUS) and r != _PUT_IN for r in known.rules)


def _told(name: str) -> tuple[str, str, str]:
    """A mistake with what it says and asks."""
    known = mistakes().get(name)
    return (name, "", "") if known is None else (name, known.says, known.asks)
