"""What the problems of a set are worth: the marks that it states, which its handout prints."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.desk.sheet import marks_of, marks_together
from tutor.errors import Invalid
from tutor.reading.sets import ProblemSet


def marks_in(found: ProblemSet) -> dict[str, float]:
    """The marks of each problem and part; nothing where none states any. Marks of a whole problem are shared by parts without."""
    out: dict[str, float] = {}
    for parts in found.problems:
        try:
            own = [marks_of(part) for part in parts]
            together = marks_together(parts)
        except Invalid:
            continue  # told where the set is made a handout; such a problem counts nothing
        if all(marks is None for marks in own) and together is not None:
            own = [together / len(parts)] * len(parts)
        out |= {part.id: float(marks) for part, marks in zip(parts, own, strict=True) if marks is not None}
    return out


def without(found: ProblemSet, marks: dict[str, float]) -> Iterator[str]:
    """What is said of problems that count nothing where others have marks."""
    listed = [r.id for r in found.records if r.id not in marks] if marks else []
    if listed:
        said = ", ".join(listed[:10]) + (" ..." if len(listed) > 10 else "")
        yield f"{said}: without marks in a set that states them, and so without weight in the totals"
