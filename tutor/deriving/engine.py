"""From a problem to its derivation: the only recursion over goals.

A topic's plan asks for stages; each stage is an expression with goals in it. The engine solves the goals of a goal
first, then lets the first rule that fits replace it, and goes on with what is left. Every replacement is a claim and
is checked as it is made; a refuted claim stops the problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sympy import (
    Add,
    Basic,
    Eq,
    Expr,
    Ge,
    Gt,
    Mul,
    Ne,
    Pow,
    S,
    Symbol,
    Tuple,
    cancel,
    expand,
    expand_mul,
    factor_terms,
    fraction,
    preorder_traversal,
    together,
)
from sympy.simplify.fu import TR5

from tutor.budget import Budget
from tutor.deriving.arrange import Arranger, arranger
from tutor.deriving.evidence import Refuted, holds
from tutor.deriving.finite import TOO_LONG, is_of_length, must_be_finite, must_be_short
from tutor.deriving.middle import between, only_reordered, reordered
from tutor.deriving.route import Routes
from tutor.deriving.tidy import forms, told
from tutor.errors import OutOfTime, Unsupported
from tutor.maths.integrals.leaving import over_one_line, spread, without_brackets
from tutor.maths.integrals.letters import reserved
from tutor.maths.integrals.nonelementary import why_not
from tutor.maths.solving.certify.domain import UnknownDomain, domain
from tutor.maths.solving.grounds import reasons
from tutor.maths.solving.tree import Branch, Found, Nothing, Split
from tutor.maths.values.defined import defined, interior
from tutor.model import Answer, Claim, Derivation, Problem, Step
from tutor.printing.notation.text import text
from tutor.rule import Move, Rule, Stage, Topic, rules_by_head
from tutor.strength import Evidence, weakest
from tutor.trees import tree
from tutor.trees.heads import Bracket, Equation, Inert, Int, Lim, MatrixOf, Norm, Sheet, Solutions, System, Vector
from tutor.trees.heads.region import Ranges

DIVERGENT = (S.Infinity, S.NegativeInfinity)
NOT_REAL = (S.NaN, S.ComplexInfinity, S.Infinity, S.NegativeInfinity, S.ImaginaryUnit)
THEOREMS = {"liouville": "by a theorem of Liouville", "chebyshev": "by a theorem of Chebyshev", "elliptic": "it is an elliptic integral"}
DEEPEST = 60  # nested goals; a page deeper than this is no explanation


class Engine:
    """Solves the goals of one problem."""

    def __init__(self, arrange: Arranger, budget: Budget | None = None, seed: int = 0) -> None:
        self.arrange = arrange
        self.budget = budget or Budget()
        self.seed = seed
        self.routes = Routes(seed)

    def stage(self, kind: str, stage: Stage) -> Step:
        """One stage of a plan as a step, with what its words assert."""
        step = self._worked(kind, stage)
        if not stage.claims:
            return step
        return replace(step, claims=stage.claims, evidence=weakest(step.evidence, self._together(stage.claims)))

    def _worked(self, kind: str, stage: Stage) -> Step:
        """The line of a stage; its result has no goals left and is in the form a teacher leaves."""
        if isinstance(stage.goal, System):
            return self._solved(kind, stage, stage.goal)
        words = f"{kind}.{stage.words}"
        if not stage.solve:
            assert stage.equals is not None
            equals = self._ordered(stage.equals) if stage.arranged else stage.equals
            evidence = self._holds(Claim(stage.goal, equals, stage.conditions))
            more, shown = stage.told(equals) if stage.told else ({}, stage.shown)
            facts = {**stage.facts, **more}
            return Step(words, stage.goal, equals, equals, facts, evidence, stage.conditions, name=stage.name, shown=shown)
        children, raw = self._reduced(stage.goal, 0)
        light, lightly = self._light(raw, stage.conditions)
        _must_exist(light, stage.goal)
        if isinstance(stage.goal, Int) and light in DIVERGENT:
            evidence = weakest(*(c.evidence for c in children))
            return Step(words, stage.goal, raw, raw, stage.facts, evidence, stage.conditions, children, name=stage.name, shown=stage.shown)
        if stage.check and stage.equals is not None:
            result, how = stage.equals, "simplify"  # it must come to the very form of the main road: the claim below says so
        elif stage.kept:
            result, how, light = raw, "collect", raw
        else:
            result, how = self._opened(raw, light) if stage.opened else self._final(raw) if stage.final else (light, "collect")
        if isinstance(stage.goal, Int) and not stage.goal.is_definite and not stage.check:
            result, how = over_one_line(self.arrange.light(spread(raw, stage.goal.variable))), "multiply_out"
        if not only_reordered(light, result):  # another order is no step
            evidence = self._holds(Claim(light, result, stage.conditions))
            facts = {
                "how": told(how, light, result),
                "between": self._between(_written(stage.goal, children) or light, result, stage.conditions),
            }
            tidied = Step("algebra.tidy", light, result, result, facts, evidence, self._widened(light, result))
            children = (*children, tidied)
        if isinstance(stage.goal, Int) and stage.goal.expr.has(Int):  # level by level, each has been compared with its value
            evidence = weakest(lightly, self._holds(Claim(raw, result, stage.conditions)))
        else:
            evidence = weakest(lightly, self._whole(stage.goal, result, stage.conditions, children))
        facts = {**stage.facts, **(stage.noted(children) if stage.noted else {})}
        return Step(words, stage.goal, raw, result, facts, evidence, stage.conditions, children, name=stage.name, shown=stage.shown)

    def _opened(self, raw: Basic, light: Basic) -> tuple[Basic, str]:
        """A polynomial with its brackets multiplied out, but for a power of a sum alone; else the shortest form that parts no root."""
        if not isinstance(light, Expr) or light.has(Inert):
            return light, "collect"
        value = tree.evaluated(light)
        letters, power = value.free_symbols, value.as_coeff_Mul()[1]
        alone = isinstance(power, Pow) and isinstance(power.base, Add) and power.is_polynomial(*letters)  # (1 - x)^2/2
        reduced = cancel(value) if not alone and value.is_rational_function(*letters) else value
        if reduced.is_polynomial(*letters):
            result = self.arrange(_multiplied_out(reduced))
            return (light, "collect") if result == light else (result, "multiply_out")
        final, how = self._final(raw)
        forms = [(self._distributed(raw, value), "multiply_out"), (final, how), (light, "collect")]
        return min(forms, key=lambda f: (len(_roots(f[0])), sum(p.base.is_Mul for p in _roots(f[0])), f[0].count_ops()))

    def _distributed(self, raw: Expr, value: Expr) -> Expr:
        """Multiplied out, one sum in the order of its terms."""
        sums = [f for f in tree.factors(raw) if isinstance(f, Add)]
        if len(sums) != 1:
            return self.arrange(expand_mul(value))
        others = [f for f in tree.factors(raw) if f is not sums[0]]
        return self.arrange.light(tree.total(*(tree.product(*others, t) for t in tree.terms(sums[0]))))

    def _ordered(self, expr: Basic) -> Basic:
        """The formulas in it as a teacher writes them, where no one typed them."""
        if isinstance(expr, Tuple | Inert):
            return expr.func(*map(self._ordered, expr.args)) if isinstance(expr, Tuple | Int | Ranges) else expr
        return self.arrange(expr) if isinstance(expr, Expr) and expr == tree.evaluated(expr) else expr

    def _solved(self, kind: str, stage: Stage, system: System) -> Step:
        """A system with its case tree as steps. Every identity in the tree is checked, and every point put into the system."""
        assert stage.solved is not None
        points = stage.solved.points
        evidence = self._holds(Claim(system, points))
        children = self._cases(stage.solved.tree)
        evidence = weakest(evidence, *(s.evidence for child in children for s in child.walk()))
        rows = (Equation(*(self._ordered(a) if isinstance(a, Add) else a for a in e.args[:2]), *e.args[2:]) for e in system.equations)
        system = System(rows, system.unknowns, system.conditions)  # a sum is written as in the lines below
        step = Step(f"{kind}.{stage.words}", system, points, points, stage.facts, evidence, stage.conditions, children, name=stage.name)
        return replace(step, shown=stage.shown, solved=stage.solved)

    def _cases(self, branch: Branch) -> tuple[Step, ...]:
        """The lines of a case and how it ends."""
        steps = []
        for line in branch.lines:
            steps.append(self._said(line.move, _one(line.shown), line.facts, line.claims))
        match branch.end:
            case Split(move, branches, facts, claims):
                inner = tuple(
                    Step("solve.case", c, c, c, {"case": b.case}, "exact", children=self._cases(b))
                    for b in branches
                    for c in (_one(b.case),)
                )
                cases = _one(tuple(s.before for s in inner))
                steps.append(replace(self._said(move, cases, facts, claims), children=inner))
            case Nothing(move, shown_, facts, claims):
                steps.append(self._said(move, _one(shown_), facts, claims))
            case Found(roots):
                points = Solutions(*(root.at.values() for root in roots))
                steps.append(Step("solve.found", points, points, points, {"roots": roots, "points": [r.at for r in roots]}, "exact"))
        return tuple(steps)

    def _said(self, move: str, shown: Basic, facts: Mapping[str, object], claims: tuple[Claim, ...]) -> Step:
        """A line of a case tree, with what it rests on and with the reasons that it gives for dividing."""
        claims = (*claims, *reasons(facts))
        return Step(f"solve.{move}", shown, shown, shown, facts, self._together(claims), claims=claims)

    def _together(self, claims: tuple[Claim, ...]) -> Evidence:
        return weakest(*map(self._holds, claims))

    def solve(self, goal: Inert, depth: int = 0) -> Step:
        """One goal, by the first rule that fits. `Unsupported` where none does, `Refuted` where a rule is broken."""
        self.budget.spend()
        if depth > DEEPEST:
            raise Unsupported("cannot do this: the derivation nests too deeply")
        first, inner = self._inner(goal, depth)
        for name, rule, move in self._choices(inner):
            try:
                return self._step(name, rule, move, goal, inner, first, depth)
            except (Refuted, Unsupported):
                if not isinstance(inner, Int):
                    raise
                self.routes.leave(inner, move)  # its antiderivative jumps between the limits, say: another way is looked for
        raise Unsupported(_refused(inner))

    def _step(self, name: str, rule: Rule, move: Move, goal: Inert, inner: Inert, first: tuple[Step, ...], depth: int) -> Step:
        """What a rule makes of a goal, with all that is left solved."""
        conditions = tuple(c for c in move.conditions if c is not S.true)  # x > 0 for a positive x says nothing
        evidence = self._holds(Claim(inner, move.after, conditions))
        children, raw = self._reduced(move.after, depth + 1)
        if isinstance(inner, Int) and raw in DIVERGENT:
            if not any(isinstance(c.before, Int) and c.before.expr == inner.expr for c in children):  # a part of the interval is enough
                self._holds(Claim(inner, raw))  # refuted where a quadrature settles
            return Step(name, goal, move.after, raw, move.facts, evidence, conditions, (*first, *children), shown=move.shown)
        result, lightly = self._light(raw, conditions)
        evidence = weakest(evidence, lightly)
        if isinstance(inner, Int | Bracket) and (opened := self._without_brackets(inner, raw)) != result:
            result, evidence = opened, weakest(evidence, self._other_form(inner, raw, opened, conditions))
        if isinstance(inner, Int) and children:  # what its parts came to, put together, is compared with it once more
            evidence = weakest(evidence, self._whole(inner, result, conditions, children))
        routine = rule.routine and not move.said and all(c.routine for c in (*first, *children))
        return Step(name, goal, move.after, result, move.facts, evidence, conditions, (*first, *children), routine, shown=move.shown)

    def _other_form(self, goal: Int | Bracket, raw: Basic, opened: Basic, conditions: tuple[Basic, ...]) -> Evidence:
        """Evidence for another form of a result. An antiderivative may differ by a constant: x is taken for arctan(tan x)."""
        try:
            return self._holds(Claim(raw, opened, conditions))
        except Refuted:
            if not isinstance(goal, Int) or goal.is_definite:
                raise
            return self._holds(Claim(goal, opened, conditions))

    def _without_brackets(self, goal: Int | Bracket, raw: Basic) -> Basic:
        """A value or antiderivative as a sum, with constant factors multiplied in."""
        if isinstance(goal, Int) and not goal.is_definite:
            return over_one_line(self.arrange.light(spread(raw, goal.variable)))
        return self.arrange.light(without_brackets(raw))

    def _whole(self, goal: Basic, result: Basic, conditions: tuple[Basic, ...], children: tuple[Step, ...]) -> Evidence:
        """Evidence for what a goal came to, under what the steps below need of its letters; of its variable only where it must."""
        below = needed(goal, children)
        of_letters = tuple(c for c in below if not (isinstance(goal, Int) and goal.variable in c.free_symbols))
        try:
            return self._holds(Claim(goal, result, (*conditions, *of_letters)))
        except Refuted:
            if below == of_letters:
                raise
            return self._holds(Claim(goal, result, (*conditions, *below)))

    def _choices(self, goal: Inert) -> Iterator[tuple[str, Rule, Move]]:
        """What may be done with a goal, the best first: by the order of the rules, for an integral by the shortest way."""
        if isinstance(goal, Int):
            while (route := self.routes.first(goal)) is not None:
                yield route.name, route.rule, route.move
            return
        for name, rule in rules_by_head().get(type(goal), ()):
            for move in rule.moves(goal):
                yield name, rule, move

    def _inner(self, goal: Inert, depth: int) -> tuple[tuple[Step, ...], Inert]:
        """The goals inside a goal solved, and the goal with their results."""
        steps: list[Step] = []
        whole: Basic = goal
        for k, arg in enumerate(goal.args):
            found, new = self._reduced(arg, depth + 1)
            if found:
                steps.extend(found)
                whole = tree.put(whole, (k,), new)
        return tuple(steps), whole

    def _reduced(self, expr: Basic, depth: int) -> tuple[tuple[Step, ...], Basic]:
        """Every goal of an expression solved in reading order, and the expression with the results in their places."""
        steps: list[Step] = []
        for path, goal in tuple(tree.goals(expr)):
            step = self.solve(goal, depth)
            steps.append(step)
            if step.result in DIVERGENT and isinstance(goal, Int | Lim) and goal.has(Int):
                return tuple(steps), step.result  # one part that diverges is enough
            expr = tree.put(expr, path, step.result)
        return tuple(steps), expr

    def _light(self, raw: Basic, conditions: tuple[Basic, ...]) -> tuple[Basic, Evidence]:
        """The tree collected and arranged; as it is where SymPy's evaluation changes its value or narrows its domain."""
        light = self.arrange.light(raw)
        try:
            evidence = self._holds(Claim(raw, light, conditions))
        except Refuted:
            return raw, "exact"
        return (raw, "exact") if evidence == "none" and raw.free_symbols else (light, evidence)

    def _final(self, raw: Basic) -> tuple[Basic, str]:
        """The least bulky form for which there is evidence, entry by entry."""
        if isinstance(raw, Vector):
            return Vector(*(self._final(e)[0] for e in raw.args)), "entries"
        if isinstance(raw, MatrixOf):
            return MatrixOf(*([self._final(e)[0] for e in r] for r in raw.rows)), "entries"
        if isinstance(raw, Equation):
            return Equation(self._final(raw.left)[0], self._final(raw.right)[0], raw.divided_by), "sides"
        for form in forms(raw, self.arrange):
            try:
                if self._holds(Claim(raw, form.expr)) != "none":
                    return form.expr, form.how
            except Refuted:
                continue  # a proposal of the tidier, not a law: the next one is tried
        return self._light(raw, ())[0], "collect"

    def _between(self, before: Basic, after: Basic, conditions: tuple[Basic, ...]) -> tuple[Basic, ...]:
        """Lines between a form and the tidier one that say something new, each equal to both."""
        if not isinstance(before, Add | Mul | Pow) or not isinstance(after, Expr) or isinstance(after, Inert):
            return ()
        out: list[Basic] = []
        for line in between(before, after, self.arrange):
            same = only_reordered if isinstance(line, Pow) else reordered
            if same(line, before) or same(line, after):
                continue
            try:
                if self._holds(Claim(after, line, conditions if line.free_symbols else ())) != "none":
                    out.append(line)
            except Refuted:
                continue  # a proposal for the page
        return tuple(out)

    def _widened(self, before: Basic, after: Basic) -> tuple[Basic, ...]:
        """What must not be 0 before a tidying and may be after it: denominators that were cancelled."""
        return tuple(Ne(self.arrange(base), 0, evaluate=False) for base in _gone(before, after))

    def _holds(self, claim: Claim) -> Evidence:
        self.budget.spend()
        return holds(claim, self.seed)


