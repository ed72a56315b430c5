"""What a solved problem says that a working may say too: its names and values, its points and coordinates, its systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations_with_replacement

from sympy import Basic, Expr, Ge, Gt, Symbol, oo
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from tutor.checking.opinion import Assumption, Domain
from tutor.checking.plain import NOUGHT
from tutor.checking.question import Question
from tutor.checking.values import letters
from tutor.checking.working.worked import entries, put, vector
from tutor.checking.working.world import RightValue, World, key
from tutor.deriving.carried import Carried
from tutor.desk.asked_meanings import meanings
from tutor.desk.worked import walked
from tutor.desk.worked.along import piece_of
from tutor.desk.worked.asked import standing
from tutor.desk.worked.implied import graph_of, implied, otherwise, slopes_of, unsaid
from tutor.desk.worked.reckoned import Reckoner, as_tree, dependents
from tutor.desk.worked.spread import regions, spreading
from tutor.maths.chain.dependencies import Dependencies
from tutor.model import Derivation, Problem
from tutor.printing.notation.compose import NoNotation, compose
from tutor.printing.notation.text import text
from tutor.reading.answers import NoLimit, NotConservative, Parameters
from tutor.reading.syntax import Call, Neg, Node, Num, Prod, Relation, Sum, Sym
from tutor.reading.working.line import derived, listed, name_of
from tutor.reading.working.operations import Operations
from tutor.trees.heads import At, Equation, Int, Slot, Solutions, Strand, System, Vector
from tutor.trees.tree import plain

_R, _THETA, _RHO, _PHI = Sym("r"), Sym("theta"), Sym("rho"), Sym("phi")


def _of(function: str, angle: Node) -> Node:
    return Call(function, (angle,))


POLAR = {"x": Prod((_R, _of("cos", _THETA))), "y": Prod((_R, _of("sin", _THETA)))}
SPHERICAL = {
    "x": Prod((_RHO, _of("sin", _PHI), _of("cos", _THETA))),
    "y": Prod((_RHO, _of("sin", _PHI), _of("sin", _THETA))),
    "z": Prod((_RHO, _of("cos", _PHI))),
}
_IN_PIECES = frozenset(["value_there", "second", "pieces"])
_OVER = frozenset(["region", "limits", "integrals", "surface", "curve"])
_EDGED = frozenset(["region", "limits", "integrals"])
_NONNEGATIVE: Assumption = "nonnegative"
_PATHS = ("curve", "edge", "surface", "piece", "path", "position")
_LETTERS = frozenset(["r", "theta", "rho", "phi", "t", "s", "u", "v", "h", "k", "n", "m", "C", "lamda", "mu", "a", "b", "c"])


def world_of(derivation: Derivation, question: Question, operations: Operations) -> World:
    """The world of a verified solution."""
    problem = derivation.problem
    order = tuple(v.name for v in problem.variables)
    point = dict(_pairs(problem.given.get("point")))
    point |= _solved_for(derivation, point)
    known = tuple(_known(derivation, operations))
    known += tuple(implied(derivation, known))
    known += tuple(slopes_of(problem)) if question.shape == "potential" and not isinstance(question.expected, NotConservative) else ()
    systems = [s.before for step in derivation.steps for s in step.walk() if isinstance(s.before, System)]
    reckoner = Reckoner(problem)
    reckoner.inner = dict(_pairs(problem.given.get("inner")))
    reckoner.slopes = _slopes(problem, known)
    solutions = tuple(_solutions(derivation))
    world = World(
        known,
        reckoner,
        reckoner.divides,
        reckoner.levelled,
        variables=frozenset(problem.symbols) | frozenset(order) | frozenset(n.name for s in systems for n in s.unknowns),
        order=order,
        functions=question.scope.functions | _unspecified(derivation) | _looked_for(derivation),
        found=(_unspecified(derivation) | _looked_for(derivation)) - question.scope.functions - _functions_in(problem.given),
        places=tuple(_places(problem, derivation, point)),
        point=point,
        solutions=solutions,
        needed=_needed(derivation, solutions),
        equations=tuple(_equations(problem, systems)),
        curve=question.curve,
        domain=_domain(derivation, question.domain),
        ranges=_ranges(derivation),
        dependents=frozenset(d.name for d in dependents(problem)),
        sought=question.shape == "equation",
        antiderivatives=question.variables,
        dimension=max(2, len(order)),
        called=_called(problem),
        constraints=tuple(_constraints(problem)),
        integrand=as_tree(problem.given.get("integrand")) if len(order) == 1 and not _OVER & set(problem.given) else None,
        unsaid=dict(unsaid(problem)),
        otherwise=dict(otherwise(derivation)),
        expands=reckoner.expands if question.approximated is not None else None,
        normal=_normal(question) if point else None,
        walks=question.walk,
        limitless=question.shape == "limit" and isinstance(question.expected, NoLimit),
        asked=dict(_asked(derivation, question)),
        spread=spreading(derivation),
        edges=tuple(_edges(derivation)) if _EDGED & set(problem.given) else (),
        tending=as_tree(problem.given.get("function")) if question.shape == "limit" and not _IN_PIECES & set(problem.given) else None,
    )
    right = question.expected
    if isinstance(right, Node) and not isinstance(right, Relation) and entries(right) is None and not letters(right):
        world = replace(world, goal=right, stands=standing(problem, world, operations))
    if world.tending is not None:
        world = replace(world, places=({},))  # at the point itself the function need have no value
    integrals = (n for n, step in enumerate(derivation.steps) if any(s.before.has(Int) for s in step.walk()))
    world = replace(world, integrals=frozenset(integrals))
    world = replace(world, known=tuple(k if (v := reckoner.levelled(k.value)) is None else replace(k, value=v) for k in world.known))
    return replace(world, keys=_keys(derivation, world))


def _asked(derivation: Derivation, question: Question) -> Iterator[tuple[str, Node]]:
    """The letters that have a value of their own: parameters of a fit, and how far the only step of a line search goes."""
    if isinstance(question.expected, Parameters) and not question.walk:
        yield from question.expected.items
    steps: tuple[object, ...] = tuple(derivation.answer.fields.get("step_lengths", ())) if derivation.answer is not None else ()
    if len(steps) == 1 and (length := as_tree(steps[0])) is not None:
        yield from ((name, length) for name in ("t", "alpha", "t0", "t_0") if name not in derivation.problem.symbols)


def _normal(question: Question) -> Node | None:
    """The normal of the plane that is asked, by the coefficients of its equation."""
    right = question.expected
    if question.shape != "equation" or not isinstance(right, Relation) or len(question.names) != 3:
        return None
    apart = Sum((right.items[0], Neg(right.items[1])))
    none = dict.fromkeys(question.names, NOUGHT)
    parts = (Sum((put(apart, {**none, x: Num("1")}), Neg(put(apart, none)))) for x in question.names)
    return vector(tuple(parts))


def _called(problem: Problem) -> dict[str, str]:
    """Other letters for the function of the problem."""
    if not {"function", "objective"} & set(problem.given):
        return {}
    taken = {problem.letter, *problem.symbols, *_functions_in(problem.given)}
    usual = ("f", "z", *(("y",) if len(problem.variables) == 1 else ()))
    return {name: problem.letter for name in usual if name not in taken}


def _constraints(problem: Problem) -> Iterator[Relation]:
    """The equations of the constraints, of the edges of a region and of a closed curve."""
    found = (problem.given.get(name) for name in ("constraints", "region"))
    curve = problem.given.get("curve")
    closed = [e for s in (curve if isinstance(curve, tuple) else ()) if isinstance(s, Strand) and s.word == "closed" for e in s.about]
    for stated in (r for value in (*found, closed) for r in (value if isinstance(value, tuple | list) else (value,))):
        sides = (stated.left, stated.right) if isinstance(stated, Equation) else stated.args if isinstance(stated, Relational) else ()
        trees = [as_tree(s) for s in sides]
        if len(trees) == 2 and trees[0] is not None and trees[1] is not None:
            yield Relation((trees[0], trees[1]), ("=",))


def _unspecified(derivation: Derivation) -> frozenset[str]:
    """The unspecified functions that stand on the way: g(y, z), where a potential is looked for."""
    return frozenset().union(*(_functions_in(s.result) for s in derivation.steps))


def _looked_for(derivation: Derivation) -> frozenset[str]:
    """What a student may call a function that is looked for, where the way has one, g(y): in another order it is h(x)."""
    problem = derivation.problem
    own = _unspecified(derivation) - _functions_in(problem.given)
    return frozenset("ghk") - {problem.letter, *problem.symbols} if own else frozenset()


def _functions_in(given: object) -> frozenset[str]:
    """The unspecified functions in an expression, or in those of a table or a list."""
    if isinstance(given, Basic):
        return frozenset((f.applied if isinstance(f, Slot) else f).func.__name__ for f in given.atoms(AppliedUndef, Slot))
    inside = given.values() if isinstance(given, Mapping) else given if isinstance(given, tuple | list) else ()
    return frozenset().union(*map(_functions_in, inside))


def _domain(derivation: Derivation, domain: Domain) -> Domain:
    """With the letters that are not negative here: a parameter from 0 on, a radius."""
    found = {c.args[0] for s in derivation.steps for t in s.walk() for c in t.conditions if isinstance(c, Ge | Gt) and c.args[1] == 0}
    found |= {x for x, low, _ in _runs(derivation) if low.is_nonnegative}
    names = [x.name for x in found if isinstance(x, Symbol) and domain.of(x.name) == "real"]
    return replace(domain, letters={**domain.letters, **dict.fromkeys(names, _NONNEGATIVE)})


def _runs(derivation: Derivation) -> Iterator[tuple[Basic, Basic, Basic]]:
    """The letters with the limits between which they run: of a parameter, of a region, of integrals on the way."""
    answer = derivation.answer.fields if derivation.answer is not None else {}
    given = derivation.problem.given
    for run in (given.get("parameter"), *(answer.get("limits") or ()), *(given.get("limits") or ())):
        if isinstance(run, tuple | list) and len(run) == 3 and all(isinstance(r, Basic) for r in run):
            yield run[0], run[1], run[2]
    for step in (s for t in derivation.steps for s in t.walk()):
        if isinstance(step.before, Int) and step.before.is_definite:
            yield step.before.variable, *step.before.limits


def _ranges(derivation: Derivation) -> dict[str, tuple[tuple[Node, Node], ...]]:
    """The letters whose limits are numbers, with them; several where a region is cut."""
    out: dict[str, dict[tuple[Node, Node], None]] = {}
    for x, low, high in _runs(derivation):
        ends = as_tree(low), as_tree(high)
        if low.is_finite and high.is_finite and not low.free_symbols | high.free_symbols and ends[0] is not None and ends[1] is not None:
            out.setdefault(str(x), {})[ends[0], ends[1]] = None
    return {name: tuple(found) for name, found in out.items()}


def _edges(derivation: Derivation) -> Iterator[tuple[str, Node]]:
    """What coordinates are on the edges of a region: the ends of the integrals over it."""
    order = {v.name for v in derivation.problem.variables}
    runs = [(str(x), as_tree(low), as_tree(high)) for x, low, high in _runs(derivation) if not {low, high} & {oo, -oo}]
    for x, *ends in (*runs, *(run for _, pieces in regions(derivation) for piece in pieces for run in piece)):
        yield from ((x, end) for end in ends if x in order and end is not None)


def _slopes(problem: Problem, known: Iterable[RightValue]) -> dict[str, dict[str, Node]]:
    """The derivatives of the letters that an equation or several make depend on others."""
    own = dependents(problem)
    out: dict[str, dict[str, Node]] = {}
    for k in known:
        called, _, rest = k.name.partition(" ")
        of, _, by = rest.partition(" ")
        if called == "derivative" and by and "," not in by and any(of == d.name for d in own):
            out.setdefault(of, {})[by] = k.value
    return out


def _solved_for(derivation: Derivation, point: Mapping[str, Node]) -> dict[str, Node]:
    """The letters that depend on others at the point, where the way finds one value for each there."""
    own = {d.name for d in dependents(derivation.problem)} - set(point)
    roots = [s.solved.roots for s in derivation.steps if point and s.solved is not None and len(s.solved.roots) == 1]
    values = {str(v): as_tree(e) for (root,) in roots for v, e in root.values if not root.parameters}
    return {name: v for name, v in values.items() if name in own and v is not None and not letters(v)}


def calls_of(problem: Problem) -> dict[str, frozenset[str]]:
    """The letters that may be written as functions of others: x(t) for an inner function, y(x) where an equation defines it."""
    inner = problem.given.get("inner")
    values = inner.items() if isinstance(inner, Mapping) else ()
    found = {str(name): frozenset(map(str, value.free_symbols)) for name, value in values if isinstance(value, Basic)}
    own = dependents(problem)
    free = frozenset(v.name for v in problem.variables if v not in own)
    return {name: by for name, by in (found | dict.fromkeys((d.name for d in own), free)).items() if by}


def carried_world(world: World, stages: Iterable[Carried], operations: Operations, goal: Node | None) -> World:
    """The world with the values of a way that has a student's own value in it, and with the number that it comes to."""
    made = (k for c in stages for k in _one(c.stage, c.name, c.result, operations))
    known = tuple(k if (v := world.levelled(k.value)) is None else replace(k, value=v) for k in made)
    equations = tuple(k.value for k in known if isinstance(k.value, Relation))
    return replace(world, known=known, keys=_by_value(known, world), solutions=(), needed=(), equations=equations, goal=goal)


