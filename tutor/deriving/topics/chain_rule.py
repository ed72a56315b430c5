"""The chain rule: the derivative of the outcome is a sum over the paths of the dependency tree, one product a path."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import replace
from itertools import pairwise

from sympy import Eq, Expr, S, Symbol
from sympy.core.function import AppliedUndef

from tutor.deriving.once_more import SORTED, Again, by_derivatives, names_of, sorted_slots
from tutor.errors import Unsupported
from tutor.maths.chain.dependencies import Dependencies, Edge
from tutor.maths.chain.orders import orders
from tutor.maths.chain.table import GivenValues, flat, place, said
from tutor.model import Answer, Problem
from tutor.rule import RATE, Expected, Field, Plan, Stage, Topic
from tutor.shown import PLAIN, Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Dot, MatrixOf, Slot, Vector

CONTINUES = Shown(continues=True)
Order = tuple[Symbol, ...]
HIGHEST = 2  # order of a derivative that is read off the tree
MOST = 4  # order of one that is then differentiated further
MOST_PATHS = 24  # products of one sum; more fill a page and explain nothing
MOST_TREES = 2  # drawn on one page, each with the paths to one parameter marked


def plan(problem: Problem) -> Plan:
    """The formula read off the tree, its factors, put together, in the parameters, at the point; then the other roads."""
    graph, wanted = Dependencies.of(problem), orders(problem.given["with_respect_to"], problem.given.get("order"))
    if len(wanted[0]) > HIGHEST:
        return (yield from _further(problem, graph, wanted[0]))
    asked = tuple(order[0] for order in wanted)
    paths = {x: graph.paths(x) for x in asked}
    if max(map(len, paths.values())) > MOST_PATHS:
        raise Unsupported(f"cannot do this: more than {MOST_PATHS} paths lead to one parameter")
    for k, x in enumerate(asked):
        figure = graph.tree((x,)) if len(asked) <= MOST_TREES else graph.tree(()) if k == 0 else None
        law = (graph.total(x), tree.total(*(graph.product(path) for path in paths[x])))
        facts = {"x": x, "count": len(paths[x]), "several": len(asked) > 1}
        goal, equals = graph.unspecified(x, paths[x])
        yield Stage("law", goal, facts, law[0], equals=equals, solve=False, shown=Shown(terms=law, figure=figure))
    slopes: dict[Edge, Expr] = {}
    used = {edge for x in asked for path in paths[x] for edge in path}
    for node, child in ((v, child) for v in graph.formula for child in graph.below(v) if (v, child) in used):
        goal = Diff(graph.formula[node], child, *graph.held(node, child))
        slopes[node, child] = yield Stage("factor", goal, {"held": graph.held(node, child)}, graph.edge(node, child))
    found: dict[Order, Expr] = {}
    products = {x: [_product([slopes[e] for e in path]) for path in paths[x]] for x in asked}
    kept = all(isinstance(slope, Slot) for slope in slopes.values())  # nothing but names of derivatives: as the tree has them
    everything = problem.given.get("in_terms_of") == "all" and not problem.given.get("point")
    for x, order in zip(asked, wanted, strict=True):
        last = len(order) == 1 and (everything or not any(p.free_symbols & graph.full.keys() for p in products[x]))
        found[order] = yield Stage("assemble", tree.summed(*products[x]), {}, graph.total(x), final=last, kept=kept)
        if len(order) > 1:
            found[order] = yield from Again(graph, x, order[1], slopes).stages(everything)
    firsts = {order[0]: e for order, e in found.items() if len(order) == 1}
    table, letters = GivenValues.of(problem, graph), found[wanted[0]]
    numbers = bool(table.point) and not table.values and not graph.whole.has(AppliedUndef)
    if numbers:
        values = yield from _by_numbers(graph, table.point, found)
    else:
        for order, value in tuple(found.items()):
            inside = {v: e for v, e in graph.full.items() if v in value.free_symbols}
            if inside and not everything:
                found[order] = yield _substituted(graph, order, value, inside, kept, first=order == wanted[0])
        values = yield from _at_the_point(graph, table, found)
    for order in wanted:
        if numbers:
            yield _there(graph, table.point, order, values[order])
        else:
            yield from _again(graph, table, order, found[order], values[order])
    if firsts:
        yield from _matrices(graph, asked, slopes, firsts)
    if len(wanted) == 1:
        short = _short(letters, graph) if len(wanted[0]) > 1 and not table.point and letters.has(Slot) else {}
        return Answer({"expression": values[wanted[0]]}, short)
    return Answer({"expressions": {order[0].name: values[order] for order in wanted}})


def _further(problem: Problem, graph: Dependencies, order: Order) -> Plan:
    """A derivative beyond the second: the second in the parameters, differentiated as often as it takes."""
    if problem.given.get("values"):
        raise Unsupported("cannot do this: derivatives of compositions beyond the second from given values")
    if len(order) > MOST:
        raise Unsupported(f"cannot do this: derivatives of compositions of an order above {MOST}")
    less = {name: v for name, v in problem.given.items() if name not in ("point", "in_terms_of")}
    second = replace(problem, given={**less, "with_respect_to": order[:HIGHEST], "order": HIGHEST})
    value: Expr = (yield from plan(second)).fields["expression"]
    functions = {f.func for f in graph.whole.atoms(AppliedUndef)}
    for k, x in enumerate(order[HIGHEST:], start=HIGHEST + 1):
        name, held = graph.total(*order[:k]), tuple(v for v in graph.leaves if v != x)
        value = yield Stage("further", Diff(value, x, *held), {"k": k, "x": x, "held": held}, name)
        equals = by_derivatives(value, functions)
        if equals != tree.evaluated(value):
            facts = {"k": k}
            value = yield Stage("sorted", sorted_slots(value), facts, name, solve=False, equals=equals, arranged=True, shown=SORTED)
    point = problem.given.get("point")
    if not point:
        table = GivenValues.of(problem, graph)
        yield from _again(graph, table, order, value, value)
        return Answer({"expression": value}, _short(value, graph) if value.has(Slot) else {})
    there = At(graph.total(*order), point.keys(), point.values())
    found = yield Stage("evaluate", At(value, point.keys(), point.values()), {"point": point, "first": True}, there, shown=CONTINUES)
    if not graph.whole.has(AppliedUndef):
        yield _there(graph, point, order, found)
    return Answer({"expression": found})


def _substituted(graph: Dependencies, order: Order, found: Expr, inside: Mapping[Symbol, Expr], kept: bool, first: bool) -> Stage:
    """Everything in the parameters. Of a second derivative the page says once where the derivatives of f are taken."""
    name, goal = graph.total(*order), At(found, inside.keys(), inside.values())
    facts = {"inside": inside, "first": first, "taken": (), "where_taken": {}}
    if len(order) < 2 or not found.atoms(Slot):
        return Stage("substitute", goal, facts, name, kept=kept, shown=CONTINUES)
    short = _short(found, graph)
    return Stage("substitute", goal, facts | short, name, kept=True, shown=Shown(terms=(name, short["short"])))


def _short(found: Expr, graph: Dependencies) -> dict[str, object]:
    """A formula without the arguments of its functions, for the page, with those functions whose arguments it must say."""
    slots = sorted(found.atoms(Slot), key=lambda s: (-len(s.slots), str(s.applied.func), s.slots))
    inside = {v: e for v, e in graph.full.items() if v in found.free_symbols}
    taken = tuple(names_of(s) for s in slots if s.free_symbols & inside.keys())
    letters = {v for s in slots for v in s.free_symbols}
    where = {v: e for v, e in inside.items() if v in letters}
    return {"short": names_of(tree.substitute(found, inside)), "taken": taken, "where_taken": where}


def _derivative(graph: Dependencies, expr: Expr, order: Order) -> Expr:
    """The goal of differentiating an expression in the parameters in this order."""
    for x in order:
        expr = Diff(expr, x, *(v for v in graph.leaves if v != x))
    return expr


def _product(slopes: list[Expr]) -> Expr:
    """The derivatives along a path; a factor 1 is only written at the end, where it is not taken for a digit."""
    *most, last = slopes
    return tree.product(*(s for s in most if s is not S.One), last)


def _at_the_point(graph: Dependencies, table: GivenValues, found: Mapping[Order, Expr]) -> Generator[Stage, Expr, dict[Order, Expr]]:
    """The parameters' values put in, then what the table gives: where the functions are, and their slopes there."""
    values, point = dict(found), table.point
    if not point:
        return values
    names = {x: At(graph.total(*x), point.keys(), point.values()) for x in found}
    for k, x in enumerate(values):
        goal = At(values[x], point.keys(), point.values())
        values[x] = yield Stage("evaluate", goal, {"point": point, "first": k == 0}, names[x], shown=CONTINUES)
    if not table.values and not table.placeless:
        return values
    placed = {x: table.placed(value) for x, value in values.items()}
    for k, x in enumerate(x for x in values if placed[x] != values[x]):
        values[x] = yield Stage("places", placed[x], {"concluded": table.concluded, "first": k == 0}, names[x], kept=True, shown=CONTINUES)
    for x, value in tuple(values.items()):
        if value.has(AppliedUndef):
            values[x] = yield Stage("table", table.differentiated(value), {}, names[x])
    return values


