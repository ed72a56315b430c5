"""A tree that is linear in some letters, as a constant and the coefficient of each."""

from __future__ import annotations

from collections.abc import Collection

from tutor.reading.syntax import Neg, Node, Num, PlusMinus, Prod, Quot, Relation, Sum, Sym, walk

_ZERO = Num("0")
_ONE = Num("1")
Split = tuple[Node, dict[str, Node]]


def coefficients(node: Node, letters: Collection[str]) -> Split | None:
    """`1 + 4t` in t as (1, {t: 4}); None where the tree is not seen to be linear. Nothing is computed."""
    match node:
        case Sym(name) if name in letters:
            return _ZERO, {name: _ONE}
        case Neg(of):
            inner = coefficients(of, letters)
            return None if inner is None else _each(inner, lambda c: Neg(c, node.start, node.end))
        case Sum(terms):
            split = [coefficients(t, letters) for t in terms]
            if any(s is None for s in split):
                return None
            known = [s for s in split if s is not None]
            constants = tuple(s[0] for s in known if s[0] != _ZERO)
            found: dict[str, list[Node]] = {}
            for s in known:
                for name, c in s[1].items():
                    found.setdefault(name, []).append(c)
            return _sum(constants, node), {name: _sum(tuple(c), node) for name, c in found.items()}
        case Quot(over, under):
            if _holds(under, letters):
                return None
            inner = coefficients(over, letters)
            return None if inner is None else _each(inner, lambda c: Quot(c, under, node.start, node.end))
        case Prod(factors):
            with_letters = [k for k, f in enumerate(factors) if _holds(f, letters)]
            if len(with_letters) > 1:
                return None
            if with_letters:
                k = with_letters[0]
                inner = coefficients(factors[k], letters)
                rest = factors[:k] + factors[k + 1 :]
                return None if inner is None else _each(inner, lambda c: _product(rest, c, node))
    if isinstance(node, Relation | PlusMinus) or _holds(node, letters):
        return None
    return node, {}


def _holds(node: Node, letters: Collection[str]) -> bool:
    return any(isinstance(n, Sym) and n.name in letters for n in walk(node))


def _each(split: Split, make: object) -> Split:
    assert callable(make)
    constant, found = split
    return constant if constant == _ZERO else make(constant), {name: make(c) for name, c in found.items()}


def _sum(terms: tuple[Node, ...], of: Node) -> Node:
    if not terms:
        return _ZERO
    return terms[0] if len(terms) == 1 else Sum(terms, of.start, of.end)


def _product(rest: tuple[Node, ...], by: Node, of: Node) -> Node:
    factors = rest if by == _ONE else (*rest, by)
    return factors[0] if len(factors) == 1 else Prod(factors, "", of.start, of.end)
