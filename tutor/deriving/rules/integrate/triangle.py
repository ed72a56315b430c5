"""Back from the angle: its sine, cosine and tangent are read off a right triangle."""

from collections.abc import Iterator

from sympy import (
    Expr,
    Function,
    Gt,
    asec,
    asin,
    asinh,
    atan,
    cos,
    cosh,
    cot,
    csc,
    expand,
    expand_trig,
    log,
    sec,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)

from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import At

OF_ANGLES = (sin, cos, tan, sec, csc, cot, sinh, cosh, tanh)


def moves(node: At) -> Iterator[Move]:
    """Where sin t = w, cos t is sqrt(1 - w^2); where tan t = w, sec t is sqrt(1 + w^2); where sec t = w, tan t is sqrt(w^2 - 1)."""
    if len(node.point) != 1:
        return
    ((t, angle),) = node.point.items()
    value = tree.evaluated(angle)
    expr = tree.evaluated(node.expr)
    if not isinstance(value, asin | atan | asec | asinh) or next(tree.goals(node.expr), None) is not None:
        return
    w = value.args[0]
    inside = {f for f in expr.atoms(Function) if isinstance(f, OF_ANGLES) and f.has(t)}
    if not inside and not isinstance(value, asinh):
        return
    sine, cosine = _sides(value, w)
    hyperbolic = isinstance(value, asinh)
    opened = _opened(expr, t)
    names = (
        {sinh(t): sine, cosh(t): cosine, tanh(t): sine / cosine} if hyperbolic else {sin(t): sine, cos(t): cosine, tan(t): sine / cosine}
    )
    if not hyperbolic:
        names |= {sec(t): 1 / cosine, csc(t): 1 / sine, cot(t): cosine / sine}
    after = opened.subs(names)
    back = log(w + cosine) if hyperbolic else value
    after = after.subs(t, back)
    facts = {
        "t": t,
        "w": written(w),
        "given": {asin: sin(t), atan: tan(t), asec: sec(t), asinh: sinh(t)}[type(value)],
        "sides": [(f, written(tree.evaluated(e))) for f, e in names.items() if opened.has(f)],
        "angle": written(back) if opened.has(t) and after.has(back) else None,
        "hyperbolic": hyperbolic,
        "F": node.expr,
        "opened": written(opened) if opened != expr else None,
    }
    yield Move(written(tree.evaluated(after)), facts, ((Gt(w, 1),) if isinstance(value, asec) else ()) + _positive(w))


def _sides(value: Expr, w: Expr) -> tuple[Expr, Expr]:
    """Sine and cosine of the angle (hyperbolic ones of an argument), over the denominator of w: sqrt(9 - x^2)/3 for w = x/3."""
    over, under = w.as_numer_denom()
    if under.could_extract_minus_sign():
        over, under = -over, -under
    match value:
        case asin():
            return w, sqrt(expand(under**2 - over**2)) / under
        case atan():
            hypotenuse = sqrt(expand(under**2 + over**2))
            return over / hypotenuse, under / hypotenuse
        case asec():
            return sqrt(expand(over**2 - under**2)) / over, under / over
    return w, sqrt(expand(over**2 + under**2)) / under


def _positive(w: Expr) -> tuple[Expr, ...]:
    """What the denominator of w must satisfy: it is a side of the triangle."""
    under = abs(w.as_numer_denom()[1]) if w.is_number else w.as_numer_denom()[1]
    return () if under.is_positive or not under.free_symbols else (Gt(under, 0),)


def _opened(expr: Expr, t: Expr) -> Expr:
    """sin 2t and the like through the functions of t."""
    multiples = {f: expand_trig(f) for f in expr.atoms(Function) if isinstance(f, OF_ANGLES) and f.args[0] != t and f.has(t)}
    opened: Expr = expr.xreplace(multiples)
    return opened


RULE = Rule(
    At,
    moves,
    Rank.CLOSE,
    "sin(arcsin w) = w, cos(arcsin w) = sqrt(1 - w^2)",
    ("t/2 + sin(2t)/4; t = arcsin(x/3)", "tan(t)/sec(t); t = arctan(x)"),
    "Stewart, Calculus, 7.3",
)
