"""The second derivative of a composition: the sum over the paths differentiated once more, factor by factor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from dataclasses import dataclass, field

from sympy import Add, Basic, Expr, Mul, S, Symbol, factor, factor_terms
from sympy.core.function import AppliedUndef

from tutor.maths.chain.dependencies import Dependencies, Edge, Path
from tutor.model import Claim
from tutor.rule import Stage
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Name, Slot

SORTED = Shown(continues=True, as_written=True)
Stages = Generator[Stage, Expr, Expr]


@dataclass(slots=True)
class Again:
    """The derivative of an outcome with respect to `x`, to be differentiated with respect to `t`; `slopes` are those of its edges."""

    graph: Dependencies
    x: Symbol
    t: Symbol
    slopes: dict[Edge, Expr]
    totals: dict[Symbol, Expr] = field(default_factory=dict)  # how intermediate quantities change with t

    @property
    def paths(self) -> tuple[Path, ...]:
        """From the outcome down to x."""
        return self.graph.paths(self.x)

    @property
    def name(self) -> Expr:
        """The second derivative."""
        return self.graph.total(self.x, self.t)

    def stages(self, last: bool) -> Stages:
        """The product rule on the sum; how each factor changes with t; all put together, mixed derivatives taken for equal."""
        terms = tree.total(*(p for path in self.paths for p in self._products(path, self._rate_name, self.graph.edge)))
        goal, equals = self._unspecified()
        yield Stage("twice", goal, {"t": self.t}, self.name, equals=equals, solve=False, shown=Shown(terms=(self.name, terms)))
        rates: dict[Edge, Expr] = {}
        for edge in dict.fromkeys(e for path in self.paths for e in path):
            rates[edge] = yield from self._rate(edge)
        products = [p for path in self.paths for p in self._products(path, lambda *e: rates[e], lambda *e: self.slopes[e])]
        goal = tree.summed(*(p for p in products if not any(f.is_zero for f in tree.factors(p))))
        claims = (Claim(self.whole, self.inside(goal)),)
        pairs = tuple(_pairs(goal))
        found = yield Stage("assemble_twice", goal, {}, self.name, final=last and not self._functions(), claims=claims)
        equals = by_derivatives(found, self._functions())
        if equals != tree.evaluated(found):
            found = yield Stage(
                "alike", sorted_slots(found), {"pairs": pairs}, self.name, solve=False, equals=equals, arranged=True, shown=SORTED
            )
        return found

    def _functions(self) -> set[object]:
        """The unspecified functions of intermediate quantities: the result is sorted by their derivatives."""
        applied = {f for e in self.graph.formula.values() for f in e.atoms(AppliedUndef)}
        return {f.func for f in applied if f.free_symbols & self.graph.full.keys()}

    @property
    def whole(self) -> Expr:
        """The second derivative of the composition itself, still to be found."""
        return Diff(Diff(self.graph.whole, self.x, *self._held(self.x)), self.t, *self._held(self.t))

    def inside(self, expr: Expr) -> Expr:
        """An expression in the parameters alone."""
        inside = {v: e for v, e in self.graph.full.items() if v in expr.free_symbols}
        return At(expr, inside.keys(), inside.values()) if inside else expr

    def _held(self, x: Symbol) -> tuple[Symbol, ...]:
        return tuple(v for v in self.graph.leaves if v != x)

    def _products(self, path: Path, changed: Callable[..., Expr], kept: Callable[..., Expr]) -> Iterator[Expr]:
        """The product rule along a path: each factor once by its rate, the others as they are."""
        for k in range(len(path)):
            factors = [changed(*e) if j == k else kept(*e) for j, e in enumerate(path)]
            yield tree.product(*(f for f in factors if f is not S.One))

    def _rate_name(self, node: Symbol, child: Symbol) -> Expr:
        """How a slope changes with t: d/dt[∂z/∂x], or d²x/dt² at the end of a path."""
        if self._is_last(node, child):
            return self.graph.edge(node, child, self.t)
        return Diff(self.graph.edge(node, child), self.t, *self._held(self.t))

    def _is_last(self, node: Symbol, child: Symbol) -> bool:
        """Whether a quantity stands on parameters alone."""
        return child in self.graph.leaves and all(v in self.graph.leaves for v in self.graph.below(node))

    def _rate(self, edge: Edge) -> Stages:
        """The stage for the rate of one slope with respect to t: by the chain rule where it holds intermediate quantities."""
        slope, name = self.slopes[edge], self._rate_name(*edge)
        reached = [w for w in (*self.graph.full, self.t) if w in slope.free_symbols and (w == self.t or self.graph.paths_from(w, self.t))]
        if not reached:
            held = tuple(v for v in self.graph.below(edge[0]) if v != self.t)
            return (yield Stage("still", Diff(slope, self.t, *held), {"edge": self.graph.edge(*edge), "slope": slope, "t": self.t}, name))
        if reached == [self.t]:
            held = tuple(v for v in self.graph.below(edge[0]) if v != self.t)
            return (yield Stage("factor_twice", Diff(slope, self.t, *held), {"held": held}, name))
        terms, names = [], []
        for w in reached:
            held = tuple(v for v in self.graph.below(edge[0]) if v != w)
            total = S.One if w == self.t else (yield from self._total(w))
            terms.append(tree.product(Diff(slope, w, *held), *(() if total is S.One else (total,))))
            names.append(tree.product(self.graph.edge(*edge, w), *(() if w == self.t else (self._total_name(w),))))
        goal = tree.total(*terms)
        facts = {"edge": self.graph.edge(*edge), "slope": slope, "t": self.t, "reached": tuple(reached), "first": edge == self.paths[0][0]}
        claim = Claim(Diff(_plainly(self.inside(slope)), self.t, *self._held(self.t)), self.inside(goal))
        return (yield Stage("branch", goal, facts, name, claims=(claim,), shown=Shown(law=tree.total(*names))))

    def _total(self, node: Symbol) -> Stages:
        """How an intermediate quantity changes with t; a stage of its own where it does not stand directly on t."""
        if node not in self.totals:
            paths = self.graph.paths_from(node, self.t)
            missing = [e for path in paths for e in path if e not in self.slopes]
            for e in dict.fromkeys(missing):
                held = self.graph.held(*e)
                self.slopes[e] = yield Stage("factor", Diff(self.graph.formula[e[0]], e[1], *held), {"held": held}, self.graph.edge(*e))
            products = [tree.product(*(self.slopes[e] for e in path)) for path in paths]
            if len(paths) == 1 and len(paths[0]) == 1:
                self.totals[node] = self.slopes[paths[0][0]]
            else:
                law = tree.total(*(self.graph.product(path) for path in paths))
                self.totals[node] = yield Stage("inner", tree.summed(*products), {}, self._total_name(node), shown=Shown(law=law))
        return self.totals[node]

    def _total_name(self, node: Symbol) -> Name:
        return Name(node.name, "∂" if len(self.graph.leaves) > 1 else "d", (self.t,))

    def _unspecified(self) -> tuple[Expr, Expr]:
        """The product rule of this tree for any functions at all."""
        goal, _ = self.graph.unspecified(self.x, self.paths)
        slot = self.graph.composed_slope
        held = self._held(self.t)
        terms = (p for path in self.paths for p in self._products(path, lambda *e: Diff(slot(*e), self.t, *held), slot))
        return Diff(goal, self.t, *held), tree.total(*terms)


def sorted_slots(expr: Basic) -> Basic:
    """The tree with f_xy in the place of f_yx, as they are equal where they are continuous."""
    if isinstance(expr, Slot):
        return Slot(expr.applied, sorted(expr.slots), expr.names)
    return tree.rebuild(expr, tuple(map(sorted_slots, expr.args))) if expr.args else expr


def by_derivatives(expr: Expr, functions: Collection[object]) -> Expr:
    """A sum over the derivatives of these functions: each once, those of highest order first; as it is where there are none."""
    value = tree.evaluated(sorted_slots(expr))
    slots = {s for s in value.atoms(Slot) if s.applied.func in functions}
    if not slots:
        return tree.evaluated(expr)
    parts: dict[Slot, list[Expr]] = {}
    rest: list[Expr] = []
    for term in Add.make_args(value.expand()):
        mine = [f for f in Mul.make_args(term) if f in slots]
        if len(mine) == 1:
            parts.setdefault(mine[0], []).append(term / mine[0])
        else:
            rest.append(term)
    ordered = sorted(parts, key=lambda s: (-len(s.slots), str(s.applied.func), s.slots))
    return Add(*rest, *(_coefficient(Add(*parts[s])) * s for s in ordered))


def _coefficient(value: Expr) -> Expr:
    """Factored, where it is a rational function."""
    return factor(value) if value.is_rational_function(*value.free_symbols) else factor_terms(value)


def _pairs(expr: Basic) -> Iterable[tuple[Name, Name]]:
    """The mixed derivatives that stand in both orders, by their names."""
    seen = {(s.applied.func.__name__, s.slots): s for s in expr.atoms(Slot)}
    for (name, slots), s in sorted(seen.items()):
        if slots != tuple(sorted(slots)):
            letters = [[s.names[k] for k in order] for order in (sorted(slots), slots)]
            yield Name(name, "", letters[0]), Name(name, "", letters[1])


def _plainly(expr: Expr) -> Expr:
    """A value at inner quantities with these put in, so that it can be differentiated with respect to the parameters."""
    return tree.substitute(expr.expr, expr.point) if isinstance(expr, At) else expr


def names_of(expr: Basic) -> Basic:
    """The tree with f_xy alone for f_xy(x, y), for a page that says where they are taken."""
    if isinstance(expr, Slot):
        name = expr.applied.func.__name__
        return Name(name, "′" if len(expr.names) == 1 else "", [expr.names[k] for k in expr.slots])
    return tree.rebuild(expr, tuple(map(names_of, expr.args))) if expr.args else expr