def _written(goal: Basic, children: tuple[Step, ...]) -> Basic | None:
    """The root that stands on the page for a length."""
    return children[0].after if isinstance(goal, Norm) and children else None


def _multiplied_out(value: Expr) -> Expr:
    """A polynomial without brackets; a power of a sum that stands alone, or with a number, is left."""
    shown = expand_mul(value)
    products = (t.as_coeff_Mul()[1] for t in Add.make_args(shown))
    mixed = any(isinstance(t, Mul) and any(isinstance(p.base, Add) for p in t.atoms(Pow)) for t in products)
    return expand(value) if mixed else shown


def _roots(expr: Basic) -> set[Basic]:
    return {p for p in expr.atoms(Pow) if p.exp.is_Rational and not p.exp.is_Integer}


def needed(goal: Basic, children: tuple[Step, ...]) -> tuple[Basic, ...]:
    """What the integrals below a goal need of its own letters."""
    found = (_without_factor(c) for child in children for s in child.walk() if s.rule.startswith("integrate.") for c in s.conditions)
    return tuple(dict.fromkeys(c for c in found if c.free_symbols <= goal.free_symbols))


def _without_factor(condition: Basic) -> Basic:
    """a != 0 for -a != 0."""
    if isinstance(condition, Ne) and condition.rhs is S.Zero and not condition.lhs.is_Number:
        return Ne(condition.lhs.as_coeff_Mul()[1], 0, evaluate=False)
    return condition


