"""What is too large is refused before any work, and what only looks large is read."""

import sys

import pytest
from every import over

from tutor.errors import Unreadable
from tutor.reading import parse
from tutor.reading.build import build
from tutor.reading.echo import layout_of


@over(
    "typed",
    [
        "9^9^9^9", "10^10^10", "10^-10^10", "sqrt(2)^(10^9)", "sin(10^(10^10))", "x*10^(10^7)", "(x+1)^(10^9)", "1e99999", "exp(10^6)",
        "e^(10^6)",
        "factorial(10^9)", "(9!)!", "binomial(10^9, 5)", "9" * 201, "x" * 2001, "(" * 200 + "x" + ")" * 200, "sin(" * 300 + "x" + ")" * 300,
        "-" * 1999 + "x", "x^" * 500 + "x", "1/" * 900 + "x", r"\frac{1}{1+" * 150 + "x" + "}" * 150,
        "[" * 900, "|" * 1999, "int " * 400,
        r"\begin{pmatrix}" + "1&" * 30 + r"1\end{pmatrix}",
    ],
)  # fmt: skip
def test_refused_at_once(typed: str) -> None:
    with pytest.raises(Unreadable):
        parse(typed)


@over("typed", ["(x-a)^6000", "x^6001", "2^100", "1000!", "10^9000", "(-1)^(10^6)", "7" * 200, "x^x^x", "9!" * 900])
def test_legal(typed: str) -> None:
    assert build(parse(typed).tree) is not None


@over(
    ("before", "after"),
    [("(", ")"), ("sin(", ")"), ("1/(1+", ")"), (r"\frac{1}{", "}"), (r"\sqrt{", "}"), ("x^{", "}"), ("|1+", "|"), ("-(", ")")],
)
def test_the_deepest_formula_leaves_the_stack_room(before: str, after: str) -> None:
    """The deepest legal nesting of each kind is read, built and laid out with three tenths of Python's stack to spare."""
    depth = 1
    while True:
        try:
            tree = parse(f"{before * depth}x{after * depth}").tree
        except Unreadable:
            break
        depth += 1
    assert depth > 20
    deepest = 0
    inner = len(_stack())

    def watch(frame: object, event: str, arg: object) -> None:
        nonlocal deepest
        if event == "call":
            deepest = max(deepest, len(_stack()) - inner)

    sys.setprofile(watch)
    try:
        parse(f"{before * (depth - 1)}x{after * (depth - 1)}")
        build(tree)
        layout_of(tree)
    finally:
        sys.setprofile(None)
    assert deepest < 0.75 * 1000


def _stack() -> list[object]:
    frame = sys._getframe()
    out: list[object] = []
    while frame is not None:
        out.append(frame)
        frame = frame.f_back  # type: ignore[assignment]
    return out
