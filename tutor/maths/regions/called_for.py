"""New variables that a double integral calls for: by a fraction of linear forms in its integrand, or by a boundary of level curves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from sympy import Add, Basic, Expr, Function, Poly, Pow, S, Symbol, cancel, diff, expand, fraction, together
from sympy.core.relational import Relational

from tutor.maths.integrals.letters import unused
from tutor.trees.tree import plain

LETTERS = (("u", "v"), ("p", "q"), ("s", "w"))
PLANE = 2
HIGHEST = 3  # degree of a curve that is taken for a level curve

Why = Literal["integrand", "boundary"]


@dataclass(frozen=True, slots=True)
class CalledFor:
    """The new variables by the old ones, and what calls for them."""

    forward: dict[Symbol, Expr]
    why: Why


def proposals(relations: Sequence[Relational], variables: tuple[Symbol, ...], integrand: Expr) -> Iterator[CalledFor]:
    """The pairs u, v that suggest themselves, the best first: forms of the integrand, one of them with a boundary, two boundaries."""
    if len(variables) != PLANE:
        return
    families = _families(relations, variables)
    curves = [g for g, n in families if n > 1 and g.free_symbols >= set(variables)]
    forms = _forms(plain(integrand), variables)
    pairs: list[tuple[Expr, Expr, Why]] = [(a, b, "integrand") for a, b in combinations(forms, 2)]
    pairs += [(a, g, "integrand") for a in forms for g in curves if g != a]
    pairs += [(a, b, "boundary") for a, b in combinations(curves, 2)] if len(families) - _edges(families, variables) == PLANE else []
    used = {s.name for r in relations for s in r.free_symbols} | {s.name for s in integrand.free_symbols | set(variables)}
    names = next((pair for pair in LETTERS if not set(pair) & used), None)
    u, v = names or (unused(LETTERS[0], used), unused(LETTERS[1], used))
    x, y = variables
    seen: set[frozenset[Expr]] = set()
    for a, b, why in pairs:
        if frozenset((a, b)) in seen or cancel(diff(a, x) * diff(b, y) - diff(a, y) * diff(b, x)) is S.Zero:
            continue
        seen.add(frozenset((a, b)))
        yield CalledFor({Symbol(u, real=True): a, Symbol(v, real=True): b}, why)


def _edges(families: Sequence[tuple[Expr, int]], variables: tuple[Symbol, ...]) -> int:
    """How many of them are one variable alone: x > 0 beside the curves."""
    return sum(1 for g, n in families if n == 1 and g in variables)


def _families(relations: Sequence[Relational], variables: tuple[Symbol, ...]) -> list[tuple[Expr, int]]:
    """The functions whose level curves bound the region, with how many of them: x - 2y for x - 2y = 0 and x - 2y = 4."""
    found: dict[Expr, int] = {}
    through: list[Expr] = []
    x, y = variables
    for r in relations:
        over, under = fraction(together(expand(plain(r.lhs) - plain(r.rhs))))
        difference = expand(over)
        if (under.has(*variables) and not difference.is_polynomial(*variables)) or not difference.is_polynomial(*variables):
            return []
        poly = Poly(difference, *variables)
        if poly.total_degree() > HIGHEST:
            return []
        level = poly.as_expr() - poly.coeff_monomial(1)
        if level is S.Zero or any(c.free_symbols for c in poly.coeffs()[:1]):
            return []
        level = expand(level / poly.LC())
        ray = poly.total_degree() == 1 and poly.coeff_monomial(1) == 0 and level.free_symbols >= set(variables)
        if ray:
            through.append(level)
        else:
            found[level] = found.get(level, 0) + 1
    for level in through:  # y = x is a level curve of y - x where another is, else of y/x
        if level in found:
            found[level] += 1
        else:
            found[y / x] = found.get(y / x, 0) + 1
    return [(_without_fractions(g), n) for g, n in found.items()]


def _without_fractions(g: Expr) -> Expr:
    """x - 2y for x/2 - y."""
    return expand(fraction(together(g))[0]) if not fraction(together(g))[1].free_symbols else g


def _forms(f: Expr, variables: tuple[Symbol, ...]) -> list[Expr]:
    """The linear forms in both variables that stand above and below a line inside a function, or below one in the integrand itself."""
    found: dict[Expr, None] = {}
    insides = _sorted([a.args[0] for a in f.atoms(Function)] + [p.exp for p in f.atoms(Pow) if p.exp.has(*variables)])
    insides += [f] if f.is_rational_function(*variables) and not f.is_polynomial(*variables) else []
    insides += _sorted([p.base for p in f.atoms(Pow) if not (p.exp.is_Integer and p.exp > 0) and p.base.has(*variables)])
    for inside in insides:
        for part in fraction(together(inside)):
            for base in _factors(part):
                if base.is_Add and _is_form(base, variables):
                    found[base] = None
    return list(found)


def _sorted(found: list[Expr]) -> list[Expr]:
    return sorted(found, key=lambda e: (e.count_ops(), str(e)))


def _factors(part: Basic) -> Iterator[Expr]:
    for a in part.as_ordered_factors() if isinstance(part, Expr) else ():
        yield a.as_base_exp()[0]


def _is_form(base: Add, variables: tuple[Symbol, ...]) -> bool:
    if not base.is_polynomial(*variables) or base.free_symbols != set(variables):
        return False
    return bool(Poly(base, *variables).total_degree() == 1)
