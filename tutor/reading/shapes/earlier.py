"""The lines before the last one: what each of them gives, so that two answers side by side are seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tutor.errors import Unreadable
from tutor.reading.draft import Draft, Span
from tutor.reading.shapes.result import Said


def earlier(draft: Draft, found: Sequence[Span], value: Callable[[Draft, Span], Said | None]) -> tuple[Said, ...]:
    """The lines that give a value; what cannot be read or is an equation is working, and nothing is said of it."""
    notices, chains = list(draft.notices), list(draft.chains)
    out: list[Said] = []
    for line in found:
        try:
            said = value(draft, line)
        except Unreadable:
            continue
        if said is not None:
            out.append(said)
    draft.notices[:], draft.chains[:] = notices, chains
    return tuple(out)