def provided(goal: Step) -> tuple[Basic, ...]:
    """What a goal came to holds under these conditions on its letters."""
    own = goal.conditions if isinstance(goal.before, Int | Vector) else ()
    gone = _gone(goal.after, goal.result) if isinstance(goal.before, Add | Vector) else ()  # where a sum comes to 0
    return tuple(dict.fromkeys((*own, *needed(goal.before, goal.children), *(Ne(d, 0, evaluate=False) for d in gone))))


def in_domain(conditions: tuple[Basic, ...], problem: Problem, goal: Basic) -> tuple[Basic, ...]:
    """The conditions of an answer where the given formulas have values: t > 0, not t != 0, beside a given ln t."""
    if not conditions or goal.has(Int):
        return conditions
    letters = {s for c in conditions for s in c.free_symbols}
    try:
        found = [_plainly(c) for f in _formulas(problem.given.values()) for c in domain(tree.plain(f))]
    except UnknownDomain:
        return conditions
    whole = {*problem.variables, *letters}
    asked = [c for c in dict.fromkeys(found) if isinstance(c, Gt | Ge) and c.free_symbols & letters and c.free_symbols <= whole]
    return (*asked, *(c for c in conditions if c not in asked and not any(_implies(a, c) for a in asked)))


def _plainly(condition: Basic) -> Basic:
    """xy > 0 for 2xy > 0."""
    number, rest = condition.args[0].as_coeff_Mul()
    return condition.func(rest, 0, evaluate=False) if number.is_positive else condition


