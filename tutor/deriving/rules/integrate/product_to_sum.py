"""Product to sum: sines and cosines of different angles multiplied are a sum of sines or cosines."""

from collections.abc import Iterator

from sympy import Expr, Mul, Symbol, cos, sin

from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """sin A cos B = (sin(A - B) + sin(A + B))/2 and the like."""
    f, x = tree.evaluated(node.expr), node.variable
    pairs = [a for a in Mul.make_args(f) if isinstance(a, sin | cos) and _is_linear(a.args[0], x)]
    if len(pairs) < 2:
        return
    one, other = sorted(pairs, key=lambda a: (not isinstance(a, sin), str(a)))[:2]
    a, b = one.args[0], other.args[0]
    if a == b:
        return  # the double angle
    match isinstance(one, sin), isinstance(other, sin):
        case True, True:
            law, total = "sine_sine", (cos(a - b) - cos(a + b)) / 2
        case False, False:
            law, total = "cosine_cosine", (cos(a - b) + cos(a + b)) / 2
        case _:
            law, total = "sine_cosine", (sin(a - b) + sin(a + b)) / 2
    rest = f / (one * other)
    yield Move(node.of(written(rest * total)), {"one": one, "other": other, "law": law, "sum": written(total)})


def _is_linear(angle: Expr, x: Symbol) -> bool:
    return slope_of(angle, x) is not None


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "sin A cos B = (sin(A - B) + sin(A + B))/2",
    ("sin(3x) cos(x)", "sin(2x) sin(5x)", "cos(x) cos(4x)"),
    "Stewart, Calculus, 7.2",
    effort=1.4,
)
