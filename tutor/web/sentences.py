"""A sentence of a textbook as a form that is filled in, to be corrected; or what is asked back."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.desk.example import toml
from tutor.reading.sentences.read import Understood, read_sentence
from tutor.web import request


def ask(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """`kind`, `fields` as texts and `shown`, where the `sentence` can be read in one way; else a `question`, and `choices` like that."""
    del on
    found = read_sentence(request.text(asked, "sentence"))
    if isinstance(found, Understood):
        return _filled(found)
    return {"question": found.text, "choices": [_filled(choice) for choice in found.choices]}


def _filled(found: Understood) -> dict[str, object]:
    fields = {name: value if isinstance(value, str) else toml(value) for name, value in found.fields.items()}
    return {"kind": found.kind, "fields": fields, "shown": found.shown}
