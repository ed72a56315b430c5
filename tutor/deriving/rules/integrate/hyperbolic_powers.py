"""Powers of hyperbolic functions: even ones through twice the argument, odd ones with one factor kept for du."""

from collections.abc import Iterator

from sympy import Eq, Expr, Mul, S, Symbol, cosh, coth, csch, sech, sinh, tanh

from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """sinh^2 = (cosh 2x - 1)/2, cosh^2 = (cosh 2x + 1)/2, sinh cosh = (sinh 2x)/2, tanh^2 = 1 - sech^2."""
    f = tree.evaluated(node.expr)
    base, power = f.as_base_exp()
    if isinstance(base, tanh | coth) and power.is_Integer and power >= 2 and slope_of(base.args[0], node.variable) is not None:
        v = base.args[0]
        partner = (sech if isinstance(base, tanh) else csch)(v) ** 2
        other = S.One - partner if isinstance(base, tanh) else S.One + partner
        facts = {"case": "tangent", "u": v, "kept": None, "square": base**2, "other": written(other)}
        yield Move(node.of(written((base ** (power - 2) * other).expand())), facts)
        return
    found = _exponents(f, node.variable)
    if found is None:
        return
    u, m, n = found
    if m % 2 and m >= 3:
        yield Move(
            node.of(written((cosh(u) ** 2 - 1) ** ((m - 1) // 2) * cosh(u) ** n * sinh(u))), {"case": "odd", "u": u, "kept": sinh(u)}
        )
    elif n % 2 and n >= 3:
        yield Move(
            node.of(written((sinh(u) ** 2 + 1) ** ((n - 1) // 2) * sinh(u) ** m * cosh(u))), {"case": "odd", "u": u, "kept": cosh(u)}
        )
    elif m % 2 == 0 and n % 2 == 0 and m >= 0 and n >= 0:
        if m == n:
            yield Move(node.of(written((sinh(2 * u) / 2) ** m)), {"case": "product", "u": u, "kept": None})
        else:
            double = cosh(2 * u)
            after = ((cosh(2 * u) - 1) / 2) ** (m // 2) * ((cosh(2 * u) + 1) / 2) ** (n // 2)
            yield Move(
                node.of(written(after)),
                {"case": "even", "u": u, "kept": None, "sine": _of(sinh(u) ** 2, double - 1), "cosine": _of(cosh(u) ** 2, double + 1)},
            )


def _of(square: Expr, double: Expr) -> Eq:
    """What the square is by the double argument."""
    return Eq(square, tree.quotient(written(double), S(2)), evaluate=False)


def _exponents(f: Expr, x: Symbol) -> tuple[Expr, int, int] | None:
    """(u, m, n) of sinh^m u cosh^n u."""
    m = n = 0
    angle: Expr | None = None
    for a in Mul.make_args(f):
        base, e = a.as_base_exp()
        if not isinstance(base, sinh | cosh) or not e.is_Integer or (angle is not None and base.args[0] != angle):
            return None
        angle = base.args[0]
        m, n = (m + int(e), n) if isinstance(base, sinh) else (m, n + int(e))
    return None if angle is None or slope_of(angle, x) in (None, S.Zero) else (angle, m, n)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "sinh^2 x = (cosh 2x - 1)/2,  cosh^2 x = (cosh 2x + 1)/2",
    ("sinh(x)^2", "cosh(2x)^2", "cosh(x)^3", "sinh(x)^2 cosh(x)^2", "tanh(x)^2"),
    "Stewart, Calculus, 3.11",
    effort=1.3,
)
