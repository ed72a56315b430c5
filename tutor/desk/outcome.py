"""What a worker sends back of one problem: text only, so that whoever collects it needs no SymPy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tutor.edges.language import message, told, word
from tutor.errors import OutOfTime, TutorError, Unsupported
from tutor.reading.sets import Record

if TYPE_CHECKING:
    from tutor.page.document import Document


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left of a problem when its worker is done: text only, a record for each part. `fragment` is its page's share.

    `fault` is what is wrong with an own template: then nothing that is printed with it is worth having.
    """

    records: tuple[dict[str, object], ...]
    fragment: str | None = None
    fault: TutorError | None = None

    @property
    def solved(self) -> bool:
        """Whether there is a solution of every part."""
        return all(found["status"] == "solved" for found in self.records)


def stopped(entry: Record, error: TutorError) -> dict[str, object]:
    """The object of a problem that could not be read or finished."""
    status = "timeout" if isinstance(error, OutOfTime) else "unsupported" if isinstance(error, Unsupported) else "invalid"
    found: dict[str, Any] = {"id": entry.id, "kind": entry.kind, "status": status, "verified": False, "message": str(error)}
    if error.place.start is not None:
        found["field"], found["position"], found["excerpt"] = error.place.field, error.place.start, error.place.excerpt()
    return found


def stopped_document(entry: Record, error: TutorError) -> Document:
    """The page of such a problem."""
    from tutor.page.document import Document, Note, Paragraph, Text
    from tutor.rule import kinds, topic

    title = word(topic(entry.kind).title) if entry.kind in kinds() else entry.kind or "Problem"
    lines = [Paragraph((Text(told(error)),))]
    excerpt = error.place.excerpt()
    if excerpt:
        lines.append(Paragraph((Text(excerpt.splitlines()[0]),)))
    role = "Not solved" if isinstance(error, OutOfTime | Unsupported) else "Not readable"
    return Document(entry.id, entry.kind, title, (), (Note("unsupported", message(role), tuple(lines)),), verified=True)
