"""Two statements where one of their linear factors is nought: a point or a curve that one of them loses is found there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import islice

from tutor.checking.factors import FactorTable
from tutor.checking.intervals import same_on_line
from tutor.checking.literals import letters_of, literal, numbers_of
from tutor.checking.logic import FALSE, TRUE, Atom, Formula, Has, Leaf, leaves, mapped
from tutor.checking.opinion import Domain
from tutor.checking.plain import NOUGHT, plain, power, replaced, times
from tutor.checking.unwinding import Unclear
from tutor.checking.values import fraction
from tutor.reading.syntax import Node, Num, Pow, Prod, Quot, Sum, Sym, walk

MOST_FACTORS = 6  # that are set to nought, at each depth
DEEPEST = 3  # letters that are solved for, one after the other


def apart_somewhere(both: Sequence[Formula], p: Formula, q: Formula, table: FactorTable, domain: Domain, depth: int = 0) -> bool:
    """Whether one statement certainly holds and the other does not at some place where a linear factor is nought.

    `both` are the statements as comparisons of formulas, `p` and `q` the same by the signs of factors.
    """
    if depth == DEEPEST or domain.complex:
        return False
    for letter, value in islice(_solved(table, numbers_of(p, q), domain), MOST_FACTORS):
        try:
            first, second = (mapped(f, partial(_put, letter=letter, value=value, domain=domain)) for f in both)
            if _different(first, second, domain, depth + 1):
                return True
        except Unclear:
            continue  # this place says nothing
    return False


def _different(first: Formula, second: Formula, domain: Domain, depth: int) -> bool:
    table = FactorTable((NOUGHT, *(leaf.tree for f in (first, second) for leaf in leaves(f) if isinstance(leaf, Atom))), domain)
    p, q = (mapped(f, partial(literal, table)) for f in (first, second))
    if p == q:
        return False
    names = letters_of(table, p, q)
    if not names:
        return {p, q} == {TRUE, FALSE}
    if len(names) == 1:
        found = same_on_line(p, q, table, names[0])
        return found is not None and found.outcome == "different"
    return apart_somewhere((first, second), p, q, table, domain, depth)


def _put(leaf: Leaf, letter: str, value: Node, domain: Domain) -> Formula:
    """A comparison with a letter replaced; what divides by nought then does not hold."""
    if isinstance(leaf, Has):
        return Has(replaced(leaf.tree, Sym(letter), value))
    if not isinstance(leaf, Atom):
        return leaf
    tree = plain(replaced(leaf.tree, Sym(letter), value))
    return FALSE if any(_is_nought(n, domain) for n in _below(tree)) else Atom(tree, leaf.sign)


def _below(tree: Node) -> Iterator[Node]:
    """What stands below a line."""
    for node in walk(tree):
        match node:
            case Quot(_, under):
                yield under
            case Pow(base, exponent) if (fraction(exponent) or 0) < 0:
                yield base


def _is_nought(tree: Node, domain: Domain) -> bool:
    return not FactorTable((tree,), domain).built[tree].content


def _solved(table: FactorTable, numbers: Sequence[int], domain: Domain) -> Iterator[tuple[str, Node]]:
    """Each factor that is linear in a letter, solved for it."""
    for k in numbers:
        factor = table.factors[k]
        for g in factor.generators:
            generator = table.generators[g]
            if not isinstance(generator, Sym) or domain.of(generator.name) != "real":
                continue
            inside = [(m, c) for m, c in factor.terms if m[g]]
            elsewhere = any(generator.name in table.inside[h] for h in factor.generators if h != g)
            if elsewhere or len(inside) != 1 or sum(inside[0][0]) != 1:
                continue
            rest = [_term(table, m, Fraction(-int(c), int(inside[0][1]))) for m, c in factor.terms if not m[g]]
            yield generator.name, NOUGHT if not rest else rest[0] if len(rest) == 1 else Sum(tuple(rest))
            break


def _term(table: FactorTable, exponents: Sequence[int], coefficient: Fraction) -> Node:
    """A term of a polynomial as a tree."""
    powers = [power(table.generators[g], Num(str(e))) if e > 1 else table.generators[g] for g, e in enumerate(exponents) if e]
    return times(coefficient, Num("1") if not powers else powers[0] if len(powers) == 1 else Prod(tuple(powers)))
