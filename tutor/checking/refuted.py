"""A number that a reader can check by hand: a simple place where an answer and the right one differ, with both values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

from flint import arb

from tutor.checking.balls.real import NoValue
from tutor.checking.question import Question
from tutor.checking.samples import letters
from tutor.checking.values import precision, value
from tutor.printing.notation.text import text
from tutor.reading.answers import Reading
from tutor.reading.echo import layout_of
from tutor.reading.syntax import Apply, DerivativeNode, IntegralNode, Node, Sym, walk

SIMPLE = (1, 2, 0, 3)
MOST = 12  # places that are tried
MOST_LETTERS = 3
DIGITS = 4


def refuted(question: Question, reading: Reading) -> str:
    """In a sentence; empty where no simple place tells, or where the right answer is a number, which would be given away."""
    right = question.expected
    if question.shape != "expression" or not isinstance(reading, Node) or not isinstance(right, Node) or question.curve is not None:
        return ""
    names = letters(reading, right)
    if (
        not letters(right)
        or len(names) > MOST_LETTERS
        or any(isinstance(n, Apply | DerivativeNode | IntegralNode) for n in (*walk(reading), *walk(right)))
    ):
        return ""
    with precision(64):
        for where in islice(_places(names), MOST):
            mine, theirs = (_decimal(tree, where, question) for tree in (reading, right))
            if mine is not None and theirs is not None and mine != theirs:
                at = ", ".join(f"{text(layout_of(Sym(name)))} = {where[name]}" for name in names)
                return f"At {at} it comes to {mine}, and the right answer to {theirs}."
    return ""


def _places(names: tuple[str, ...]) -> Iterator[dict[str, int]]:
    """Small whole numbers, first all of them different."""
    every = sorted(product(SIMPLE, repeat=len(names)), key=lambda at: -len(set(at)))
    yield from (dict(zip(names, at, strict=True)) for at in every)


def _decimal(tree: Node, where: dict[str, int], question: Question) -> str | None:
    """The value to some digits; None where there is none."""
    try:
        found: Any = value(tree, {name: arb(n) for name, n in where.items()}, question.domain)
    except (NoValue, RecursionError):
        return None
    whole = found.unique_fmpz()
    return f"{float(found.mid()):.{DIGITS}g}" if whole is None else str(whole)
