"""A curve or a surface by parameters: any right parametrisation, and which way it runs is said."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.question import Question
from tutor.checking.traces import compared
from tutor.checking.verdict import Verdict, correct, incorrect, undecided
from tutor.reading.answers import Reading, Traced


def judge(question: Question, given: Reading) -> Verdict:
    """Each lies on the other, once."""
    expected = question.expected
    assert isinstance(given, Traced) and isinstance(expected, Traced)
    mine, right = len(given.coordinates), len(expected.coordinates)
    if mine != right:
        return incorrect(feedback=words.components(mine, right))
    name = "curve" if len(expected.ranges) == 1 else "surface"
    match compared(given, expected, question.domain):
        case "same":
            return correct("sampled")
        case "reversed":
            return correct("sampled", "It runs the other way." if name == "curve" else "Its normal points to the other side.")
        case "beyond":
            return incorrect("sampled", f"Not all of this lies on the {name}.")
        case "left_out":
            return incorrect("sampled", f"This lies on the {name}, but not all of the {name} is there.")
        case "repeated":
            return incorrect("sampled", f"This goes through some of the {name} more than once.")
    return undecided(words.UNDECIDED)
