"""Whether what an answer is called names what was asked, another quantity of the problem, or nothing known."""

from __future__ import annotations

from tutor.checking.equal import equal
from tutor.errors import Unreadable
from tutor.frozen import dataclass
from tutor.page.layout import FunctionName, Ident, Layout, Operator, Row, Script
from tutor.reading.echo import layout_of, letter
from tutor.reading.parse import parse
from tutor.reading.patterns import compiled
from tutor.reading.quantity import Operation, Quantity, plain, quantity
from tutor.reading.scope import Scope
from tutor.reading.syntax import DerivativeNode, Node, Relation, Sym, Tup, walk

_CHANGE = compiled(r"∂\(([^()]*)\)/∂\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a problem calls the answer that it asks for.

    `operations` are those that lead to it; none where any may. A derivative has its `orders`, the variables of each that is
    asked, and is one `of` these letters, or of any that is not the problem's own where there are none. `own` letters name
    something else. `point` is where the value is asked, `estimate` where a linear function is used. `foreign` nouns are those
    of other quantities, `given` letters those of the function itself, `order` is that of a Taylor polynomial.
    """

    operations: frozenset[Operation] = frozenset()
    orders: tuple[tuple[str, ...], ...] = ()
    of: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    variables: tuple[str, ...] = ()
    functions: frozenset[str] = frozenset("fgzwuF")
    point: tuple[tuple[str, Node], ...] = ()
    stated: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    order: int | None = None
    estimate: tuple[tuple[str, Node], ...] = ()
    given: frozenset[str] = frozenset()

    def names(self, label: str) -> Quantity | None:
        """What a label names, as this problem is written."""
        return quantity(label, (*self.variables, *(self.own - self.functions)), self.functions)

    def contradicted(self, label: str) -> bool:
        """Whether a label names another quantity than the one that is asked."""
        found = self.names(label)
        if found is None:
            return bool(self.operations) and self._other_sign(label)
        if self._misordered(found):
            return True
        if found.operation == "value":
            away = "value" not in self.operations and found.at is not None and self._away(found)
            return found.of in self.own | self.given or self._other_order(found.of) or away
        if not self.operations:
            return False
        if found.operation not in self.operations:
            return not self._directional(found) or self._away(found)
        if found.operation == "derivative" and not self._same_derivative(found):
            return True
        if found.operation == "differential" and found.of in self.own:
            return True
        return self._away(found)

    def asks(self, label: str) -> bool:
        """Whether a label names just what is asked."""
        found = self.names(label)
        return found is not None and not self.contradicted(label) and (found.operation in self.operations or self._directional(found))

    def is_unknown(self, label: str) -> bool:
        """Whether a label is a letter without its change: V = 3, where ΔV is asked."""
        found = self.names(label) if "differential" in self.operations and self.of else None
        return found is not None and found.operation == "value" and len(found.of) == 1

    def is_foreign(self, called: str) -> bool:
        """Whether the words before an answer name another quantity: `error`, where a derivative is asked."""
        return bool(self.foreign) and any(word in self.foreign for word in called.lower().replace(":", " ").split())

    def elsewhere(self, place: str) -> bool:
        """Whether an answer is said to hold at another point."""
        point = self.estimate or self.point
        return bool(point) and _elsewhere(place, point)

    def is_at_numbers(self, label: str) -> bool:
        """Whether a label has the coordinates of a point behind it."""
        found = self.names(label)
        if found is None or found.at is None or found.operation == "limit":
            return False
        return not any(c.isalpha() for c in found.at) and any(c.isdigit() for c in found.at)

    def _away(self, found: Quantity) -> bool:
        """Whether numbers behind a name are another point; a single one is that of the variable differentiated by."""
        if not self.point or found.at is None:
            return False
        point = self.point
        if "," not in found.at and "=" not in found.at and len(point) > 1:
            point = tuple((name, value) for name, value in point if self.orders and name == self.orders[0][0])
        return _elsewhere(found.at, point)

    def _other_sign(self, label: str) -> bool:
        """A size, an integral, a determinant or a product with a direction, where none is asked."""
        text = plain(label)
        if text.startswith("|"):
            return "determinant" not in self.operations
        if text.startswith(("∫", "∬", "∭", "\\int", "\\iint", "int")):
            return True
        if text.startswith(("det", "Det")):
            return "determinant" not in self.operations
        if _CHANGE.match(text) is not None:
            return self._swapped(text)
        if text.startswith(("∇", "grad")) and "·" in text:
            return "directional" not in self.operations
        return text.startswith("D_{-")

    def _swapped(self, text: str) -> bool:
        """∂(r, t)/∂(x, y) where the new letters are r, t."""
        found = _CHANGE.match(text)
        return "determinant" not in self.operations or (found is not None and set(found[1].split(",")) == set(self.variables))

    def _misordered(self, found: Quantity) -> bool:
        """The variables in another order behind the name: L(y, x)."""
        if found.at is None or found.operation == "limit":
            return False
        given = tuple(found.at.strip("()").split(","))
        return given != self.variables and sorted(given) == sorted(self.variables) and len(given) > 1

    def _other_order(self, name: str) -> bool:
        """T_3 where the polynomial of order 2 is asked."""
        if self.order is None:
            return False
        letter, index = name[:1], name[1:].strip("_")
        return letter == "R" or (index.isdigit() and int(index) != self.order)

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
