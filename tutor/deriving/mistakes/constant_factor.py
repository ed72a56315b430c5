"""Off by a simple factor."""

from collections.abc import Iterator, Mapping
from typing import Any

from sympy import Expr, Rational

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector

FACTORS = tuple(Rational(p, q) for p, q in ((2, 1), (1, 2), (3, 1), (1, 3), (4, 1), (1, 4), (3, 2), (2, 3)))


def _scaled(value: Any) -> Iterator[Any]:
    """A value times a simple number; a vector whole or in one component."""
    for c in FACTORS:
        if isinstance(value, Vector):
            parts = tuple(map(tree.plain, value.args))
            yield Vector(*(c * p for p in parts))
            for k, p in enumerate(parts):
                yield Vector(*parts[:k], c * p, *parts[k + 1 :])
        elif isinstance(value, Expr):
            yield c * tree.plain(value)


def _answers(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    fields = {} if derivation.answer is None else derivation.answer.fields
    for name in ("expression", "vector"):
        if name in fields:
            for value in _scaled(fields[name]):
                yield {name: value}


MISTAKE = Mistake(
    "The value is off by a simple factor.",
    "Which factor was lost or added on the way?",
    answers=_answers,
    rank=9,
)
