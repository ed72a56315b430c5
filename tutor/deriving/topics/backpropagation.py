"""Reverse-mode differentiation by hand: the computational graph, values forward, adjoints backward."""

from __future__ import annotations

from dataclasses import dataclass, field

from sympy import Add, Basic, Expr, Function, Mul, Pow, S, Symbol

from tutor.errors import Unsupported
from tutor.model import Answer, Problem
from tutor.printing.figures.graph import Graph as Drawn
from tutor.printing.figures.graph import Node
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import Shown, Table
from tutor.trees import tree
from tutor.trees.heads import At, Diff, LogBase, Name, Vector

MOST_NODES = 40  # a table longer than a page explains nothing


@dataclass(slots=True)
class Computation:
    """The nodes of a function: each new one as an operation on earlier ones, equal subexpressions shared."""

    variables: tuple[Symbol, ...]
    taken: set[str]
    nodes: dict[Symbol, Expr] = field(default_factory=dict)
    known: dict[Basic, Expr] = field(default_factory=dict)

    def add(self, expr: Expr) -> Expr:
        """The letter of a subexpression, or the subexpression itself where it is a variable or a constant."""
        if expr in self.variables or not expr.free_symbols & set(self.variables):
            return expr
        key = tree.evaluated(expr)
        if key not in self.known:
            operation = self._operation(expr)
            name = f"v_{len(self.nodes) + 1}"
            while name in self.taken:
                name += "0"
            node = Symbol(name, real=True)
            self.nodes[node] = operation
            self.known[key] = node
            if len(self.nodes) > MOST_NODES:
                raise Unsupported(f"cannot do this: the graph has more than {MOST_NODES} nodes")
        return self.known[key]

    def _operation(self, expr: Expr) -> Expr:
        """The outermost operation of an expression, its operands replaced by their letters."""
        match expr:
            case Add():
                return tree.total(*(self._signed(t) for t in tree.terms(expr)))
            case Mul():
                return tree.product(*(self.add(f) for f in tree.factors(expr)))
            case Pow() | Function() | LogBase():
                return tree.rebuild(expr, tuple(self.add(a) for a in expr.args))
        raise Unsupported(f"cannot do this: {expr} is no operation of a computational graph")

    def _signed(self, term: Expr) -> Expr:
        first, *rest = tree.factors(term)
        return tree.negative(self.add(tree.product(*rest))) if first == S.NegativeOne and rest else self.add(term)


def plan(problem: Problem) -> Plan:
    """Values from the inputs to the output, one local derivative an edge, adjoints from the output back; then a check."""
    f, variables = problem.given["function"], problem.variables
    point = problem.given.get("point") or {v: v for v in variables}
    graph = Computation(variables, set(problem.symbols))
    top = graph.add(f)
    if not graph.nodes:
        raise Unsupported("cannot do this: the function has no operation to go back through")
    values: dict[Basic, Expr] = dict(point)
    for node, operation in graph.nodes.items():
        values[node] = yield Stage("forward", _at(operation, values), {"node": node, "operation": operation}, node)
    local: dict[tuple[Symbol, Symbol], Expr] = {}
    slopes: dict[tuple[Symbol, Symbol], Expr] = {}
    for node, operation in graph.nodes.items():
        parents = [s for s in (*variables, *graph.nodes) if s in operation.free_symbols]
        for parent in parents:
            held = tuple(p for p in parents if p != parent)
            name = Name(str(node), "∂", (parent,))
            facts = {"node": node, "parent": parent, "operation": operation, "held": held}
            slope = slopes[node, parent] = yield Stage("local", Diff(operation, parent, *held), facts, name)
            if slope.free_symbols & values.keys():
                slope = yield Stage("local_value", _at(slope, values), facts, name)
            local[node, parent] = slope
    adjoint: dict[Basic, Expr] = {top: S.One}
    for target in (*reversed(graph.nodes), *variables):
        if target == top:
            continue
        edges = [node for node in graph.nodes if (node, target) in local]
        goal = tree.total(*(tree.product(adjoint[node], local[node, target]) for node in edges))
        facts = {
            "node": target,
            "edges": tuple(edges),
            "top": Name(str(top), "bar") if len(adjoint) == 1 else None,
            "sum": tree.total(*(tree.product(Name(str(n), "bar"), Name(str(n), "∂", (target,))) for n in edges)),
            "input": target in variables,
        }
        adjoint[target] = yield Stage("backward", goal, facts, Name(str(target), "bar"))
    rows = [
        (
            node,
            point_or_operation,
            values[node],
            tuple((Name(str(node), "∂", (p,)), slopes[node, p], v) for (n, p), v in local.items() if n == node),
            adjoint[node],
        )
        for node, point_or_operation in (*((v, v) for v in variables), *graph.nodes.items())
    ]
    gradient = Vector(*(adjoint[v] for v in variables))
    name = Name(problem.letter, "∇", (), problem.given.get("point", {}).values())
    drawn = (
        *(Node(v, None, values[v], Name(str(v), "bar"), adjoint[v]) for v in variables),
        *(Node(n, operation, values[n], Name(str(n), "bar"), adjoint[n]) for n, operation in graph.nodes.items()),
    )
    figure = Drawn(drawn, tuple((n, p, slope) for (n, p), slope in local.items()))
    shown = Shown(table=Table(tuple(rows)), figure=figure)
    yield Stage("graph", gradient, {"nodes": len(graph.nodes)}, name, final=False, shown=shown)
    goal = At(Vector(*(Diff(f, v, *problem.held(v)) for v in variables)), point.keys(), point.values())
    yield Stage("direct", goal, {"placed": "point" in problem.given}, name, check=True, equals=gradient, solve=False)
    return Answer({"value": values[top], "vector": gradient, "table": tuple(rows)})


def _at(expr: Expr, values: dict[Basic, Expr]) -> At:
    """An expression where its own letters have their values."""
    mine = {s: v for s, v in values.items() if s in expr.free_symbols}
    return At(expr, mine.keys(), mine.values())


TOPIC = Topic(
    "Backpropagation",
    (Field("function", "function"), Field("point", "point", required=False)),
    plan,
    ("value", "vector", "table"),
    expected=Expected(operations=("gradient",), nouns=("gradient", "derivative", "slope")),
)
