"""Statements about one letter: the line cut at every place where a factor changes its sign, and each piece tried."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from flint import arb

from tutor.checking.factors import FactorTable
from tutor.checking.literals import letters_of, literal, numbers_of
from tutor.checking.logic import Atom, Formula, Has, Lit, every, leaves, mapped
from tutor.checking.opinion import DIFFERENT, EQUAL, Domain, Opinion
from tutor.checking.places import TrialPlace
from tutor.checking.plain import NOUGHT
from tutor.checking.roots import real_zeros
from tutor.checking.values import precision
from tutor.reading.syntax import Sym

BITS = (128, 600, 2400)  # one after the other, until all places are told apart


def same_on_line(a: Formula, b: Formula, table: FactorTable, letter: str) -> Opinion | None:
    """Whether the same numbers satisfy both; None where not every place of change can be found."""
    a, b = (every((f, *assumed(table, letter))) for f in (a, b))
    if any(isinstance(leaf, Has) for f in (a, b) for leaf in leaves(f)):
        return None
    numbers = tuple(k for k in numbers_of(a, b) if table.factors[k].letters)
    for bits in BITS:
        with precision(bits):
            cuts = _cuts(table, numbers, letter)
            if cuts is None:
                if bits == BITS[0] and any(not table.factors[k].pure for k in numbers):
                    continue
                return None
            groups, apart = _grouped(cuts)
            if not apart and bits != BITS[-1]:
                continue
            if not all(TrialPlace(table, {letter: x}).seen(k) for x, ids in groups if len(ids) > 1 for k in ids):
                return None  # two cuts may be different, and only look like one
            found = _compared(a, b, table, letter, groups)
            if found is None:
                continue
            return DIFFERENT if not found else EQUAL if apart else Opinion("equal", "interval")
    return None


def change_points(formula: Formula, domain: Domain) -> list[tuple[arb | None, bool]] | None:
    """From left to right where a statement about one letter holds: each place of change and each piece, a piece as None."""
    table = FactorTable((NOUGHT, *(leaf.tree for leaf in leaves(formula) if isinstance(leaf, Atom))), domain)
    stated = mapped(formula, partial(literal, table))
    names = letters_of(table, stated)
    if len(names) > 1 or any(isinstance(leaf, Has) for leaf in leaves(stated)):
        return None
    letter = names[0] if names else ""
    cuts = _cuts(table, numbers_of(stated), letter) if names else []
    if cuts is None:
        return None
    groups, _ = _grouped(cuts)
    at = [TrialPlace(table, {letter: x}, zeros).holds(stated) for x, zeros in groups]
    pieces = [TrialPlace(table, {letter: x}).holds(stated) for x in _between([x for x, _ in groups])]
    if None in at or None in pieces:
        return None
    out: list[tuple[arb | None, bool]] = [(None, bool(pieces[0]))]
    for (x, _), here, after in zip(groups, at, pieces[1:], strict=True):
        if not here is after is out[-1][1]:
            out += [(x, bool(here)), (None, bool(after))]
    return out


def assumed(table: FactorTable, *names: str) -> Iterator[Formula]:
    """What the domain says of letters, as statements."""
    for name in names:
        kind = table.domain.of(name)
        number = table.numbers.get(Sym(name))
        if number is None or kind not in ("positive", "nonnegative"):
            continue
        for k, factor in enumerate(table.factors):
            if factor.generators == (number,) and len(factor.terms) == 1:
                yield Lit(frozenset({k}), frozenset({1} if kind == "positive" else {0, 1}))


def _cuts(table: FactorTable, numbers: tuple[int, ...], letter: str) -> list[tuple[arb, int]] | None:
    out: list[tuple[arb, int]] = []
    for k in numbers:
        found = real_zeros(table, k, letter, {})
        if found is None or not all(x.is_finite() for x in found):
            return None
        out += [(x, k) for x in found]
    return sorted(out, key=lambda cut: cut[0].mid())


def _grouped(cuts: list[tuple[arb, int]]) -> tuple[list[tuple[arb, set[int]]], bool]:
    """Cuts that cannot be told apart taken for one, and whether there were none such."""
    groups: list[tuple[arb, set[int]]] = []
    apart = True
    for x, k in cuts:
        if groups and groups[-1][0].overlaps(x):
            groups[-1] = (groups[-1][0].union(x), groups[-1][1] | {k})
            apart = False
        else:
            groups.append((x, {k}))
    return groups, apart


def _compared(a: Formula, b: Formula, table: FactorTable, letter: str, groups: list[tuple[arb, set[int]]]) -> bool | None:
    """Whether both hold on the same pieces; None where that cannot be said of a piece."""
    places = [TrialPlace(table, {letter: x}, zeros) for x, zeros in groups]
    places += [TrialPlace(table, {letter: x}) for x in _between([x for x, _ in groups])]
    undecided = False
    for place in places:
        first, second = place.holds(a), place.holds(b)
        if first is None or second is None:
            undecided = True
        elif first is not second:
            return False
    return None if undecided else True


def _between(cuts: list[arb]) -> list[arb]:
    """An exact number in every piece."""
    if not cuts:
        return [arb(0)]
    ends = [(cuts[0].lower() - 1).mid(), (cuts[-1].upper() + 1).mid()]
    return [ends[0], *(((x.upper() + y.lower()) / 2).mid() for x, y in pairwise(cuts)), ends[1]]
