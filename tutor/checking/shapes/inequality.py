"""An inequality, or several joined: the same numbers satisfy it."""

from __future__ import annotations

from dataclasses import replace

from tutor.checking import words
from tutor.checking.question import Question
from tutor.checking.readings import node
from tutor.checking.shapes import equation
from tutor.checking.solutions import same_solutions
from tutor.checking.verdict import Verdict
from tutor.reading.answers import Reading
from tutor.reading.syntax import Joined, Node, Num, Relation, Tup

NEVER = Relation((Num("0"), Num("1")), ("=",))


def judge(question: Question, given: Reading) -> Verdict:
    """By the numbers that satisfy it. Commas mean `and`; where nothing satisfies all of them, `or`."""
    tree = node(given)
    if not isinstance(tree, Tup):
        return equation.judge(question, tree)
    found = equation.judge(question, joined(tree.items, question))
    return replace(found, feedback=f"{found.feedback} {words.COMMA_OR}".strip()) if joined(tree.items, question).word == "or" else found


def joined(items: tuple[Node, ...], question: Question) -> Joined:
    """Conditions between commas: all of them, or, where that can never be, one of them."""
    every = Joined("and", items, items[0].start, items[-1].end)
    if same_solutions(every, NEVER, question.domain).outcome == "equal":
        return Joined("or", items, every.start, every.end)
    return every
