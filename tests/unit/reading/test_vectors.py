"""Arithmetic of vectors in the reader's tree."""

from every import over

from tutor.reading import Scope, parse
from tutor.reading.syntax import Node, Num, Tup
from tutor.reading.vectors import collected


@over(
    ("typed", "components"),
    [
        ("8i+3j", "8,3"), ("i", "1,0"), ("-k", "0,0,-1"), ("2i-k", "2,0,-1"), ("(2x)i+(2y)j", "2x,2y"), ("3<1,2>", "3,3*2"),
        ("i+j+(1,2,3)", None),
        ("-i+(-8j)", "-1,-8"), (r"\hat{i}+2\hat{j}", "1,2"),
    ],
)  # fmt: skip
def test_components(typed: str, components: str | None) -> None:
    scope = Scope(vectors=True)
    tree = collected(typed, parse(typed, scope).tree)
    assert isinstance(tree, Tup)
    assert tree.open == "<"
    if components is not None:
        expected: Node = parse(components).tree
        assert isinstance(expected, Tup)
        assert tree.items == expected.items


def test_dimension() -> None:
    tree = parse("2i", Scope(vectors=True)).tree
    assert collected("2i", tree, 3) == Tup((Num("2"), Num("0"), Num("0")), "<", ">")
