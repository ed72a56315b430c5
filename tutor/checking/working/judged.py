"""The lines of a working, judged: what follows, what leaves steps out, what is true and off the way, and the first that is wrong.

Right, or silent: a line is wrong where its two sides are proved different and it cannot be meant otherwise. What may be meant
otherwise (a letter of the student's own, an equation that holds for some solutions only) is held against the line only where a
later one is proved wrong: what led there was then the mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product
from typing import Literal

from tutor.checking.effort import limited
from tutor.checking.equal import equal
from tutor.checking.opinion import Domain
from tutor.checking.plain import replaced
from tutor.checking.proportional import same_up_to_factor
from tutor.checking.tolerance import close
from tutor.checking.values import NoValue, letters, precision, value
from tutor.checking.verdict import Verdict
from tutor.checking.working.refuted import Refutation, refutation
from tutor.checking.working.worked import entries, put, worked
from tutor.checking.working.world import Alternatives, World, holds
from tutor.frozen import dataclass
from tutor.reading.syntax import Apply, DerivativeNode, IntegralNode, Neg, Node, Num, PlusMinus, Relation, Rows, Sum, Sym, Tup, walk
from tutor.reading.working.line import Chain, Line, Member, derived, listed, named
from tutor.reading.working.operations import Operation, Operations

Word = Literal["follows", "skips", "off_the_way", "wrong", "unreadable", "unknown"]
Outcome = Literal["true", "defined", "unknown", "suspect", "false"]
MOST_MEANINGS = 16  # of one formula, where names in it have several values
MOST_VALUES = 4  # of one of these names
ABOUT = Fraction(1, 50)  # a number behind ≈ further off than this is wrong
COORDINATES = frozenset(["r", "theta", "rho", "phi", "t", "s"])  # letters that stand for themselves where they are not defined
_PRIMED = re.compile(r"([A-Za-z])(['′’]+)")
_ORDER: tuple[Outcome, ...] = ("true", "defined", "unknown", "suspect", "false")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a chain. `left` and `right` differ, where it is false; `name` has the value `value` in it.

    `linked` says that it is equal to what stood before; `inside` that two of its own sides differ, whatever was meant;
    `answered` that it is wrong as an answer, `doubtful` that it is true at the point only, and what a mistake would make.
    `root` is the line from which a wrong value was carried on.
    """

    outcome: Outcome
    stage: int | None = None
    linked: bool = False
    name: str = ""
    at: tuple[Node, ...] = ()
    value: Node | None = None
    left: Node | None = None
    right: Node | None = None
    inside: bool = False
    answered: bool = False
    doubtful: bool = False
    root: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with its verdict. `carried` says that it follows from a value that was wrong, `score` is None where none is counted."""

    line: Line
    word: Word
    finding: Finding
    refuted_by: Refutation | None = None
    misconception: str | None = None
    says: str = ""
    asks: str = ""
    carried: bool = False
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Teacher:
    """What is asked of the solved problem.

    The verdict on a line as an answer (the last one with the mistake in it), the world in which a name has a student's value, which
    documented mistake makes a value (its id, what it says and asks), and the class of a point. `names` are those of the answer.
    """

    answers: Callable[[str, bool], Verdict]
    carry: Callable[[Finding], World | None]
    mistake: Callable[[Finding, str], tuple[str, str, str] | None]
    classes: Callable[[tuple[Node, ...]], str | None] = lambda _: None
    names: frozenset[str] = frozenset()


def judged(lines: tuple[Line, ...], operations: Operations, world: World, teacher: Teacher) -> tuple[Judged, ...]:
    """All lines, in order."""
    first = _Reader(operations, world, teacher)
    found = first.run(lines, None)
    wrong = next((k for k, j in enumerate(found) if j.word == "wrong"), None)
    doubtful = next((k for k, j in enumerate(found[:wrong]) if j.finding.outcome == "suspect" or j.finding.doubtful), None)
    if wrong is not None and found[wrong].finding.root is not None:
        doubtful = found[wrong].finding.root
    if wrong is None or doubtful is None or doubtful == wrong:
        return tuple(found)
    return tuple(_Reader(operations, world, teacher).run(lines, doubtful))


class _Reader:
    """Goes through a working once."""

    def __init__(self, operations: Operations, world: World, teacher: Teacher) -> None:
        self.operations = {o.letter: o for o in operations.found}
        self.worlds = [world]
        self.teacher = teacher
        self.own: dict[str, list[tuple[tuple[Node, ...], Node]]] = {}
        self.last: Alternatives = ()
        self.reached: set[int] = set()
        self.number = 0
        self.kept: frozenset[str] = frozenset()  # variables of integrals without ends, which stand for themselves on both sides
        self.root: int | None = None
        self.wrong = False
        self.trivial = False
        self.claimed: list[tuple[Node, Node]] = []  # the sides of equations that were wrong, as they were read

    @property
    def world(self) -> World:
        """The right way."""
        return self.worlds[0]

    def run(self, lines: tuple[Line, ...], forced: int | None) -> list[Judged]:
        """Every line; the one whose number is `forced` is taken to be wrong where that is possible."""
        out = []
        for number, line in enumerate(lines):
            self.number = number
            with limited():
                out.append(self.line(line, number == len(lines) - 1, number == forced))
        return out

    # -- a line ------------------------------------------------------------------------------------------------------------

    def line(self, line: Line, is_last: bool, forced: bool) -> Judged:
        """The verdict on a line, and what it changes for those behind it."""
        if not line.alternatives:
            self.last = () if line.refused else self.last
            return Judged(line, "unreadable" if line.refused else "unknown", Finding("unknown"), says=line.refused)
        before = self.last
        finding = self._finding(line)
        if forced:
            finding = replace(finding, outcome="false", answered=finding.left is None)
        said: Verdict | None = None
        self._rooted(line, finding, before)
        rooted = is_last and not self.wrong and (self.root is not None or finding.stage is None) and finding.outcome == "true"
        if (finding.outcome != "true" or rooted) and not finding.inside and not forced:
            said = self.teacher.answers(line.text, is_last)
            if said.verdict in ("correct", "wrong_form") and (
                finding.outcome != "false" or not finding.name or finding.name in self.teacher.names
            ):
                finding = Finding("true", self._end(), linked=True, value=finding.value)
            elif rooted and said.verdict == "incorrect" and (self.root is not None or said.misconception is not None):
                finding = replace(finding, outcome="false", answered=True, root=self.root)
            elif (
                finding.outcome in ("unknown", "suspect")
                and is_last
                and not self.wrong
                and said.verdict in ("incorrect", "partially_correct")
                and (finding.outcome == "suspect" or self._answers(line, said))
            ):
                finding = replace(finding, outcome="false", answered=True)
        return self._settled(line, finding, said, before)

    def _rooted(self, line: Line, finding: Finding, before: Alternatives) -> None:
        """Notes where a value comes from that no stage of the way has: the line on which a formula or an integral stood by itself."""
        if finding.stage is not None or finding.name or finding.value is None or finding.outcome in ("false", "defined"):
            self.root = None
        elif self._compare(before, (finding.value,)) != "equal":
            first = line.chains[0].members[0].tree
            alone = len(line.chains) == 1 and (not line.chains[0].signs or isinstance(first, IntegralNode))
            self.root = self.number if alone and not letters(*(entries(finding.value) or (finding.value,))) else None

    def _end(self) -> int:
        return max((k.stage for k in self.world.known), default=0)

    def _answers(self, line: Line, said: Verdict) -> bool:
        """Whether the last line is meant as the answer."""
        return (
            said.misconception is not None
            or bool(said.parts)
            or line.goes_on
            or any(c.members[0].name in self.teacher.names for c in line.chains if c.signs)
            or "answer" in line.words
        )

    def _settled(self, line: Line, finding: Finding, said: Verdict | None, before: Alternatives) -> Judged:
        match finding.outcome:
            case "false":
                return self._mistaken(line, finding, said)
            case "unknown" | "suspect":
                return Judged(line, "unknown", finding)
        carried = self.wrong and finding.stage is None and finding.linked
        stage = finding.stage
        if stage is None:
            if finding.linked:
                return Judged(line, "follows", finding, carried=self.wrong, score=self._mark(carried))
            return Judged(line, "off_the_way", finding)
        left_out = [k for k in range(stage) if k not in self.reached and any(c.stage == k for c in self.world.known)]
        self.reached.update(range(stage + 1))
        carried = self.wrong and finding.value is not None and self._is_carried(finding.value, finding.name)
        return Judged(line, "skips" if len(left_out) > 1 else "follows", finding, carried=carried, score=self._mark(carried))

    def _is_carried(self, value_: Node, name: str) -> bool:
        """Whether a value is right only with what was wrong before."""
        world = self.world
        known = world.stage_named(value_, name) if name and world.named(name) else world.stage_of(value_)
        return len(self.worlds) > 1 and known is None

    def _mark(self, carried: bool) -> float:
        return 0.0 if carried and self.trivial else 1.0

    def _mistaken(self, line: Line, finding: Finding, said: Verdict | None) -> Judged:
        """A wrong line: why, and the way from there with the student's own value; one that follows from a wrong equation is none."""
        if self.wrong and self._solves(finding):
            return Judged(line, "follows", finding, carried=True, score=self._mark(True))
        shown = None
        if finding.left is not None and finding.right is not None:
            shown = refutation(finding.left, finding.right, self.world)
        if shown is None and not finding.answered:
            return Judged(line, "unknown", finding)
        named_ = self.teacher.mistake(finding, line.text) if not self.wrong else None
        if named_ is None and said is not None and said.misconception is not None:
            named_ = (said.misconception, said.feedback, "")
        self.wrong = True
        self.claimed += [
            (c.members[0].tree, c.members[-1].tree) for c in line.chains if c.signs and c.members[0].tree and c.members[-1].tree
        ]
        if finding.value is not None:
            self.trivial = self.trivial or _is_trivial(finding.value, self.world.domain)
            world = self.teacher.carry(finding)
            if world is not None:
                self.worlds.append(world)
        mistake, says, asks = named_ or (None, "", "")
        return Judged(line, "wrong", finding, shown, mistake, says, asks, score=0.0)

    def _solves(self, finding: Finding) -> bool:
        """Whether a name has the value that a wrong equation before gives it: y' from y'(3y² - 6x) = 6y + 3x²."""
        if not finding.name or finding.value is None:
            return False
        for sides in self.claimed:
            letters_ = {
                n.name for side in sides for n in walk(side) if isinstance(n, Sym | DerivativeNode) and self._names(n.name) == finding.name
            }
            made = [w for side in sides for w in self._expanded(put(side, dict.fromkeys(letters_, finding.value)))[:1]]
            if letters_ and len(made) == 2 and self.world.same(made[0], made[1]).outcome == "equal":
                return True
        return False

    def _names(self, letter: str) -> str:
        """What a letter of a tree names."""
        operation = self.operations.get(letter)
        if operation is not None:
            return named(operation.name, self.world.variables) if operation.kind == "name" else ""
        return listed(letter)

    # -- its chains ----------------------------------------------------------------------------------------------------------

    def _finding(self, line: Line) -> Finding:
        """The worst of what is found of the chains of a line; of alternatives one that is true is enough."""
        out = []
        for chains in line.alternatives:
            found = [self._chain(c, line) for c in chains]
            worst = max(found, key=lambda f: _ORDER.index(f.outcome))
            known = next((f for f in found if f.stage is not None), worst)
            out.append(worst if worst.outcome != "true" else replace(known, linked=any(f.linked for f in found)))
        if line.assumes or len(out) > 1:
            return min(out, key=lambda f: _ORDER.index(f.outcome))
        return out[0]

    def _chain(self, chain: Chain, line: Line) -> Finding:
        first = chain.members[0]
        inside = (n for m in chain.members if m.tree is not None for n in walk(m.tree))
        self.kept = frozenset(n.variable for n in inside if isinstance(n, IntegralNode) and n.lower is None)
        meanings = [self._meaning(m) for m in chain.members]
        last = next((m for m in reversed(meanings) if m), ())
        if self.kept and last:
            self.kept = frozenset()
            last = self._meaning(chain.members[-1]) or last
        if len(chain.members) == 1:
            return self._bare(first, meanings[0], line)
        name, at = (first.name, first.at) if self._is_name(first) else ("", ())
        if name and (not meanings[0] or self._is_new(first, line)):
            return self._defined(chain, meanings, name, at)
        found = self._pairs(chain, meanings, line)
        if (
            found.outcome == "true"
            and chain.signs[0] in ("=", "≈")
            and last
            and not any(isinstance(n, PlusMinus) for v in last for n in walk(v))
        ):
            self.last = last
            if name:
                self._own(name, at, last[0])
        elif name and last and found.value is not None:
            self._own(name, at, last[0])
            self.last = last
        else:  # what goes on from here goes on from this line, known or not
            self.last = {"false": last, "unknown": meanings[-1]}.get(found.outcome, ())
        return found

    def _is_new(self, first: Member, line: Line) -> bool:
        """Whether a letter is defined here: it says so, or nothing is known of it and it is no usual letter of a coordinate."""
        if not isinstance(first.tree, Sym) or first.tree.name in self.world.variables or first.tree.name in self.operations:
            return False
        return line.defines or (first.tree.name not in COORDINATES and not self._named(first.name, first.at))

    def _own(self, name: str, at: tuple[Node, ...], value_: Node) -> None:
        self.own.setdefault(name, []).insert(0, (at, value_))

    def _defined(self, chain: Chain, meanings: list[Alternatives], name: str, at: tuple[Node, ...]) -> Finding:
        """A letter that the way does not have: it means what is said here, and the rest of the chain must hold."""
        rest = Chain(chain.members[1:], chain.signs[1:])
        last = next((m for m in reversed(meanings[1:]) if m), ())
        found = self._pairs(rest, meanings[1:], None) if rest.signs else Finding("true")
        if last:
            self._own(name, at, last[0])
            self.last = last
        if found.outcome == "false":
            return replace(found, name=name, at=at)
        stage = self._stage(last, "") if last else None
        if stage is not None:
            return Finding("true", stage, value=last[0], name=name)
        if last and self.teacher.mistake(Finding("suspect", value=last[0]), ""):
            return Finding("suspect", name=name, at=at, value=last[0])
        return Finding(
            "defined" if len(rest.members) < 2 or not last else "true", value=last[0] if last else None, name=name, linked=bool(rest.signs)
        )

    def _stage(self, values: Alternatives, name: str) -> int | None:
        return next((s for v in values if not _is_plain(v) or name for w in self.worlds if (s := w.stage_of(v, name)) is not None), None)

    def _bare(self, member: Member, values: Alternatives, line: Line) -> Finding:
        """A formula without a sign, or one behind the sign with which a line begins."""
        if not values:
            return Finding("unknown")
        points = self._points(member, values[0], line)
        if points is not None:
            return points
        stage = self._stage(values, "")
        if self.last and not isinstance(values[0], PlusMinus):
            found = self._compare(self.last, values)
            if found == "equal":
                self.last = values
                return Finding("true", stage, True, value=values[0])
            if line.goes_on and found == "different" and (stage is None or not letters(*(entries(values[0]) or values[:1]))):
                before = self.last
                self.last = values
                return Finding("false", value=values[0], left=before[0], right=values[0], inside=True)
        if stage is not None:
            self.last = values
            return Finding("true", stage, value=values[0])
        if not line.goes_on:
            self.last = values
        return Finding("suspect" if self.teacher.mistake(Finding("suspect", value=values[0]), "") else "unknown", value=values[0])

    def _points(self, member: Member, value_: Node, line: Line) -> Finding | None:
        """Points that a line lists, where the problem asks for points; None where it does not list any."""
        world = self.world
        if not world.solutions or not isinstance(value_, Tup):
            return None
        listed = value_.items if all(isinstance(i, Tup) for i in value_.items) else (value_,)
        size = len(world.order)
        if any(not isinstance(p, Tup) or len(p.items) != size for p in listed):
            return None
        for point in listed:
            assert isinstance(point, Tup)
            at = dict(zip(world.order, point.items, strict=True))
            if not any(all(equal(at[n], s[n], world.domain).outcome == "equal" for n in at if n in s) for s in world.solutions):
                return self._no_solution(point, at)
        said = _class_said(line.words)
        if said and len(listed) == 1:
            right = self.teacher.classes(listed[0].items)  # type: ignore[union-attr]
            if right is not None and right != said:
                return Finding("false", value=None, name="class", inside=True, answered=True)
        return Finding("true", self._end() if said else None, linked=True, value=value_)

    def _no_solution(self, point: Node, at: dict[str, Node]) -> Finding:
        for relation in self.world.equations:
            if set(letters(*relation.items)) <= set(at) and holds(relation, at, self.world).outcome == "different":
                sides = tuple(worked(put(s, at)) for s in relation.items)
                return Finding("suspect", value=point, left=sides[0], right=sides[1])
        return Finding("suspect", value=point)

    def _pairs(self, chain: Chain, meanings: list[Alternatives], line: Line | None) -> Finding:
        """The signs of a chain, from left to right."""
        first = chain.members[0]
        name, at = (first.name, first.at) if self._is_name(first) else ("", ())
        if line is not None and line.goes_on and self.last and chain is line.chains[0]:
            found = self._compare(self.last, meanings[0])
            if found == "different" and meanings[0] and self._stage(meanings[0], "") is None:
                return Finding(
                    "false", value=meanings[-1][0] if meanings[-1] else None, left=self.last[0], right=meanings[0][0], inside=True
                )
        unknown = stated = False
        before: Alternatives = meanings[0]
        for k, (sign, after) in enumerate(zip(chain.signs, meanings[1:], strict=True)):
            if not before or not after:
                unknown = True
                before = after or before
                continue
            found = self._signed(before, sign, after)
            if found == "equal" and self.world.sought and sign == "=" and self._is_statement(chain, k, before[0], after[0]):
                found = "different"  # an equation of points, and no identity
            if found == "different":
                conditional = self._conditional(chain, k, before, after, line) if sign == "=" else None
                if conditional is not None:
                    explained = (
                        k == 0
                        and name
                        and conditional.outcome == "suspect"
                        and self.teacher.mistake(Finding("suspect", value=after[0]), "")
                    )
                    if explained:
                        return Finding("false", name=name, at=at, value=after[0], left=before[0], right=after[0])
                    if conditional.outcome != "true":
                        return conditional
                    stated = True
                else:
                    weak = k == 0 and self._is_own(first) and not isinstance(after[0], Rows)
                    last = next((m for m in reversed(meanings) if m), after)
                    return Finding(
                        "suspect" if weak else "false",
                        name=name,
                        at=at,
                        value=last[0],
                        left=before[0],
                        right=after[0],
                        inside=not (k == 0 and name),
                    )
            unknown = unknown or found == "undecided"
            before = after
        last = next((m for m in reversed(meanings) if m), ())
        if name and last and self._is_general(at, last[0]):
            return Finding("suspect", name=name, at=at, value=last[0])
        stage = self._stage_of_chain(meanings, name)
        if unknown:
            return Finding("unknown", stage, name=name, value=last[0] if last else None)
        if name and not at and last and self._only_there(meanings[0], last) and self.teacher.mistake(Finding("true", value=last[0]), ""):
            return Finding("true", stage, True, name=name, value=last[0], left=meanings[0][0], right=last[0], doubtful=True)
        linked = (
            bool(name)
            or stated
            or any(map(self._operates, chain.members))
            or bool(self.last and last and self._compare(self.last, last) == "equal")
        )
        return Finding("true", stage, linked or len(chain.members) > 2, name=name, at=at, value=last[0] if last else None)

    def _only_there(self, named_: Alternatives, last: Alternatives) -> bool:
        """Whether a name that is a formula elsewhere is said to be a number, which it is at the point."""
        return (
            bool(self.world.point)
            and bool(letters(*(entries(named_[0]) or (named_[0],))))
            and not letters(*(entries(last[0]) or (last[0],)))
        )

    def _is_general(self, at: tuple[Node, ...], value_: Node) -> bool:
        """Whether letters are left in a value that was said to be one at a place without them."""
        inside = set(letters(*(entries(value_) or (value_,)))) & set(self.world.order)
        return (
            bool(at)
            and bool(inside)
            and not inside & {n for a in at for v in self._expanded(a) or (a,) for n in letters(*(entries(v) or (v,)))}
        )

    def _stage_of_chain(self, meanings: list[Alternatives], name: str) -> int | None:
        """The stage of the last value, with its name, else of the last one that is no mere 0 or 1."""
        last = next((m for m in reversed(meanings) if m), ())
        if (
            last
            and name
            and (stage := next((s for v in last for w in self.worlds if (s := w.stage_named(v, name)) is not None), None)) is not None
        ):
            return stage
        telling = [m for m in reversed(meanings) if m and not _is_plain(m[0])]
        return self._stage(telling[0], "") if telling else None

    def _is_name(self, member: Member) -> bool:
        """Whether a member is a name and no calculation."""
        tree = member.tree
        if not member.name:
            return False
        if tree is None or isinstance(tree, DerivativeNode | Apply) or (" " in member.name and not isinstance(tree, Sym)):
            return True
        if isinstance(tree, Sym):
            operation = self.operations.get(tree.name)
            return tree.name not in self.world.variables if operation is None else operation.kind == "name"
        return bool(self.world.named(member.name)) and not isinstance(tree, Num)

    def _is_own(self, member: Member) -> bool:
        """Whether it is a single letter, which a student may use for something else."""
        return isinstance(member.tree, Sym) and member.tree.name not in self.operations and "_" not in member.tree.name

    def _signed(self, before: Alternatives, sign: str, after: Alternatives) -> str:
        if sign == "=":
            if any(isinstance(n, PlusMinus) for v in (before[0], after[0]) for n in walk(v)):
                return "different"  # an equation for two values, and no identity
            return self._compare(before, after)
        if sign == "≈":
            return "different" if all(_far(a, b, self.world.domain) for a in before for b in after) else "equal"
        return "different" if all(_refuted(a, sign, b, self.world.domain) for a in before for b in after) else "equal"

    def _compare(self, before: Alternatives, after: Alternatives) -> str:
        if not before or not after:
            return "undecided"
        found = {self.world.same(a, b).outcome for a in before[:MOST_MEANINGS] for b in after[:MOST_MEANINGS]}
        return "equal" if "equal" in found else "undecided" if "undecided" in found else "different"

    # -- equations that hold somewhere -----------------------------------------------------------------------------------------

    def _conditional(self, chain: Chain, k: int, before: Alternatives, after: Alternatives, line: Line | None) -> Finding | None:
        """What is found of an equation that is no identity: by the solutions; None where it can only be an identity."""
        world = self.world
        a, b = before[0], after[0]
        relation = Relation((a, b), ("=",))
        free = set(letters(a, b))
        operating = any(self._operates(m) for m in chain.members[k : k + 2])
        if _doubled(relation) and not world.solutions:
            return Finding("unknown")
        left = chain.members[k].tree
        lone = isinstance(left, Sym) and left.name not in self.operations and not self._is_name(chain.members[k])
        if lone and operating:
            return Finding("unknown")
        if not free or (operating and not world.equations):
            return None
        if k == 0 and self._is_name(chain.members[0]) and self._says_what(chain.members[0], after):
            return None
        if any(_alike(relation, other, world) for other in world.equations):
            return Finding("true", None, True)
        if world.solutions:
            return self._by_solutions(relation, lone, line, operating)
        if operating:
            return None
        if lone or not world.equations:
            return Finding("unknown" if lone else "suspect", left=a, right=b)
        return Finding("suspect", left=a, right=b)

    def _is_statement(self, chain: Chain, k: int, a: Node, b: Node) -> bool:
        """Whether two sides hold at some points only, and nothing in them is named or operated with."""
        bare = not any(self._operates(m) for m in chain.members[k : k + 2])
        return (
            bare
            and all(entries(n) is None for n in (a, b))
            and bool(letters(a, b))
            and equal(a, b, self.world.domain).outcome == "different"
        )

    def _says_what(self, name: Member, after: Alternatives) -> bool:
        """Whether an equation says what a name is, and no condition: there are letters behind it, and only those of its function."""
        inside = set(letters(after[0]))
        return bool(inside) and inside <= set(self.world.order)

    def _operates(self, member: Member) -> bool:
        """Whether a member names something of the way, or an operation: its equation claims what that is."""
        if self._is_name(member) or member.tree is None:
            return True
        named_ = (DerivativeNode, IntegralNode, Apply)
        return any(isinstance(n, named_) or (isinstance(n, Sym) and n.name in self.operations) for n in walk(member.tree))

    def _by_solutions(self, relation: Relation, lone: bool, line: Line | None, operating: bool) -> Finding | None:
        world = self.world
        inside = set(letters(*relation.items))
        concerned = [s for s in world.solutions if inside <= set(s)]
        if not concerned:
            return None if operating else Finding("unknown")
        found = [holds(relation, s, world).outcome if not _doubled(relation) else _either(relation, s, world) for s in concerned]
        if all(f == "equal" for f in found):
            return Finding("true", None, True)
        if "undecided" in found:
            return Finding("unknown")
        case = (lone and not letters(relation.items[1])) or (line is not None and _in_a_case(line))
        if case or any(_implies(relation, other, world) for other in world.equations):
            return Finding("true" if "equal" in found else "unknown", None, "equal" in found)
        at = concerned[found.index("different")]
        left, right = (worked(put(s, at)) for s in relation.items)
        return Finding("suspect", left=left, right=right)

    # -- what a formula means ----------------------------------------------------------------------------------------------------

    def _meaning(self, member: Member) -> Alternatives:
        """The values that a formula may have, names and operations in it put in; none where one is not known."""
        if self._is_name(member) and (found := self._named(member.name, member.at)):
            bare = isinstance(member.tree, Apply) and member.tree.function in self.world.functions
            return (*found, member.tree) if bare and member.tree is not None else found
        return () if member.tree is None else self._expanded(member.tree)

    def _named(self, name: str, at: tuple[Node, ...]) -> Alternatives:
        said, at = at, tuple(v for a in at for v in self._expanded(a)[:1])
        own = [v for place, v in self.own.get(name, ()) if not place or not at or place == at]
        known = [v for w in self.worlds for v in (w.there(name, said) or w.named(name, at))]
        return tuple(dict.fromkeys(worked(v, self.world.dimension) for v in (*own, *known)))[:MOST_MEANINGS]

    def _expanded(self, tree: Node, kept: tuple[str, ...] = ()) -> Alternatives:
        """A formula with what its letters mean, but for those that are kept."""
        choices: dict[str, Alternatives] = {}
        for name in dict.fromkeys(n.name for n in walk(tree) if isinstance(n, Sym | DerivativeNode) and n.name not in kept):
            found = self._letter(name)
            if found is None:
                continue
            if not found:
                return ()
            choices[name] = found
        applied = {n: self._values_of(n) for n in walk(tree) if isinstance(n, Apply)}
        if not all(applied.values()):
            return ()
        out: list[Node] = []
        for picked in islice(product(*choices.values(), *applied.values()), MOST_MEANINGS):
            made = put(tree, dict(zip(choices, picked, strict=False)))
            for node, value_ in zip(applied, picked[len(choices) :], strict=True):
                made = replaced(made, node, value_)
            level = self.world.levelled(worked(made, self.world.dimension))
            if level is not None:
                out.append(level)
        return tuple(dict.fromkeys(out))

    def _values_of(self, node: Apply) -> Alternatives:
        """The values of a function at a place; an unspecified one may also stay as it is."""
        bare = (node,) if node.function in self.world.functions else ()
        return (*self._applied(node)[:MOST_VALUES], *bare)

    def _applied(self, node: Apply) -> Alternatives:
        by = tuple(sorted(node.slots)) or ("",) * node.primes
        name = derived(node.function, by) if by else node.function
        return self._named(name, node.args)

    def _letter(self, name: str) -> Alternatives | None:
        """The values of a letter; None for one that stands for itself, none for an operation that cannot be done."""
        operation = self.operations.get(name)
        if operation is not None:
            return self._operated(operation)
        if name in self.world.variables or name in self.kept:
            return None
        plain = named(name, self.world.variables) or name
        found = self._named(plain, ()) or self._named(listed(name), ())
        return found or (() if "_" in name else None)

    def _operated(self, operation: Operation) -> Alternatives:
        if operation.kind == "name":
            found = self._named(named(operation.name, self.world.variables), operation.at)
            primed = _PRIMED.fullmatch(operation.name.strip())
            bare = primed is not None and primed[1] in self.world.functions and found and operation.at
            return (*found, Apply(primed[1], operation.at, len(primed[2]))) if bare and primed is not None else found
        of = self._expanded(operation.of, operation.by) if operation.of is not None else ()
        second = self._expanded(operation.second)[:1] if operation.second is not None else (None,)
        at = [self._expanded(a)[:1] for a in operation.at]
        if not of or not second or not all(at):
            return ()
        ends = tuple(a[0] for a in at)
        made = [self.world.reckon(replace(operation, of=o, second=second[0], at=ends)) for o in of[:2]]
        if not all(made):
            return ()  # one of the meanings cannot be reckoned with, so nothing is said of the others
        whole = (v for values in made for v in values)
        return tuple(dict.fromkeys(w for v in whole for w in (v, *(self._expanded(v) if operation.by else ()))))


