"""Tables of cases: each case that fails is named, the others are checked all the same, and a table is neither empty nor of other names."""

import inspect

import pytest
from every import every, over


def test_every_case_that_fails_is_named(monkeypatch):
    monkeypatch.setattr("every.MOST", None)
    seen = []

    @over(("a", "b"), [(1, 1), (2, 3), (3, 3), (4, None)])
    def checked(a, b, more):
        seen.append(a)
        if b is None:
            with pytest.raises(ValueError, match="none"):
                pass
        assert a == b and more

    assert list(inspect.signature(checked).parameters) == ["more"]
    with pytest.raises(BaseExceptionGroup, match=r"2 of 4 cases fail: in the case {'a': 2, 'b': 3}, in the case {'a': 4, 'b': None}"):
        checked(more=True)
    assert seen == [1, 2, 3, 4]


def test_a_table_is_neither_empty_nor_of_other_names():
    with pytest.raises(AssertionError, match="nothing to check"):
        every([], print)
    with pytest.raises(ValueError, match="argument 2"):
        over(("a", "b"), [(1,)])
