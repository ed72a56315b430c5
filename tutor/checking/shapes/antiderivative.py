"""An antiderivative: right up to a constant, and the constant is to be written."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.domains import gap
from tutor.checking.forms import fault_in
from tutor.checking.free_constant import is_free
from tutor.checking.number import NEAR
from tutor.checking.opinion import Opinion, all_equal
from tutor.checking.question import Question
from tutor.checking.readings import node
from tutor.checking.up_to_constant import equal_up_to_constant
from tutor.checking.values import letters
from tutor.checking.verdict import Verdict, correct, incorrect, undecided, wrong_form
from tutor.reading.answers import Reading
from tutor.reading.syntax import Call, Neg, Node, Prod, Quot, Sum, Sym, walk


def judge(question: Question, given: Reading) -> Verdict:
    """By the difference, which must not depend on the variable; then whether a constant is there."""
    mine = node(given)
    found = up_to_constant(question, mine)
    match found.outcome:
        case "undecided":
            return undecided(words.UNDECIDED)
        case "different":
            return incorrect(found.evidence)
    if not has_constant(question, mine):
        return wrong_form(found.evidence, words.CONSTANT, "missing_constant")
    fault = fault_in(question.form, mine) or on_the_other_side(question, mine)
    return wrong_form(found.evidence, fault) if fault else correct(found.evidence)


def up_to_constant(question: Question, given: Node) -> Opinion:
    """Whether the derivatives in each of the question's variables agree."""
    expected, tolerance = node(question.expected), question.tolerance
    if tolerance is not None:
        from tutor.checking.near import near_up_to_constant  # as in `number`

        if near_up_to_constant(given, expected, question.variables, tolerance):
            return NEAR
    return all_equal(equal_up_to_constant(given, expected, v, question.domain) for v in question.variables)


def has_constant(question: Question, given: Node) -> bool:
    """Whether there is a letter that the right answer needs only for its constant, if at all, and that is free."""
    integrand = {n.name for n in walk(node(question.expected)) if isinstance(n, Sym)} - {"C", "c", "K", "k"}
    return any(is_free(given, name, question.domain) for name in letters(given) if name not in integrand | set(question.variables))


def on_the_other_side(question: Question, given: Node) -> str | None:
    """What is said of ln(-x) for ln|x|. That ln x is written for it is a custom; of the other half nobody thinks by it."""
    if question.any_domain or not any(isinstance(n, Call) and n.function == "ln" and _is_negative(n.args[0]) for n in walk(given)):
        return None
    lost = gap(given, node(question.expected), question.domain)
    return None if lost is None else lost.told()


def _is_negative(tree: Node) -> bool:
    """Whether there is a minus sign before every term."""
    match tree:
        case Neg():
            return True
        case Prod((first, *_)):
            return _is_negative(first)
        case Quot(over, _):
            return _is_negative(over)
        case Sum(terms):
            return all(map(_is_negative, terms))
    return False
