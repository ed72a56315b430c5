"""One shape of answers a file: its `judge` compares a reading with the right answer, part by part."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from tutor.checking.question import Question
from tutor.checking.verdict import Verdict
from tutor.reading.answers import Reading, Shape

FILES = {"class": "classification", "set": "collection", "curve": "traced", "surface": "traced"}  # names that Python keeps for itself

Judge = Callable[[Question, Reading], Verdict]


def judge_of(shape: Shape) -> Judge:
    """The judge of a shape."""
    found: Judge = import_module(f"tutor.checking.shapes.{FILES.get(shape, shape)}").judge
    return found
