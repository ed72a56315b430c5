"""A sentence of a textbook as a form that is filled in, to be corrected; or what is asked back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.desk.example import toml
from tutor.errors import TutorError
from tutor.reading.problem import read_problem
from tutor.reading.sentences.read import Question, Understood, read_sentence
from tutor.reading.sets import as_record
from tutor.rule import topic
from tutor.web import request

OF_ONE = ("derivative", "integral")  # what a formula alone may be meant for
OF_SEVERAL = ("gradient", "critical_points", "hessian", "total_differential")


def ask(asked: Mapping[str, Any], on: request.Shelf) -> dict[str, Any]:
    """`kind`, `fields` as texts and `shown`, where the `sentence` can be read in one way; else a `question`, and `choices` like that."""
    del on
    typed = request.text(asked, "sentence")
    found = _read(typed)
    if isinstance(found, Understood):
        return _filled(found)
    if choices := _of_formula(typed):
        return {"question": "What is to be found?", "choices": choices}
    return {"question": found.text, "choices": [_filled(choice) for choice in found.choices]}


def _read(typed: str) -> Understood | Question:
    """As it stands, else as what is to be found: `gradient of x^2 y`."""
    found = read_sentence(typed)
    if isinstance(found, Question):
        whole = read_sentence(f"find {typed.lstrip()}")
        return whole if isinstance(whole, Understood) else found
    return found


def _of_formula(typed: str) -> list[dict[str, Any]]:
    """What is asked most of a function, where it is typed alone."""
    try:
        function = read_problem(as_record({"kind": "gradient", "function": typed}, request.TYPED))
    except TutorError:
        return []
    kinds = OF_ONE if len(function.variables) == 1 else OF_SEVERAL
    return [{"kind": kind, "fields": {topic(kind).fields[0].name: typed}, "shown": topic(kind).title} for kind in kinds]


def _filled(found: Understood) -> dict[str, Any]:
    fields = {name: value if isinstance(value, str) else toml(value) for name, value in found.fields.items()}
    return {"kind": found.kind, "fields": fields, "shown": found.shown}
