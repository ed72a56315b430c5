"""Where on a surface the tangent plane is parallel to a given plane: the gradient there is a multiple of its normal vector."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

from sympy import Eq, Expr, S, Symbol

from tutor.deriving.implicitly import one_side, vanishes
from tutor.errors import Unsupported
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.maths.solving.tree import Root
from tutor.model import Claim, Problem
from tutor.rule import Stage
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Equation, Name, System, Vector

HORIZONTAL = "horizontal"
LETTERS = ("t", "s", "u", "v", "w")  # for coordinates that run


@dataclass(frozen=True, slots=True)
class Touching:
    """The points with the gradient at each, and whether no other is left out; what runs in points that are a whole line of them."""

    function: Expr
    points: tuple[dict[Symbol, Expr], ...]
    normals: tuple[Vector, ...]
    complete: bool
    parameters: tuple[tuple[Symbol, ...], ...] = ()


def touching(problem: Problem, graph: tuple[Symbol, Expr] | None) -> Generator[Stage, Expr, Touching]:
    """The stages up to the points; `graph` is z with f, where the surface is z = f(x, y).

    `Unsupported` where they are not finitely many, or the plane is none.
    """
    variables = problem.variables
    normal = normal_of(problem)
    if graph is None:
        function = one_side(problem.given["surface"])
    else:
        function = tree.total(graph[1], tree.negative(graph[0]))
    letter = "F" if "F" not in problem.symbols else "G"
    facts: dict[str, object] = {"height": None if graph is None else graph[0], "normal": Vector(*normal)}
    if graph is not None:
        facts["multiple"] = tree.evaluated(tree.negative(tree.quotient(S.One, normal[list(variables).index(graph[0])])))
    yield Stage("level", function, facts, Name(letter, "scalar", (), variables), kept=True)
    goal = Vector(*(Diff(function, x, *problem.held(x)) for x in variables))
    slopes = (yield Stage("gradient", goal, facts, Name(letter, "∇"))).args
    found = _graph_system(graph, slopes, variables, normal) if graph is not None else _level_system(function, slopes, variables, normal)
    if found is None:
        yield Stage("never", Vector(*slopes), facts, solve=False, equals=Vector(*slopes), kept=True)
        return Touching(function, (), (), True)
    solved = solve_system(found)
    yield system_stage("parallel", solved, {**facts, "roots": solved.roots, "letter": Name(letter, "∇")})
    if any(root.parameters and root.conditions for root in solved.roots):
        raise Unsupported(
            "cannot do this: there are infinitely many such points: they fill a curve that is given by an equation only, "
            "and a table of points does not hold it"
        )
    points, normals, running = [], [], []
    for root in solved.roots:
        at, parameters = _with_letters(problem, root)
        if graph is not None:
            height, f = graph
            at[height] = yield Stage("height_there", At(f, at.keys(), at.values()), {"base": dict(at), "height": height}, height)
        at = {x: at[x] for x in variables}
        there = yield Stage("normal_there", At(Vector(*slopes), at.keys(), at.values()), {"p": at}, Name(letter, "∇", (), at.values()))
        if all(map(vanishes, there.args)):
            continue  # a peak or a crossing, where the gradient says nothing of a tangent plane
        if parameters and not any(c.is_nonzero for c in map(tree.plain, there.args)):
            raise Unsupported("cannot do this: it is not seen whether the gradient is zero at some of the points of a line of them")
        points.append(at)
        normals.append(there)
        running.append(parameters)
    return Touching(function, tuple(points), tuple(normals), solved.complete, tuple(running))


def _with_letters(problem: Problem, root: Root) -> tuple[dict[Symbol, Expr], tuple[Symbol, ...]]:
    """The point, with letters of its own for the coordinates that run in it."""
    free = [p for p in root.parameters if p in problem.variables]
    names = (n for n in LETTERS if n not in problem.symbols and n not in {p.name for p in root.parameters})
    put = {p: Symbol(next(names), real=True) for p in free}
    at = {x: a.xreplace(put) for x, a in root.at.items()}
    return at, tuple(put.get(p, p) for p in root.parameters)


def normal_of(problem: Problem) -> tuple[Expr, ...]:
    """The normal vector of the plane. `Unsupported` for an equation that is not that of a plane."""
    given, variables = problem.given["parallel_to"], problem.variables
    if given == HORIZONTAL:
        return tuple(S.One if k == len(variables) - 1 else S.Zero for k in range(len(variables)))
    form = tree.plain(given.lhs) - tree.plain(given.rhs) if isinstance(given, Eq) else S.Zero
    parts = tuple(form.expand().coeff(x) if form.is_polynomial(*variables) else S.NaN for x in variables)
    if any(p.free_symbols & set(variables) or p is S.NaN for p in parts) or all(vanishes(p) for p in parts):
        raise Unsupported("cannot do this: what the tangent plane is to be parallel to is no plane, such as 2x + y - z = 1")
    if (form - sum(p * x for p, x in zip(parts, variables, strict=True))).expand().free_symbols & set(variables):
        raise Unsupported("cannot do this: what the tangent plane is to be parallel to is no plane, such as 2x + y - z = 1")
    return parts


def _graph_system(graph: tuple[Symbol, Expr], slopes: Sequence[Expr], variables: Sequence[Symbol], normal: Sequence[Expr]) -> System | None:
    """f_x and f_y are those of the plane solved for z; None where the plane is upright, and the tangent planes of a graph never are."""
    height = graph[0]
    down = normal[list(variables).index(height)]
    if vanishes(down):
        return None
    rows = [Equation(slope, tree.evaluated(-n / down)) for slope, n, x in zip(slopes, normal, variables, strict=True) if x != height]
    return System(rows, [x for x in variables if x != height])


def _level_system(function: Expr, slopes: Sequence[Expr], variables: Sequence[Symbol], normal: Sequence[Expr]) -> System:
    """The other components of the gradient are in the ratio of the plane's, and the point is on the surface."""
    lead = next(k for k in reversed(range(len(normal))) if not vanishes(normal[k]))
    rows = []
    for k, (slope, n) in enumerate(zip(slopes, normal, strict=True)):
        if k != lead:
            rows.append(Equation(tree.scaled(normal[lead], slope), tree.scaled(n, slopes[lead]) if not vanishes(n) else S.Zero))
    return System([*rows, Equation(function, S.Zero)], variables)


def is_parallel(function: Expr, at: Mapping[Symbol, Expr], normal: Sequence[Expr]) -> tuple[Claim, ...]:
    """That the gradient at a point is a multiple of the vector: the derivatives are not taken from their formulas."""
    parts = [At(Diff(function, x, *(y for y in at if y != x)), at.keys(), at.values()) for x in at]
    return tuple(Claim(tree.product(normal[j], parts[i]), tree.product(normal[i], parts[j])) for i in range(len(parts)) for j in range(i))
