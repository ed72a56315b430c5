"""The directions in which a function changes at a given rate: unit vectors whose dot product with the gradient is the rate."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

from sympy import Abs, Basic, Expr, Gt, Ne, S, Symbol, cos

from tutor.deriving.arrange import in_order
from tutor.deriving.topics.directional_derivative import by_definition, line
from tutor.deriving.topics.gradient import gradient, near
from tutor.errors import Unsupported
from tutor.maths.numbers import sign_of
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.maths.surfaces.normal import opposite as turned
from tutor.model import Answer, Claim, Problem, stated
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Dot, Equation, Name, Norm, System, Vector

Vectors = Generator[Stage, Expr, tuple[Vector, ...]]
THETA = Symbol("theta", real=True)
FEW = 2  # variables in which a rate between the extremes leaves finitely many directions


def plan(problem: Problem) -> Plan:
    """The gradient, its length as the bound of all rates, the directions, and the rate in each of them by its definition."""
    point, rate = problem.given["point"], problem.given["rate"]
    if by_definition(problem):
        raise Unsupported("cannot do this: the formulas of the partial derivatives say nothing at the point")
    slope = yield from gradient(problem)
    nabla = Name(problem.letter, "∇", (), point.values())
    facts: dict[str, object] = {"theta": THETA, "rate": rate, "gradient": nabla, "point": point, "several": len(point) > 1}
    length = yield Stage("length", Norm(slope), facts, Norm(nabla))
    if _sign(length) == 0:
        if _sign(rate) == 0:
            raise Unsupported("cannot do this: the gradient is the zero vector, so the rate is 0 in every direction")
        yield _words("flat", rate, facts, Ne(rate, 0, evaluate=False))
        return Answer({"vectors": ()})
    beyond = _sign(tree.total(tree.apply(Abs, rate), tree.negative(length)))
    if beyond == 1:
        yield _words("too_fast", rate, {**facts, "length": length}, Gt(tree.apply(Abs, rate), length, evaluate=False))
        return Answer({"vectors": ()})
    if beyond == 0:
        found = yield from _along(problem, slope, rate, length, facts)
    elif len(point) > FEW and _sign(rate) == 0:
        raise Unsupported(
            "cannot do this: in space the directions with the rate 0 are no list, they fill the plane at a right angle to the gradient"
        )
    elif len(point) > FEW:
        raise Unsupported("cannot do this: in space the directions with a rate between the extremes form a whole cone")
    elif _sign(rate) == 0:
        found = yield from _level(problem, slope, length, facts)
    else:
        found = yield from _between(problem, slope, rate, length, facts)
    along = [line(problem, u) for u in found]
    t = along[0][1]
    goal = At(Diff(Vector(*(f for f, _ in along)), t), (t,), (S.Zero,))
    yield Stage(
        "definition", goal, {**facts, "t": t, "both": len(found) > 1}, check=True, equals=Vector(*(rate for _ in found)), solve=False
    )
    return Answer({"vectors": found}, {"names": (_u(), Name("v"))})


def _sign(value: Expr) -> int:
    """`Unsupported` where it depends on letters."""
    found = sign_of(tree.plain(value))
    if found is None:
        raise Unsupported("cannot do this: whether there is such a direction depends on the letters")
    return found


def _words(words: str, rate: Expr, facts: dict[str, object], claim: Basic) -> Stage:
    return Stage(words, rate, facts, claims=(stated(claim),), solve=False, equals=rate, shown=UNSAID)


def _along(problem: Problem, slope: Expr, rate: Expr, length: Expr, facts: dict[str, object]) -> Vectors:
    """The one direction with the largest or with the smallest rate."""
    up = _sign(rate) == 1
    by = length if up else tree.negative(length)
    goal = Vector(*(tree.quotient(c, by) for c in slope.args))
    shown = Shown(map=near(problem, slope))
    found = yield Stage("along", goal, {**facts, "up": up, "length": length}, _u(), shown=shown)
    return (Vector(*found.args),)


def _level(problem: Problem, slope: Expr, length: Expr, facts: dict[str, object]) -> Vectors:
    """The two directions across the gradient."""
    a, b = slope.args
    across = Vector(b if b.is_zero else tree.negative(b), a)
    told = {**facts, "across": across, "slope": slope}
    yield Stage("across", across, told, claims=(Claim(Dot(slope, across), S.Zero),), solve=False, equals=across, shown=UNSAID)
    u = yield Stage("unit", Vector(*(tree.quotient(c, length) for c in across.args)), {**facts, "length": length}, _u())
    opposite = Vector(*(tree.evaluated(-tree.plain(c)) for c in u.args))
    shown = Shown(map=near(problem, slope, Vector(*u.args), opposite))
    v = yield Stage("opposite", turned(u), facts, Name("v"), equals=opposite, solve=False, arranged=True, shown=shown)
    return Vector(*u.args), Vector(*v.args)


def _between(problem: Problem, slope: Expr, rate: Expr, length: Expr, facts: dict[str, object]) -> Vectors:
    """The two directions at one angle on either side of the gradient: a line cuts the unit circle."""
    cos_theta = tree.apply(cos, THETA)
    told = {**facts, "product": tree.product(length, cos_theta)}
    cosine = yield Stage("angle", tree.quotient(rate, length), told, cos_theta)
    a, b = slope.args
    unknowns = _unknowns(problem)
    u, v = unknowns
    product = tree.summed(tree.scaled(tree.plain(a), u), tree.scaled(tree.plain(b), v))
    system = System([Equation(product, rate), Equation(tree.total(tree.power(u, 2), tree.power(v, 2)), S.One)], unknowns)
    solved = solve_system(system)
    found = tuple(Vector(*map(in_order, root.at.values())) for root in solved.roots)
    stage = system_stage("solve", solved, {**facts, "roots": solved.roots, "unknowns": unknowns})
    yield replace(stage, shown=Shown(map=near(problem, slope, *found[:FEW])))
    if not solved.complete or len(found) != 2:
        raise Unsupported("cannot do this: the two directions were not found")
    yield from _by_angle(slope, length, cosine, found)
    return found


def _by_angle(slope: Expr, length: Expr, cosine: Expr, found: Sequence[Vector]) -> Generator[Stage, Expr, None]:
    """A check: the unit gradient turned by the angle to either side."""
    a, b = (tree.plain(c) / tree.plain(length) for c in slope.args)
    c = tree.plain(cosine)
    s = (1 - c**2) ** S.Half
    turned = [Vector(c * a - sign * s * b, c * b + sign * s * a) for sign in (1, -1)]
    first, second = found
    if sign_of(tree.plain(first.args[0]) - turned[0].args[0]) or sign_of(tree.plain(first.args[1]) - turned[0].args[1]):
        turned.reverse()
    goal = Vector(*turned[0].args, *turned[1].args)
    yield Stage("turned", goal, {"both": tuple(found), "theta": THETA}, check=True, equals=Vector(*first.args, *second.args), solve=False)


def _u() -> Name:
    return Name("u")


def _unknowns(problem: Problem) -> tuple[Symbol, Symbol]:
    letter = next(c for c in ("u", "v", "p", "q") if f"{c}_1" not in problem.symbols and f"{c}_2" not in problem.symbols)
    return Symbol(f"{letter}_1", real=True), Symbol(f"{letter}_2", real=True)


TOPIC = Topic(
    "Directions with a given rate",
    (Field("function", "function"), Field("point", "point"), Field("rate", "scalar")),
    plan,
    ("vectors",),
)
