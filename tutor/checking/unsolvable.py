"""Statements that no real numbers satisfy: not all the same, so they are compared by what they say of complex numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tutor.checking.complex_solutions import same_complex_solutions
from tutor.checking.factors import FactorTable
from tutor.checking.opinion import DIFFERENT, EQUAL, UNDECIDED, Domain, Opinion
from tutor.checking.plain import plain, replaced
from tutor.checking.signs import has_signs
from tutor.checking.statements import NoStatement
from tutor.checking.systems import Equations, same_complex_zeros
from tutor.checking.unwinding import Unclear
from tutor.checking.values import letters
from tutor.reading.syntax import Const, Joined, Neg, Node, Relation, Sign, Sum, Sym, Tup

FLIPPED: dict[Sign, Sign] = {">": "<", ">=": "<="}
Pair = tuple[Node, Sign]  # the tree is compared with nought


def same_without_solutions(a: Node, b: Node, domain: Domain) -> Opinion:
    """Whether equations have the same complex solutions, or all statements are the same up to factors; else undecided."""
    a, b = with_unit(a, b), with_unit(b, a)
    try:
        found = same_complex_solutions(a, b, domain)
        return EQUAL if found.outcome == "undecided" and _same_pairs(a, b, domain) else found
    except Unclear:
        return UNDECIDED
    except NoStatement:
        pass
    try:
        return EQUAL if _same_pairs(a, b, domain) else _systems(a, b, domain)
    except (NoStatement, Unclear):
        return UNDECIDED


def with_unit(node: Node, other: Node) -> Node:
    """With i as the imaginary unit, where it is no letter of the other statement."""
    return replaced(node, Sym("i"), Const("i")) if "i" in letters(node) and "i" not in letters(other) else node


def _pairs(node: Node) -> Iterator[Pair]:
    """All that is said, where all of it has to hold."""
    match node:
        case Relation(items, signs) if not has_signs(node) and not any(isinstance(i, Tup | Joined | Relation) for i in items):
            for left, sign, right in zip(items, signs, items[1:], strict=False):
                if sign == "in":
                    raise NoStatement
                small, large = (right, left) if sign in FLIPPED else (left, right)
                yield plain(Sum((small, Neg(large)))), FLIPPED.get(sign, sign)
        case Joined("and", items) | Tup(items, "" | "(" | "[" | "{"):
            for item in items:
                yield from _pairs(item)
        case _:
            raise NoStatement


def _same_pairs(a: Node, b: Node, domain: Domain) -> bool:
    """Whether both say the same of the same formulas up to factors: positive ones in inequalities."""
    try:
        mine, right = list(_pairs(a)), list(_pairs(b))
    except NoStatement:
        return False
    table = FactorTable([tree for tree, _ in (*mine, *right)], Domain(domain.letters, True))

    def kinds(pairs: list[Pair]) -> Counter[object]:
        found: Counter[object] = Counter()
        for tree, sign in pairs:
            product = table.built[tree]
            ordered = sign in ("<", "<=")
            found[sign, ordered and product.content > 0, product.content == 0, frozenset(product.powers.items())] += 1
        return found

    return kinds(mine) == kinds(right)


def _systems(a: Node, b: Node, domain: Domain) -> Opinion:
    mine, right = list(_pairs(a)), list(_pairs(b))
    if any(sign != "=" for _, sign in (*mine, *right)):
        return UNDECIDED
    names = letters(a, b)
    table = FactorTable([tree for tree, _ in (*mine, *right)], Domain(dict.fromkeys(names, "complex"), True))
    if not all(f.pure for f in table.factors) or any(domain.of(n) != "real" for n in names):
        return UNDECIDED
    if any(e < 0 for p in table.built.values() for e in p.powers.values()):
        return UNDECIDED
    first, second = (_equations(pairs, table) for pairs in (mine, right))
    if frozenset() in first or frozenset() in second:
        return UNDECIDED if frozenset() in first and frozenset() in second else DIFFERENT
    found = same_complex_zeros(table, first, second)
    return UNDECIDED if found is None else found


def _equations(pairs: list[Pair], table: FactorTable) -> Equations:
    """Each as the factors of which one has to be nought; none of them where a number is said to be nought."""
    products = [table.built[tree] for tree, _ in pairs]
    return tuple(frozenset(p.powers) for p in products if p.content != 0)
