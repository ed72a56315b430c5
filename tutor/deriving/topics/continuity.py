"""Continuity at a point: the limit there must exist and be the value; a removable gap, and a letter, get the value that mends it."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence

from sympy import Basic, Expr, Ne, S, Symbol

from tutor.deriving.topics.limit import directions, settled_for_all
from tutor.deriving.two_pieces import conditions, has_two_sides, is_value, sides
from tutor.errors import Unsupported
from tutor.maths.classification.punctured import domain_beside
from tutor.maths.limits.arithmetic import continuous
from tutor.maths.limits.rays import Ray, rays
from tutor.maths.numbers import is_zero
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.maths.values.defined import defined, interior
from tutor.model import Answer, Claim, Problem, stated
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID
from tutor.trees import tree
from tutor.trees.heads import At, Equation, Lim, Name, System

INFINITE = (S.Infinity, S.NegativeInfinity)


def plan(problem: Problem) -> Plan:
    """The value, the limit, and whether they agree; where two pieces meet, the limit of each."""
    value = yield from _value(problem)
    goal = _goal(problem, problem.given["function"])
    if value is not None and not {"border", "value_there", "pieces"} & problem.given.keys() and continuous(goal.expr, goal):
        yield Stage("elementary", goal, {}, goal, solve=False, equals=value)
        return Answer({"continuous": True, "value": value})
    if value is not None and not {"value_there", "pieces"} & problem.given.keys() and not interior(goal.expr, problem.given["point"]):
        raise Unsupported("cannot do this: the point is at the edge of the domain, where the function is looked at from one side only")
    if "border" in problem.given:
        first, second = yield from sides(problem)
        apart = len(problem.variables) > 1 and not (_letters(first, second) & _free(problem)) and _differ(first, second)
        if apart and not has_two_sides(problem):
            parts = [(f, (c,)) for f, c in zip((goal.expr, problem.given["second"]), conditions(problem), strict=True)]
            first, second = yield from _ways(problem, parts, (first, second))
    elif "pieces" in problem.given:
        first, second = yield from _parts(problem)
    else:
        found = yield from settled_for_all(goal)
        if found is None or found in INFINITE:
            yield _said("no_limit", S.Zero, {"infinite": found in INFINITE if found is not None else False})
            if found is None and value is not None and value.is_zero:
                yield from directions(goal, problem.letter, given=True)
            return Answer({"continuous": False})
        first = second = found
    letters = _letters(first, second, value) & _free(problem)
    if letters and (value is not None or "border" in problem.given):
        return (yield from _chosen(problem, first, second, value, letters))
    if _differ(first, second):
        yield _said("jump", first, {"first": first, "second": second}, _unequal(first, second))
        return Answer({"continuous": False})
    if value is None:
        yield _said("mended", first, {"limit": first})
        return Answer({"continuous": False, "value": first})
    if _differ(first, value):
        yield _said("other_value", first, {"limit": first, "value": value}, _unequal(first, value))
        return Answer({"continuous": False, "value": first})
    yield Stage("agrees", first, {"limit": first}, claims=(Claim(first, value),), solve=False, equals=first, shown=UNSAID)
    return Answer({"continuous": True, "value": first})


def _goal(problem: Problem, f: Expr, side: str = "") -> Lim:
    return Lim(f, problem.variables, problem.given["point"].values(), side)


def _said(words: str, value: Expr, facts: Mapping[str, object], *claims: Basic) -> Stage:
    """A conclusion in words."""
    return Stage(words, value, facts, claims=tuple(map(stated, claims)), solve=False, equals=value, shown=UNSAID)


def _unequal(a: Expr, b: Expr) -> Basic:
    return Ne(tree.total(a, tree.negative(b)), 0, evaluate=False)


def _differ(a: Expr, b: Expr) -> bool:
    """`Unsupported` where it is not decided."""
    if {a, b} & set(INFINITE):
        return bool(a != b)
    zero = is_zero(tree.plain(a) - tree.plain(b))
    if zero is None:
        raise Unsupported("cannot do this: it is not decided whether the value is the limit")
    return zero is False


def _value(problem: Problem) -> Generator[Stage, Expr, Expr | None]:
    """The value at the point, as it is given or by the formula; None where there is none."""
    point, name = problem.given["point"], Name(problem.letter, "scalar", (), problem.given["point"].values())
    if "value_there" in problem.given:
        given = problem.given["value_there"]
        value: Expr = yield Stage("given_value", given, {}, name, equals=tree.evaluated(given), solve=False, arranged=True)
        return value
    if not has_value(problem):
        yield _said("no_value", S.Zero, {})
        return None
    return (yield Stage("value", At(problem.given["function"], point.keys(), point.values()), {}, name))


def has_value(problem: Problem) -> bool:
    """Whether the function has a value at the point."""
    if "value_there" in problem.given:
        return True
    return not problem.origin.hole and defined(problem.given["function"], problem.given["point"])


def _parts(problem: Problem) -> Generator[Stage, Expr, tuple[Expr, Expr]]:
    """The limits of several pieces: all the same, or those of two pieces that two ways to the point lie in."""
    pieces = problem.given["pieces"]
    limits: list[Expr] = []
    for f, where in pieces:
        limits.append((yield Stage("in_part", _goal(problem, f), {"condition": where, "f": f})))
    if not any(_differ(limits[0], limit) for limit in limits):
        return limits[0], limits[0]
    return (yield from _ways(problem, pieces, limits))


def _ways(
    problem: Problem, pieces: Sequence[tuple[Expr, Sequence[Basic]]], limits: Sequence[Expr]
) -> Generator[Stage, Expr, tuple[Expr, Expr]]:
    """Two ways to the point that lie in pieces with different limits."""
    reached: dict[int, Ray] = {}
    for ray in rays(problem.given["point"]):
        k = ray.piece([where for _, where in pieces])
        if k is not None:
            reached.setdefault(k, ray)
    pairs = [(i, j) for i in reached for j in reached if i < j and _differ(limits[i], limits[j])]
    if not pairs:
        raise Unsupported("cannot do this: no two ways to the point were found that lie in pieces with different limits")
    i, j = pairs[0]
    facts = {"ways": ((reached[i].places, pieces[i][0], limits[i]), (reached[j].places, pieces[j][0], limits[j])), "t": reached[i].t}
    claims = [c for k in (i, j) for c in reached[k].claims(pieces[k][1])]
    yield Stage("ways", limits[i], facts, claims=tuple(claims), solve=False, equals=limits[i], shown=UNSAID)
    return limits[i], limits[j]


def _letters(*values: Expr | None) -> set[Symbol]:
    return {s for v in values if v is not None for s in tree.plain(v).free_symbols}


def _free(problem: Problem) -> set[Symbol]:
    """Letters that are no variables and no parameters with values."""
    return set(problem.symbols.values()) - set(problem.variables)


def _chosen(problem: Problem, first: Expr, second: Expr, value: Expr | None, letters: set[Symbol]) -> Generator[Stage, Expr, Answer]:
    """The letter for which both limits and the value agree."""
    pairs = [(first, second)] if value is None else [(first, second), (first, value)]
    wanted = [(a, b) for a, b in pairs if is_zero(tree.plain(a) - tree.plain(b)) is not True]
    equations = list(dict.fromkeys(Equation(a, b) for a, b in wanted))
    if len(pairs) == 2 and len(equations) == 2 and is_zero(tree.plain(second) - tree.plain(value)):
        equations = equations[:1]
    if not equations:
        yield _said("agrees", first, {"limit": first})
        return Answer({"continuous": True, "value": first})
    if value in letters and value not in _letters(first, second):
        letters = {value}
    if value is None or len(letters) > 1:
        raise Unsupported("cannot do this: whether the function is continuous depends on several letters")
    (letter,) = letters
    solved = solve_system(System(equations, (letter,)))
    yield system_stage("choose", solved, {"roots": solved.roots, "letter": letter, "sides": len(pairs) == 2 and first != second})
    if not solved.complete:
        raise Unsupported("cannot do this: the letter was not found")
    if not solved.roots:
        return Answer({"continuous": False})
    return Answer({"continuous": True, "constants": tuple(dict(root.at) for root in solved.roots)}, {"letter": letter})


def shape(problem: Problem) -> Mapping[str, object]:
    """How the function is given, for the words of the question."""
    given, border = problem.given, problem.given.get("border")
    pieces = (given["function"], given["second"]) if border is not None else tuple(f for f, _ in given.get("pieces", ()))
    value = given.get("value_there")
    alone = value is not None and not (pieces and any(is_value(problem, f) for f in pieces[1:]))
    where = [(c,) for c in conditions(problem)] if border is not None else [relations for _, relations in given.get("pieces", ())]
    beside = domain_beside(given["function"], given["point"])
    inside = beside is not None and not any(c.args[0].xreplace(dict(given["point"])) == 0 for c in beside)
    return {
        "domain": beside,
        "apart": beside is None or inside,
        "hole": not has_value(problem) and not pieces,
        "letters": sorted(_letters(*pieces, value) - set(problem.variables), key=str),
        "there": Name(problem.letter, "scalar", (), given["point"].values()),
        "general": {x: x for x in problem.variables},
        "beside": tuple(Ne(x, a, evaluate=False) for x, a in given["point"].items()),
        "cases": tuple(zip(pieces, where, strict=True)),
        "alone": value if alone else None,
    }


TOPIC = Topic(
    "Continuity",
    (Field("function", "function"), Field("point", "point")),
    plan,
    ("continuous", "value", "constants"),
    defined_there=False,
    facts=shape,
    local="at",
    many_pieces=True,
)
