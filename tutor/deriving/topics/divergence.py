"""The divergence of a vector field: each component differentiated by its own variable, and added."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, S

from tutor.errors import Unsupported
from tutor.maths.fields import orthogonal
from tutor.model import Answer, Problem
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Name, Vector

COORDINATES = ("cartesian", "cylindrical", "spherical")
COMPONENTS = ("P", "Q", "R")


def component_names(n: int) -> tuple[str, ...]:
    """P, Q, R up to three components, then F_1, F_2, ..."""
    return COMPONENTS[:n] if n <= len(COMPONENTS) else tuple(f"F_{k}" for k in range(1, n + 1))


def same_length(problem: Problem) -> None:
    """`Unsupported` unless the field has one component for each variable."""
    n, m = len(problem.given["field"]), len(problem.variables)
    if n != m:
        raise Unsupported(f"cannot do this: the field has {n} components and there are {m} variables")


def components(problem: Problem) -> dict[str, object]:
    """What the field and its components are called."""
    return {"F": Name("F"), "components": Vector(*map(Name, component_names(len(problem.given["field"]))))}


def plan(problem: Problem) -> Plan:
    """P_x + Q_y + R_z, term by term; then the point."""
    same_length(problem)
    if problem.given.get("coordinates", "cartesian") != "cartesian":
        found = yield from _curved(problem)
        return Answer({"expression": (yield from _at_point(problem, found))})
    found = yield from spreading(problem)
    return Answer({"expression": (yield from _at_point(problem, found))})


def spreading(problem: Problem) -> Generator[Stage, Expr, Expr]:
    """The partial derivatives and their sum."""
    field, parts = problem.given["field"], []
    letters = component_names(len(field))
    for letter, f, x in zip(letters, field, problem.variables, strict=True):
        name = Name(letter, "∂", (x,))
        facts = {"f": f, "x": x, "held": problem.held(x), "letter": Name(letter), "name": name}
        parts.append((yield Stage("partial", Diff(f, x, *problem.held(x)), facts, name)))
    names = tree.total(*(Name(c, "∂", (x,)) for c, x in zip(letters, problem.variables, strict=True)))
    return (yield Stage("add", tree.total(*parts), {"names": names}, Name("F", "div")))


def _at_point(problem: Problem, found: Expr) -> Generator[Stage, Expr, Expr]:
    point = problem.given.get("point")
    if point:
        found = yield Stage("evaluate", At(found, point.keys(), point.values()), {"point": point}, Name("F", "div", (), point.values()))
    return found


def times(factor: Expr, f: Expr) -> Expr:
    """A product with a factor that may be 1."""
    return f if factor is S.One else tree.product(factor, f)


def _curved(problem: Problem) -> Generator[Stage, Expr, Expr]:
    """1/(h_1 h_2 h_3) times the sum of the derivatives of (h_1 h_2 h_3 / h_i) F_i."""
    field, variables = problem.given["field"], problem.variables
    at = orthogonal.system(problem.given["coordinates"], variables)
    size = tree.evaluated(tree.product(*at.scales))
    factors = [tree.evaluated(size / tree.evaluated(h)) for h in at.scales]
    flows = [Diff(times(c, Name(p)), u, *problem.held(u)) for c, p, u in zip(factors, COMPONENTS, variables, strict=True)]
    law: Expr | None = tree.scaled(tree.quotient(S.One, size), tree.total(*flows))
    terms: list[Expr] = []
    for f, u, factor in zip(field, variables, factors, strict=True):
        if f.is_zero:
            continue
        facts = {"x": u, "factor": factor, "held": problem.held(u), "law": law, "div": Name("F", "div")}
        goal = Diff(tree.evaluated(times(factor, f)), u, *problem.held(u))
        terms.append(tree.quotient((yield Stage("flow", goal, facts)), size))
        law = None  # it is said once
    found = yield Stage("add_curved", tree.total(*terms), {"size": size}, Name("F", "div"))
    yield Stage("cartesian", orthogonal.divergence(at, field), {}, equals=found, check=True, solve=False)
    return found


TOPIC = Topic(
    "Divergence",
    (
        Field("field", "functions"),
        Field("coordinates", "choice", required=False, choices=COORDINATES),
        Field("point", "point", required=False),
    ),
    plan,
    ("expression",),
    facts=components,
    in_coordinates=True,
    expected=Expected(operations=("divergence",), nouns=("divergence",), given="field"),
)