# -- small questions -----------------------------------------------------------------------------------------------------------------


def _in_a_case(line: Line) -> bool:
    """Whether a line looks at a case: by its words, at alternatives, or with a letter that is a number first: x = 0: y = 2."""
    first = line.chains[0].members
    last = first[-1].tree
    number = len(line.chains) > 1 and isinstance(first[0].tree, Sym) and last is not None and not letters(last)
    return line.assumes or len(line.alternatives) > 1 or number


def _far(a: Node, b: Node, domain: Domain) -> bool:
    """Whether a number is no rounded value of another."""
    pairs = list(zip(entries(a) or (a,), entries(b) or (b,), strict=False))
    return any(not letters(x, y) and not isinstance(x, Tup) and close(x, y, ABOUT, ABOUT, domain).outcome == "different" for x, y in pairs)


def _refuted(a: Node, sign: str, b: Node, domain: Domain) -> bool:
    """Whether an inequality between two numbers does not hold."""
    if letters(a, b) or any(entries(n) is not None for n in (a, b)):
        return False
    with precision(128):
        try:
            x, y = value(a, {}, domain), value(b, {}, domain)
        except NoValue:
            return False
        match sign:
            case "<":
                return bool(x >= y)
            case "<=":
                return bool(x > y)
            case ">":
                return bool(x <= y)
            case ">=":
                return bool(x < y)
    return sign == "!=" and equal(a, b, domain).outcome == "equal"


