"""A system of equations: the same points satisfy all of them."""

from __future__ import annotations

from tutor.checking.shapes.equation import judge

__all__ = ["judge"]
