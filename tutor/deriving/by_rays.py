"""An integral over the inside of a closed curve by rays: its points by a share of the way to the curve, the area factor, the value."""

from __future__ import annotations

from sympy import Add, Expr, Ge, Lt, Mul, Symbol, Tuple, cos, sin
from sympy.simplify.fu import TR8

from tutor.deriving.over_region import evaluated
from tutor.maths.curves.along import Stages
from tutor.maths.curves.swept import Fan, Swept
from tutor.maths.limits.written import written
from tutor.maths.numbers import sign_of
from tutor.model import stated
from tutor.rule import Stage
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Determinant, Diff, MatrixOf, Name, Vector

MOST_WAVES, MOST_POWER, MOST_TERMS = 40, 8, 16  # of sines and cosines that are turned to sums


def by_rays(function: Expr, shape: Swept, variables: tuple[Symbol, ...]) -> Stages:
    """The integral of a function over the inside, piece by piece of the curve."""
    values: list[Expr] = []
    for k, fan in enumerate(shape.fans, start=1):
        values.append((yield from _over(fan, function, shape, variables, k)))
    return values[0] if len(values) == 1 else (yield Stage("rays_sum", tree.total(*values)))


def _over(fan: Fan, function: Expr, shape: Swept, variables: tuple[Symbol, ...], k: int) -> Stages:
    s, t = fan.share, fan.parameter
    facts = {
        "centre_": Tuple(*shape.centre), "origin": all(sign_of(c) == 0 for c in shape.centre), "s_": s, "t_": t, "low_": fan.lower,
        "high_": fan.upper, "fan": k, "fans": len(shape.fans), "positive_factor": fan.positive,
    }  # fmt: skip
    position = Vector(*fan.position)
    name = Name("r", "", (), (s, t))
    yield Stage("rays", position, facts, name, solve=False, equals=position, shown=Shown(terms=(name, position)))
    rows = [[Diff(c, s, t), Diff(c, t, s)] for c in fan.position]
    partials = MatrixOf(*([Name(v.name, "∂", (w,)) for w in (s, t)] for v in variables))
    matrix = yield Stage("ray_partials", MatrixOf(*rows), facts, partials, final=False, shown=Shown(sides="after"))
    size = yield Stage("ray_factor", Determinant(matrix), facts)
    if not fan.positive:
        size = yield Stage("ray_size", tree.negative(size), facts)
    within = (Lt(fan.lower, t, evaluate=False), Lt(t, fan.upper, evaluate=False))
    there = At(function, variables, fan.position) if function.free_symbols & set(variables) else function
    claim = stated(Ge(size, 0, evaluate=False), *within)
    whole = yield Stage("ray_integrand", tree.product(there, size), facts, opened=True, claims=(claim,))
    short = _without_products(tree.plain(whole), t)
    if short is not None:
        whole = yield Stage("ray_products", whole, facts, solve=False, arranged=True, equals=short, shown=Shown(continues=True))
    return (yield from evaluated([(whole, fan.limits)], facts))


def _without_products(whole: Expr, t: Symbol) -> Expr | None:
    """Products of sines and cosines as sums of those of multiples; None where there are none, or the sum gets long."""
    value = whole.expand()
    waves = [f for term in Add.make_args(value) for f in Mul.make_args(term) if f.has(t) and f.has(sin, cos)]
    if len(Add.make_args(value)) == len(waves) or not all(isinstance(f.as_base_exp()[0], sin | cos) for f in waves):
        return None
    if len(waves) > MOST_WAVES or any(not f.as_base_exp()[1].is_Integer or f.as_base_exp()[1] > MOST_POWER for f in waves):
        return None
    made = TR8(value).expand()
    return None if made == value or len(Add.make_args(made)) > MOST_TERMS else written(made)
