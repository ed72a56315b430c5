"""The interface in a browser alone, called by the worker of the page: JSON text in, JSON text out."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from tutor.edges.data import json_value
from tutor.edges.harmless import json_text
from tutor.edges.job import Lost, attempted
from tutor.edges.language import ENGLISH
from tutor.web.interface import answer
from tutor.web.request import Shelf, shelf

SETS = Path("/sets")  # of the browser's own file system, where the worker puts the sets of the site
SPOKEN = Path("/language")  # and the language of the page


@cache
def _on() -> Shelf:
    return shelf(sorted(SETS.glob("*.toml")) or [], SPOKEN.read_text(encoding="utf-8") if SPOKEN.exists() else ENGLISH)


def answered(verb: str, asked: str) -> str:
    """What the page gets; a bug is an answer too."""
    found = attempted(partial(_done, verb), asked)
    return json_text({"error": {"message": found.message}} if isinstance(found, Lost) else found)


def _done(verb: str, asked: str) -> dict[str, object]:
    return answer(verb, json_value(asked), _on())
