"""Values from a table, f_x(2, 3) = 5 and x'(1) = -1, put where a formula needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations_with_replacement
from math import factorial, prod

from sympy import Basic, Eq, Expr, S, Symbol
from sympy.core.function import AppliedUndef

from tutor.errors import Unsupported
from tutor.maths.chain.dependencies import Dependencies
from tutor.model import Problem
from tutor.printing.notation.text import text
from tutor.trees import tree
from tutor.trees.heads import Known, Name, Slot


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """One entry as it was typed. `args` is None where the entry does not say where: dx/dt = -1."""

    function: str
    slots: tuple[str, ...]
    primes: int
    args: tuple[Expr, ...] | None
    value: Expr


Key = tuple[str, tuple[int, ...], tuple[Expr, ...]]  # function, slots it is differentiated in, where


@dataclass(slots=True)
class GivenValues:
    """What a problem gives of its unspecified functions, and the point at which that is needed."""

    point: dict[Symbol, Expr] = field(default_factory=dict)
    values: dict[Key, Expr] = field(default_factory=dict)
    placeless: dict[tuple[str, tuple[int, ...]], Expr] = field(default_factory=dict)
    concluded: dict[Symbol, Expr] = field(default_factory=dict)  # values of intermediate quantities that follow from where f is given

    @classmethod
    def of(cls, problem: Problem, graph: Dependencies) -> GivenValues:
        """The table of a problem. `Unsupported` for an entry about a function that the problem does not have."""
        out = cls(dict(problem.given.get("point", {})))
        inside = {f.func.__name__: f for e in graph.formula.values() for f in sorted(e.atoms(AppliedUndef), key=str)}
        applied = inside | {node.name: e for node, e in graph.formula.items() if isinstance(e, AppliedUndef)}
        for entry in problem.given.get("values", ()):
            out._enter(entry, applied, graph)
        if out.values and not out.point:
            found = place(problem.given["values"], graph)
            if found is None:
                raise Unsupported("cannot do this: the table has values at several places, and the problem names no point")
            out.point = found
        for node, e in graph.formula.items():
            if node == graph.top and isinstance(e, AppliedUndef):
                out._conclude(e, graph)
        return out

    def _enter(self, entry: TypedEntry, applied: Mapping[str, AppliedUndef], graph: Dependencies) -> None:
        name, slots = entry.function, entry.slots
        if name not in applied and name.partition("_")[0] in applied and name.partition("_")[2].isdigit():
            name, _, number = name.partition("_")  # f_1 is f differentiated in its first slot
            function = applied[name]
            where: tuple[int, ...] = tuple(int(k) - 1 for k in number)
        elif name in applied:
            function = applied[name]
            letters = [str(a) for a in function.args]
            if any(s not in letters for s in slots):
                raise Unsupported(f"cannot do this: the table differentiates {name} by a letter it does not depend on")
            where = tuple(letters.index(s) for s in slots) + (0,) * entry.primes
        else:
            known = ", ".join(sorted(applied)) or "none"
            raise Unsupported(f"cannot do this: the table is about {name}, and the functions without a formula are {known}")
        where = tuple(sorted(where))  # mixed derivatives are equal
        if entry.args is None:
            self.placeless[function.func.__name__, where] = entry.value
            return
        if len(entry.args) != len(function.args):
            raise Unsupported(f"cannot do this: {name} has {len(function.args)} arguments, and the table gives {len(entry.args)}")
        self.values[function.func.__name__, where, tuple(map(tree.evaluated, entry.args))] = entry.value

    def _conclude(self, function: AppliedUndef, graph: Dependencies) -> None:
        """Where the table gives the outer function at one place only, that is where the intermediate quantities are."""
        places = {args for name, _, args in self.values if name == function.func.__name__}
        if len(places) != 1:
            return
        for letter, value in zip(function.args, *places, strict=True):
            inner = graph.formula.get(letter)
            if isinstance(inner, AppliedUndef) and all(a in self.point for a in inner.args):
                key = (inner.func.__name__, (), tuple(tree.evaluated(self.point[a]) for a in inner.args))
                if key not in self.values:
                    self.values[key] = self.concluded[letter] = value

    # -- looking up --------------------------------------------------------------------------------------------------

    def placed(self, expr: Basic) -> Basic:
        """The tree with the values of functions known; their derivatives stay for the next step."""
        if isinstance(expr, Slot):
            return Slot(expr.applied.func(*map(self.placed, expr.applied.args)), expr.slots, expr.names)
        if isinstance(expr, AppliedUndef):
            inner = expr.func(*map(self.placed, expr.args))
            found = self._value(inner, ())
            return inner if found is None else Known(inner, found)
        return tree.rebuild(expr, tuple(map(self.placed, expr.args))) if expr.args else expr

    def differentiated(self, expr: Basic) -> Basic:
        """The tree with the derivatives known. `Unsupported`, saying which, where one is not in the table."""
        if isinstance(expr, Slot | AppliedUndef):
            applied, slots = (expr.applied, expr.slots) if isinstance(expr, Slot) else (expr, ())
            found = self._value(applied, slots)
            if found is None:
                raise Unsupported(f"cannot do this: the table has no value for {text(expr)}")
            return Known(expr, found)
        return tree.rebuild(expr, tuple(map(self.differentiated, expr.args))) if expr.args else expr

    def _value(self, applied: AppliedUndef, slots: tuple[int, ...]) -> Expr | None:
        name = applied.func.__name__
        slots = tuple(sorted(slots))
        args = tuple(tree.evaluated(a.given if isinstance(a, Known) else a) for a in applied.args)
        return self.values.get((name, slots, args), self.placeless.get((name, slots)))


def place(entries: tuple[TypedEntry, ...], graph: Dependencies) -> dict[Symbol, Expr] | None:
    """The parameters' values, from the entries about functions of parameters; None where these disagree."""
    found: dict[Symbol, Expr] = {}
    for entry in entries:
        for node, function in graph.formula.items():
            if not isinstance(function, AppliedUndef) or entry.function not in (node.name, function.func.__name__):
                continue
            for letter, value in zip(function.args, entry.args or (), strict=False):
                if letter in graph.leaves and found.setdefault(letter, tree.evaluated(value)) != tree.evaluated(value):
                    return None
    return found