def _known(derivation: Derivation, operations: Operations) -> Iterator[RightValue]:
    """The names and values of all stages, and what the letters of the problem stand for."""
    problem = derivation.problem
    for number, step in enumerate(derivation.steps):
        yield from _one(number, step.name, step.result, operations)
        for value in step.shown.terms[:1] if step.shown.terms and step.name is None else ():
            yield from _one(number, value, step.result, operations)
    for number, point, at in walked.between(derivation):
        yield from _one(number, point, at, operations)
    yield from _of_sought(derivation)
    yield from _of_function(problem)
    yield from _of_outer(problem)
    for called, value in _pairs(problem.given.get("transform")):
        made = problem.given["transform"]
        yield RightValue(-1, called, value)
        for expr in (v for n, v in made.items() if str(n) == called):
            for x in sorted(expr.free_symbols, key=str):
                if (slope := as_tree(plain(expr).diff(x))) is not None:
                    yield RightValue(-1, derived(called, (str(x),)), slope)
    for name, value in meanings(problem) if not problem.given.get("point") else ():
        if name not in problem.symbols:
            yield RightValue(-1, listed(name), value)


def _of_sought(derivation: Derivation) -> Iterator[RightValue]:
    """The slopes of a function that is looked for, g(y, z), by what the answer has in its place."""
    answer = None if derivation.answer is None else derivation.answer.fields.get("expression")
    own = _unspecified(derivation) - _functions_in(derivation.problem.given) if isinstance(answer, Expr) else frozenset()
    for step in (s for s in derivation.steps if own and s.name is not None and isinstance(s.result, Expr)):
        whole = plain(step.result)
        functions = whole.atoms(AppliedUndef)
        for g in functions if len(functions) == 1 and {str(f.func) for f in functions} <= own else ():
            if (whole - g).has(g):
                continue
            there = plain(answer) - (whole - g)
            for x in (x for x in g.args if isinstance(x, Symbol)):
                if (slope := as_tree(there.diff(x))) is not None:
                    yield RightValue(-1, derived(str(g.func), (str(x),)), slope, tuple(Sym(str(a)) for a in g.args))


