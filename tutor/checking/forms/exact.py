"""Exact: no decimals."""

from __future__ import annotations

from tutor.checking.forms import Form
from tutor.reading.syntax import Node, Num, walk


def fault(tree: Node) -> str | None:
    """A decimal point or a power of ten in a numeral."""
    if any(isinstance(n, Num) and not n.digits.isdigit() for n in walk(tree)):
        return "Give the exact value, with fractions and roots instead of decimals."
    return None


FORM = Form("exact", fault)
