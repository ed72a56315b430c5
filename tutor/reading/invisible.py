"""Characters that are not seen and mean nothing, as the inside of a set of characters in a pattern."""

from __future__ import annotations

# Marks of direction, joiners, soft hyphens and byte order marks. Overrides (U+202D, U+202E) are not among them: they show another
# text than there is, and are refused where they stand.
INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202c\u2060\u2061\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