def _of_function(problem: Problem) -> Iterator[RightValue]:
    """The function and its slopes: that which is given, or that of whose graph the surface is."""
    if _IN_PIECES & set(problem.given):
        return  # one formula does not say what it is
    function, names = problem.given.get("function", problem.given.get("objective")), {problem.letter, "f"}
    if (graph := graph_of(problem)) is not None:
        function, names = graph[1], {"f", graph[0].name}
    tree = as_tree(function) if isinstance(function, Expr) else None
    if tree is None or not isinstance(function, Expr):
        return
    by = sorted(function.free_symbols & set(problem.variables), key=str)
    names -= _functions_in(problem.given)  # f(x - ct) is another f
    for name in sorted(names - set(problem.symbols) | (names & {"f"})):
        yield RightValue(-1, name, tree)
    for name in sorted(names):
        for x in by:
            if (slope := as_tree(plain(function).diff(x))) is not None:
                yield RightValue(-1, derived(name, (str(x),)), slope)
        for x, y in combinations_with_replacement(by, 2):
            if (slope := as_tree(plain(function).diff(x, y))) is not None:
                yield RightValue(-1, derived(name, (str(x), str(y))), slope)


def _of_outer(problem: Problem) -> Iterator[RightValue]:
    """The outer function of a chain by its name, as it is given and in the parameters alone; none where a function is unspecified."""
    if "outer" not in problem.given or any(map(_functions_in, problem.given.values())):
        return
    graph = Dependencies.of(problem)
    for value in (graph.formula[graph.top], graph.whole):
        if (made := as_tree(value)) is not None:
            yield RightValue(-1, str(graph.top), made)


