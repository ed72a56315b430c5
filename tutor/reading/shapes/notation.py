"""Sets of numbers as they are typed, spelled as the grammar reads them: ]0, 2], {x | x > 0}, R - {3}, all reals except 3.

Every spelling is as long as what it replaces, so that positions stay true.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tutor.reading.draft import Draft
from tutor.reading.patterns import compiled
from tutor.reading.scope import Scope

_OPEN = r"(?:\\left\s*)?(?:\\?\{|\\lbrace(?![A-Za-z]))"
_NUMBERS = r"(?:ℝ|IR|R|\\mathbb\s*\{?\s*R\s*\}?|\\R(?![A-Za-z])|(?:the\s+)?reals?(?:\s+numbers?)?)(?:\s*\^\s*\{?\s*[1-9]\s*\}?|²|³)?"
_BAR = r"\s*(?:\||:(?!=)|;(?=[^{}]{0,200}[<>=≤≥≠])|\\(?:mid|vert|colon)(?![A-Za-z])|(?<![A-Za-z])(?:such\s+that|with|where)(?![A-Za-z]))"
_LETTER = r"\\?[A-Za-z]+(?:_\w)?|\(\s*[A-Za-z]\s*(?:,\s*[A-Za-z]\s*){1,3}\)"
# {x | ...}, {x in R : ...}; of {x in (0, 5) | ...} the set stays, as a condition.
_BUILDER = compiled(
    rf"{_OPEN}\s*(?:(?P<letter>{_LETTER})\s*(?:(?:∈|\\in(?![A-Za-z])|(?<=\s)in(?![A-Za-z]))\s*{_NUMBERS})?(?P<bar>{_BAR})"
    rf"|[A-Za-z]\s*(?:∈|\\in(?![A-Za-z])|in(?![A-Za-z]))\s*(?P<within>[(\[\]][^{{}}|:]*[)\]\[])(?P<and>{_BAR}))"
)
_WHOLE = compiled(
    rf"{_OPEN}\s*[A-Za-z]\s*(?:∈|\\in(?![A-Za-z])|in(?![A-Za-z]))\s*(?P<name>ℤ|ℕ|ℚ|[ZNQC](?![A-Za-z])|\\mathbb\s*\{{?\s*[ZNQC]\s*\}}?"
    r"|(?:the\s+)?(?:integers|naturals?|natural\s+numbers))"
)
_CLOSED = r"[)\]}\[]|(?<![A-Za-z\\])R|∅"
_BEFORE = rf"(?P<before>(?:{_CLOSED})\s{{0,60}})"  # words taken out leave long gaps
_AFTER = r"(?=\s*(?:\\left\s*)?(?:[(\[{\]]|\\\{|R(?![A-Za-z])|\\mathbb))"
_UNION = compiled(rf"{_BEFORE}(?<![A-Za-z\\])(?P<sign>u|U|union|united\s+with|vereinigt)(?![A-Za-z]){_AFTER}")
_MEET = compiled(rf"{_BEFORE}(?<![A-Za-z\\])(?P<sign>intersect(?:ed\s+with|ion|s)?|geschnitten)(?![A-Za-z]){_AFTER}")
_MINUS = compiled(
    rf"{_BEFORE}(?P<sign>\\(?:setminus|backslash|smallsetminus)(?![A-Za-z])|\\(?=\s*(?:\\left\s*)?(?:\\?\{{|[(\[]))"
    r"|(?<![A-Za-z\\])(?:minus|without|except(?:\s+for)?|excluding|but(?:\s+not)?|ohne|außer)(?![A-Za-z])"
    r"|[-−–](?=\s*(?:\\left\s*)?(?:\\?\{|R(?![A-Za-z])))|(?<=R)\s*[-−–](?=\s*[(\[\d]))"
)
# Two pairs of numbers, one of them with a square bracket: (1, 2) - (3, 4) is a difference of vectors.
_INTERVALS = compiled(
    r"(?P<before>[(\[][^\[\](){}]*,[^\[\](){}]*[)\]]\s*)(?P<sign>[-−–])(?=\s*(?P<after>[(\[][^\[\](){}]*,[^\[\](){}]*[)\]]))"
)
_ALL = compiled(
    r"(?<![A-Za-z\\])(?:everything|anything)(?![A-Za-z])|"
    r"(?<![A-Za-z\\])(?:all|every|any|each)\s+(?:(?:the|real|x)\s+)*(?:reals|numbers?|values?|x)(?![A-Za-z])(?:\s+(?:of\s+)?x(?![A-Za-z]))?"
    r"|(?<![A-Za-z\\])(?:the\s+)?real(?:s|\s+numbers?)(?![A-Za-z])"
    r"|\\mathbb\s*\{?\s*R\s*\}?|\\R(?![A-Za-z])|ℝ"
)
_SUCH = compiled(
    r"\s*(?:the\s+set\s+of\s+)?all\s+(?:(?:the|real|points?|numbers?|reals|values?|pairs?|of|[a-z]|\(\s*[a-z]\s*(?:,\s*[a-z]\s*){1,3}\))(?![A-Za-z])\s*){1,8}"
    r"(?:such\s+that|with|where|for\s+which|satisfying|so\s+that)(?![A-Za-z])"
)
_ALL_WITH = compiled(
    r"(?<![A-Za-z\\])(?:for\s+)?(?:all|every|any)\s+(?:real\s+(?:numbers?\s+)?)?(?=[A-Za-z]\s*(?:[≠<>=≤≥!]|\\(?:ne|le|ge)))"
)
_CAN_BE = compiled(r"\A\s*[A-Za-z]\s+(?:can\s+be|may\s+be|is)\s+(?=all|any|every|real|R|ℝ)")
_NAMED = compiled(r"\A\s*(?:[A-Z](?:_?f)?|[Dd]om(?:ain)?)\s*(?:\(\s*f\s*\)|\s+f)?\s*[=:]\s*(?=\\?[(\[{\]Ra]|\\left|\\mathbb|ℝ)")
_TAIL = compiled(r"(?<![A-Za-z\\])(?:when|where|if|at|for|the|points?|numbers?|values?)(?![A-Za-z])|(?<![A-Za-z\\])[A-Za-z]\s*=(?!=)")
_UNEQUAL = compiled(r"=\s?/\s?=|=\\=|(?<![</])/=|(?<!<)<>(?!>)")
_EITHER = compiled(r"(?<=[\w)}\s])\sv\s(?=[^<>=≤≥≠]*[<>=≤≥≠])|(?<=\w)\s[Uu∪]\s(?=[^()\[\]{}<>=≤≥≠]*[<>=≤≥≠])")
_INFINITY = compiled(r"(?<![A-Za-z\\])(?:inf|infin|infinity|infty|unendlich)(?![A-Za-z])", re.IGNORECASE)
_SPOKEN_COMMA = compiled(r"[,;]\s*(?:and|or|und|oder)(?![A-Za-z])")
_ELEMENT = compiled(r"\A(\s*[A-Za-z]\s+)(?:[Ee]|in)(?=\s*[(\[{\]]|\s+R(?![A-Za-z]))")


_MOST = 20  # sets described or differences taken in one answer


def spell(draft: Draft) -> None:
    """Every spelling that the grammar does not know, replaced by one that it does."""
    for step in (_undelimited, _builders, _words, _brackets, _signs):
        step(draft)


def join_words(draft: Draft) -> None:
    """`, and` and `, or` without the comma."""
    draft.rewrite(_SPOKEN_COMMA.sub(lambda m: " " + m[0][1:], draft.text))


def _put(draft: Draft, pattern: re.Pattern[str], sign: str, allowed: Callable[[re.Match[str]], bool] | None = None) -> None:
    """A sign in place of what the group `sign` (or all) of a pattern found."""

    def made(m: re.Match[str]) -> str:
        if allowed is not None and not allowed(m):
            return m[0]
        before = m["before"] if "before" in pattern.groupindex else ""
        room = len(m[0]) - len(before)
        return before + (sign.rjust(room) if m[0].startswith("\\") else sign.ljust(room))

    draft.rewrite(pattern.sub(made, draft.text))


def _words(draft: Draft) -> None:
    """Words of a sentence, infinity, and signs that are no mathematics elsewhere."""
    join_words(draft)
    _put(draft, _INFINITY, "oo")
    _put(draft, _UNEQUAL, "!=")
    if not {"v", "u", "U"} & draft.scope.variables:
        _put(draft, _EITHER, " ∨")
    for pattern in (_SUCH, _CAN_BE, _NAMED):
        if (found := pattern.match(draft.text)) and not (pattern is _NAMED and found[0].strip()[:1] in draft.scope.variables):
            draft.rewrite(" " * found.end() + draft.text[found.end() :])
    if "R" not in draft.scope.variables:
        draft.blank(_ALL_WITH)
        _put(draft, _ALL, "R")
    if element := _ELEMENT.match(draft.text):
        draft.rewrite(f"{element[1]}∈".ljust(element.end()) + draft.text[element.end() :])


def _builders(draft: Draft) -> None:
    """{x | condition} as (condition)."""
    whole = _WHOLE.search(draft.text)
    if whole is not None:
        raise draft.fail("A set of whole numbers cannot be read like this.", whole.span("name"), "List its members, as in {1, 2}.")
    for _ in range(_MOST):
        m = _BUILDER.search(draft.text)
        if m is None:
            break
        text = list(draft.text)
        close = _closing(draft, m.start(), m.end())
        if m["bar"]:
            text[m.start() : m.end()] = "(".rjust(m.end() - m.start())
        else:
            opened = m[0].rindex("{") + m.start() if "{" in m[0] else m.start()
            text[m.start() : opened + 1] = "(".rjust(opened + 1 - m.start())
            text[m.start("and") : m.end("and")] = ",".ljust(m.end("and") - m.start("and"))
        text[close[0] : close[1]] = ")".rjust(close[1] - close[0])
        draft.rewrite("".join(text))
        _bound(draft, m["letter"], m.end(), close[0])


def _bound(draft: Draft, letter: str | None, first: int, last: int) -> None:
    """The letter of {t | t > 0} as the one letter of the problem: what it is called makes no difference."""
    known = draft.scope.variables
    if (
        not draft.scope.answer
        or letter is None
        or len(letter) != 1
        or letter in known
        or len(known) != 1
        or len(name := next(iter(known))) != 1
    ):
        return
    if re.search(rf"(?<![A-Za-z\\]){name}(?![A-Za-z])", draft.text[first:last]) is None:
        inside = re.sub(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", name, draft.text[first:last])
        draft.rewrite(draft.text[:first] + inside + draft.text[last:])


_BRACE = compiled(r"\\?[{}]|\\[lr]brace(?![A-Za-z])")
_RIGHT = compiled(r"\\right\s*\Z")


def _closing(draft: Draft, first: int, inner: int) -> tuple[int, int]:
    """The brace that closes the one in front, with the \\right before it."""
    depth = 1
    for m in _BRACE.finditer(draft.text, inner):
        depth += 1 if m[0] in ("{", "\\{", "\\lbrace") else -1
        if not depth:
            right = _RIGHT.search(draft.text, inner, m.start())
            return (right.start() if right else m.start()), m.end()
    raise draft.fail("The bracket '{' is never closed.", (first, first + 1))


_ANY_BRACKET = compiled(r"\\[{}]|[()\[\]{};]")
_LEFT = compiled(
    r"(?:[,;:=<>(\[{|∪∩∖∈]|[-+*/^](?<!\w)|\\(?:left|in|cup|cap|setminus|le|ge|leq|geq)|(?<![A-Za-z])(?:in|or|and|oder|und|et|ou|U))\s*\Z"
)


def _brackets(draft: Draft) -> None:
    """]0, 2[ as (0, 2), and a semicolon between two members as a comma."""
    if "[" not in draft.text and "]" not in draft.text and ";" not in draft.text:
        return
    text = list(draft.text)
    opened: list[str] = []
    french = False
    for m in _ANY_BRACKET.finditer(draft.text):
        sign = m[0][-1]
        if sign == ";":
            if len(opened) == 1:
                text[m.start()] = ","
            continue
        starts = _LEFT.search(draft.text, max(0, m.start() - 12), m.start()) is not None or not draft.text[: m.start()].strip()
        if sign in "({" or (sign == "[" and (starts or not opened)):
            opened.append(sign)
        elif sign == "]" and not opened:
            opened.append(sign)
            text[m.start()], french = "(", True
        elif opened:
            if sign == "[":
                text[m.start()], french = ")", True
            opened.pop()
    if french:
        draft.notice("Brackets turned outwards are read as open ends.", draft.all)
    draft.rewrite("".join(text))


def _signs(draft: Draft) -> None:
    """Unions and differences."""
    scope: Scope = draft.scope
    _put(draft, _UNION, "∪", lambda m: m["sign"] not in scope.variables)
    _put(draft, _MEET, "∩")
    for m in _INTERVALS.finditer(draft.text):
        if not set("[]") & set(m["before"] + m["after"]):
            said = "A difference of sets and one of vectors look alike."
            raise draft.fail(said, m.span("sign"), "Write A \\ B for a set without another.")
    _put(draft, _INTERVALS, "∖")
    latex = "\\" in draft.text
    for _ in range(_MOST):
        found = _MINUS.search(draft.text)
        if found is None or (latex and found["sign"] in "-−–" and draft.text[found.end() :].lstrip()[:1] == "{"):
            break
        if found["sign"] == "\\":
            _plain_braces(draft, found.end())
        first, last = found.span("sign")
        draft.rewrite(draft.text[:first] + "∖".ljust(last - first) + draft.text[last:])
    if "∖" in draft.text:
        _excepted(draft, draft.text.rindex("∖"))


_DELIMITER = compiled(r"\\(?= *[(\[{])")


def _undelimited(draft: Draft) -> None:
    """[0, 6]\\(1, 2): the backslash is no LaTeX delimiter where a set stands before it."""
    for m in _DELIMITER.finditer(draft.source):
        before = draft.text[: m.start()].rstrip()[-1:]
        if before and before in ")]}R" and draft.text[m.start()] == " ":
            draft.rewrite(f"{draft.text[: m.start()]}∖{draft.source[m.end()]}{draft.text[m.end() + 1 :]}")


def _plain_braces(draft: Draft, at: int) -> None:
    """The brace that closes the one at a place, without a backslash: R\\{3\\}."""
    if draft.text[at : at + 1] == "{":
        first, last = _closing(draft, at, at + 1)
        draft.rewrite(draft.text[:first] + "}".rjust(last - first) + draft.text[last:])


_AND = compiled(r"(?<![A-Za-z])(?:and|or|und|oder)(?![A-Za-z])|,")


def _excepted(draft: Draft, at: int) -> None:
    """What is left out, `except x = 1 and x = 2`, one by one."""
    draft.blank(_TAIL, (at, len(draft.text)))
    text = list(draft.text)
    for m in draft.outside(_AND, (at, len(text))):
        text[m.start() : m.end()] = "∖".ljust(m.end() - m.start())
    draft.rewrite("".join(text))
