"""Text to tokens: LaTeX and plain typing alike, layout commands dropped, each token knowing its place in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tutor.errors import Unreadable, nearest
from tutor.reading.characters import plainly, unreadable
from tutor.reading.functions import CONSTANTS, FUNCTIONS, GREEK, UNITS
from tutor.reading.limits import MAX_DIGITS, check_length
from tutor.reading.patterns import later


class Token(NamedTuple):
    """One token. `kind` is the sign itself, or `number`, `word`, `name`, `constant`, `function`, `prime`, `frac`, `end` ..."""

    kind: str
    text: str
    start: int
    end: int
    spaced: bool = False


_TOKEN = later(
    r"(?P<space>(?:\s|~|(?<=[)}])\.(?=\s?\\(?:\\|end(?![A-Za-z])))"
    r"|\\[,;:!>() \[\]]|\\q?quad(?![A-Za-z])|\x00|\\mkern\s?-?\d{1,3}\s?mu|\{\s?\\mkern\s?-?\d{1,3}\s?mu\s?\})+)"
    r"|(?P<number>\d{1,3}(?:(?:\{,\}|\\,)\d{3}(?!\d))+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)"
    r"|(?P<dot>(?<=[)\]>}\x00])\.(?=[(\[<\\]))"
    r"|(?P<word>[A-Za-z]+)"
    r"|(?P<command>\\[A-Za-z]+)"
    r"|(?P<prime>'+)"
    r"|(?P<percent>\\?%)"
    r"|(?P<row>\\\\\[\s?-?(?:\d+\.?\d*|\.\d+)\s?(?:mm|cm|in|pt|em|ex)\s?\])"
    r"|(?P<sign>\*\*|<=|>=|!=|==|=>|<>|\\[|{}\\]|[-+*/^_!=<>()\[\]{}|,;&])"
)
_SIGNS = {"**": "^", "==": "=", "\\|": "‖", "\\\\": "\\\\"}
_WRONG = {"=>": "Write >= for 'greater than or equal'.", "<>": "Write != for 'not equal'."}

# Commands that say how a formula is set and not what it means.
_LAYOUT = frozenset(
    ["displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nobreak", "mathstrut", "strut", "boxed", "fbox", "hfill"]
)
# Commands with an argument that says how it is set, before what is set: \\color{red}{y}.
_COLOURS = later(r"\s*(?:\[[A-Za-z]+\])?\s*\{[A-Za-z0-9#!,. -]*\}")
# Braces over and under a part of a formula, whose label is no part of it.
_LABELLED = frozenset(["underbrace", "overbrace"])
_SIZES = frozenset(f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))
_OPENING = frozenset({"left", "mleft", *(s for s in _SIZES if s.endswith("l"))})
_CLOSING = frozenset({"right", "mright", *(s for s in _SIZES if s.endswith("r"))})
_SIDES = frozenset(["left", "right", "mleft", "mright"])
# Commands with the kind and the text of their token.
_COMMANDS: dict[str, tuple[str, str]] = {
    **{name: ("name", plain) for name, plain in GREEK.items()},
    **{name: ("function", plain) for name, plain in FUNCTIONS.items()},
    **{name: ("constant", plain) for name, plain in CONSTANTS.items() if len(name) > 1},
    **{f: ("frac", f) for f in ("frac", "dfrac", "tfrac", "cfrac")},
    **{name: ("<=", "<=") for name in ("le", "leq", "leqslant")},
    **{name: (">=", ">=") for name in ("ge", "geq", "geqslant")},
    **{name: ("!=", "!=") for name in ("ne", "neq")},
    "lt": ("<", "<"), "gt": (">", ">"), "in": ("in", "in"), "approx": ("=", "≈"), "eq": ("=", "="),
    "cdot": ("*", "·"), "ast": ("*", "·"), "times": ("*", "×"), "div": ("/", "/"), "pm": ("±", "±"), "mp": ("∓", "∓"),
    "sqrt": ("sqrt", "sqrt"), "radical": ("radical", "sqrt"), "cuberadical": ("radical", "cbrt"), "binom": ("binom", "binom"),
    "dbinom": ("binom", "binom"), "over": ("over", "over"), "choose": ("over", "choose"), "root": ("root", "root"),
    "of": ("of", "of"), "int": ("integral", "int"), "sum": ("series", "sum"), "prod": ("series", "prod"),
    "cr": ("\\\\", "\\\\"), "partial": ("∂", "∂"), "prime": ("prime", "'"),
    "circ": ("degree", "°"), "degree": ("degree", "°"), "imath": ("word", "i"), "jmath": ("word", "j"),
    "langle": ("⟨", "⟨"), "rangle": ("⟩", "⟩"), "lvert": ("|(", "|"), "rvert": ("|)", "|"), "lVert": ("‖(", "‖"),
    "rVert": ("‖)", "‖"), "vert": ("|", "|"), "mid": ("|", "|"), "Vert": ("‖", "‖"), "lbrace": ("\\{", "{"), "rbrace": ("\\}", "}"),
    "lbrack": ("[", "["), "rbrack": ("]", "]"), "lparen": ("(", "("), "rparen": (")", ")"),
    "cup": ("union", "∪"), "cap": ("intersection", "∩"), "setminus": ("without", "∖"), "smallsetminus": ("without", "∖"),
    "land": ("and", "and"), "wedge": ("and", "and"), "lor": ("or", "or"), "vee": ("or", "or"),
    "emptyset": ("empty", "∅"), "varnothing": ("empty", "∅"),
    # What the equation editor MathLive writes.
    "exponentialE": ("constant", "e"), "imaginaryI": ("word", "i"),
}  # fmt: skip
_PLAIN_TEX = frozenset({"over", "choose", "root", "of"})  # read, and advised to no one
# Marks over a letter that no name has here.
_MARKS = ("overline", "bar", "tilde", "widetilde", "dot", "ddot", "underline", "breve", "check")
# Known mathematics that a formula here cannot hold, with what to do instead.
_ELSEWHERE = {
    **{mark: "Write another letter instead of one with a mark, such as y_1." for mark in _MARKS},
    "iint": "Write one integral sign for each variable, with its bounds.",
    "iiint": "Write one integral sign for each variable, with its bounds.",
    "oint": "Write the integral of the parametrised curve.",
    "lim": "Type the function and the point separately.", "nabla": "Write the components of the gradient.",
    "to": "Write the limit's point separately.",
    "infin": "Write oo.", "implies": "Put each line of working on its own line.", "Rightarrow": "Put each line of working on its own line.",
}  # fmt: skip
# Commands that hold letters: upright words, and single letters set bold or with a mark.
_UPRIGHT = frozenset(
    ["mathrm", "operatorname", "text", "textrm", "mathit", "textit", "mathsf", "mathnormal", "rm", "it", "sf", "mbox", "hbox"]
)
_SWITCHES = frozenset(["rm", "bf", "it", "sf"])
_MARKED = frozenset(["mathbf", "boldsymbol", "bm", "vec", "hat", "widehat", "textbf", "overrightarrow", "bf"])
_HELD = later(r"\s*(?:\{\s*\\?([A-Za-z ]+?)\s*[.,:]?\s*\}|\\?([A-Za-z]))")
# Words with a formula among them: \\text{if $x > 0$}.
_MIXED = later(r"\s*\{\s*([A-Za-z]*)[\s,.:]*(?=\$)")
_TEXT = later(r"\\(?:text|textrm|mbox|hbox|mathrm)\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
# Two marks on one letter: \mathbf{\hat{i}}.
_TWICE = later(r"\s*\{\s*\\(?:mathbf|boldsymbol|bm|vec|hat|widehat|textbf)\s*(?:\{\s*\\?([A-Za-z]+)\s*\}|\\?([A-Za-z]))\s*\}")
# Words that \\operatorname may hold beside functions.
_OPERATORS = frozenset({*GREEK, *CONSTANTS, *UNITS, "and", "or", "lim", "sum", "int"})
_ENVIRONMENT = later(r"\s*\{([a-z]+\*?)\}")
_COLUMNS = later(r"\s*\{(?:[lcr| ]|\*\s?\{\d{1,3}\}\s?\{[lcr| ]{1,5}\})*\}")
# A function in pieces as an array behind a large brace with no partner.
_PIECES = later(r"\s*\\(?:\{|lbrace(?![A-Za-z]))\s*\\begin\s*\{array\}\s*\{[lcr@{}\s]*\}")
_PIECES_END = later(r"\\end\s*\{array\}\s*\\right\s*\.")
# Matrices and pieces in the words of old TeX, with \cr between the rows.
_OLD_TEX = frozenset(["matrix", "pmatrix", "bmatrix", "cases"])


def tokens(text: str, span: tuple[int, int] | None = None) -> list[Token]:
    """The tokens of a text, or of a stretch of it, the last one of kind `end`.

    Raises Unreadable at a character or command that is not known, at a numeral of too many digits, and for a text that is
    empty or too long.
    """
    check_length(text)
    first, last = span or (0, len(text))
    plain, where = plainly(text, first, last)
    if not plain.strip():
        raise unreadable(text, "There is nothing to read here.", first, last)
    return _Lexer(text, *_undollared(text, plain, where)).run()


def _undollared(text: str, plain: str, where: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Without a pair of dollar signs round the whole."""
    if "$" not in plain or "$" not in _TEXT.sub("", plain):
        return plain, where
    left = len(plain) - len(plain.lstrip(" $\n\t"))
    right = len(plain.rstrip(" $\n\t"))
    inner = plain[left:right]
    if "$" in inner or plain[:left].count("$") != plain[right:].count("$"):
        at = where[plain.index("$", left if "$" in inner else 0)]
        raise unreadable(text, "The $ signs round the formula do not match.", at, at + 1)
    if not inner:
        raise unreadable(text, "There is nothing to read between the $ signs.", 0, len(text))
    return inner, where[left : right + 1]


