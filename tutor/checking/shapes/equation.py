"""An equation of a curve, a line, a plane or a surface: the same points satisfy it."""

from __future__ import annotations

from dataclasses import replace

from tutor.checking import words
from tutor.checking.equal import equal
from tutor.checking.number import statements
from tutor.checking.on_curve import EquationCurve, equal_on
from tutor.checking.opinion import UNDECIDED, Domain, Opinion
from tutor.checking.plain import replaced
from tutor.checking.question import Question
from tutor.checking.readings import node
from tutor.checking.verdict import Verdict, correct, incorrect, undecided
from tutor.reading.answers import Reading
from tutor.reading.linearity import coefficients
from tutor.reading.syntax import Neg, Node, Num, Prod, Relation, Sum, Sym, walk

NOUGHT = Num("0")


def judge(question: Question, given: Reading) -> Verdict:
    """By the solutions; a nonzero factor makes no difference."""
    said, expected = node(given), node(question.expected)
    found = statements(said, expected, question, by_words=True)
    letter = _never_zero(expected, question) if found.outcome == "different" else None
    if letter is not None:
        found = _on_both_sides(said, expected, letter, question)
    if found.outcome == "different" and isinstance(question.curve, EquationCurve):
        found = _where_the_point_lies(said, expected, question.curve, question)
    match found.outcome:
        case "equal":
            return correct(found.evidence)
        case "different":
            return incorrect(found.evidence)
    return undecided(words.UNDECIDED)


def _where_the_point_lies(said: Node, expected: Node, curve: EquationCurve, question: Question) -> Opinion:
    """Whether the numbers in two linear equations are proportional wherever the point lies on its surface."""
    found = []
    for relation in (said, expected):
        if not isinstance(relation, Relation) or relation.signs != ("=",):
            return UNDECIDED
        split = coefficients(Sum((relation.items[0], Neg(relation.items[1]))), question.names)
        if split is None:
            return UNDECIDED
        found.append([split[0], *(split[1].get(name, NOUGHT) for name in question.names)])
    ours = found[1]
    first = next(k for k, c in enumerate(ours) if k and c != NOUGHT)
    for a, b in zip(*found, strict=True):
        opinion = equal_on(Prod((a, ours[first])), Prod((b, found[0][first])), curve, question.domain)
        if opinion.outcome != "equal":
            return opinion
    return Opinion("equal", "interval")


def _never_zero(expected: Node, question: Question) -> Sym | None:
    """The letter that cannot be 0, as it is in every coefficient: a^2 x + a^2 y = 2a^3 is a line for a not 0 only."""
    if not isinstance(expected, Relation) or expected.signs != ("=",):
        return None
    split = coefficients(Sum((expected.items[0], Neg(expected.items[1]))), question.names)
    if split is None or len(split[1]) < 2:
        return None
    held = [{n.name for n in walk(c) if isinstance(n, Sym)} for c in split[1].values()]
    if any(names != held[0] for names in held) or len(held[0]) != 1:
        return None
    letter = Sym(held[0].pop())
    if question.domain.of(letter.name) != "real":
        return None
    there = (replaced(c, letter, NOUGHT) for c in split[1].values())
    return letter if all(equal(c, NOUGHT, question.domain).outcome == "equal" for c in there) else None


def _on_both_sides(said: Node, expected: Node, letter: Sym, question: Question) -> Opinion:
    """Whether they say the same wherever the letter is positive, and wherever it is negative."""
    domain = Domain({**question.domain.letters, letter.name: "positive"}, question.domain.complex)
    asked = replace(question, domain=domain)
    positive = statements(said, expected, asked, by_words=True)
    if positive.outcome != "equal":
        return positive
    return statements(replaced(said, letter, Neg(letter)), replaced(expected, letter, Neg(letter)), asked, by_words=True)
