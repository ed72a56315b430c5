"""What a copy, a web page or an editor leaves in a text without a meaning of its own, taken out; every place stays known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tutor.reading.invisible import INVISIBLE
from tutor.reading.patterns import compiled, later

_INVISIBLE = later(f"[{INVISIBLE}]+")
_ENTITY = later(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,12}\d{0,2});")
_TAG = later(r"</?(?:p|div|span|br|b|i|em|strong|sup|sub|li|ul|ol|font|code|pre)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_MARKUP = later(r"</[a-z]{1,6}>|<br\s{0,3}/?>", re.IGNORECASE)
_ESCAPED = later(r"(?<!\\)\\([*_])")
_DOLLAR = later(r"(?<!\\)\\\$")
_BOX = compiled(r"\\(?:boxed|fbox|framebox|ensuremath|bbox(?:\[[^\]]{0,40}\])?)\s*\{")
_SUBSCRIBED = compiled(r"\\(?:vec|hat|widehat|mathbf|boldsymbol|bm|overrightarrow)\s*\{\s*(\\?[A-Za-z]{1,8}_\{?\w\}?)\s*\}")
_EDITED = compiled(r"\\left\s*(?:[(\[|]|\\[{|]|\\(?:langle|lbrack|lbrace)(?![A-Za-z]))\s*\{")
_RIGHT = compiled(r"\s*\\right(?![A-Za-z])")
# Words as a heading, or a name with its signs, that LaTeX has set upright.
_HEADED = compiled(r"\\(?:text|textrm|textbf|textit|mathrm|mathbf)\s*\{([^{}]{0,60}(?::|[A-Za-z]'|[A-Za-z]\()[^{}]{0,20})\}")
_QUOTED = later(r"\s*(?:\"([^\"]+)\"|“([^“”]+)[”“]|„([^„“”]+)[“”]|«([^«»]+)»|`([^`]+)`|```([^`]+)```)[\s.]*\Z")
_BRACE = later(r"\\[{}\\]|[{}]")


class Edit(NamedTuple):
    """A stretch of a text and what is read in its place."""

    start: int
    end: int
    text: str


class Cleaned(NamedTuple):
    """A text to be read, and where each of its characters, and its end, stood in the original; None where nothing was changed."""

    text: str = ""
    where: Sequence[int] | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the original."""
        if self.where is None:
            return start, end
        last = len(self.text)
        return self.where[min(start, last)], self.where[min(end - 1, last)] + 1 if end > start else self.where[min(end, last)]


def cleaned(text: str) -> Cleaned:
    """The text without what is not seen, with its HTML decoded once and without a box round the answer."""
    if text.isascii() and not any(c in text for c in '&\\<"`'):
        return Cleaned(text)
    edits = sorted((*_invisible(text), *_html(text), *_escapes(text), *_boxes(text)))
    if not edits:
        return Cleaned(text)
    out: list[str] = []
    where: list[int] = []
    at = 0
    for edit in edits:
        if edit.start < at:
            continue
        out += [text[at : edit.start], edit.text]
        where += [*range(at, edit.start), *([edit.start] * len(edit.text))]
        at = edit.end
    out.append(text[at:])
    return Cleaned("".join(out), [*where, *range(at, len(text) + 1)])


def _invisible(text: str) -> Iterator[Edit]:
    if not text.isascii():
        for found in _INVISIBLE.finditer(text):
            yield Edit(*found.span(), "")


def _html(text: str) -> Iterator[Edit]:
    """Entities, and the tags of a formula out of an editor; without a closing tag `<p>` may be an inequality."""
    if "<" in text and _MARKUP.search(text):
        for found in _TAG.finditer(text):
            yield Edit(*found.span(), _of_tag(found[0].lower()))
    if "&" in text and ";" in text:
        from html import unescape

        for found in _ENTITY.finditer(text):
            made = unescape(found[0])
            if made != found[0]:
                yield Edit(*found.span(), "" if _INVISIBLE.fullmatch(made) else made)


def _of_tag(tag: str) -> str:
    if tag.startswith(("<sup", "<sub")):
        return "^{" if tag.startswith("<sup") else "_{"
    if tag in ("</sup>", "</sub>"):
        return "}"
    return "\n" if tag.startswith(("<br", "</p", "</div", "</li")) else " "


def _escapes(text: str) -> Iterator[Edit]:
    """Signs with the backslash that Markdown wants before them, quotation marks round the whole, and words in LaTeX."""
    if quoted := _QUOTED.match(text):
        inner = next(k for k in range(1, 7) if quoted[k])
        yield from (Edit(0, quoted.start(inner), ""), Edit(quoted.end(inner), len(text), ""))
    if "\\" not in text:
        return
    for found in _ESCAPED.finditer(text):
        yield Edit(*found.span(), found[1])
    for found in _HEADED.finditer(text):
        yield from (Edit(found.start(), found.start(1), " "), Edit(found.end(1), found.end(), " "))
    dollars = list(_DOLLAR.finditer(text))
    if len(dollars) % 2 == 0 and text.count("$") == len(dollars):
        for found in dollars:
            yield Edit(*found.span(), "$")


def _boxes(text: str) -> Iterator[Edit]:
    """A box and its two braces; and the braces that an equation editor puts between \\left( and \\right)."""
    if "\\" not in text:
        return
    for found in _BOX.finditer(text):
        end = _closing(text, found.end())
        if end is None:
            break
        yield from (Edit(*found.span(), " "), Edit(end, end + 1, " "))
    for found in _SUBSCRIBED.finditer(text):  # \\vec{e_x}
        yield from (Edit(found.start(), found.start(1), " "), Edit(found.end(1), found.end(), ""))
    for found in _EDITED.finditer(text):
        end = _closing(text, found.end())
        if end is None:
            break
        if _RIGHT.match(text, end + 1):
            yield from (Edit(found.end() - 1, found.end(), " "), Edit(end, end + 1, " "))


def _closing(text: str, at: int) -> int | None:
    """Where the brace that is open at a place is closed."""
    depth = 1
    for brace in _BRACE.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not depth:
            return brace.start()
    return None
