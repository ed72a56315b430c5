"""Every move found: its examples fire, what it writes is evident without it, and its words are complete."""

from every import over
from solving_systems import typed
from sympy import Symbol

from tutor.deriving.evidence import holds
from tutor.maths.solving import conditions
from tutor.maths.solving.alone import factored
from tutor.maths.solving.move import moves
from tutor.maths.solving.start import start
from tutor.maths.solving.state import Cases, State
from tutor.maths.solving.tree import Nothing
from tutor.maths.solving.writing import product_of
from tutor.telling.prose import template
from tutor.trees.heads import Equation

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


def test_an_equation_on_one_side_keeps_the_factors_that_occur_more_than_once():
    x = Symbol("x", real=True)
    line = factored(Equation(x**6 / 8, 2 * x**3), product_of((x, x**3 - 16)))
    assert line.shown == (Equation(x**6 - 16 * x**3, 0), Equation(x**3 * (x**3 - 16), 0))
