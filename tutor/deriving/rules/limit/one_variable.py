"""One variable for several: where the variables stand only together, as t = x^2 + y^2, the limit is one in t."""

from collections.abc import Iterator

from sympy import Add, Expr, Mul, Pow, Symbol, expand, preorder_traversal

from tutor.maths.limits.arithmetic import EXTREMES, continuous, extended
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim

LETTERS = ("t", "u", "w", "s")


def moves(node: Lim) -> Iterator[Move]:
    """lim F(g(x, y)) = lim F(t) as t -> g(a, b)."""
    if len(node.variables) < 2 or node.expr.has(Diff):
        return
    x = set(node.variables)
    value = tree.evaluated(node.expr)
    used = {str(s) for s in value.free_symbols}
    t = Symbol(next(name for name in LETTERS if name not in used), real=True)
    for inside in _insides(value, x):
        outer = _with(value, inside, t)
        if outer.free_symbols & x:
            continue
        start = _start(inside, node)
        if start is None:
            continue
        side = "+" if start.is_zero and _nonnegative(inside) else ""
        facts = {"inside": written(inside), "t": t, "start": start, "above": side == "+", "far": node.at_infinity}
        yield Move(Lim(written(outer), (t,), (start,), side), facts)
        return


def _start(inside: Expr, node: Lim) -> Expr | None:
    """Where a continuous inside tends; far out one that grows beyond all bounds."""
    if node.at_infinity:
        end = extended(inside, node)
        return end if end in EXTREMES else None
    return tree.evaluated(tree.substitute(inside, node.point)) if continuous(inside, node) else None


def _insides(value: Expr, x: set[Symbol]) -> list[Expr]:
    """Sums and products that hold all the variables, the shortest first."""
    found = {e for e in preorder_traversal(value) if isinstance(e, Add | Mul | Pow) and x <= e.free_symbols and e != value}
    found |= {e.as_independent(*x)[1] for e in found}
    return sorted(found, key=lambda e: (e.count_ops(), str(e)))


def _with(value: Expr, inside: Expr, t: Symbol) -> Expr:
    """The expression with t for the inside, where multiples of it and sums with a number are seen too."""
    out = value.subs(inside, t)
    if isinstance(inside, Add):
        number, rest = inside.as_coeff_Add()
        if number != 0:
            out = out.subs(rest, t - number)

        def sums(e: Expr) -> Expr:
            difference = expand(e - inside)
            if difference.is_number:
                return t + difference
            ratio = (expand(e) / inside).cancel()
            return ratio * t if ratio.is_number else e

        out = out.replace(lambda e: isinstance(e, Add) and e.has(*inside.free_symbols), sums)
    return out


def _nonnegative(inside: Expr) -> bool:
    return any(all(t.is_nonnegative for t in Add.make_args(way)) for way in (inside, expand(inside)))


RULE = Rule(
    Lim,
    moves,
    Rank.COMPOSE,
    "lim F(g(x, y)) = lim F(t) as t -> g(a, b), where g is continuous",
    ("(x^2 + y^2) ln(x^2 + y^2); x = 0, y = 0", "(sqrt(x y + 1) - 1)/(x y); x = 0, y = 0"),
    "Stewart, Calculus, 14.2",
)
