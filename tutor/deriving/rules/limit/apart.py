"""Variables apart: an exponential of a sum is a product, and each product is one of factors in one variable each."""

from collections.abc import Iterator

from sympy import Add, Expr, Mul, exp, expand, fraction

from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim

FINITE = ("zero", "finite")


def moves(node: Lim) -> Iterator[Move]:
    """(x + y) e^(-x - y) = x e^(-x) e^(-y) + y e^(-y) e^(-x)."""
    if len(node.variables) < 2 or node.expr.has(Diff):
        return
    value = tree.evaluated(node.expr)
    mixed = [e for e in value.atoms(exp) if isinstance(e.args[0].expand(), Add) and len(_held(e, node)) > 1]
    if not mixed or fraction(value.replace(exp, lambda u: 1))[1].has(*node.variables):
        return
    terms = [_grouped(t, node) for t in Add.make_args(expand(value))]
    parts = [p for t in terms if t is not None for p in t]
    if None in terms or any(tendency(node.of(p)) not in FINITE for p in parts):
        return
    shown = tree.total(*(tree.product(*t) for t in terms if t is not None))
    if shown != node.expr:
        yield Move(node.of(shown), {"f": node.expr, "several": len(terms) > 1})


def _held(expr: Expr, node: Lim) -> list[Expr]:
    return [v for v in node.variables if v in expr.free_symbols]


def _grouped(term: Expr, node: Lim) -> tuple[Expr, ...] | None:
    """A product by the variable of its factors, which have one each; None where one has more."""
    factors = [f for e in Mul.make_args(term) for f in _factors(e)]
    if any(len(_held(f, node)) > 1 for f in factors):
        return None
    number = Mul(*(f for f in factors if not _held(f, node)))
    groups = [Mul(*(f for f in factors if v in f.free_symbols)) for v in node.variables]
    return tuple(written(g, below=False) for g in (number, *groups) if g != 1)


def _factors(factor: Expr) -> tuple[Expr, ...]:
    return tuple(exp(t) for t in Add.make_args(expand(factor.args[0]))) if isinstance(factor, exp) else (factor,)


RULE = Rule(
    Lim,
    moves,
    Rank.SPLIT,
    "e^(u + v) = e^u e^v",
    ("x^2 e^(-x - y); x = oo, y = oo",),
    "definition",
)
