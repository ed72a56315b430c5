r"""The LaTeX of a formula, spelled so that no reader of Markdown changes it.

Pandoc and Jupyter take what stands between dollar signs as it is. GitHub reads it as Markdown first: a backslash before
punctuation is lost, and `_`, `*`, `[...](...)` and `<` act. The spelling here means the same before and after that.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|.", re.DOTALL)
_SPELLED = {
    # Three backslashes and a blank are read as a row break and a gap; GitHub makes `\\ ` of them, a row break again.
    r"\\": "\\\\\\ ",
    r"\,": "\\ ",
    r"\{": r"\lbrace ",
    r"\}": r"\rbrace ",
    "|": r"\vert ",  # and in a table a bare bar ends the cell
    "<": r"\lt ",
    ">": r"\gt ",
    "*": r"\ast ",
}
_OPERATOR_NAME = re.compile(r"\\operatorname\{([A-Za-z]+)\}")  # a command that GitHub does not allow
_OPENS_EMPHASIS = re.compile(r"(?<![A-Za-z0-9])_")  # with a blank on both sides it does not
_LINK = re.compile(r"\](?=[(\[])")
_END = re.compile(r"(?:\\?\s)+$")  # a backslash before the closing dollar sign would undo it


def in_line(latex: str) -> str:
    """A formula in a line, with its dollar signs; empty where there is nothing to show."""
    written = _spelled(latex)
    return f"${written}$" if written else ""


def on_its_own(latex: str) -> str:
    """A displayed formula, with its dollar signs: one line, so that what stands before a line never gets into it."""
    return f"$${_spelled(latex)}$$"


def _spelled(latex: str) -> str:
    named = _OPERATOR_NAME.sub(r"\\mathop{\\mathrm{\1}}\\nolimits ", latex)
    safe = "".join(_SPELLED.get(token, token) for token in _TOKEN.findall(named))
    safe = _LINK.sub("] ", _OPENS_EMPHASIS.sub(" _ ", safe))
    return " ".join(_END.sub("", safe).split())