def _partners(plain: str) -> dict[int, int]:
    """Where each brace that opens is closed; those behind a backslash are signs."""
    out: dict[int, int] = {}
    opened: list[int] = []
    for k, char in enumerate(plain):
        if char in "{}" and plain[k - 1 : k] != "\\":
            if char == "{":
                opened.append(k)
            elif opened:
                out[opened.pop()] = k
    return out


class _Lexer:
    """One pass over one text."""

    __slots__ = ("at", "finished", "out", "partners", "plain", "side", "skipped", "source", "spaced", "where")

    def __init__(self, source: str, plain: str, where: Sequence[int]) -> None:
        self.source, self.plain, self.where = source, plain, where
        self.at = 0
        self.spaced = False
        # The size command just read, `left`, `bigr` ..., waiting for its bracket.
        self.side = ""
        # Stretches to come that are no part of the formula: where each begins, and where it ends.
        self.skipped: dict[int, int] = {}
        # Braces that close an environment of old TeX.
        self.finished: dict[int, str] = {}
        self.out: list[Token] = []
        self.partners: dict[int, int] | None = None

    def fail(self, message: str, start: int, end: int, hint: str | None = None) -> Unreadable:
        return unreadable(self.source, message, self.where[start], self.where[max(end, start + 1) - 1] + 1, hint)

    def add(self, kind: str, text: str, start: int, end: int) -> None:
        if self.side:
            kind = self.sided(kind, start, end)
        self.out.append(Token(kind, text, self.where[start], self.where[end - 1] + 1, self.spaced))
        self.spaced = False

    def sided(self, kind: str, start: int, end: int) -> str:
        """The kind of a bracket after a size command: bars learn which side they are on."""
        side, self.side = self.side, ""
        if kind in ("|", "‖"):
            return kind + ("(" if side in _OPENING else ")" if side in _CLOSING else "")
        if kind in ("<", ">") and side in _OPENING | _CLOSING:
            return "⟨" if kind == "<" else "⟩"
        if kind in ("(", ")", "[", "]", "\\{", "\\}", "⟨", "⟩", "|(", "|)", "‖(", "‖)", "/"):
            return kind
        raise self.fail(f"A bracket must follow \\{side}.", start, end)

    def run(self) -> list[Token]:
        plain, size = self.plain, len(self.plain)
        match = _TOKEN.match
        while self.at < size:
            if self.at in self.skipped:
                self.at = self.skipped.pop(self.at)
                continue
            if self.at in self.finished:
                self.at += 1
                self.add("finish", self.finished[self.at - 1], self.at - 1, self.at)
                continue
            found = match(plain, self.at)
            if found is None:
                raise self.unknown()
            start, end = found.span()
            self.at = end
            kind, text = found.lastgroup, found.group()
            match kind:
                case "space":
                    # The glue after a Unicode character is not a space.
                    self.spaced = self.spaced or text.strip("\x00") != ""
                case "number":
                    text = text.replace("{,}", "").replace("\\,", "")
                    if len(text) > MAX_DIGITS:
                        raise self.fail(f"This number has too many digits (at most {MAX_DIGITS}).", start, end)
                    self.add("number", text, start, end)
                case "dot":  # between brackets, the product of vectors
                    self.add("*", "·", start, end)
                case "command":
                    self.command(text[1:], start, end)
                case "sign":
                    if text in _WRONG:
                        raise self.fail(f"'{text}' is not a sign that can be read.", start, end, _WRONG[text])
                    if text == "{" and plain.startswith("{", end) and "\\" not in plain and not self.grouping(start):
                        raise self.fail("'{{' cannot be read.", start, end + 1)
                    self.add(_SIGNS.get(text, text), text, start, end)
                case "row":  # with the space below it: \\[2mm]
                    self.add("\\\\", "\\\\", start, end)
                case "percent":
                    self.add("%", text, start, end)
                case _:
                    assert kind is not None
                    self.add(kind, text, start, end)
        if self.side:
            raise self.fail(f"A bracket must follow \\{self.side}.", size - 1, size)
        last = self.where[size - 1] + 1
        self.out.append(Token("end", "", last, last, self.spaced))
        return self.out

    def command(self, name: str, start: int, end: int) -> None:
        if name == "differentialD":
            self.add("name", "d", start, end)
            # dx is one thing, though the editor sets a space between.
            while self.plain.startswith(" ", self.at):
                self.at += 1
        elif name in _COMMANDS:
            self.add(*_COMMANDS[name], start, end)
        elif name in _LAYOUT:
            self.spaced = True
        elif name == "left" and (opened := _PIECES.match(self.plain, end)) and (finish := _PIECES_END.search(self.plain, opened.end())):
            self.add("begin", "cases", start, opened.end())
            self.at = opened.end()
            self.finished[finish.start()] = "cases"
            self.skipped[finish.start() + 1] = finish.end()
        elif name in _SIDES or name in _SIZES:
            if self.plain[end : end + 1] == ".":
                raise self.fail(f"\\{name}. (a bracket with no partner) cannot be read here.", start, end + 1)
            self.side = name
        elif name in _SWITCHES and not self.plain[end:].lstrip().startswith("{"):
            self.spaced = True  # for the rest of the group: {\\rm e}^x
        elif name in _UPRIGHT and (words := _MIXED.match(self.plain, end)) and (last := self.closing(end)) is not None:
            if words[1]:
                self.add("word", words[1], *words.span(1))
            dollars = [k for k in range(words.end(), last) if self.plain[k] == "$"]
            self.skipped |= {k: k + 1 for k in (*dollars, last)}
            self.at = words.end()
        elif name in _UPRIGHT or name in _MARKED:
            self.held(name, start)
        elif name in _OLD_TEX and (last := self.closing(end)) is not None:
            first = self.plain.index("{", end)
            self.finished[last] = name
            self.add("begin", name, start, first + 1)
            self.at = first + 1
        elif name == "mathop":
            self.unbraced(end)
        elif name in _LABELLED:
            self.labelled(end)
        elif name in ("color", "textcolor", "colorbox") and (colour := _COLOURS.match(self.plain, end)):
            self.at = colour.end()
        elif name in ("begin", "end"):
            found = _ENVIRONMENT.match(self.plain, end)
            if found is None:
                raise self.fail(f"\\{name} needs the name of an environment in braces.", start, end)
            self.at = found.end()
            if name == "begin" and found[1] == "array" and (columns := _COLUMNS.match(self.plain, self.at)):
                self.at = columns.end()
            self.add("begin" if name == "begin" else "finish", found[1], start, found.end())
        elif name in _ELSEWHERE:
            raise self.fail(f"\\{name} cannot be read here.", start, end, _ELSEWHERE[name])
        else:
            hint = nearest(
                name, [known for known in (*_COMMANDS, "left", "right", "mathrm") if known[0] == name[0] and known not in _PLAIN_TEX]
            )
            raise self.fail(f"Unknown command \\{name}.", start, end, hint)

    def grouping(self, at: int) -> bool:
        """Whether two braces in plain typing hold an exponent or arguments, x^{{2}} and f{{(x, y)}}, and are no placeholder."""
        before, inside = self.plain[:at].rstrip("{ "), self.plain[at:].lstrip("{ ")
        outer, inner = self.closing(at), self.closing(at + 1)
        if outer is None or inner is None or self.plain[inner + 1 : outer].strip():
            return True
        return before.endswith(("^", "_")) or (before[-1:].isalpha() and inside.startswith("("))

    def closing(self, at: int) -> int | None:
        """Where the brace that opens at a position, spaces before it, is closed; None where there is none."""
        while self.plain.startswith(" ", at):
            at += 1
        if self.partners is None:
            self.partners = _partners(self.plain)
        return self.partners.get(at)

    def unbraced(self, end: int) -> None:
        """The braces of \\mathop{\\sin}, which hold a name and no group."""
        last = self.closing(end)
        if last is not None:
            first = self.plain.index("{", end)
            self.skipped |= {first: first + 1, last: last + 1}

    def labelled(self, end: int) -> None:
        """A brace over or under a group: the group counts, the label behind it does not."""
        group = self.closing(end)
        label = re.compile(r"\s*[_^]\s*(?=\{)").match(self.plain, group + 1) if group is not None else None
        last = self.closing(label.end()) if label else None
        if label and last is not None:
            self.skipped[label.start()] = last + 1

    def held(self, name: str, start: int) -> None:
        """The letters in \\mathrm{..} or under \\vec."""
        found = _HELD.match(self.plain, self.at) or (_TWICE.match(self.plain, self.at) if name in _MARKED else None)
        if found is None:
            raise self.fail(f"\\{name} must hold letters only.", start, self.at)
        self.at = found.end()
        word = (found[1] or found[2]).strip()
        letter = {"imath": "i", "jmath": "j"}.get(word, word)
        if word in ("and", "or"):
            self.add(word, word, start, self.at)
        elif name in _UPRIGHT and self.out and self.out[-1].kind == "_":
            self.add("name", word.replace(" ", ""), start, self.at)
        elif name == "operatorname" and len(word) > 1 and word not in _OPERATORS and word.lower() not in FUNCTIONS:
            raise self.fail(f"Unknown function '{word}'.", start, self.at, nearest(word, FUNCTIONS))
        elif name == "text" and word in UNITS and self.out and self.out[-1].kind not in ("+", "-", "*", "/", "="):
            self.add("unit", word, start, self.at)
        elif name in _MARKED and letter in ("i", "j", "k") and (name != "vec" or found.re is _TWICE):
            self.add("basis", letter, start, self.at)
        elif (name == "vec" and letter in ("i", "j", "k")) or (name in ("hat", "widehat") and letter in ("x", "y", "z")):
            self.add("hatted", letter, start, self.at)
        elif name in _MARKED and (letter in GREEK or len(letter) == 1):
            self.add("name", GREEK.get(letter, letter), start, self.at)
        elif name in _MARKED:
            raise self.fail(f"\\{name} must hold one letter.", start, self.at)
        else:
            self.add("word", word.replace(" ", ""), start, self.at)

    def unknown(self) -> Unreadable:
        """The error at the first character that begins no token."""
        char = self.plain[self.at]
        if char == "\\":
            rest = self.plain[self.at : self.at + 2]
            return self.fail(f"'{rest}' is not a command that can be read.", self.at, self.at + len(rest))
        hints = {
            '"': "Quotation marks are not part of mathematics.", "`": "Quotation marks are not part of mathematics.",
            ":": _colon(self.plain, self.at), "$": "The $ signs round a formula must match.",
            "#": "Write != for 'not equal'.", ".": "A point must be part of a number, as in 0.5.",
        }  # fmt: skip
        return self.fail(f"The character '{char}' cannot be read here.", self.at, self.at + 1, hints.get(char))


def _colon(text: str, at: int) -> str:
    """What a colon may be meant for: a quotient between figures, else the end of a heading."""
    if text[:at].rstrip()[-1:].isdigit() and text[at + 1 :].lstrip()[:1].isdigit():
        return "Write / for a quotient."
    return "Write the answer alone, without a heading and a colon; a quotient is written with /."
