"""Random expressions differentiate as SymPy's own derivative says, through every step."""

import math

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Add, Mul, Pow, Rational, Symbol, asin, atan, cos, exp, log, sin, sinh, sqrt, tan
from sympy import diff as sympy_diff

from tutor.deriving.arrange import Arranger
from tutor.deriving.engine import Engine
from tutor.rule import Stage
from tutor.trees.heads import Diff
from tutor.trees.tree import plain

x, y = Symbol("x", real=True), Symbol("y", real=True)
LEAVES = st.sampled_from([x, y, x, x]) | st.integers(-4, 6).map(Rational) | st.sampled_from([Rational(1, 2), Rational(-3, 4)])
FUNCTIONS = [
    sin,
    cos,
    exp,
    atan,
    tan,
    sinh,
    lambda u: log(u**2 + 1, evaluate=False),
    lambda u: sqrt(u**2 + 2),
    lambda u: asin(u / (u**2 + 1)),
]


def held(children):
    pairs = st.tuples(children, children)
    return (
        pairs.map(lambda p: Add(*p, evaluate=False))
        | pairs.map(lambda p: Mul(*p, evaluate=False))
        | pairs.map(lambda p: Mul(p[0], Pow(Add(Pow(p[1], 2, evaluate=False), 1, evaluate=False), -1, evaluate=False), evaluate=False))
        | st.tuples(children, st.integers(2, 4)).map(lambda p: Pow(p[0], p[1], evaluate=False))
        | st.tuples(st.sampled_from(FUNCTIONS), children).map(lambda p: p[0](p[1]))
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(LEAVES, held, max_leaves=6))
def test_random_expressions(f):
    step = Engine(Arranger((x, y), [f])).stage("test", Stage("differentiate", Diff(f, x, y)))
    mine, theirs = plain(step.result), sympy_diff(plain(f), x)
    for at in ((0.31, 0.77), (1.3, -0.9)):
        values = [complex(e.subs({x: at[0], y: at[1]}).evalf(25)) for e in (mine, theirs)]
        if all(math.isfinite(abs(v)) and abs(v) < 1e12 for v in values):
            assert abs(values[0] - values[1]) <= 1e-9 * max(1, abs(values[1]))
    assert all(s.evidence != "none" for s in step.walk()) or not plain(f).free_symbols
