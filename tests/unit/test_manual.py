"""What `tutor kinds KIND` says: every kind has a page, and every type of field its words."""

from __future__ import annotations

from typing import get_args

import pytest

from tutor.desk.manual import ARTICLES, kind_page
from tutor.rule import FieldType, kinds


def test_every_type_of_field_has_its_words():
    assert set(ARTICLES) == set(get_args(FieldType))


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_a_page(kind):
    page = kind_page(kind)
    assert page.splitlines()[0].endswith(f"({kind})") and "answer:" in page
