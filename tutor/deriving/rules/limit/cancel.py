"""Cancelling: factor above and below the line, and divide by what is common and not 0 near the point."""

from collections.abc import Iterator

from sympy import Expr, S, cancel, factor, fraction, gcd, preorder_traversal
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """lim p q/(p r) = lim q/r: the limit does not look at the point itself."""
    if node.expr.has(Diff):
        return
    value = tree.evaluated(node.expr)
    over, under = fraction(value)
    simpler, common = _cancelled(over, under) if under is not S.One else (value, S.One)
    if common is S.One or not common.free_symbols & set(node.variables):
        if value != node.expr and node.expr != written(value) and _shorter(value, node.expr):
            yield Move(node.of(written(value)), dict.fromkeys(("common", "over", "under", "over_factored", "under_factored")))
        return
    shown = [tree.evaluated(part) for part in fraction(node.expr)]
    left = cancel(shown[1] / under)
    if left.free_symbols and fraction(left)[1] is S.One and cancel(shown[0] / over - left).is_zero:  # what SymPy cancelled before
        over, under, common = *shown, factor(left * common)
    facts = {"common": written(common), "over": written(over), "under": written(under)}
    facts["over_factored"], facts["under_factored"] = written(factor(over)), written(factor(under))
    yield Move(node.of(written(simpler)), facts)


def _cancelled(over: Expr, under: Expr) -> tuple[Expr, Expr]:
    try:
        common = gcd(over, under)
        if not common.free_symbols:
            return over / under, S.One
        return factor(cancel(over / common)) / factor(cancel(under / common)), factor(common)
    except PolynomialError:  # SymPy raises this for generators it cannot treat as independent
        return over / under, S.One


def _shorter(value: Expr, expr: Expr) -> bool:
    """Whether evaluating took something away: a product with 0, a power of a power, one of two powers of one letter."""
    if value.count_ops() < expr.count_ops() or (value.count_ops() == expr.count_ops() and 2 * _leaves(value) <= _leaves(expr)):
        return True
    power = value.as_coeff_Mul()[1]
    return power.as_base_exp()[0].is_Symbol and _leaves(value) < _leaves(expr)


def _leaves(expr: Expr) -> int:
    return sum(1 for e in preorder_traversal(expr) if not e.args)


RULE = Rule(
    Lim,
    moves,
    Rank.SPLIT,
    "lim (p q)/(p r) = lim q/r, where p is not 0 near the point",
    ("(x^2 - 4)/(x - 2); x = 2", "(x^4 - y^4)/(x^2 + y^2); x = 0, y = 0", "(x^3 - 1)/(x^2 - 1); x = 1", "sqrt(x)/x; x = 0+"),
    "Stewart, Calculus, 2.3",
)
