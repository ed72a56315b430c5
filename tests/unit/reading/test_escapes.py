"""LaTeX between double quotes: said with file, problem and field, never read as what is left of it."""

from __future__ import annotations

import pytest
from every import over

from tutor.errors import Invalid
from tutor.reading.escapes import lost_command
from tutor.reading.problem import read_problem
from tutor.reading.sets import load_set

FIRST = "[[problem]]\nkind = 'gradient'\nfunction = 'x'\n[[problem]]\nid = 'wave'\nkind = 'gradient'\n"


@pytest.mark.parametrize("function", [r"\sin x", r"x \cdot y", r"\ln x"])
def test_a_backslash_that_toml_refuses(tmp_path, function):
    path = tmp_path / "set.toml"
    path.write_text(f'{FIRST}function = "{function}"\n', encoding="utf-8")
    with pytest.raises(Invalid, match="single quotes") as caught:
        load_set(path)
    place = caught.value.place
    assert (place.file, place.problem, place.field) == ("set.toml", "wave", "function")


@pytest.mark.parametrize("function", [r"\frac{x}{y}", r"\theta x", r"\nabla x", r"x \times y", r"\rho x", r"\beta x", r"\text{m} x"])
def test_a_backslash_that_toml_takes(tmp_path, function):
    path = tmp_path / "set.toml"
    path.write_text(f'{FIRST}function = "{function}"\n', encoding="utf-8")
    with pytest.raises(Invalid, match="single quotes") as caught:
        read_problem(load_set(path).records[1])
    place = caught.value.place
    assert (place.file, place.problem, place.field) == ("set.toml", "wave", "function")


@over("text", ["x\n+ y", "x\ty", "x^2 +\nx y", "\tx + 1", "sin\n(x)"])
def test_lines_and_tabs_are_no_commands(text):
    assert lost_command(text) is None
