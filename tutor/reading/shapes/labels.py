"""The words beside points and values: minimum, saddle point, at, rate; and what stands between them."""

from __future__ import annotations

import re

from tutor.errors import nearest
from tutor.frozen import dataclass
from tutor.reading.answers import PointClass
from tutor.reading.draft import Draft, Span
from tutor.reading.functions import CONSTANTS, FUNCTIONS, GREEK
from tutor.reading.patterns import compiled
from tutor.reading.words import split

_KIND = (
    r"(?:(?:strict(?:ly)?|local|locale?s?|loc|relative?|rel|lokale[rsn]?|absolute?s?|absolut|abs|global(?:es)?"
    r"|glob|isolated|degenerate|non-?degenerate|constrained)"
    r"(?:\s+(?:and|&|und|as\s+well\s+as)\s+(?:also\s+)?(?:an?\s+)?(?=glob|abs)|\.\s*|[\s-]{1,4}|(?=\s{3,12}and\s+(?:glob|abs)))){0,3}"
)
_POINT = r"(?:\s*-?\s*(?:points?|pts?|values?)(?![A-Za-z]))?"
MIN = rf"{_KIND}(?:minim(?:um|al?|ums|izers?|isers?)|mins?|smallest|least|lowest|tiefpunkte?)(?![A-Za-z])\.?{_POINT}"
MAX = rf"{_KIND}(?:maxim(?:um|al?|ums|izers?|isers?)|max(?:s|es)?|largest|greatest|highest|hochpunkte?)(?![A-Za-z])\.?{_POINT}"
SADDLE = rf"(?:sattelpunkte?|sattel|saddles?)(?![A-Za-z]){_POINT}"
_NEITHER = (
    r"neither(?:\s*\(?\s*(?:an?\s+)?(?:local\s+)?(?:max"
    r"|min)(?:imum)?\s*,?\s*n?or\s+(?:an?\s+)?(?:local\s+)?(?:max|min)(?:imum)?\s*\)?)?(?![A-Za-z])"
    r"|(?:not\s+an?|no)\s+(?:local\s+)?extrem(?:um|a|e(?:\s+(?:value|point))?)(?![A-Za-z])"
)
_INCONCLUSIVE = (
    r"(?:(?:the\s+)?(?:second[\s-]derivative\s+)?test\s+(?:is\s+)?(?:fails?|inconclusive|gives\s+no\s+information|says\s+nothing)"
    r"|inconclusive|undecided|undetermined|unknown|degenerate|no\s+conclusion|no\s+information)(?![A-Za-z])" + _POINT
)
_CLASSES: dict[PointClass, str] = {
    "neither": _NEITHER, "local_min": MIN, "local_max": MAX, "saddle": SADDLE, "inconclusive": _INCONCLUSIVE,
}  # fmt: skip
CLASS = compiled("(?<![A-Za-z])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _CLASSES.items()) + ")", re.IGNORECASE)
# Words of sentences that say nothing; `a` and `an` only before another word.
FILLER = compiled(
    r"(?<![A-Za-z\\])(?:(?:is|are|has|have|is\s+called|it|there|the|which|with|gives?|located|occurs?|attained"
    r"|taken|reached|found|critical|"
    r"stationary|crit|points?|pts?|both|all|only|also|case|type|class|being|ist|sind|ein|eine|bei|mit|dem|den|wert|werte|value|values|of\s+f|equal\s+to|equals?)"
    r"(?![A-Za-z(_=])|(?<!\d)(?:an?)(?=\s+[A-Za-z]{3}))",
    re.IGNORECASE,
)
PLACED = r"(?:an\s+der\s+stelle|an\s+den\s+stellen|im\s+punkt|in\s+dem\s+punkt|in\s+den\s+punkten)"
AT = compiled(rf"(?<![A-Za-z])(?:{PLACED}|at|in|for|when|where|@|bei)(?![A-Za-z])", re.IGNORECASE)
NONE = compiled(
    r"\W*(?:(?:there\s+(?:is|are)\s+)?(?:none|no(?:\s+(?:real|such))?\s+(?:critical|stationary|solutions?"
    r"|points?|extrem\w{0,4})(?:\s+(?:points?|values?))?"
    r"|no(?:\s+solution)?|d\W?n\W?e\W*|nothing|keine\w?|does\s+not\s+exist|empty(?:\s+set)?|\\emptyset"
    r"|\\varnothing|∅|\{\s*\}|\\\{\s*\\\}))\W*",
    re.IGNORECASE,
)
ABSENT = compiled(
    rf"(?<![A-Za-z])(?:there\s+(?:is|are)\s+)?no\s+(?:{MIN}|{MAX}|{SADDLE})|(?:{MIN}|{MAX}"
    rf"|{SADDLE})\s*[:=]?\s*(?:none|no\b|-(?=\s*(?:[,;\n]|\Z)))",
    re.IGNORECASE,
)
LONGEST_PHRASE = 60
_TEXTUAL = compiled(
    r"\\(?:text|textrm|textbf|textit|mbox)\s*\{([^{}\\]*)\}|\\(?:mathrm|operatorname)\s*\{([A-Za-z ]{2,30})\}"
    r"|\\(max|min|quad|qquad)(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label, or a stretch of mathematics; `label` is None for mathematics."""

    label: str | None
    span: Span


def worded(draft: Draft) -> None:
    """Words in LaTeX's text commands as plain words."""
    draft.rewrite(_TEXTUAL.sub(_bare, draft.text))


def _bare(found: re.Match[str]) -> str:
    k = next((i for i in (1, 2, 3) if found[i] is not None), 1)
    word = "" if found[k] in ("quad", "qquad") else found[k]
    before = found.start(k) - found.start()
    if found[0].startswith(("\\mathrm", "\\operatorname")) and not (
        CLASS.fullmatch(word.strip()) or NONE.fullmatch(word) or AT.fullmatch(word.strip())
    ):
        return found[0]
    return (" " * before + word).ljust(len(found[0]))


_OPEN = compiled(
    r"\.\.\.|…|\\[lc]?dots(?![A-Za-z])|(?<![A-Za-z])(?:etc|usw|and\s+so\s+on|and\s+(?:more|others))(?![A-Za-z])", re.IGNORECASE
)


def refuse_open(draft: Draft, span: Span) -> None:
    """Raises Unreadable at a list that is left open: (1, 0), (2, 0), ..."""
    found = _OPEN.search(draft.text, span[0])  # the dots at the end are stray punctuation elsewhere
    if found is not None:
        raise draft.fail("This list is left open.", found.span(), "Write every one of them, or a formula with 'n an integer'.")


def unfilled(draft: Draft, label: re.Pattern[str], span: Span) -> None:
    """Without the words that say nothing, those inside of labels kept."""
    kept: set[int] = set()
    for m in label.finditer(draft.text, *span):
        kept.update(range(*m.span()))
    text = list(draft.text)
    for m in FILLER.finditer(draft.text, *span):
        if m.start() not in kept:
            text[m.start() : m.end()] = " " * len(m[0])
    draft.rewrite("".join(text))


def unbracketed(draft: Draft, label: re.Pattern[str]) -> None:
    """Labels in brackets of their own, `4 (max)`, without the brackets."""
    if "(" in draft.text or "[" in draft.text:
        in_brackets = compiled(rf"[(\[]\s*({label.pattern})\s*[)\]]", re.IGNORECASE)
        draft.rewrite(in_brackets.sub(lambda m: " " + m[0][1:-1] + " ", draft.text))


def pieces(draft: Draft, label: re.Pattern[str], span: Span) -> list[Labelled]:
    """Labels and the mathematics between them, in order. The name of a label is the group that matched."""
    out: list[Labelled] = []
    first = span[0]
    for m in draft.outside(label, span):
        _mathematics(draft, first, m.start(), out)
        out.append(Labelled(m.lastgroup, m.span()))
        first = m.end()
    _mathematics(draft, first, span[1], out)
    return out


_SEPARATOR = compiled(r"\s*(?:and(?![A-Za-z])|und(?![A-Za-z])|[,;:.\n\-–—→|]|=(?!=)|\\\\|\\[,;: ]|->|\s)\s*")
_ENDING = compiled(r"(?:(?<![A-Za-z])and|(?<![A-Za-z])und|[,;:\n–—→|=\s]|\\\\|(?<=\s)-|->)+\s*\Z")


def _mathematics(draft: Draft, first: int, last: int, out: list[Labelled]) -> None:
    """What stands between two labels, without the punctuation and words at its ends."""
    text = draft.text
    while first < last and (m := _SEPARATOR.match(text, first, last)) is not None and m.end() > first:
        if m[0].strip() == "-" and not text[m.end() - 1].isspace():
            break  # the sign of a number
        if m[0].strip() == "." and text[m.end() : m.end() + 1].isdigit():
            break
        first = m.end()
    while last > first and (m2 := _ENDING.search(text, max(first, last - 8), last)) is not None and m2.start() < last:
        last = m2.start()
    if first < last:
        out.append(Labelled(None, (first, last)))


def separated(draft: Draft, first: int, last: int) -> bool:
    """Whether a comma, a semicolon, a line end or `and` stands between two places."""
    return re.search(r"[,;\n]|\band\b|\\\\", draft.text[first:last]) is not None


_WORDS = ("minimum", "maximum", "minima", "maxima", "saddle", "local", "neither", "inconclusive", "relative", "absolute", "none")
_WORD = compiled(r"(?<![A-Za-z\\])[A-Za-z]{4,}")


def refuse_words(draft: Draft, span: Span) -> None:
    """Raises Unreadable at a word beside mathematics that is no name, `minumum`: it would fall apart into letters."""
    for m in draft.outside(_WORD, span):
        word = m[0]
        known = word in FUNCTIONS or word in GREEK or word in CONSTANTS or word in draft.scope.variables
        if not known and not all(letter in draft.scope.variables for letter in word):
            alike = [w for w in _WORDS if w[0] == word[0].lower()]
            hint = nearest(word.lower(), alike) if len(word) <= 20 and word.lower() not in _WORDS else None
            if hint is not None or split(word, draft.scope, False) is None:
                raise draft.fail(f"Unknown word '{word[:20]}'.", m.span(), hint or "Use words such as local minimum, saddle point.")
