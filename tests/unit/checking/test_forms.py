"""Forms: what passes and what does not; in doubt an answer passes."""

from every import over

from tutor.checking.forms import form, forms
from tutor.checking.judge import check
from tutor.checking.short_answer import question
from tutor.reading import parse
from tutor.reading.sets import as_record

PASSES = {
    "exact": ["1/2", "sqrt 2", "pi", "5", "2x"],
    "expanded": ["x^2+2x+1", "x^3/3-x", "(x+1)/2", "sin(2(x+1))+1", "e^(x(x+1))", "5", "x", "a x+b x", "sqrt(x+1)", "-x^2-1", "x^-1"],
    "factored": ["(x-1)(x+1)", "2(x-1)", "(x-1)^2", "x^2+1", "x^2-2", "3x", "e^x(x-1)", "-x(x-1)", "x(x+1)/2",
    "(x-1)^6000", "5", "(x-1/3)(x+1/3)", "(3x-1)(3x+1)/9", "(1-x)(1+x)", "(x-1)/x", "x/2 (x+4)"],
    "lowest_terms": ["1/2", "3/4", "x/2", "5", "3/5 x", "1/(2x)", "-4/9", "sqrt(3)/3", "2pi/3", "7", "0.25", "3*10^5",
    "10^7", "2^100", "3sqrt(2)"],
    "simplified": [
        "2x+3", "3x^2", "sqrt(2)", "2sqrt(3)", "x/2", "(x+1)/(x-1)", "3*10^5", "1/sqrt(2)", "2/3", "-x", "x^2 e^x", "sin(x)cos(x)", "pi/4",
        "1/2 x", "(3x+1)/2", "sqrt(1/2)", "2^n", "ln 2", "sin(1)", "<2x, 2y>", "3/5 x y", "(2x+1)/2",
        "sqrt(6)/3", "sqrt(2)sqrt(3)", "1/sqrt(5)", "sin(x)^2+2cos(x)^2", "e^(2x)", "sin(2 pi x)", "cos(1/2)", "sqrt(3)/sqrt(2)", "a b/c",
    ],
}  # fmt: skip
FAILS = {
    "exact": ["0.5", "1.0", "3.14", "2e3", "x+0.1"],
    "expanded": ["x(x+1)", "(x+1)^2", "2(x+1)", "-(x+1)", "x+x", "x^2+1+2", "(x^2+1)/x", "x*x+x^2", "1+(x+1)(x-1)"],
    "factored": ["x^2-1", "x^2+x", "x(x^2-1)", "(x^2-1)^2", "x^2-2x+1", "x e^x+e^x", "x y+y", "x^4+4", "x^2/2+x/2",
        "(3x-3)(x+2)", "x(3x+6)", "6x(x/3+1)", "3x^2(1+1/x)", "y(1+x/y)", "x(x-4/x)", "(x+1)(x+2)(x-5)/(x-5)"],
    "lowest_terms": ["2/4", "6/3", "-2/4", "6x/4", "3/1", "0/5", "2/(4x)", "x+2/4", "1-1/4", "3/1.5", "1/4+1/2", "2(1/3)", "(1/2)^2",
        "sqrt(4)/6", "1/(1/3)", "x (1-2/3)", "2/3*3/5 x", "2*0.5", "(1+1)/3",
        "3^2", "sqrt(25)", "9-2", "2*7", "4!", "|-6|", "x^3/3^2", "3*5 y"],
    "simplified": [
        "2+3", "2x+3x", "2*3x", "sqrt(8)", "2/4", "--x", "x-(-y)", "1*x", "x+0", "x^1", "2^3", "x^2/x", "(x^2-1)/(x-1)", "sqrt(4)",
        "6x/4", "x*x",
        "x^2*x", "cos(0)", "ln(1)", "ln(e)", "x/1", "(1/x)/2", "1+2+x", "x+(y+x)", "<2+1, x>", "(2x+4)/2",
        "6/sqrt(2)", "sqrt(6)/sqrt(2)", "sqrt(2)sqrt(2)", "3sqrt(2)sqrt(6)", "sin(x)sin(x)", "(x^2)^3", "ln(e^x)", "e^(ln x)", "sin(pi/6)",
        "cos(pi)", "tan(3pi/4)", "sin(arcsin x)", "1 + sin(x)^2 + cos(x)^2", "(x+1)(x+1)", "5/(2sqrt(5))", "1+1", "-(-x)",
    ],
}  # fmt: skip


def rows(table):
    return [(name, text) for name, texts in table.items() for text in texts]


def test_forms_are_found_by_their_files():
    assert set(forms()) == set(PASSES) == set(FAILS)


@over(("name", "text"), rows(PASSES))
def test_passes(name, text):
    assert form(name).fault(parse(text).tree) is None


@over(("name", "text"), rows(FAILS))
def test_fails_with_a_sentence(name, text):
    said = form(name).fault(parse(text).tree)
    assert said
    assert said.endswith(".")


@over(
    "text", ["x^1000-1", "(x^600-1)/(x^400-1)", "(x+y+z+1)^25/(x-y)^20", "+".join(f"x^{k}" for k in range(200)), "sqrt(" + "9" * 150 + ")"]
)
def test_a_form_is_judged_at_once(text):
    tree = parse(text).tree
    for name in forms():
        form(name).fault(tree)


@over(
    ("kind", "value", "form", "given", "verdict"),
    [
        ("vector", "(1/2, 3)", "lowest_terms", "(2/4, 3)", "wrong_form"), ("vector", "(1/2, 3)", "lowest_terms", "(1/2, 3)", "correct"),
        ("set", "{1/2, 3}", "lowest_terms", "{3/6, 3}", "wrong_form"), ("set", "{1/2, 3}", "lowest_terms", "{3, 1/2}", "correct"),
        ("set", "(1/2, 3)", "lowest_terms", "(5/10, 3)", "wrong_form"),
        ("equation", "y = 3x + 6", "expanded", "y = 3(x + 2)", "wrong_form"),
        ("equation", "y = 3x + 6", "expanded", "y - 3x = 6", "correct"),
        ("inequality", "x > 1/3", "lowest_terms", "x > 1 - 2/3", "wrong_form"),
        ("equation", "y = 2x^2 - 2", "factored", "y = 2(x - 1)(x + 1)", "correct"),
        ("matrix", "[[1/2]]", "lowest_terms", "[[1 - 1/2]]", "wrong_form"),
        ("set", "{sqrt(2)}", "exact", "{sqrt(2)}", "correct"), ("set", "{1/4}", "exact", "{0.25}", "wrong_form"),
    ],
)  # fmt: skip
def test_the_form_of_what_stands_within(kind, value, form, given, verdict):
    asked = question(as_record({"kind": "short_answer", "answer": {"type": kind, "value": value, "form": form}}, "1"))
    assert check(asked, given).verdict.verdict == verdict
