"""How strong the evidence for a claim is."""

from __future__ import annotations

from typing import Literal

Evidence = Literal["exact", "interval", "sampled", "numeric", "none"]
# From strongest to weakest; a derivation is as strong as its weakest claim.
STRENGTH: tuple[Evidence, ...] = ("exact", "interval", "sampled", "numeric", "none")


def weakest(*evidence: Evidence) -> Evidence:
    """The weakest of several; exact where there is nothing to prove."""
    return max(evidence, key=STRENGTH.index, default="exact")
