"""Several vectors, in any order."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.directions import proportional
from tutor.checking.matching import matched
from tutor.checking.number import opinion
from tutor.checking.question import Question
from tutor.checking.shown import said
from tutor.checking.signs import expanded_signs
from tutor.checking.verdict import PartVerdict, Verdict, correct, incorrect, summed, undecided
from tutor.reading.answers import Reading, Vectors
from tutor.reading.syntax import Node, Tup


def judge(question: Question, given: Reading) -> Verdict:
    """Equal weight for each vector; one that only points the right way is not of length 1."""
    expected = question.expected
    assert isinstance(given, Vectors) and isinstance(expected, Vectors)
    mine = [v for items in given.items for v in expanded_signs(_tree(items))]
    right = [_tree(items) for items in expected.items]
    odd = next((len(items) for items in given.items if len(items) != (question.dimension or len(items))), None)
    if odd is not None and question.dimension is not None:
        return incorrect(feedback=words.components(odd, question.dimension))
    if not mine and not right:
        return correct()
    found = matched(mine, right, lambda a, b: opinion(a, b, question))
    if found.undecided:
        return undecided(words.UNDECIDED)
    parts = [PartVerdict(said(a), "correct") for a, _ in found.pairs]
    parts += [PartVerdict(said(a), "extra") for a in found.extra]
    parts += [PartVerdict("a direction", "missing")] * len(found.missing)
    mistake = None
    if found.extra and all(any(_along(a, b, question) for b in found.missing) for a in found.extra):
        mistake = "direction_not_normalized"
    elif found.pairs and found.missing and not found.extra:
        mistake = "missing_points"
    told = words.NOT_UNIT if mistake == "direction_not_normalized" else words.counted(len(found.missing), len(found.extra), "direction")
    return summed(parts, [found.evidence], told, mistake)


def _tree(items: tuple[Node, ...]) -> Tup:
    return Tup(items, "(", ")")


def _along(given: Node, right: Node, question: Question) -> bool:
    """Whether a vector is a positive multiple of the right one."""
    assert isinstance(given, Tup) and isinstance(right, Tup)
    return proportional(given.items, right.items, question.domain, positive=True).outcome == "equal"