def _by_numbers(
    graph: Dependencies, point: Mapping[Symbol, Expr], found: Mapping[Order, Expr]
) -> Generator[Stage, Expr, dict[Order, Expr]]:
    """Where the inner quantities are at the point, and then all numbers at once: nothing is multiplied out in letters."""
    where = dict(point)
    needed = [v for v in graph.full if any(v in e.free_symbols for e in found.values())]
    for v in needed:
        where[v] = yield Stage("inner_values", At(graph.full[v], point.keys(), point.values()), {"first": v == needed[0]}, v)
    values: dict[Order, Expr] = {}
    used = {v: e for v, e in where.items() if any(v in e.free_symbols for e in found.values())} or point
    for k, (x, sum_) in enumerate(found.items()):
        put = {v: e for v, e in where.items() if v in sum_.free_symbols}
        name = At(graph.total(*x), point.keys(), point.values())
        goal = At(sum_, put.keys(), put.values()) if put else sum_
        values[x] = yield Stage("evaluate", goal, {"point": used, "first": k == 0}, name, shown=CONTINUES)
    return values


def _there(graph: Dependencies, point: Mapping[Symbol, Expr], x: Order, value: Expr) -> Stage:
    """The slope at the point of the whole function of the parameters."""
    goal = At(_derivative(graph, graph.whole, x), point.keys(), point.values())
    name = At(graph.total(*x), point.keys(), point.values())
    return Stage(
        "direct",
        goal,
        {**_times(x), "whole": graph.whole, "rate": graph.total(*x)},
        name,
        check=True,
        equals=value,
        solve=False,
        shown=Shown(terms=(name, value)),
    )


