"""Constant factor: what does not contain the variable moves out in front, from the numerator and the denominator."""

from collections.abc import Iterator

from sympy import Expr, Mul, Pow, S, Symbol

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """(c f)' = c f'; without a constant, a product of reciprocals is written over one denominator."""
    if not isinstance(node.expr, Mul | Pow):
        return
    constant, rest = split(node.expr, node.variable)
    needless = S.One in tree.factors(node.expr)
    only_below = isinstance(node.expr, Mul) and isinstance(rest, Pow)  # 1/x/(x + 1): one denominator first
    if rest is not S.One and rest != node.expr and (constant is not S.One or needless or only_below):
        after = node.of(rest) if constant is S.One else tree.product(constant, node.of(rest))
        yield Move(after, {"c": constant, "f": rest, "x": node.variable, "held": node.held if constant.free_symbols else ()})


def split(expr: Expr, x: Symbol) -> tuple[Expr, Expr]:
    """`expr` as a factor without x times a factor whose parts all contain x; either may be 1."""
    above, below = numerator_and_denominator(expr)
    still = [f for f in above if x not in f.free_symbols]
    moving = [f for f in above if x in f.free_symbols]
    still_below = [f for f in below if x not in f.free_symbols]
    moving_below = [f for f in below if x in f.free_symbols]
    return _over(still, still_below), _over(moving, moving_below)


def numerator_and_denominator(expr: Expr) -> tuple[list[Expr], list[Expr]]:
    """The factors above and below the line: a power with a negative number as exponent stands below."""
    above: list[Expr] = []
    below: list[Expr] = []
    for f in tree.factors(expr):
        if f is S.One:
            continue
        if isinstance(f, Pow) and f.args[1].is_Rational and f.args[1].is_negative:
            base, n = f.args[0], -f.args[1]
            if n is S.One:
                below.extend(tree.factors(base))
            elif isinstance(base, Mul) and n.is_Integer:
                below.extend(tree.power(b, n) for b in tree.factors(base))
            else:
                below.append(tree.power(base, n))
        elif isinstance(f, Pow) and isinstance(f.args[0], Mul) and f.args[1].is_Integer:
            above.extend(tree.power(b, f.args[1]) for b in tree.factors(f.args[0]))
        else:
            above.append(f)
    return above, below


def _over(above: list[Expr], below: list[Expr]) -> Expr:
    if not below:
        return tree.product(*above)
    if not above and len(below) == 1 and isinstance(below[0], Pow) and below[0].args[1].is_number:
        return tree.power(below[0].args[0], -below[0].args[1])
    under = tree.power(tree.product(*below), -1)
    return tree.product(*above, under) if above else under


RULE = Rule(Diff, moves, Rank.SPLIT, "d/dx [c f] = c f'", ("5 sin x", "x^3/7", "4/(x y)"), "Stewart, Calculus, 3.1", routine=True)
