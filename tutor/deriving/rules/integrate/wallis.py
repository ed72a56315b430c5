"""High powers of sine or cosine over whole quarters of a turn: the reduction formula, again and again (Wallis)."""

from collections.abc import Iterator

from sympy import Mul, Rational, S, pi

from tutor.maths.integrals.trigonometry import powers
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int

LOWEST = 6  # a square or a fourth power is written by the double angle
HIGHEST = 60
QUARTER = pi / 2


def moves(node: Int) -> Iterator[Move]:
    """The integral of sin^n from 0 to pi/2 is (n - 1)/n times that of sin^(n - 2); sin^m cos^n likewise."""
    found = powers(tree.evaluated(node.expr), node.variable) if node.is_definite else None
    if found is None or found.angle != node.variable or min(found.m, found.n) < 0 or not LOWEST <= found.m + found.n <= HIGHEST:
        return
    low, high = (tree.evaluated(e) / QUARTER for e in node.limits)
    if not (low.is_Integer and high.is_Integer and low < high):
        return
    quarters = high - low
    odd = found.m % 2 or found.n % 2
    if odd and ((found.m and found.n) or quarters > 1 or low != 0):
        return  # an odd exponent beside another leaves a du; and quarters may differ in sign
    factors, first, second = [], found.m, found.n
    while first > 1:
        factors.append((first - 1, first + second))
        first -= 2
    while second > 1:
        factors.append((second - 1, first + second))
        second -= 2
    last = {(0, 0): QUARTER, (1, 0): S.One, (0, 1): S.One, (1, 1): S.Half}[first, second]
    value = quarters * last * Mul(*(Rational(p, q) for p, q in factors))
    chain = tree.product(*(tree.quotient(S(p), S(q)) for p, q in factors), last)
    whole = chain if quarters == 1 else tree.product(quarters, chain)
    facts = {"f": node.expr, "x": node.variable, "quarters": int(quarters), "m": found.m, "n": found.n, "last": last, "value": value}
    yield Move(whole, facts)


RULE = Rule(
    Int,
    moves,
    Rank.CLOSE,
    "int_0^(pi/2) sin^n x dx = (n - 1)/n int_0^(pi/2) sin^(n - 2) x dx",
    ("sin(x)^10; x from 0 to pi/2", "cos(x)^8; x from 0 to 2pi", "sin(x)^4 cos(x)^2; x from 0 to pi/2"),
    "Stewart, Calculus, 7.1, exercises 49 to 52",
    effort=2.5,
)
