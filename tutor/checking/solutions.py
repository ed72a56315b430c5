"""Do two statements have the same solutions? Equations, inequalities, systems, intervals, and what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tutor.checking.beyond import beyond
from tutor.checking.complex_solutions import same_complex_solutions
from tutor.checking.equal import equal
from tutor.checking.factors import FactorTable
from tutor.checking.intervals import same_on_line
from tutor.checking.literals import letters_of, literal
from tutor.checking.logic import FALSE, Atom, Formula, Leaf, leaves, mapped
from tutor.checking.opinion import DIFFERENT, EQUAL, REAL, UNDECIDED, Domain, Opinion, all_equal
from tutor.checking.plain import NOUGHT, plain
from tutor.checking.proportional import same_up_to_factor
from tutor.checking.restricted import apart_somewhere
from tutor.checking.statements import STATEMENTS, NoStatement, formula
from tutor.checking.systems import contradictory, equations, only_equations, same_zeros, without_needless
from tutor.checking.unsolvable import same_without_solutions, with_unit
from tutor.checking.unwinding import Unclear
from tutor.checking.values import fraction, letters
from tutor.checking.witnesses import APART, compared
from tutor.reading.syntax import Joined, Neg, Node, Num, Pow, Prod, Quot, Relation, Sum, Sym, Tup, walk

STANDING_FOR = "t_"  # the letter of an interval that names none


def same_solutions(a: Node, b: Node, domain: Domain = REAL, *, by_words: bool = False) -> Opinion:
    """Whether the same values of the letters satisfy both, in the reals or, with `domain.complex`, in the complex numbers.

    How often a solution counts makes no difference; `differs_only_in_multiplicity` tells. `by_words`: where no real values
    satisfy them, what they say has to be the same.
    """
    if a == b:
        return EQUAL
    a, b = _named(a, b), _named(b, a)
    try:
        if domain.complex:
            return same_complex_solutions(a, b, domain)
        found = _real(a, b, domain, by_words)
    except (NoStatement, Unclear):
        return UNDECIDED
    if found.outcome == "equal" and found.evidence != "exact" and beyond(a, b):
        return UNDECIDED
    # A proof that real solutions differ says nothing of whole ones.
    whole = any(domain.of(n) == "integer" for n in letters(a, b))
    return UNDECIDED if whole and found.outcome == "different" else found


def _real(a: Node, b: Node, domain: Domain, by_words: bool) -> Opinion:
    ends = _ends(a, b, domain)
    if ends is not None:
        return ends
    by_words = by_words and _speaks(a) and _speaks(b)
    letter = letter_of(a, b)
    both = formula(a, letter), formula(b, letter)
    table = FactorTable((NOUGHT, *(leaf.tree for f in both for leaf in leaves(f) if isinstance(leaf, Atom))), domain)
    p, q = (mapped(f, partial(literal, table)) for f in both)
    if by_words and (FALSE in (p, q) or with_unit(a, b) is not a):
        unreal = same_without_solutions(a, b, domain)
        if p == q or unreal.outcome == "equal":
            return unreal
    if p == q:
        return EQUAL
    names = letters_of(table, p, q)
    if len(names) == 1:
        found = same_on_line(p, q, table, names[0])
        if found is not None:
            never = by_words and found.outcome == "equal" and same_on_line(p, FALSE, table, names[0]) == EQUAL
            return same_without_solutions(a, b, domain) if never else found
    elif only_equations(p) and only_equations(q):
        p, q = without_needless(p, table), without_needless(q, table)
        if p == q:
            return EQUAL
        found = same_zeros(p, q, table)
        if found is not None:
            system = equations(p) if by_words and found.outcome == "equal" else None
            return same_without_solutions(a, b, domain) if system and contradictory(table, system) else found
    if not (_rational(a) and _rational(b)):
        found = same_up_to_factor(a, b, domain)
        if found is not None:
            return found
    found = compared(p, q, table)
    if found.outcome == "undecided":
        return _of_identities(both, table, domain)
    return APART if found.outcome == "equal" and apart_somewhere(both, p, q, table, domain) else found


def _of_identities(both: Sequence[Formula], table: FactorTable, domain: Domain) -> Opinion:
    """Equations that hold everywhere, such as sin^2 + cos^2 = 1, taken for what they are."""

    def without(leaf: Leaf) -> Formula:
        always = isinstance(leaf, Atom) and not _rational(leaf.tree) and equal(leaf.tree, NOUGHT, domain).outcome == "equal"
        return literal(table, Atom(NOUGHT, leaf.sign) if always and isinstance(leaf, Atom) else leaf)

    p, q = (mapped(f, without) for f in both)
    return Opinion("equal", "interval") if p == q else UNDECIDED


def _rational(tree: Node) -> bool:
    """Whether there is nothing but the four operations and whole powers in it."""
    known = Relation | Joined | Tup | Num | Sym | Neg | Sum | Prod | Quot | Pow
    return all(isinstance(n, known) and (not isinstance(n, Pow) or fraction(n.exponent) is not None) for n in walk(tree))


def _named(node: Node, other: Node) -> Node:
    """A bare value against `k = value`."""
    match other:
        case Relation((Sym() as left, right), ("=",)) if not isinstance(node, Relation | Joined | Tup) and not letters(node, right):
            return Relation((left, node), ("=",), node.start, node.end)
    return node


def letter_of(a: Node, b: Node) -> str:
    """What an interval is about: the only letter of the other statement."""
    named = [n for n in (a, b) if _speaks(n)]
    found = letters(*named)
    return found[0] if len(found) == 1 else STANDING_FOR


def _speaks(node: Node) -> bool:
    match node:
        case Relation():
            return True
        case Joined(_, items) | Tup(items):
            return any(isinstance(i, STATEMENTS) and _speaks(i) for i in items)
    return False


def _ends(a: Node, b: Node, domain: Domain) -> Opinion | None:
    """Two bare pairs in the same brackets, intervals or points: the same in each place."""
    match a, b:
        case Tup((_, _) as xs, "(" | "[", ")" | "]"), Tup((_, _) as ys, "(" | "[", ")" | "]") if not _speaks(a) and not _speaks(b):
            if any(isinstance(i, Tup | Joined) for i in (*xs, *ys)):
                return UNDECIDED
            found = all_equal(equal(x, y, domain) for x, y in zip(xs, ys, strict=True))
            if (a.open, a.close) == (b.open, b.close):
                return found
            return DIFFERENT if found.outcome == "equal" else None
    return None


def differs_only_in_multiplicity(a: Node, b: Node, domain: Domain = REAL) -> bool:
    """Whether two equations with the same solutions count one of them differently often: (x - 2)^2 = 0 and x = 2."""
    mine, right = _left_side(a), _left_side(b)
    if mine is None or right is None or same_solutions(a, b, domain).outcome != "equal":
        return False
    try:
        table = FactorTable((mine, right), domain)
    except Unclear:
        return False
    powers = [{k: e for k, e in table.built[t].powers.items() if e > 0 and not table.factors[k].sign} for t in (mine, right)]
    return powers[0] != powers[1] and powers[0].keys() == powers[1].keys()


def _left_side(node: Node) -> Node | None:
    """F where the statement says F = 0; of several joined by `or`, the product."""
    match node:
        case Relation((left, right), ("=",)) if not any(isinstance(s, Tup | Relation | Joined) for s in (left, right)):
            return plain(Sum((left, Neg(right))))
        case Joined("or", items):
            found = [f for f in map(_left_side, items) if f is not None]
            return Prod(tuple(found)) if len(found) == len(items) else None
    return None
