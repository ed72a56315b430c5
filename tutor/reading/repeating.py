"""Decimals that repeat: `0.(6)`, `0.333...`, `0.1\\overline{6}` as the fractions they are."""

from __future__ import annotations

from fractions import Fraction

from tutor.reading.draft import Draft, Span
from tutor.reading.patterns import compiled
from tutor.reading.syntax import Neg, Node, Num, Quot

_DOTS = r"(?:\.\.\.|…|\\[lc]?dots)"
_REPEATING = compiled(
    rf"(?P<sign>[-−]?)\s*(?P<whole>\d*)\.(?P<first>\d*)"
    rf"(?:\((?P<round>\d+)\)|\\overline\s*\{{(?P<line>\d+)\}}|(?P<dots>\s*{_DOTS}|\s+(?:repeating|recurring)))"
)
_CUT_OFF = compiled(rf"(?<=[.\d]\d)\s*{_DOTS}")
# Fewer digits than this in a row of one kind may be chance.
_LEAST = 2
_LONGEST_BLOCK = 6


def repeating(draft: Draft, span: Span) -> Node | None:
    """The fraction that a repeating decimal stands for. None where it is something else, as 1.414... is."""
    found = _REPEATING.fullmatch(draft.text, *span)
    if found is None:
        return None
    first, block = found["first"], found["round"] or found["line"] or ""
    if found["dots"]:
        first, block = _block(first)
        if not block:
            return None
    nines = 10 ** len(first) * (10 ** len(block) - 1)
    value = Fraction(int(found["whole"] or 0)) + Fraction(int(first or 0), 10 ** len(first)) + Fraction(int(block), nines)
    draft.notice(f"The repeating decimal is read as {value}.", span)
    top = Num(str(value.numerator), *span)
    made: Node = top if value.denominator == 1 else Quot(top, Num(str(value.denominator), *span), *span)
    return Neg(made, *span) if found["sign"] else made


def _block(digits: str) -> tuple[str, str]:
    """Digits as those before the block that repeats, and the block; no block where nothing repeats to the end."""
    for size in range(1, _LONGEST_BLOCK + 1):
        block = digits[-size:]
        times = 0
        while digits[: len(digits) - size * times].endswith(block) and len(digits) >= size * (times + 1):
            times += 1
        if times > _LEAST or (times == _LEAST and size > 1):
            return digits[: len(digits) - size * times], block
    return digits, ""


def cut_off(draft: Draft, span: Span) -> None:
    """Spaces for dots behind digits, 1/3 ≈ 0.333..., which say that a decimal goes on."""
    if "..." in draft.text or "…" in draft.text or "dots" in draft.text:
        draft.blank(_CUT_OFF, span)
