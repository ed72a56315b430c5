"""What is known where a working is judged: names with their values, places to compare at, solutions, and equality there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from fractions import Fraction
from itertools import pairwise
from typing import TypeGuard

from tutor.checking.equal import equal
from tutor.checking.groups import group
from tutor.checking.on_curve import Determined, EquationCurve, equal_on
from tutor.checking.opinion import DIFFERENT, EQUAL, REAL, UNDECIDED, Domain, Opinion
from tutor.checking.plain import NOUGHT, replaced
from tutor.checking.tolerance import close
from tutor.checking.up_to_constant import equal_up_to_constant
from tutor.checking.values import letters
from tutor.checking.working.worked import entries, letters_in, put, worked
from tutor.frozen import dataclass
from tutor.reading.syntax import (
    Abs,
    Apply,
    Call,
    IntegralNode,
    Neg,
    Node,
    Norm,
    Num,
    Prod,
    Quot,
    Relation,
    Rows,
    Sum,
    Sym,
    Tup,
    has_decimal,
    walk,
)
from tutor.reading.working.operations import Operation

ROUNDED = Fraction(1, 200)  # behind ≈, and for decimals: three digits
_OVER = frozenset("VASDs")  # dV, dA, dS, ds: elements of what a region, a surface or a curve has
_ELEMENT = re.compile(r"d(?:[A-Za-z]|theta|phi|rho)")
CONSTANTS = ("C", "c", "K", "C_1")
COORDINATES = frozenset(["r", "theta", "rho", "phi", "t", "s"])  # letters that stand for themselves where they are not defined
Alternatives = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class RightValue:
    """A value of the right way, by the number of its stage; `name` as `line.named` gives it, empty for one without, `at` its arguments."""

    stage: int
    name: str
    value: Node
    at: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """What the right way, or one with a student's own value in it, says.

    `reckon` does an operation, `divides` says whether a polynomial is a factor of another, `levelled` works out integrals that stand
    in others. `variables` are the letters of the problem, those of its function in `order`; `functions` are unspecified
    functions, those in `found` are looked for,
    `dependents` letters that equations give, `antiderivatives` those in which a constant may be added; `sought` says that the
    answer is an equation itself. `places` are what letters may be replaced by before two sides are compared: the point, inner
    functions, other coordinates. `solutions` are those of the systems on the way, `needed` those whose points the answer has,
    `equations` their equations, `ranges` the limits between
    which letters run, `keys` the stages by the values that stand in them. `called` are other letters for the function, `constraints`
    the equations of the curves and edges on which it is looked at, `integrand` what an antiderivative has as its slope, where the problem
    is one integral. `unsaid` is what letters are taken for that nobody has said anything of: v for the direction;
    `tending` the function whose limit at the point is asked, `limitless` where it has none, `integrals` the stages whose goals have
    integrals in them. `expands` says whether a polynomial is one that a function is near at the point, where such a one is asked;
    `normal` is that of a plane that is asked; `walks` where the end of a walk is. `asked` are letters whose values are asked, each with
    a value of its own, `otherwise` is what names are by another usage. `spread` is an
    integral over the region of the problem, with its ends, `edges` what coordinates are on the edges of that. `goal` is the number that
    is asked, `stands` tells whether an
    integral without ends is the one that is asked; None of other texts.
    """

    known: tuple[RightValue, ...]
    reckon: Callable[[Operation], Alternatives]
    divides: Callable[[Node, Node], bool] = lambda _, __: False
    levelled: Callable[[Node], Node | None] = lambda node: node
    variables: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    functions: frozenset[str] = frozenset()
    places: tuple[Mapping[str, Node], ...] = ({},)
    point: Mapping[str, Node] = field(default_factory=dict)
    solutions: tuple[Mapping[str, Node], ...] = ()
    needed: tuple[Mapping[str, Node], ...] = ()
    equations: tuple[Relation, ...] = ()
    curve: EquationCurve | Determined | None = None
    domain: Domain = REAL
    ranges: Mapping[str, tuple[tuple[Node, Node], ...]] = field(default_factory=dict)
    found: frozenset[str] = frozenset()
    dependents: frozenset[str] = frozenset()
    sought: bool = False
    antiderivatives: tuple[str, ...] = ()
    dimension: int = 2
    keys: Mapping[str, int] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    constraints: tuple[Relation, ...] = ()
    integrand: Node | None = None
    unsaid: Mapping[str, Node] = field(default_factory=dict)
    tending: Node | None = None
    limitless: bool = False
    integrals: frozenset[int] = frozenset()
    expands: Callable[[Node, Node, int | None], str] | None = None
    normal: Node | None = None
    walks: bool = False
    asked: Mapping[str, Node] = field(default_factory=dict)
    otherwise: Mapping[str, Node] = field(default_factory=dict)
    spread: Callable[[Node, str], Alternatives] = lambda _, __: ()
    edges: tuple[tuple[str, Node], ...] = ()
    goal: Node | None = None
    stands: Callable[[str], bool | None] = lambda _: None

    @property
    def right(self) -> Relation | None:
        """The equation that is the answer; None where it is none."""
        return next((k.value for k in reversed(self.known) if isinstance(k.value, Relation)), None) if self.sought else None

    @property
    def end(self) -> int:
        """The last stage."""
        return max((k.stage for k in self.known), default=0)

    def strange(self, *values: Node) -> frozenset[str]:
        """The letters that are the student's own, and no usual constants: they may be anything."""
        return letters_in(*values) - self.letters - set(CONSTANTS)

    @property
    def letters(self) -> frozenset[str]:
        """The letters that the way has."""
        said = [n for k in self.known for n in (k.value, *k.at) if not isinstance(n, Rows)]
        equations = (s for r in (*self.equations, *self.constraints) for s in r.items)
        inside = letters_in(*said, *equations, *(v for p in (*self.places, *self.solutions) for v in p.values()))
        of_solutions = (name for s in self.solutions for name in s)
        return inside | self.variables | {*self.order, *self.functions, *self.dependents, *self.ranges, *self.point, *of_solutions}

    @property
    def everywhere(self) -> World:
        """What is equal at the point or along a curve only is not equal here."""
        return replace(self, places=({},))

    def named(self, name: str, at: tuple[Node, ...] = ()) -> Alternatives:
        """The values that a name has on the way; with arguments at these, also by putting them into the general one."""
        if not name:
            return ()
        mine = [k for k in self.known if k.name == name]
        if not at:
            general = [k for k in mine if not k.at or letters_in(k.value) & set(self.order)]
            return tuple(dict.fromkeys(k.value for k in general or mine))
        there = {k.value: None for k in mine if k.at and self._same_place(k.at, at)}
        into = dict(zip(self.order, at, strict=False)) if len(at) == len(self.order) else {}
        put_in = {put(k.value, into): None for k in mine if not k.at or all(isinstance(a, Sym) for a in k.at)}
        return tuple({**there, **put_in})

    def there(self, name: str, at: tuple[Node, ...]) -> Alternatives:
        """The values that a name has on the way with just these arguments, as they are written: F(r(t))."""
        return tuple(k.value for k in self.known if at and k.name == name and k.at == at)

    def _same_place(self, a: tuple[Node, ...], b: tuple[Node, ...]) -> bool:
        return len(a) == len(b) and all(x == y or equal(x, y, self.domain).outcome == "equal" for x, y in zip(a, b, strict=True))

    def stage_of(self, value: Node, name: str = "") -> int | None:
        """The first stage whose value this is, that of the name before others."""
        found = self.stage_named(value, name)
        return self.keys.get(key(value, self.domain)) if found is None else found

    def stage_named(self, value: Node, name: str) -> int | None:
        """The first stage of the name whose value this is; one that has it as it stands before one that comes to it at the point."""
        mine = [k for k in self.known if name and k.name == name and k.stage >= 0]
        own = key(value, self.domain)
        found = next((k.stage for k in mine if key(k.value, self.domain) == own), None)
        return next((k.stage for k in mine if self.same(k.value, value).outcome == "equal"), None) if found is None else found

    def same(self, a: Node, b: Node) -> Opinion:
        """Whether two values are equal: everywhere, at the point, with inner functions put in, or on the curve."""
        if len(self.order) > 1 and any(_is_open(n) and n.variable in _OVER - self.letters for t in (a, b) for n in walk(t)):
            return UNDECIDED  # over a region that is not written
        if any(_is_open(n) for t in (a, b) for n in walk(t)):
            one, two = self.slopes(a, b)
            return UNDECIDED if any(_is_open(n) for t in (one, two) for n in walk(t)) else self.same(one, two)
        over = elements(a), elements(b)
        if all(over) and not over[0] & over[1]:
            return UNDECIDED  # elements of other coordinates
        out = DIFFERENT
        general = all(letters_in(n) & set(self.order) for n in (a, b) if not isinstance(n, Rows | Relation))
        inside = letters_in(*(n for n in (a, b) if not isinstance(n, Rows | Relation)))
        for place in self.places:
            there = general and bool(place) and place.keys() == self.point.keys()
            if there and not self.dependents:
                continue  # what agrees at the point only is another function
            if general and place and inside <= place.keys() and not inside & letters_in(*place.values()):
                continue  # and so is what agrees along a curve, where neither side has its parameter
            x, y = worked(put(a, place), self.dimension), worked(put(b, place), self.dimension)
            found = self._equal(x, y)
            if found.outcome == "equal" and not there:
                return found
            if found.outcome == "undecided" or (there and found.outcome == "equal" and self.curve is None):
                out = UNDECIDED  # where equations hold it may be the same function
        if out.outcome == "different" and (sought := self.looked_for(a) | self.looked_for(b)):
            return self._whatever(a, b, sought)
        free = letters_in(a, b)
        if free & (self.dependents - set(self.point)) and out.outcome == "different" and not self.curve:
            return out if _is_number(a) and _is_number(b) and self._constantly(a, b, free) else UNDECIDED
        if self.curve is not None and _is_number(a) and _is_number(b):
            found = equal_on(a, b, self.curve, self.domain)
            if found.outcome != "different":
                return found
        if self.antiderivatives and out.outcome == "different" and self._constant(a, b):
            apart = [equal_up_to_constant(_free(a), _free(b), x, self.domain).outcome == "different" for x in self.antiderivatives]
            return out if any(apart) else EQUAL
        return self._where_they_run(a, b) if out.outcome == "different" else out

    def _where_they_run(self, a: Node, b: Node) -> Opinion:
        """Whether two sides that differ somewhere do so between the ends of their letters too: not |sin u|, where u runs from 0 to π."""
        free = letters_in(a, b)
        sided = any(isinstance(n, Abs | Norm | Call) for t in (a, b) for n in walk(t))
        if not sided or not free or any(len(self.ranges.get(x, ())) != 1 for x in free):
            return DIFFERENT
        shares = {x: Sym(f"Xi_{k}") for k, x in enumerate(sorted(free))}
        inside: dict[str, Node] = {}
        for x, share in shares.items():
            ((low, high),) = self.ranges[x]
            inside[x] = Sum((low, Prod((Sum((high, Neg(low))), Quot(share, Sum((share, Num("1"))))))))
        domain = replace(self.domain, letters={**self.domain.letters, **{s.name: "positive" for s in shares.values()}})
        return equal(put(a, inside), put(b, inside), domain)

    def _constantly(self, a: Node, b: Node, free: frozenset[str]) -> bool:
        """Whether two sides are apart by a number: else letters that depend on others may have the values where they are equal."""
        apart = Sum((a, Neg(b)))
        return self._equal(apart, put(apart, {name: Sum((Sym(name), Num("1"))) for name in free})).outcome == "equal"

    def looked_for(self, side: Node) -> frozenset[Apply]:
        """The functions in it that are looked for, with their arguments."""
        return frozenset(n for n in walk(side) if isinstance(n, Apply) and n.function in self.found)

    def _whatever(self, a: Node, b: Node, sought: frozenset[Apply]) -> Opinion:
        """Different where two sides differ whatever functions are: by something that has letters which none of these can take up."""
        for number, function in enumerate(sought):
            letter = Sym(f"Xi_{number}")
            a, b = (replaced(side, function, letter) for side in (a, b))
        none = {f"Xi_{number}": NOUGHT for number in range(len(sought))}
        left, right = put(a, none), put(b, none)
        apart = Sum((left, Neg(right)))
        others = letters_in(apart) - letters_in(*(arg for function in sought for arg in function.args))
        moved = put(apart, {name: Sum((Sym(name), Num("1"))) for name in others})
        alike = self._equal(Sum((a, Neg(left))), Sum((b, Neg(right)))).outcome == "equal"
        return DIFFERENT if others and alike and self._equal(apart, moved).outcome == "different" else UNDECIDED

    def antiderivative(self, value: Node) -> str:
        """Whether a formula is an antiderivative, where the problem is one integral: equal, different, or undecided."""
        if self.integrand is None or not letters_in(value) & set(self.order):
            return "undecided"
        slope = self.reckon(Operation("", "derivative", value, self.order))
        return self._equal(slope[0], self.integrand).outcome if slope else "undecided"

    def slopes(self, a: Node, b: Node) -> tuple[Node, Node]:
        """Two sides in which integrals without ends stand, by their slopes; others as they are."""
        inside = next((n for t in (a, b) for n in walk(t) if isinstance(n, IntegralNode) and _is_open(n)), None)
        if inside is None:
            return a, b
        found = [self.reckon(Operation("", "derivative", side, (inside.variable,))) for side in (a, b)]
        return (found[0][0], found[1][0]) if all(found) else (a, b)

    def _equal(self, a: Node, b: Node) -> Opinion:
        u, v = entries(a), entries(b)
        if (u is None) != (v is None) and not (isinstance(a, Tup | Rows) and isinstance(b, Tup | Rows)):
            return UNDECIDED  # a vector and a number: one of them was misread
        if u is not None and v is not None:
            a, b = Tup(u, "<", ">"), Tup(v, "<", ">")
        found = equal(a, b, self.domain)
        return _near(a, b, self.domain) if found.outcome == "different" else found

    def _constant(self, a: Node, b: Node) -> bool:
        """Whether a constant may be added: there is one, or an integral without ends."""
        return any(_is_open(n) or (isinstance(n, Sym) and n.name in CONSTANTS) for t in (a, b) for n in walk(t))


