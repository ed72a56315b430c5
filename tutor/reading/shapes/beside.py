"""What stands beside classed points: the test that was made, `since D > 0`, and the value of the function there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tutor.frozen import dataclass
from tutor.reading.answers import ClassedPoint
from tutor.reading.draft import Draft, Span
from tutor.reading.patterns import compiled
from tutor.reading.shapes import labels
from tutor.reading.syntax import Node

_TEST = (
    r"(?:D|Δ|∆|\\Delta|[Dd]et\w*|H(?:ess\w*)?|f_?\{?[a-z]{2}\}?|\\?lambda\w*|λ\w*|eigenvalues?|AC|discriminant"
    r"|(?:both\s+|the\s+)+(?:determinant|discriminant|hessian|eigenvalues?|second\s+derivatives?))(?![A-Za-z])"
)
# No word of a class: a reason never runs over one.
_CLASS = r"(?<![A-Za-z])(?:loc|lok|rel|abs|glob|strict|min|max|saddle|sattel|neither|not|tief|hoch|inconclusive|degenerate)[a-z]*"
_NO_CLASS = rf"(?!{_CLASS})"
_BRACKETED = compiled(
    rf"[(\[]\s*(?:(?:since|because|as|where)\s+)?{_TEST}(?:[^()\[\]]|\([^()]{{0,60}}\)){{0,100}}[<>=≠]"
    r"(?:[^()\[\]]|\([^()]{0,60}\)){0,60}[)\]]"
)
# A reason ends at a semicolon, a line end, a full stop, or before the next point.
_REASON = compiled(
    rf"(?<![A-Za-z])(?:since|because|as|weil|da|where|with|due\s+to|for)\s+(?:here\s+|we\s+have\s+)?(?={_TEST})"
    rf"(?:{_NO_CLASS}(?!;|\n|\.\s|,?\s*(?:and\s+)?(?:at\s+)?\(\s*[^()]*,|,\s*(?:and\s+)?(?:at\s|\w+\s+(?:point\s+)?at\s|[a-z]\s*=\s*\S)).){{1,160}}",
    re.IGNORECASE,
)
# D = 12 between the point and its class.
_FACT = compiled(
    rf"(?:(?<=[:,;)])|(?<=and))\s*{_TEST}(?:\s*\([^()]{{0,30}}\))?\s*[=<>≠](?:{_NO_CLASS}[^,;\n()]){{0,40}}?(?=[,;\n]|\s(?:and|so)(?![A-Za-z])|\s*(?:=>|⇒|→|\Z)|\s+{_CLASS})"
)
_IN_BRACKETS = compiled(r"\((\s*(?:f|value|z)(?![A-Za-z])[^()]{1,30})\)")
_NUMBER = r"[-+−–]?\s*(?:\d|√|π|\\sqrt|\\frac|\\pi)[^,;:\n()a-zA-Z=]{0,30}?"
_BEFORE = compiled(
    rf"(?<![A-Za-z])(?:{labels.MIN}|{labels.MAX}|{labels.SADDLE})\s*(?P<said>(?:value\s*)?(?:of\s+|is\s+|=\s*|:\s*)?(?P<value>{_NUMBER}))"
    r"\s*(?:at|@|in|bei|when|where|for)(?![A-Za-z])",
    re.IGNORECASE,
)
_BEHIND = compiled(
    r",?\s*(?<![A-Za-z])(?:(?:with|and)\s+)?(?:(?:function|its|the)\s+){0,2}"
    r"(?:value|f(?P<at>\s*\([^()\n]{1,60}\))?(?=\s*=)|z(?=\s*=))\s*(?:of|is|=|:)?\s*"
    r"(?P<value>[^,;\n()a-zA-Z]{1,40})(?=[,;\n)]|\s[a-zA-Z]|\Z)",
    re.IGNORECASE,
)


_LABEL = compiled(rf"(?<![A-Za-z])(?:{labels.MIN}|{labels.MAX}|{labels.SADDLE})", re.IGNORECASE)
_POINT = compiled(r"\([^()]*,[^()]*\)")
# D < 0, D(1, 0) = -12, f_xx > 0.
_SIGNED = compiled(
    r"(?<![A-Za-z_])(?:(?:[Dd]et\w*(?:\s*\(?H\w*\)?)?|D|H|[Hh]essian(?:\s+determinant)?|[Dd]eterminant|AC\s*-\s*B\^?2)"
    r"|(?P<second>f_?\{?(?:xx|yy)\}?))(?:\s*\([^()]*\))?\s*(?:is\s+)?(?P<sign>[<>=])\s*(?P<number>[-−–]?\s*[\d.]+)"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A value, and whether its point comes after it."""

    value: Node
    ahead: bool