def _implies(strict: Basic, other: Basic) -> bool:
    """Whether u != 0, or u > 0, is part of what says that a product with u is positive."""
    if not isinstance(strict, Gt) or not isinstance(other, Ne | Gt) or other.args[1] != 0:
        return False
    u, product = (tree.evaluated(c.args[0]) for c in (other, strict))
    return u in Mul.make_args(product) and (isinstance(other, Ne) or u == product)


def _formulas(given: Iterable[object]) -> Iterator[Basic]:
    for value in given:
        if isinstance(value, Expr | Vector):
            yield value
        elif isinstance(value, tuple | list):
            yield from _formulas(value)


def _gone(before: Basic, after: Basic) -> list[Basic]:
    """Denominators that one form has and the other has not."""
    kept = {k.expand() for k in _denominators(after)}
    return sorted((d for d in _denominators(before) if not {d.expand(), (-d).expand()} & kept), key=str)


def _one(shown: tuple[Basic, ...]) -> Basic:
    return shown[0] if len(shown) == 1 else Tuple(*shown)


def _denominators(expr: Basic) -> set[Basic]:
    """The letters and sums below a line, those that are never 0 left out."""
    below = (tree.evaluated(p.args[0]) for p in preorder_traversal(expr) if isinstance(p, Pow) and p.args[1].is_negative)
    apart = (part for base in below for f in Mul.make_args(base) for part in Mul.make_args(factor_terms(f.as_base_exp()[0])))
    bases = {part.as_base_exp()[0] for part in apart}  # t and t + 1 for t² + t
    kept = {b for b in bases if b.free_symbols and isinstance(b, Symbol | Add) and not (b.is_nonzero or TR5(b).is_nonzero)}
    return {b for b in kept if fraction(together(b))[1] == 1}


