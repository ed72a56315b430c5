"""Shared by the tests of problem kinds: solving a problem given by its fields, as a set would give it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tutor.deriving.engine import derive
from tutor.model import Derivation
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record
from tutor.rule import topic

Solve = Callable[..., Derivation]


@pytest.fixture
def solve() -> Solve:
    """`solve("gradient", function="x y")`: the derivation, whatever its status."""

    def solved(kind: str, **fields: Any) -> Derivation:
        return derive(read_problem(Record("test", kind, fields)), topic(kind))

    return solved
