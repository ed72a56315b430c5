"""Pictures of a function of two variables for the page."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.desk.pictured import pictured
from tutor.printing.output._aloud import aloud
from tutor.printing.output._svg import svg
from tutor.web import request


def picture(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """`figures`, one for each of the `views`: `svg`, and `facts`, what it shows, in words."""
    span = request.text(asked, "range", "") or None
    wanted = [name.strip() for name in request.text(asked, "views", "contours").split(",")]
    entry = request.problem({**asked, "kind": "picture"}, on)
    _, figures = pictured(entry.fields, span, wanted)
    return {"figures": [{"svg": svg(f), "facts": list(map(aloud, f.facts))} for f in figures]}
