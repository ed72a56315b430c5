"""One angle for two: functions of 2x written through those of x, where both stand in the integrand."""

from collections.abc import Iterator

from sympy import Expr, cos, cot, csc, sec, sin, tan

from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """sin 2x = 2 sin x cos x, cos 2x = 2 cos^2 x - 1 = 1 - 2 sin^2 x."""
    f, x = tree.evaluated(node.expr), node.variable
    angles = {a.args[0] for a in f.atoms(sin, cos, tan, sec, csc, cot) if a.has(x)}
    for double in sorted(angles, key=str):
        if double / 2 not in angles:
            continue
        u = double / 2
        sine = {sin(double): 2 * sin(u) * cos(u)}
        for case, cosine in (("cosine", 2 * cos(u) ** 2 - 1), ("sine", 1 - 2 * sin(u) ** 2)):
            after: Expr = f.subs(sine).subs(cos(double), cosine)
            has_cosine = f.has(cos(double))
            if after != f and not after.has(double):
                facts = {"double": double, "angle": u, "case": case if has_cosine else "", "both": has_cosine and f.has(sin(double))}
                yield Move(node.of(written(after)), facts)
            if not has_cosine:
                break


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "sin 2x = 2 sin x cos x,  cos 2x = 2 cos^2 x - 1",
    ("sin(2x)/sin(x)", "sin(2x) cos(x)^4", "cos(2x)/cos(x)"),
    "Stewart, Calculus, 7.2",
    effort=1.4,
)
