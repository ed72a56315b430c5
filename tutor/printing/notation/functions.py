"""Functions: sin x, sin(xy), sin² x, ln|x|, f(x, y), |x|, n!, and the exponential as a power of e."""

from __future__ import annotations

from sympy import Basic, Function, Piecewise, S
from sympy.core.function import AppliedUndef

from tutor.page.layout import APPLY, Fenced, FunctionName, Grid, Ident, Layout, Number, Operator, Row, Script, Words, fenced, listed, row
from tutor.printing.notation.binding import Binding, binding, bracketed
from tutor.printing.notation.letters import letter
from tutor.trees.heads.base import Compose

_CIRCULAR = ("sin", "cos", "tan", "sec", "csc", "cot")
_HYPERBOLIC = tuple(f"{f}h" for f in _CIRCULAR)
# SymPy's name of a function to the printed one.
NAMES: dict[str, str] = {
    **{f: f for f in (*_CIRCULAR, *_HYPERBOLIC)},
    **{f"a{f}": f"arc{f}" for f in _CIRCULAR},
    **{f"a{f}": f"ar{f}" for f in _HYPERBOLIC},
    "atan2": "atan2",
    "log": "ln",
    "Max": "max",
    "Min": "min",
    "sign": "sgn",
    "erf": "erf",
}
# Only these take a power on the name, as in sin² x; (ln x)² and (arcsin x)² keep it outside.
RAISED = frozenset((*_CIRCULAR, *_HYPERBOLIC))


def application(node: Function, compose: Compose) -> Layout:
    """A library function applied to its arguments."""
    return Row((FunctionName(name(node)), APPLY, arguments(node.args, compose)))


def raised(node: Function, exponent: Layout, compose: Compose) -> Layout:
    """sin² x: the power on the name."""
    return Row((Script(FunctionName(name(node)), sup=exponent), APPLY, arguments(node.args, compose)))


def name(node: Function) -> str:
    """The printed name. TypeError where a function has none, since a guess would be wrong in silence."""
    found = NAMES.get(type(node).__name__)
    if found is None:
        raise TypeError(f"no notation for the function {type(node).__name__}")
    return found


def arguments(args: tuple[Basic, ...], compose: Compose) -> Layout:
    """In brackets, except one letter or numeral (sin x, ln 2) or an absolute value (ln|x|)."""
    laid = listed(tuple(compose(a) for a in args))
    match laid:
        case Ident() | Number() | Fenced("|", _, "|"):
            return laid
        case Script(base=Ident(name=n)) if binding(laid) == Binding.ATOM and len(n) == 1:
            return laid
    return fenced(laid)


def close(layout: Layout) -> Layout:
    """An application with its argument in brackets, for when more letters follow: sin(x) y."""
    if not isinstance(layout, Row) or APPLY not in layout.items or isinstance(layout.items[-1], Fenced):
        return layout
    parts = layout.items
    k = len(parts) - parts[::-1].index(APPLY)
    return Row((*parts[:k], fenced(row(*parts[k:]))))


def called(node: AppliedUndef, compose: Compose) -> Layout:
    """A function with a letter for its name."""
    return Row((letter(type(node).__name__), fenced(listed(tuple(compose(a) for a in node.args)))))


def absolute(node: Function, compose: Compose) -> Layout:
    """|x|."""
    return Fenced("|", compose(node.args[0]), "|")


def rounded_down(node: Function, compose: Compose) -> Layout:
    """⌊x⌋."""
    return Fenced("⌊", compose(node.args[0]), "⌋")


def rounded_up(node: Function, compose: Compose) -> Layout:
    """⌈x⌉."""
    return Fenced("⌈", compose(node.args[0]), "⌉")


def factorial(node: Function, compose: Compose) -> Layout:
    """n!."""
    return row(bracketed(compose(node.args[0]), Binding.ATOM), Operator("!", "postfix"))


def binomial(node: Function, compose: Compose) -> Layout:
    """The two entries above each other in round brackets."""
    over, under = node.args
    return Grid(((compose(over),), (compose(under),)), "(", ")")


def cases(node: Piecewise, compose: Compose) -> Layout:
    """One line a case, a brace in front."""
    return Grid(tuple((compose(e), _condition(c, compose)) for e, c in node.args), "{", "")


def _condition(condition: Basic, compose: Compose) -> Layout:
    return Words("otherwise") if condition == S.true else row(Words("if "), compose(condition))
