"""The chains of a line: definitions, formulas alone, points, and from sign to sign what is equal and what is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from tutor.checking.equal import equal
from tutor.checking.plain import NOUGHT, replaced
from tutor.checking.values import letters
from tutor.checking.working.conditions import Conditions
from tutor.checking.working.findings import ORDER, Finding, Outcome, Teacher
from tutor.checking.working.meanings import Meanings
from tutor.checking.working.points import class_said, points
from tutor.checking.working.ranges import Ranges, ranges
from tutor.checking.working.relations import far, is_doubled, is_nothing, is_plain, is_refuted
from tutor.checking.working.tending import Tending
from tutor.checking.working.worked import cross, entries, letters_in, put, times
from tutor.checking.working.world import COORDINATES, Alternatives, World, holds
from tutor.reading.syntax import Apply, IntegralNode, Neg, Node, Num, PlusMinus, Quot, Relation, Rows, Sum, Sym, Tup, has_decimal, walk
from tutor.reading.working.line import TENDS, Chain, Member, WorkingLine, derived

SETTLED = frozenset(["D", "Δ", "detH", "J", "κ", "τ"])  # letters that are nobody's own where the way has them
_EQUAL = ("=", "≈")
_COUNTED = re.compile(r"[A-Za-z](\d+)")
_PART = re.compile(r"[A-Z]_?\d+")


class Chains:
    """Finds what a line states, one after the other; `last` is what the line before came to."""

    def __init__(self, meanings: Meanings, teacher: Teacher) -> None:
        self.meanings, self.teacher = meanings, teacher
        self.conditions = Conditions(meanings)
        self.tending = Tending(meanings)
        self.last: Alternatives = ()
        self.base: Alternatives = ()  # what stood before the definitions that `last` is from
        self.asides = 0  # how many these are
        self.put: dict[str, Node] = {}  # what the student has put coordinates for, x = 8 - 2y
        self.before: tuple[Relation, ...] = ()  # the conditions of the line before
        self.ranges: Ranges = {}  # of this line and those just before it

    @property
    def world(self) -> World:
        """The right way."""
        return self.meanings.world

    def finding(self, line: WorkingLine) -> Finding:
        """The worst of what is found of the chains of a line; of alternatives one that is true is enough."""
        if line.parts:
            return max((self.finding(part) for part in line.parts), key=lambda f: ORDER.index(f.outcome))
        line = self._as_cases(line)
        if line.place or (place := self._about(line)):
            return self._there(line if line.place else replace(line, place=place))
        stated = ranges(line)
        if stated is not None:
            found = self._ranges(stated)
            return Finding("true", linked=True) if found.outcome == "unknown" and all(map(self._is_run, line.chains)) else found
        self.ranges = {}
        if self.world.tending is not None and self.tending.neared(line):
            return Finding("true", linked=True)
        found = self._ends(line) or self.tending.on_path(line) or self._found(line)
        return Finding("true", linked=True) if self._puts(line) and found.outcome == "unknown" else found

    def _as_cases(self, line: WorkingLine) -> WorkingLine:
        """A line that lists what a coordinate is, x = 0, 1, as the cases that it has."""
        (chain,) = line.chains if len(line.chains) == 1 else (None,)
        if chain is None or chain.signs != ("=",):
            return line
        first, last = chain.members[0].tree, chain.members[1].tree
        several = isinstance(last, Tup) and last.open == "" and not letters_in(last)
        if not several or not isinstance(first, Sym) or first.name not in self.world.order or not isinstance(last, Tup):
            return line
        values = (Member(chain.members[1].text, item) for item in last.items)
        return replace(line, alternatives=tuple((Chain((chain.members[0], v), chain.signs),) for v in values))

    def _about(self, line: WorkingLine) -> tuple[Node, ...]:
        """The point of a line whose first name is taken there, and that says of what class it is: D(1, 1) = 27 > 0, f_xx > 0, minimum."""
        first = line.chains[0].members[0] if len(line.alternatives) == 1 and line.chains else None
        if first is None or len(first.at) != len(self.world.order) or letters_in(*first.at) or not self.world.solutions:
            return ()
        return first.at if class_said(line.words) is not None and not any(c.members[0].at for c in line.chains[1:]) else ()

    def _ends(self, line: WorkingLine) -> Finding | None:
        """What is found of the new limits of a substitution, x = 0: u = 1, or u = 1 when x = 0; None for another line."""
        said = [n for c in line.chains if (n := self._number((c,))) is not None]
        if not said or len(said) % 2 or len(said) < len(line.chains):
            return None
        for pair in zip(said[::2], said[1::2], strict=True):
            (x, start), (u, end) = sorted(pair, key=lambda n: n[0] not in self.world.order)
            values = [v for v in self.meanings.named(u, ()) if letters_in(v) == {x}]
            if x not in self.world.order or u in self.world.order or not values:
                return None
            found = self.world.same(put(values[0], {x: start}), end).outcome
            if found != "equal":
                left = put(values[0], {x: start})
                return Finding("false", left=left, right=end, inside=True, where={x: start}) if found == "different" else Finding("unknown")
        return Finding("true", linked=True)

    def _there(self, line: WorkingLine) -> Finding:
        """What is found of a line that is about a point: with its coordinates put in, and the class that it gives to the point."""
        at = dict(zip(self.world.order, line.place, strict=False))
        if len(at) != len(line.place):
            return Finding("unknown")
        ways = list(self.meanings.worlds)
        self.meanings.worlds = [replace(w, places=(*w.places, at)) for w in ways]
        found = self._found(replace(line, place=(), alternatives=tuple(tuple(_at(c, line.place) for c in a) for a in line.alternatives)))
        self.meanings.worlds[: len(ways)] = ways
        classed = class_said(line.words) is not None
        said = points(Tup(line.place, "(", ")"), replace(line, goes_on=False), ways, self.teacher) if classed else None
        return found if said is None or ORDER.index(said.outcome) <= ORDER.index(found.outcome) else said

    def _puts(self, line: WorkingLine) -> bool:
        """Whether a line puts something for coordinates with which the constraints hold, x = 2cos t, y = 2sin t: what follows is there.

        So does what the way puts for all of them.
        """
        for chain in line.chains if len(line.alternatives) == 1 else ():
            first, last = chain.members[0].tree, chain.members[-1].tree
            if chain.signs == ("=",) and isinstance(first, Sym) and first.name in self.world.order and last is not None:
                values = self.meanings.expanded(last)
                if len(values) == 1 and letters_in(values[0]) and first.name not in letters_in(values[0]):
                    self.put = {**{k: v for k, v in self.put.items() if k not in letters_in(values[0])}, first.name: values[0]}
        place = self.put
        if len(place) == len(self.world.order) == len(line.chains) and any(self._is_place(place, known) for known in self.world.places):
            return True
        held = [(put(r.items[0], place), put(r.items[1], place)) for r in self.world.constraints if set(letters(*r.items)) & place.keys()]
        if not place or not any(equal(a, b, self.world.domain).outcome == "equal" for a, b in held) or place in self.meanings.elsewhere:
            return False
        self.meanings.elsewhere = (dict(place),)
        return True

    def _is_place(self, place: Mapping[str, Node], known: Mapping[str, Node]) -> bool:
        """Whether coordinates are those that the way puts for them."""
        domain = self.world.domain
        return place.keys() == known.keys() and all(equal(place[n], known[n], domain).outcome == "equal" for n in place)

    def _found(self, line: WorkingLine) -> Finding:
        wrong = self._cases(line)
        self.before = self.conditions.stated(line) if self.world.solutions else ()
        if wrong is not None:
            return wrong
        self.conditions.part(line)
        out = []
        for chains in line.alternatives:
            elsewhere = self.meanings.elsewhere
            self.meanings.elsewhere = self._edge(chains) or elsewhere
            found = [self._beside(c, line) for c in chains]
            self.meanings.elsewhere = elsewhere
            worst = max(found, key=lambda f: ORDER.index(f.outcome))
            known = next((f for f in found if f.stage is not None), worst)
            out.append(worst if worst.outcome != "true" else replace(known, linked=any(f.linked for f in found)))
        if line.assumes or len(out) > 1:
            return min(out, key=lambda f: ORDER.index(f.outcome))
        return out[0]

    def _beside(self, chain: Chain, line: WorkingLine) -> Finding:
        """A chain; behind what is said aside, since r = 2, a line goes on from what stood before it."""
        there = self.last, self.base, self.asides
        found = self._chain(chain, line)
        if chain.aside:
            self.last, self.base, self.asides = there
        return found

    def _edge(self, chains: tuple[Chain, ...]) -> tuple[Mapping[str, Node], ...]:
        """The edge on which a line looks at the function, x = 2: f = 4 - 2y + y²."""
        first, *rest = (tuple(m.tree for m in c.members) for c in chains)
        if not rest or len(first) != 2 or not self.world.constraints or chains[0].signs != ("=",):
            return ()
        letter, value = first
        if not isinstance(letter, Sym) or letter.name not in self.world.order or value is None or letter.name in letters_in(value):
            return ()
        return ({letter.name: value},) if letters_in(value) <= set(self.world.order) else ()

    def _cases(self, line: WorkingLine) -> Finding | None:
        """What is wrong about x = a or x = b: a value does not solve the equation of x just before, or one of a solution is missing."""
        numbers = [self._number(chains) for chains in line.alternatives]
        letter = numbers[0][0] if numbers and numbers[0] is not None else ""
        values = [n[1] for n in numbers if n is not None and n[0] == letter]
        alone = len(values) == 1 and not (line.assumes or line.defines or has_decimal(values[0]))
        if not (alone or len(values) > 1) or len(values) < len(line.alternatives):
            return None
        for relation in (r for r in self.before if set(letters(*r.items)) == {letter}):
            for at in ({letter: value} for value in values):
                if holds(relation, at, self.world).outcome == "different":
                    left, right = (put(side, at) for side in relation.items)
                    return Finding("false", left=left, right=right, inside=True, where=at)
        if alone:
            return None
        for right_one in (s[letter] for s in self.world.solutions if letter in s and len(self.meanings.worlds) == 1):
            if all(self.world.same(right_one, value).outcome == "different" for value in values):
                said = any(self.conditions.is_said(letter, value) for value in values)
                found = Finding("suspect", left=right_one, right=values[0], where={letter: right_one})
                return found if said else replace(found, at=(Sym(letter),), value=values[0])
        return None

    def _number(self, chains: tuple[Chain, ...]) -> tuple[str, Node] | None:
        """The letter and the number of an alternative that is nothing else."""
        first, *more = chains
        trees = [m.tree for m in first.members]
        if more or first.signs != ("=",) or not isinstance(trees[0], Sym) or trees[1] is None or is_doubled(trees[1]):
            return None
        return None if letters_in(trees[1]) or trees[0].name in self.meanings.operations else (trees[0].name, trees[1])

    def _ranges(self, stated: Ranges) -> Finding:
        """What is found of the ranges that this line states, together with those before it or alone."""
        self.ranges = stated if stated.keys() & self.ranges.keys() else {**self.ranges, **stated}
        held = self.teacher.region(self.ranges)
        if held.outcome == "unknown" and self.ranges != stated:
            held = self.teacher.region(stated)
        if held.outcome == "false":
            self.ranges = {}
            there = f"These limits hold a point that is not in the region: {' and '.join(held.outside)}."
            says = there if held.outside else "A lower limit lies above the upper one here."
            return Finding("false", inside=True, answered=True, says=says)
        left_out = f"These limits leave out a point of the region: {' and '.join(held.outside)}." if held.outside else ""
        return Finding(held.outcome, linked=True, says=left_out)

    def _chain(self, chain: Chain, line: WorkingLine) -> Finding:
        """A chain, and what goes on from it; of what tends to something nothing is said but where a limit is asked."""
        if TENDS in chain.signs:
            return self._tends(chain, line)
        if self._is_run(chain):
            return Finding("true", linked=True)
        meanings = self.meanings.of_chain(chain)
        if chain.signs == ("!=",) and self.world.solutions and letters_in(*(v for m in meanings for v in m)):
            return Finding("true")  # where the line looks
        last = _last(meanings, chain.signs)
        iterate = self._iterate(chain, meanings)
        if iterate:
            for x, v in zip(self.world.order, entries(last[0]) or () if last else (), strict=False):
                self.meanings.define(f"{x}{iterate[1:]}", (), v)
            chain = replace(chain, members=(replace(chain.members[0], name=iterate), *chain.members[1:]))
            meanings[0] = self.meanings.named(iterate, ())
        first = chain.members[0]
        if self.meanings.kept and last:
            self.meanings.kept = frozenset()
            last = self.meanings.of(chain.members[-1]) or last
        if len(chain.members) == 1 and line.tends and self.world.tending is not None and chain is line.chains[0]:
            goes = self.tending.goes(chain, self.last)
            return goes if goes.outcome != "unknown" else self._bare(first, meanings[0], line)
        if len(chain.members) == 1:
            return self._bare(first, meanings[0], line)
        turned = self._is_normal(chain, last)
        if turned is not None:
            return turned
        name, at = self._name(first)
        if name and (self._is_open(meanings[0]) or self._is_new(chain) or self._is_another(first, last)):
            return self._defined(chain, meanings, line)
        found = self._pairs(chain, meanings, line)
        if found.outcome == "true" and chain.signs[0] in ("=", "≈") and last and not is_doubled(*last):
            self._reach(last)
            if name:
                self._define(name, at, meanings, last[0])
                if found.stage is not None:
                    self.meanings.pin(last[0])
        elif name and last and found.value is not None:
            self.meanings.define(name, at, last[0])
            self._reach(last)
        else:  # what goes on from here goes on from this line, known or not
            coordinate = len(chain.members) == 2 and meanings[0] == (first.tree,)  # x = cos t is said aside
            self._reach({"false": last, "unknown": meanings[-1]}.get(found.outcome, ()), coordinate)
        return found

    def _is_run(self, chain: Chain) -> bool:
        """Whether a chain says between which ends a letter of the way runs there: 0 <= t <= 1."""
        low, x, high = (m.tree for m in chain.members) if chain.signs == ("<=", "<=") else (None, None, None)
        if low is None or high is None or not isinstance(x, Sym):
            return False
        return any(
            self.meanings.compare((a,), (low,)) == self.meanings.compare((b,), (high,)) == "equal"
            for a, b in self.world.ranges.get(x.name, ())
        )

    def _tends(self, chain: Chain, line: WorkingLine) -> Finding:
        """What is found of a chain that tends to something, |f| ≤ |x| → 0."""
        k = chain.signs.index(TENDS)
        head, before = Chain(chain.members[: k + 1], chain.signs[:k]), self.last
        if self.world.tending is None:  # f_y = 2y = 0 → y = 0
            parts = (head, Chain(chain.members[k + 1 :], chain.signs[k + 1 :]))
            return max((self._chain(part, line) for part in parts), key=lambda f: ORDER.index(f.outcome))
        if k + 2 != len(chain.members):
            self._reach(())
            return Finding("unknown")
        found = self._chain(head, line) if head.signs else Finding("true", linked=True)
        if found.outcome in ("true", "defined"):
            values = self.meanings.of(chain.members[k])
            if not head.signs and head.members[0].name and before and self.meanings.elsewhere:
                values = before  # f → 0, of f by r and t
            goes = self.tending.goes(Chain(chain.members[k:], (TENDS,)), values)
            self._reach(() if goes.value is None else (goes.value,))
            return goes
        return found

    def _reach(self, values: Alternatives, aside: bool = False) -> None:
        """From here on a line goes on from these; behind a definition, an aside, also from what stood before it."""
        if aside and not self.asides:
            self.base = self.last
        self.last, self.asides = values, self.asides + 1 if aside else 0

    def _before(self, values: Alternatives) -> tuple[str, Alternatives]:
        """Whether these go on from what stood before, and that: of definitions what stood before them, or the goal itself."""
        found = self.meanings.compare(self.last, values)
        if found == "different" and self.world.strange(*self.last, *values):
            return "undecided", self.last
        if found != "different" or not self.asides:
            return found, self.last
        goal = tuple(k.value for k in self.world.known if k.stage == self.world.end)
        if "equal" in (self.meanings.compare(self.base, values), self.meanings.compare(goal, values)):
            return "equal", self.base
        if self.world.strange(*self.base):
            return "undecided", self.base
        return found, self.base or (self.last if self.asides == 1 else ())

    def _iterate(self, chain: Chain, meanings: list[Alternatives]) -> str:
        """The way's name of a point that the student counts with a letter of their own, x1 = (2, 1) - .., or by its coordinates,
        (x_1, y_1); empty for another."""
        first, last = chain.members[0], _last(meanings)
        parts = entries(first.tree) if first.tree is not None else None
        names = [n.name for n in parts or () if isinstance(n, Sym)]
        counts = {n.partition("_")[2] for n in names}
        if parts and [n.partition("_")[0] for n in names] == list(self.world.order) and len(counts) == 1:
            (number,) = counts
        elif (
            (counted := _COUNTED.fullmatch(first.name)) is not None
            and last
            and entries(last[0]) is not None
            and all(entries(v) is None for v in meanings[0])  # by this name the way has nothing, or a coordinate
        ):
            number = counted[1]
        else:
            return ""
        return f"p{number}" if self.meanings.named(f"p{number}", ()) else ""

    def _is_normal(self, chain: Chain, last: Alternatives) -> Finding | None:
        """What is found of n = (2, 4, 6), where a plane is asked: any multiple of its normal; None for another chain."""
        right, first = self.world.normal, chain.members[0]
        if right is None or first.name not in ("n", "N") or not last or chain.signs[0] != "=" or letters_in(last[0], right):
            return None
        turned = cross(right, last[0])
        if turned is None or is_nothing(last[0], self.world.domain):
            return None
        self.meanings.define("n", (), last[0])
        self._reach(last)
        if is_nothing(turned, self.world.domain):
            return Finding("true", self.meanings.stage(last, ""), linked=True, value=last[0])
        slopes = next((k.name for k in self.world.known if k.name.startswith("gradient ")), "")
        pairs = zip(entries(right) or (), entries(last[0]) or (), strict=True)
        size = next(Quot(b, a) for a, b in pairs if not is_nothing(a, self.world.domain))  # of the first component they agree
        return Finding("false", name=slopes, value=last[0], left=times(right, size), right=last[0], inside=True)

    def _is_open(self, values: Alternatives) -> bool:
        """Whether nothing is known of a name, or only that it is a function that is looked for: g(y) = -2y² says what that is."""
        return all(isinstance(v, Apply) and v.function in self.meanings.sought and not (v.primes or v.slots) for v in values)

    def _is_new(self, chain: Chain) -> bool:
        """Whether a letter is defined here: it says so, or nothing is known of it and it is no usual letter of a coordinate."""
        first = chain.members[0]
        if not isinstance(first.tree, Sym) or first.tree.name in self.world.variables or first.tree.name in self.meanings.operations:
            return False
        return chain.defines or (first.tree.name not in COORDINATES and not self.meanings.named(first.name, first.at))

    def _is_another(self, first: Member, last: Alternatives) -> bool:
        """Whether a letter that the way has for a function of some letters, g(y) on an edge, is here something with others in it."""
        known = [k for k in self.world.known if k.name == first.name]
        if not known or not last or not isinstance(first.tree, Sym) or first.at or not all(k.at and letters_in(*k.at) for k in known):
            return False
        return not letters_in(last[0]) <= letters_in(*(a for k in known for a in k.at))

    def _is_about(self, values: Alternatives) -> bool:
        """Whether there are letters of the problem in what a letter is to mean."""
        about = set(self.world.variables) | COORDINATES | self.meanings.own.keys()
        return not values or any(letters_in(v) & about for v in values)

    def _defined(self, chain: Chain, meanings: list[Alternatives], line: WorkingLine) -> Finding:
        """A letter that the way does not have: it means what is said here, and the rest of the chain must hold."""
        first_ = chain.members[0]
        name, at = self._name(first_)
        rest = Chain(chain.members[1:], chain.signs[1:])
        last = _last(meanings[1:], rest.signs)
        found = self._pairs(rest, meanings[1:], None) if rest.signs else Finding("true")
        contradicted = bool(last) and self._contradicts(name, last[0])
        if last:
            self._define(name, at, meanings, last[0])
            self._reach(last, aside=True)
        if found.outcome == "false":
            return replace(found, name=name, at=at)
        if contradicted:
            return Finding("false", name=name, at=at, value=last[0], inside=True, answered=True, says="Its derivative is another one.")
        if found.outcome in ("unknown", "suspect"):
            return replace(found, name=name, at=at, value=_first(last))
        if last and self._is_sloped_otherwise(name, last[0]):
            return Finding("suspect", name=name, at=at, value=last[0], says="Its derivative is another one.")
        stage = self.meanings.stage(last, "") if last else None
        if stage is not None:
            self.meanings.call(name, stage)
            return Finding("true", stage, value=last[0], name=name)
        if last and any(self.meanings.compare(last, (given,)) == "equal" for given in self.world.unsaid.values()):
            return Finding("defined", value=last[0], name=name)  # what the problem gives, whatever a mistake makes of it later
        part = _PART.fullmatch(name) is not None  # what a mistake makes of the whole may be right of a part, I_1
        if last and not part and self.teacher.mistake(Finding("suspect", value=last[0]), ""):
            return Finding("suspect", name=name, at=at, value=last[0])
        if name.startswith("derivative ") and found.outcome == "true":
            return Finding("unknown", name=name, at=at, value=_first(last))  # a claim about what the way does not name
        if any(not isinstance(a, Sym) for a in at):
            return Finding("unknown", name=name, at=at, value=_first(last))  # F(r(t)) is a value and no definition
        if (first_.tree is None and rest.signs) or not (chain.defines or self._is_about(last)):
            return Finding("unknown", name=name, at=at, value=_first(last))  # the area, say, by a name that the way does not have
        outcome: Outcome = "defined" if len(rest.members) < 2 or not last else "true"
        return Finding(outcome, value=_first(last), name=name, linked=bool(rest.signs))

    def _define(self, name: str, at: tuple[Node, ...], meanings: list[Alternatives], value: Node) -> None:
        """A name for what stands at the end; and, where that is a number at the point, for the formula before it too: u = x + y = 3."""
        formula = meanings[1][0] if len(meanings) > 2 and meanings[1] else value
        inside = letters_in(formula)
        if inside and inside <= self.world.point.keys() and not letters_in(value) and entries(formula) is None:
            self.meanings.define(name, at, formula)
        self.meanings.define(name, at, value)

    def _contradicts(self, name: str, value: Node) -> bool:
        """Whether a letter is given a formula with another slope than was said before: v' = e^(2x), v = 2e^(2x)."""
        for called, own in list(self.meanings.own.items()):
            what, _, rest = called.partition(" ")
            if what in ("derivative", "differential") and rest.partition(" ")[0] == name and own and not own[0][0]:
                made = self.meanings.slope(what, value, rest.partition(" ")[2])
                if self.meanings.compare(tuple(made), (own[0][1],)) == "different":
                    return True
        return False

    def _is_sloped_otherwise(self, name: str, value: Node) -> bool:
        """Whether a function that is looked for, g(y), is said to be one of the same letter with another slope than the way has."""
        known = [k for k in self.world.known if k.name == derived(name, ()) and k.at and letters_in(*k.at) == letters_in(value)]
        return any(self.meanings.compare(self.meanings.slope("derivative", value), (k.value,)) == "different" for k in known)

    def _bare(self, member: Member, values: Alternatives, line: WorkingLine) -> Finding:
        """A formula without a sign, or one behind the sign with which a line begins."""
        if not values:
            self._reach(())
        if not values or (isinstance(member.tree, Sym) and line.words and member.tree.name in self.world.variables):
            return Finding("unknown")  # nothing that could be read, or a letter that is spoken of
        stated = points(values[0], line, self.meanings.worlds, self.teacher)
        if stated is not None:
            return stated
        stage = self.meanings.stage(values, "")
        if stage is None and has_decimal(values[0]) and not letters_in(values[0]):
            stage = next((k.stage for k in self.world.known if k.stage == self.world.end and self._rounds(values[0], k.value)), None)
        if self.last and not isinstance(values[0], PlusMinus):
            found, before = self._before(values) if line.goes_on else (self.meanings.compare(self.last, values), self.last)
            if line.goes_on and self.conditions.is_of_the_boundary(before, values):
                self._reach(values)
                return Finding("false", value=values[0], left=before[0], right=values[0], inside=True)
            if found == "equal":
                self._reach(values)
                return Finding("true", stage, True, value=values[0])
            if line.goes_on and found == "different" and (stage is None or not letters_in(values[0])):
                self._reach(values)
                if isinstance(member.tree, IntegralNode) and before and letters_in(before[0]) and not letters_in(values[0]):
                    return Finding("unknown" if stage is None else "true", stage, value=values[0])  # it is integrated from here
                if not before:
                    return Finding("suspect", value=values[0])
                if self._is_between_ends(before, values):
                    return Finding("true", stage, True, value=values[0])
                return Finding("false", value=values[0], left=before[0], right=values[0], inside=True)
        if stage is not None:
            self._reach(values)
            return Finding("true", stage, value=values[0])
        if not line.goes_on:
            self._reach(values)
        if any(self._expansion(f, values[0]) == "equal" for k in self.world.known if k.stage < 0 for f in (k.value,) if k.name == "f"):
            return Finding("true", linked=True, value=values[0])
        found = self.world.antiderivative(values[0])
        if found != "undecided":
            self._reach(values)
            says = "" if found == "equal" else "Its derivative is not the integrand."
            return Finding("suspect" if says else "true", linked=True, value=values[0], says=says)
        return Finding("suspect" if self.teacher.mistake(Finding("suspect", value=values[0]), "") else "unknown", value=values[0])

    def _is_between_ends(self, before: Alternatives, values: Alternatives) -> bool:
        """Whether an antiderivative is followed by what it comes to between the ends of its letter."""
        gone = letters_in(before[0]) - letters_in(values[0])
        ends = [(put(before[0], {x: low}), put(before[0], {x: high})) for x in gone for low, high in self.world.ranges.get(x, ())]
        return any(self.meanings.compare((Sum((high, Neg(low))),), values) == "equal" for low, high in ends)

    def _rounds(self, number: Node, exact: Node | Relation) -> bool:
        """Whether a decimal by itself is the value of the answer, rounded."""
        return not isinstance(exact, Relation) and not letters_in(exact) and self.world.same(number, exact).outcome == "equal"

    def _pairs(self, chain: Chain, meanings: list[Alternatives], line: WorkingLine | None) -> Finding:
        """The signs of a chain, from left to right."""
        name, at = self._name(chain.members[0])
        torn = self._torn(chain, meanings, line)
        if torn is not None:
            return torn
        unknown = stated = own = False
        before: Alternatives = meanings[0]
        for k, (sign, after) in enumerate(zip(chain.signs, meanings[1:], strict=True)):
            if not before or not after:
                unknown = True
                before = after or before
                continue
            found = self._signed(before, sign, after)
            if (name or k) and sign == "=" and self.conditions.is_of_the_boundary(before, after):
                return Finding("false", name=name, at=at, value=after[0], left=before[0], right=after[0], inside=True)
            if found == "equal" and self.world.sought and sign == "=" and self.conditions.is_statement(chain, k, before[0], after[0]):
                found = "different"  # an equation of points, and no identity
            if found == "equal" and sign == "=" and k == 0 and name and not at and letters_in(after[0]) & set(self.world.order):
                found = self._in_general(name, before, after)
            if found == "undecided" and sign == "=" and k == 0 and name and self._takes_up(name, after):
                found = "equal"
            if found == "different" and sign in _EQUAL and self._expansion(before[0], after[0]) == "equal":
                found = "equal"
            if found == "different" and sign in _EQUAL and line is not None and line.order is not None:
                found = "equal" if self._expansion(before[0], after[0], line.order) == "equal" else "undecided"
            if found == "different" and (
                self._evaluates(chain.members[k + 1], before)
                or ((k == 0 or self.world.tending is not None) and self._restricts(name, at, before, after))
            ):
                found = "equal"
            if found == "different":
                apart = self._apart(chain, meanings, k, before, line)
                if apart.outcome == "true":
                    stated, own = True, own or apart.own
                elif k == 0 and sign == "=" and name and not at and self._at_a_solution(before, after):
                    found = "undecided"
                else:
                    return apart
            unknown = unknown or found == "undecided"
            before = after
        last = _last(meanings, chain.signs)
        if name and last and self._is_general(at, last[0]):
            return Finding("suspect", name=name, at=at, value=last[0])
        stage = self._stage_of_chain(meanings, name)
        if unknown:
            return Finding("unknown", stage, name=name, value=_first(last))
        if (
            name
            and not at
            and last
            and len(chain.members) == 2
            and self._only_there(meanings[0], last)
            and self.teacher.mistake(Finding("true", name=name, value=last[0]), "")
        ):
            return Finding("true", stage, True, name=name, value=last[0], left=meanings[0][0], right=last[0], doubtful=True)
        linked = bool(name) or stated or any(map(self.meanings.operates, chain.members)) or len(chain.members) > 2
        linked = linked or any(self.meanings.has_matrix(m) for m in chain.members)
        linked = linked or bool(self.last and last and self.meanings.compare(self.last, last) == "equal")
        value = _first(meanings[-2]) if stated and len(meanings) > 2 else _first(last)  # of f_x = 2x - y = 0 the formula
        return Finding("true", stage, linked, name=name, at=at, value=value, own=own)

    def _takes_up(self, name: str, after: Alternatives) -> bool:
        """Whether a function that is looked for can be what is left of the right value, f = x²y + h(x): it is that from now on."""
        known = [v for v in self.world.named(name) if not any(isinstance(n, Apply) for n in walk(v)) and entries(v) is None]
        for value in after if known else ():
            inside = [n for n in walk(value) if isinstance(n, Apply)]
            if len(inside) != 1 or inside[0].function not in self.meanings.sought or inside[0].primes or inside[0].slots:
                continue
            (function,) = inside
            rest = replaced(value, function, NOUGHT)
            apart = Sum((known[-1], Neg(rest)))
            others = letters_in(apart) - letters_in(*function.args)
            moved = put(apart, {x: Sum((Sym(x), Num("1"))) for x in others})
            pairs = ((apart, moved), (replaced(value, function, Num("1")), Sum((rest, Num("1")))))
            if all(equal(a, b, self.world.domain).outcome == "equal" for a, b in pairs):
                self.meanings.define(function.function, function.args, put(apart, dict.fromkeys(others, Num("1"))))
                return True
        return False

    def _expansion(self, function: Node, polynomial: Node, order: int | None = None) -> str:
        """Whether = stands for about, or up to an order, where a polynomial is asked that is near a function: e^x = 1 + x + x²/2."""
        known = self.world.expands
        if known is None or any(entries(n) is not None or not letters_in(n) for n in (function, polynomial)):
            return "undecided"
        return known(function, polynomial, order)

    def _name(self, member: Member) -> tuple[str, tuple[Node, ...]]:
        """The name that a member is, and its arguments; none for a calculation, and for the integral that is asked."""
        if self.meanings.stands(member):
            return "", ()
        return (member.name, member.at) if self.meanings.is_name(member) else ("", ())

    def _torn(self, chain: Chain, meanings: list[Alternatives], line: WorkingLine | None) -> Finding | None:
        """What is found of a line that goes on with = from the line before, and from another value; None where it may."""
        if line is None or not line.goes_on or not self.last or chain is not line.chains[0] or not meanings[0]:
            return None
        found, before = self._before(meanings[0])
        if found != "different" or self.meanings.stage(meanings[0], "") is not None:
            return None
        if not before:
            return Finding("suspect", value=_first(meanings[-1]))
        return Finding("false", value=_first(meanings[-1]), left=before[0], right=meanings[0][0], inside=True)

    def _restricts(self, name: str, at: tuple[Node, ...], before: Alternatives, after: Alternatives) -> bool:
        """Whether the function is said to be what it is where the constraints hold: f = 8y - 2y², of xy where x + 2y = 8."""
        if self.world.tending is None and (not name or " " in name or at or not after or not letters_in(after[0])):
            return False
        apart = Sum((before[0], Neg(after[0])))
        if any(self.world.divides(Sum((r.items[0], Neg(r.items[1]))), apart) for r in self.world.constraints):
            return True
        there = replace(self.world, places=self.meanings.elsewhere)
        return bool(self.meanings.elsewhere) and self.meanings.compare(before, after, there) == "equal"

    def _put_in(self, name: str, at: tuple[Node, ...], after: Alternatives) -> Node | None:
        """The function with what was put for coordinates, where a line says in the letters of that what it is, and it is not."""
        function = self.world.named(name)[:1] if name and " " not in name and not at else ()
        for place in self.meanings.elsewhere if function else ():
            there, inside = put(function[0], place), letters_in(after[0])
            new = (letters_in(*place.values()) | set(self.world.order)) - place.keys()
            if inside and inside <= new and letters_in(there) <= new and equal(there, after[0], self.world.domain).outcome == "different":
                return there
        return None

    def _at_a_solution(self, before: Alternatives, after: Alternatives) -> bool:
        """Whether a formula is said to be a number, which it is at one of the points that are found: f_xx = -2, of -2y at (1, 1)."""
        if letters_in(after[0]) or not all(letters_in(v) for v in before):
            return False
        return any(self.meanings.compare(tuple(put(v, at) for v in before), after) == "equal" for at in self.world.solutions)

    def _in_general(self, name: str, named_: Alternatives, after: Alternatives) -> str:
        """What is found of a name and a formula that are equal, and perhaps so at the point or along a curve only.

        Of a name that is a number it is no other formula of a slope; no judgement on κ, of which the way has κ(0) only; and a value on
        the way to another, v_1 = xy.
        """
        general = tuple(v for v in named_ if letters_in(v) & set(self.world.order))
        if general:
            return self.meanings.compare(general, after)
        if self.meanings.compare(named_, after, self.world.everywhere) != "different":
            return "equal"
        known = [k for k in self.world.known if k.name == name]
        if all(k.at for k in known):
            return "undecided"
        return "different" if " " in name and any(k.stage < 0 for k in known) else "equal"

    def _apart(self, chain: Chain, meanings: list[Alternatives], k: int, before: Alternatives, line: WorkingLine | None) -> Finding:
        """What is found of two sides that are no identity."""
        name, at = self._name(chain.members[0])
        after = meanings[k + 1]
        if self.world.tending is not None and chain.signs[k] not in _EQUAL and letters_in(before[0], after[0]):
            where = self.tending.compared(before[0], chain.signs[k], after[0])[1]
            return Finding("false", left=put(before[0], where), right=put(after[0], where), inside=True, where=where)
        there = self._put_in(name, at, after) if k == 0 and chain.signs[0] == "=" else None
        if there is not None:
            return Finding("false", name=name, value=(_last(meanings, chain.signs) or after)[0], left=there, right=after[0])
        number = self._there_it_is(before) if k and name and not letters_in(after[0]) else None
        slip = self.meanings.reckons(chain.members[k]) if k else self.meanings.puts_in(chain.members[0])
        if number is not None and chain.signs[k] == "=" and self.meanings.compare((number,), after) == "different":
            return Finding("false", name=name, at=at, value=after[0], left=number, right=after[0], inside=True, slip=slip)
        claims = (k > 0 and self._is_settled(name, before, after)) or (not name and self._is_worked_on(line, before, after))
        claims = claims or (not name and self._expansion(before[0], after[0]) == "different")
        condition = self.conditions.found(chain, k, before, after, line) if chain.signs[k] == "=" and not claims else None
        if condition is None:
            right = min(after, key=lambda v: min(self.meanings.distance(b, v) for b in before))
            left = min(before, key=lambda v: self.meanings.distance(v, right))
            weak = k == 0 and self.meanings.is_own(chain.members[0]) and not isinstance(after[0], Rows)
            weak = weak and not self._is_settled(name, before, after) and not (at and name in self.world.called.values())
            usual = self.world.otherwise.get(name)
            weak = weak or (k == 0 and usual is not None and self.meanings.compare((usual,), after) == "equal")
            if weak and before == (chain.members[0].tree,):
                return Finding("unknown")  # a letter that stands for itself: the end of an integral, r = 2
            last = meanings[-2] if self._is_condition(chain, meanings) and k + 2 < len(meanings) else _last(meanings, chain.signs)
            value, inside = (last or after)[0], not (k == 0 and name)
            outcome: Outcome = "suspect" if weak else "false"
            done = k == 0 and bool(name) and self._is_integrated(chain, meanings)
            found = Finding(outcome, name=name, at=at, value=value, left=left, right=right, inside=inside, slip=slip)
            return replace(found, integrated=done)
        if k == 0 and name and condition.outcome == "suspect" and self.teacher.mistake(Finding("suspect", name=name, value=after[0]), ""):
            return Finding("false", name=name, at=at, value=after[0], left=before[0], right=after[0])
        return condition

    def _is_integrated(self, chain: Chain, meanings: list[Alternatives]) -> bool:
        """Whether an integral stands behind a name, and what it comes to rightly behind that."""
        integral = len(chain.members) > 2 and isinstance(chain.members[1].tree, IntegralNode)
        return integral and all(self.meanings.compare(a, b) == "equal" for a, b in pairwise(meanings[1:]))

    def _is_settled(self, name: str, before: Alternatives, after: Alternatives) -> bool:
        """Whether a letter is a usual one for what the way has by it, and no other convention makes it the other value."""
        if name.startswith("differential ") and all(letters_in(v) == letters_in(after[0]) for v in before):
            return bool(self.world.named(name))
        same_sort = all(letters_in(v) <= set(self.world.order) and bool(letters_in(v)) == bool(letters_in(after[0])) for v in before)
        return name in SETTLED and same_sort and not self.conditions.is_convention(before, after)

    def _is_worked_on(self, line: WorkingLine | None, before: Alternatives, after: Alternatives) -> bool:
        """Whether a value of the way goes on behind its noun or a sign, where no equations are to be solved: inner = 3x(2x)² = 12x³."""
        world = self.world
        solved = world.equations or world.constraints or world.solutions or world.dependents or world.sought
        if line is None or not (line.labelled or line.goes_on) or solved:
            return False
        inside = letters_in(before[0], after[0])
        return bool(inside) and inside <= set(world.order) and self.meanings.stage(before, "") is not None

    def _there_it_is(self, values: Alternatives) -> Node | None:
        """The number that a formula with letters is at the point of the problem, where that says of all of them what they are."""
        point = self.world.point
        if self.world.solutions or not values or not letters_in(values[0]) or not letters_in(values[0]) <= point.keys():
            return None
        found = put(values[0], point)
        return None if letters_in(found) or entries(found) is not None else found

    def _is_condition(self, chain: Chain, meanings: list[Alternatives]) -> bool:
        """Whether the last sign says that something shall be 0, which it is not everywhere."""
        before, after = meanings[-2:]
        nought = bool(after) and isinstance(after[0], Num) and after[0].digits == "0"
        return nought and bool(before) and bool(letters_in(before[0])) and bool(self.world.equations)

    def _evaluates(self, member: Member, before: Alternatives) -> bool:
        """Whether a member says of the same formula what it is at a point: ∂z/∂x = 2x|ₓ₌₁."""
        operation = self.meanings.operations.get(member.tree.name) if isinstance(member.tree, Sym) else None
        if operation is None or operation.kind != "at" or operation.of is None:
            return False
        return self.meanings.compare(before, self.meanings.expanded(operation.of, operation.by)) == "equal"

    def _only_there(self, named_: Alternatives, last: Alternatives) -> bool:
        """Whether a name that is a formula elsewhere is said to be a number, which it is at the point."""
        return bool(self.world.point) and bool(letters_in(named_[0])) and not letters_in(last[0])

    def _is_general(self, at: tuple[Node, ...], value_: Node) -> bool:
        """Whether letters are left in a value that was said to be one at a place without them."""
        inside = letters_in(value_) & set(self.world.order)
        return bool(at) and bool(inside) and not inside & letters_in(*(v for a in at for v in self.meanings.expanded(a) or (a,)))

    def _stage_of_chain(self, meanings: list[Alternatives], name: str) -> int | None:
        """The stage of the last value, with its name, else of the last one that is no mere 0 or 1."""
        found = (w.stage_named(v, name) for v in _last(meanings) for w in self.meanings.worlds if name)
        stage = next((s for s in found if s is not None), None)
        if stage is not None:
            return stage
        telling = [m for m in reversed(meanings) if m and not is_plain(m[0])]
        return self.meanings.stage(telling[0], "") if telling else None

    def _signed(self, before: Alternatives, sign: str, after: Alternatives) -> str:
        """Whether a sign holds between two sides."""
        if sign == "=":
            if is_doubled(before[0], after[0]):
                return "different"  # an equation for two values, and no identity
            return self.meanings.compare(before, after)
        if sign == "≈":
            return "different" if all(far(a, b, self.world.domain) for a in before for b in after) else "equal"
        if self.world.tending is not None and letters_in(*before, *after):
            found = {self.tending.compared(a, sign, b)[0] for a in before for b in after}
            return found.pop() if len(found) == 1 else "undecided"
        if all(is_refuted(a, sign, b, self.world.domain) for a in before for b in after):
            return "different"
        return "undecided" if any(letters_in(a, b) for a in before for b in after) else "equal"


def _at(chain: Chain, place: tuple[Node, ...]) -> Chain:
    """A chain with the names in it taken at a place, where they do not say one."""
    return replace(chain, members=tuple(m if m.at or not m.name else replace(m, at=place) for m in chain.members))


def _last(meanings: list[Alternatives], signs: tuple[str, ...] = ()) -> Alternatives:
    """The last of them that are known, behind signs of equality: of D = 27 > 0 it is 27."""
    told = next((k for k, sign in enumerate(signs) if sign not in _EQUAL), len(meanings) - 1)
    return next((m for m in reversed(meanings[: told + 1]) if m), ())


def _first(values: Alternatives) -> Node | None:
    return values[0] if values else None