def derive(problem: Problem, topic: Topic, budget: Budget | None = None, seed: int = 0) -> Derivation:
    """The worked problem. Input errors and unsupported goals come back as a derivation with that status."""
    budget = budget or Budget()
    function = problem.given.get("function")
    letters = function if isinstance(function, Mapping) else (problem.letter,)
    with budget.handed_down(), reserved((*map(str, letters), *(s.name for s in problem.symbols.values()))):
        return _derived(problem, topic, Engine(arranger(problem), budget, seed))


def _derived(problem: Problem, topic: Topic, engine: Engine) -> Derivation:
    steps: list[Step] = []
    plan = topic.plan(problem)
    try:
        must_be_finite(problem)
        if topic.defined_there:
            _must_be_defined(problem, topic)
        stage = next(plan)
        while True:
            try:
                step = engine.stage(problem.kind, stage)
            except Unsupported as error:
                stage = plan.throw(error)  # a plan that can do without goes on
                continue
            if not stage.optional or step.evidence != "none":
                steps.append(step)
            stage = plan.send(step.result)
    except StopIteration as finished:
        answer: Answer = finished.value
        return Derivation(problem, "solved", tuple(steps), answer)
    except Unsupported as error:
        return Derivation(problem, "unsupported", tuple(steps), message=error.message)
    except OutOfTime as error:
        return Derivation(problem, "timeout", tuple(steps), message=error.message)
    except ValueError as error:
        if not is_of_length(error):
            raise
        return Derivation(problem, "unsupported", tuple(steps), message=TOO_LONG)
    except Refuted as error:
        return Derivation(problem, "failed", tuple(steps), message=f"a step was refuted: {error}")


