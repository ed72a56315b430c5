"""Operations of a working done: derivatives, values at ends and at a point, limits, determinants, products of vectors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from sympy import Expr, Integer, Poly, PolynomialError, Symbol, div

from tutor.checking.equal import equal
from tutor.checking.opinion import REAL
from tutor.checking.plain import replaced
from tutor.checking.shown import said
from tutor.checking.tolerance import close
from tutor.checking.values import letters
from tutor.checking.working.worked import cross, determinant, entries, put, vector
from tutor.errors import TutorError, Unsupported
from tutor.model import Problem
from tutor.reading.build import build, real
from tutor.reading.syntax import Apply, IntegralNode, Neg, Node, Num, Prod, Rows, Sum, walk
from tutor.reading.unbuild import tree_of
from tutor.reading.working.operations import Operation
from tutor.trees import tree

LARGEST = 400  # nodes of a formula that is differentiated here
SECONDS = 5.0  # for a limit or an inner integral
MOST_LEVELS = 12
MOST_ORDERS = 6


class Reckoner:
    """Does the operations of one problem; a limit is looked up, or solved like any other problem, once."""

    def __init__(self, problem: Problem) -> None:
        self.symbols = problem.symbols
        self.order = tuple(v.name for v in problem.variables)
        self.inner: dict[str, Node] = {}  # inner functions by their letters
        self.slopes: dict[str, dict[str, Node]] = {}  # derivatives of letters that depend on others
        self.dependents = frozenset(d.name for d in dependents(problem))
        self.place = by_name(problem.given.get("point"))  # where the limit of the problem is asked
        self.data = data(problem)
        self.orders = int(problem.given["order"]) if isinstance(problem.given.get("order"), int | Integer) else 1
        self.limits: dict[tuple[str, ...], tuple[Node, ...]] = {}
        self.integrals: dict[str, Node | None] = {}

    def __call__(self, operation: Operation) -> tuple[Node, ...]:
        """The values that an operation may have; none where it cannot be done here."""
        do: Callable[[Operation, Node], tuple[Node, ...]] = getattr(self, f"_{operation.kind}")
        of = operation.of
        if of is None or len(walk(of)) > LARGEST:
            return ()
        try:
            return do(operation, of)
        except (TutorError, TypeError, ValueError, NotImplementedError):
            return ()

    def symbol(self, name: str) -> Symbol:
        """The symbol of a letter, as the problem has it."""
        return self.symbols.get(name) or real(name)

    def divides(self, factor: Node, whole: Node) -> bool:
        """Whether a polynomial is a factor of another that is not 0; False for what is none."""
        try:
            a, b = (tree.plain(build(n, self.symbol)) for n in (factor, whole))
            if not (isinstance(a, Expr) and isinstance(b, Expr)):
                return False  # a vector
            return bool(a.free_symbols) and bool(b.expand() != 0) and bool(div(b, a, *sorted(a.free_symbols, key=str))[1] == 0)
        except (TutorError, TypeError, ValueError, PolynomialError):
            return False

    def expands(self, function: Node, polynomial: Node, order: int | None = None) -> str:
        """Whether a polynomial agrees with a function at the point, with its slopes as far as these are asked; undecided of none.

        Up to an order that is said any two formulas may agree.
        """
        x = [self.symbol(name) for name in self.order]
        at = {name: value for name, value in self.place.items() if name in self.order}
        try:
            f, p = (tree.plain(build(n, self.symbol)) for n in (function, polynomial))
            degree = Poly(p, *x).total_degree() if p.is_polynomial(*x) else LARGEST
            if order is None and (not 0 < degree < LARGEST or f.is_polynomial(*x) or set(letters(function)) < set(letters(polynomial))):
                return "undecided"
            apart = [f - p]
            for _ in range((min(degree, self.orders) if order is None else min(order, MOST_ORDERS)) + 1):
                if any(equal(put(tree_of(a), at), Num("0"), REAL).outcome == "different" for a in apart):
                    return "different" if degree <= self.orders else "undecided"
                apart = list(dict.fromkeys(a.diff(v) for a in apart for v in x))
            return "equal"
        except (TutorError, TypeError, ValueError, PolynomialError):
            return "undecided"

    def levelled(self, node: Node) -> Node | None:
        """With inner integrals worked out until none stands in another; None where one cannot be. So are those of powers with letters."""
        for _ in range(MOST_LEVELS):
            inner = next((n for n in reversed(walk(node)) if isinstance(n, IntegralNode) and _is_inner(n, node)), None)
            value = None if inner is None else self._integral(inner)
            if inner is None:
                inner = next((n for n in walk(node) if isinstance(n, IntegralNode) and letters(n) and self._of_powers(n)), None)
                if inner is None:
                    return node
                value = self._integral(inner)
            if value is None:
                return None
            node = replaced(node, inner, value)
        return None

    def _of_powers(self, node: IntegralNode) -> bool:
        """Whether it has ends, and a polynomial in its variable between them."""
        if node.lower is None or len(walk(node)) > LARGEST:
            return False
        try:
            return bool(tree.plain(build(node.integrand, self.symbol)).is_polynomial(self.symbol(node.variable)))
        except (TutorError, TypeError, ValueError):
            return False

    def _integral(self, node: IntegralNode) -> Node | None:
        asked = said(node)
        if asked not in self.integrals:
            self.integrals[asked] = self._integrated(node)
        return self.integrals[asked]

    def _integrated(self, node: IntegralNode) -> Node | None:
        """By the powers, for a polynomial; else by the tutor's own way of solving the kind."""
        if node.lower is None or node.upper is None or len(walk(node)) > LARGEST:
            return None
        x = self.symbol(node.variable)
        try:
            integrand, low, high = (tree.plain(build(n, self.symbol)) for n in (node.integrand, node.lower, node.upper))
            if integrand.is_polynomial(x):
                whole = Poly(integrand, x).integrate(x).as_expr()
                return tree_of(whole.subs(x, high) - whole.subs(x, low))
            return self._solved(
                "integral",
                {"integrand": said(node.integrand), "variable": node.variable, "lower": said(node.lower), "upper": said(node.upper)},
            )
        except (TutorError, TypeError, ValueError, PolynomialError):
            return None

    def _solved(self, kind: str, fields: dict[str, Any]) -> Node | None:
        """The answer to another problem; None where it has none or is not found."""
        from tutor.desk.solution import solve
        from tutor.reading.problem import read_problem
        from tutor.reading.sets import as_record

        found = solve(read_problem(as_record({"kind": kind, **fields}, "1")), time_limit=SECONDS)
        value = found.answer.get("expression") if found.verified else None
        return None if value is None else tree_of(value)

    def _derivative(self, operation: Operation, of: Node) -> tuple[Node, ...]:
        parts = entries(of)
        if parts is not None:
            columns = [self._derivative(operation, p) for p in parts]
            return (vector(tuple(c[0] for c in columns)),) if all(columns) else ()
        by = operation.by
        if "" in by:
            free = letters(of)
            if len(free) > 1:
                return ()
            by = (free[0] if free else "x",) * len(by)
        if any(y in letters(of) and x not in (*self.dependents, *self.slopes.get(y, ())) for y in self.dependents for x in by):
            return ()  # it is not known how this letter depends on that one
        if self.inner and by[0] not in letters(of):
            of = put(of, self.inner)
        made = tree.plain(build(of, self.symbol))
        for name in by:
            made = made.diff(self.symbol(name))
        return tuple(dict.fromkeys((tree_of(made), *self._total(of, by))))

    def _total(self, of: Node, by: tuple[str, ...]) -> tuple[Node, ...]:
        """The derivative where some letters depend on the variable; none where none does."""
        (x, *more) = by
        depending = {y: of_x[x] for y, of_x in self.slopes.items() if x in of_x and y in letters(of)}
        if more or not depending:
            return ()
        whole = tree.plain(build(of, self.symbol))
        parts = [tree_of(whole.diff(self.symbol(x)))]
        parts += [Prod((tree_of(whole.diff(self.symbol(y))), slope)) for y, slope in depending.items()]
        return (Sum(tuple(parts)),)

    def _ends(self, operation: Operation, of: Node) -> tuple[Node, ...]:
        low, high = operation.at
        names = operation.by or letters(of)
        return tuple(_less(put(of, {n: high}), put(of, {n: low})) for n in names) or (Num("0"),)

    def _at(self, operation: Operation, of: Node) -> tuple[Node, ...]:
        by = operation.by or (self.order if len(operation.at) > 1 else letters(of)[:1])
        return (put(of, dict(zip(by, operation.at, strict=False))),)

    def _sum(self, operation: Operation, of: Node) -> tuple[Node, ...]:
        """The sum over the data."""
        known = self.data and set(letters(of)) <= self.data[0].keys()
        return (Sum(tuple(put(of, row) for row in self.data)),) if known else ()

    def _limit(self, operation: Operation, of: Node) -> tuple[Node, ...]:
        by, at = (operation.by, operation.at) if operation.by else (tuple(self.place), tuple(self.place.values()))
        if not by:
            return ()
        if any(isinstance(n, Apply) for n in walk(of)):
            return ()  # of a function of which nothing more is known here
        asked = (said(of), ",".join(by), ",".join(map(said, at)), operation.name)
        if asked not in self.limits:
            fields = {"function": said(of), "variables": list(by), "point": [said(a) for a in at]}
            found = self._solved("limit", fields | ({"side": operation.name} if operation.name else {}))
            self.limits[asked] = () if found is None else (found,)
        return self.limits[asked]

    def _determinant(self, operation: Operation, of: Node) -> tuple[Node, ...]:
        found = determinant(of.rows) if isinstance(of, Rows) else None
        return () if found is None else (found,)

    def _cross(self, operation: Operation, of: Node) -> tuple[Node, ...]:
        found = None if operation.second is None else cross(of, operation.second)
        return () if found is None else (found,)


