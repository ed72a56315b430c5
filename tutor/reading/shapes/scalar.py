"""One number or formula: expressions, antiderivatives, limits and potentials."""

from __future__ import annotations

import re

from tutor.reading.answers import NoLimit, NotConservative, Shape
from tutor.reading.draft import Draft, Span
from tutor.reading.leading import Chain, chain, unled
from tutor.reading.lines import lines
from tutor.reading.patterns import compiled
from tutor.reading.shapes.kinds import is_scalar, wrong
from tutor.reading.shapes.result import Result
from tutor.reading.syntax import IntegralNode, Neg, Node, Num, PlusMinus, Tup, walk

_DECIMAL_COMMA = compiled(r"[-+]?\s*\d+,\d+")
_THOUSANDS = compiled(r"[-+]?\s*(\d{1,3}(?:(?:,|\{,\})\d{3})+(?:\.\d+)?)")
_COMMA_IN_NUMBER = compiled(r"\d,\d")
_UNITS = compiled(
    r"(?<=[\d)\s}])\s*(?<![A-Za-z*/^+-])((?:m|cm|mm|km|kg|g|s|ms|min|h|hr|N|J|W|Pa|V|A|K|ft|in|units?|met(?:er"
    r"|re)s?|seconds?|rad(?:ians)?)"
    r"(?:\s?(?:/|\*|·)?\s?(?:m|cm|mm|km|kg|s|h|hr)(?:\^?-?\d|\^\{-?\d\}|[²³])?){0,2}(?:\^?\d|\^\{\d\}|[²³])?)\s*\Z"
)
_NUMBER_ONLY = compiled(r"[-+\d./\s]*\d[\d./\s]*\Z")
_NO_LIMIT = compiled(
    r"\W*(?:(?:the\s+)?limit\s+)?(?:d\W?n\W?e\W*|does\s*n[o']t\s+exist|does\s+not\s+exist|doesnt\s+exist"
    r"|no(?:\s+such)?\s+limit|not\s+exist(?:ing|ent)?"
    r"|(?:it\s+)?diverg(?:es|ent|ing)|undefined|undef|∄|none|existiert\s+nicht|not?\s+defined|there\s+is\s+no\s+limit)\W*",
    re.IGNORECASE,
)
_NOT_CONSERVATIVE = compiled(
    r"\W*(?:(?:it|f|the\s+field|this|field)\s+)?(?:is\s+)?(?:not\s+(?:a\s+)?conservative|non-?\s?conservative|isn'?t\s+conservative"
    r"|(?:there\s+is\s+|has\s+)?no\s+potential|none|d\W?n\W?e\W*|does\s+not\s+exist|doesn'?t\s+exist"
    r"|nicht\s+konservativ|no\s+such\s+function"
    r"|conservative\s*[:=]\s*(?:false|no))(?:\s+(?:function|exists|field|vector field))*\W*",
    re.IGNORECASE,
)
_REASON = compiled(r"[,;]?\s*(?<![A-Za-z])(?:because|since|weil|as)(?![A-Za-z]).*\Z", re.DOTALL)
# The longest of the phrases above; a longer text is mathematics, or nonsense.
_LONGEST_PHRASE = 60


def expression(draft: Draft, span: Span, shape: Shape = "expression") -> Result:
    """One number or formula; the last line of a working."""
    found = lines(draft, span)
    last = found[-1]
    draft_lines = tuple(found)
    if len(found) > 1:
        if draft.text[last[0]] in "-−" and "\n" in draft.text[found[-2][1] : last[0]]:
            hint = "Put a formula on one line, or begin the answer with =."
            raise draft.fail("This line may be the answer, or go on from the line before.", last, hint)
        draft.notice("The last line is taken as the answer.", last)
    led = unled(draft, last)
    span = _without_units(draft, led.span)
    number = _grouped_number(draft, span)
    if number is not None:
        return Result(number, led.name, (), draft_lines)
    read = chain(draft, draft.parse(span), led.name)
    return Result(scalar(draft, read, shape), read.name, read.members, draft_lines)


def scalar(draft: Draft, read: Chain, shape: Shape) -> Node:
    """The value of a chain, if it is a number or a formula."""
    value = read.value
    if not is_scalar(value):
        hint = None
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


def _without_units(draft: Draft, span: Span) -> Span:
    """A number without a unit behind it; the letters of a problem are no units."""
    found = _UNITS.search(draft.text, max(span[0], span[1] - 20), span[1])
    if found is None or not _NUMBER_ONLY.match(draft.text[span[0] : found.start(1)]):
        return span
    # 4s is a product, 4 s a number of seconds.
    if len(found[1]) == 1 and not draft.text[found.start(1) - 1].isspace():
        return span
    if any(letter in draft.scope.variables for letter in found[1]) or found[1] in draft.scope.variables:
        return span
    draft.notice(f"The unit '{found[1]}' is left out.", (found.start(1), found.end(1)))
    return draft.trimmed(span[0], found.start(1))


def limit(draft: Draft, span: Span) -> Result:
    """A value, or words that say there is none."""
    return _or_words(draft, span, "limit", _NO_LIMIT, NoLimit())


def potential(draft: Draft, span: Span) -> Result:
    """A function, or words that say there is none."""
    return _or_words(draft, span, "potential", _NOT_CONSERVATIVE, NotConservative())


def _or_words(draft: Draft, span: Span, shape: Shape, words: re.Pattern[str], meant: NoLimit | NotConservative) -> Result:
    from tutor.reading.shapes.labels import worded

    worded(draft)
    reason = next(draft.outside(_REASON, span), None)
    if reason is not None and reason.start() > span[0]:
        draft.notice("The reason is left out.", reason.span())
        draft.blank(_REASON, span)
        span = draft.trimmed(*span)
    found = lines(draft, span)
    led = unled(draft, found[-1])
    for first, last in (found[-1], led.span):
        if last - first <= _LONGEST_PHRASE and words.fullmatch(draft.text[first:last]):
            return Result(meant, led.name, (), tuple(found))
    return expression(draft, span, shape)
