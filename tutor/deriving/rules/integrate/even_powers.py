"""Even powers together: a sum of even powers of sine and cosine of one angle that comes to a constant and one cosine."""

from collections.abc import Iterator

from sympy import Add, Expr, Poly, S, Symbol, chebyshevt, cos

from tutor.maths.integrals.trigonometry import Powers, powers
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int

FEWEST = 2  # terms with a sine or cosine; one alone is half-angle's, unless it takes the constant away
DOUBLE = Symbol("X")  # the cosine of twice the angle


def moves(node: Int) -> Iterator[Move]:
    """Each sin^2 = (1 - cos 2x)/2 and cos^2 = (1 + cos 2x)/2; powers of that cosine by cosines of multiples of the angle."""
    terms = Add.make_args(tree.evaluated(node.expr))
    parts = [t.as_independent(node.variable, as_Add=False) for t in terms]
    found = [powers(waves, node.variable) if waves is not S.One else None for _, waves in parts]
    waves = [p for p in found if p is not None]
    if len(terms) < FEWEST or not waves or any(p is None for (_, w), p in zip(parts, found, strict=True) if w is not S.One):
        return
    angle = waves[0].angle
    if any(p.angle != angle or p.m < 0 or p.n < 0 or p.m % 2 or p.n % 2 for p in waves):
        return
    coefficients = _cosines(Poly(Add(*(c * _doubled(p) for (c, _), p in zip(parts, found, strict=True))), DOUBLE))
    constant, *rest = coefficients
    running = [(k, a) for k, a in enumerate(rest, start=1) if a != 0]
    if len(running) > 1 or (len(waves) < FEWEST and constant != 0):
        return
    after = constant + sum(a * cos(2 * k * angle) for k, a in running)
    double = cos(2 * angle)
    lower, raised = (tree.quotient(tree.total(S.One, e), S(2)) for e in (-double, double))
    facts = {
        "after": written(after), "for_sine": lower, "for_cosine": raised,
        "sine": waves[0].sine ** 2 if any(p.m for p in waves) else None,
        "cosine": waves[0].cosine ** 2 if any(p.n for p in waves) else None,
        "double": written(double), "again": any(p.m + p.n > 2 for p in waves),
    }  # fmt: skip
    yield Move(node.of(written(after)), facts)


def _doubled(part: Powers | None) -> Expr:
    """sin^m cos^n by the cosine of twice the angle."""
    return S.One if part is None else ((1 - DOUBLE) / 2) ** (part.m // 2) * ((1 + DOUBLE) / 2) ** (part.n // 2)


def _cosines(poly: Poly) -> list[Expr]:
    """A polynomial in cos v as a sum of a_k cos(kv): its coefficients a_0, a_1, ..."""
    out: list[Expr] = [S.Zero] * (poly.degree() + 1 if poly.degree() > 0 else 1)
    while poly.degree() > 0:
        n = poly.degree()
        wave = Poly(chebyshevt(n, DOUBLE), DOUBLE)
        out[n] = poly.LC() / wave.LC()
        poly -= out[n] * wave
    out[0] = poly.as_expr()
    return out


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "sin^4 x + cos^4 x = 3/4 + (cos 4x)/4,  cos^2 x - sin^2 x = cos 2x",
    ("sin(x)^4 + cos(x)^4", "1 - 2cos(3x)^2", "cos(x)^6 + sin(x)^6"),
    "Stewart, Calculus, 7.2",
    effort=1.0,
)
