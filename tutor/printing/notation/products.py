"""Products and quotients: what goes over and under the bar, what is bracketed, and where the times sign shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from sympy import Basic, Expr, Float, Integer, Integral, Mul, Piecewise, Pow, Rational, S, Symbol

from tutor.page.layout import (
    TIMES,
    BigOperator,
    Fenced,
    Fraction,
    FunctionName,
    Ident,
    Layout,
    Number,
    Operator,
    Root,
    Row,
    Script,
    Space,
    fenced,
    row,
)
from tutor.printing.notation.binding import Binding, begins, binding, bracketed, ends, is_application, items, negative
from tutor.printing.notation.functions import close
from tutor.printing.notation.letters import MINUS
from tutor.printing.notation.powers import power
from tutor.trees.heads import At, Bracket, Determinant, Diff, Int, MatrixOf, Vector
from tutor.trees.heads.base import Compose

DOT = Operator("·")
# Factors that are read as blocks of their own: they stand behind a fraction and not in its numerator.
BLOCKS = (Diff, At, Vector, MatrixOf, Determinant, Int, Integral, Bracket, Piecewise)
MOST_SIMPLE = 3  # factors over a numeric denominator, x y z/2; with more, or with functions, the number stands in front


def product(node: Expr, compose: Compose) -> Layout:
    """A product, or a power with a negative numeric exponent."""
    factors = _counted(list(_spread(node)))
    first = factors[0]
    if not _is_negative(first):
        return _unsigned(factors, compose)
    factors[0] = -first
    if first is S.NegativeOne and len(factors) > 1:
        del factors[0]
    return row(MINUS, bracketed(_unsigned(factors, compose), Binding.PRODUCT))


def _unsigned(factors: list[Expr], compose: Compose) -> Layout:
    above = [f for f in factors if not _is_under(f)]
    if any(_is_part(f) for f in above) and any(_is_under(f) and _is_part(f.args[0]) for f in factors):
        # a fraction over a fraction: 1/3 by 1/2
        return Fraction(_unsigned(above, compose), _unsigned([_turned(f) for f in factors if _is_under(f)], compose))
    over: list[Layout] = []
    under: list[Layout] = []
    front: list[Layout] = []
    behind: list[Layout] = []
    first, *rest = factors
    has_bar = any(_is_under(f) for f in factors)
    compared = any(_is_under(f) and isinstance(f.args[0], Diff) for f in factors)  # two derivatives, one over the other
    if has_bar and first is S.One and not (rest and rest[0].is_number and not _is_under(rest[0])):  # 1 · 2² over 3 keeps it
        factors = rest or factors
        first, *rest = factors
    if isinstance(first, Rational) and first.q != 1:
        if rest and (has_bar or (len(rest) <= MOST_SIMPLE and all(_is_simple(f) for f in rest))):
            under.append(Number(str(first.q)))
            if first.p != 1:
                over.append(Number(str(first.p)))
        else:
            front.append(compose(first))
    else:
        rest = factors
    for f in rest:
        if _is_under(f):
            base, exponent = f.args
            if exponent is S.NegativeOne:
                parts = list(_spread(base))
                whole = _is_negative(parts[0]) or any(map(_is_under, parts))
                under.extend(compose(b) for b in ([base] if whole else parts))
            else:
                under.append(power(base, -exponent, compose))
        else:
            laid = compose(f)
            (behind if has_bar and not compared and (isinstance(f, BLOCKS) or _is_differential(laid)) else over).append(laid)
    if not under:
        return joined([*front, *over, *behind])
    bar = Fraction(joined(over) if over else Number("1"), joined(under))
    return joined([bar, *behind])


def joined(factors: list[Layout]) -> Layout:
    """The factors side by side, bracketed where needed, with a dot where juxtaposition would mislead."""
    if len(factors) == 1:
        return factors[0]
    guarded = [_guarded(f, is_last=k == len(factors) - 1) for k, f in enumerate(factors)]
    if any(is_application(f) and not _may_follow(f, after) for f, after in pairwise(guarded)):
        guarded = [close(f) for f in guarded]
    out = guarded[:1]
    for factor in guarded[1:]:
        out.extend(_between(out, factor))
        out.append(factor)
    return row(*out)


def _guarded(factor: Layout, is_last: bool) -> Layout:
    """A factor with the brackets it needs to stand in a product."""
    loose = binding(factor) <= Binding.PRODUCT or (isinstance(begins(factor), BigOperator) and not is_last)
    return fenced(factor) if loose else factor


def _may_follow(before: Layout, after: Layout) -> bool:
    """What may follow sin x without being taken into its argument: another function, or d/dx[...].

    Behind a number it is taken in: sin 2 cos x is the sine of 2 cos x to many.
    """
    return _is_operation(after) or (isinstance(begins(after), FunctionName) and not isinstance(ends(before), Number))


def _between(before: list[Layout], factor: Layout) -> tuple[Layout, ...]:
    """The sign between what stands so far and the next factor."""
    left, first = ends(before[-1]), begins(factor)
    number_left = isinstance(left, Number) or (isinstance(left, Fenced) and negative(left.body) and isinstance(ends(left.body), Number))
    again = _power_of(factor) in map(_power_of, _since_dot(before)) and not _is_differential(factor)
    if isinstance(first, Ident) and (first == left or again):
        return (DOT,)  # r² · r, r cos θ · r sin θ
    if isinstance(first, Number | Fraction) or _is_evaluation(factor) or _is_evaluation(left):
        return (DOT,)
    if (
        left in (Number("0"), Number("1"))
        or (len(before) == 1 and begins(before[0]) == Number("0"))
        or (number_left and isinstance(first, Fenced) and negative(first.body))
    ):
        return (DOT,)
    if _is_word(left) or _is_word(first):
        return (DOT,)
    if isinstance(left, Root) and not isinstance(left.radicand, Number) and isinstance(first, Ident) and not _is_differential(factor):
        return (DOT,)  # √(4 − r²) · r
    if isinstance(first, FunctionName):
        return (TIMES,)
    if _is_closed_call(before[-1]) or _is_differential(factor) or (_is_letter(left) and _is_call(factor)):
        return (TIMES, Space())
    return (TIMES,)


def _spread(node: Expr) -> Iterator[Expr]:
    """The factors, inner products flattened unless a minus sign would land in the middle."""
    if not isinstance(node, Mul):
        yield node
        return
    for k, arg in enumerate(node.args):
        if isinstance(arg, Mul) and (k == 0 or not _is_negative(next(_spread(arg)))):
            yield from _spread(arg)
        else:
            yield arg


def _counted(factors: list[Expr]) -> list[Expr]:
    """Letters that run through the whole numbers before pi, 2kπ, and a fraction of pi as one: 2 · π/2."""
    k = next((k for k, f in enumerate(factors) if f is S.Pi), None)
    if k is None:
        return factors
    if k > 1 and _is_part(factors[k - 1]):
        return [*factors[: k - 1], Mul(factors[k - 1], S.Pi, evaluate=False), *factors[k + 1 :]]
    behind = [f for f in factors[k:] if isinstance(f, Symbol) and f.is_integer]
    return [*factors[:k], *behind, *(f for f in factors[k:] if f not in behind)]


def _is_negative(node: Expr) -> bool:
    return node.p < 0 if isinstance(node, Rational) else isinstance(node, Float) and bool(node.is_negative)


def _is_under(node: Expr) -> bool:
    return isinstance(node, Pow) and isinstance(node.exp, Rational) and node.exp.p < 0


def _turned(under: Expr) -> Expr:
    """What stands under the bar, held."""
    base, exponent = under.args
    return base if exponent is S.NegativeOne else Pow(base, -exponent, evaluate=False)


def _is_part(node: Basic) -> bool:
    """A number that is written as a fraction."""
    return isinstance(node, Rational) and node.q != 1


def _is_simple(node: Expr) -> bool:
    match node:
        case Symbol():
            return True
        case Pow(base=Symbol(), exp=Rational() | Symbol()):
            return True
        case Pow(base=Integer(), exp=Rational()):
            return True
    return node is S.Pi or node is S.Exp1


def _is_operation(layout: Layout) -> bool:
    """d/dx[...], alone or evaluated."""
    match layout:
        case Row((Fraction(), Fenced())):
            return True
    return _is_evaluation(layout)


def _is_evaluation(layout: Layout) -> bool:
    return isinstance(layout, Script) and isinstance(layout.base, Fenced) and not layout.base.open


def _is_word(layout: Layout) -> bool:
    return isinstance(layout, Ident) and len(layout.name) > 1


def _is_closed_call(layout: Layout) -> bool:
    """sin(x): a function with its argument in brackets."""
    return isinstance(layout, Row) and isinstance(begins(layout), FunctionName) and isinstance(layout.items[-1], Fenced)


def _is_call(layout: Layout) -> bool:
    """f(x, y) or f_x(x, y): a letter with its arguments."""
    return isinstance(layout, Row) and len(layout.items) > 1 and _is_letter(layout.items[0]) and isinstance(layout.items[-1], Fenced)


def _is_letter(layout: Layout) -> bool:
    return isinstance(layout, Ident) or (isinstance(layout, Script) and isinstance(layout.base, Ident))


def _since_dot(factors: list[Layout]) -> Iterator[Layout]:
    """The factors behind the last dot."""
    return takewhile(lambda f: f != DOT, reversed(factors))


def _power_of(layout: Layout) -> Layout:
    """The letter of which a power stands in front."""
    head = next(iter(items(layout)), layout)
    return head.base if isinstance(head, Script) and head.sub is None and isinstance(head.sup, Number) else head


def _is_differential(layout: Layout) -> bool:
    match layout:
        case Row((Ident("d"), Ident() | Script(Ident()))):
            return True
    return False
