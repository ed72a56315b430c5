"""Sums: terms in the order they stand, a − b where a term begins with a minus sign."""

from __future__ import annotations

from sympy import Add, Mul

from tutor.page.layout import Layout, Operator, Row, row
from tutor.printing.notation.binding import Binding, bracketed, items, negative
from tutor.trees.heads.base import Compose

PLUS, MINUS = Operator("+"), Operator("−")


def total(node: Add, compose: Compose) -> Layout:
    """a + b − c; a sum inside a sum keeps its brackets, in front only beside others: (x − 1) + 2(y − 3)."""
    alike = isinstance(node.args[0], Add) and any(isinstance(f, Add) for a in node.args[1:] for f in (a, *Mul.make_args(a)))
    out: list[Layout] = []
    for k, arg in enumerate(node.args):
        term = compose(arg)
        if k == 0:
            out.append(bracketed(term, Binding.NEGATIVE if alike else Binding.SUM))
            continue
        term = bracketed(term, Binding.NEGATIVE)
        if negative(term):
            out.extend((MINUS, Row(items(term)[1:])))
        else:
            out.extend((PLUS, term))
    return row(*out)