def _must_be_defined(problem: Problem, topic: Topic) -> None:
    """`Unsupported` where a function of the problem has no real value at the point it is asked at."""
    point = problem.given.get("point")
    if not point or "value_there" in problem.given:
        return
    composed = None if topic.composed is None else topic.composed(problem)
    for found in (composed, *map(problem.given.get, ("function", "functions", "field", "transform", "equation", "surface"))):
        match found:
            case None:
                listed: tuple[Basic, ...] = ()
            case Sheet():  # a point of it may be said by its parameters
                listed = found.about if set(problem.origin.running) == set(point) else ()
            case dict():
                listed = tuple(found.values())
            case tuple():
                listed = found
            case _:
                listed = found.args if isinstance(found, Eq) else (found,)
        for f in listed:
            if not defined(f, point):
                raise Unsupported("cannot do this: the function is not defined at the point")
            if not topic.by_definition and not interior(f, point):
                raise Unsupported("cannot do this: the point is at the edge of the domain, where there is no two-sided derivative")


def _must_exist(value: Basic, goal: Basic) -> None:
    """`Unsupported` where a result is infinite, undefined or not real."""
    if isinstance(goal, Lim | Int) and value in DIVERGENT:
        return  # it diverges, and that is the answer
    zero_powers = [p for p in value.atoms(Pow) if p.exp.free_symbols and p.base.is_zero]  # 0^(n - 1)
    must_be_short(value)
    nowhere = tree.evaluated(value).has(S.NaN, S.ComplexInfinity)  # the slope of the root of x - x, by the chain rule
    if value.has(*NOT_REAL) or zero_powers or nowhere:
        raise Unsupported(f"cannot do this: {_described(goal) if isinstance(goal, Inert) else text(goal)} does not exist here")


def _refused(goal: Inert) -> str:
    """Why a goal is not solved: that it has no elementary antiderivative, where that is proved."""
    why = why_not(tree.evaluated(goal.expr), goal.variable) if isinstance(goal, Int) else None
    if why is None:
        return f"cannot do this: there is no rule for {_described(goal)}"
    theorem = {
        "liouville": "by a theorem of Liouville",
        "chebyshev": "by a theorem of Chebyshev",
        "elliptic": "it is an elliptic integral",
    }[why]
    return f"there is no elementary antiderivative of {text(goal.args[0])} ({theorem})"


def _described(goal: Inert) -> str:
    if isinstance(goal, Lim):
        return text(goal)
    said = {"Diff": "the derivative of {}", "At": "the value of {}", "Norm": "the length of {}", "Int": "the integral of {}"}
    return said.get(type(goal).__name__, "{}").format(text(goal.args[0]))