def _one(number: int, name: Basic | None, result: object, operations: Operations) -> Iterator[RightValue]:
    value = as_tree(result)
    if value is None or isinstance(result, Solutions):
        return
    called, at = ("", ()) if name is None else name_of(written(name), operations)
    yield RightValue(number, called, value, at)
    if called.startswith("derivative ") and "," not in called and called.count(" ") == 2:
        yield RightValue(number, called[: called.rindex(" ")], value, at)  # y' for dy/dx


def written(formula: Basic) -> str:
    """As it is read in a terminal; empty for what has no notation, a piece of a curve, say."""
    try:
        return text(compose(formula))
    except NoNotation:
        return ""


def _keys(derivation: Derivation, world: World) -> dict[str, int]:
    """The stage by the values that stand in it, those of the rules below it too."""
    out = _by_value((k for k in world.known if k.stage >= 0), world)
    for number, step in enumerate(derivation.steps):
        for inner in (s for child in step.children for s in child.walk()):
            for value in (inner.result, inner.after):
                tree = as_tree(value)
                if tree is not None and not isinstance(tree, Relation):
                    out.setdefault(key(tree, world.domain), number)
    return out


def _by_value(known: Iterable[RightValue], world: World) -> dict[str, int]:
    out: dict[str, int] = {}
    for k in known:
        out.setdefault(key(k.value, world.domain), k.stage)
    return out


