"""Limit laws, term by term: a sum or product of parts that each have a finite limit is split into their limits."""

from collections.abc import Iterator

from sympy import Basic, Expr, Mul, S, Symbol

from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Lim

FINITE = ("zero", "finite")


def moves(node: Lim) -> Iterator[Move]:
    """lim (f + g) = lim f + lim g and lim (f g) = lim f lim g."""
    x = set(node.variables)
    if node.expr.is_Add:
        parts = tree.terms(node.expr)
        if all(tendency(node.of(p)) in FINITE for p in parts):
            still = tuple(p for p in parts if not p.free_symbols & x)  # first, so that no limit seems to go on over them
            yield Move(tree.total(*still, *(node.of(p) for p in parts if p not in still)), {"parts": parts, "sum": True})
    elif node.expr.is_Mul:
        parts = tree.factors(node.expr)
        constants = tuple(p for p in parts if not p.free_symbols & x)
        moving = tuple(p for p in parts if p.free_symbols & x)
        if constants and constants != (S.One,) and len(moving) >= 1:
            yield Move(tree.product(*constants, node.of(tree.product(*moving))), {"parts": parts, "sum": False, "constants": constants})
        elif len(groups := _apart(moving, x)) > 1 and all(tendency(node.of(g)) in FINITE for g in groups):
            yield Move(tree.product(*map(node.of, groups)), {"parts": groups, "sum": False, "constants": ()})
        elif len(moving) > 1 and all(tendency(node.of(p)) in FINITE for p in moving):
            yield Move(tree.product(*map(node.of, moving)), {"parts": moving, "sum": False, "constants": ()})
        elif (split := _harmless(node)) is not None:
            yield Move(tree.product(*map(node.of, split)), {"parts": split, "sum": False, "constants": ()})


def _harmless(node: Lim) -> tuple[Expr, Expr] | None:
    """The factors that tend to a number other than 0, and the others: cos x beside a fraction that is 0/0."""
    factors = Mul.make_args(tree.evaluated(node.expr))
    tame = [f for f in factors if tendency(node.of(f)) == "finite"]
    rest = Mul(*(f for f in factors if f not in tame))
    if not tame or len(tame) == len(factors) or tendency(node.of(rest)) not in FINITE:
        return None
    return written(Mul(*tame)), written(rest)


def _apart(factors: tuple[Expr, ...], x: set[Symbol]) -> tuple[Expr, ...]:
    """The factors in groups that share no variable: y and ln(x)/(x - 1)."""
    groups: list[tuple[set[Basic], tuple[Expr, ...]]] = []
    for f in factors:
        letters, members = set(f.free_symbols & x), (f,)
        for other in [g for g in groups if g[0] & letters]:
            groups.remove(other)
            letters, members = letters | other[0], (*other[1], *members)
        groups.append((letters, members))
    return tuple(tree.product(*members) for _, members in groups)


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "lim (f + g) = lim f + lim g,  lim (f g) = lim f lim g,  lim (c f) = c lim f",
    ("x sin(1/x) + cos(x); x = 0", "5 (sqrt(x + 4) - 2)/x; x = 0"),
    "Stewart, Calculus, 2.3",
    routine=True,
)
