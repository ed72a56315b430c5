"""Comparisons with nought in terms of the signs of irreducible factors: equal statements become the same."""

from __future__ import annotations

from flint import fmpq_mpoly

from tutor.checking.factors import FactorTable
from tutor.checking.logic import FALSE, NONZERO, TRUE, ZERO, Atom, Formula, Has, Leaf, Lit, every, leaves, some
from tutor.checking.plain import NOUGHT
from tutor.checking.values import letters


def literal(table: FactorTable, leaf: Leaf) -> Formula:
    """A comparison with nought in terms of the signs of factors."""
    if not isinstance(leaf, Atom):
        return leaf
    product = table.built[leaf.tree]
    if product.content == 0:
        return TRUE if leaf.sign in ("=", "<=") else FALSE
    sign = 1 if product.content > 0 else -1
    odd: set[int] = set()
    even: list[int] = []
    for k, e in product.powers.items():
        fixed = table.factors[k].sign
        weak = table.factors[k].weak
        if fixed:
            sign *= fixed if e % 2 else 1
        elif weak:
            sign *= weak if e % 2 else 1
            if e > 0 or leaf.sign == "<":
                even.append(k)
        elif e % 2 and leaf.sign in ("<", "<="):
            odd.add(k)
        elif e > 0:
            even.append(k)
    zeros = [_nought(table, k) for k in even]
    match leaf.sign:
        case "=":
            return some(zeros)
        case "!=":
            return every(_other(table, k) for k in even)
    below = leaf.sign == "<="
    if not odd:
        ordered: Formula = TRUE if sign < 0 else FALSE
    else:
        ordered = Lit(frozenset(odd), frozenset({-sign, 0} if below else {-sign}))
    return some((ordered, *zeros)) if below else every((ordered, *(_other(table, k) for k in even)))


def _nought(table: FactorTable, k: int) -> Formula:
    """A factor is nought."""
    factor = table.factors[k]
    if not factor.weak:
        return Lit(frozenset({k}), ZERO)
    return every(_vanishing(table, p) for p in factor.squares)


def _other(table: FactorTable, k: int) -> Formula:
    """A factor is not nought."""
    factor = table.factors[k]
    if not factor.weak:
        return Lit(frozenset({k}), NONZERO)
    return some(every(_other(table, j) for j in table.factored(p, NOUGHT).powers if not table.factors[j].sign) for p in factor.squares)


def _vanishing(table: FactorTable, polynomial: fmpq_mpoly) -> Formula:
    found = table.factored(polynomial, NOUGHT).powers
    return some(_nought(table, k) for k in found if not table.factors[k].sign)


def numbers_of(*formulas: Formula) -> tuple[int, ...]:
    """The factors that statements speak of."""
    return tuple(sorted({k for f in formulas for leaf in leaves(f) if isinstance(leaf, Lit) for k in leaf.ids}))


def letters_of(table: FactorTable, *formulas: Formula) -> tuple[str, ...]:
    """The letters that statements speak of."""
    found = {name for k in numbers_of(*formulas) for name in table.factors[k].letters}
    found |= {name for f in formulas for leaf in leaves(f) if isinstance(leaf, Has) for name in letters(leaf.tree)}
    return tuple(sorted(found))
