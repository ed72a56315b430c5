"""Multiply out: a product or quotient written as a sum of terms that can be integrated one by one."""

from collections.abc import Iterator

from sympy import Add, Expr, Mul, Poly, Pow, Symbol, expand

from tutor.maths.integrals.table import pure_quadratic
from tutor.maths.integrals.writing import is_below, written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int

MOST_TERMS = 24


def moves(node: Int) -> Iterator[Move]:
    """(p + q) r = p r + q r, and (p + q)/r = p/r + q/r."""
    f, x = tree.evaluated(node.expr), node.variable
    if _better_whole(f, x):
        return
    if isinstance(f, Add):
        value: Expr = Add(*(t if _better_whole(t, x) else _multiplied(t) for t in f.args))
    else:
        value = _multiplied(f)
    if value != f and isinstance(value, Add) and len(value.args) <= MOST_TERMS:
        yield Move(node.of(written(value)), {"f": node.expr, "sum": written(value), "divided": _divided(node.expr, x)})


def _divided(f: Expr, x: Symbol) -> bool:
    """Whether a sum stands over a denominator in what is written; e^(-x) is none."""
    products = [Mul.make_args(t) for t in Add.make_args(f)]
    return any(any(is_below(a, x) for a in p) and any(a.as_base_exp()[0].is_Add and not is_below(a, x) for a in p) for p in products)


def _better_whole(f: Expr, x: Symbol) -> bool:
    """Whether f is a fraction over a sum that is not split by its numerator: only (p x + q)/(x^2 + c) is."""
    sums = [a for a in Mul.make_args(f) if isinstance(a, Pow) and a.exp.is_Integer and a.exp < 0 and isinstance(a.base, Add) and a.has(x)]
    sums = [a for a in sums if a.base.is_polynomial(x)]
    if not sums:
        return False
    over = f / sums[0]
    return len(sums) > 1 or pure_quadratic(sums[0].base, x) is None or not over.is_polynomial(x) or Poly(over, x).degree() != 1


def _multiplied(f: Expr) -> Expr:
    value: Expr = expand(f, power_exp=False, power_base=True, log=False, trig=False)
    return value


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "int (p + q) r dx = int (p r + q r) dx",
    ("(x^2 + 1)(x - 3)", "(x^3 - 7x)/sqrt(x)", "(x - 1)^2 x", "(e^x + 1)^2"),
    "Stewart, Calculus, 5.4",
    effort=1.5,
)
