"""Powers of tangent and secant: one of the two derivatives, sec^2 or sec tan, is kept for du."""

from collections.abc import Iterator

from sympy import Expr, cot, csc, sec, tan

from tutor.maths.integrals.trigonometry import powers
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """With sec^2 = 1 + tan^2: an even power of the secant leaves sec^2, an odd one of the tangent leaves sec tan."""
    f = tree.evaluated(node.expr)
    found = powers(f, node.variable)
    if found is None or (found.m >= 0 and found.n >= 0):
        return
    t, s, a, b = (
        (tan(found.angle), sec(found.angle), found.m, -found.m - found.n)
        if found.m >= 0
        else (cot(found.angle), csc(found.angle), found.n, -found.m - found.n)
    )
    if a < 0 or b < 0:
        return
    plain = t**a * s**b
    if plain != f:
        yield Move(node.of(written(plain)), _facts("quotient", t, s))
        return
    if b >= 4 and b % 2 == 0:
        yield Move(node.of(tree.product(*_factors(t**a), tree.power(1 + t**2, (b - 2) // 2), s**2)), _facts("even", t, s))
    if a >= 3 and a % 2 and b >= 1:
        yield Move(node.of(tree.product(tree.power(s**2 - 1, (a - 1) // 2), *_factors(s ** (b - 1)), s, t)), _facts("odd", t, s))
    if a >= 2 and b == 0:
        yield Move(node.of(tree.product(*_factors(t ** (a - 2)), written(s**2 - 1))), _facts("tangent", t, s))
    if a >= 2 and a % 2 == 0 and b % 2:
        yield Move(node.of(written(((s**2 - 1) ** (a // 2) * s**b).expand())), _facts("both", t, s))


def _factors(f: Expr) -> tuple[Expr, ...]:
    return () if f == 1 else (f,)


def _facts(case: str, t: Expr, s: Expr) -> dict[str, object]:
    return {"case": case, "t": t, "s": s}


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "sec^2 x = 1 + tan^2 x",
    ("sec(x)^4", "tan(x)^3 sec(x)^4", "tan(x)^3 sec(x)^3", "tan(x)^2", "tan(x)^3", "sin(x)^2/cos(x)^4", "tan(x)^2 sec(x)"),
    "Stewart, Calculus, 7.2",
    effort=1.5,
)
