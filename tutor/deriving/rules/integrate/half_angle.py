"""Half-angle: even powers of sine and cosine through the cosine of twice the angle."""

from collections.abc import Iterator

from sympy import Mul, S, cos, expand

from tutor.maths.integrals.trigonometry import powers
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """sin^2 = (1 - cos 2x)/2, cos^2 = (1 + cos 2x)/2; beside a polynomial too, as in x sin^2 x."""
    whole = tree.evaluated(node.expr)
    beside = Mul(*(f for f in Mul.make_args(whole) if f.is_polynomial(node.variable)))
    found = powers(whole / beside, node.variable)
    if found is None or found.m < 0 or found.n < 0 or found.m % 2 or found.n % 2:
        return
    double = cos(2 * found.angle)
    lower, raised = (tree.quotient(tree.total(S.One, e), S(2)) for e in (-double, double))
    after = tree.product(*(tree.power(e, k) if k > 1 else e for e, k in ((lower, found.m // 2), (raised, found.n // 2)) if k))
    if beside is not S.One:
        if not beside.has(node.variable):
            return  # a constant factor is taken out first
        after = written(expand(beside * tree.evaluated(after)))
    facts = {
        "sine": found.sine**2 if found.m else None,
        "cosine": found.cosine**2 if found.n else None,
        "for_sine": lower,
        "for_cosine": raised,
    }
    yield Move(node.of(after), facts)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "sin^2 x = (1 - cos 2x)/2,  cos^2 x = (1 + cos 2x)/2",
    ("sin(x)^2", "cos(3x)^2", "cos(x)^4", "x sin(x)^2"),
    "Stewart, Calculus, 7.2",
    effort=1.2,
)
