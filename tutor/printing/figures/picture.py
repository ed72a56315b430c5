"""What every picture beside a step is: something that can be drawn, or not, for a page."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from tutor.page.document import Figure


@runtime_checkable
class Picture(Protocol):
    """What a stage may show as its map."""

    def figure(self) -> Figure | None:
        """The figure; None where it would show nothing."""
