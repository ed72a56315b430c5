"""An uncertainty, exact or rounded as it is stated, and the value it belongs to, where that was stated too."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tutor.checking import words
from tutor.checking.balls.fraction import rational
from tutor.checking.equal import BITS
from tutor.checking.number import Compared, compared
from tutor.checking.opinion import Domain
from tutor.checking.question import Question, Tolerance
from tutor.checking.values import NoValue, fraction, letters, precision, value
from tutor.checking.verdict import Verdict, summed
from tutor.reading.answers import Reading, Uncertain
from tutor.reading.syntax import Abs, Neg, Node, Num, Prod, Quot

_HUNDREDTH = Tolerance(relative=Fraction(1, 100))
_STATED = 2  # significant digits of an uncertainty as it is stated, where the tutor does not state fewer itself


def judge(question: Question, given: Reading) -> Verdict:
    """The uncertainty; with a stated value half of the marks for each."""
    right = question.expected
    assert isinstance(given, Uncertain) and isinstance(right, Uncertain) and right.value is not None
    about = given.value
    if given.percent and about is None:
        return Verdict("unreadable", None, "none", words.ABSOLUTE)
    by = Prod((Quot(given.by, Num("100")), Abs(about))) if about is not None and given.percent else given.by
    found = _uncertainty(by, given.by if not given.percent else None, right, question)
    if given.value is None:
        return found.verdict()
    stated = _value(given.value, right.value, given.by, question)
    parts = [stated.part("the value"), found.part("the uncertainty")]
    said = [f"{p.name.capitalize()}: {p.feedback or words.NOT_RIGHT}" for p in parts if p.verdict != "correct"]
    return summed(parts, [stated.evidence, found.evidence], " ".join(said))


def _uncertainty(by: Node, typed: Node | None, right: Uncertain, question: Question) -> Compared:
    """By value; else a decimal that the exact one is rounded to, to the nearest or up."""
    found = compared(by, right.by, question)
    if found.word != "incorrect" or typed is None or letters(right.by):
        return _relative(by, found, right, question) if typed is None else found
    if right.printed is not None and fraction(typed) == fraction(right.printed):
        return Compared("correct", "exact")
    for unit, digits in _places(typed):
        if _rounds(typed, right.by, unit, question.domain, up=True):
            return Compared("correct", "interval") if digits == _STATED else Compared("wrong_form", "interval", words.OTHER_DIGITS)
    return found


def _relative(by: Node, found: Compared, right: Uncertain, question: Question) -> Compared:
    """A percentage is rounded more often than not: right where it differs by less than one in a hundred."""
    if found.word != "incorrect":
        return found
    near = replace(question, tolerance=_HUNDREDTH)
    return compared(by, right.by, near)


def _value(given: Node, right: Node, by: Node, question: Question) -> Compared:
    """By value; else a decimal rounded no more coarsely than the uncertainty is."""
    found = compared(given, right, question)
    size = fraction(by)
    if found.word != "incorrect" or letters(right) or size is None:
        return found
    for unit, _ in _places(given):
        if unit <= abs(size) and _rounds(given, right, unit, question.domain, up=False):
            return Compared("correct", "interval")
    return found


def _places(node: Node) -> list[tuple[Fraction, int]]:
    """The last place that a decimal may be rounded to, with its significant digits: of 60 the ones or the tens."""
    bare = node.of if isinstance(node, Neg) else node
    if not isinstance(bare, Num) or "e" in bare.digits.lower():
        return []
    whole, _, decimals = bare.digits.partition(".")
    figures = (whole + decimals).lstrip("0")
    if not figures:
        return []
    out = [(Fraction(1, 10 ** len(decimals)), len(figures))]
    zeros = len(figures) - len(figures.rstrip("0"))
    if not decimals and zeros:
        out.append((Fraction(10**zeros), len(figures) - zeros))
    return out


def _rounds(given: Node, exact: Node, unit: Fraction, domain: Domain, *, up: bool) -> bool:
    """Whether a number is the exact one rounded to the nearest multiple of a unit, or up to the next."""
    typed = fraction(given)
    assert typed is not None
    try:
        with precision(BITS):
            beyond = rational(typed) - value(exact, {}, domain)
            half = rational(unit / 2)
            return bool(-half <= beyond) and bool(beyond < rational(unit) if up else beyond <= half)
    except NoValue:
        return False
