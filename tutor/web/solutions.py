"""A problem worked out for the page, and the same as a file to keep."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from tutor.desk.example import problem as as_toml
from tutor.desk.solution import Solution
from tutor.desk.solution import solve as work_out
from tutor.edges.language import speaking
from tutor.errors import OutOfTime, Unsupported
from tutor.model import Problem
from tutor.page.document import Document
from tutor.printing.output.base import PageMeta, load
from tutor.printing.output.html import fragment
from tutor.reading.problem import read_problem
from tutor.reading.sets import SHORT_ANSWER
from tutor.telling.narrate import Detail
from tutor.web import request
from tutor.web.interface import SECONDS

KEPT_BACK = ("expected", "wrong", "answer", "solution")  # of a problem's fields: what its author knows of the answer
DETAILS = ("normal", "brief", "full")
FORMS = {
    "pdf": "application/pdf",
    "latex": "application/x-tex",
    "ipynb": "application/x-ipynb+json",
    "html": "text/html",
    "markdown": "text/markdown",
    "toml": "application/toml",
}


def solve(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """The worked solution: `status`, `message`, `verified`, and `html`, the page of this problem."""
    found = _solved(asked, on)
    said = found.derivation.message
    made = _document(asked, found)
    with speaking(made.language):
        page = fragment(made)
    return {"status": found.status, "verified": found.verified, "html": page, **({"message": said} if said else {})}


def download(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """The solution as a file: its `name`, its `type`, and its bytes in base64. TOML is the problem alone."""
    form = request.one_of(asked, "form", tuple(FORMS))
    entry = request.helped(asked, on)
    if form == "toml":
        open_to_all = {name: value for name, value in entry.fields.items() if name not in KEPT_BACK}
        return _file(f"{entry.kind}.toml", form, as_toml(replace(entry, fields=open_to_all)) + "\n")
    found = _solved(asked, on)
    if found.status != "solved":
        raise (OutOfTime if found.status == "timeout" else Unsupported)(found.derivation.message or found.status)
    printer = load(form)
    made = _document(asked, found)
    with speaking(made.language):
        page = printer.page([printer.fragment(made)], PageMeta(language=made.language))
    return _file(f"{entry.kind}{printer.suffix}", form, page)


def _solved(asked: Mapping[str, object], on: request.Shelf) -> Solution:
    entry = request.helped(asked, on)
    if entry.kind == SHORT_ANSWER:
        raise Unsupported("a question with its author's own answer has no worked solution here")
    read: Problem = read_problem(entry)
    return work_out(read, time_limit=SECONDS, version=request.version(asked))


def _document(asked: Mapping[str, object], found: Solution) -> Document:
    made = found.document(cast("Detail", request.one_of(asked, "detail", DETAILS)))
    return replace(made, id="solution")


def _file(name: str, form: str, content: str | bytes) -> dict[str, object]:
    raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
    return {"name": name, "type": FORMS[form], "base64": b64encode(raw).decode()}
