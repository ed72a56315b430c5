"""An inequality, or several joined: the same numbers satisfy it."""

from __future__ import annotations

from tutor.checking.shapes.equation import judge

__all__ = ["judge"]
