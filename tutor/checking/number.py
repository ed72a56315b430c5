"""One number or formula against another: equal or not, in the asked form or not, and what a near miss is."""

from __future__ import annotations

import time

from tutor.checking import words
from tutor.checking.domains import gap, valueless
from tutor.checking.effort import current, exhausted
from tutor.checking.equal import equal
from tutor.checking.forms import fault_in
from tutor.checking.opinion import DIFFERENT, UNDECIDED, Opinion, all_equal
from tutor.checking.question import Question
from tutor.checking.tolerance import FEWEST_DIGITS, FEWEST_NEAR, close, rounded
from tutor.checking.values import fraction, letters
from tutor.checking.verdict import PartVerdict, PartWord, Verdict, correct, incorrect, undecided, wrong_form
from tutor.frozen import dataclass
from tutor.reading.syntax import Const, Joined, Node, Num, Prod, Quot, Relation, Rows, Tup, has_decimal
from tutor.strength import Evidence

# No value at any place where the right answer has one: how that was found is by balls.
VALUELESS = Opinion("different", "sampled")
NEAR = Opinion("equal", "numeric")


@dataclass(frozen=True, slots=True)
class Compared:
    """How one number compares; `feedback` is for where it is the whole answer or a part of one."""

    word: PartWord
    evidence: Evidence
    feedback: str = ""

    def part(self, name: str) -> PartVerdict:
        """As a part of an answer."""
        return PartVerdict(name, self.word, self.feedback)

    def verdict(self) -> Verdict:
        """As the whole answer."""
        match self.word:
            case "correct":
                return correct(self.evidence)
            case "wrong_form":
                return wrong_form(self.evidence, self.feedback)
            case "undecided":
                return undecided(self.feedback)
        return incorrect(self.evidence, self.feedback)


def compared(given: Node, expected: Node, question: Question) -> Compared:
    """A number or formula as a student gave it, against the right one, by the question's tolerance and form."""
    found = opinion(given, expected, question)
    if found.outcome == "undecided":
        return Compared("undecided", "none", words.UNDECIDED)
    if found.outcome == "different":
        fewest, said = (FEWEST_DIGITS, words.ROUNDED) if question.tolerance is None else (FEWEST_NEAR, words.MORE_DIGITS)
        if rounded(given, expected, question.domain, fewest):
            return Compared("wrong_form" if _in_degrees(expected) else "incorrect", found.evidence, said)
        return Compared("incorrect", found.evidence, words.NO_VALUE if found == VALUELESS else "")
    fault = fault_in(question.form, given)
    if fault is None and not question.any_domain and question.curve is None:
        lost = gap(given, expected, question.domain)
        fault = None if lost is None else lost.told()
        if exhausted():
            return Compared("undecided", "none", words.UNDECIDED)
    return Compared("wrong_form", found.evidence, fault) if fault else Compared("correct", found.evidence)


def _irrational(given: Node) -> bool:
    """Whether a number stands there exactly, as a root or with pi: nobody means an estimate by it."""
    return not letters(given) and fraction(given) is None and not has_decimal(given)


def _in_degrees(node: Node) -> bool:
    """Whether an angle was given in degrees: its radians are no round number, and a decimal of them is the usual way to say it."""
    return isinstance(node, Prod) and node.factors[-1] == Quot(Const("pi"), Num("180"))


def opinion(given: Node, expected: Node, question: Question) -> Opinion:
    """Whether two numbers are equal, or as near as the question's tolerance asks; the prover is asked last.

    What is no number is compared for what it is: statements by their solutions, points by coordinates, sets by elements.
    """
    match given, expected:
        case (Relation() | Joined(), Relation() | Joined()):
            return statements(given, expected, question)
        case (Tup(items, mine), Tup(others, right)):
            if len(items) != len(others) or (mine == "{") != (right == "{"):
                return DIFFERENT
            if mine == "{":
                return _same_elements(items, others, question)
            return all_equal(opinion(a, b, question) for a, b in zip(items, others, strict=True))
        case (Relation() | Joined() | Tup() | Rows(), _) | (_, Relation() | Joined() | Tup() | Rows()):
            return DIFFERENT
    tolerance = question.tolerance
    if tolerance is not None and not (_irrational(given) and not has_decimal(expected)):
        from tutor.checking.near import near  # it takes a while to load, and few questions have a tolerance

        if letters(given, expected) and near(given, expected, tolerance):
            return NEAR
        return close(given, expected, tolerance.relative, tolerance.absolute, question.domain)
    found = equal(given, expected, question.domain)
    if question.curve is not None and found.outcome != "equal":
        from tutor.checking.on_curve import equal_on  # as `near`

        return equal_on(given, expected, question.curve, question.domain)
    if found != UNDECIDED:
        return found
    if valueless(given, expected, question.domain):
        return VALUELESS
    return _proved(given, expected, question)


def _proved(given: Node, expected: Node, question: Question) -> Opinion:
    """The prover's opinion, within what a judgement may cost."""
    effort = current()
    if effort.seconds <= 0 or effort.work < 0:
        return UNDECIDED
    from tutor.checking.prove import prove_equal  # it takes a while to load, and is asked last

    start = time.perf_counter()
    found = prove_equal(given, expected, question.domain, effort.seconds)
    effort.seconds -= time.perf_counter() - start
    return found


def statements(given: Node, expected: Node, question: Question, *, by_words: bool = False) -> Opinion:
    """Whether two statements have the same solutions, or the same but for numbers within the question's tolerance."""
    from tutor.checking.solutions import same_solutions  # formulas have no need of it, and it takes a while to load

    found = same_solutions(given, expected, question.domain, by_words=by_words)
    tolerance = question.tolerance
    if tolerance is None or found.outcome == "equal":
        return found
    from tutor.checking.near import near_statements

    return NEAR if near_statements(given, expected, tolerance, question.domain) else found


def _same_elements(given: tuple[Node, ...], expected: tuple[Node, ...], question: Question) -> Opinion:
    from tutor.checking.matching import matched  # for sets only

    found = matched(given, expected, lambda a, b: opinion(a, b, question))
    if found.undecided:
        return UNDECIDED
    return DIFFERENT if found.missing or found.extra else Opinion("equal", found.evidence)
