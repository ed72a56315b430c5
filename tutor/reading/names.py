"""Letters to names: words split, subscripts joined to their letter, 2e3 made one number; what is left is grammar."""

from __future__ import annotations

from collections.abc import Iterable

from tutor.errors import Unreadable, nearest
from tutor.frozen import dataclass
from tutor.reading.characters import unreadable
from tutor.reading.functions import CASES, CONSTANTS, FUNCTION_LETTERS, FUNCTIONS, GREEK, OTHERWISE, WHEN
from tutor.reading.patterns import later
from tutor.reading.scope import Scope
from tutor.reading.slips import slip_of
from tutor.reading.tokens import Token
from tutor.reading.words import Stretch, split

# Letters and digits, as many as a label such as `initial` needs.
_SUBSCRIPT = later(r"[A-Za-z0-9]{1,8}")
# A letter with a mark over it, or set bold.
_MARK = later(r"\\(?:mathbf|boldsymbol|bm|bf|vec|hat|widehat|textbf|overrightarrow)(?![A-Za-z])")
_OPENERS = frozenset({"(", "[", "{", "\\{"})
_CLOSERS = frozenset({")", "]", "}", "\\}"})
# Words that join statements; the French ones are products of letters more often, and stand between blanks only.
_WORD_SIGNS = {"and": "and", "or": "or", "und": "and", "oder": "or"}
_FRENCH = {"et": "and", "ou": "or"}
# Unit vectors by the axis over which they have a hat, or by their subscript.
_AXES = {"x": "i", "y": "j", "z": "k"}
_UNITS = {**{f"e_{axis}": unit for axis, unit in _AXES.items()}, "e_1": "i", "e_2": "j", "e_3": "k"}
# What digits behind log may be the base for: log2 x, log10 x.
_ARGUMENTS = frozenset(["word", "name", "number", "constant", "function", "frac", "sqrt", "(", "|", "|("])
_BASES = frozenset(["2", "10"])
# Kinds of tokens that are looked at again; all others stand for themselves.
_RESOLVED = frozenset(["word", "name", "begin", "finish", "hatted", "unit", "{", "number", "constant", "function", "_"])
_ADDED_CONSTANT = frozenset({"const", "constant", "Const", "Konstante", "konst", "constante"})


@dataclass(frozen=True, slots=True)
class Notice:
    """What was read in one of two possible ways, said at its place in the text; brackets round `within` make it the other."""

    message: str
    start: int
    end: int
    within: tuple[int, int] | None = None