def without_reasons(draft: Draft, span: Span) -> None:
    """Without the second derivative test: the classes are judged, not the way to them."""
    for pattern in (_BRACKETED, _REASON, _FACT):
        for m in pattern.finditer(draft.text, *span):
            _refuse_false(draft, span, m)
            draft.notice("The reason is not judged, only the class.", m.span())
        draft.blank(pattern, span)


def _refuse_false(draft: Draft, span: Span, reason: re.Match[str]) -> None:
    """Raises Unreadable at a second derivative test that says another class than the one beside it: a minimum since D < 0."""
    said = _labelled(draft.text, span, reason)
    if said is None:
        return
    extremum = not said.startswith(("sad", "sat"))
    down = extremum and re.search(r"max|hoch|greatest|highest|largest", said) is not None
    for m in _SIGNED.finditer(reason[0]):
        positive = m["sign"] in (">", "> ") or (m["sign"] == "=" and m["number"][:1].isdigit())
        if m["sign"] != "=" and m["number"] != "0":
            continue
        second = m["second"] is not None
        if (extremum and positive is down) if second else positive is not extremum:
            message = "The reason given here does not go with this class."
            raise draft.fail(message, reason.span(), "Look at the second derivative test again, or leave the reason out.")


def _labelled(text: str, span: Span, reason: re.Match[str]) -> str | None:
    """The class that a reason is given for: the one before it, or the one behind where a point stands between."""
    first = max(text.rfind(sign, span[0], reason.start()) for sign in ";\n")
    before = text[max(first + 1, span[0]) : reason.start()]
    behind = re.split(r"[;\n]", text[reason.end() : span[1]], maxsplit=1)[0]
    last = list(_LABEL.finditer(before))
    next_one = _LABEL.search(behind)
    if last and _POINT.search(before, last[-1].end()) is None:
        return last[-1][0].lower()
    if next_one is not None and _POINT.search(behind, 0, next_one.start()) is None:
        return next_one[0].lower()
    return last[-1][0].lower() if last else None


def values(draft: Draft, span: Span) -> list[Beside]:
    """The values of the function, taken out of the text."""
    draft.rewrite(_IN_BRACKETS.sub(lambda m: f",{m[1]},", draft.text))
    out: list[Beside] = []
    for m in list(draft.outside(_BEFORE, span)):
        out.append(_taken(draft, m.span("value"), True))
        first, last = m.span("said")
        draft.rewrite(draft.text[:first] + " " * (last - first) + draft.text[last:])
    for m in list(draft.outside(_BEHIND, span)):
        point = (m["at"] or "").strip()
        named = bool(point) and draft.text.count(point) == 1  # f(1, 0) = -2 stands for the point as well
        out.append(_taken(draft, m.span("value"), bool(point) and draft.text.find(point, m.end()) >= 0))
        text = draft.text
        kept = text[m.start("at") : m.end("at")] if named else ""
        first = m.start("at") if named else m.end()
        draft.rewrite(text[: m.start()] + " " * (first - m.start()) + kept + " " * (m.end() - first - len(kept)) + text[m.end() :])
    return out


def _taken(draft: Draft, span: Span, ahead: bool) -> Beside:
    made = Beside(draft.parse(draft.trimmed(*span)), ahead)
    draft.rewrite(draft.text[: span[0]] + " " * (span[1] - span[0]) + draft.text[span[1] :])
    return made


def valued(draft: Draft, items: Sequence[ClassedPoint], found: Sequence[Beside]) -> list[ClassedPoint]:
    """The points with their values. Errors: Unreadable at a value that belongs to none, and at two for one point."""
    out = list(items)
    for one in found:
        order = range(len(out)) if one.ahead else range(len(out) - 1, -1, -1)
        at = next((k for k in order if (out[k].at[0].start > one.value.start) is one.ahead), None)
        if at is None:
            raise draft.fail("This value belongs to no point.", one.value, "Write it beside its point, as in min -1 at (2, 0).")
        if out[at].value not in (None, one.value):
            raise draft.fail("Two values are given for one point.", one.value)
        out[at] = replace(out[at], value=one.value)
    return out


def check_classes(draft: Draft, items: Sequence[ClassedPoint]) -> None:
    """Raises Unreadable where one point is given two classes."""
    known: dict[tuple[Node, ...], ClassedPoint] = {}
    for item in items:
        before = known.setdefault(item.at, item)
        if None not in (before.label, item.label) and before.label != item.label:
            place = (item.at[0].start, item.at[-1].end)
            raise draft.fail(
                f"Two classes are given for the point ({draft.text[place[0] : place[1]].strip()}).", place, "Say which one you mean."
            )