def _pairs(table: object) -> Iterator[tuple[str, Node]]:
    """A table of the problem by names, those entries that the reader has a tree for."""
    for name, value in table.items() if isinstance(table, Mapping) else ():
        tree = as_tree(value)
        if tree is not None:
            yield str(name), tree


def _places(problem: Problem, derivation: Derivation, point: Mapping[str, Node]) -> Iterator[Mapping[str, Node]]:
    """What letters may be replaced by before two sides are compared; nothing first."""
    yield {}
    given = problem.given
    inner = dict(_pairs(given.get("inner")))
    if inner:
        yield inner
    transform = dict(_pairs(given.get("transform")))
    if transform:
        yield transform
    if point:
        yield {**{name: put(value, point) for name, value in inner.items()}, **point}
    if _OVER & set(given):
        yield POLAR
        yield SPHERICAL
    names = [v.name for v in problem.variables]
    piece = piece_of(derivation)
    there = {} if piece is None else {name: c for name, value in zip(*piece[:2], strict=True) if (c := as_tree(value)) is not None}
    if piece is not None and len(there) == len(piece[0]):
        yield there
    start = given.get("start")
    if isinstance(start, Mapping):
        yield dict(_pairs(start))
    for step in derivation.steps:
        if step.rule.rpartition(".")[2] in _PATHS and isinstance(step.result, Vector):
            parts = entries(as_tree(step.result) or Sym("x")) or ()
            axes = names if len(names) == len(parts) else ["x", "y", "z"][: len(parts)]
            if parts and len(parts) == len(axes):
                yield dict(zip(axes, parts, strict=True))


