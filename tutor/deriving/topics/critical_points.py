"""Critical points: where the gradient vanishes or does not exist, all of them, and what kind of point each is."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from sympy import Basic, Eq, Expr, Gt, Lt, S, StrictGreaterThan, StrictLessThan, Symbol, Tuple, Unequality
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.classification.argument import Word
from tutor.maths.classification.domain import interior_conditions
from tutor.maths.classification.families import classes, joined
from tutor.maths.classification.letters import LetterCase, cases
from tutor.maths.classification.point import PointClass, test
from tutor.maths.classification.rough import rough_points
from tutor.maths.extrema.constrained import Candidate, constant_on
from tutor.maths.extrema.shown import chained
from tutor.maths.numbers import sign_of
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.maths.solving.tree import Root, Solved
from tutor.model import Answer, Claim, Problem, stated
from tutor.printing.figures.critical import CriticalMap
from tutor.printing.figures.curve import GraphMap
from tutor.printing.figures.picture import Picture
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID, Phrase, Shown, Table
from tutor.trees import tree
from tutor.trees.heads import At, Determinant, Diff, Equation, MatrixOf, Name, QuadraticForm, Solutions, System, Vector
from tutor.trees.heads.name import derivative_name

LISTED = 2  # so many points are told line by line; more stand in a table
WRITTEN = 12  # operations of a formula into which a point is put on the page
PAIRS = ((0, 0), (0, 1), (1, 1))  # the entries of a symmetric 2 by 2 matrix
LONG_TEST = 30  # operations in the second derivatives from which their determinant is no formula one writes
SHOWN = (-1, 0, 1)  # the whole numbers for which a picture shows the points of a family
Second = Mapping[tuple[int, int], Expr]


@dataclass(frozen=True, slots=True)
class Classed:
    """A critical point, or a family of them, with its class and what the page shows of it: the value, and the numbers of the test."""

    root: Root
    verdict: PointClass
    value: Expr
    numbers: tuple[Expr, ...] = ()
    silent: bool = False  # the determinant is 0 all along the family
    bends: tuple[Expr, ...] = ()  # the second derivatives there, where the determinant is made of their numbers


Told = Generator[Stage, Expr, Classed]


def plan(problem: Problem) -> Plan:
    """Partial derivatives, the system, the second derivatives, and the test at every point."""
    f, letter, variables = problem.given["function"], problem.letter, problem.variables
    if tree.plain(f).atoms(AppliedUndef):
        raise Unsupported("cannot do this: the function is not given by a formula")
    first: list[Expr] = []
    for x in variables:
        name = derivative_name(letter, (x,), variables)
        first.append((yield Stage("partial", Diff(f, x, *problem.held(x)), {"x": x, "held": problem.held(x)}, name)))
    edges = tuple(map(_inside, problem.given.get("domain", ())))
    told = () if edges else cases(f, variables)
    if told:
        return (yield from _by_cases(problem, first, told))
    system = System([Equation(d, S.Zero) for d in first], variables, (*interior_conditions(f), *edges))
    solved = solve_system(system)
    yield _solve("solve", solved, {})
    rough = rough_points(f, variables, edges, solved.roots)
    for found in rough:
        facts = {"under": found.expr, "least": found.least, "curves": len(found.curves), "level": found.level}
        yield _solve("rough", found.solved, facts)
    classed: list[Classed] = []
    if solved.roots:
        second = yield from _second(problem, first)
        classed = yield from _tests(problem, second, solved.roots)
    places = (place for found in rough for place in (*found.curves, *found.points))
    for root, known in {(root.values, root.conditions): (root, known) for root, known in places}.values():
        verdict = known or test(f, variables, {}, root.at)
        classed.append((yield from _concluded(problem, root, verdict, (), False)))
    if len(classed) > LISTED:
        yield _summary(problem, classed)
    if picture := _map(problem, classed):
        yield picture
    fields = _fields(classed, solved.complete and all(r.solved.complete for r in rough))
    return Answer(fields, {"groups": _groups(classed)})


def _by_cases(problem: Problem, first: list[Expr], told: Sequence[LetterCase]) -> Plan:
    """The points and the test where letters are smaller or greater than the values at which something changes, and there."""
    letters = tuple(sorted({v for case in told for v in case.put}, key=str))
    second = yield from _second(problem, first)
    determinant = (yield _discriminant_stage(problem, second)) if len(problem.variables) == 2 else None
    places = tuple(r.rhs for case in told for r in case.relations if isinstance(r, Eq))
    by = next((case.relations[0].lhs for case in told if case.word), None)
    gone = any(S.Zero in case.put.values() for case in told)
    yield Stage("cases", Tuple(*letters), {"constants": letters, "places": places, "by": by, "gone": gone}, kept=True, shown=UNSAID)
    out, shown, complete = [], [], True
    for case in told:
        if case.word:
            assert determinant is not None, "a form in two variables"
            classed, known = yield from _in_case(_origin(problem, first, second, determinant, case.word), case.relations, claimed=True)
        else:
            classed, known = yield from _in_case(_of_case(problem, first, second, determinant, case), case.relations)
        complete &= known
        back = {put: letter for letter, put in case.put.items() if isinstance(put, Symbol)}
        plain = [replace(c, root=_renamed(c.root, back), value=c.value.xreplace(back)) for c in classed]
        fields = _fields(plain, known)
        entry = {"condition": case.relations[0] if len(case.relations) == 1 else case.relations, "points": fields["points"]}
        out.append(entry | ({"families": fields["families"]} if "families" in fields else {}))
        shown.append({"condition": case.relations, "groups": _groups(plain), "families": fields.get("families", ())})
    found = {"points": (), "cases": tuple(out), "complete": "proved" if complete else "not_proved"}
    return Answer(found, {"shown_cases": tuple(shown)})


def _of_case(
    problem: Problem, first: list[Expr], second: Second, determinant: Expr | None, case: LetterCase
) -> Generator[Stage, Expr, tuple[list[Classed], bool]]:
    """The system and the tests where the letter is a number, or one that knows its ends."""
    put = case.put
    placed = replace(problem, given={**problem.given, "function": tree.substitute(problem.given["function"], put)})

    def there(e: Expr) -> Expr:
        found = tree.substitute(e, put)
        return found if all(isinstance(v, Symbol) for v in put.values()) else tree.evaluated(found)

    slopes = [there(d) for d in first]
    if case.line:
        at = {x: case.line[x] for x in problem.variables}
        roots: tuple[Root, ...] = (Root(tuple(at.items()), tuple(x for x, e in at.items() if e == x)),)
        complete = True
        yield Stage("line", Tuple(*at.values()), {"at": at}, kept=True, shown=UNSAID, claims=_gone(slopes, at))
    else:
        solved = solve_system(System([Equation(d, S.Zero) for d in slopes], problem.variables))
        roots, complete = solved.roots, solved.complete
        yield _solve("solve", solved, {})
    bends = {ij: there(d) for ij, d in second.items()}
    own = None if determinant is None else there(determinant)
    return (yield from _tests(placed, bends, roots, own)), complete


def _gone(slopes: Sequence[Expr], at: Mapping[Symbol, Expr]) -> tuple[Claim, ...]:
    """That partial derivatives are 0 at a point."""
    return tuple(Claim(At(d, at.keys(), at.values()), S.Zero) for d in slopes)


def _origin(
    problem: Problem, first: list[Expr], second: Second, determinant: Expr, word: Word
) -> Generator[Stage, Expr, tuple[list[Classed], bool]]:
    """The one point at which linear equations hold whose determinant is not 0, and its class, which a case tells."""
    at = dict.fromkeys(problem.variables, S.Zero)
    yield Stage("single", Tuple(*at.values()), {"at": at}, kept=True, shown=UNSAID, claims=_gone(first, at))
    verdict = PointClass(word, "determinant", {"determinant": tree.plain(determinant)})
    return [(yield from _by_determinant(problem, Root(tuple(at.items())), verdict, determinant, second[0, 0], False))], True


def _in_case(told: Generator[Stage, Expr, Any], case: tuple[Relational, ...], claimed: bool = False) -> Generator[Stage, Expr, Any]:
    """The stages of a case, which the words are told; where letters stand for themselves, what is `claimed` holds only in the case."""
    sent: Expr | None = None
    while True:
        try:
            stage = told.send(sent)
        except StopIteration as end:
            return end.value
        claims = tuple(replace(c, conditions=(*c.conditions, *case)) for c in stage.claims) if claimed else stage.claims
        sent = yield replace(stage, facts={**stage.facts, "case": case}, claims=claims)


def _renamed(root: Root, back: Mapping[Symbol, Symbol]) -> Root:
    return Root(tuple((x, v.xreplace(back)) for x, v in root.values), root.parameters, tuple(c.xreplace(back) for c in root.conditions))


def _inside(relation: Basic) -> Relational:
    """A relation of the domain without its edge: points on the edge do not count."""
    match relation:
        case StrictLessThan() | StrictGreaterThan() | Unequality():
            return relation
    if isinstance(relation, Relational) and relation.rel_op in ("<=", ">="):
        made = Lt if relation.rel_op == "<=" else Gt
        return made(*relation.args, evaluate=False)
    raise Unsupported("cannot do this: a domain is given by inequalities; ask for extrema_on_region or lagrange where an equation holds")


def _solve(words: str, solved: Solved, facts: Mapping[str, object]) -> Stage:
    return system_stage(words, solved, {"roots": solved.roots, **facts})


def _second(problem: Problem, first: list[Expr]) -> Generator[Stage, Expr, dict[tuple[int, int], Expr]]:
    """The second derivatives on and above the diagonal."""
    letter, variables = problem.letter, problem.variables
    out: dict[tuple[int, int], Expr] = {}
    for i, x in enumerate(variables):
        for j, y in enumerate(variables[i:], start=i):
            facts = {"x": y, "held": problem.held(y), "of": derivative_name(letter, (x,), variables)}
            goal = Diff(first[i], y, *problem.held(y))
            out[i, j] = out[j, i] = yield Stage("second", goal, facts, derivative_name(letter, (x, y), variables))
    return out


def _tests(
    problem: Problem, second: Second, roots: tuple[Root, ...], determinant: Expr | None = None
) -> Generator[Stage, Expr, list[Classed]]:
    """The test at every point: the determinant in two variables, the second derivative in one, leading minors otherwise."""
    variables = problem.variables
    found = (part for root in roots for part in classes(problem.given["function"], variables, second, root))
    once = {(root.values, root.conditions): (root, verdict) for root, verdict in found}  # curves that are split may meet in a point
    parts = joined(tuple(once.values()), variables, second)
    listed = len(parts) > LISTED
    out: list[Classed] = []
    if len(variables) == 2 and determinant is None and _by_numbers(second) and not any(root.parameters for root, _ in parts):
        for root, verdict in parts:
            out.append((yield from _from_numbers(problem, root, verdict, second, listed)))
    elif len(variables) == 2:
        if determinant is None:
            determinant = yield _discriminant_stage(problem, second)
        for root, verdict in parts:
            if root.parameters and verdict.by == "argument":
                silent = tree.plain(determinant).xreplace(root.at).expand().is_zero is True
                told = yield from _concluded(problem, root, verdict, (), False, silent)
                out.append(replace(told, silent=silent))
                continue
            out.append((yield from _by_determinant(problem, root, verdict, determinant, second[0, 0], listed)))
    elif len(variables) == 1:
        for root, verdict in parts:
            out.append((yield from _by_curvature(problem, root, verdict, second[0, 0], listed)))
    else:
        n = range(len(variables))
        hessian = yield Stage("hessian", MatrixOf(*([second[i, j] for j in n] for i in n)), {}, Name("H"), final=False)
        for root, verdict in parts:
            out.append((yield from _by_minors(problem, root, verdict, hessian)))
    return out


def _discriminant_stage(problem: Problem, second: Second) -> Stage:
    """The determinant of the Hessian matrix of a function of two variables."""
    return Stage("discriminant", _discriminant(second), {}, Name("D"), shown=Shown(law=_discriminant(_bends(problem))))


def _bends(problem: Problem) -> dict[tuple[int, int], Expr]:
    return {ij: Name(problem.letter, "", tuple(problem.variables[k] for k in ij)) for ij in PAIRS}


def _by_numbers(second: Second) -> bool:
    """Whether the determinant is so long as a formula that the numbers are put into the second derivatives first."""
    return sum(int(tree.plain(second[ij]).count_ops()) for ij in PAIRS) > LONG_TEST


def _from_numbers(problem: Problem, root: Root, verdict: PointClass, second: Second, listed: bool) -> Told:
    """The second derivatives at the point, and the determinant of these numbers."""
    facts, point, names = _facts(root, verdict, listed), tuple(root.at.values()), _bends(problem)
    there: dict[tuple[int, int], Expr] = {}
    for ij in PAIRS:
        name = _at(problem.letter, tuple(problem.variables[k] for k in ij), root)
        shown = Shown(line=not listed, as_written=_long(second[ij]))
        goal = At(second[ij], problem.variables, point)
        there[ij] = yield Stage("second_at", goal, facts | {"first": ij == PAIRS[0]}, name, shown=shown)
    long = any(map(_long, there.values()))
    shown = Shown(line=not listed, law=_discriminant(names), as_written=long, continues=long)
    determinant = yield Stage("determinant_of", _discriminant(there), facts, _at("D", (), root), shown=shown)
    extreme = verdict.by == "determinant" and verdict.word in ("local_min", "local_max")
    numbers = (determinant, there[0, 0]) if extreme else (determinant,)
    found = yield from _concluded(problem, root, verdict, numbers, listed)
    return replace(found, bends=tuple(there.values()))


def _discriminant(second: Mapping[tuple[int, int], Expr]) -> Expr:
    return tree.total(tree.product(second[0, 0], second[1, 1]), tree.negative(tree.power(second[0, 1], 2)))


def _facts(root: Root, verdict: PointClass, listed: bool) -> dict[str, Any]:
    return {"p": root.at, "root": root, "verdict": verdict, "word": verdict.word, "listed": listed}


def _long(expr: Expr) -> bool:
    """Whether the line with the point put in would be long, and only its result is written."""
    return bool(tree.plain(expr).count_ops() > WRITTEN)


def _at(name: str, order: tuple[Symbol, ...], root: Root) -> Name:
    there = tuple(root.at.values())
    return derivative_name(name, order, root.at, there) if order else Name(name, "scalar", (), there)


def _by_determinant(problem: Problem, root: Root, verdict: PointClass, determinant: Expr, bend: Expr, listed: bool) -> Told:
    """D at the point, where it is positive the second derivative by x too, and what they say."""
    variables = problem.variables
    facts, shown = _facts(root, verdict, listed), Shown(line=not listed, as_written=_long(determinant))
    point = tuple(root.at.values())
    numbers = [(yield Stage("determinant_at", At(determinant, variables, point), facts, _at("D", (), root), shown=shown))]
    if verdict.by == "determinant" and verdict.word in ("local_min", "local_max"):
        x = variables[0]
        numbers.append((yield Stage("curvature_at", At(bend, variables, point), facts, _at(problem.letter, (x, x), root), shown=shown)))
    return (yield from _concluded(problem, root, verdict, tuple(numbers), listed))


def _by_curvature(problem: Problem, root: Root, verdict: PointClass, bend: Expr, listed: bool) -> Told:
    """The sign of the second derivative of a function of one variable."""
    (x,) = problem.variables
    goal = At(bend, problem.variables, tuple(root.at.values()))
    shown = Shown(line=not listed, as_written=_long(bend))
    number = yield Stage("curvature_at", goal, _facts(root, verdict, listed), _at(problem.letter, (x, x), root), shown=shown)
    return (yield from _concluded(problem, root, verdict, (number,), listed))


def _by_minors(problem: Problem, root: Root, verdict: PointClass, hessian: Expr) -> Told:
    """The Hessian matrix at the point and its leading minors, as far as they are needed."""
    facts, shown = _facts(root, verdict, False), Shown(as_written=True)
    here = yield Stage("hessian_at", At(hessian, problem.variables, tuple(root.at.values())), facts, _at("H", (), root), shown=shown)
    numbers: list[Expr] = []
    if isinstance(here, MatrixOf):
        for k in range(1, len(problem.variables) + 1):
            block = MatrixOf(*(row[:k] for row in here.rows[:k]))
            goal = block.rows[0][0] if k == 1 else Determinant(block)
            numbers.append((yield Stage("minor", goal, facts | {"k": k}, Name(f"D_{k}"), shown=shown)))
    return (yield from _concluded(problem, root, verdict, tuple(numbers), False, matrix=here))


def _concluded(
    problem: Problem,
    root: Root,
    verdict: PointClass,
    numbers: tuple[Expr, ...],
    listed: bool,
    silent: bool = False,
    matrix: Basic | None = None,
) -> Told:
    """The argument where the test is silent, the class, and the value of the function there."""
    if verdict.argument is not None:
        for stage in verdict.argument.stages(problem, root):
            facts = {"numbers": numbers, "listed": listed, "silent": silent, "root": root, "conditions": root.conditions}
            yield replace(stage, facts={**stage.facts, **facts})
    f, letter, variables = problem.given["function"], problem.letter, problem.variables
    goal = At(f, variables, tuple(root.at.values()))
    told = _facts(root, verdict, listed)
    if verdict.by == "indefinite" and not (numbers and sign_of(tree.plain(numbers[-1]))):  # the minors do not show it then
        told |= {name: Vector(*verdict.facts[name][0]) for name in ("up", "down")}
    told["line"] = not listed and not root.conditions and verdict.word in ("local_min", "local_max")
    shown = Shown(line=told["line"], as_written=_long(f))
    value = yield Stage("value_at", goal, told, _at(letter, (), root), claims=_test_says(verdict, numbers, matrix), shown=shown)
    alike = constant_on(value, Candidate(dict(root.at), None, root.parameters, root.conditions)) if root.conditions else None
    if alike is not None and alike[0] != value:
        value = yield Stage("constant", alike[1], told, solve=False, equals=alike[0], shown=UNSAID)
    return Classed(root, verdict, value, numbers)


def _test_says(verdict: PointClass, numbers: tuple[Expr, ...], matrix: Basic | None) -> tuple[Claim, ...]:
    """The signs, of the numbers that the page shows, from which the class follows."""
    match verdict.by:
        case "determinant" if verdict.word == "saddle":
            due: tuple[int, ...] = (-1,)
        case "determinant":
            due = (1, 1 if verdict.word == "local_min" else -1)
        case "curvature":
            due = (1 if verdict.word == "local_min" else -1,)
        case "minors":
            due = tuple(1 if verdict.word == "local_min" else (-1) ** k for k in range(1, len(numbers) + 1))
        case "indefinite":
            bends = ((1, verdict.facts["up"][0]), (-1, verdict.facts["down"][0]))
            return tuple(stated(_signed(QuadraticForm(matrix, Vector(*d)), sign)) for sign, d in bends)
        case _:
            return ()
    return tuple(stated(_signed(n, sign)) for n, sign in zip(numbers, due, strict=True))


def _signed(number: Expr, sign: int) -> Relational:
    return (Gt if sign == 1 else Lt)(number, 0, evaluate=False)


def _summary(problem: Problem, classed: list[Classed]) -> Stage:
    """All points in a table."""
    apart = any(c.bends for c in classed)
    shown = 1 if apart else {1: 1, 2: 2}.get(len(problem.variables), 0)  # numbers of the test that have a column
    rows = tuple(
        (
            (Tuple(*c.root.at.values()), *chained(c.root.conditions)),
            *((c.bends or ("",) * len(PAIRS)) if apart else ()),
            *(c.numbers[k] if k < len(c.numbers) else S.Zero if c.silent and k == 0 else "" for k in range(shown)),
            c.value,
            Phrase(c.verdict.word),
        )
        for c in classed
    )
    points = Solutions(*(c.root.at.values() for c in classed))
    names = _bends(problem) if apart else {}
    facts = {"tested": any(c.numbers for c in classed), "bends": tuple(names.values())}
    facts |= {"law": _discriminant(names) if apart else None, "argued": any(c.verdict.by == "argument" for c in classed)}
    return Stage("summary", points, facts, solve=False, equals=points, shown=Shown(line=False, table=Table(rows)))


def _map(problem: Problem, classed: list[Classed]) -> Stage | None:
    """The points on the graph, or in two variables on a contour map; of a curve of points only the whole can be drawn."""
    if len(problem.variables) > 2 or not classed:
        return None
    points: list[tuple[tuple[Expr, ...], str]] = []
    curves: list[tuple[Relational, str]] = []
    for c in classed:
        at, word = c.root.at, c.verdict.word
        if all(p.is_integer for p in c.root.parameters):
            for numbers in product(SHOWN, repeat=len(c.root.parameters)):
                put = dict(zip(c.root.parameters, numbers, strict=True))
                points.append((tuple(tree.plain(a).subs(put) for a in at.values()), word))
        elif all(isinstance(r, Eq) for r in c.root.conditions):
            curves += [(r, word) for r in (c.root.conditions or [Eq(v, a, evaluate=False) for v, a in at.items() if v != a])]
    if len(problem.variables) == 1:
        (x,) = problem.variables
        on_graph = GraphMap(problem.given["function"], problem.letter, x, tuple((at[0], word) for at, word in points))
        return _shown(on_graph, points)
    shown = CriticalMap(problem.given["function"], problem.letter, problem.variables, tuple(points), tuple(curves))
    return _shown(shown, points)


def _shown(picture: Picture, points: Sequence[tuple[tuple[Expr, ...], str]]) -> Stage:
    goal = Solutions(*(at for at, _ in points))
    return Stage("picture", goal, {}, solve=False, equals=goal, shown=Shown(line=False, map=picture))


def _groups(classed: Sequence[Classed]) -> dict[str, tuple[tuple[Expr, tuple[Mapping[Symbol, Expr], ...]], ...]]:
    """The points by class, and within it by the value there."""
    out: dict[str, dict[Expr, list[Mapping[Symbol, Expr]]]] = {}
    for c in classed:
        if not c.root.parameters:
            out.setdefault(c.verdict.word, {}).setdefault(c.value, []).append(c.root.at)
    return {word: tuple((value, tuple(at)) for value, at in out[word].items()) for word in sorted(out)}


def _fields(classed: list[Classed], complete: bool) -> dict[str, Any]:
    points = tuple({"at": c.root.at, "class": c.verdict.word, "value": c.value} for c in classed if not c.root.parameters)
    families = tuple(
        {"at": c.root.at, "parameters": c.root.parameters, "conditions": c.root.conditions, "class": c.verdict.word, "value": c.value}
        for c in classed
        if c.root.parameters
    )
    found: dict[str, object] = {"points": points, "complete": "proved" if complete else "not_proved"}
    return found | ({"families": families} if families else {})


def _names(problem: Problem) -> dict[str, Any]:
    """D and f_xx, on which the test rests."""
    x = problem.variables[0]
    bend = derivative_name(problem.letter, (x, x), problem.variables)
    return {"D": Name("D"), "bend": bend, "letter": Symbol(problem.letter)}


TOPIC = Topic(
    "Critical points",
    (Field("function", "function"), Field("domain", "relations", required=False)),
    plan,
    ("points", "families", "cases", "complete"),
    facts=_names,
    constrained=True,
)
