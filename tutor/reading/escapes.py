"""LaTeX between double quotes, where TOML and JSON take the backslash for themselves: "\\\\frac" is a form feed and `rac`."""

from __future__ import annotations

from tutor.errors import Place
from tutor.reading.functions import FUNCTIONS, GREEK
from tutor.reading.patterns import later

QUOTES = r"LaTeX stands in single quotes: function = '\sin x'."
_EATEN = {"\b": "b", "\f": "f", "\t": "t", "\n": "n", "\r": "r"}
# Commands that begin with one of these letters, as far as a formula may hold them.
_COMMANDS = frozenset(
    [
        *(name for name in (*FUNCTIONS, *GREEK) if name[0] in "bfntr"), "frac", "text", "textrm", "textbf", "times", "to", "tfrac",
        "nabla", "ne", "neq", "nolimits", "right", "rightarrow", "rangle", "rvert", "rVert", "rm", "root", "rfloor", "rceil",
        "rbrace", "rbrack", "textstyle", "tilde",
    ]
)  # fmt: skip
_CONTROL = later(r"([\b\f\t\n\r])([A-Za-z]+)")
_LINE = later(r"at line (\d+)")
_FIELD = later(r"\s*([A-Za-z_]\w*)\s*=")
_ID = later(r"""\s*id\s*=\s*["'](.*?)["']""")


def lost_command(text: str) -> str | None:
    """The LaTeX command whose backslash was lost on the way: a tab and `heta` were `\\\\theta`."""
    for found in _CONTROL.finditer(text):
        name = _EATEN[found[1]] + found[2]
        if name in _COMMANDS or found[1] in "\b\f":
            return f"\\{name}"
    return None


def place_of(message: str, text: str, file: str) -> tuple[Place, str | None]:
    """The problem and field of a set where its reader stopped, and advice where a backslash was the reason."""
    number = _LINE.search(message)
    if number is None:
        return Place(file=file), None
    lines = text.split("\n")[: int(number[1])]
    starts = [k for k, line in enumerate(lines) if line.strip() == "[[problem]]"]
    field = _FIELD.match(lines[-1])
    backslash = "\\" in lines[-1] and '"' in lines[-1]
    if not starts or not backslash:
        return Place(file=file), QUOTES if backslash else None
    named = [found[1] for line in lines[starts[-1] :] if (found := _ID.match(line))]
    return Place(file=file, problem=named[0] if named else str(len(starts)), field=field[1] if field else None), QUOTES
