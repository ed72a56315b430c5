"""Quotients of polynomials: what is one, and that nothing large is ever multiplied out."""

from every import over

from tutor.checking.rational import as_rational, same_form
from tutor.reading import parse


def tree(text):
    return parse(text).tree


@over(
    ("text", "over", "under"),
    [
        ("x^2 - 1", "x^2 - 1", "1"),
        ("0.5x", "1/2*x", "1"),
        ("1/x + 1/y", "x + y", "x*y"),
        ("x^-2", "1", "x^2"),
        ("(x/y)/(y/x)", "x^2", "y^2"),
        ("1/x + 2/x", "3", "x"),
    ],
)
def test_quotient(text, over, under):
    ((top, bottom, _),) = as_rational(tree(text))
    assert (str(top), str(bottom)) == (over, under)


@over("text", ["sin x", "sqrt(x)", "x^y", "x^(1/2)", "pi x", "|x|", "1/(x-x)", "x/(1/2-0.5)", "n!", "sum(k, k, 1, n)"])
def test_no_quotient_of_polynomials(text):
    assert as_rational(tree(text)) is None


@over(
    "text",
    ["(x-a)^6000", "(x+y+z+1)^1000", f"({'9' * 190}x + 1)^3000", "((x+1)^50/(x-1)^50)^20", "+".join(f"1/(x y+{k})" for k in range(150))],
)
def test_too_large_is_refused_at_once(text):
    assert as_rational(tree(text)) is None


def test_trees_share_one_ring():
    one, two = as_rational(tree("x + y"), tree("y"))
    assert one.names == two.names == ("x", "y")
    assert str(one.over - two.over) == "x"


def test_the_same_form_takes_roots_and_sines_for_names():
    assert same_form(tree("sin(x)(1 + sqrt(2))"), tree("sqrt(2) sin(x) + sin(x)"))
    assert not same_form(tree("sin(x)^2 + cos(x)^2"), tree("1"))