def _doubled(relation: Relation) -> bool:
    return any(isinstance(n, PlusMinus) for side in relation.items for n in walk(side))


def _either(relation: Relation, at: object, world: World) -> str:
    """Whether one of the signs of ± satisfies an equation."""
    found = [holds(Relation(tuple(_sign(s, plus) for s in relation.items), ("=",)), at, world).outcome for plus in (True, False)]  # type: ignore[arg-type]
    return "equal" if "equal" in found else "undecided" if "undecided" in found else "different"


def _sign(node: Node, plus: bool) -> Node:
    for n in walk(node):
        if isinstance(n, PlusMinus):
            return _sign(replaced(node, n, n.of if plus != n.flipped else Neg(n.of)), plus)
    return node


def _difference(relation: Relation) -> Node:
    return Sum((relation.items[0], Neg(relation.items[1])))


def _alike(a: Relation, b: Relation, world: World) -> bool:
    """Whether two equations are one, but for a number as factor."""
    return same_up_to_factor(a, b, world.domain) is not None


def _implies(a: Relation, b: Relation, world: World) -> bool:
    """Whether one equation says that a factor of the other is 0: x = 0, of x(y - 2) = 0."""
    return world.divides(_difference(a), _difference(b))


def _is_plain(value_: Node) -> bool:
    """Whether it is a number that stands everywhere: 0, 1 or -1."""
    bare = value_.of if isinstance(value_, Neg) else value_
    return isinstance(bare, Num) and bare.digits in ("0", "1")


def _is_trivial(value_: Node, domain: Domain) -> bool:
    """Whether nothing is left to do with a value: zero, a zero vector."""
    parts = entries(value_) or (value_,)
    return all(not isinstance(p, Tup | Relation) and equal(p, Num("0"), domain).outcome == "equal" for p in parts)


_CLASSES = {"minimum": "local_min", "min": "local_min", "maximum": "local_max", "max": "local_max", "saddle": "saddle"}


def _class_said(words: tuple[str, ...]) -> str | None:
    """The class that the words of a line give to a point, where they give one and deny none."""
    found = {_CLASSES[w] for w in words if w in _CLASSES}
    return found.pop() if len(found) == 1 and not {"not", "no", "neither", "nor"} & set(words) else None


def following(found: tuple[Judged, ...]) -> Iterator[Judged]:
    """The lines up to the last right one before the first mistake."""
    for j in found:
        if j.word == "wrong":
            return
        yield j
