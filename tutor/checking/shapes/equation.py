"""An equation of a curve, a line, a plane or a surface: the same points satisfy it."""

from __future__ import annotations

from itertools import combinations

from tutor.checking import words
from tutor.checking.equal import equal
from tutor.checking.number import statements
from tutor.checking.on_curve import EquationCurve, equal_on
from tutor.checking.opinion import DIFFERENT, Opinion, all_equal
from tutor.checking.plain import NOUGHT
from tutor.checking.question import Question
from tutor.checking.readings import node
from tutor.checking.verdict import Verdict, correct, incorrect, undecided
from tutor.reading.answers import Reading
from tutor.reading.linearity import coefficients
from tutor.reading.syntax import Neg, Node, Prod, Relation, Sum

COORDINATES = ("x", "y", "z")  # of a line or plane, where the author does not say which letters are its variables


def judge(question: Question, given: Reading) -> Verdict:
    """By the solutions; a nonzero factor makes no difference."""
    said, expected = node(given), node(question.expected)
    found = statements(said, expected, question, by_words=True)
    if found.outcome == "different":
        found = _proportional(said, expected, question)
    match found.outcome:
        case "equal":
            return correct(found.evidence)
        case "different":
            return incorrect(found.evidence)
    return undecided(words.UNDECIDED)


def _proportional(said: Node, expected: Node, question: Question) -> Opinion:
    """Whether two lines or planes with letters in their coefficients are the same wherever both are lines or planes.

    b x + a y = 2ab is one where a or b is not 0, and x/a + y/b = 2 where neither is; what is about a point that lies on a
    surface has to hold there only.
    """
    first, second = _coefficients(said, question), _coefficients(expected, question)
    if first is None or second is None or first.keys() != second.keys():
        return DIFFERENT
    pairs = [(first[n], second[n]) for n in second]
    return all_equal(_same(Prod((a, d)), Prod((b, c)), question) for (a, b), (c, d) in combinations(pairs, 2))


def _same(a: Node, b: Node, question: Question) -> Opinion:
    if isinstance(question.curve, EquationCurve):
        return equal_on(a, b, question.curve, question.domain)
    return equal(a, b, question.domain)


def _coefficients(statement: Node, question: Question) -> dict[str, Node] | None:
    """Those of two letters or more, none of which is 0 throughout, and beside them the constant."""
    if not isinstance(statement, Relation) or statement.signs != ("=",):
        return None
    sides = Sum((statement.items[0], Neg(statement.items[1])))
    split = coefficients(sides, question.names or COORDINATES)
    if split is None or len(split[1]) < 2 or any(equal(c, NOUGHT, question.domain).outcome != "different" for c in split[1].values()):
        return None
    return {"": split[0], **split[1]}