def said(entry: TypedEntry, graph: Dependencies) -> Eq:
    """An entry as an equation, as the problem states it."""
    letters = tuple(Symbol(s, real=True) for s in entry.slots)
    if entry.args is not None:
        primes = (Symbol("t", real=True),) * entry.primes
        quantity: Expr = Name(entry.function, "′" if entry.primes else "", letters or primes, entry.args)
    elif entry.primes:
        quantity = Name(entry.function, "′", (Symbol("t", real=True),) * entry.primes)
    else:
        node = next((v for v in graph.formula if v.name == entry.function), graph.top)
        quantity = Name(entry.function, "∂" if len(graph.below(node)) > 1 else "d", letters)
    return Eq(quantity, entry.value, evaluate=False)


def flat(table: GivenValues, graph: Dependencies, degree: int = 1) -> dict[Symbol, Expr] | None:
    """Every quantity with polynomials of this degree, that have the values of the table, for its unspecified functions.

    None where one of them is taken at several places.
    """
    applied = {f for e in graph.formula.values() for f in e.atoms(AppliedUndef)}
    if len({f.func for f in applied}) < len(applied):
        return None
    simple = {f: _polynomial(f, table, graph, degree) for f in applied}
    out: dict[Symbol, Expr] = {}
    for node, formula in graph.formula.items():
        out[node] = formula
        for f in formula.atoms(AppliedUndef):
            out[node] = tree.replaced(out[node], f, simple[f])
    return out


def _polynomial(applied: AppliedUndef, table: GivenValues, graph: Dependencies, degree: int) -> Expr:
    """The Taylor polynomial that the table gives; what it does not say is 0."""
    name = applied.func.__name__
    used = [(slots, args) for n, slots, args in table.values if n == name]
    places = [args for slots, args in used if slots] or [args for _, args in used]
    where = _place(applied, table, graph) or (places[0] if places else None)
    if where is None:
        raise Unsupported(f"cannot do this: the table says nothing about {name}")
    terms: list[Expr] = []
    for order in range(degree + 1):
        for slots in combinations_with_replacement(range(len(applied.args)), order):
            value = table.values.get((name, slots, where), table.placeless.get((name, slots), S.Zero))
            counted = [(k, slots.count(k)) for k in dict.fromkeys(slots)]
            steps = [(tree.displacement(applied.args[k], where[k]), n) for k, n in counted]
            share = tree.evaluated(value) / prod(factorial(n) for _, n in counted)
            terms.append(tree.scaled(share, tree.product(*(s if n == 1 else tree.power(s, n) for s, n in steps))) if steps else value)
    return tree.summed(*terms)


def _place(formula: AppliedUndef, table: GivenValues, graph: Dependencies) -> tuple[Expr, ...] | None:
    """Where a function is needed: at the parameters' values, and those of intermediate quantities that the table gives."""
    found = []
    for letter in formula.args:
        value = table.point.get(letter)
        inner = graph.formula.get(letter)
        if value is None and isinstance(inner, AppliedUndef):
            below = _place(inner, table, graph)
            value = None if below is None else table.values.get((inner.func.__name__, (), below))
        if value is None and inner is not None and not inner.has(AppliedUndef):
            value = tree.evaluated(tree.substitute(graph.full[letter], table.point))
        if value is None:
            return None
        found.append(tree.evaluated(value))
    return tuple(found)
