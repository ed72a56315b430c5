"""The root of a tangent as the new variable: what is left is a rational function of it."""

from collections.abc import Iterator

from sympy import Pow, S, Symbol, cancel, tan

from tutor.maths.integrals.letters import unused
from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import At, Int


def moves(node: Int) -> Iterator[Move]:
    """u = sqrt(tan x): tan x = u^2, so dx = 2u/(1 + u^4) du."""
    f, x = tree.evaluated(node.expr), node.variable
    roots = {e for e in f.atoms(Pow) if isinstance(e.base, tan) and e.exp in (S.Half, -S.Half)}
    angles = {e.args[0] for e in f.atoms(tan)}
    if not roots or len(angles) != 1 or node.is_definite:
        return
    (angle,) = angles
    k = slope_of(angle, x)
    if k is None:
        return
    u = Symbol(unused(("u", "v", "w"), {str(s) for s in f.free_symbols}), positive=True)
    inside = f.subs(tan(angle), u**2)
    if inside.has(x) or not inside.is_rational_function(u):
        return
    root, slope = Pow(tan(angle), S.Half), 2 * u / (k * (1 + u**4))
    facts = {"u": u, "root": root, "tangent": tan(angle), "slope": written(slope), "x": x}
    yield Move(At(Int(written(cancel(inside * slope)), u), (u,), (root,)), facts)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "int R(sqrt(tan x)) dx = int R(u) 2u/(1 + u^4) du, u = sqrt(tan x)",
    ("sqrt(tan x)",),
    "Stewart, Calculus, 7.5",
    effort=5.0,
)
