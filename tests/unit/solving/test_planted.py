"""Random systems with planted solutions: none of them is lost, and what is found solves the system."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from solving_systems import x, y
from sympy import Integer, S, expand

from tutor.deriving.evidence import holds
from tutor.errors import Unsupported
from tutor.maths.solving.solve import solve_system
from tutor.trees.heads import Equation, System

SMALL = st.integers(-3, 3)
LINES = st.tuples(SMALL, SMALL, SMALL).filter(lambda abc: abc[0] or abc[1])


def form(line):
    a, b, c = line
    return a * x + b * y + c


@settings(max_examples=25, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=2), st.lists(LINES, min_size=1, max_size=2), st.booleans())
def test_products_of_lines(first, second, multiplied_out):
    """The solutions are the meets of one line of the first product and one of the second."""
    meets = set()
    for a, b, c in first:
        for d, e, f in second:
            det = a * e - b * d
            assume(det != 0)
            meets.add((Integer(b * f - c * e) / det, Integer(c * d - a * f) / det))
    p = q = S.One
    for line in first:
        p *= form(line)
    for line in second:
        q *= form(line)
    if multiplied_out:
        p, q = expand(p), expand(q)
    found = solve_system(System([Equation(p, S.Zero), Equation(q, S.Zero)], (x, y)))
    assert {(r.at[x], r.at[y]) for r in found.roots} == meets
    assert len(found.roots) == len(meets)
    assert all(holds(c) != "none" for c in found.tree.claims())


@settings(max_examples=15, deadline=None)
@given(SMALL, SMALL, SMALL, SMALL, st.integers(1, 3))
def test_a_planted_point_of_two_curves(a, b, c, d, n):
    """Two conics through (a, b): it is among the solutions."""
    p = (x - a) * (x + c) + n * (y - b)
    q = (y - b) * (y + d) + n * (x - a) * (x + y)
    try:
        found = solve_system(System([Equation(expand(p), S.Zero), Equation(expand(q), S.Zero)], (x, y)))
    except Unsupported:
        return
    assert any(r.at[x] == a and r.at[y] == b for r in found.roots)
