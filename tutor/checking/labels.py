"""Whether what an answer is called names what was asked, another quantity of the problem, or nothing known."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.checking.equal import equal
from tutor.errors import Unreadable
from tutor.layout import FunctionName, Ident, Layout, Operator, Row, Script
from tutor.reading.echo import layout_of, letter
from tutor.reading.parse import parse
from tutor.reading.quantity import Operation, Quantity, quantity
from tutor.reading.scope import Scope
from tutor.reading.syntax import DerivativeNode, Node, Relation, Sym, Tup, walk


@dataclass(frozen=True, slots=True)
class Asked:
    """What a problem calls the answer that it asks for.

    `operations` are those that lead to it; none where any may. A derivative has its `orders`, the variables of each that is
    asked, and is one `of` these letters, or of any that is not the problem's own where there are none. `own` letters name
    something else. `point` is where the value is asked.
    """

    operations: frozenset[Operation] = frozenset()
    orders: tuple[tuple[str, ...], ...] = ()
    of: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    variables: tuple[str, ...] = ()
    functions: frozenset[str] = frozenset("fgzwuF")
    point: tuple[tuple[str, Node], ...] = ()
    stated: frozenset[str] = frozenset()

    def names(self, label: str) -> Quantity | None:
        """What a label names, as this problem is written."""
        return quantity(label, (*self.variables, *self.own), self.functions)

    def contradicted(self, label: str) -> bool:
        """Whether a label names another quantity than the one that is asked."""
        found = self.names(label)
        if found is None:
            return False
        if found.operation == "value":
            return found.of in self.own
        if not self.operations:
            return False
        if found.operation not in self.operations:
            return not self._directional(found)
        if found.operation == "derivative" and not self._same_derivative(found):
            return True
        return bool(self.point) and found.at is not None and _elsewhere(found.at, self.point)

    def asks(self, label: str) -> bool:
        """Whether a label names just what is asked."""
        found = self.names(label)
        return found is not None and not self.contradicted(label) and (found.operation in self.operations or self._directional(found))

    def _directional(self, found: Quantity) -> bool:
        """D_u f for a derivative in a direction."""
        by = set(found.by)
        return "directional" in self.operations and found.operation == "derivative" and bool(by) and not by & {*self.variables, ""}

    def _same_derivative(self, found: Quantity) -> bool:
        if self.of:
            if found.of and found.of not in self.of:
                return False
        elif found.of in self.own and found.of not in self.functions:
            return False
        if set(found.by) == {""}:
            return any(len(order) == len(found.by) and len(set(order)) == 1 for order in self.orders)
        return any(sorted(order) == sorted(found.by) for order in self.orders)


def plain_label(name: str) -> str:
    """A plain name, `dz_ds` or `y_prime2`, as it is typed: dz/ds, y''."""
    base, _, rest = name.partition("_")
    if rest.startswith("prime"):
        return base + "'" * int(rest[5:] or 1)
    return f"{base}/{rest}" if rest.startswith("d") and base.startswith("d") and len(rest) > 1 else name


def label_layout(found: Quantity) -> Layout:
    """A label laid out from what it names, not from what was typed."""
    match found.operation:
        case "derivative":
            primes = len(found.by) if "" in found.by else 0
            return layout_of(DerivativeNode(found.of or "f", () if primes else found.by, primes))
        case "gradient":
            return Row((Operator("∇"), letter(found.of)))
        case "divergence":
            return Row((Operator("∇"), Operator("·"), letter(found.of)))
        case "curl":
            return Row((Operator("∇"), Operator("×"), letter(found.of)))
        case "limit":
            to = tuple(letter(name) for name in found.by)
            return Script(FunctionName("lim"), sub=Row((*to, Operator("→", "relation"), _place(found.at or ""))))
        case "differential":
            return Row((Ident("d"), letter(found.of)))
    return letter(found.of or "f")


def _place(at: str) -> Layout:
    """Where a limit goes, laid out from its tree; three dots where it cannot be read."""
    try:
        return layout_of(parse(at, Scope()).tree)
    except Unreadable:
        return Operator("…")


def _elsewhere(at: str, point: tuple[tuple[str, Node], ...]) -> bool:
    """Whether numbers in the brackets of a label are another point; letters there are the general one."""
    text = at.strip("|_{} ")
    names = [name for name, _ in point]
    try:
        tree = parse(text, Scope(frozenset(names))).tree
    except Unreadable:
        return False
    given: dict[str, Node] = {}
    items = tree.items if isinstance(tree, Tup) else (tree,)
    for k, item in enumerate(items):
        match item:
            case Relation((Sym(name), value), ("=",)):
                given[name] = value
            case _ if k < len(names) and len(items) == len(names):
                given[names[k]] = item
    right = dict(point)
    return any(
        name in right and not any(isinstance(n, Sym) for n in walk(value)) and equal(value, right[name]).outcome == "different"
        for name, value in given.items()
    )
