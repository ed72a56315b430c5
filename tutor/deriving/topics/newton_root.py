"""Newton's method for one equation or a system: the tangent, or the Jacobian matrix, says where the next point is."""

from __future__ import annotations

from sympy import Expr, Rational, Symbol

from tutor.deriving.numerically import Sought, by_library, numerically
from tutor.errors import Unsupported
from tutor.maths.iteration.libraries import root
from tutor.maths.iteration.newton import Newton
from tutor.maths.iteration.numbers import constant, readable, shown
from tutor.maths.iteration.rooted import rooted
from tutor.maths.iteration.told import letter
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees import tree
from tutor.trees.heads import Diff, MatrixOf, Name
from tutor.trees.heads.name import derivative_name

MOST_STEPS = 100
USUAL = Rational(1, 10**10)  # the tolerance where neither it nor a number of steps is given


def plan(problem: Problem) -> Plan:
    """The derivatives, one step in full, the table of all steps, and whether there is a solution near where they end."""
    functions, variables, letter_ = problem.given["function"], problem.variables, problem.letter
    if len(functions) != len(variables):
        equations = "one equation" if len(functions) == 1 else f"{len(functions)} equations"
        unknowns = "one unknown" if len(variables) == 1 else f"{len(variables)} unknowns"
        raise Unsupported(f"cannot do this: Newton's method needs as many equations as unknowns, and there are {equations} in {unknowns}")
    for f in functions:
        constant(f.subs(dict.fromkeys(variables, 1)), "the equation")
    rows: tuple[tuple[Expr, ...], ...]
    if len(variables) == 1:
        (f,), (x,) = functions, variables
        slope = yield Stage("derivative", Diff(f, x), {}, derivative_name(letter_, (x,), variables))
        rows = ((slope,),)
    else:
        goal = MatrixOf(*([Diff(f, v, *problem.held(v)) for v in variables] for f in functions))
        made = yield Stage("jacobian", goal, {}, Name("J"))
        rows = made.rows
    steps, tolerance = asked(problem)
    start = tuple(constant(problem.given["start"][v], "the start") for v in variables)
    answer: Answer = yield from rooted(problem, Newton(functions, variables, rows, start, tolerance), steps)
    parts = [Sought(f, (x,), _derivative(problem, k, x)) for k, f in enumerate(functions, start=1) for x in variables]
    yield from numerically(problem, parts, "start")
    yield from by_library(problem, variables, answer.fields["iterates"][-1], lambda: root(functions, rows, variables, start))
    return answer


def _derivative(problem: Problem, number: int, x: Symbol) -> Name:
    """f′ of one function, ∂f_1/∂x of the first of several."""
    if len(problem.variables) == 1:
        return derivative_name(problem.letter, (x,), problem.variables)
    return Name(f"{problem.letter}_{number}", "∂", (x,))


def asked(problem: Problem) -> tuple[int | None, Rational | None]:
    """How many steps, or up to which tolerance."""
    steps, tolerance = problem.given.get("steps"), problem.given.get("tolerance")
    if tolerance is None:
        return steps, None if steps else USUAL
    value = tree.evaluated(constant(tolerance, "the tolerance"))
    if not (isinstance(value, Rational) and value > 0):
        raise Unsupported("cannot do this: a tolerance is a positive rational number")
    return steps, value


def _facts(problem: Problem) -> dict[str, object]:
    p, k = letter(problem), Symbol("k", integer=True)
    now = Name(p, "", (k,))
    _, tolerance = asked(problem)
    functions = problem.given["function"]
    return {
        "functions": functions,
        "single": len(problem.variables) == 1,
        "now": now,
        "letter": Symbol(problem.letter),
        "value": Name(problem.letter, "scalar", (), (now,)),
        "slope": Name(problem.letter, "′", problem.variables[:1], (now,)),
        "tolerance": None if tolerance is None else shown(tolerance, readable(tolerance, True)),
        "asked_steps": problem.given.get("steps"),
    }


TOPIC = Topic(
    "Newton's method",
    (
        Field("function", "roots"),
        Field("start", "point"),
        Field("steps", "count", required=False, most=MOST_STEPS),
        Field("tolerance", "scalar", required=False),
    ),
    plan,
    ("iterates",),
    facts=_facts,
    decimals=True,
)
