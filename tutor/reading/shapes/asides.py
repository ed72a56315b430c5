"""What stands beside an answer and is none of it: reasons, and the point at which a working puts numbers in."""

from __future__ import annotations

from tutor.reading.draft import Draft, Span
from tutor.reading.patterns import compiled

REASON = compiled(r"[,;]?\s*(?<![A-Za-z\\])(?:because|since|weil|by\s+the)(?![A-Za-z]).*\Z")
_AT = compiled(r"(?<![A-Za-z\\])(?:at|@)\s*(\([^()\n]{1,60}\))(?=\s*[=:])")


def without_asides(draft: Draft, span: Span) -> Span:
    """The stretch without a reason behind it, and without `at (1, 2)` before an equals sign."""
    reason = next(draft.outside(REASON, span), None)
    if reason is not None and reason.start() > span[0]:
        draft.notice("The reason is left out.", reason.span())
        draft.rewrite(draft.text[: reason.start()] + " " * len(reason[0]) + draft.text[reason.end() :])
    if "at" in draft.text or "@" in draft.text:
        draft.places += [m[1] for m in draft.outside(_AT, span)]
        draft.blank(_AT, span)
    return draft.trimmed(*span)
