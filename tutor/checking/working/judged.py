"""The lines of a working, judged: what follows, what leaves steps out, what is true and off the way, and the first that is wrong.

Right, or silent: a line is wrong where its two sides are proved different and it cannot be meant otherwise. What may be meant
otherwise (a letter of the student's own, an equation that holds for some solutions only) is held against the line only where a
later one is proved wrong: what led there was then the mistake.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from tutor.checking.effort import limited
from tutor.checking.plain import NOUGHT, replaced
from tutor.checking.shown import said as written
from tutor.checking.verdict import Verdict
from tutor.checking.working.chains import Chains
from tutor.checking.working.findings import Finding, Judged, Teacher
from tutor.checking.working.lost import lost as loses
from tutor.checking.working.meanings import Meanings
from tutor.checking.working.points import CALLED, class_said
from tutor.checking.working.refuted import Refutation, refutation
from tutor.checking.working.relations import are_alike, is_nothing, with_slopes
from tutor.checking.working.turned import is_one_sign_off
from tutor.checking.working.worked import entries, letters_in, put, with_element
from tutor.checking.working.world import COORDINATES, Alternatives, World
from tutor.reading.syntax import Apply, DerivativeNode, IntegralNode, Node, Num, Relation, Sum, Sym, Tup, walk
from tutor.reading.working.line import TENDS, Chain, Member, WorkingLine
from tutor.reading.working.operations import Operations

SIGN, SCALED = "sign_slip", "constant_factor"
_AT = re.compile(r"\s*(\([^()]*\))\s*:")  # the point that a line is about
_COUNTED = re.compile(r"([A-Z])_?\d")
_EXISTS = frozenset(["exist", "exists", "existiert", "dne"])  # of which a line in words may be the answer
_MEANT = frozenset(["answer", "result", "antwort", "ergebnis", "lösung"])  # what a last line calls the answer
_LIMIT = frozenset(["limit", "grenzwert", "limes"])
_SO = ["so", "thus", "hence", "therefore", "then", "also", "damit", "somit", "folglich", "and", "und"]
_SAYING = frozenset([*_SO, "the", "it", "is", "exists", "der", "ist", "existiert"])
_ONLY = frozenset(["only", "einzige", "einziger", "einzigen"])
_POINT = frozenset(
    [*_SO, "the", "critical", "stationary", "point", "is", "at", "der", "kritische", "stationäre", "punkt", "ist", "liegt", "bei"]
)
_REFUSED = ("incorrect", "partially_correct")
_UNANSWERED = "The answer is not among these lines, or I cannot tell it: its mark is not given."
_UNJUDGED = "I cannot tell how this comes about, and it is not the answer."


def judged(lines: tuple[WorkingLine, ...], operations: Operations, world: World, teacher: Teacher) -> tuple[Judged, ...]:
    """All lines, in order."""
    first = _Reader(operations, world, teacher)
    found = first.run(lines, None)
    wrong = next((k for k, j in enumerate(found) if j.word == "wrong"), None)
    if wrong is not None and found[wrong].finding.answered and (early := next((k for k in first.losing if k < wrong), None)) is not None:
        return tuple(_Reader(operations, world, teacher, {early: first.losing[early]}).run(lines, None))
    named = wrong is not None and found[wrong].misconception is not None  # the mistake is in the wrong line itself
    before = [(k, j.finding) for k, j in enumerate(found[:wrong]) if not (named and j.finding.doubtful)]
    doubtful = next((k for k, finding in before if _is_doubtful(finding, found, wrong, world) and not _is_solved(k, lines, world)), None)
    if wrong is not None and found[wrong].finding.root is not None:
        doubtful = found[wrong].finding.root
    if wrong is None or doubtful is None or doubtful == wrong or found[wrong].finding.lost:
        return tuple(found)
    again = _Reader(operations, world, teacher).run(lines, doubtful)
    if found[doubtful].finding.doubtful and again[wrong].word == "wrong":
        return tuple(found)  # it is true at the point, and the wrong line does not come from it
    if found[wrong].finding.root == doubtful and again[doubtful].word == "wrong":  # the mistake of the end that it leads to
        end = found[wrong]
        again[doubtful] = replace(again[doubtful], misconception=end.misconception, says=end.says, asks=end.asks)
    return tuple(again)


def _is_doubtful(finding: Finding, found: list[Judged], wrong: int | None, world: World) -> bool:
    """Whether the mistake may be in a line that was found so. A mere number of a letter, which may be one that a case looks at, only
    where the wrong line is a point with it."""
    if finding.condition:
        return False
    if finding.outcome != "suspect" or not finding.at or finding.name:
        return finding.outcome == "suspect" or finding.doubtful
    letter, number = finding.at[0], finding.value
    point = None if wrong is None else found[wrong].finding.value
    at = dict(zip(world.order, () if point is None else entries(point) or (), strict=False))
    there = at.get(letter.name) if isinstance(letter, Sym) else None
    return there is not None and number is not None and world.same(there, number).outcome == "equal"


def _is_solved(number: int, lines: tuple[WorkingLine, ...], world: World) -> bool:
    """Whether a line further down says what number a letter is, for which this one is an equation with it alone; no system has it."""
    sides = [m.tree for c in lines[number].chains for m in c.members if m.tree is not None]
    free = letters_in(*sides)
    values = ((c.members[0].tree, c.members[-1].tree) for line in lines[number + 1 :] for c in line.chains if len(c.members) == 2)
    return (
        not world.solutions
        and len(free) == 1
        and any(isinstance(x, Sym) and x.name in free and v is not None and not letters_in(v) for x, v in values)
    )


class _Reader:
    """Goes through a working once."""

    def __init__(self, operations: Operations, world: World, teacher: Teacher, lost: Mapping[int, Finding] | None = None) -> None:
        """`lost` are lines that are known to have lost a solution."""
        self.meanings = Meanings(operations, world)
        self.chains = Chains(self.meanings, teacher)
        self.teacher = teacher
        self.reached: set[int] = set()
        self.number = 0
        self.lines: tuple[WorkingLine, ...] = ()
        self.root: int | None = None
        self.wrong = False
        self.loses = False  # the wrong line has lost a solution
        self.trivial = False
        self.lost = False  # the line before could not be read
        self.suspected = False  # something before was no identity and no known condition
        self.stated: list[Relation] = []  # the conditions before that hold on the way
        self.formed: list[tuple[str, bool]] = []  # names with a right formula, or number, in which nothing is left to do
        self.named: set[str] = set()  # the mistakes of wrong lines
        self.found: dict[str, Node] = {}  # unknowns of the way with numbers that follow from a wrong value
        self.claimed: list[tuple[Node, Node]] = []  # the sides of equations that were wrong, as they were read
        self.slipped: list[tuple[Node, Node]] = []  # numbers that were wrong, with the right ones
        self.known_lost = lost or {}
        self.losing: dict[int, Finding] = {}  # lines that lose a solution, if the working ends wrong
        self.ended = False  # the stage that comes to the answer was reached

    @property
    def world(self) -> World:
        """The right way."""
        return self.meanings.world

    def run(self, lines: tuple[WorkingLine, ...], forced: int | None) -> list[Judged]:
        """Every line; the one whose number is `forced` is taken to be wrong where that is possible."""
        out = []
        self.lines = lines
        for number, line in enumerate(lines):
            self.number = number
            with limited():
                wrong = self.wrong and not self.loses
                j = self.line(line, number == len(lines) - 1, number == forced)
                if not self.wrong and j.word == "unknown" and self._is_reckoned(line) and self._is_as_found():
                    j = Judged(line, "follows", j.finding, score=1.0)
                left = wrong and line.alternatives and j.word in ("unknown", "wrong", "off_the_way")
                out.append(self._carried_on(j) if left else j)
        if self.wrong or not out:
            return out
        out = self._added_up(out)
        if out[-1].word == "unknown" and self._ends(lines[-1]):
            return [replace(j, score=0.0, says=j.says or _UNJUDGED) if j.word == "unknown" and j.line.alternatives else j for j in out]
        otherwise = out[-1].word == "unknown" and self._is_claimed(lines[-1]) and self._said(lines[-1], False).verdict in _REFUSED
        if otherwise or (not self.ended and not self._answered(lines)):
            out[-1] = replace(out[-1], unanswered=True, says=out[-1].says or _UNANSWERED)
        return out

    def _answered(self, lines: tuple[WorkingLine, ...]) -> bool:
        """Whether a line is right as the answer, or what the last one comes to; or several are parts of it, and none is left out."""
        lines, last = tuple(line for line in lines if not self._is_left_open(line)), lines[-1]
        ends = [c.members[-1].text for c in last.chains if c.signs and c.members[-1].tree is not None and not self._is_left_open(last)]
        classed = [f"{at[1]} {CALLED[word]}" for line in lines if (at := _AT.match(line.text)) and (word := class_said(line.words))]
        ends += [", ".join(classed)] if classed else []
        said = [*(self._said(line, False) for line in lines), *(self.teacher.answers(text, False) for text in ends)]
        missing = [{p.name for p in s.parts if p.verdict == "missing"} for s in said if _is_a_part(s)]
        lacking = self.teacher.parts.intersection(*missing) if missing else set()
        return any(map(_is_right, said)) or (bool(missing) and not lacking)

    def _carried_on(self, j: Judged) -> Judged:
        """A line behind a wrong one that is the answer with the student's own values, as it follows from them; another as it is."""
        known: dict[str, list[tuple[tuple[Node, ...], Node]]] = dict(self.meanings.own)
        known |= {name: [((), v)] for name, v in self.found.items()}
        own = any(f(j.line) for f in (self._is_reckoned, self._is_put_together, self._is_made_with_slips, self._is_made_again))
        if not (own or self.teacher.follows(j.line.text, known)):
            return j
        return Judged(j.line, "follows", j.finding, carried=True, score=self._mark(True))

    def _added_up(self, found: list[Judged]) -> list[Judged]:
        """The parts of a number that is asked by names of the student's own, I_1 = 2 and I_2 = 3, follow where their sum is that number."""
        parts: dict[str, dict[int, Node]] = {}
        for k, j in enumerate(found):
            name, value = _COUNTED.fullmatch(j.finding.name), j.finding.value
            if name is not None and value is not None and not letters_in(value) and len(j.line.chains) == 1 and j.word == "unknown":
                parts.setdefault(name[1], {})[k] = value
        goal, whole = self.world.goal, [p for p in parts.values() if len(p) > 1]
        if goal is None:
            return found
        summed = {k for p in whole if self.world.same(Sum(tuple(p.values())), goal).outcome == "equal" for k in p}
        return [Judged(j.line, "follows", j.finding, score=1.0) if k in summed else j for k, j in enumerate(found)]

    def _is_put_together(self, line: WorkingLine) -> bool:
        """Whether a line is what was said before of its name, f = x²y + g(y), with what was said of a function in it, g = -y²."""
        (chain,) = line.chains if len(line.chains) == 1 else (None,)
        if chain is None or len(chain.members) < 2 or set(chain.signs) != {"="}:
            return False
        own, last = self.meanings.own, self.meanings.of(chain.members[-1])
        for _, said in own.get(chain.members[0].name, ()):
            made = said
            for g in (n for n in walk(said) if isinstance(n, Apply) and not n.primes and not n.slots and n.function in own):
                made = replaced(made, g, self.meanings.named(g.function, g.args)[0])
            pair = tuple(put(v, {"C": NOUGHT}) for v in (made, *last[:1]))
            if made != said and len(pair) == 2 and self.world.same(*pair).outcome == "equal":
                return True
        return False

    def _is_made_with_slips(self, line: WorkingLine) -> bool:
        """Whether a name is what a formula with a wrong number of the student's comes to, which with the right one is its right value."""
        (chain,) = line.chains if len(line.chains) == 1 else (None,)
        if chain is None or not chain.signs or set(chain.signs) != {"="} or not self.meanings.is_name(chain.members[0]):
            return False
        first, formula, *ends = chain.members
        right, made = self.world.named(self.meanings.canonical(first.name), first.at), self.meanings.of(formula)
        if formula.tree is None or not right or not made or any(self.meanings.compare(made, self.meanings.of(n)) != "equal" for n in ends):
            return False
        for mine, meant in self.slipped:
            found = [n for n in walk(formula.tree) if isinstance(n, Num) and self.world.same(n, mine).outcome == "equal"]
            there = (self.meanings.expanded(replaced(formula.tree, n, meant)) for n in dict.fromkeys(found))
            if any(self.meanings.compare(right, values) == "equal" for values in there):
                return True
        return False

    def _is_as_found(self) -> bool:
        """Whether an unknown that names give is the number that it is; it is then known from the way."""
        found, self.found = self.found, {}
        return all(self.world.same(v, self.world.solutions[0][name]).outcome == "equal" for name, v in found.items())

    def _is_made_again(self, line: WorkingLine) -> bool:
        """Whether the end of a walk is what the mistake makes that was named before, at every step."""
        return bool(self.named) and self.teacher.answers(line.text, True).misconception in self.named and self.world.walks

    def _is_reckoned(self, line: WorkingLine) -> bool:
        """Whether an unknown of the way is what names give as they were said to be, b = ȳ − m x̄ = 1/2; its number is then noted."""
        (chain,) = line.chains if len(line.chains) == 1 else (None,)
        if chain is None or len(chain.members) < 3 or set(chain.signs) != {"="} or len(self.world.solutions) != 1:
            return False
        first, formula, *numbers = chain.members
        if not isinstance(first.tree, Sym) or first.tree.name not in self.world.solutions[0]:
            return False
        there = {**self.world.solutions[0], **self.found}
        made = tuple(put(v, there) for v in self.meanings.of(formula))
        ends = [self.meanings.of(n) for n in numbers]
        if not made or not all(e and not letters_in(e[0]) for e in ends) or any(self.meanings.compare(made, e) != "equal" for e in ends):
            return False
        self.found[first.tree.name] = ends[-1][0]
        return True

    def _ends(self, line: WorkingLine) -> bool:
        """Whether a last line stands for the answer, which it is not: it says of nothing else what it is."""
        firsts = [c.members[0] for c in line.chains if c.signs]
        mine = all(isinstance(m.tree, IntegralNode) or _is_a_vector(m.tree) or self._is_called(m) for m in firsts)
        return bool(line.alternatives) and (line.goes_on or mine) and self._said(line, False).verdict in _REFUSED

    def _is_claimed(self, line: WorkingLine) -> bool:
        """Whether a line says of an integral without ends what it is, or of a noun."""
        return bool(line.chains) and (line.labelled or self.meanings.stands(line.chains[0].members[0]) is not None)

    def _is_restated(self, line: WorkingLine) -> bool:
        """Whether a line says once more what the number is that is asked: alone, of a noun, or by a letter for an integral."""
        goal, (chain, *more) = self.world.goal, line.chains
        values = self.meanings.of(chain.members[-1])
        if goal is None or more or not set(chain.signs) <= {"=", "≈"} or not values or letters_in(*values):
            return False
        first = chain.members[0]
        letter = isinstance(first.tree, Sym) and len(first.tree.name) == 1 and first.tree.name.isupper()
        letter = letter and (first.name in self.teacher.names or not self.world.named(first.name))
        asked = not chain.signs or line.labelled or letter or bool(self.meanings.stands(first))
        return asked and all(self.world.same(goal, v).outcome == "different" for v in values)

    def _is_called(self, member: Member) -> bool:
        """Whether a name may be that of the answer: it is on the way, or the way has no name for it and none so."""
        name = self.meanings.canonical(member.name)
        return name in self.teacher.names or (self.teacher.names == {""} and bool(name) and not self.world.named(name))

    def _said(self, line: WorkingLine, explained: bool) -> Verdict:
        """The verdict on a line as an answer: of an integral and what it comes to, or a value behind words, on that value."""
        said = self.teacher.answers(line.text, explained)
        alike = len({c.members[0].tree for c in line.chains if not c.signs} if all(not c.signs for c in line.chains) else line.chains) == 1
        if said.verdict != "unreadable" or not alike or any(sign != "=" for sign in line.chains[0].signs):
            return said
        first, last = line.chains[0].members[0], line.chains[0].members[-1]
        integral = isinstance(first.tree, IntegralNode) or self.meanings.stands(first) is not None
        alone = integral or _is_a_vector(first.tree) if line.chains[0].signs else bool(line.words)
        return self.teacher.answers(last.text, explained) if alone and last.tree is not None else said

    def line(self, line: WorkingLine, is_last: bool, forced: bool) -> Judged:
        """The verdict on a line, and what it changes for those behind it."""
        worded = self._in_words(line, is_last) if not line.alternatives and not line.refused else None
        if worded is not None:
            return worded
        if not line.alternatives:
            self.chains.last = () if line.refused else self.chains.last
            self.lost = bool(line.refused)
            return Judged(line, "unreadable" if line.refused else "unknown", Finding("unknown"), says=line.refused)
        before, lost, self.lost = self.chains.last, self.lost, False
        stated = self.chains.before
        finding = self._of_integrals(line, self.chains.finding(line))
        if not self.wrong and finding.outcome in ("true", "unknown", "suspect"):
            mine, others = self.chains.conditions.stated(line), self._others()
            finding = self.known_lost.get(self.number) or loses(line, mine, stated, others, self.meanings) or finding
            early = None if finding.lost else loses(line, mine, tuple(self.stated), others, self.meanings, whole_way=True)
            self.losing |= {} if early is None else {self.number: early}
        if forced:
            finding = replace(finding, outcome="false", answered=finding.left is None)
        if not self.wrong and not forced and finding.outcome in ("unknown", "suspect", "defined") and self._lacks_element(line):
            finding = replace(finding, outcome="false", answered=True)
        self._rooted(line, finding, before)
        rooted = is_last and not self.wrong and finding.outcome == "true"
        rooted = rooted and not (self.world.needed and isinstance(finding.value, Tup))  # points on the way to extrema
        rooted = rooted and (self.root is not None or (finding.stage is None and not self._operated(line)))
        rooted = rooted and not self._is_of_a_factor(line)
        rooted = rooted and not (finding.name not in self.teacher.names and self.world.named(finding.name))  # it is what the way has so
        known = " " in finding.name and bool(self.world.named(finding.name))  # div F names what it is
        noun = line.labelled and finding.path is None and not known
        if noun and finding.outcome == "true" and self.teacher.answers(line.text, False).verdict in _REFUSED:
            finding = replace(finding, outcome="unknown")  # perhaps a value on the way under the name of the answer
        tends = any(TENDS in c.signs for c in line.chains)  # along one path, say
        ends = is_last and not self.wrong and self.root is None and finding.outcome == "true" and self._is_no_answer(line, finding)
        if ends and not rooted:
            meant = bool(_MEANT & set(line.words))
            finding = replace(finding, outcome="false" if meant else "unknown", answered=meant, stage=None)
            return self._settled(line, finding, self._said(line, True))
        if not self.wrong and finding.outcome != "false" and (whole := self._is_called_the_limit(line)) is not None:
            finding = replace(finding, outcome="false" if is_last and whole else "unknown", answered=True, stage=None)
            return self._settled(line, finding, self._said(line, True))
        if is_last and not self.wrong and finding.outcome != "false" and self._is_another_extreme(line):
            return self._settled(line, replace(finding, outcome="false", answered=True, stage=None), self._said(line, True))
        if not self.wrong and finding.outcome != "false" and self._is_called_the_only(line):
            found = replace(finding, outcome="false", answered=True, lost=True, stage=None, says="It is not the only one.")
            return self._settled(line, found, None)
        if finding.inside or forced or tends or (finding.outcome == "true" and not rooted):
            return self._settled(line, finding, None)
        said = self._said(line, is_last)
        finding = self._as_an_answer(line, finding, said, rooted, is_last and not (lost and line.goes_on))
        finding = replace(finding, outcome="unknown") if ends and finding.outcome == "true" else finding
        counted = finding.condition or (finding.at and not finding.name)
        self.suspected = self.suspected or (finding.outcome == "suspect" and not counted)
        return self._settled(line, finding, said)

    def _is_another_extreme(self, line: WorkingLine) -> bool:
        """Whether a line calls a value the maximum or the minimum, and it is another one."""
        sides = {name.rpartition(" ")[2][:3] for name in self.teacher.parts} & {w[:3] for w in line.words}
        return bool(sides & {"max", "min"}) and any(p.verdict == "incorrect" for p in self._said(line, False).parts)

    def _is_called_the_limit(self, line: WorkingLine) -> bool | None:
        """Whether a line that calls a value the limit, which it is not, says of no other one, along a path; None where it does not."""
        if self.world.tending is None or not _LIMIT & set(line.words) or len(line.chains) != 1 or line.chains[0].signs:
            return None
        return set(line.words) <= _LIMIT | _SAYING if self._said(line, False).verdict in _REFUSED else None

    def _is_called_the_only(self, line: WorkingLine) -> bool:
        """Whether a line calls a point the only one, without a word of where it is the only one, and points are missing."""
        words, alone = set(line.words), len(line.chains) == 1 and not line.chains[0].signs
        if not words & _ONLY or not words <= _ONLY | _POINT or not alone or any(x.assumes for x in self.lines[: self.number + 1]):
            return False
        return self._said(line, False).misconception == "missing_points"

    def _is_of_a_factor(self, line: WorkingLine) -> bool:
        """Whether a line says what a formula is near, where a polynomial is asked that another one is near."""
        first = line.chains[0].members[0]
        formula = bool(line.chains[0].signs) and first.tree is not None and not self.meanings.is_name(first)
        return self.world.expands is not None and formula and bool(letters_in(first.tree or Sym("x")) & set(self.world.order))

    def _of_integrals(self, line: WorkingLine, finding: Finding) -> Finding:
        """What is found of a line that begins with an integral: its number is no stage that is no integral, the speed say."""
        first = line.chains[0].members[0].tree if len(line.chains) == 1 else None
        number = finding.outcome == "true" and finding.value is not None and not letters_in(finding.value)
        if number and finding.stage is None and self.meanings.stands(line.chains[0].members[0]) is False:
            last = self.number == len(self.lines) - 1  # true, and perhaps meant as the answer, which it is not
            return replace(finding, linked=False, outcome="unknown" if last else "true")
        if not number or not isinstance(first, IntegralNode) or finding.stage is None or finding.stage in self.world.integrals:
            return finding
        return replace(finding, stage=None, linked=True)

    def _is_no_answer(self, line: WorkingLine, finding: Finding) -> bool:
        """Whether a number by itself at the end, a stage of the way or none, is not the number that is asked for."""
        goals = [k.value for k in self.world.known if k.stage == self.world.end and not isinstance(k.value, Relation)]
        alone = len(line.chains) == 1 and not line.chains[0].signs and not line.place and not line.assumes
        if (
            not alone
            or finding.value is None
            or finding.stage == self.world.end
            or not goals
            or self.world.solutions
            or letters_in(finding.value, *goals)
        ):
            return False
        return self._said(line, False).verdict == "incorrect" and all(
            self.world.same(g, finding.value).outcome == "different" for g in goals
        )

    def _others(self) -> tuple[WorkingLine, ...]:
        """All lines but the one that is looked at."""
        return self.lines[: self.number] + self.lines[self.number + 1 :]

    def _in_words(self, line: WorkingLine, is_last: bool) -> Judged | None:
        """The verdict on a line that is an answer in words, the limit does not exist; None for other words."""
        if not (is_last or _EXISTS & set(line.words)):
            return None
        said = self.teacher.answers(line.text, is_last)
        if said.verdict == "correct":
            return self._settled(line, Finding("true", self.world.end, linked=True), said)
        if is_last and not self.wrong and said.verdict == "incorrect":
            return self._settled(line, Finding("false", answered=True), said)
        return None

    def _as_an_answer(self, line: WorkingLine, finding: Finding, said: Verdict, rooted: bool, is_last: bool) -> Finding:
        """What is found of a line with the verdict on it as an answer."""
        if _is_a_part(said):
            return Finding("true", finding.stage, linked=True, value=finding.value)
        if _is_right(said):
            if finding.outcome == "true" and finding.linked and finding.stage is None and self.world.named(finding.name):
                return finding  # the way has it by this name
            if finding.outcome != "false" or not finding.name or finding.name in self.teacher.names:
                return Finding("true", self.world.end, linked=True, value=finding.value)
            return finding
        if rooted:
            if self.world.end and finding.stage is not None and said.misconception is None:
                return replace(finding, outcome="unknown")  # perhaps one of several integrals
            wrong = said.verdict == "incorrect" and (self.root is not None or said.misconception is not None or self.suspected)
            lone = said.verdict in _REFUSED and self.root is None and line.chains[0].signs and _is_a_vector(line.chains[0].members[0].tree)
            if lone or (wrong and said.misconception is None and self._is_one_of_several(line)):
                return replace(finding, outcome="unknown")
            return replace(finding, outcome="false", answered=True, root=self.root) if wrong else finding
        refused = said.verdict in _REFUSED
        if refused and self.meanings.stands(line.chains[0].members[0]) is False:
            return finding  # it says of another integral, perhaps, what that is
        if is_last and not self.wrong and self.ended and refused and finding.stage is None and self._is_restated(line):
            return replace(finding, outcome="false", answered=True)
        if is_last and not self.wrong and finding.outcome == "defined" and refused:  # perhaps the answer, by a name of the student's own
            return replace(finding, outcome="unknown" if said.misconception is None else "false", answered=said.misconception is not None)
        another = finding.outcome in ("unknown", "defined") and finding.stage is None
        if is_last and not self.wrong and another and self._is_another_integral(line, finding):
            return replace(finding, outcome="false", answered=True, says="This integral has another value than what is asked for.")
        value = finding.outcome == "suspect" and bool(finding.at) and not finding.name
        if is_last and not self.wrong and value and said.verdict == "unreadable":  # what no solution has
            return replace(finding, outcome="false")
        wrong = finding.outcome in ("unknown", "suspect") and refused
        if wrong and is_last and not self.wrong and (finding.outcome == "suspect" or self._answers(line, said)):
            return replace(finding, outcome="false", answered=True)
        return finding

    def _is_one_of_several(self, line: WorkingLine) -> bool:
        """Whether an integral with what it comes to may be a part of the whole: an inner one, or one beside others."""
        inside = [[n for c in x.chains for m in c.members[:1] if m.tree is not None for n in walk(m.tree)] for x in (line, *self._others())]
        mine, *others = (sum(isinstance(n, IntegralNode) for n in nodes) for nodes in inside)
        return self.root == self.number and (mine == 1 or (mine > 1 and any(others)))

    def _rooted(self, line: WorkingLine, finding: Finding, before: Alternatives) -> None:
        """Notes where a value comes from that no stage of the way has: the line on which a formula or an integral stood by itself."""
        if self.root is not None and finding.value is not None and not finding.name and self._says_the_same(line, finding, before):
            return  # the number that came from there, which a stage may have too
        if self._is_set_up(line, finding):
            self.root = self.number
        elif (
            (finding.stage is not None and not self._is_a_part_only(line, finding))
            or finding.name
            or finding.value is None
            or finding.outcome in ("false", "defined")
        ):
            self.root = None
        elif self.meanings.compare(before, (finding.value,)) != "equal":
            first = line.chains[0].members[0].tree
            alone = len(line.chains) == 1 and (not line.chains[0].signs or isinstance(first, IntegralNode))
            self.root = self.number if alone and not letters_in(finding.value) else None

    def _is_set_up(self, line: WorkingLine, finding: Finding) -> bool:
        """Whether a line says by a name of the student's own that it is a definite integral, which no stage is: V = ∫ ..."""
        (chain,) = line.chains if len(line.chains) == 1 else (None,)
        if chain is None or chain.signs != ("=",) or finding.stage is not None or finding.outcome not in ("defined", "unknown", "suspect"):
            return False
        first, last = (m.tree for m in chain.members)
        own = isinstance(first, Sym) and self.meanings.is_name(chain.members[0])
        own = own and not self.world.named(self.meanings.canonical(chain.members[0].name))
        number = finding.value is not None and not letters_in(finding.value)
        return own and number and last is not None and any(isinstance(n, IntegralNode) and n.lower is not None for n in walk(last))

    def _says_the_same(self, line: WorkingLine, finding: Finding, before: Alternatives) -> bool:
        """Whether a line is only the number that the one before came to."""
        alone = len(line.chains) == 1 and not line.chains[0].signs and finding.outcome == "true" and finding.value is not None
        return alone and finding.value is not None and self.meanings.compare(before, (finding.value,)) == "equal"

    def _is_a_part_only(self, line: WorkingLine, finding: Finding) -> bool:
        """Whether a number by itself is what a part of a stage comes to, and no stage."""
        if any(c.signs for c in line.chains) or finding.value is None or letters_in(finding.value):
            return False
        return all(self.world.same(k.value, finding.value).outcome == "different" for k in self.world.known if k.stage >= 0)

    def _operated(self, line: WorkingLine) -> bool:
        """Whether it says what operations on formulas come to: a limit along a path, a derivative of something else."""
        first = line.chains[0].members[0].tree
        inside = () if first is None else (self.meanings.operations.get(n.name) for n in walk(first) if isinstance(n, Sym))
        return any(operation is not None and operation.kind != "name" for operation in inside)

    def _answers(self, line: WorkingLine, said: Verdict) -> bool:
        """Whether the last line is meant as the answer."""
        return (
            (said.misconception is not None and not self._are_letters(line))
            or (bool(said.parts) and not self._is_unasked(line))
            or line.goes_on
            or any(self.meanings.canonical(c.members[0].name) in self.teacher.names for c in line.chains if c.signs)
            or "answer" in line.words
        )

    def _is_another_integral(self, line: WorkingLine, finding: Finding) -> bool:
        """Whether a last line says by a capital letter, that of the volume say, that it is an integral of another value than the answer."""
        first, *rest = line.chains[0].members
        named_ = (
            isinstance(first.tree, Sym) and len(first.tree.name) == 1 and first.tree.name.isupper() and not self.world.named(first.name)
        )
        if not named_ or len(line.chains) != 1 or not rest or finding.value is None:
            return False
        operation = self.meanings.operations.get(rest[0].tree.name) if isinstance(rest[0].tree, Sym) else None
        if not isinstance(rest[0].tree, IntegralNode) and (operation is None or operation.kind != "over"):
            return False
        goals = [k.value for k in self.world.known if k.stage == self.world.end and not isinstance(k.value, Relation)]
        numbers = bool(goals) and not letters_in(finding.value, *goals)
        return numbers and all(self.world.same(goal, finding.value).outcome == "different" for goal in goals)

    def _is_unasked(self, line: WorkingLine) -> bool:
        """Whether a line only says what a letter is that the way has and the problem does not, a multiplier."""
        first = line.chains[0].members[0].tree
        return len(line.chains) == 1 and isinstance(first, Sym) and first.name in self.world.variables - set(self.world.order)

    def _are_letters(self, line: WorkingLine) -> bool:
        """Whether a line only says what coordinates are: an end of an integral, and not the answer."""
        own = (self.world.variables | COORDINATES) - self.teacher.names
        return all(c.signs and isinstance(x := c.members[0].tree, Sym) and x.name in own for c in line.chains)

    def _settled(self, line: WorkingLine, finding: Finding, said: Verdict | None) -> Judged:
        """The verdict by what was found."""
        if finding.outcome == "false":
            return self._mistaken(line, finding, said)
        if finding.outcome in ("unknown", "suspect"):
            again = self.wrong and self._says_again(line)
            return Judged(line, "follows", finding, carried=True, score=self._mark(True)) if again else Judged(line, "unknown", finding)
        if self.world.solutions and not finding.own:
            self.stated += self.chains.conditions.stated(line)
            self.chains.conditions.look(line)
        stage = finding.stage
        ends = stage is not None and self.teacher.last is not None and stage >= self.teacher.last
        self.ended = self.ended or ((ends or self._comes_to_the_goal(line, finding)) and not self._is_left_open(line))
        if finding.name and finding.value is not None and self._is_worked_out(line):
            self.formed.append((finding.name, bool(letters_in(finding.value))))
        if stage is None or finding.own:
            if finding.linked:
                carried = self.wrong and not self.loses  # what was lost is missing, and no value that is carried on
                return Judged(line, "follows", finding, carried=carried, score=self._mark(carried))
            return Judged(line, "off_the_way", finding)
        left_out = [k for k in range(stage) if k not in self.reached and any(c.stage == k for c in self.world.known)]
        self.reached.update(range(stage + 1))
        carried = self.wrong and finding.value is not None and self._is_carried(finding.value, finding.name)
        return Judged(line, "skips" if len(left_out) > 1 else "follows", finding, carried=carried, score=self._mark(carried))

    def _is_left_open(self, line: WorkingLine) -> bool:
        """Whether a number is asked, and an integral is left to do where a line comes to."""
        last = line.chains[-1].members[-1].tree if line.chains else None
        return self.world.goal is not None and last is not None and any(isinstance(n, IntegralNode) for n in walk(last))

    def _comes_to_the_goal(self, line: WorkingLine, finding: Finding) -> bool:
        """Whether a line comes to the number that is asked: by an integral, alone, or as it goes on."""
        goal = self.world.goal
        if goal is None or finding.value is None or letters_in(finding.value) or len(line.chains) != 1:
            return False
        (first,) = line.chains
        integral = isinstance(first.members[0].tree, IntegralNode) or bool(self.meanings.stands(first.members[0]))
        return (integral or line.goes_on or not first.signs) and self.world.same(goal, finding.value).outcome == "equal"

    def _is_carried(self, value_: Node, name: str) -> bool:
        """Whether a value is right only with what was wrong before."""
        world = self.world
        known = world.stage_named(value_, name) if name and world.named(name) else world.stage_of(value_)
        return len(self.meanings.worlds) > 1 and known is None

    def _mark(self, carried: bool) -> float:
        """A whole mark, or none for what a wrong value made trivial."""
        return 0.0 if carried and self.trivial else 1.0

    def _mistaken(self, line: WorkingLine, finding: Finding, said: Verdict | None) -> Judged:
        """A wrong line: why, and the way from there with the student's own value; one that follows from a wrong equation is none."""
        if self.wrong and (self._solves(finding) or self._says_again(line)):
            return Judged(line, "follows", finding, carried=True, score=self._mark(True))
        shown = None
        if finding.left is not None and finding.right is not None:
            shown = self._at_the_point(finding) or refutation(finding.left, finding.right, self.world, finding.where)
        sides = [() if side is None else (side,) for side in (finding.left, finding.right)]
        bounded = self.chains.conditions.is_of_the_boundary(sides[0], sides[1])
        if shown is None and not finding.answered and not self._is_apart_on_the_curve(finding):
            return Judged(line, "unknown", finding)
        put_in = letters_in(*(v for place in self.meanings.elsewhere for v in place.values()))
        strange = frozenset() if shown is None else self.world.strange(*(Sym(name) for name, _ in shown.at)) - put_in
        if finding.path is None and strange - self.meanings.kept:
            return Judged(line, "unknown", finding)
        if any(isinstance(n, Apply) for side in (finding.left, finding.right) if side is not None for n in walk(side)):
            shown = None  # a function that nobody knows has no values to show
        named_ = ("missing_points", finding.says, "") if finding.lost else None
        if finding.root is not None and said is not None and said.misconception is not None:
            named_ = (said.misconception, said.feedback, "")  # a number that a mistake elsewhere makes too says less
        evaluated = self._is_evaluated(line, finding)  # what is set up is right: no mistake in that makes the number
        finding = replace(finding, slip=finding.slip or self._says_otherwise(line, finding))
        if named_ is None and self._lacks_element(line):
            named_ = self.teacher.told("missing_area_factor")
        if bounded:
            named_, shown = self.teacher.told("boundary_value_inside"), None  # any point that refutes it must lie inside
        if not self.wrong and named_ is None and not self._is_given(finding.name) and not evaluated:
            named_ = self.teacher.mistake(finding, line.text)
        shows = finding.slip or finding.integrated  # more than its end, which alone says what mistake may have made it
        if named_ is None and not evaluated and not shows and said is not None and said.misconception is not None:
            named_ = (said.misconception, said.feedback, "")
        if not self.wrong and named_ is None and (stated := self._equation(line)) is not None:
            named_ = self.teacher.equation(stated)
        if named_ is not None and named_[0] == SCALED and any(map(self._integrates, line.chains)):
            named_ = None  # its integrand is another one, perhaps not by a factor
        if not self.wrong and named_ is None and not finding.lost and finding.left is not None and finding.right is not None:
            named_ = self.teacher.told(SIGN) if is_one_sign_off(finding.left, finding.right, self.world) else None
        self.wrong, self.loses = True, finding.lost
        self.claimed += [
            (c.members[0].tree, c.members[-1].tree) for c in line.chains if c.signs and c.members[0].tree and c.members[-1].tree
        ]
        self.slipped += _numbers_apart(finding.value, finding.left)
        self.claimed += [(side, finding.value) for side, n in self.chains.conditions.lettered if n == finding.name and finding.value]
        if finding.value is not None:
            equation = bool(self.world.dependents) and not finding.name and not line.goes_on  # 2x + 2y y' = 0 leaves y' to find
            self.trivial = self.trivial or (not equation and is_nothing(finding.value, self.world.domain))
            world = self.teacher.carry(finding)
            if world is not None:
                self.meanings.worlds.append(world)
        if self.world.solutions and not finding.lost and (wrong := self.chains.conditions.stated(line)):
            world = self.teacher.solve(tuple(self.stated), wrong)
            if world is not None:
                self.meanings.worlds.append(world)
        if finding.lost:
            self.chains.conditions.look(line)
        mistake, says, asks = named_ or (None, finding.says, "")
        self.named |= {mistake} if mistake else set()
        return Judged(line, "wrong", finding, shown, mistake, says, asks, score=0.0, withheld=self._gives_away(shown, finding))

    def _gives_away(self, shown: Refutation | None, finding: Finding) -> bool:
        """Whether what refutes a line is the answer itself, which the lines up to here do not have."""
        if shown is None:
            return False
        typed = set(re.findall(r"[\d./]+", " ".join(line.text for line in self.lines[: self.number + 1])))
        world, at = self.world, dict(shown.at)
        if at:
            asked = [{n: written(v) for n, v in place.items()} for place in (world.asked, *world.needed) if place]
            there = any(at.keys() <= place.keys() and all(place[n] == v for n, v in at.items()) for place in asked)
            return there and not set(at.values()) <= typed
        right = finding.left is not None and world.goal is not None and world.same(finding.left, world.goal).outcome == "equal"
        return right and shown.left not in typed

    def _is_apart_on_the_curve(self, finding: Finding) -> bool:
        """Whether two sides with letters that an equation gives differ where it holds, perhaps at no simple point."""
        left, right = finding.left, finding.right
        if left is None or right is None or self.world.curve is None or not letters_in(left, right) & self.world.dependents:
            return False
        return self.world.same(left, right).outcome == "different"

    def _is_worked_out(self, line: WorkingLine) -> bool:
        """Whether what a name is said to be at last is a mere calculation, no derivative or integral in it."""
        return len(line.chains) == 1 and bool(line.chains[0].signs) and not self.meanings.operates(line.chains[0].members[-1])

    def _says_otherwise(self, line: WorkingLine, finding: Finding) -> bool:
        """Whether a line before has the name rightly, worked out: what is wrong here is the calculation from there."""
        if not finding.name or finding.value is None or finding.at or not self._is_worked_out(line):
            return False
        return (finding.name, bool(letters_in(finding.value))) in self.formed

    def _lacks_element(self, line: WorkingLine) -> bool:
        """Whether an integral in other coordinates is one of the way only with the element of area or volume that it lacks."""
        for tree in (m.tree for c in line.chains for m in c.members if m.tree is not None):
            outer = next((n for n in walk(tree) if isinstance(n, IntegralNode)), None)
            whole = None if outer is None else with_element(outer)
            if outer is None or whole is None:
                continue
            mine, meant = (self.meanings.expanded(t) for t in (tree, replaced(tree, outer, whole)))
            if mine and meant and self.meanings.stage(mine, "") is None and self.meanings.stage(meant, "") is not None:
                return True
        return False

    def _integrates(self, chain: Chain) -> bool:
        """Whether a chain begins with an integral with ends of a formula."""
        first = chain.members[0].tree
        return isinstance(first, IntegralNode) and first.lower is not None and bool(chain.signs) and bool(walk(first.integrand)[1:])

    def _is_evaluated(self, line: WorkingLine, finding: Finding) -> bool:
        """Whether a line says wrongly what the right integral over a region comes to."""
        first = line.chains[0].members[0].tree if line.chains else None
        if len(self.world.order) < 2 or not isinstance(first, IntegralNode) or finding.left is None or letters_in(finding.left):
            return False
        return any(k.stage == self.world.end and self.world.same(k.value, finding.left).outcome == "equal" for k in self.world.known)

    def _is_given(self, name: str) -> bool:
        """Whether a name is that of a function of the problem, of which no stage says what it is: no rule was gone wrong with there."""
        known = [k for k in self.world.known if k.name == self.meanings.canonical(name)] if name and " " not in name else []
        return bool(known) and all(k.stage < 0 for k in known)

    def _at_the_point(self, finding: Finding) -> Refutation | None:
        """What refutes the number that something is said to be, at the point where it is asked; None where that does not."""
        point, left, right = self.world.point, finding.left, finding.right
        if left is None or right is None or not finding.name or self.world.dependents or letters_in(right):
            return None
        inside = letters_in(left)
        if not inside or not inside <= point.keys():
            return None
        return refutation(put(left, point), right, self.world, {n: point[n] for n in sorted(inside)})

    def _says_again(self, line: WorkingLine) -> bool:
        """Whether a line is a wrong equation before it in another form."""
        sides = [(c.members[0].tree, c.members[-1].tree) for c in line.chains if c.signs == ("=",)]
        stated = [self._plain(a, b) for a, b in sides if a is not None and b is not None and letters_in(a, b)]
        claimed = [self._plain(*pair) for pair in self.claimed]
        claimed += [Relation(tuple(put(side, self.world.point) for side in c.items), ("=",)) for c in claimed if self.world.dependents]
        return len(stated) == len(line.chains) and all(any(are_alike(r, c, self.world) for c in claimed) for r in stated)

    def _equation(self, line: WorkingLine) -> Relation | None:
        """What a line says of slopes by a single equation of letters that depend on others, with one letter for each slope."""
        if not self.world.dependents or len(line.chains) != 1 or line.chains[0].signs != ("=",):
            return None
        left, right = (m.tree for m in line.chains[0].members)
        return None if left is None or right is None else self._plain(left, right)

    def _plain(self, *sides: Node) -> Relation:
        """An equation with one letter for each slope, however it is written."""
        return with_slopes(Relation(sides, ("=",)), self.meanings.names)

    def _solves(self, finding: Finding) -> bool:
        """Whether a name has the value that a wrong equation before gives it: y' from y'(3y² - 6x) = 6y + 3x²."""
        if not finding.name or finding.value is None:
            return False
        for sides in self.claimed:
            inside = {n.name for side in sides for n in walk(side) if isinstance(n, Sym | DerivativeNode)}
            letters_ = {n for n in inside if self.meanings.names(n) == finding.name}
            made = [w for side in sides for w in self.meanings.expanded(put(side, dict.fromkeys(letters_, finding.value)))[:1]]
            if letters_ and len(made) == 2 and self.world.same(made[0], made[1]).outcome == "equal":
                return True
        return False


def _is_a_vector(node: Node | None) -> bool:
    """Whether a calculation with vectors has no letters: a step from one point to the next."""
    return node is not None and any(isinstance(n, Tup) for n in walk(node)) and not any(isinstance(n, Sym) for n in walk(node))


def _numbers_apart(mine: Node | None, right: Node | None) -> list[tuple[Node, Node]]:
    """A number with the right one, or those of two vectors, place by place."""
    if mine is None or right is None or letters_in(mine, right):
        return []
    one, two = entries(mine) or (mine,), entries(right) or (right,)
    return list(zip(one, two, strict=True)) if len(one) == len(two) else []


def _is_right(said: Verdict) -> bool:
    return said.verdict in ("correct", "wrong_form")


def _is_a_part(said: Verdict) -> bool:
    """Whether an answer of several parts is right as far as it goes, and no known mistake is why the others are missing."""
    words = {p.verdict for p in said.parts}
    return said.misconception is None and words <= {"correct", "wrong_form", "missing"} and {"missing", "correct"} <= words
