"""What is given, as SymPy objects: trees built by the type of their field, and their shapes checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sympy import Abs, Basic, Eq, Expr, Symbol, Tuple

from tutor.errors import TutorError, Unsupported, nearest
from tutor.maths.chain.orders import orders
from tutor.maths.chain.table import TypedEntry
from tutor.maths.regions.coordinates import cartesian
from tutor.maths.regions.shapes import region_of
from tutor.reading import strands, surfaces, syntax
from tutor.reading.build import build
from tutor.reading.differential import LAPLACE, PRIME, Differential
from tutor.reading.fields import Relative
from tutor.reading.regions import Clause
from tutor.reading.sets import Record
from tutor.rule import Field, topic
from tutor.trees.heads import MatrixOf, Name, Sheet, Strand, Vector
from tutor.trees.heads.region import Said
from tutor.trees.tree import apply, evaluated, negative, product, total


class Builder:
    """Builds the fields of one record. `symbols` has a symbol for every name, and gets one for each new name."""

    def __init__(self, record: Record, symbols: dict[str, Symbol], variables: tuple[Symbol, ...]) -> None:
        self.record, self.symbols, self.variables = record, symbols, variables
        self.point: dict[Symbol, Expr] = {}  # what the field of this name says, once it is built
        self.shares: dict[Symbol, Expr] = {}  # the uncertainties that were said in per cent
        self.shape: Basic | None = None  # the words that say all of a region of inequalities
        self.running: tuple[Symbol, ...] = ()  # the parameters of a surface, by whose values a point of it may be said
        self.follows: Symbol | None = None  # the variable whose coordinate follows from the others: z on the graph of f(x, y)

    def built(self, f: Field, value: Any) -> Any:
        """A field that is parsed. Errors: `Invalid` where it is not of the shape that the field has."""

        def make(node: syntax.Node) -> Any:
            try:
                return build(node, self._symbol)
            except TutorError as error:
                raise error.at(self.record.place(f.name)) from None

        match f.type:
            case "surface" if isinstance(value, surfaces.Sheet):
                return self._sheet(value, make, f.name)
            case "plane" if isinstance(value, str):
                return value
            case "equation" | "surface" | "plane":
                return make(value)
            case "patch":
                return tuple(self._sheet(s, make, f.name) for s in value)
            case "side_of_surface":
                return value if isinstance(value, str) else self._direction(value, make, f.name)
            case "relations":
                if f.name == "region" and len(value) == 1 and isinstance(value[0], Clause):
                    (self.shape,) = _clause(value[0], make)
                return tuple(r for entry in value for r in self._relations(entry, make, f.name))
            case "region":
                return tuple(r for clause in value for r in _clause(clause, make))
            case "axis":
                return () if value == () else self._symbol(value) if isinstance(value, str) else make(value)
            case "limits":
                return self._limits(value, make, f.name)
            case "integrals":
                return tuple((self._scalar(make(g), f.name), self._limits(limits, make, f.name)) for g, limits in value)
            case "function" | "scalar" | "outer":
                return self._scalar(make(value), f.name)
            case "functions":
                parts = [p for node in value for p in _entries(make(node))]
                return tuple(self._scalar(p, f.name) for p in parts)
            case "transform" | "layers":
                return {self.symbols.setdefault(k, Symbol(k, real=True)): self._scalar(make(v), f.name) for k, v in value.items()}
            case "values":
                return tuple(self._entry(about, make(v), make) for about, v in value)
            case "curve":
                return tuple(self._strand(s, make) for s in value)
            case "run":
                t, low, high = value
                return Tuple(self._symbol(t), make(low), make(high))
            case "symbols":
                return tuple(self._symbol(n) for n in value)
            case "roots":
                return tuple(self._scalar(_vanishing(make(node)), f.name) for node in value)
            case "model":
                return self._scalar(make(value), f.name)
            case "data":
                return tuple(tuple(self._scalar(make(node), f.name) for node in row) for row in value)
            case "names":
                return tuple(self._known(n, f.name) for n in value)
            case "name":
                return self._known(value, f.name)
            case "point":
                on_curve = topic(self.record.kind).point_in_space and isinstance(value, list) and len(value) in (2, 3)
                placed = self._in_space(value, make, f.name) if on_curve else self._placed(value, make, f.name)
                self.point = placed if f.name == "point" else self.point
                return placed
            case "uncertainties":
                return self._uncertain(value, make, f.name)
            case "differential":
                return self._differential(value, f.name)
            case "solution":
                if isinstance(value, dict):
                    return {key: self._scalar(make(v), f.name) for key, v in value.items()}
                return self._scalar(make(value), f.name)
            case "rates":
                return tuple((self._direction(d, make, f.name), self._scalar(make(rate), f.name)) for d, rate in value)
            case "direction":
                return self._direction(value, make, f.name)
        return value

    def _relations(self, entry: Any, make: Callable[[syntax.Node], Any], field: str) -> tuple[Basic, ...]:
        """A relation, the two of a chain, or those that words about a region mean together."""
        if not isinstance(entry, Clause):
            made = make(entry)
            return made.args if isinstance(made, Tuple) else (made,)
        try:
            found = region_of(_clause(entry, make), self.variables, cartesian(self.variables)).alternatives
        except Unsupported as error:
            raise self.record.wrong(error.message.removeprefix("cannot do this: "), field) from None
        if len(found) != 1:
            raise self.record.wrong("this region is not one piece that inequalities say together", field, "Ask about its parts one by one.")
        return found[0]

    def _differential(self, value: Differential, field: str) -> tuple[Basic, ...]:
        """The equations, with a name for each derivative."""

        def named(name: str) -> Expr:
            if name not in value.derivatives:
                return self._symbol(name)
            letter, by = value.derivatives[name]
            if by == (LAPLACE,):
                space = [v for v in self.variables if v.name != "t"]
                return total(*(Name(letter, "", (v, v)) for v in space))
            if PRIME in by:
                if len(self.variables) != 1:
                    raise self.record.wrong(f"{letter} has several variables: a prime does not say which", field)
                return Name(letter, "′", self.variables * len(by))
            return Name(letter, "", (self._known(v, field) for v in by)) if by else Name(letter, "scalar")

        return tuple(build(node, named) for node in value.equations)

    def _direction(self, value: Any, make: Callable[[syntax.Node], Any], field: str) -> Vector:
        """A vector with as many components as there are variables, none of which it holds."""
        built = Vector(*map(make, value)) if isinstance(value, list) else make(value)
        if not isinstance(built, Vector):
            raise self.record.wrong("expected a vector such as [1, 2] or <1, 2>", field)
        if built.free_symbols & set(self.variables):
            raise self.record.wrong("a direction holds none of the variables", field)
        if len(built.args) == 3 and len(self.variables) == 2 and built.args[2].is_zero and not isinstance(value, list):
            built = Vector(*built.args[:2])
        if len(built.args) != len(self.variables):
            raise self.record.wrong(f"{len(built.args)} components for the {_counted(self.variables)}", field)
        return built

    def _limits(self, value: Any, make: Callable[[syntax.Node], Any], field: str) -> tuple[tuple[Symbol, Expr, Expr], ...]:
        """Limits with the symbols of their variables, innermost first."""
        return tuple((self._symbol(v), self._scalar(make(a), field), self._scalar(make(b), field)) for v, a, b in value)

    def _entry(self, about: syntax.Apply | syntax.DerivativeNode, value: Expr, make: Callable[[syntax.Node], object]) -> TypedEntry:
        if isinstance(about, syntax.DerivativeNode):
            return TypedEntry(about.of, about.by, about.primes, None, value)
        return TypedEntry(about.function, about.slots, about.primes, tuple(map(make, about.args)), value)

    def _strand(self, said: strands.Strand, make: Callable[[syntax.Node], object]) -> Strand:
        """A piece of a curve; the coordinates of a given one in the order of the variables."""
        nodes = dict(zip(said.names, said.nodes, strict=True)) if said.names else {}
        if nodes:
            missing = [v.name for v in self.variables if v.name not in nodes]
            extra = [n for n in nodes if n not in {v.name for v in self.variables}]
            if missing or extra:
                wrong = f"the curve does not say {missing[0]}" if missing else f"{extra[0]} is not one of the {_counted(self.variables)}"
                raise self.record.wrong(wrong, "curve")
        if said.word == "given" and not nodes and len(said.nodes) != len(self.variables):
            raise self.record.wrong(f"the curve has {_plural(len(said.nodes), 'component')} for the {_counted(self.variables)}", "curve")
        about = [make(nodes[v.name]) for v in self.variables] if nodes else [make(n) for n in said.nodes]
        ends = () if said.run is None else (self._symbol(said.run[0]), make(said.run[1]), make(said.run[2]))
        about += [r for c in said.clauses for r in _clause(c, make)]
        view = None if said.view is None else (Vector if said.view[0] == "direction" else Tuple)(*map(make, said.view[1]))
        return Strand(said.word, about, ends, said.turn, view)

    def _sheet(self, said: surfaces.Sheet, make: Callable[[syntax.Node], object], field: str) -> Sheet:
        """A piece of a surface; the coordinates of a given one in the order of the variables."""
        nodes = dict(zip(said.names, said.nodes, strict=True)) if said.names else {}
        names = [v.name for v in self.variables]
        if nodes and set(nodes) != set(names):
            raise self.record.wrong(f"the surface must say what {', '.join(names)} are", field)
        about = [make(nodes[n]) for n in names] if nodes else [make(n) for n in said.nodes]
        limits = self._limits(said.limits, make, field)
        return Sheet(said.word, about, limits, [r for c in said.clauses for r in _clause(c, make)])

    def _symbol(self, name: str) -> Symbol:
        return self.symbols.setdefault(name, Symbol(name, real=True))

    def _scalar(self, value: Basic, field: str) -> Expr:
        if not isinstance(value, Expr) or isinstance(value, Vector | MatrixOf):
            raise self.record.wrong("expected an expression", field)
        return value

    def _known(self, name: str, field: str) -> Symbol:
        for v in self.variables:
            if v.name == name:
                return v
        raise self.record.wrong(
            f"{name} is not one of the {_counted(self.variables)}", field, nearest(name, [v.name for v in self.variables])
        )

    def _placed(self, value: Any, make: Callable[[syntax.Node], Any], field: str) -> dict[Symbol, Expr]:
        """A point as variable -> coordinate, in the order of the variables."""
        if self.running and len(value) == len(self.running) and (isinstance(value, list) or set(value) == {p.name for p in self.running}):
            nodes = value if isinstance(value, list) else [value[p.name] for p in self.running]
            return {p: self._scalar(make(node), field) for p, node in zip(self.running, nodes, strict=True)}
        if isinstance(value, list):
            variables = tuple(v for v in self.variables if v != self.follows) if len(value) == len(self.variables) - 1 else self.variables
            if len(value) != len(variables):
                raise self.record.wrong(f"{_plural(len(value), 'coordinate')} for the {_counted(self.variables)}", field)
            placed = {v: self._scalar(make(node), field) for v, node in zip(variables, value, strict=True)}
            self._check_assumed(placed, field)
            return placed
        for name in value:
            self._known(name, field)
        missing = [v.name for v in self.variables if v.name not in value and v != self.follows]
        if missing:
            raise self.record.wrong(f"the point has no coordinate {', '.join(missing)}", field)
        placed = {v: self._scalar(make(value[v.name]), field) for v in self.variables if v.name in value}
        self._check_assumed(placed, field)
        return placed

    def _in_space(self, value: list[Any], make: Callable[[syntax.Node], Any], field: str) -> dict[Symbol, Expr]:
        """A point through which a curve goes, by its coordinates x, y, z."""
        return {Symbol(n, real=True): self._scalar(make(node), field) for n, node in zip(("x", "y", "z"), value, strict=False)}

    def _uncertain(self, value: Any, make: Callable[[syntax.Node], object], field: str) -> dict[Symbol, Expr]:
        """Uncertainties by variable; those in per cent are of the coordinate of the point."""
        shares = value.items() if isinstance(value, dict) else enumerate(value)
        relative = [k for k, v in shares if isinstance(v, Relative)]
        plain: Any = {k: _share(v) for k, v in value.items()} if isinstance(value, dict) else list(map(_share, value))
        placed = self._placed(plain, make, field)
        for k in relative:
            v = list(placed)[k] if isinstance(k, int) else self.symbols[k]
            self.shares[v] = placed[v]
            placed[v] = evaluated(product(placed[v], apply(Abs, self.point[v])))
        return placed

    def _check_assumed(self, placed: Mapping[Symbol, Expr], field: str) -> None:
        for v, a in placed.items():
            value = evaluated(a)
            if (
                (v.is_positive and value.is_nonpositive)
                or (v.is_nonnegative and value.is_negative)
                or (v.is_integer and value.is_integer is False)
            ):
                raise self.record.wrong(f"{v} = {value} is not what is assumed of {v}", field)

    def check_shapes(self, given: Mapping[str, Any]) -> None:
        """What no field shows alone."""
        if "angle" in given and len(self.variables) != 2:
            raise self.record.wrong(
                f"an angle gives a direction in the plane only, and there are {_plural(len(self.variables), 'variable')}", "angle"
            )
        for x, e in given.get("inner", {}).items():
            seen: set[Basic] = set()
            below = set(e.free_symbols)
            while below - seen:
                seen |= below
                below = {s for v in below if v in given["inner"] for s in given["inner"][v].free_symbols}
            if x in seen:
                raise self.record.wrong(f"{x} depends on itself", "inner")
        if "order" in given and isinstance(given.get("with_respect_to"), tuple):
            try:
                orders(given["with_respect_to"], given["order"])
            except ValueError as error:
                raise self.record.wrong(str(error), "order") from None
        if "side" in given and len(self.variables) != 1:
            raise self.record.wrong("only a limit in one variable has sides", "side")


def _clause(clause: Clause, make: Callable[[syntax.Node], object]) -> tuple[Basic, ...]:
    """What a clause says: relations, alone or under a word."""
    built = tuple(r for node in clause.nodes for made in (make(node),) for r in (made.args if isinstance(made, Tuple) else (made,)))
    return (Said(clause.word, built),) if clause.word else built


def _share(value: syntax.Node | Relative) -> syntax.Node:
    return value.share if isinstance(value, Relative) else value


def _vanishing(value: Basic) -> Basic:
    """What is 0 where an equation holds: the difference of its sides."""
    if not isinstance(value, Eq):
        return value
    left, right = value.args
    return left if right.is_zero else total(left, negative(right))


def _entries(value: Any) -> tuple[Basic, ...]:
    return value.args if isinstance(value, Vector) else (value,)


def _plural(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def _counted(variables: tuple[Symbol, ...]) -> str:
    listed = ", ".join(v.name for v in variables)
    return f"variable {listed}" if len(variables) == 1 else f"{len(variables)} variables {listed}"