class Names:
    """The tokens of one text with every word resolved."""

    __slots__ = ("at", "cases", "latex", "notices", "out", "raw", "scope", "source")

    def __init__(self, source: str, raw: list[Token], scope: Scope) -> None:
        self.source, self.raw, self.scope = source, raw, scope
        self.latex = "\\" in source
        self.notices: list[Notice] = []
        self.out: list[Token] = []
        self.at = 0
        self.cases = 0  # environments of a function in pieces that are open

    def fail(self, message: str, token: Token, hint: str | None = None) -> Unreadable:
        """The error at a token."""
        return unreadable(self.source, message, token.start, token.end, hint)

    def notice(self, message: str, first: Token, last: Token) -> None:
        """Say how the text between two tokens was read."""
        self.notices.append(Notice(message, first.start, last.end))

    def peek(self, ahead: int = 0) -> Token:
        """A raw token ahead, the last one where there are not so many."""
        return self.raw[min(self.at + ahead, len(self.raw) - 1)]

    def adjoins(self, ahead: int, kind: str) -> bool:
        """Whether the token that far ahead is of this kind, with no space before it."""
        token = self.peek(ahead)
        return token.kind == kind and not token.spaced

    def run(self) -> list[Token]:
        """The resolved tokens."""
        while self.at < len(self.raw):
            token = self.raw[self.at]
            self.at += 1
            if token.kind not in _RESOLVED:
                self.out.append(token)
                continue
            match token.kind:
                case "word":
                    self.word(token)
                case "name":
                    self.name(token)
                case "begin" | "finish" if token.text in CASES:
                    self.cases += 1 if token.kind == "begin" else -1
                    self.out.append(token)
                case "hatted":
                    self.hatted(token)
                case "unit":
                    self.notice(f"The unit '{token.text}' is left out.", token, token)
                case "{" if self.peek().kind in ("word", "name") and self.peek(1).kind == "}" and self.peek(2).kind == "_":
                    del self.raw[self.at + 1]  # {x}_1 is x_1
                case "number" if self.grouped():
                    self.thousands(token)
                case "constant" if token.text == "pi" and self.peek().kind == "_":
                    self.name(token)
                case "function" if token.text in ("log", "ln") and self.adjoins(0, "number") and self.source[token.start] == "\\":
                    behind = self.peek(1)
                    asked = self.peek().text in _BASES and (behind.kind == "(" or (behind.spaced and behind.kind in _ARGUMENTS))
                    if asked and not self.scope.answer:
                        raise self.numbered(token, self.peek())
                    self.out.append(token)
                case "_" if not self.out or self.out[-1].kind not in ("function", "integral", "series"):
                    raise self.fail("A subscript needs a letter before it.", token)
                case _:
                    self.out.append(token)
        self.check_marks()
        return self.out

    def check_marks(self) -> None:
        """Raises Unreadable where a letter stands with a mark and without: the two would be read as one."""
        if not self.latex:
            return
        names = [t for t in self.out if t.kind == "name"]
        marked = {t.text: t for t in names if _MARK.match(self.source, t.start)}
        for token in names:
            if token.text in marked and not _MARK.match(self.source, token.start):
                other = marked[token.text]
                shown = self.source[other.start : other.end]
                raise self.fail(f"{shown} and {token.text} would be read as one letter.", other, f"Write {token.text}_1 for one of them.")

    def grouped(self) -> bool:
        """Whether digits in a group follow that are no number of their own: the 000 of 1,000."""
        comma = self.peek()
        if comma.kind != ",":
            return False
        digits, before = self.peek(1), self.raw[self.at - 1].text
        whole = before.isdigit() and len(before) <= 3 and not before.startswith("0") and not self.scope.answer
        return whole and not comma.spaced and not digits.spaced and digits.text == "000"

    def thousands(self, token: Token) -> None:
        """1,000 as one number, and 1,000,500 too."""
        first, text = token, token.text
        while self.peek().kind == "," and self.adjoins(1, "number") and len(self.peek(1).text) == 3 and self.peek(1).text.isdigit():
            token = self.peek(1)
            text += token.text
            self.at += 2
        self.notice(f"{self.source[first.start : token.end]} is read as {text}.", first, token)
        self.out.append(first._replace(text=text, end=token.end))

    def word(self, token: Token) -> None:
        """One run of letters."""
        text = token.text
        if self.cases and text.lower() in WHEN | OTHERWISE:
            self.out.append(token._replace(kind="when" if text.lower() in WHEN else "otherwise"))
            return
        before = self.out[-1] if self.out else None
        if before is not None and before.kind == "number" and self.after_number(before, token):
            return
        joining = self.joining(token)
        if joining:
            self.join(token._replace(kind=joining, text=joining))
        elif text == "U" and "U" not in self.scope.variables and before and before.kind in _CLOSERS and self.peek().kind in _OPENERS:
            self.out.append(token._replace(kind="union"))
        elif text == "in" and before and token.spaced and self.peek().kind in _OPENERS and not self.declared(text):
            self.out.append(token._replace(kind="in"))
        elif text in ("int", "Int", "integral") and (self.peek().kind in ("_", "(") or text == "int") and not self.declared(text):
            self.out.append(token._replace(kind="integral", text="int"))
        elif text in ("sum", "prod", "product") and self.peek().kind in ("_", "(") and not self.declared(text):
            self.out.append(token._replace(kind="series", text="sum" if text == "sum" else "prod"))
        elif text in ("matrix", "Matrix") and self.peek().kind == "(":
            self.out.append(token._replace(kind="matrix"))
        elif text in ("ihat", "jhat", "khat"):
            self.out.append(token._replace(kind="basis", text=text[0]))
        elif text in ("xhat", "yhat", "zhat") and self.scope.vectors:
            self.hatted(token._replace(text=text[0]))
        elif text == "zero" and not self.declared(text):
            self.out.append(token._replace(kind="number", text="0"))
        elif text in _ADDED_CONSTANT and before and before.kind in ("+", "-") and not self.declared(text):
            self.out.append(token._replace(kind="name", text="C"))
        else:
            self.letters(token)

    def joining(self, token: Token) -> str | None:
        """`and` or `or`, in three languages."""
        text = token.text
        if text in _FRENCH and token.spaced and self.peek().spaced and not set(text) & self.scope.variables:
            return _FRENCH[text]
        sign = _WORD_SIGNS.get(text)
        return None if sign is None or self.declared(text) else sign

    def join(self, token: Token) -> None:
        """`and` after a comma, as in `2, 3, and 4`, adds nothing to it; `or` says more."""
        after_comma = bool(self.out) and self.out[-1].kind == ","
        if after_comma and token.kind == "or" and not any(t.kind == "," for t in self.out[:-1]):
            self.out.pop()
        elif after_comma:
            return
        self.out.append(token)

    def hatted(self, token: Token) -> None:
        """A letter with a hat or an arrow: a unit vector where there are vectors, else a letter like others."""
        if self.scope.vectors:
            self.out.append(token._replace(kind="basis", text=_AXES.get(token.text, token.text)))
        else:
            self.name(token._replace(kind="name"))

    def declared(self, text: str) -> bool:
        """Whether a run is a declared name, or made of declared letters."""
        return text in self.scope.variables or all(letter in self.scope.variables for letter in text)

    def after_number(self, number: Token, token: Token) -> bool:
        """2e3 and 3.67x10^2: whether the word belongs to the number before it."""
        text, one, two = token.text, self.peek(), self.peek(1)
        if self.is_times(token):
            self.out.append(token._replace(kind="*", text="×"))
            self.notice(f"The {text} before a power of 10 is read as 'times'.", number, one)
            return True
        if token.spaced:
            return False
        if text not in ("e", "E") or text in self.scope.variables or self.latex or "e" in number.text:
            return False
        signed = one.kind in ("+", "-") and not one.spaced
        digits = two if signed else one
        if digits.kind != "number" or digits.spaced or not digits.text.isdigit():
            return False
        if text == "e" and signed and one.kind == "+":
            self.notice(f"{number.text}e+{digits.text} is read as {number.text} times e, plus {digits.text}.", number, digits)
            return False
        sign = "-" if signed and one.kind == "-" else ""
        made = f"{number.text}e{sign}{digits.text}"
        self.out[-1] = Token("number", made, number.start, digits.end, number.spaced)
        power = digits.text.lstrip("0") or "0"
        typed, ten = f"{number.text}{text}{sign}{digits.text}", f"{sign}{power}"
        self.notice(f"{typed} is read as {number.text} times 10^{ten}; write {number.text}*e for the constant e.", number, digits)
        self.at += 2 if signed else 1
        return True

    def is_times(self, token: Token) -> bool:
        """Whether an x stands between a number and a power of ten."""
        ten, power = self.peek(), self.peek(1)
        if token.text not in ("x", "X") or (token.text == "X" and "X" in self.scope.variables):
            return False
        alike = ten.spaced == token.spaced or token.text not in self.scope.variables
        return ten.kind == "number" and ten.text == "10" and power.kind == "^" and alike

    def letters(self, token: Token) -> None:
        """A run that is a product of names, or no mathematics at all."""
        text, scope = token.text, self.scope
        wrong_case = len(text) > 1 and text not in FUNCTIONS and text.lower() in FUNCTIONS and not self.declared(text)
        pieces = split(text.lower() if wrong_case else text, scope, self.peek().kind == "(")
        if pieces is None or (text == "In" and not self.declared(text)):
            raise self.unknown(token)
        meant = self.misspelt(token, pieces)
        if meant is not None:
            raise self.fail(f"'{text}' is no function that is known.", token, f"Did you mean {meant}? Write a product of letters with *.")
        if len(pieces) == 1 and pieces[0].kind == "function" and text not in FUNCTIONS:
            self.notice(f"'{text}' is read as {pieces[0].text}.", token, token)
        if len(pieces) > 1 and text in FUNCTIONS and self.declared(text):
            self.notice(f"'{text}' is read as a product of the declared letters.", token, token)
        if self.called_twice(pieces):
            name, letter = pieces[0].text, pieces[1].text
            raise self.fail(f"{text}(...) can mean two things.", token, f"Write {name}({letter}) or {name}({letter}*...).")
        exact = token.end - token.start == len(text)
        for piece in pieces:
            start = token.start + piece.offset if exact else token.start
            end = start + piece.length if exact else token.end
            made = Token(piece.kind, piece.text, start, end, token.spaced and piece.offset == 0)
            last = piece is pieces[-1]
            if piece.kind == "name":
                self.case_slip(made)
            if last and (piece.kind in ("name", "basis") or (piece.kind == "constant" and self.peek().kind == "_")):
                self.name(made)
            elif last and piece.kind == "constant" and piece.text == "e" and self.adjoins(0, "number"):
                raise self.fail(f"e followed by {self.peek().text}: write e^{self.peek().text} or {self.peek().text}e.", made)
            elif last and piece.kind == "function" and self.adjoins(0, "number"):
                self.numbered_function(made)
            else:
                self.add(made)

    def misspelt(self, token: Token, pieces: tuple[Stretch, ...]) -> str | None:
        """The function that a run of letters with an argument behind it is a slip of: sqr(x), cso x."""
        behind = self.peek()
        called = behind.kind == "(" and not behind.spaced
        if not (called or (behind.spaced and behind.kind in ("word", "name", "(", "command"))) or self.declared(token.text):
            return None
        of_letters = all(p.length == 1 and not (self.scope.answer and p.text in self.scope.variables) for p in pieces)
        long = len(token.text) > 4 and len(pieces) > 1 and not self.scope.answer  # artan(x) is no a r tan(x)
        return slip_of(token.text) if long or (of_letters and len(pieces) >= (2 if called else 3)) else None

    def called_twice(self, pieces: tuple[Stretch, ...]) -> bool:
        """Whether a function with its letter has one more argument: lnx(y); the bracket of sinx(y + 1) is a factor."""
        behind = self.peek()
        glued = len(pieces) == 2 and pieces[0].kind == "function" and pieces[1].length == 1 and pieces[1].kind == "name"
        if self.scope.answer or not glued or behind.kind != "(" or behind.spaced:
            return False
        closed = next((k for k in range(self.at, len(self.raw)) if self.raw[k].kind == ")"), len(self.raw))
        return not any(t.kind in ("+", "-") for t in self.raw[self.at : closed])

    def numbered_function(self, token: Token) -> None:
        """log10(x), log2(x) and arctan2(y, x)."""
        number, behind = self.peek(), self.peek(1)
        called = behind.kind == "(" and not behind.spaced
        if token.text == "log" and (called or (behind.spaced and behind.kind in _ARGUMENTS)):
            self.out += [token, Token("_", "_", number.start, number.start)]
        elif self.asked_base(token, number, behind) and not self.scope.answer:
            raise self.numbered(token, number)
        elif called and token.text == "atan" and number.text == "2":
            self.out.append(token._replace(text="atan2", end=number.end))
            self.at += 1
        else:
            self.out.append(token)

    def asked_base(self, token: Token, number: Token, behind: Token) -> bool:
        """Whether digits can be a base or a factor: log2x, ln10 x; ln2x is what it always is."""
        apart = token.text == "log" or (token.text == "ln" and behind.spaced)
        return apart and number.text in _BASES and behind.kind in _ARGUMENTS

    def numbered(self, token: Token, number: Token) -> Unreadable:
        """The error where digits behind a logarithm can be its base or a factor."""
        name, digits = token.text, number.text
        hint = f"Write log_{digits}(x) for the base, {name}({digits}x) for the logarithm of a product, {name}({digits}) x for a factor."
        return self.fail(f"{self.source[token.start : number.end]} can mean two things.", token._replace(end=number.end), hint)

    def case_slip(self, token: Token) -> None:
        """In an answer: X where x is declared and X is not."""
        other, known = token.text.swapcase(), self.scope.variables
        if self.scope.answer and len(token.text) == 1 and token.text not in known and other in known:
            raise self.fail(f"'{token.text}' is not a letter of this problem.", token, f"Check upper and lower case: did you mean {other}?")

    def name(self, token: Token) -> None:
        """A name with the subscript that follows it: x_1, x1, R_{max}, f_xy."""
        if self.peek().kind == "_":
            self.at += 1
            token = self.subscripted(token)
        elif self.adjoins(0, "number") and token.kind == "name" and self.peek().text.isdigit() and len(token.text) == 1:
            number = self.peek()
            joined = token._replace(text=self.preferred(token.text, number.text), end=number.end)
            declared = self.scope.variables
            if self.scope.answer and token.text in "ijk" and token.text in declared and joined.text not in declared:
                self.notice(f"{token.text}{number.text} is read as {token.text} times {number.text}.", token, number)
            # In \\frac x2 they are two arguments.
            elif not (self.out and self.out[-1].kind == "frac"):
                self.at += 1
                if joined.text not in self.scope.variables:
                    self.notice(f"{token.text}{number.text} is read as the variable {joined.text}.", token, number)
                token = joined
        unit = _UNITS.get(token.text) if self.scope.vectors and token.text not in self.scope.variables else None
        self.add(token._replace(kind="basis", text=unit) if unit else token)

    def preferred(self, letter: str, subscript: str) -> str:
        """x1 or x_1, whichever is declared."""
        glued = f"{letter}{subscript}"
        return glued if glued in self.scope.variables and f"{letter}_{subscript}" not in self.scope.variables else f"{letter}_{subscript}"

    def subscripted(self, token: Token) -> Token:
        """The name with the subscript at hand; the underscore has been taken."""
        first = self.peek()
        self.at += 1
        last, text = first, first.text
        if first.kind == "{":
            held: list[str] = []
            while self.peek().kind in ("number", "word", "name", "constant"):
                held.append(self.peek().text)
                self.at += 1
            last, text = self.peek(), "".join(held)
            self.at += 1
            if last.kind != "}":
                raise self.fail("A subscript must be letters and digits.", token._replace(end=last.end))
        elif first.kind == "word" and self.latex and len(text) > 1 and token.text not in FUNCTION_LETTERS | self.scope.functions:
            # As TeX reads it: x_ab is x_a times b.
            self.at -= 1
            self.raw[self.at] = Token("word", text[1:], first.start + 1, first.end)
            last, text = first._replace(end=first.start + 1), text[0]
        elif first.kind not in ("number", "word", "name"):
            raise self.fail("A subscript must be letters and digits.", token._replace(end=first.end))
        if not _SUBSCRIPT.fullmatch(text):
            raise self.fail("A subscript must be at most 8 letters and digits.", token._replace(end=last.end))
        return token._replace(kind="name", text=self.preferred(token.text, text), end=last.end)

    def add(self, token: Token) -> None:
        """A name to the tokens; with `differentials`, d and the name after it become one."""
        out = self.out
        differentials = self.scope.differentials and "d" not in self.scope.variables
        if differentials and out and token.kind == "name" and not token.spaced and out[-1][:2] == ("name", "d"):
            out[-1] = Token("differential", token.text, out[-1].start, token.end, out[-1].spaced)
        else:
            out.append(token)

    def unknown(self, token: Token) -> Unreadable:
        """The error for a word that is no product."""
        text = token.text
        short = text if len(text) <= 20 else f"{text[:20]}..."
        if text == "In":
            return self.fail("Unknown name 'In'.", token, "Did you mean ln, with a small L?")
        if text.lower() == "nan":
            return self.fail(f"'{short}' is not a number.", token)
        called = self.peek().kind == "("
        hint = _near(text.lower(), FUNCTIONS) if called else _near(text, (*FUNCTIONS, *GREEK, *CONSTANTS, *self.scope.variables))
        meant = slip_of(text)
        hint = f"Did you mean {meant}?" if meant else hint
        if called:
            return self.fail(f"Unknown function '{short}'.", token, hint or "Write a product of letters with *.")
        hint = hint or "Leave words out: they cannot be read as mathematics. A product of letters is written with spaces."
        return self.fail(f"Unknown name '{short}'.", token, hint)


def _near(word: str, known: Iterable[str]) -> str | None:
    """A hint with the nearest known word that begins with the same letter: slips are seldom in the first one."""
    return nearest(word, [k for k in known if k[:1] == word[0]])
