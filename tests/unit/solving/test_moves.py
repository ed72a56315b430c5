"""Every move found: its examples fire, what it writes is evident without it, and its words are complete."""

from every import over
from solving_systems import typed
from sympy import Symbol, factor_list, sin, symbols

from tutor.deriving.evidence import holds
from tutor.maths.solving import conditions
from tutor.maths.solving.alone import factored, of_polynomial
from tutor.maths.solving.move import moves
from tutor.maths.solving.signs import Signs
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.start import start
from tutor.maths.solving.state import Cases, State
from tutor.maths.solving.tree import Found, Nothing
from tutor.maths.solving.writing import product_of
from tutor.telling.narrate import named
from tutor.telling.prose import line as told
from tutor.telling.prose import template
from tutor.trees.heads import Equation

T, U = symbols("t u", real=True)
EXAMPLES = [(name, example) for name, move in moves().items() for example in move.examples]


def outcomes(name, example):
    system = typed(example)
    begun = start(system, conditions.of_system(system)).then
    assert isinstance(begun, State)
    return list(moves()[name].outcomes(begun))


@over(("name", "example"), EXAMPLES)
def test_the_move_fires_on_its_example(name, example):
    assert outcomes(name, example)


@over(("name", "example"), EXAMPLES)
def test_what_it_writes_is_evident(name, example):
    for outcome in outcomes(name, example):
        claims = [c for line in outcome.lines for c in line.claims]
        if isinstance(outcome.then, Cases | Nothing):
            claims.extend(outcome.then.claims)
        if isinstance(outcome.then, Cases):
            claims.extend(c for case in outcome.then.branches for line in case.lines for c in line.claims)
        assert all(holds(c) != "none" for c in claims)


@over(("name", "example"), EXAMPLES)
def test_its_words_are_complete(name, example):
    for outcome in outcomes(name, example):
        ends = [outcome.then.move] if isinstance(outcome.then, Cases | Nothing) else []
        for said in [line.move for line in outcome.lines] + ends:
            assert {"title", "brief", "hint"} <= template(f"solve.{said}").blocks.keys()


@over("name", moves())
def test_its_law_is_stated(name):
    assert moves()[name].statement
    assert moves()[name].source


@over(
    ("shown", "factors", "rows"),
    [
        (Equation(T**5 - 5 * T**3, 0), (T, T**2 - 5), (Equation(T**3 * (T**2 - 5), 0),)),
        (Equation(sin(T) ** 3 - sin(T) ** 2, 0), (sin(T), sin(T) - 1), (Equation(sin(T) ** 2 * (sin(T) - 1), 0),)),
        (Equation(0, 3 * T**2 * U), (T, U), (Equation(T**2 * U, 0),)),  # says that, and is no sum to be factored
    ],
)
def test_a_line_that_says_factored_shows_each_factor_as_often_as_it_occurs(shown, factors, rows):
    line = factored(shown, product_of(factors))
    assert line.shown == rows and not line.facts["only"] and all(holds(c) != "none" for c in line.claims)


@over(
    ("shown", "words"),
    [
        (Equation(6 * T - 4 * T**3, 0), "can be divided by −2 and factored"),
        (Equation(T**3 / 4, T), "on one side, multiply by 4 and factor"),
        (Equation(T**3 - 7 * T, 0), "can be factored"),
    ],
)
def test_a_number_that_is_divided_out_is_said(shown, words):
    factors = [f for f, _ in factor_list(shown.left - shown.right)[1]]
    assert words in named(told("solve.factor", "brief", factored(shown, product_of(factors)).facts))


def test_where_more_than_the_factors_is_left_nothing_is_called_factored():
    line = factored(Equation(T**3 + T, 0), product_of((T, T - 1)))
    assert line.facts["only"] and line.shown == (product_of((T, T - 1)),)


def test_an_equation_on_one_side_keeps_the_factors_that_occur_more_than_once():
    x = Symbol("x", real=True)
    line = factored(Equation(x**6 / 8, 2 * x**3), product_of((x, x**3 - 16)))
    assert line.shown == (Equation(x**6 - 16 * x**3, 0), Equation(x**3 * (x**3 - 16), 0))


