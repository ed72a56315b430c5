"""Standard limits: sin u/u, tan u/u, (e^u - 1)/u, ln(1 + u)/u and their kin tend to 1 as u tends to 0."""

from collections.abc import Iterator

from sympy import Add, Eq, Expr, Integer, Mul, Pow, S, asin, atan, cancel, cos, exp, fraction, log, sin, sinh, tan

from tutor.deriving.rules.limit import squeeze
from tutor.maths.limits.arithmetic import extended
from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim

LIKE_THE_ANGLE = (sin, tan, asin, atan, sinh)


def moves(node: Lim) -> Iterator[Move]:
    """lim sin u/u = 1; where more stands beside it, that is split off first."""
    if node.expr.has(Diff):
        return
    value = tree.evaluated(node.expr)
    over, under = fraction(value)
    for part, upside in ((over, False), (under, True)):
        for factor in Mul.make_args(part):
            base, n = factor.as_base_exp() if factor.is_Pow else (factor, S.One)
            found = _kin(base)
            if found is None or not n.is_Integer:
                continue
            u, model, limit = found
            if not u.free_symbols & set(node.variables) or extended(u, node) != 0:
                continue
            power = -n if upside else n
            rest = value * (model / base) ** power
            if rest.is_rational_function(*node.variables):
                rest = cancel(rest)
            if rest.has(*(exp, cos) if isinstance(base, Add) else (type(base),)) and rest.count_ops() >= value.count_ops():
                continue
            unit = tree.quotient(written(base), written(model)) if not upside else tree.quotient(written(model), written(base))
            size = limit if not upside else 1 / limit
            gap = None if upside else _gap(model**n, under, node)
            if gap is not None and (tendency(node.of(rest)) != "zero" or next(squeeze.moves(node), None) is not None):
                continue
            facts = {"gap": gap, "u": u, "unit": unit, "limit": size, "rest": written(rest), "times": n}
            if not rest.free_symbols & set(node.variables):
                yield Move(tree.product(written(rest), *((size,) * int(n))) if rest != 1 else size**n, {**facts, "closed": True})
            elif tendency(node.of(rest)) is not None and under != 1:
                yield Move(tree.product(node.of(_raised(unit, n)), node.of(written(rest))), {**facts, "closed": False})
            else:
                continue
            return


def _gap(model: Expr, under: Expr, node: Lim) -> Eq | None:
    """Where near the point the model is 0 and the function has a value all the same; in one variable nowhere."""
    left = fraction(cancel(under / model))[1]
    below = {f.as_base_exp()[0] for f in Mul.make_args(under)}
    left = Mul(*(f for f in Mul.make_args(left) if f.as_base_exp()[0] not in below))  # where these are 0 the function has no value
    if len(node.variables) == 1 or not left.free_symbols & set(node.variables) or extended(left, node) not in (0, None):
        return None
    bases = Mul(*(f.as_base_exp()[0] for f in Mul.make_args(left)))  # x² is 0 where x is
    return Eq(bases, 0, evaluate=False)


def _raised(unit: Expr, n: Integer) -> Expr:
    return unit if n == 1 else tree.power(unit, n)


def _kin(base: Expr) -> tuple[Expr, Expr, Expr] | None:
    """u, what the expression is like near u = 0, and the limit of their quotient."""
    match base:
        case Pow():
            return None
        case _ if isinstance(base, LIKE_THE_ANGLE):
            return base.args[0], base.args[0], S.One
        case log() if isinstance(base.args[0], Add):
            u = base.args[0] - 1
            return u, u, S.One
        case Add():
            rest = base + 1
            if isinstance(rest, exp):
                return rest.args[0], rest.args[0], S.One
            inverse = 1 - base
            if isinstance(inverse, cos):
                return inverse.args[0], inverse.args[0] ** 2, S.Half
    return None


RULE = Rule(
    Lim,
    moves,
    Rank.SPLIT,
    "sin u/u -> 1, tan u/u -> 1, (e^u - 1)/u -> 1, ln(1 + u)/u -> 1, (1 - cos u)/u^2 -> 1/2 as u -> 0",
    ("sin(3x)/x; x = 0", "(1 - cos(x))/x^2; x = 0", "(e^(2x) - 1)/(5x); x = 0", "sin(x y)/(x y); x = 0, y = 0"),
    "Stewart, Calculus, 3.3",
)