def _again(graph: Dependencies, table: GivenValues, x: Order, found: Expr, value: Expr) -> Generator[Stage, Expr, None]:
    """The same by direct substitution: of the formulas, or of the simplest functions that have the values of the table."""
    name = graph.total(*x)
    if not graph.whole.has(AppliedUndef):
        equals = _in_parameters(graph, found)
        yield Stage(
            "direct",
            _derivative(graph, graph.whole, x),
            {**_times(x), "whole": None, "rate": graph.total(*x)},
            name,
            check=True,
            equals=equals,
        )
        return
    simple = flat(table, graph, len(x)) if table.values and not value.has(AppliedUndef) else None
    if simple is None:
        return
    whole = simple[graph.top]
    for _ in graph.full:
        whole = tree.substitute(whole, simple)
    functions = tuple(Eq(v, simple[v], evaluate=False) for v in graph.formula if simple[v] != graph.formula[v])
    there = At(name, table.point.keys(), table.point.values())
    goal = At(_derivative(graph, whole, x), table.point.keys(), table.point.values())
    shown = Shown(terms=(there, value)) if len(x) > 1 else PLAIN  # the polynomial stands in the words
    yield Stage(
        "simplest",
        goal,
        {"functions": functions, "twice": len(x) > 1},
        there,
        check=True,
        equals=value,
        solve=False,
        shown=shown,
    )


