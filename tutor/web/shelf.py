"""What there is to choose from: the kinds with their fields, the sets, and a problem of a set as this reader has it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from tutor.desk.diagnosis import WrongAnswers
from tutor.desk.example import example, toml
from tutor.desk.handout import worked
from tutor.desk.manual import ARTICLES
from tutor.desk.sheet import marks_of, marks_said
from tutor.desk.version import Version
from tutor.edges.language import language, message
from tutor.errors import OutOfTime, TutorError, Unsupported
from tutor.page.document import Block, Document
from tutor.printing.output.html import fragment
from tutor.reading.sets import SHORT_ANSWER, Record
from tutor.rule import Topic, topic
from tutor.rule import kinds as all_kinds
from tutor.telling.narrate import statement
from tutor.web import request
from tutor.web.interface import SECONDS
from tutor.web.questions import question


def kinds(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """Every kind with its title, its fields and an example that can be put into them."""
    del asked, on
    return {"kinds": _kinds(language())}


@cache
def _kinds(spoken: str) -> list[dict[str, object]]:
    """In the language that is `spoken`."""
    del spoken
    found = [_kind(name, topic(name)) for name in all_kinds()]
    return sorted(found, key=lambda each: str(each["title"]).lower())


def _kind(name: str, found: Topic) -> dict[str, object]:
    fields = [
        {"name": f.name, "required": f.required, "about": message(ARTICLES[f.type]), "choices": list(f.choices)}
        | ({"choices": ["true", "false"]} if f.type == "flag" else {})
        for f in found.fields
    ]
    fields.append(
        {"name": "variables", "required": False, "about": message("a list, such as [x, y], where it cannot be read off"), "choices": []}
    )
    return {
        "kind": name,
        "title": message(found.title),
        "fields": fields,
        "one_of": list(map(list, found.one_of)),
        "example": _example(name),
    }


def _example(kind: str) -> dict[str, str]:
    return {name: value if isinstance(value, str) else toml(value) for name, value in example(kind).fields.items()}


def sets(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """The sets with their heads and the names of their problems; what is asked comes with `problem`."""
    del asked
    return {"sets": [_set(name, on) for name in on.sets]}


def _set(name: str, on: request.Shelf) -> dict[str, object]:
    found = on.set(name)
    problems = [{"id": r.id, "title": _title(r), "kind": r.kind, "varies": "parameters" in r.fields} for r in found.records]
    return {"name": name, **found.header, "title": found.header.get("title") or name, "problems": problems}


def _title(entry: Record) -> str:
    said = entry.fields.get("title")
    return said if isinstance(said, str) else entry.id.replace("-", " ").replace("_", " ")


def problem(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """What a problem of a set asks, with the reader's own values in it."""
    entry = request.problem(asked, on)
    blocks = _asked(entry, request.version(asked))
    page = Document(entry.id, entry.kind, "Problem", blocks, ())
    return {
        "id": entry.id,
        "html": fragment(page),
        "marks": _marks(entry),
        "can_be_solved": entry.kind != SHORT_ANSWER and request.tells(entry),
    }


def _asked(entry: Record, wanted: Version) -> tuple[Block, ...]:
    """As the problem was solved, of which all that follows has need; else as it is written, solved or not."""
    if entry.error is not None:
        raise entry.error
    with suppress(Unsupported, OutOfTime):
        wrong = question(entry, wanted).wrong
        if isinstance(wrong, WrongAnswers):
            return statement(wrong.derivation.problem)
    entries = entry.together()
    (parts,) = worked(entries, (wanted,), SECONDS, False)
    return statement(parts[[e.id for e in entries].index(entry.id)].problem)


def _marks(entry: Record) -> str:
    try:
        return marks_said(marks_of(entry))
    except TutorError:  # told where a handout is made; the question is sound without
        return ""
