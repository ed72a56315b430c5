"""The reciprocal of a power as the variable: what stands in e^(c/x^n) grows beyond all bounds, and the limit is one far out."""

from collections.abc import Iterator

from sympy import Expr, Pow, S, Symbol, exp, preorder_traversal

from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim

LETTERS = ("t", "u", "w", "s")


def moves(node: Lim) -> Iterator[Move]:
    """lim F(1/x^n) as x -> 0 is lim F(t) as t -> oo, for n even or from the right; as t -> -oo for n odd from the left."""
    if len(node.variables) != 1 or node.at_infinity or node.expr.has(Diff):
        return
    ((x, a),) = node.point.items()
    value = tree.evaluated(node.expr)
    if a != 0 or isinstance(value, exp):
        return
    used = {str(s) for s in value.free_symbols}
    t = Symbol(next(name for name in LETTERS if name not in used), real=True)
    for n in _exponents(value, x):
        outer = _with(value, x, n, t, broken=node.side == "+")
        if (n % 2 == 0 or node.side) and not outer.has(x):
            end = S.NegativeInfinity if n % 2 and node.side == "-" else S.Infinity
            inside = tree.quotient(S.One, tree.power(x, n) if n != 1 else x)
            yield Move(Lim(written(outer), (t,), (end,)), {"inside": inside, "t": t, "x": x, "side": node.side, "end": end})
            return


def _exponents(value: Expr, x: Symbol) -> list[Expr]:
    """The n of each e^(c/x^n) that is not alone."""
    found = set()
    for e in preorder_traversal(value):
        if isinstance(e, exp):
            rest = e.args[0].as_independent(x, as_Add=False)[1]
            if isinstance(rest, Pow) and rest.base == x and rest.exp.is_Integer and rest.exp.is_negative:
                found.add(-rest.exp)
    return sorted(found)


def _with(value: Expr, x: Symbol, n: Expr, t: Symbol, broken: bool) -> Expr:
    """The expression with t for 1/x^n; powers of x that are no whole powers of it stay, but for x > 0, where roots serve."""

    def of_t(e: Expr) -> Expr:
        k = e.as_base_exp()[1] / n
        return t**-k if broken or k.is_Integer else e

    return value.replace(lambda e: e == x or (isinstance(e, Pow) and e.base == x and e.exp.is_Integer), of_t)


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "lim F(1/x^n) = lim F(t) as t -> oo or -oo, where 1/x^n grows beyond all bounds",
    ("e^(-1/x^2)/x^2; x = 0", "e^(-1/x)/x; x = 0+", "x e^(-1/x); x = 0-"),
    "Stewart, Calculus, 2.6",
)