def elements(node: Node) -> frozenset[str]:
    """The differentials in it, of a length, an area, a volume."""
    return frozenset() if isinstance(node, Rows | Relation) else frozenset(n for n in letters_in(node) if _ELEMENT.fullmatch(n))


def _is_open(node: Node) -> TypeGuard[IntegralNode]:
    """Whether it is an integral without ends."""
    return isinstance(node, IntegralNode) and node.lower is None


def _free(node: Node) -> Node:
    """Without its constant."""
    return put(node, {name: Num("0") for name in CONSTANTS})


def _is_number(node: Node) -> bool:
    return not isinstance(node, Tup | Rows | Relation)


def _near(a: Node, b: Node, domain: Domain) -> Opinion:
    """A decimal and the exact value that it is rounded from: equal; else different."""
    if isinstance(a, Tup) and isinstance(b, Tup) and len(a.items) == len(b.items):
        pairs = [(x, y) for x, y in zip(a.items, b.items, strict=True)]
    else:
        pairs = [(a, b)]
    for x, y in pairs:
        if letters(x, y) or isinstance(x, Tup | Rows) or isinstance(y, Tup | Rows):
            return DIFFERENT
        if equal(x, y, domain).outcome == "equal":
            continue
        if not (has_decimal(x) or has_decimal(y)) or close(x, y, ROUNDED, domain=domain).outcome != "equal":
            return DIFFERENT
    return Opinion("equal", "numeric")


def key(value: Node, domain: Domain) -> str:
    """By which equal values are found quickly."""
    v = entries(value)
    return group(Tup(v, "<", ">") if v is not None else value, domain)


def holds(relation: Relation, at: Mapping[str, Node], world: World) -> Opinion:
    """Whether an equation is satisfied at a point."""
    sides = [worked(put(side, at), world.dimension) for side in relation.items]
    out = EQUAL
    for a, b in pairwise(sides):
        found = equal(a, b, world.domain)
        if found.outcome == "different":
            return found if _near(a, b, world.domain).outcome == "different" else EQUAL
        out = found if found.outcome == "undecided" else out
    return out


def candidates() -> Iterator[Node]:
    """Numbers to refute with, the simplest first."""
    for n in (1, 2, 0, 3, -1):
        yield Num(str(n)) if n >= 0 else Neg(Num(str(-n)))
    for n in (2, 3, 4):
        yield Quot(Num("1"), Num(str(n)))
