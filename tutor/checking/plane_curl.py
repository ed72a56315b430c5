"""The curl of a field in the plane is a number; as a vector it points out of the plane, 2k."""

from __future__ import annotations

from dataclasses import replace

from tutor.checking.question import Question
from tutor.checking.values import fraction
from tutor.errors import Unreadable
from tutor.reading.names import Notice
from tutor.reading.patterns import later
from tutor.reading.syntax import Tup
from tutor.reading.typed import Typed, typed

_AS_VECTOR = later(r"(?<![A-Za-z])k(?![A-Za-z(])|\\(?:hat|mathbf|vec)\s*\{\s*\\?(?:mathbf\s*\{\s*)?k|,|k̂")
_SPACE = 3


def out_of_the_plane(question: Question, answer: str) -> Typed | None:
    """The third component of an answer 2k or (0, 0, 2) where the scalar curl is asked; None for any other answer."""
    if question.shape != "expression" or question.asked.operations != {"curl"} or "k" in question.scope.variables:
        return None
    if _AS_VECTOR.search(answer) is None:
        return None
    try:
        read = typed(answer, "vector", replace(question.scope, vectors=True), _SPACE, (), strict_brackets=question.strict)
    except Unreadable:
        return None
    vector = read.reading
    if not isinstance(vector, Tup) or len(vector.items) != _SPACE or any(fraction(item) != 0 for item in vector.items[:2]):
        return None
    third = vector.items[2]
    said = Notice("In the plane the curl is a number: the component out of the plane is taken.", third.start, third.end)
    return replace(read, reading=third, chain=(), notices=(*read.notices, said))
