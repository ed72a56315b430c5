"""Taylor polynomials in the numerator: each function is its polynomial and a remainder, and the parts are looked at one by one."""

from collections.abc import Iterator

from sympy import Dummy, Expr, Poly, S, cancel, expand, fraction

from tutor.maths.limits.arithmetic import extended
from tutor.maths.limits.bounds import TANGENTS, tangent_of
from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim

MOST_PARTS = 4  # with more the page is not read any more
FINITE = ("zero", "finite")


def moves(node: Lim) -> Iterator[Move]:
    """x sin y - y sin x = x (sin y - y) - y (sin x - x), as x y - y x = 0."""
    if len(node.variables) < 2 or node.expr.has(Diff) or node.at_infinity:
        return
    over, under = fraction(tree.evaluated(node.expr))
    found = [f for f in sorted(over.atoms(*TANGENTS), key=str) if f.has(*node.variables) and extended(tangent_of(f).inside, node) == 0]
    rests = {f: Dummy() for f in found}
    if not found or under is S.One or extended(under, node) != 0:
        return
    placed = over.subs({f: tangent_of(f).line + rests[f] for f in found}, simultaneous=True)
    if not placed.is_polynomial(*rests.values()):
        return
    back = {d: f - tangent_of(f).line for f, d in rests.items()}
    polynomial = Poly(expand(placed), *rests.values())
    main = polynomial.coeff_monomial(1)
    terms = [(c, _product(polynomial.gens, m)) for m, c in polynomial.terms() if any(m)]
    parts = [written(cancel(c / under) * rest.subs(back)) for c, rest in terms]
    plain = written(cancel(main / under)) if main != 0 else None
    if len(parts) > MOST_PARTS or any(tendency(node.of(p)) != "zero" for p in parts):
        return
    if plain is not None and tendency(node.of(plain)) not in FINITE:
        return
    if plain is None and len(parts) == 1 and tree.evaluated(parts[0]) == tree.evaluated(node.expr):
        return
    tangents = [{"f": f, "line": written(tangent_of(f).line), "rest": written(back[rests[f]])} for f in found]
    whole = [*([] if plain is None else [plain]), *parts]
    yield Move(tree.total(*map(node.of, whole)), {"tangents": tangents, "main": plain, "f": node.expr})


def _product(letters: tuple[Expr, ...], exponents: tuple[int, ...]) -> Expr:
    product: Expr = S.One
    for d, n in zip(letters, exponents, strict=True):
        product *= d**n
    return product


RULE = Rule(
    Lim,
    moves,
    Rank.REWRITE,
    "g(u) = g(0) + g'(0) u + R(u), and each part is looked at by itself",
    ("(x sin(y) - y sin(x))/(x^2 + y^2); x = 0, y = 0", "ln(1 + x^2 + y^2)/(x^2 + y^2 + x^2 y); x = 0, y = 0"),
    "Taylor's theorem with remainder",
)
