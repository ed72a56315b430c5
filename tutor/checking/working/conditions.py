"""Equations that are no identity: conditions, which hold at the solutions of the systems on the way or are one of their equations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations, pairwise, product

from tutor.checking.equal import equal
from tutor.checking.values import letters
from tutor.checking.working.findings import Finding, Outcome
from tutor.checking.working.meanings import MOST_VALUES, Meanings
from tutor.checking.working.relations import are_alike, are_the_same, either, implies, is_doubled, is_nothing
from tutor.checking.working.worked import cross, entries, put, vector, worked
from tutor.checking.working.world import CONSTANTS, Alternatives, World, holds
from tutor.reading.syntax import Neg, Node, Num, Quot, Relation, Sum, Sym
from tutor.reading.working.line import Chain, Member, WorkingLine


class Conditions:
    """What is found of conditions, by what the formulas in them mean."""

    def __init__(self, meanings: Meanings) -> None:
        self.meanings = meanings
        self.lettered: list[tuple[Node, str]] = []  # formulas with a letter for what they are, 2x + y = d
        self.case: tuple[Relation, ...] = ()  # what letters are where the lines look now: y = 0, and then x = 3
        self.either: list[Relation] = []  # equations of which one holds: y = λ or x = 0
        self.apart: tuple[Relation, ...] = ()  # equations that do not hold where a line looks: x ≠ 0

    @property
    def world(self) -> World:
        """The right way."""
        return self.meanings.world

    def found(self, chain: Chain, k: int, before: Alternatives, after: Alternatives, line: WorkingLine | None) -> Finding | None:
        """What is found of an equation that is no identity: by the solutions; None where it can only be an identity.

        What does not hold on the right way may hold where the student's own equations do.
        """
        first = self._found(self.world, chain, k, before, after, line)
        if first is not None and first.outcome == "true":
            return first
        others = (
            self._found(w, chain, k, (a,), (b,), line)
            for w in self.meanings.worlds[1:]
            if w.solutions or w.equations
            for a, b in product(before[:MOST_VALUES], after[:MOST_VALUES])
        )
        return next((replace(f, own=True) for f in others if f is not None and f.outcome == "true"), first)

    def _found(
        self, world: World, chain: Chain, k: int, before: Alternatives, after: Alternatives, line: WorkingLine | None
    ) -> Finding | None:
        a, b = before[0], after[0]
        relation = Relation((a, b), ("=",))
        free = set(letters(a, b))
        operating = any(self.meanings.operates(m) for m in chain.members[k : k + 2])
        if is_doubled(*relation.items) and not world.solutions:
            return Finding("unknown")
        if self._is_slope_of_own(chain.members[k]) and is_nothing(b, world.domain):
            return Finding("true", linked=True, condition=True)  # g'(t) = 0
        left = chain.members[k].tree
        lone = isinstance(left, Sym) and left.name not in self.meanings.operations and not self.meanings.is_name(chain.members[k])
        if isinstance(left, Sym) and left.name in world.asked and (said := self._of_asked(world, left.name, b)) is not None:
            return said
        if lone and operating:
            return Finding("unknown")
        if not free or (operating and not world.equations):
            return None
        if k == 0 and self.meanings.is_name(chain.members[0]) and self._says_what(chain.members[0], after):
            return None
        alike = are_the_same if operating else are_alike  # f_y = 0, which is 2y = 0, is not said by an edge y = 0
        if any(alike(relation, other, world) for other in (*world.equations, *world.constraints)):
            return Finding("true", None, True)
        if not operating and self._is_on_an_edge(relation, world):
            return Finding("true", None, True)
        if self._is_own(chain.members[0], before, free):
            return self._by_another_letter(relation, free, world) or Finding("unknown")
        if world.solutions:
            return self._by_solutions(world, relation, lone, line, operating)
        if operating:
            return None
        if world.right is not None and (free == set(letters(*world.right.items)) or (lone and len(free) > 1 and free <= world.variables)):
            return Finding("suspect", left=a, right=b)  # the plane itself, and another one
        if lone or free - world.variables:
            return Finding("unknown")  # with A and B it is to be found
        meant = not letters(b) or self.meanings.stage(before, "") is None
        return Finding("suspect", left=a, right=b, condition=meant)

    def _is_on_an_edge(self, relation: Relation, world: World) -> bool:
        """Whether an equation holds on an edge of the region, x = √y where y = x², or says where two of them meet."""
        edges = dict.fromkeys(world.edges)
        inside = set(letters(*relation.items))
        there = [[put(side, {x: end}) for side in relation.items] for x, end in edges if x in inside]
        if any(equal(a, b, world.domain).outcome == "equal" for a, b in there):
            return True
        met = (Relation((low, high), ("=",)) for (x, low), (y, high) in combinations(edges, 2) if x == y)
        return any(letters(*m.items) and are_alike(relation, m, world) for m in met)

    def _is_slope_of_own(self, member: Member) -> bool:
        """Whether a member names the derivative of a function that the student's own lines say."""
        called, _, rest = member.name.partition(" ")
        return called == "derivative" and rest.partition(" ")[0] in self.meanings.own

    def _of_asked(self, world: World, name: str, value: Node) -> Finding | None:
        """What is found of a value, or a formula in the other ones, for a letter whose value is asked; None where it has other letters."""
        right, number = world.asked[name], put(value, {n: v for n, v in world.asked.items() if n != name})
        outcome = "undecided" if letters(number) else world.same(right, number).outcome
        if outcome == "equal":
            return Finding("true", world.stage_named(right, name), linked=True, name=name, value=number)
        if outcome == "undecided":
            return None
        outright: Outcome = "suspect" if world.walks else "false"  # a step may be measured otherwise
        return Finding(outright, name=name, value=number, left=right, right=number, where={name: right})

    def is_said(self, letter: str, value: Node) -> bool:
        """Whether a letter may have a value: that of a solution, or by another convention for a letter that the problem does not have."""
        found = tuple(s[letter] for s in self.world.solutions if letter in s)
        mine = letter not in self.world.order and any(self.is_convention((v,), (value,)) for v in found)
        return mine or any(self.world.same(v, value).outcome != "different" for v in found)

    def is_convention(self, before: Alternatives, after: Alternatives) -> bool:
        """Whether one value is the other with its sign or upside down, as another convention has it."""
        others = [o for v in before for o in (Neg(v), Quot(Num("1"), v), Neg(Quot(Num("1"), v))) if entries(v) is None]
        return any(self.world.same(o, after[0]).outcome != "different" for o in others)

    def _is_own(self, first: Member, before: Alternatives, free: set[str]) -> bool:
        """Whether there are letters of the student's own in an equation: of what they are nothing is known."""
        own = free - self.world.letters
        named = self.meanings.is_name(first) and before != (first.tree,)
        return bool(own - set(CONSTANTS)) if named else bool(own)

    def _by_another_letter(self, relation: Relation, free: set[str], world: World) -> Finding | None:
        """What is found of an equation of the way with a letter of the student's own for its multiplier, which stands for it from now on;
        and of the equation of a plane with a letter for its number, which is that at the point."""
        own = sorted(free - self.world.letters)
        if len(own) != 1:
            return None
        for name in sorted(world.variables - set(world.order)):
            there = Relation(tuple(put(side, {own[0]: Sym(name)}) for side in relation.items), ("=",))
            if name not in free and any(are_alike(there, other, world) for other in world.equations):
                self.meanings.define(own[0], (), Sym(name))
                return Finding("true", None, True)
        left, right = relation.items
        if world.normal is not None and right == Sym(own[0]) and set(letters(left)) == set(world.order):
            self.lettered.append((left, own[0]))
            self.meanings.define(own[0], (), put(left, world.point))
            nought = dict.fromkeys(world.order, Num("0"))
            slopes = (Sum((put(left, {**nought, x: Num("1")}), Neg(put(left, nought)))) for x in world.order)
            turned = cross(world.normal, vector(tuple(slopes)))
            if turned is not None and is_nothing(turned, world.domain):
                return Finding("true", linked=True)
        return None

    def stated(self, line: WorkingLine) -> tuple[Relation, ...]:
        """The equations of a line that are conditions, in what their formulas mean; none of what names or operates, none of a case."""
        if is_case(line):
            return ()
        found = []
        for chain in line.chains:
            meanings = self.meanings.of_chain(chain)
            for k, (before, after) in enumerate(pairwise(meanings)):
                operating = any(self.meanings.operates(m) for m in chain.members[k : k + 2])
                if operating or chain.signs[k] != "=" or not before or not after or is_doubled(before[0], after[0]):
                    continue
                if letters(before[0], after[0]) and self.meanings.compare(before, after) == "different":
                    found.append(Relation((before[0], after[0]), ("=",)))
        return tuple(found)

    def look(self, line: WorkingLine) -> None:
        """Notes the case at which a line looks, y = 0: in the one before it, where there are solutions with both, else a new one."""
        sides = [(c.members[0].tree, c.members[-1].tree) for c in line.chains] if len(line.alternatives) == 1 else []
        values = [
            Relation((x, v), ("=",)) for x, v in sides if isinstance(x, Sym) and v is not None and not letters(v) and not is_doubled(v)
        ]
        for value in (v for v in values if isinstance(v.items[0], Sym) and v.items[0].name in self.world.variables):
            case = (*self.case, value)
            both = any(all(holds(c, s, self.world).outcome == "equal" for c in case) for s in self.world.solutions)
            self.case = case if both else (value,)

    def part(self, line: WorkingLine) -> None:
        """Notes the equations of which a line says that one holds, and at its beginning which do not hold there, x ≠ 0: λ = y."""
        chains = [a[0] for a in line.alternatives if len(a) == 1 and a[0].signs == ("=",)]
        for chain in chains if len(chains) == len(line.alternatives) > 1 else ():
            sides = self.meanings.of_chain(chain)
            self.either += [Relation((sides[0][0], sides[1][0]), ("=",))] if all(sides) else []
        denied = [c for c in line.chains if c.signs == ("!=",)]
        sides_ = [self.meanings.of_chain(c) for c in denied]
        self.apart = tuple(Relation((a[0], b[0]), ("=",)) for a, b in sides_ if a and b and letters(a[0], b[0]))

    def is_of_the_boundary(self, before: Alternatives, after: Alternatives) -> bool:
        """Whether the integrand of the integral over the region that is asked is said to be the number that it is on the boundary only."""
        world = self.world
        if world.goal is None or not before or not after or not letters(before[0]) or letters(after[0]) or entries(before[0]) is not None:
            return False
        if not any(are_alike(Relation((before[0], after[0]), ("=",)), edge, world) for edge in world.constraints):
            return False
        whole = [v for element in "AV" for of in world.spread(before[0], element) if (v := world.levelled(of)) is not None]
        return any(world.same(v, world.goal).outcome == "equal" for v in whole)

    def is_statement(self, chain: Chain, k: int, a: Node, b: Node) -> bool:
        """Whether two sides hold at some points only, and nothing in them is named or operated with."""
        bare = not any(self.meanings.operates(m) for m in (chain.members[0], *chain.members[k : k + 2]))
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

    def _by_solutions(self, world: World, relation: Relation, lone: bool, line: WorkingLine | None, operating: bool) -> Finding | None:
        inside = set(letters(*relation.items))
        concerned = [s for s in world.solutions if inside <= set(s) and not any(_is_satisfied(a, s, world) for a in self.apart)]
        if not concerned:
            return None if operating else Finding("unknown")
        found = [holds(relation, s, world).outcome if not is_doubled(*relation.items) else either(relation, s, world) for s in concerned]
        if all(f == "equal" for f in found):
            return Finding("true", None, True)
        if "undecided" in found:
            return Finding("unknown")
        value = lone and not letters(relation.items[1])
        if (
            value
            and isinstance(relation.items[0], Sym)
            and "equal" not in found
            and self.is_said(relation.items[0].name, relation.items[1])
        ):
            return Finding("unknown")
        if value and "equal" not in found and line is not None and len(line.chains) == 1 and not is_case(line):
            letter, number = relation.items
            there = put(letter, concerned[0])
            return Finding("suspect", at=(letter,), value=number, left=there, right=number, where=dict(zip(inside, (there,), strict=True)))
        case = value or (line is not None and is_case(line))
        if case or any(implies(relation, other, world) for other in world.equations):
            return Finding("true" if "equal" in found else "unknown", None, "equal" in found)
        here = [f for s, f in zip(concerned, found, strict=True) if all(holds(c, s, world).outcome == "equal" for c in self.case)]
        if self.case and here and all(f == "equal" for f in here):
            return Finding("true", None, True)
        for one in self.either:
            here = [f for s, f in zip(concerned, found, strict=True) if _is_satisfied(one, s, world)]
            if here and all(f == "equal" for f in here):
                return Finding("true", None, True)
        at = concerned[found.index("different")]
        left, right = (worked(put(s, at)) for s in relation.items)
        return Finding("suspect", left=left, right=right, where={name: at[name] for name in at if name in inside})


def _is_satisfied(relation: Relation, solution: Mapping[str, Node], world: World) -> bool:
    return set(letters(*relation.items)) <= solution.keys() and holds(relation, solution, world).outcome == "equal"


def is_case(line: WorkingLine) -> bool:
    """Whether a line looks at a case: by its words, at alternatives, or with a letter that is a number first: x = 0: y = 2."""
    first = line.chains[0].members if line.chains else ()
    last = first[-1].tree if first else None
    number = len(line.chains) > 1 and isinstance(first[0].tree, Sym) and last is not None and not letters(last)
    several = any(len(c.members) > 2 and _is_value(c) for c in line.chains)  # x = y = 1
    return line.assumes or len(line.alternatives) > 1 or number or several


def _is_value(chain: Chain) -> bool:
    """Whether letters have all one value."""
    *names, last = (m.tree for m in chain.members)
    return all(isinstance(n, Sym) for n in names) and last is not None and not letters(last)
