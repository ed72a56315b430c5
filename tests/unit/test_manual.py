"""What `tutor kinds KIND` says: every kind has a page with an example that is read, and every type of field its words."""

from __future__ import annotations

import shlex
import tomllib
from typing import get_args

from every import over

from tutor.desk.authored import read
from tutor.desk.example import command, example, problem
from tutor.desk.manual import ARTICLES, fields_of, kind_page, kinds_page, known_kinds
from tutor.reading.sets import as_record, from_arguments
from tutor.rule import FieldType


def test_every_type_of_field_has_its_words():
    assert set(ARTICLES) == set(get_args(FieldType))


@over("kind", known_kinds())
def test_every_kind_has_a_page_and_an_example_that_is_read(kind):
    page = kind_page(kind)
    assert page.splitlines()[0].endswith(f"({kind})") and "answer:" in page
    shown = example(kind)
    of_set = tomllib.loads(problem(shown))["problem"][0]
    assert problem(shown).splitlines()[-1] in page and {k: v for k, v in of_set.items() if k != "kind"} == dict(shown.fields)
    assert read(as_record(of_set, "example")).kind == kind
    if kind != "short_answer":
        typed = shlex.split(command(shown))
        assert command(shown) in page and typed[:3] == ["tutor", "solve", kind]
        assert read(from_arguments(kind, typed[3:])).given.keys() == read(shown).given.keys()


def test_the_list_of_kinds_names_what_may_be_left_out_and_the_words_of_a_choice():
    assert "gradient                function, point?" in kinds_page() and "short_answer" in kinds_page()
    assert fields_of("lagrange")["goal?"] == "one of max, min, both"
