"""The reader's own lines judged, and the next hint from where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tutor.desk.worked.hints import Strength
from tutor.desk.worked.hints import hint as hint_of
from tutor.desk.worked.solved import with_solution
from tutor.desk.worked.working import Working, work_through
from tutor.errors import Invalid, Place
from tutor.printing.output.html import fragment
from tutor.web import request
from tutor.web.questions import question

LONGEST = 8000  # characters of all lines


def working(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """`html`, each of the `lines` with its verdict; the verdicts as `lines`; and the `score`."""
    found = _working(asked, on)
    said = found.record()
    lines = [{"text": line["text"], "verdict": line["verdict"]} for line in said["lines"]]
    return {"html": fragment(replace(found.document(), id="working", statement=())), "lines": lines, "score": said["score"]}


def hint(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """The `html` of a hint of a `strength` from 1 to 3, to the first step or to the one behind the last right one of the `lines`."""
    strength = asked.get("strength", 1)
    if strength not in (1, 2, 3) or isinstance(strength, bool):
        raise Invalid("strength is 1, 2 or 3", place=Place(field="strength"))
    lines = request.text(asked, "lines", "", LONGEST)
    solution, _ = with_solution(question(request.helped(asked, on), request.version(asked)))
    made: Strength = strength
    found = hint_of(solution, _working(asked, on) if lines.strip() else None, made)
    return {"html": fragment(replace(found.document(alone=True), id="hint")), "step": found.step, "strength": strength}


def _working(asked: Mapping[str, object], on: request.Shelf) -> Working:
    lines = request.text(asked, "lines", None, LONGEST)
    return work_through(*with_solution(question(request.helped(asked, on), request.version(asked))), lines)
