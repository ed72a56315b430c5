"""Zero product: a product is 0 only where one of its factors is 0; each factor is a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Add, Basic, Eq, Expr, expand

from tutor.maths.solving import move
from tutor.maths.solving.after import groups, zero_of
from tutor.maths.solving.alone import alternatives, factored
from tutor.maths.solving.conditions import breaks
from tutor.maths.solving.special import alone
from tutor.maths.solving.state import Case, Cases, Outcome, State, Zero, not_zero
from tutor.maths.solving.writing import equation_of, is_product, product_of

MOST_FACTORS = 6
AT_ONCE = 10.0  # lines and cases that a product is worth whose factors give each an unknown, so that it is not multiplied out


def outcomes(state: State) -> Iterator[Outcome]:
    """A split by each equation that is a product."""
    for zero in state.equations:
        if 1 < len(zero.factors) <= MOST_FACTORS and len(state.left(zero.expr)) > 1:
            gathered = sorted(_gathered(state, zero.factors), key=lambda fs: not _common(fs, zero, state))
            yield _split(state, zero, gathered)
            squares = _mirrored(state, gathered)
            if 1 < len(squares) < len(gathered):
                yield _split(state, zero, squares)


def _common(factors: tuple[Expr, ...], zero: Zero, state: State) -> bool:
    """Whether all other equations hold where these factors vanish: they come first, and the rest is simpler for it."""
    return len(state.equations) > 1 and all(set(factors) <= set(z.factors) for z in state.equations)


def _mirrored(state: State, gathered: list[tuple[Expr, ...]]) -> list[tuple[Expr, ...]]:
    """The factors with x - z and x + z together: x^2 = z^2."""
    out: list[tuple[Expr, ...]] = []
    for group in gathered:
        if len(group) == 1 and len(state.left(group[0])) > 1:
            for k, other in enumerate(out):
                if len(other) == 1 and _is_square_difference(group[0], other[0]):
                    out[k] = (*other, *group)
                    break
            else:
                out.append(group)
        else:
            out.append(group)
    return out


def _is_square_difference(f: Expr, g: Expr) -> bool:
    """Whether f g = a^2 - b^2 with single terms a and b."""
    a, b = Add.make_args(f), Add.make_args(g)
    return len(a) == len(b) == len(Add.make_args(expand(f * g))) == 2


def _split(state: State, zero: Zero, gathered: list[tuple[Expr, ...]]) -> Outcome:
    shown = product_of(zero.factors)
    as_product = is_product(zero.shown)
    lines = () if as_product else (factored(zero.shown, shown),)
    branches: list[Case] = []
    before: list[Expr] = []
    for factors in gathered:
        inner = state
        excludes = []
        for f in before:
            relation = not_zero(f)
            excludes.append(relation)
            inner = inner.with_nonzero(f, relation)
        rest = tuple(z for z in inner.equations if z is not zero and not set(factors) <= set(z.factors))
        inner = replace(inner, equations=rest)
        branches.extend(replace(c, excludes=tuple(excludes)) for c in _cases(inner, factors))
        before.extend(factors)
    cases = Cases("zero_product", tuple(branches), {"equation": zero.shown if as_product else None, "factors": zero.factors})
    at_once = not state.combined and all(len(state.left(f)) == 1 for f in zero.factors)
    return Outcome(lines, cases, burden=-AT_ONCE if at_once else 0)


def _gathered(state: State, factors: tuple[Expr, ...]) -> list[tuple[Expr, ...]]:
    """Factors in the same single unknown together."""
    out: dict[object, tuple[Expr, ...]] = {}
    for f in factors:
        left = state.left(f)
        key: object = left if len(left) == 1 and not f.is_Symbol else f
        out[key] = (*out.get(key, ()), f)
    return list(out.values())


def _cases(state: State, factors: tuple[Expr, ...]) -> Iterator[Case]:
    zero = zero_of(factors)
    if len(factors) > 1 and len(state.left(zero.expr)) != 1:
        zero = Zero(zero.factors, equation_of(expand(zero.expr)))
    left = state.left(zero.expr)
    if len(left) == 1:
        x = left[0]
        values = alone(state, zero, x)
        if values is not None:
            kept = tuple(v for v in values.values if not breaks(state.conditions, x, v))
            if kept == values.values and kept:
                inner = replace(state.and_zero(zero), parameters=(*state.parameters, *values.parameters))
                for some, lines, then, uses in groups(inner, zero, x, kept):
                    yield Case((alternatives(x, some),), lines, then, uses=uses)
                return
    yield Case((_relation(zero),), (), state.and_zero(zero))


def _relation(zero: Zero) -> Basic:
    shown = equation_of(expand(zero.expr))
    return Eq(shown.left, shown.right, evaluate=False)


MOVE = move.Move(
    outcomes,
    move.MoveRank.CHOOSE,
    "where a b = 0, a = 0 or b = 0",
    ("x y = 0, x + y = 2; x, y", "x(y - 1) = 0, y(x - 2) = 0; x, y"),
    "Stewart, Calculus, 14.7",
)
