"""The reading contract of fields: what each spelling means, that it can be printed and read again, and what is refused."""

from __future__ import annotations

import pytest
from every import over
from formulas import MEANINGS, REFUSED

from tutor.errors import TutorError
from tutor.printing.notation.latex import latex
from tutor.reading.build import build
from tutor.reading.echo import layout_of
from tutor.reading.fields import Fields
from tutor.reading.parse import parse
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record
from tutor.rule import Field
from tutor.trees.tree import plain

SPELLINGS = [(typed, meaning) for meaning, spellings in MEANINGS.items() for typed in spellings]


def read(typed):
    return Fields(as_record({"kind": "gradient", "function": typed}, "1")).parsed(Field("function", "function"))


def value(tree):
    return plain(build(tree)).expand()


def test_there_are_enough():
    assert len(set(SPELLINGS)) == len(SPELLINGS) >= 250


@over(("typed", "meaning"), SPELLINGS)
def test_a_formula_means_the_same_in_all_clothes_and_can_be_printed_and_read_again(typed, meaning):
    found, meant = read(typed), value(parse(meaning).tree)
    assert value(found) == meant
    assert value(read(latex(layout_of(found)))) == meant


@over(("field", "typed", "at", "said"), [(f, *row) for f, rows in REFUSED.items() for row in rows])
def test_what_is_not_understood_is_refused_at_its_place(field, typed, at, said):
    fields = {"kind": "gradient", "function": "x^2 y", "variables": ["x", "y"], field: typed}
    with pytest.raises(TutorError) as caught:
        read_problem(as_record(fields, "1"))
    assert said in str(caught.value)
    assert caught.value.place.field == field
    assert caught.value.place.start == (None if at is None else at - 1)
