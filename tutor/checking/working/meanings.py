"""What a formula in a working means: the values of its names, the student's own before those of the way, operations done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice, product

from tutor.checking.plain import replaced
from tutor.checking.working.relations import is_plain
from tutor.checking.working.worked import entries, letters_in, put, vector, worked
from tutor.checking.working.world import COORDINATES, Alternatives, World, elements
from tutor.reading.functions import GREEK
from tutor.reading.syntax import Apply, DerivativeNode, IntegralNode, Node, Num, Prod, Rows, Sym, walk
from tutor.reading.working.line import Chain, Member, derived, listed, named
from tutor.reading.working.operations import Operation, Operations

MOST_MEANINGS = 16  # of one formula, where names in it have several values
MOST_VALUES = 4  # of one of these names
_PRIMED = re.compile(r"([A-Za-z])(['′’]+)")


class Meanings:
    """The names and values that are known where a line stands.

    `worlds` are the right way and those with a wrong value of the student's in it, `own` what the student's own lines say of a
    name, `kept` the variables of integrals without ends, which stand for themselves on both sides. `called` are the student's letters
    for functions of the way, `elsewhere` what the student has put letters for, where the constraints hold: x = 8 - 2y.
    """

    def __init__(self, operations: Operations, world: World) -> None:
        self.operations = {o.letter: o for o in operations.found}
        self.worlds = [world]
        self.own: dict[str, list[tuple[tuple[Node, ...], Node]]] = {}
        self.kept: frozenset[str] = frozenset()
        self.called = dict(world.called)
        self.sought = world.found  # functions that are looked for, whatever is pinned later
        self.elsewhere: tuple[Mapping[str, Node], ...] = ()

    @property
    def world(self) -> World:
        """The right way."""
        return self.worlds[0]

    def of_chain(self, chain: Chain) -> list[Alternatives]:
        """The meanings of its members."""
        inside = (n for m in chain.members if m.tree is not None for n in walk(m.tree))
        self.kept = frozenset(n.variable for n in inside if isinstance(n, IntegralNode) and n.lower is None)
        return [self.of(m) for m in chain.members]

    def of(self, member: Member) -> Alternatives:
        """The values that a formula may have, names and operations in it put in; none where one is not known."""
        if self.stands(member):
            return tuple(w.goal for w in self.worlds if w.goal is not None)
        if self._is_function(member):
            return self.named(member.name, member.at)
        if self.is_name(member) and (found := self.named(member.name, member.at)):
            bare = isinstance(member.tree, Apply) and member.tree.function in self.world.functions
            return (*found, member.tree) if bare and member.tree is not None else found
        return () if member.tree is None else self.expanded(member.tree)

    def stands(self, member: Member) -> bool | None:
        """Whether an integral without ends is the one that is asked, which is a number; None for anything else."""
        return None if self.world.goal is None else self.world.stands(member.text)

    def named(self, name: str, at: tuple[Node, ...]) -> Alternatives:
        """The values of a name, with arguments those there."""
        name = self.canonical(name)
        said, at = at, self._on_curve(at) or tuple(v for a in at for v in self.expanded(a)[:1])
        own = [*self._said(name, at), *self._sloped(name, at)]
        own += self._by_helper(name) if not at else ()
        known = [v for w in self.worlds for v in (w.there(name, said) or w.named(name, at))]
        elsewhere = [v for place, v in self.own.get(name, ()) if place and not at and not letters_in(*place)]  # f(1, 0) is not f
        found = (*(v for v in own if v not in elsewhere), *known, *elsewhere)
        return tuple(dict.fromkeys(worked(v, self.world.dimension) for v in found))[:MOST_MEANINGS]

    def _on_curve(self, at: tuple[Node, ...]) -> tuple[Node, ...]:
        """The coordinates of r(t), which reads as a product, where something is taken there; none of another place."""
        match at:
            case (Prod((Sym(name), Sym() as t)),):
                places = (entries(v) or () for v in self.named(name, (t,)))
                return next((p for p in places if len(p) == len(self.world.order) > 1), ())
        return ()

    def _said(self, name: str, at: tuple[Node, ...]) -> list[Node]:
        """What the student's own lines say of a name; with arguments also by putting them into what is said of it in general."""
        out = []
        for place, value in self.own.get(name, ()):
            if not at or place == at:
                out.append(value)
                continue
            free = tuple(n.name for n in place if isinstance(n, Sym))
            if not place:
                inside = letters_in(value)
                free = self.world.order if len(at) == len(self.world.order) else tuple(inside) if len(inside) == 1 else ()
                out += [value] if len(free) != len(at) else []
            if len(free) == len(at):
                out.append(put(value, dict(zip(free, at, strict=True))))
        return out

    def _sloped(self, name: str, at: tuple[Node, ...]) -> list[Node]:
        """The derivative that a name says, of what the student's own lines say of its function: g', where g(t) is a formula."""
        called, _, rest = name.partition(" ")
        of, _, by = rest.partition(" ")
        if called == "gradient" and of in self.own:
            columns = [self._sloped(derived(of, (x,)), at)[:1] for x in self.world.order]
            return [vector(tuple(c[0] for c in columns))] if all(columns) else []
        if called not in ("derivative", "differential") or of not in self.own:
            return []
        said = [v for place, v in self.own[of] if all(isinstance(n, Sym) for n in place)]
        general = [v for v in said if letters_in(v) and set(filter(None, by.split(","))) <= letters_in(v)]  # and no number of it
        made = [d for v in general for d in self.slope(called, v, by)]
        free = tuple(letters_in(*general))
        return [put(d, {free[0]: at[0]}) for d in made] if len(at) == len(free) == 1 else made if not at else []

    def _by_helper(self, name: str) -> list[Node]:
        """The derivative that a name says, by a letter of the student's own between: dz/dt is dz/du times du/dt."""
        called, _, rest = name.partition(" ")
        of, _, by = rest.partition(" ")
        if called != "derivative" or not by:
            return []
        helpers = (u for u in self.own if " " not in u and u not in self.world.letters and derived(of, (u,)) in self.own)
        pairs = ((self._said(derived(of, (u,)), ())[:1], self._said(derived(u, (by,)), ())[:1]) for u in helpers)
        return [Prod((a[0], b[0])) for a, b in pairs if a and b]

    def slope(self, called: str, value: Node, by: str = "") -> Alternatives:
        """The derivative of a formula, or its differential where it has one letter."""
        made = self.world.reckon(Operation("", "derivative", value, tuple(by.split(","))))[:1]
        if called == "derivative":
            return made
        free = tuple(letters_in(value))
        return tuple(Prod((d, Sym(f"d{free[0]}"))) for d in made) if len(free) == 1 else ()

    def canonical(self, name: str) -> str:
        """A name as the way has it: of z, where its function is f, what the way says of f."""
        called, _, rest = name.partition(" ")
        of, _, by = rest.partition(" ")
        return f"{called} {self.called[of]} {by}".strip() if of in self.called and of not in self.own else name

    def call(self, name: str, stage: int) -> None:
        """Notes that the student writes u for the way's f, by u_x, which is what the way says of f_x."""
        called, _, rest = name.partition(" ")
        of, _, by = rest.partition(" ")
        for known in (k.name.split(" ") for k in self.world.known if k.stage == stage and by):
            if known[0] == called and known[2:] == [by] and not any(k.name.split(" ")[1:2] == [of] for k in self.world.known):
                self.called[of] = known[1]

    def expanded(self, tree: Node, kept: tuple[str, ...] = ()) -> Alternatives:
        """A formula with what its letters mean, but for those that are kept."""
        choices: dict[str, Alternatives] = {}
        names = dict.fromkeys(n.name for n in walk(tree) if isinstance(n, Sym | DerivativeNode))
        kept = (*kept, *(x for x in COORDINATES - self.own.keys() if f"d{x}" in names))  # r dr, where the way has another r
        for name in (n for n in names if n not in kept):
            found = self._letter(name)
            if found is None:
                continue
            if not found:
                return ()
            polar = name in COORDINATES and name not in self.own and all(entries(v) is not None for v in found)  # r the radius, not r(t)
            choices[name] = (*found, Sym(name)) if polar else found
        applied = {n: self._values_of(n) for n in walk(tree) if isinstance(n, Apply)}
        if not all(applied.values()):
            return ()
        out: list[Node] = []
        for picked in islice(product(*choices.values(), *applied.values()), MOST_MEANINGS):
            made = put(tree, dict(zip(choices, picked, strict=False)))
            for node, value_ in zip(applied, picked[len(choices) :], strict=True):
                made = replaced(made, node, value_)
            level = self.world.levelled(worked(made, self.world.dimension))
            if level is not None:
                out.append(level)
        return tuple(dict.fromkeys(out))

    def _values_of(self, node: Apply) -> Alternatives:
        """The values of a function at a place; an unspecified one may also stay as it is."""
        bare = (node,) if node.function in self.world.functions else ()
        return (*self._applied(node)[:MOST_VALUES], *bare)

    def _applied(self, node: Apply) -> Alternatives:
        by = tuple(sorted(node.slots)) or ("",) * node.primes
        name = derived(node.function, by) if by else node.function
        return self.named(name, node.args)

    def _letter(self, name: str) -> Alternatives | None:
        """The values of a letter; None for one that stands for itself, none for an operation that cannot be done."""
        operation = self.operations.get(name)
        if operation is not None:
            return self._operated(operation)
        if name in self.world.variables or name in self.kept:
            return None
        plain = named(name, self.world.variables) or name
        found = self.named(plain, ()) or self.named(listed(name), ())
        if not found and name in self.world.unsaid:
            return (self.world.unsaid[name],)
        found = (*found, *self._unspecified(plain if " " in plain else listed(name)))
        return found or (() if "_" in name else None)

    def _unspecified(self, name: str) -> Alternatives:
        """The slope that a name says of a function that is looked for, as it stands: g_y of g(y, z)."""
        called, _, rest = name.partition(" ")
        of, _, by = rest.partition(" ")
        if called != "derivative" or of not in self.sought:
            return ()
        taken = [n.args for k in self.world.known for n in walk(k.value) if isinstance(n, Apply) and n.function == of]
        taken += [place for place, _ in self.own.get(of, ()) if place]
        letters_ = tuple(a.name for a in taken[0] if isinstance(a, Sym)) if taken else ()
        primes, slots = by.count(",") + 1, tuple(filter(None, by.split(",")))
        if len(letters_) == 1 and set(slots) <= set(letters_):
            return (Apply(of, taken[0], primes),)
        return (Apply(of, taken[0], 0, slots, letters=letters_),) if slots and set(slots) <= set(letters_) else ()

    def _operated(self, operation: Operation) -> Alternatives:
        if operation.kind == "name":
            found = self.named(named(operation.name, self.world.variables), operation.at)
            primed = _PRIMED.fullmatch(operation.name.strip())
            if primed is None or primed[1] not in self.world.functions or not operation.at:
                return found
            bare = (Apply(primed[1], operation.at, len(primed[2])),)
            return (*found, *bare) if found or primed[1] not in self.world.found else ()
        if operation.kind == "over":
            inside = self.expanded(operation.of) if operation.of is not None else ()
            return tuple(v for of in inside[:MOST_VALUES] for v in self.world.spread(of, operation.name))
        own = self._own_ends(operation)
        return self._reckoned(operation) if own is None else tuple(dict.fromkeys((*self._reckoned(own), *self._reckoned(operation))))

    def _own_ends(self, operation: Operation) -> Operation | None:
        """Values at two ends taken for those of the letter inside, [u^4/4]_1^2: they may be those of u as well as of what u stands for."""
        if operation.kind != "ends" or operation.by or operation.of is None:
            return None
        inside = {n.name for n in walk(operation.of) if isinstance(n, Sym)}
        return replace(operation, by=tuple(inside)) if len(inside) == 1 and not inside & {*self.world.variables, *self.operations} else None

    def _reckoned(self, operation: Operation) -> Alternatives:
        kept = operation.by
        if operation.kind == "sum" and operation.of is not None:  # over the data, whatever else their letters are
            kept = tuple(n.name for n in walk(operation.of) if isinstance(n, Sym) and n.name not in self.operations)
        of = self.expanded(operation.of, kept) if operation.of is not None else ()
        second = self.expanded(operation.second)[:1] if operation.second is not None else (None,)
        at = [self.expanded(a)[:1] for a in operation.at]
        if not of or not second or not all(at):
            return ()
        ends = tuple(a[0] for a in at)
        made = [self.world.reckon(replace(operation, of=o, second=second[0], at=ends)) for o in of[:2]]
        if not all(made):
            return ()  # one of the meanings cannot be reckoned with, so nothing is said of the others
        whole = (v for values in made for v in values)
        return tuple(dict.fromkeys(w for v in whole for w in (v, *(self.expanded(v) if operation.by else ()))))

    def define(self, name: str, at: tuple[Node, ...], value_: Node) -> None:
        """From now on the student's own value comes first."""
        self.own.setdefault(name, []).insert(0, (at, value_))

    def names(self, letter: str) -> str:
        """What a letter of a tree names."""
        operation = self.operations.get(letter)
        if operation is not None:
            return named(operation.name, self.world.variables) if operation.kind == "name" else ""
        return listed(letter)

    def is_name(self, member: Member) -> bool:
        """Whether a member is a name and no calculation."""
        tree = member.tree
        if not member.name:
            return False
        if self._is_function(member):
            return True
        if tree is None or isinstance(tree, DerivativeNode | Apply) or (" " in member.name and not isinstance(tree, Sym)):
            return True
        if isinstance(tree, Sym):
            operation = self.operations.get(tree.name)
            return tree.name not in self.world.variables if operation is None else operation.kind == "name"
        return bool(self.world.named(member.name)) and not isinstance(tree, Num)

    def _is_function(self, member: Member) -> bool:
        """Whether it is a function of the student's own, φ(t), which reads as a product."""
        letter = len(member.name) == 1 or member.name in GREEK.values()
        product = isinstance(member.tree, Prod) and member.name not in self.world.variables
        return product and letter and bool(member.at) and all(isinstance(n, Sym) for n in member.at)

    def is_own(self, member: Member) -> bool:
        """Whether it is a single letter, which a student may use for something else."""
        return isinstance(member.tree, Sym) and member.tree.name not in self.operations and "_" not in member.tree.name

    def operates(self, member: Member) -> bool:
        """Whether a member names something of the way, or an operation: its equation claims what that is."""
        if self.is_name(member) or member.tree is None:
            return True
        named_ = (DerivativeNode, IntegralNode, Apply)
        letters_ = [n.name for n in walk(member.tree) if isinstance(n, Sym)]
        slopes = any("_" in name and listed(name).startswith("derivative ") and self.named(listed(name), ()) for name in letters_)
        return slopes or any(isinstance(n, named_) for n in walk(member.tree)) or any(name in self.operations for name in letters_)

    def has_matrix(self, member: Member) -> bool:
        """Whether a member is a calculation with a matrix that has a name."""
        inside = () if member.tree is None or isinstance(member.tree, Sym) else (n.name for n in walk(member.tree) if isinstance(n, Sym))
        return any(isinstance(v, Rows) for name in inside if name not in self.operations for v in self.named(name, ()))

    def reckons(self, member: Member) -> bool:
        """Whether a member is a mere calculation: no operation is left in it but to put limits into what is there."""
        if member.tree is None or any(isinstance(n, IntegralNode | DerivativeNode | Apply) for n in walk(member.tree)):
            return False
        inside = [self.operations[n.name] for n in walk(member.tree) if isinstance(n, Sym) and n.name in self.operations]
        if not inside or any(o.kind != "ends" for o in inside):
            return not self.operates(member)
        return all(o.of is None or not any(isinstance(n, IntegralNode | DerivativeNode) for n in walk(o.of)) for o in inside)

    def puts_in(self, member: Member) -> bool:
        """Whether limits are put in, in a mere calculation."""
        inside = () if member.tree is None else (n.name for n in walk(member.tree) if isinstance(n, Sym))
        return any(name in self.operations for name in inside) and self.reckons(member)

    def pin(self, value: Node) -> None:
        """The functions in a value that is that of the way are from now on no others: what is left of them cannot be taken up elsewhere."""
        sought = self.world.looked_for(value)
        if sought and all(isinstance(arg, Sym) for function in sought for arg in function.args):  # a law with z_x(x(t), y(t)) fixes none
            self.worlds[0] = replace(self.world, found=self.world.found - {function.function for function in sought})

    def compare(self, before: Alternatives, after: Alternatives, world: World | None = None) -> str:
        """Whether one of the first meanings is equal to one of the second, on the right way or where another `world` says."""
        if not before or not after:
            return "undecided"
        world = world or self.world
        pairs = [(a, b) for a in before[:MOST_MEANINGS] for b in after[:MOST_MEANINGS]]
        pairs = [(a, b) for a, b in pairs if isinstance(a, Rows) == isinstance(b, Rows)] or pairs  # J is the matrix, or its determinant
        pairs = [pair for pair in pairs if not any(map(self._has_slope_of_dependent, pair))] or pairs  # y'(x) is y' as it stands
        told = [(a, b) for a, b in pairs if self.world.looked_for(a) == self.world.looked_for(b)]
        told = [(a, b) for a, b in told or pairs if elements(a) == elements(b)]  # dS over dA, and over dx dy
        found = {world.same(a, b).outcome for a, b in told or pairs}  # what holds for every function says less than its formula
        return "equal" if "equal" in found else "undecided" if "undecided" in found else "different"

    def _has_slope_of_dependent(self, meaning: Node) -> bool:
        """Whether the slope of a letter that an equation gives stands in a meaning as it is, y'(x), and not its formula."""
        return any(isinstance(n, Apply) and n.function in self.world.dependents for n in walk(meaning))

    def distance(self, meaning: Node, from_: Node) -> tuple[bool, int]:
        """How far a meaning is from saying something of the same letters; one with a function that nobody knows is furthest."""
        return bool(self.world.looked_for(meaning)), len(letters_in(meaning) ^ letters_in(from_))

    def stage(self, values: Alternatives, name: str) -> int | None:
        """The stage of the way that came to one of the values; without a name none to a mere 0 or 1."""
        return next((s for v in values if not is_plain(v) or name for w in self.worlds if (s := w.stage_of(v, name)) is not None), None)