def _is_inner(node: IntegralNode, whole: Node) -> bool:
    """Whether an integral holds no other, and stands in another."""
    alone = not any(isinstance(n, IntegralNode) for n in walk(node)[1:])
    return alone and any(isinstance(n, IntegralNode) and n is not node and any(m is node for m in walk(n)) for n in walk(whole))


def _less(a: Node, b: Node) -> Node:
    u, v = entries(a), entries(b)
    if u is not None and v is not None:
        return vector(tuple(Sum((x, Neg(y))) for x, y in zip(u, v, strict=True)))
    return Sum((a, Neg(b)))


def same(a: Node, b: Node, near: Fraction | None = None) -> bool:
    """Whether two values, entry by entry, are one, or as near to the first as a value that is rounded: by its share `near`."""
    ours, theirs = entries(a) or (a,), entries(b) or (b,)
    judge = equal if near is None else partial(close, relative=near)
    return len(ours) == len(theirs) and all(x == y or judge(y, x).outcome == "equal" for x, y in zip(ours, theirs, strict=True))


def by_name(table: object) -> dict[str, Node]:
    """A table of a problem by names, those entries that the reader has a tree for."""
    made = {str(name): as_tree(value) for name, value in table.items()} if isinstance(table, Mapping) else {}
    return {name: v for name, v in made.items() if v is not None}


def dependents(problem: Problem) -> tuple[Symbol, ...]:
    """The letters that depend on others by an equation, or by several."""
    only = problem.given.get("dependent")
    return tuple(problem.given.get("dependents") or (() if only is None else (only,)))


def data(problem: Problem) -> tuple[dict[str, Node], ...]:
    """The rows of the data to which a model is fitted, by its inputs; the last column is y, or z where y is an input."""
    names = [s.name for s in problem.origin.inputs]
    if not names or not isinstance(problem.given.get("points"), tuple | list):
        return ()
    names.append(next(n for n in ("y", "z", "w", "v") if n not in names))
    rows = (dict(zip(names, map(as_tree, row), strict=True)) for row in problem.given["points"])
    return tuple({n: v for n, v in row.items() if v is not None} for row in rows)


def as_tree(value: object) -> Node | None:
    """A value as the reader's tree; None for what it has no node for."""
    try:
        return tree_of(value)
    except (Unsupported, TypeError, AttributeError):
        return None
