"""How far right lines have come where no stage has their value: equations of a system, its solutions, limits, a slope to solve for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from sympy import Basic, Integer
from sympy.core.relational import Equality

from tutor.checking.equal import equal
from tutor.checking.opinion import REAL
from tutor.checking.proportional import same_up_to_factor
from tutor.checking.working.findings import Judged
from tutor.checking.working.ranges import ranges
from tutor.checking.working.relations import with_slopes
from tutor.checking.working.worked import entries, letters_in, put
from tutor.deriving.arrange import arranger
from tutor.desk.worked.behind import SMALL, is_check
from tutor.desk.worked.reckoned import as_tree, dependents, same
from tutor.desk.worked.stated import equations, read
from tutor.desk.worked.working import Working
from tutor.errors import TutorError
from tutor.model import Derivation, Problem, Step
from tutor.reading.build import build, real
from tutor.reading.syntax import Abs, Apply, DerivativeNode, IntegralNode, Neg, Node, Num, Prod, Relation, Rows, Sum, Tup, walk
from tutor.reading.working.line import Chain, listed, named
from tutor.rule import rules
from tutor.telling.narrate import SELF_EVIDENT, Teller
from tutor.trees import tree
from tutor.trees.heads import Diff, Equation, Lim, Name, System
from tutor.trees.heads.region import Ranges

NOUGHT, ONE = Num("0"), Num("1")


class Ahead:
    """The right lines before the first mistake, and what they state."""

    def __init__(self, derivation: Derivation, working: Working) -> None:
        self.derivation = derivation
        self.operations = working.operations
        self.variables = frozenset(v.name for v in derivation.problem.variables)
        self.reader = working.reader
        self.teller = Teller(derivation.problem, arranger(derivation.problem), "normal")
        steps = derivation.steps
        self.values = [None if isinstance(s.before, System) else as_tree(s.result) for s in steps]
        self.stated = [(k, r) for k, s in enumerate(steps) for r in _of((s.result,))]
        self.names = [(k.stage, k.name, k.at) for k in working.known if k.stage >= 0 and k.name]
        self.latest = -1  # the stage of the last line that gives one
        self.before = working.lines[: working.first_wrong]
        self.lines: list[Judged] = [j for j in self.before if j.word in ("follows", "skips")]
        self.true = [j for j in self.before if j.word in ("follows", "skips", "off_the_way")]
        self.equations = [e for j in self.true for e in self._equations(j)]
        seen = (*self.lines, *([] if working.first_wrong is None else [working.lines[working.first_wrong]]))  # its limits may be right
        self.integrals = [n for j in seen for c in j.line.chains for m in c.members for n in _integrals(m.tree)]

    def reached(self) -> set[int]:
        """The stages whose values the lines give, whose limits are stated, all before a system that is entered, and those solved."""
        steps = self.derivation.steps
        out = self.paths() | self._limited()
        told = [(k, e) for k, s in enumerate(steps) if _has_line(s) for e in read(self.teller.line_of(s), self.reader)]
        for j in self.before:
            given = self._given(j, out) if j.word in ("follows", "skips") else set()
            said = [e for c in j.line.chains for e in equations(c, self.reader)]
            given |= {k for k, e in told if letters_in(*e.items) and _is_among(e, said)}
            self.latest = max(given, default=self.latest)
            out |= given
        for k, step in enumerate(steps):
            if isinstance(step.before, System):
                solved = self._is_solved(step)
                out = (out | {k}) if solved else out - {k}
                if solved or self.is_entered(step) or self._has_multiplier(step.before) or self.is_begun(step):
                    out |= set(range(k))
                    self.latest = max(self.latest, k - 1)
        return out

    def has_said(self, stage: int) -> bool:
        """Whether a line that nobody could judge has the value of a stage at its end."""
        chains = (c for j in self.before if j.word == "unknown" for c in j.line.chains)
        ends = (c.members[-1].tree for c in chains if all(sign in "=≈" for sign in c.signs))
        return any(self._is(stage, end) for end in ends)

    def _limited(self) -> set[int]:
        """The stages whose limits the lines state, in whatever order; where none has just these, the first with these letters."""
        stated = {name: ends for j in self.lines for name, ends in (ranges(j.line) or {}).items()}
        written_ = {i.variable: (i.lower, i.upper) for i in self.integrals if i.lower is not None and i.upper is not None}
        stages = [(k, s.result) for k, s in enumerate(self.derivation.steps) if isinstance(s.result, Ranges) and s.result.pieces]
        named_ = [(k, r) for k, r in stages if stated.keys() >= _coordinates(r)]
        exact = {k for k, r in named_ if _has_piece(r, stated)} | {k for k, r in stages if _has_piece(r, written_)}
        return exact or {k for k, _ in named_[:1]}

    def _has_multiplier(self, system: System) -> bool:
        """Whether an equation is there with a letter of a system that the problem does not have."""
        problem = self.derivation.problem
        own = {s.name for s in system.free_symbols} - {*problem.symbols, *(v.name for v in problem.variables)}
        return any(j.word == "follows" and j.finding.value is not None and letters_in(j.finding.value) & own for j in self.lines)

    def _given(self, j: Judged, before: set[int]) -> set[int]:
        """The stages whose values a line gives: of its names, else that at which it stands, or the next one with the same value."""
        found: set[int] = set()
        stage, value = j.finding.stage, j.finding.value
        for chain in j.line.chains:
            found |= self._called(chain, stage, before) | self._stretched(chain)
        found |= {k for k, r in self.stated if any(_is_among(r, [e]) for e in self._equations(j))}
        if any(self._is_formal(c) for c in j.line.chains) or (not found and all(self._is_coordinate(c) for c in j.line.chains)):
            return found
        if found or stage is None or stage < 0 or (value is not None and self._is_part_only(stage, value)):
            return found | (self._end(j, before) if not found and stage is None else set())
        if _has_integral(value) and not _has_integral(self.values[stage]):  # an integral is not its value
            return {k for k in range(stage) if _has_integral(self.values[k]) and self._is(k, value)}
        behind = stage in before or (not _has_integral(value) and _has_integral(self.values[stage]))  # its integral is worked out
        later = [k for k in range(stage + 1, len(self.values)) if k not in before and self._is(k, value)] if behind else []
        again = [k for k in later if _has_integral(value) == _has_integral(self.values[k])]
        return {stage, *again[:1]}

    def _called(self, chain: Chain, stage: int | None, before: set[int]) -> set[int]:
        """The stages of the name that a chain begins with, those with its value before others, and those of the entries of a vector."""
        first = chain.members[0]
        if not first.name or not chain.signs or any(s not in "=≈" for s in chain.signs):
            return set()
        mine = [k for k, name, at in self.names if (name, at) == (first.name, first.at)]
        exact: list[int] = []
        for k in [k for k in mine if any(self._is(k, m.tree) for m in chain.members[1:])]:
            if k not in before and not any(self._is(k, self.values[e]) for e in exact):
                exact.append(k)
        if mine and not exact:
            formal = [k for k in mine if self.teller.line_of(self.derivation.steps[k])[-1].has(Name)]
            return set(formal) if self._is_formal(chain) else {stage} if stage in mine else set(mine[:1])
        parts = {e for m in chain.members[1:] for e in _entries(m.tree)}
        return {*exact, *(k for e in parts for k in range(max(mine, default=0)) if self._is(k, e))}

    def _stretched(self, chain: Chain) -> set[int]:
        """The stage whose value is the factor in an element, of dS = 2 dA."""
        last = chain.members[-1].tree
        if last is None or not chain.signs or not chain.members[0].name.startswith("differential "):
            return set()
        bare = put(last, {n: ONE for n in letters_in(last) if len(n) > 1 and n.startswith("d")})
        return set(next(([k] for k in range(len(self.values)) if self._is(k, bare)), []))

    def _is_coordinate(self, chain: Chain) -> bool:
        """Whether a chain says which number a variable is, x = 2."""
        first, last = chain.members[0], chain.members[-1].tree
        return bool(chain.signs) and first.name in self.variables and last is not None and not letters_in(last)

    def _is_formal(self, chain: Chain) -> bool:
        """Whether a chain ends in names only, as a law does: dz/dt = z_x x' + z_y y'."""
        last = chain.members[-1].tree
        if last is None or not chain.signs:
            return False
        called = {name for _, name, _ in self.names}
        mine = self.variables | set(self.derivation.problem.symbols)
        letters = {n for n in letters_in(last) if n not in mine}
        return any(isinstance(n, DerivativeNode) for n in walk(last)) or any(n in self.operations or listed(n) in called for n in letters)

    def _end(self, j: Judged, before: set[int]) -> set[int]:
        """The last stage with a line, where its number stands by itself, no other stage has it, and no integral is said to be it."""
        last = next((k for k in reversed(range(len(self.values))) if self.derivation.steps[k].shown.line), None)
        if (
            last is None
            or isinstance(self.values[last], Relation)
            or any(self._is(k, self.values[last]) for k in range(last) if k not in before)
        ):
            return set()
        chains = [c for c in j.line.chains if not any(_has_integral(m.tree) for m in c.members)]
        ends = [c.members[-1].tree for c in chains if all(s in "=≈" for s in c.signs)]
        return {last} if any(n is not None and not letters_in(n) and self._is(last, n) for n in ends) else set()

    def _is(self, stage: int, value: Node | None) -> bool:
        """Whether a value is what a stage came to."""
        own = self.values[stage]
        return own is not None and value is not None and not isinstance(own, Relation) and same(own, value)

    def _is_part_only(self, stage: int, value: Node) -> bool:
        """Whether a value is what a part of a stage comes to, and not the stage itself."""
        if self.values[stage] is None or self._is(stage, value):
            return False
        inside = (s for child in self.derivation.steps[stage].children for s in child.walk())
        return any((made := as_tree(s.result)) is not None and same(made, value) for s in inside)

    def parts(self, step: Step) -> tuple[Step, list[Step]] | None:
        """The rule of a stage some of whose parts the lines have, with the parts that are missing; None where they have none."""
        values = [c.members[-1].tree for j in self.lines for c in j.line.chains if c.signs]
        rule = next((s for child in step.children for s in child.walk() if not s.routine), None)
        parts = [] if rule is None else [c for c in rule.children if not c.routine or c.rule not in SELF_EVIDENT]
        parts = [c for c in parts if c.rule in rules() and c.before != c.result and as_tree(c.result) is not None]
        telling = [c for c in parts if not (isinstance(c.result, Integer) and abs(c.result) <= SMALL)]
        there = [c for c in telling if any(v is not None and same(made, v) for v in values if (made := as_tree(c.result)) is not None)]
        return None if rule is None or not there else (rule, [c for c in parts if c not in there])

    def mistaken(self, wrong: Judged) -> int | None:
        """The stage whose name a wrong line gives another value; None where it names none."""
        called = {c.members[0].name for c in wrong.line.chains if c.signs and not c.members[0].at} - {""}
        return next((k for k, name, at in self.names if name in called and not at), None)

    def paths(self) -> set[int]:
        """The stages whose limit along a path is there; the others need not come behind them."""
        return {k for k, s in enumerate(self.derivation.steps) if isinstance(s.before, Lim) and self._is_along(as_tree(s.before.expr))}

    def begun(self) -> int | None:
        """The check that goes on from the formula of the last right line, which is to be differentiated there; None where none does."""
        value = self.lines[-1].finding.value if self.lines else None
        goals = [(k, s.before) for k, s in enumerate(self.derivation.steps) if isinstance(s.before, Diff) and is_check(self.derivation, s)]
        return next((k for k, goal in goals if value is not None and (e := as_tree(goal.expr)) is not None and same(e, value)), None)

    def equation_of(self, wrong: Judged) -> int | None:
        """The stage at which both sides of the equation are differentiated, where a wrong line says what that comes to."""
        if not self._equations(wrong) or wrong.finding.name:
            return None
        stages = enumerate(self.derivation.steps)
        return next((k for k, s in stages if isinstance(s.before, Equation) and s.before.has(Diff)), None)

    def rest(self) -> frozenset[Node]:
        """The functions that are looked for in the last right line, where the way has none of these letters: h(x) for g(y)."""
        value = self.true[-1].finding.value if self.true else None
        mine = {n for n in walk(value) if isinstance(n, Apply) and not n.primes and not n.slots} if value is not None else set()
        way = {n.args for v in self.values if v is not None for n in walk(v) if isinstance(n, Apply)}
        return frozenset(n for n in mine if way and n.args not in way)

    def own_integral(self) -> IntegralNode | None:
        """The only definite integral that the last right line still has, with those inside of it; None where it has none or several."""
        last = self.lines[-1].line.chains[-1:] if self.lines else ()
        found = _integrals(last[0].members[-1].tree) if last else []
        inner = [n for i in found for n in _integrals(i.integrand)]
        outer = [i for i in found if not any(i is n for n in inner)]
        return outer[0] if len(outer) == 1 and all(i.lower is not None for i in found) else None

    def built(self, value: Node) -> Basic | None:
        """A value as the page would have it; None where it cannot be built."""
        try:
            return tree.evaluated(build(value, lambda name: self.derivation.problem.symbols.get(name) or real(name)))
        except (TutorError, TypeError, ValueError):
            return None

    def is_torn(self) -> bool:
        """Whether the right lines have two values along paths to one point, or one that depends on the path."""
        values = [j.finding.value for j in self.lines if j.finding.path is not None and j.finding.value is not None]
        return any(letters_in(v) for v in values) or any(equal(v, values[0], REAL).outcome == "different" for v in values[1:])

    def _is_along(self, there: Node | None) -> bool:
        """Whether a right line has the limit along a path on which the function is this."""
        return there is not None and any(
            j.finding.path is not None and equal(j.finding.path, there, REAL).outcome == "equal" for j in self.lines
        )

    def is_set_up(self, step: Step) -> bool:
        """Whether all equations of a system are there, those of the problem itself aside."""
        stated = [*self.equations, *_given(self.derivation.problem)]
        return isinstance(step.before, System) and bool(self.equations) and all(_is_among(e, stated) for e in _of(step.before.equations))

    def is_entered(self, step: Step) -> bool:
        """Whether a system is set up, or an equation is there that comes when it is being solved."""
        if not isinstance(step.before, System):
            return False
        given = _given(self.derivation.problem)
        later = [e for s in list(step.walk())[1:] for e in equations_of(s) if not _is_among(e, given)]
        unknowns = {str(n) for n in step.before.unknowns}
        mine = [e for e in self.equations if letters_in(*e.items) and letters_in(*e.items) <= unknowns]
        found = any(_is_among(e, later) for e in mine) or any(self._consequences(j, step) for j in self.lines)
        return found or self.is_set_up(step)

    def is_begun(self, step: Step) -> bool:
        """Whether some equations of a system are there that are the values of no stages before it, and others are not."""
        if not isinstance(step.before, System) or self.is_set_up(step):
            return False
        said = [e for j in self.true if j.finding.stage is None for e in self._equations(j) if len(letters_in(*e.items)) > 1]
        return any(_is_among(e, said) for e in _of(step.before.equations))

    def missing(self, step: Step) -> list[Basic]:
        """The equations of a system that neither a line nor the problem has."""
        stated = [*self.equations, *_given(self.derivation.problem)]
        return (
            [e for e in step.before.equations if not all(_is_among(r, stated) for r in _of((e,)))]
            if isinstance(step.before, System)
            else []
        )

    def is_aside(self) -> bool:
        """Whether all lines are true and none leads anywhere; an inequality may be a bound that is needed."""
        signs = {s for j in self.true for c in j.line.chains for s in c.signs}
        return bool(self.before) and all(j.word == "off_the_way" for j in self.before) and signs <= {"=", "≈"}

    def bound(self) -> Basic | None:
        """What the size of the function, of which the limit is looked for, is at most in a true line, where that tends to 0; else None."""
        goals = [s.before for s in self.derivation.steps if isinstance(s.before, Lim)]
        there = as_tree(goals[-1].expr) if goals else None
        at = {str(x): n for x, c in goals[-1].point.items() if (n := as_tree(c)) is not None} if goals else {}
        ends = (c.members[-2:] for j in self.true for c in j.line.chains if c.signs[-1:] in (("<=",), ("<",)))
        found = next((b.tree for a, b in ends if there is not None and _is_bound(a.tree, b.tree, there, at)), None)
        return None if found is None else self.built(found)

    def _consequences(self, j: Judged, step: Step) -> list[Relation]:
        """The equations of a line that hold at a solution of a system, and are none of it or of the problem."""
        known = [*_equations_in(step), *_given(self.derivation.problem)]
        roots = [r for r in (step.solved.roots if step.solved is not None else ()) if not r.parameters]
        places = [{str(v): n for v, e in r.values if (n := as_tree(e)) is not None} for r in roots]
        return [e for e in self._equations(j) if not _is_among(e, known) and any(_holds(e, at) for at in places) and not _holds(e, {})]

    def next_in(self, step: Step) -> Step | None:
        """The step of solving a system that comes behind the last one which has an equation that is there; None where none does."""
        parts = list(step.walk())[1:]
        stated = [*self.equations, *_equations_in(step)]
        factored = any(_is_factored(e) for e in stated)
        mine = [(k, said) for k, s in enumerate(parts) if (said := equations_of(s)) and (factored or not any(map(_is_factored, said)))]
        done = [k for k, said in mine if all(_is_among(e, stated) for e in said)]
        return next(iter(parts[max(done, default=-1) + 1 :]), None)

    def has_own_equation(self, step: Step) -> bool:
        """Whether the last line has an equation that holds at a solution of a system, and that its way has nowhere."""
        known = [e for s in step.walk() for e in equations_of(s)]
        return any(not _is_among(e, known) for e in self._consequences(self.true[-1], step))

    def unused(self, step: Step) -> list[Basic]:
        """The equations of a system that no line has; of those only the ones without further unknowns, where there are any."""
        own = step.before.equations if isinstance(step.before, System) else ()
        left = [e for e in own if not all(_is_among(r, self.equations) for r in _of((e,)))]
        mine = {n for e in self._equations(self.true[-1]) for n in letters_in(*e.items)}
        return [e for e in left if all(letters_in(*r.items) <= mine for r in _of((e,)))] or left

    def slope_to_solve_for(self) -> tuple[str, bool] | None:
        """The slope of a dependent letter in the equation of the last right line, and whether it is gathered on one side; else None."""
        last = self._equations(self.lines[-1]) if self.lines else []
        own = dependents(self.derivation.problem)
        if len(last) != 1 or not own:
            return None
        left, right = last[0].items
        inside = letters_in(left, right)
        slopes = [n for n in inside for d in own if n == f"derivative_{d}" or n.startswith(f"derivative_{d}_")]
        if len(slopes) != 1 or any(a == slopes[0] for a in (getattr(left, "name", ""), getattr(right, "name", ""))):
            return None
        sides = [s for s in (left, right) if slopes[0] in letters_in(s)]
        gathered = len(sides) == 1 and equal(put(sides[0], {slopes[0]: NOUGHT}), NOUGHT, REAL).outcome == "equal"
        return slopes[0], gathered

    def _equations(self, j: Judged) -> list[Relation]:
        """The equations of a line, of a chain each with its sign, and its ends."""
        out = []
        for chain in j.line.chains:
            trees = [m.tree for m in chain.members]
            pairs = [*pairwise(trees), *([(trees[0], trees[-1])] if len(trees) > 2 else [])]
            signs = [*chain.signs, *chain.signs[:1]]
            out += [
                with_slopes(Relation((a, b), ("=",)), self._names)
                for (a, b), sign in zip(pairs, signs, strict=False)
                if sign == "=" and a is not None and b is not None
            ]
        return out

    def _names(self, letter: str) -> str:
        operation = self.operations.get(letter)
        if operation is not None:
            return named(operation.name, self.variables) if operation.kind == "name" else ""
        return listed(letter) if not letter[-1].isdigit() else ""  # u_1 is no slope

    def _is_solved(self, step: Step) -> bool:
        """Whether the right lines list all solutions of a system, by their points."""
        roots = step.solved.roots if step.solved is not None else ()
        if not roots or any(r.parameters for r in roots):
            return False
        listed_ = [n for j in self.lines for c in j.line.chains for m in c.members if m.tree is not None for n in walk(m.tree)]
        points = [n.items for n in listed_ if isinstance(n, Tup)]
        groups = [self._equations(j) for j in self.lines] + ([self.equations] if len(roots) == 1 else [])
        names = [v.name for v in self.derivation.problem.variables]
        for root in roots:
            at = {str(v): as_tree(value) for v, value in root.values}
            wanted = [at.get(n) for n in names]
            if any(all(_is_told(n, w, told) for n, w in zip(names, wanted, strict=True)) for told in groups):
                continue
            if not any(_is_point(wanted, p) for p in points):
                return False
        return True


def _has_line(step: Step) -> bool:
    return step.shown.line and not isinstance(step.before, System)


def _holds(equation: Relation, at: Mapping[str, Node]) -> bool:
    left, right = (put(side, at) for side in equation.items)
    return equal(left, right, REAL).outcome == "equal"


def _is_told(name: str, wanted: Node | None, told: list[Relation]) -> bool:
    """Whether one of the equations gives a letter its value."""
    sides = (r.items for r in told)
    return wanted is not None and any(getattr(a, "name", "") == name and same(wanted, b) for a, b in sides)


def _is_bound(size: Node | None, bound: Node | None, function: Node, at: Mapping[str, Node]) -> bool:
    """Whether the size of a function is on the one side, and on the other what is 0 at a point."""
    if not isinstance(size, Abs) or bound is None or equal(put(bound, at), NOUGHT, REAL).outcome != "equal":
        return False
    return any(equal(size.of, own, REAL).outcome == "equal" for own in (function, Neg(function)))


def _has_piece(result: Ranges, stated: Mapping[str, tuple[Node, Node]]) -> bool:
    """Whether all limits of a piece of a region are stated."""
    return any(all(str(x) in stated and _is_range(stated[str(x)], low, high) for x, low, high in piece) for piece in result.pieces)


def _is_range(stated: tuple[Node, Node], low: object, high: object) -> bool:
    ends = as_tree(low), as_tree(high)
    return all(e is not None and same(e, s) for e, s in zip(ends, stated, strict=True))


def _has_integral(value: Node | None) -> bool:
    return bool(_integrals(value))


def _integrals(value: Node | None) -> list[IntegralNode]:
    return [n for n in walk(value) if isinstance(n, IntegralNode)] if value is not None else []


def _entries(value: Node | None) -> tuple[Node, ...]:
    """The entries of a vector or a matrix."""
    return tuple(e for row in value.rows for e in row) if isinstance(value, Rows) else (value is not None and entries(value)) or ()


def equations_of(step: Step) -> list[Relation]:
    """The equations that a step of solving came to."""
    result = step.result
    return list(_of((result,) if isinstance(result, Equation | Equality) else result.args))


def _equations_in(step: Step) -> list[Relation]:
    return list(_of(step.before.equations)) if isinstance(step.before, System) else []


def _of(stated: tuple[object, ...]) -> Iterator[Relation]:
    for one in stated:
        if isinstance(one, Equation | Equality):
            sides = (as_tree(one.args[0]), as_tree(one.args[1]))
            if sides[0] is not None and sides[1] is not None:
                yield Relation((sides[0], sides[1]), ("=",))


def _given(problem: Problem) -> list[Relation]:
    """The equations of the problem."""
    found = problem.given.get("constraints", ())
    return list(_of(tuple(found) if isinstance(found, tuple | list) else (found,)))


def _is_among(wanted: Relation, stated: list[Relation]) -> bool:
    """Whether an equation is one of these, but for a number as factor."""
    return any(wanted.items == s.items or _difference_is(wanted, s) or same_up_to_factor(wanted, s, REAL) is not None for s in stated)


def _is_factored(equation: Relation) -> bool:
    """Whether it says that a product with several factors is 0."""
    left, right = equation.items
    return isinstance(left, Prod) and sum(bool(letters_in(f)) for f in left.factors) > 1 and right == NOUGHT


def _difference_is(a: Relation, b: Relation) -> bool:
    left, right = (Sum((r.items[0], Neg(r.items[1]))) for r in (a, b))
    return letters_in(left) == letters_in(right) and any(equal(left, o, REAL).outcome == "equal" for o in (right, Neg(right)))


def _is_point(wanted: list[Node | None], point: tuple[Node, ...]) -> bool:
    return len(wanted) == len(point) and all(a is not None and same(a, b) for a, b in zip(wanted, point, strict=True))


def _coordinates(result: Ranges) -> set[str]:
    return {str(x) for piece in result.pieces for x, _, _ in piece}