def _solutions(derivation: Derivation) -> Iterator[Mapping[str, Node]]:
    """Each solution of a system on the way, by its letters; none of one that has families too."""
    for step in derivation.steps:
        roots = step.solved.roots if step.solved is not None else ()
        for root in roots if not any(r.parameters for r in roots) else ():
            values = {str(v): as_tree(e) for v, e in root.values}
            if all(v is not None for v in values.values()):
                yield {name: v for name, v in values.items() if v is not None}


def _needed(derivation: Derivation, solutions: tuple[Mapping[str, Node], ...]) -> tuple[Mapping[str, Node], ...]:
    """The solutions whose points are in the answer; of a maximum and a minimum also those where the values are compared."""
    answer = derivation.answer.fields if derivation.answer is not None else {}
    told = [*answer.get("points", ()), *(answer[end] for end in ("max", "min") if answer.get(end) is not None)]
    found = [at for one in told if isinstance(one, Mapping) for at in (one["at"] if isinstance(one["at"], list | tuple) else [one["at"]])]
    points = [{str(x): as_tree(value) for x, value in at.items()} for at in found if isinstance(at, Mapping)]
    if all(answer.get(end) is not None for end in ("max", "min")):
        values = [s.before for s in derivation.steps if isinstance(s.before, At)]
        points += [{str(x): as_tree(v) for x, v in at.point.items()} for at in values]
    return tuple(s for s in solutions if any(all(s.get(n) == v for n, v in p.items()) for p in points))


def _equations(problem: Problem, systems: Iterable[System]) -> Iterator[Relation]:
    stated = [e for s in systems for e in s.equations]
    for name in ("equation", "surface", "constraints", "equations", "surfaces"):
        value = problem.given.get(name)
        stated += value if isinstance(value, tuple | list) else [value] if isinstance(value, Basic) else []
    for equation in stated:
        sides = (equation.left, equation.right) if isinstance(equation, Equation) else getattr(equation, "args", ())
        trees = [as_tree(s) for s in sides]
        if len(trees) == 2 and trees[0] is not None and trees[1] is not None and (isinstance(equation, Equation) or equation.is_Relational):
            yield Relation((trees[0], trees[1]), ("=",))


def scope_of(derivation: Derivation, question: Question) -> tuple[frozenset[str], frozenset[str]]:
    """The letters that a line may have, and the functions."""
    problem = derivation.problem
    names = {n for step in derivation.steps if step.name is not None for n in _single(written(step.name))}
    names_ = frozenset(problem.symbols) | _LETTERS | {v.name for v in problem.variables} | names
    functions = question.scope.functions | _unspecified(derivation) | _looked_for(derivation) | {problem.letter, "f", "F"}
    return names_ - functions | (frozenset(problem.symbols) & functions), functions - frozenset(problem.symbols)


def _single(written: str) -> tuple[str, ...]:
    bare = written.strip("‖|")
    return (bare,) if len(bare) == 1 and bare.isalpha() else ()
