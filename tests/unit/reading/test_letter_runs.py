"""How a run of letters falls apart."""

from every import over

from tutor.reading.scope import Scope
from tutor.reading.words import split


@over(
    ("run", "pieces"),
    [
        ("xsin", "x sin"), ("pir", "pi r"), ("thetar", "theta r"), ("cost", "cos t"), ("sinx", "sin x"), ("arctan", "atan"),
        ("beta", "beta"),
        ("xyz", "x y z"), ("ab", "a b"), ("rhosin", "rho sin"), ("asinx", "asin x"), ("mgsin", "m g sin"), ("dxdy", "d x d y"),
    ],
)  # fmt: skip
def test_split(run: str, pieces: str) -> None:
    found = split(run, Scope())
    assert found is not None
    assert " ".join(p.text for p in found) == pieces
    assert "".join(run[p.offset : p.offset + p.length] for p in found) == run


@over("word", ["import", "none", "idk", "saddle", "since", "expand", "raise", "hello", "undefined"])
def test_words(word: str) -> None:
    assert split(word, Scope()) is None


def test_declared_letters_make_any_product() -> None:
    assert split("word", Scope(variables=frozenset("word"))) is not None
    assert split("eval", Scope(), True) is None
    assert split("xya", Scope(), True) is not None
