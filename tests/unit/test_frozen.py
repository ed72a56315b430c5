"""Our frozen dataclasses are those of the standard library, made faster."""

import copy
import dataclasses
import pickle
from dataclasses import field

import pytest

from tutor import frozen
from tutor.reading.syntax import Neg, Num, Quot, Sym


class Plain:
    """All that a field can be."""

    name: str
    size: int = 2
    found: list[int] = field(default_factory=list)
    start: int = field(default=0, compare=False)
    percent: bool = field(default=False, compare=False, kw_only=True)


def both():
    return [made(frozen=True, slots=True)(type("Plain", (), dict(vars(Plain)))) for made in (dataclasses.dataclass, frozen.dataclass)]


def test_values_are_made_compared_and_shown_alike():
    for given, named in [(("a",), {}), (("a", 3), {}), (("a", 3, [1]), {"percent": True}), (("b",), {"start": 7})]:
        theirs, ours = (kind(*given, **named) for kind in both())
        assert repr(theirs) == repr(ours)
        assert dataclasses.asdict(theirs) == dataclasses.asdict(ours)
    for kind in both():
        assert kind("a", start=1) == kind("a", start=2) != kind("b")
        assert kind("a").found is not kind("a").found
        assert kind("a") != 1 and kind.__match_args__ == ("name", "size", "found", "start")
        assert not hasattr(kind("a"), "__dict__")
        with pytest.raises(TypeError):
            kind("a", 1, [], 0, True)
        with pytest.raises(TypeError):
            kind()


def test_hashes_are_those_of_what_is_compared():
    assert hash(Num("1", 3, 4)) == hash(Num("1")) != hash(Num("2"))
    assert Neg(Sym("x")) in {Neg(Sym("x", 1, 2))} and Neg(Sym("x")) != Sym("x")


def test_values_stay_as_they_are():
    tree = Quot(Num("1"), Sym("x"), percent=True)
    with pytest.raises(dataclasses.FrozenInstanceError):
        tree.over = Num("2")
    with pytest.raises(dataclasses.FrozenInstanceError):
        del tree.over
    with pytest.raises((AttributeError, TypeError)):
        tree.other = 1
    assert dataclasses.replace(tree, over=Num("2")) == Quot(Num("2"), Sym("x"))


def test_values_travel():
    tree = Quot(Num("1", 0, 1), Sym("x", 2, 3), 0, 3, percent=True)
    travelled = pickle.loads(pickle.dumps(tree))  # noqa: S301  our own
    for there in (travelled, copy.deepcopy(tree), copy.copy(tree)):
        assert there == tree and (there.over.end, there.end, there.percent) == (1, 3, True)
