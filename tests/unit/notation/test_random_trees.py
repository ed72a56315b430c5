"""Random held trees: no notation fails, braces and tags balance, and no two signs meet."""

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from notation_corpus import add, f, mul, n, neg, pow, quo, t, theta, u, x, y
from sympy import Abs, Float, Integer, Integral, Rational, cos, exp, log, pi, sin

from tutor.printing.notation.break_lines import broken
from tutor.printing.notation.compose import compose
from tutor.printing.notation.latex import latex, latex_display
from tutor.printing.notation.mathml import mathml, mathml_display
from tutor.printing.notation.measure import width
from tutor.printing.notation.spoken import spoken
from tutor.printing.notation.text import text
from tutor.printing.notation.text_display import text_display
from tutor.trees.heads import At, Diff, Dot, LogBase, Norm, Slot, Vector

LEAVES = st.sampled_from([x, y, theta, n, pi, *map(Integer, (-3, -1, 0, 1, 2, 12)), Rational(-1, 2), Rational(2, 3), Float(-0.5)])
EXPONENTS = st.sampled_from([Integer(2), Integer(-1), Integer(-3), Rational(1, 2), Rational(1, 3), Rational(-3, 2), n, neg(x)])


def grown(parts):
    one, two = parts, st.tuples(parts, parts)
    return st.one_of(
        st.lists(parts, min_size=2, max_size=4).map(lambda p: add(*p)),
        st.lists(parts, min_size=2, max_size=4).map(lambda p: mul(*p)),
        one.map(neg),
        two.map(lambda p: quo(*p)),
        st.tuples(parts, EXPONENTS).map(lambda p: pow(*p)),
        *(one.map(lambda p, g=g: g(p, evaluate=False)) for g in (sin, cos, exp, log, Abs)),
        one.map(lambda p: f(p, y)),
        one.map(lambda p: Diff(p, x, y)),
        one.map(lambda p: At(p, (u,), (x,))),
        one.map(lambda p: LogBase(p, Integer(2))),
        one.map(lambda p: Integral(p, (t, 0, x))),
        two.map(lambda p: Dot(Vector(*p), Vector(x, y))),
        two.map(lambda p: Norm(Vector(*p))),
        two.map(lambda p: Slot(f(*p), (0,), (x, y))),
    )


TREES = st.recursive(LEAVES, grown, max_leaves=12)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_every_notation_writes_any_tree(tree):
    written = latex(tree)
    plain = written.replace("\\{", "").replace("\\}", "")
    assert plain.count("{") == plain.count("}")
    assert plain.count("\\left") == plain.count("\\right")
    ElementTree.fromstring(mathml(tree))  # noqa: S314 - our own output
    assert spoken(tree)
    for shown in (written, text(tree)):
        tight = shown.replace(" ", "").replace("−", "-").replace("\\,", "")
        assert not any(pair in tight for pair in ("+-", "--", "++", "-+", "\\cdot-", "·-"))


@settings(max_examples=60, deadline=None)
@given(TREES, TREES, st.sampled_from([30, 62]))
def test_any_chain_is_broken_without_loss(left, right, room):
    terms = (left, right, left)
    rows = broken(tuple(compose(term) for term in terms), ("=", "="), room)
    assert all(width(first) >= 0 and width(second) >= 0 for first, second in rows)
    written = latex_display(terms, ("=", "="), room)
    assert written.count("=") >= 2
    assert written.count("\\left") == written.count("\\right")
    ElementTree.fromstring(mathml_display(terms, ("=", "="), room))  # noqa: S314
    assert text_display(terms, ("=", "="), room)
