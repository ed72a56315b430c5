"""What a working may call by its usual name though the way does not: a gradient of slopes, their matrix, elements of a curve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sympy import Basic, Expr, Symbol, Tuple, sqrt
from sympy.core.relational import Relational

from tutor.checking.working.worked import determinant, entries
from tutor.checking.working.world import RightValue
from tutor.desk.expected import fitted
from tutor.desk.worked import walked
from tutor.desk.worked.along import piece_of
from tutor.desk.worked.reckoned import as_tree, data
from tutor.model import Derivation, Problem
from tutor.reading.syntax import Call, Node, Num, Prod, Quot, Rows, Sum, Sym, Tup
from tutor.reading.working.line import derived, named
from tutor.trees.heads import Equation, Sheet, System, Vector
from tutor.trees.tree import plain

WORK = ("F·dr", "F.dr", "F*dr", "Fdr")
DETERMINANTS = ("D", "Δ", "detH")  # of the second derivatives


def implied(derivation: Derivation, known: Sequence[RightValue]) -> Iterator[RightValue]:
    """The values, those of the way aside; each has the stage behind which it is known."""
    problem = derivation.problem
    told = {k.name for k in known}
    solved = any(isinstance(s.before, System) for step in derivation.steps for s in step.walk())
    found = [
        *_of_slopes(problem, known, solved),
        *_of_field(problem),
        *_along(derivation),
        *_over(problem),
        *_of_data(problem),
        *_moments(derivation),
        *_steps(derivation),
    ]
    yield from (k for k in found if k.name not in told)
    yield from _fitted(derivation)
    yield from (unit for k in known if k.name in ("n", "N") and not k.at for unit in _unit(k))
    matrices = {k.name for k in known if isinstance(k.value, Rows) and len(k.name) == 1}
    yield from (
        replace(k, name=n, at=()) for k in known if k.name == "det" and k.at and k.at[0] in [Sym(m) for m in matrices] for n in matrices
    )


def unsaid(problem: Problem) -> Iterator[tuple[str, Node]]:
    """What letters are taken for while nobody has said anything of them: v for the direction that is given, y for a function of x."""
    direction = as_tree(problem.given.get("direction"))
    if isinstance(direction, Tup):
        yield "v", direction
    function = problem.given.get("function")
    whole = as_tree(function) if isinstance(function, Expr) and len(problem.variables) == 1 and "y" not in problem.symbols else None
    if whole is not None:
        yield "y", whole


def _of_slopes(problem: Problem, known: Sequence[RightValue], solved: bool) -> Iterator[RightValue]:
    """The gradient of each function whose slopes are known, and of that of the problem the matrix of the second ones.

    Its determinant has its letters where the way has the second ones, or points are found, which it may class.
    """
    order = [v.name for v in problem.variables]
    if len(order) < 2:
        return
    first = {k.name: k for k in reversed(known) if k.name.startswith("derivative ") and not k.at}
    for of in dict.fromkeys(name.split(" ")[1] for name in first):
        slopes = [first.get(derived(of, (x,))) for x in order]
        if (parts := [s for s in slopes if s is not None]) and len(parts) == len(order):
            whole = Tup(tuple(p.value for p in parts), "<", ">")
            yield from (RightValue(max(p.stage for p in parts), name, whole) for name in (f"gradient {of}", *_bare(of, problem)))
    rows = [[first.get(derived(problem.letter, (x, y))) for y in order] for x in order]
    second = [k for row in rows for k in row if k is not None]
    if len(second) == len(order) ** 2:
        stage = max(k.stage for k in second)
        whole_rows = tuple(tuple(k.value for k in row if k is not None) for row in rows)
        yield RightValue(stage, "H", Rows(whole_rows))
        if (solved or all(k.stage >= 0 for k in second)) and (value := determinant(whole_rows)) is not None:
            yield from (RightValue(stage, name, value) for name in DETERMINANTS)


def _bare(of: str, problem: Problem) -> tuple[str, ...]:
    return ("grad",) if of == problem.letter else ()


def slopes_of(problem: Problem) -> Iterator[RightValue]:
    """The slopes of a potential: the components of its field."""
    field = problem.given.get("field")
    for x, part in zip(problem.variables, field, strict=False) if isinstance(field, tuple) else ():
        if isinstance(part, Expr):
            yield from _one(derived(problem.letter, (x.name,)), plain(part))


def _of_field(problem: Problem) -> Iterator[RightValue]:
    """Curl and divergence of the field of the problem."""
    field, order = problem.given.get("field"), problem.variables
    if not isinstance(field, tuple) or len(field) != len(order) or not all(isinstance(c, Expr) for c in field):
        return
    parts = [plain(c) for c in field]
    yield from _one("F", Vector(*parts)) if len(parts) > 1 else ()
    yield from _one("divergence F", sum(p.diff(x) for p, x in zip(parts, order, strict=True)))
    if len(order) == 2:
        yield from _one("curl F", parts[1].diff(order[0]) - parts[0].diff(order[1]))
    elif len(order) == 3:
        turns = [(1, 2), (2, 0), (0, 1)]
        yield from _one("curl F", Vector(*(parts[j].diff(order[i]) - parts[i].diff(order[j]) for i, j in turns)))


def _unit(normal: RightValue) -> Iterator[RightValue]:
    """The unit vector of a normal, which n is too."""
    parts = entries(normal.value) or ()
    if len(parts) > 1:
        size = Call("sqrt", (Sum(tuple(Prod((p, p)) for p in parts)),))
        yield RightValue(normal.stage, "n", Tup(tuple(Quot(p, size) for p in parts), "<", ">"))


def _along(derivation: Derivation) -> Iterator[RightValue]:
    """The slopes and differentials of the coordinates of a curve of one piece, its element of length and the work of a field on it."""
    problem = derivation.problem
    piece = piece_of(derivation)
    if piece is None:
        return
    names, about, t = piece
    slopes = [c.diff(t) for c in about]
    yield from _one("r", Vector(*about))
    yield from _one("derivative r", Vector(*slopes))
    for x, slope in zip(names, slopes, strict=True):
        yield from _one(f"differential {x}", slope, t)
        yield from (k for by in ("", t.name) for k in _one(derived(x, (by,)), slope))
    yield from _one("differential s", sqrt(sum(s**2 for s in slopes)), t)
    field = problem.given.get("field")
    if isinstance(field, tuple) and len(field) == len(about) == len(problem.variables) and all(isinstance(c, Expr) for c in field):
        there = dict(zip(problem.variables, about, strict=True))
        work = sum(plain(c).xreplace(there) * s for c, s in zip(field, slopes, strict=True))
        yield from (k for name in WORK for k in _one(name, work, t))


def graph_of(problem: Problem) -> tuple[Symbol, Expr] | None:
    """The letter and the function of whose graph the surface is; None where it is none."""
    surface = problem.given.get("surface")
    if isinstance(surface, tuple) and len(surface) == 1 and isinstance(surface[0], Sheet) and surface[0].word == "equation":
        (surface,) = surface[0].about if len(surface[0].about) == 1 else (None,)
    if not isinstance(surface, Equation | Relational):
        return None
    letter, function = surface.args[:2]
    graph = isinstance(letter, Symbol) and isinstance(function, Expr) and letter not in function.free_symbols
    return (letter, function) if graph else None


def _over(problem: Problem) -> Iterator[RightValue]:
    """The element of area of a graph, by that of the plane below it, in polar coordinates too."""
    graph, names = graph_of(problem), [v.name for v in problem.variables]
    if graph is None or graph[0].name != "z" or not {s.name for s in graph[1].free_symbols} <= {"x", "y"} or names != ["x", "y", "z"]:
        return
    stretch = as_tree(sqrt(1 + sum(plain(graph[1]).diff(v) ** 2 for v in problem.variables[:2])))
    if stretch is not None:
        for element in (("dA",), ("dx", "dy"), ("r", "dr", "dtheta")):
            yield RightValue(-1, "differential S", Prod((stretch, *map(Sym, element))))


def _of_data(problem: Problem) -> Iterator[RightValue]:
    """The means of the columns of data, and how many rows there are."""
    rows = data(problem)
    count = Num(str(len(rows)))
    for name in rows[0] if rows else ():
        yield RightValue(-1, f"{name}\u0304", Quot(Sum(tuple(row[name] for row in rows)), count))
    if rows and "n" not in problem.symbols:
        yield RightValue(-1, "n", count)


def _moments(derivation: Derivation) -> Iterator[RightValue]:
    """The mass and the moments of which a centre of mass is made: M_y for x, in space M_yz."""
    order = [v.name for v in derivation.problem.variables]
    for x, moment in _moments_of(derivation):
        found = _one(derived("M", [y for y in order if y != x]), moment) if x else (k for name in ("m", "M") for k in _one(name, moment))
        yield from (replace(k, stage=_stage_with(derivation, moment)) for k in found)


def otherwise(derivation: Derivation) -> Iterator[tuple[str, Node]]:
    """What names are by another usage than the one that is known: M_x the moment for x."""
    for x, moment in _moments_of(derivation) if len(derivation.problem.variables) == 2 else ():
        yield from ((k.name, k.value) for k in (_one(derived("M", (x,)), moment) if x else ()))


def _moments_of(derivation: Derivation) -> Iterator[tuple[str, Expr]]:
    """The mass, and the moment for each coordinate, where a centre of mass is asked."""
    fields = {} if derivation.answer is None else derivation.answer.fields
    mass, point, order = fields.get("mass"), fields.get("point"), derivation.problem.variables
    if isinstance(mass, Expr) and isinstance(point, Tuple) and len(point) == len(order) > 1:
        yield "", mass
        yield from ((x.name, plain(mass * at)) for x, at in zip(order, point, strict=True))


def _stage_with(derivation: Derivation, value: Expr) -> int:
    """The first stage that comes to a number; -1 where none does."""
    return next((k for k, s in enumerate(derivation.steps) if isinstance(s.result, Expr) and plain(s.result) == value), -1)


def _steps(derivation: Derivation) -> Iterator[RightValue]:
    """The coordinates of the points of a walk, x_1 and y_1, where these are no letters of the problem, and those of any new one."""
    points = dict(enumerate(walked.points(derivation)))
    stage = max((k for k, s in enumerate(derivation.steps) if s.shown.line), default=-1)
    yield from (replace(k, stage=stage) for k in coordinates_of(derivation.problem, {k: p for k, p in points.items() if k}))


def coordinates_of(problem: Problem, points: Mapping[int, Basic]) -> Iterator[RightValue]:
    """The coordinates of points of a walk, by the numbers of these: x_1, y_1, and x_new of any; none with one variable."""
    order = [v.name for v in problem.variables]
    for k, point in points.items():
        parts = entries(as_tree(point) or Sym("x")) or ()
        for x, part in zip(order, parts, strict=False) if len(parts) == len(order) else ():
            if f"{x}_{k}" not in problem.symbols and "_" not in x:
                yield RightValue(-1, f"{x}{k}", part)
                yield from (RightValue(-1, named(f"{x}_{word}", frozenset(problem.symbols)), part) for word in ("new", "neu"))


def _fitted(derivation: Derivation) -> Iterator[RightValue]:
    """The model with the parameters that are found, y = 3x/2 + 7/6."""
    value = None if derivation.answer is None else fitted(derivation.answer)
    if value is not None:
        yield from (RightValue(-1, name, value) for name in ("y", "f"))


def _one(name: str, value: object, by: Symbol | None = None) -> Iterator[RightValue]:
    tree = as_tree(value)
    if tree is not None:
        yield RightValue(-1, name, tree if by is None else Prod((tree, Sym(f"d{by.name}"))))
