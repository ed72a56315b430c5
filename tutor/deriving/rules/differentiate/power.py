"""Power rule: the exponent comes down in front and is lowered by one."""

from collections.abc import Iterator

from sympy import Expr, Gt, Ne, Pow, Rational, S

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """(x^n)' = n x^(n-1) for any exponent that does not contain x."""
    match node.expr:
        case Pow(args=(base, n)) if base == node.variable and node.variable not in n.free_symbols and n != Rational(1, 2):
            lowered = n - 1
            after = tree.product(n, _lowered(base, lowered))
            yield Move(after, {"n": n, "lowered": lowered, "x": node.variable}, _conditions(base, n))


def _lowered(base: Expr, exponent: Expr) -> Expr:
    if exponent is S.Zero:
        return S.One
    return base if exponent is S.One else tree.power(base, exponent)


def _conditions(base: Expr, n: Expr) -> tuple[Expr, ...]:
    if n.is_integer:
        return () if n.is_positive else (Ne(base, 0),)
    if isinstance(n, Rational) and n.q % 2:
        return (Ne(base, 0),)
    return (Gt(base, 0),)


RULE = Rule(
    Diff,
    moves,
    Rank.CLOSE,
    "d/dx [x^n] = n x^(n-1)",
    ("x^5", "x^(-2)", "x^(2/3)", "x^n"),
    "Stewart, Calculus, 3.1",
    routine=True,
)