def _times(x: Order) -> dict[str, object]:
    """How often it is differentiated, for the words."""
    return {"x": x[0], "twice": len(x) == HIGHEST, "more": len(x) if len(x) > HIGHEST else 0}


def _matrices(
    graph: Dependencies, asked: tuple[Symbol, ...], slopes: Mapping[Edge, Expr], found: Mapping[Symbol, Expr]
) -> Generator[Stage, Expr, None]:
    """The sums as the entries of a product of Jacobian matrices, one for each layer of the tree; only where it has layers."""
    layers = graph.layers()
    if layers is None or len(layers) < 3 or any(len(layer) < 2 for layer in layers[1:-1]):
        return
    last = tuple(x for x in layers[-1] if x in asked)
    if len(last) < len(asked):
        return
    steps = tuple(pairwise((*layers[:-1], last)))
    names = [MatrixOf(*([_entry(graph, node, child) for child in below] for node in above)) for above, below in steps]
    row = [slopes.get((graph.top, child), S.Zero) for child in layers[1]]
    for above, below in steps[1:]:
        row = [Dot(Vector(*row), Vector(*(slopes.get((node, child), S.Zero) for node in above))) for child in below]
    totals = [graph.total(x) for x in last]
    left = totals[0] if len(totals) == 1 else MatrixOf(totals)
    goal, equals = (_in_parameters(graph, Vector(*entries)) for entries in (row, [found[x] for x in last]))
    shown = Shown(terms=(left, tree.product(*names)))
    yield Stage("matrices", goal, {"layers": len(steps)}, check=True, equals=equals, solve=False, shown=shown)


def _in_parameters(graph: Dependencies, expr: Expr) -> Expr:
    inside = {v: e for v, e in graph.full.items() if v in expr.free_symbols}
    return At(expr, inside.keys(), inside.values()) if inside else expr


def _entry(graph: Dependencies, node: Symbol, child: Symbol) -> Expr:
    return graph.edge(node, child) if child in graph.below(node) else S.Zero


def _whole(problem: Problem) -> Expr:
    return Dependencies.of(problem).whole


def _facts(problem: Problem) -> Mapping[str, object]:
    graph = Dependencies.of(problem)
    wanted = orders(problem.given["with_respect_to"], problem.given.get("order"))
    return {
        "graph": graph,
        "outcome": Eq(graph.top, problem.given["outer"], evaluate=False),
        "totals": {order[0]: graph.total(*order) for order in wanted},
        "where": problem.given.get("point") or place(problem.given.get("values", ()), graph) or {},
        "entries": tuple(said(entry, graph) for entry in problem.given.get("values", ())),
    }


TOPIC = Topic(
    "Chain rule",
    (
        Field("outer", "outer"),
        Field("inner", "layers"),
        Field("with_respect_to", "names"),
        Field("point", "point", required=False),
        Field("order", "count", required=False),
        Field("in_terms_of", "choice", required=False, choices=("parameters", "all")),
        Field("values", "values", required=False),
    ),
    plan,
    ("expression", "expressions"),
    composed=_whole,
    facts=_facts,
    decimals=True,
    expected=Expected(operations=("derivative",), nouns=RATE, given="function"),
)
