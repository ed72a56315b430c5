"""Plain text in Markdown, where nothing in it acts for GitHub, Pandoc or Jupyter."""

from __future__ import annotations

import re

from tutor.edges.harmless import clean

# Everything that acts in a line of some reader. A dollar sign in an element of its own pairs with no other one, and a
# backslash as a character reference escapes nothing.
_ACTS = str.maketrans({**{c: f"\\{c}" for c in "`*_{}[]<>#|~^@&"}, "\\": "&#92;", "$": r"<span>\$</span>"})
# What makes a list, a definition or a rule of a line that begins with it: `-`, `1.`, `(a)`, `iv)`.
_MARKER = re.compile(r"(\(?(?:\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)|)([-+:.)])(?=[\s:-]|$)")
_SIGN = re.compile(r"[!-&*+<-@\[-`{-~]")  # ASCII signs, but for those of plain sentences


def escaped(text: str) -> str:
    """Text in a line; newlines are blanks, and blanks at the ends stay."""
    return _one_line(text).translate(_ACTS)


def plain(text: str) -> str:
    """Text that stands alone: a title, a caption."""
    return escaped(text).strip()


def begun(line: str) -> str:
    """A line of Markdown whose first characters make nothing of it but a paragraph."""
    found = _MARKER.match(line)
    return f"{found[1]}&#{ord(found[2])};{line[found.end() :]}" if found else line


def in_html(text: str) -> str:
    """Text inside an HTML element, where GitHub reads no Markdown and Pandoc does: neither finds a sign here."""
    return begun(_SIGN.sub(lambda sign: f"&#{ord(sign[0])};", _one_line(text).strip()))


def _one_line(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", clean(text))