def said(branch):
    """What is said of the lines of a branch and of its end, each as one line of text."""
    steps = [*branch.lines, branch.end] if isinstance(branch.end, Nothing) else branch.lines
    return [named(told(f"solve.{s.move}", "brief", s.facts)) for s in steps]


def test_a_line_names_its_equation_where_that_does_not_stand_right_above():
    tree = solve_system(typed("3x = 0, 5y^3 = 0, x^2 + y^6 = 4; x, y")).tree
    assert "5y³ = 0 gives:" in said(tree)


def test_the_reason_for_no_real_value_is_the_one_that_holds():
    assert "None of the factors has a real zero" in said(solve_system(typed("x^4 + 3x^2 = -2; x")).tree)[-1]
    factors = said(solve_system(typed("x^4 - x^3 + x^2 = x; x")).tree)[-1], said(solve_system(typed("x^3 - 3x^2 + x = 0; x")).tree)[-1]
    assert "has no real zero" in factors[0] and "by the quadratic formula, with discriminant 5" in factors[1]
    assert "as its discriminant −3 is negative" in said(solve_system(typed("x^3 + x^2 + x = 0; x")).tree)[-1]
    product = said(solve_system(typed("x^5 - 2x^3 + 5x = 0; x")).tree)
    assert "is a polynomial in x²" in product[1] and "its discriminant −16 is negative" in product[1]
    for p, even in ((T**4 - 2 * T**2 + 5, False), (T**4 + 3 * T**2 + 1, True), (3 * T**2 + 1, True)):
        found = of_polynomial(p, T, Signs((), ()))
        assert found is not None and not found.values
        assert ("even power" in named(told("solve.no_real_value", "brief", {**found.facts, "by": found.move}))) is even


@over(
    ("system", "values", "anew"),
    [
        ("cos(x) = 1/2, cos(y) = 0; x, y", {"y": "pi*m + pi/2"}, ""),  # x has k
        ("sin(2x) = 0, cos(y) = 0; x, y", {"x": "pi*k/2", "y": "pi*m + pi/2"}, ""),
        ("cos(x + y) = sin(x), cos(x + y) = 0; x, y", {}, "k and m"),  # the sum has k, so x has it only in the end
    ],
)
def test_a_whole_number_keeps_its_letter_or_is_said_to_be_counted_anew(system, values, anew):
    tree = solve_system(typed(system)).tree
    lines, branch = list(tree.lines), tree
    while not isinstance(branch.end, Found):
        branch = branch.end.branches[0]
        lines += branch.lines
    at = {str(x): str(v) for x, v in branch.end.roots[0].values}
    assert values.items() <= at.items()
    assert [" and ".join(map(str, line.facts["letters"])) for line in lines if line.move == "anew"] == ([anew] if anew else [])
    found = [line.shown[0] for line in lines if line.move == "trigonometric"]
    assert anew or all(str(at[str(e.left)]) == str(e.right) for e in found if isinstance(e, Equation))


@over(
    ("system", "moved"),
    [
        ("2x - 6 = 0, y = x; x, y", True),
        ("2x = 6, y = x; x, y", False),
        ("4x - 2y = 0, x + y = 3; x, y", True),
        ("4x = 2y, x + y = 3; x, y", False),
    ],
)
def test_that_a_term_is_brought_to_the_other_side_is_said(system, moved):
    line = solve_system(typed(system)).tree.lines[0]
    assert (
        line.move == "divide_by_number"
        and line.facts["moved"] == moved
        and ("other side" in named(told("solve.divide_by_number", "brief", line.facts))) == moved
    )


def test_what_a_difference_of_equations_is_divided_by_is_said():
    outcome = next(o for o in outcomes("combine", "7/x^2 = y, 7/y^2 = x; x, y") if o.then.equations)
    (line,) = outcome.lines
    assert [str(d) for d in line.facts["dropped"]] == ["x*y"] and line.facts["grounds"]
