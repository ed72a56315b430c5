"""One number or formula: expressions, antiderivatives, limits and potentials."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from tutor.reading.answers import NoLimit, NotConservative, Shape
from tutor.reading.draft import Draft, Span
from tutor.reading.leading import Chain, chain, unled
from tutor.reading.lines import lines
from tutor.reading.patterns import compiled
from tutor.reading.repeating import cut_off, repeating
from tutor.reading.shapes import labels
from tutor.reading.shapes.asides import without_asides
from tutor.reading.shapes.earlier import earlier
from tutor.reading.shapes.kinds import is_scalar, wrong
from tutor.reading.shapes.measured import measured
from tutor.reading.shapes.result import Result, Said
from tutor.reading.syntax import Const, IntegralNode, Neg, Node, Num, PlusMinus, Tup, walk

_DECIMAL_COMMA = compiled(r"[-+]?\s*\d+,\d+")
_THOUSANDS = compiled(r"[-+]?\s*(\d{1,3}(?:(?:,|\{,\})\d{3})+(?:\.\d+)?)")
_COMMA_IN_NUMBER = compiled(r"\d,\d")
_NO_LIMIT = compiled(
    r"\W*(?:(?:(?:the\s+)?limit|it|(?:der\s+)?grenzwert|(?:das\s+)?integral|er|es)\s+)?(?:d\W?n\W?e\W*|does\s*n[o']t\s+exist|does\s+not\s+exist|doesnt\s+exist"
    r"|no(?:\s+such)?\s+limit|not\s+exist(?:ing|ent)?"
    r"|(?:it\s+)?diverg(?:es|ent|ing|iert)|konvergiert\s+nicht|kein\s+grenzwert|nicht\s+definiert|undefined|undef|∄|none|existiert\s+nicht|not?\s+defined|there\s+is\s+no\s+limit)\W*",
    re.IGNORECASE,
)
_TO_INFINITY = compiled(
    r"(?:(?:the\s+)?(?:limit|function|it|f)\s+)?(?:(?:d\W?n\W?e|does\s+not\s+exist|doesn['’]?t\s+exist)[\s,;(]*(?:it\s+)?)?"
    r"(?:(?:diverges?|goes|tends|grows|increases|decreases|approaches)\s+)?(?:(?:to|towards|as\s+it\s+is)\s+)?"
    r"(?:\+|positive\s+|plus\s+|(?P<sign>[-−]|negative\s+|minus\s+))?\s*(?:infinity|∞|oo|inf|\\infty)\s*\)?"
    r"(?:[\s,;(]*(?:(?:so|i\.?e\.?|that\s+is|it)[\s,]+){0,3}(?:d\W?n\W?e|does\s+not\s+exist|doesn['’]?t\s+exist|diverges)\s*\)?)?[\s.!]*",
    re.IGNORECASE,
)
_NOT_CONSERVATIVE = compiled(
    r"\W*(?:(?:it|f|the\s+field|this|field|es|(?:das\s+)?(?:vektor)?feld)\s+)?(?:is\s+|ist\s+)?(?:not\s+(?:a\s+)?conservative|non-?\s?conservative|isn'?t\s+conservative"
    r"|(?:there\s+is\s+|has\s+)?no\s+potential|none|d\W?n\W?e\W*|does\s+not\s+exist|doesn'?t\s+exist"
    r"|nicht\s+konservativ|(?:(?:es\s+gibt|hat)\s+)?kein\s+poten[tz]ial|existiert\s+nicht|no\s+such\s+function"
    r"|conservative\s*[:=]\s*(?:false|no))(?:\s+(?:function|exists|field|vector field))*\W*",
    re.IGNORECASE,
)
_REASON = compiled(r"[,;]?\s*(?<![A-Za-z])(?:because|since|weil|as)(?![A-Za-z]).*\Z", re.DOTALL)
# The longest of the phrases above; a longer text is mathematics, or nonsense.
_LONGEST_PHRASE = 60


def expression(draft: Draft, span: Span, shape: Shape = "expression", words: Words | None = None) -> Result:
    """One number or formula; the last line of a working."""
    found = lines(draft, without_asides(draft, span))
    last = found[-1]
    draft_lines = tuple(found)
    before = earlier(draft, found[:-1], partial(_line, words))
    if len(found) > 1:
        if draft.text[last[0]] in "-−" and "\n" in draft.text[found[-2][1] : last[0]]:
            hint = "Put a formula on one line, or begin the answer with =."
            raise draft.fail("This line may be the answer, or go on from the line before.", last, hint)
        draft.notice("The last line is taken as the answer.", last)
    led = unled(draft, last)
    span, unit = measured(draft, led.span)
    number = _grouped_number(draft, span) or repeating(draft, span)
    if number is not None:
        return Result(number, led.name, (), draft_lines, (), led.labels, unit, before)
    cut_off(draft, span)
    read = chain(draft, draft.parse(span), led.name)
    value = scalar(draft, read, shape)
    return Result(value, read.name, read.members, draft_lines, read.about, (*led.labels, *read.labels), unit, before)


def _line(words: Words | None, draft: Draft, line: Span) -> Said | None:
    """What an earlier line gives: one value, or that there is none."""
    led = unled(draft, line)
    if words is not None and words.are(draft, led.span):
        return Said(led.labels, words.meant)
    span, _ = measured(draft, led.span)
    read = chain(draft, draft.parse(span), led.name)
    return None if read.members or not is_scalar(read.value) else Said((*led.labels, *read.labels), read.value)


def scalar(draft: Draft, read: Chain, shape: Shape) -> Node:
    """The value of a chain, if it is a number or a formula."""
    value = read.value
    if not is_scalar(value):
        hint = "Write the function alone; the values of constants are put into it." if shape == "potential" else None
        if isinstance(value, Tup) and not value.open and _COMMA_IN_NUMBER.search(draft.text, value.start, value.end):
            hint = "Is a comma meant as a decimal point? Write 0.5, not 0,5."
        raise wrong(draft, shape, value, hint)
    if isinstance(value, IntegralNode) and value.lower is None:
        raise draft.fail("This repeats the question: work it out.", value)
    both = next((n for n in walk(value) if isinstance(n, PlusMinus)), None)
    if both is not None:
        raise draft.fail("One value is needed here, and ± makes two of it.", both, "Decide on a sign.")
    return value


def _grouped_number(draft: Draft, span: Span) -> Node | None:
    """7,425,000 as one number. Errors: Unreadable for a decimal comma."""
    text = draft.text[span[0] : span[1]]
    grouped = _THOUSANDS.fullmatch(text)
    if grouped:
        digits = grouped[1].replace("{,}", "").replace(",", "")
        draft.notice(f"The commas are read as separators of thousands: {digits}.", span)
        number = Num(digits, span[0] + grouped.start(1), span[1])
        return Neg(number, *span) if text.startswith("-") else number
    if _DECIMAL_COMMA.fullmatch(text):
        raise draft.fail("A comma cannot stand in a number.", span, f"Write {text.replace(',', '.')} with a decimal point.")
    return None


class Words(NamedTuple):
    """Words that are an answer, and what they mean."""

    pattern: re.Pattern[str]
    meant: NoLimit | NotConservative

    def are(self, draft: Draft, span: Span) -> bool:
        """Whether a stretch is these words."""
        return span[1] - span[0] <= _LONGEST_PHRASE and self.pattern.fullmatch(draft.text, *span) is not None


def limit(draft: Draft, span: Span) -> Result:
    """A value, or words that say there is none."""
    labels.worded(draft)
    infinite = _TO_INFINITY.fullmatch(draft.text, *span) if span[1] - span[0] <= _LONGEST_PHRASE else None
    if infinite is not None:
        value = Const("oo", *span)
        return Result(Neg(value, *span) if infinite["sign"] else value)
    return _or_words(draft, span, "limit", Words(_NO_LIMIT, NoLimit()))


def potential(draft: Draft, span: Span) -> Result:
    """A function, or words that say there is none."""
    return _or_words(draft, span, "potential", Words(_NOT_CONSERVATIVE, NotConservative()))


def _or_words(draft: Draft, span: Span, shape: Shape, words: Words) -> Result:
    labels.worded(draft)
    reason = next(draft.outside(_REASON, span), None)
    if reason is not None and reason.start() > span[0]:
        draft.notice("The reason is left out.", reason.span())
        draft.blank(_REASON, span)
        span = draft.trimmed(*span)
    found = lines(draft, span)
    led = unled(draft, found[-1])
    if words.are(draft, found[-1]) or words.are(draft, led.span):
        before = earlier(draft, found[:-1], partial(_line, words))
        return Result(words.meant, led.name, (), tuple(found), (), led.labels, None, before)
    return expression(draft, span, shape, words)
