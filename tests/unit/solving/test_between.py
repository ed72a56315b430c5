"""What is put in stands before what it comes to, where no reader sees that at once; it follows from what was before."""

from every import over
from solving_systems import told, typed
from sympy import Rational, S, expand, symbols

from tutor.deriving.evidence import holds
from tutor.maths.solving.between import _as_below
from tutor.maths.solving.solve import solve_system
from tutor.telling.cases import told as told_blocks
from tutor.trees.heads import Equation

SYSTEMS = [  # a system, how many terms are put in, by what it is multiplied, and whether brackets are multiplied out
    ("x^2 + 3y^2 = 13, x y = 2; x, y", 2, 4, False),
    ("2a x = 1, a y = 1, 2a z = 3, x^2 + y^2 + z^2 = 56; x, y, z, a", 3, 1, False),
    ("x + 2y = 5, x^2 + y^2 = 10; x, y", 2, 1, True),
]


@over(("system", "terms", "factor", "out"), SYSTEMS)
def test_what_is_put_in_is_told_and_evident(system, terms, factor, out):
    lines = solve_system(typed(system)).tree.lines
    line = next(line for line in lines if any(line.facts.get("middles", ())))
    (put,) = line.facts["middles"]
    assert len(put["placed"].left.args) == terms
    assert put["factor"].subs(dict.fromkeys(put["factor"].free_symbols, 2)) == factor
    assert put["out"] is out
    assert all(holds(claim) != "none" for claim in line.claims)


def test_two_like_terms_are_collected_at_sight():
    assert not any(any(line.facts.get("middles", ())) for line in solve_system(typed("x = y, x^2 + y^2 = 18; x, y")).tree.lines)


def test_each_solution_says_what_follows_for_the_other_unknowns():
    (back,) = (line for line in solve_system(typed("x + 2y = 5, x^2 + y^2 = 10; x, y")).tree.lines if line.move == "back")
    assert [(given[0].rhs, row[0].rhs) for given, (row,) in back.facts["gives"]] == [(1, 3), (3, -1)]


def test_the_one_solution_is_put_back_line_by_line():
    lines = solve_system(typed("98x + 36y + 14z = 53, 36x + 14y + 6z = 19, 14x + 6y + 4z = 8; x, y, z")).tree.lines
    (back,) = (line for line in lines if line.move == "put_back")
    assert [str(g) for g in back.facts["given"]] == ["Eq(y, -8/5)"]
    assert [(str(r.left), v) for r, v in zip(back.shown, back.facts["values"], strict=True)] == [("z", Rational(9, 10)), ("x", 1)]
    assert len(back.claims) == 2 and all(holds(c) == "exact" for c in back.claims)


def test_the_quadratic_formula_is_for_a_form_with_zero():
    lines = solve_system(typed("4x + y = 3, x^2 + y^2 = 1; x, y")).tree.lines
    (formula,) = (line for line in lines if line.move == "quadratic")
    assert str(formula.facts["zero"]) == "Eq(17*x**2 - 24*x + 8, 0)"


def test_what_breaks_a_condition_is_said_with_what_it_comes_from():
    solved = solve_system(typed("y^2 = 2w x, 2x y = 2w y, x^2 + y^2 = 3, x > 0, y > 0; x, y, w"))
    (line,) = (line for line in solved.tree.lines if line.move == "conditions")
    assert {str(value.lhs): [str(o) for o in origins] for value, origins in line.facts["fallen"]} == {"y": [], "x": ["Eq(w, -1)"]}
    assert line.claims and all(holds(c) == "exact" for c in line.claims)


def test_the_multiplier_stands_as_it_does_below_the_lines():
    a, b = symbols("a b", real=True)
    placed = Equation(a**2 / (4 * a**2 - 1) ** 2 + b / (4 * a**2 - 1), S(3))
    assert _as_below(placed, expand((4 * a**2 - 1) ** 2)) == (4 * a**2 - 1) ** 2
    assert _as_below(placed, a**2 - a) == a * (a - 1)  # other than what is below: in its factors


def test_a_power_of_a_sum_that_is_all_that_is_left_is_not_multiplied_out():
    for given, shown in (("y = (x - 2)^3, y = 0; x, y", "(x - 2)**3 = 0"), ("y = (x + 1)^2 - 4x, y = 0; x, y", "x**2 - 2*x = -1")):
        assert any(shown in line for line in told(solve_system(typed(given)).tree))


def test_a_point_that_breaks_a_condition_on_several_unknowns_is_named():
    lines = solve_system(typed("x^2 = y, x^4 = 4x y, x + y > 0; x, y")).tree.lines
    (line,) = (line for line in lines if line.move == "conditions")
    assert [[str(e) for e in at] for at in line.facts["gone"]] == [["Eq(x, 0)", "Eq(y, 0)"]]
    assert line.claims and all(holds(c) == "exact" for c in line.claims)


def test_an_equation_beside_one_whose_terms_are_collected_says_from_which_it_comes():
    solved = solve_system(typed("x^3 + y^3 = 9x y, 3y = x^2, y^2 = 3x; x, y"))
    line = next(line for line in solved.tree.lines if any(line.facts.get("middles", ())))
    assert len(line.facts["rows"]) == len(line.shown) == 2
    page = str(told_blocks(solved, solved.system.unknowns, lambda e: e, {}))
    assert page.index("We collect the terms:") < page.index("From ")
