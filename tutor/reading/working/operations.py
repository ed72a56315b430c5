"""Operations that a line of working names and has not done: a derivative, values at two ends, a limit, a gradient by its name.

The reader of formulas knows none of them. Each is replaced by a letter of its own, and listed with what it is taken of; inner ones
come first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, Protocol

from tutor.errors import Unreadable
from tutor.frozen import dataclass
from tutor.reading.parse import parse
from tutor.reading.scope import Scope
from tutor.reading.syntax import Node, Num, Relation, Sym, Tup, walk
from tutor.reading.working.levels import OPEN, closing, cut, depths, opening

Kind = Literal["derivative", "ends", "at", "limit", "name", "determinant", "cross", "sum", "over"]
FIRST = 900  # the letters are Xi_900, Xi_901 ...: no problem has them
MOST = 60


@dataclass(frozen=True, slots=True)
class Operation:
    """`letter` stands for it in the trees. `by` are letters differentiated by, or that tend to `at`; `of` is None for a name.

    A limit without letters is that of the problem. Of `ends` the two of `at` are the lower and the upper end, of `at` they are the
    values of `by`. Of a name `at` are its arguments. `over` the region of the problem an integral is taken by the element `name`.
    """

    letter: str
    kind: Kind
    of: Node | None = None
    by: tuple[str, ...] = ()
    at: tuple[Node, ...] = ()
    name: str = ""
    second: Node | None = None


class _Searches(Protocol):
    """Looks for the next operation of a sort in a text, as a pattern does."""

    def search(self, string: str, /) -> re.Match[str] | None: ...


class Operations:
    """The operations of a working, found one line after the other."""

    __slots__ = ("calls", "found", "opens", "patterns", "scope")

    def __init__(self, scope: Scope, calls: Mapping[str, frozenset[str]] | None = None, data: bool = False, opens: bool = False) -> None:
        """`calls` are letters that are functions of others, and may be written with them: x(t) is x. Of `data` sums are taken.

        Where a polynomial is asked that is near a function, what `opens` with dots is one: 1 + x + ...
        """
        self.opens = opens
        self.scope = scope
        self.patterns = (_SUM, *_PATTERNS) if data else _PATTERNS
        self.calls = {name: re.compile(_CALL.format(name, "|".join(sorted(by)))) for name, by in (calls or {}).items()}
        self.found: list[Operation] = []

    def tree(self, text: str) -> Node:
        """The tree of a formula. Errors: Unreadable."""
        replaced = self.replaced(text).strip().rstrip(".").strip()
        scope = self.scope if _QUOTIENT.search(text) else replace(self.scope, differentials=True)
        return parse(replaced, scope).tree

    def name_functions(self, text: str) -> None:
        """Takes for functions from here on the letters that a line gives as such, A(z) = pi z, and that the problem does not have."""
        mine = {m[1] for m in _GIVEN.finditer(text)} - self.scope.variables
        if mine - self.scope.functions:
            self.scope = replace(self.scope, functions=self.scope.functions | mine)

    def replaced(self, text: str) -> str:
        """The text with a letter for each operation."""
        text = _BY_NUMBERS.sub(r"\1 × ", _BY_TANGENTS.sub(r"\1 × ", _BY_LETTER.sub(r"\1\2\3 × ", text)))
        for call in self.calls.values():
            text = call.sub(r"\1 ", text)
        for _ in range(MOST):
            spans = [(m.start(), k, m) for k, (pattern, _) in enumerate(self.patterns) if (m := pattern.search(text)) is not None]
            if not spans or len(self.found) >= MOST * 4:
                break
            _, k, match = min(spans, key=lambda s: s[:2])
            text = self.patterns[k][1](self, text, match)
        return text

    def letter(self, text: str, start: int, end: int, kind: Kind, **parts: object) -> str:
        """The text with a stretch replaced by the letter of a new operation."""
        name = f"Xi_{FIRST + len(self.found)}"
        self.found.append(Operation(name, kind, **parts))  # type: ignore[arg-type]
        return f"{text[:start]} Xi_{{{FIRST + len(self.found) - 1}}} {text[end:]}"


_QUOTIENT = re.compile(
    r"∫|\\i+nt(?![A-Za-z])|int|/\s*(?:d|∂)|\\[dt]?frac\s*\{\s*(?:d|\\partial|\\mathrm)"
)  # dy/dx is one thing, and no quotient of dy
_CALL = r"(?<![A-Za-z\\])(\\?{0}(?:_\{{?[A-Za-z]\}}?)?)\s*(?:\\left\s*)?\(\s*(?:{1})(?:\s*,\s*(?:{1}))*\s*(?:\\right\s*)?\)"

_GIVEN = re.compile(r"(?:\A|[,;:]|(?<=[a-z]{3})(?=\s))\s*([A-Za-z])\(\s*[a-z](?:\s*,\s*[a-z]){0,2}\s*\)\s*=")

# -- what an operation is taken of -----------------------------------------------------------------------------------------

_STOP = re.compile(r"[-+−=<>≤≥≈≠,;]|\\(?:leq?|geq?|approx|neq?|pm)(?![A-Za-z])")
_LEFT = re.compile(r"\s*(?:\\[Bb]ig+[lr]?|\\left)?\s*")


def operand(text: str, start: int) -> tuple[str, int]:
    """What stands behind an operator, and where it ends: a bracket, else the factors up to the next sign."""
    at = _LEFT.match(text, start).end()  # type: ignore[union-attr]
    if at < len(text) and text[at] in OPEN:
        end = closing(text, at)
        if end > 0:
            inner = text[at + 1 : end]
            return unright(inner), end + 1
    depth = depths(text[at:])
    for m in _STOP.finditer(text, at):
        if depth[m.start() - at] == 0 and text[at : m.start()].strip():
            return text[at : m.start()], m.start()
    return text[at:], len(text)


def unright(inner: str) -> str:
    """The inside of a bracket without the \\right that closes it."""
    return re.sub(r"\\right\s*\Z|\\[Bb]ig+[lr]?\s*\Z", "", inner)


def _script(text: str, start: int) -> tuple[str, int]:
    """A subscript or superscript that begins at `start`, and where it ends."""
    while start < len(text) and text[start] == " ":
        start += 1
    if start < len(text) and text[start] in OPEN:
        end = closing(text, start)
        return (text[start + 1 : end], end + 1) if end > 0 else ("", start)
    m = re.compile(r"-?(?:\d+(?:\.\d+)?|\\?[A-Za-z]+|π|√\d+)").match(text, start)
    return (m[0], m.end()) if m else ("", start)


def _items(tree: Node) -> tuple[Node, ...]:
    return tree.items if isinstance(tree, Tup) else (tree,)


# -- derivatives -----------------------------------------------------------------------------------------------------------

_D = r"(?:d|∂|\\partial|\\mathrm\s*\{\s*d\s*\})"
_UP = r"(?:\s*\^\s*\{?\s*\d\s*\}?|[²³⁴])?"
_BY = rf"(?:{_D}\s*(?:\\?[A-Za-z]+?)(?:_\{{?\w\}}?|[₀-₉])?{_UP}\s*)"
_OPERATOR = re.compile(
    rf"\\[dt]?frac\s*\{{\s*{_D}{_UP}\s*\}}\s*\{{\s*(?P<a>{_BY}+)\}}(?=\s*\S)"
    rf"|(?<![A-Za-z0-9_)\]}}])\(?{_D}{_UP}\)?\s*/\s*\(?(?P<b>{_BY}+?)\)?(?=\s*[\[({{⟨]|\s*\\left|\s+[^\s=+*/,]|\s*\\(?!cdot|right)[a-z])"
)
_ONE = re.compile(
    r"(?:d|∂|\\partial|\\mathrm\s*\{\s*d\s*\})\s*\\?(?P<v>[A-Za-z]+?(?:_\{?\w\}?|[₀-₉])?)\s*(?:\^\s*\{?\s*(?P<n>\d)\s*\}?|(?P<s>[²³⁴]))?\s*(?=d|∂|\\partial|\\mathrm|\Z)"
)
_SUB = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def letters_by(typed: str) -> tuple[str, ...]:
    """The variables of dx dy², each as often as it is differentiated by."""
    out: list[str] = []
    for m in _ONE.finditer(typed):
        name = re.sub(r"([A-Za-z])_?\{?([₀-₉\d])\}?\Z", lambda f: f"{f[1]}_{f[2].translate(_SUB)}", m["v"])
        out += [name] * (int(m["n"]) if m["n"] else {"²": 2, "³": 3, "⁴": 4}.get(m["s"] or "", 1))
    return tuple(out)


def _derivative(ops: Operations, text: str, m: re.Match[str]) -> str:
    of, end = operand(text, m.end())
    by = letters_by(m["a"] or m["b"] or "")
    return ops.letter(text, m.start(), end, "derivative", of=ops.tree(of), by=by)


_PRIMED = re.compile(r"(?<=[)\]])\s*(?P<p>['′’]{1,3}|\^\s*\{\s*\\prime\s*\})(?![A-Za-z(])")


def _primed(ops: Operations, text: str, m: re.Match[str]) -> str:
    start = opening(text, text.rfind(text[m.start() - 1], 0, m.start()))
    if start < 0:
        raise Unreadable("A prime stands behind nothing.")
    count = 1 if "prime" in m["p"] else len(m["p"])
    return ops.letter(text, start, m.end(), "derivative", of=ops.tree(text[start + 1 : m.start() - 1]), by=("",) * count)


# -- values at ends and at a point ------------------------------------------------------------------------------------------

_BAR = re.compile(
    r"(?:(?P<close>[\])])|\\right\s*(?P<right>[\])|.]))?\s*(?:\\[Bb]ig+[lr]?)?(?P<bar>\||\\vert)?\s*(?P<first>[_^])(?=\s*[({\\\w−-])"
)


_LOWER = re.compile(r"\s*_")


def _bar_search(text: str) -> re.Match[str] | None:
    for m in _BAR.finditer(text):
        power = m["first"] == "^" and not _LOWER.match(text, _script(text, m.end())[1])  # |v|^2
        if not power and (m["right"] or m["bar"] or (m["close"] == "]" and m["first"] == "_")):
            return m
    return None


class _Bars:
    """Looks for a bar or a bracket with values; a pattern by its `search`."""

    def search(self, string: str, /) -> re.Match[str] | None:
        return _bar_search(string)


def _bar(ops: Operations, text: str, m: re.Match[str]) -> str:
    start, inner = _before_bar(text, m)
    lower, end = _script(text, m.end())
    upper = ""
    following = re.compile(r"\s*[_^]").match(text, end)
    if following:
        upper, end = _script(text, following.end())
    if m["first"] == "^":
        lower, upper = upper, lower
    of = ops.tree(inner)
    if upper:
        (low, letter), (high, _) = _end(ops, lower), _end(ops, upper)
        return ops.letter(text, start, end, "ends", of=of, at=(low, high), by=(letter,) if letter else ())
    place = _items(ops.tree(lower.strip()))
    named = [r for r in place if isinstance(r, Relation) and isinstance(r.items[0], Sym) and len(r.items) == 2]
    if len(named) == len(place):
        return ops.letter(text, start, end, "at", of=of, by=tuple(r.items[0].name for r in named), at=tuple(r.items[1] for r in named))  # type: ignore[union-attr]
    return ops.letter(text, start, end, "at", of=of, at=place)


def _before_bar(text: str, m: re.Match[str]) -> tuple[int, str]:
    """Where what is evaluated begins, and its text."""
    if m["close"] or m["right"] in ("]", ")"):
        bracket = m.start("close") if m["close"] else m.start("right")
        start = opening(text, bracket)
        if start < 0:
            raise Unreadable("A bracket is closed that was not opened.")
        left = re.search(r"\\left\s*\Z", text[:start])
        return (left.start() if left else start), unright(text[start + 1 : bracket].rstrip())
    letter = re.search(r"Xi_\{\d+\}\s*\Z", text[: m.start()])
    if letter is not None and not re.search(r"\\left\s*\.\s*\Z", text[: letter.start()]):
        return letter.start(), letter[0]
    lefts = [f for f in re.finditer(r"\\left\s*\.", text[: m.start()])]
    if lefts:
        return lefts[-1].start(), text[lefts[-1].end() : m.start()]
    depth = depths(text[: m.start()])
    start = max((f.end() for f in re.finditer(r"[=<>≤≥≈,]", text[: m.start()]) if depth[f.start()] == 0), default=0)
    return start, text[start : m.start()]


def _end(ops: Operations, text: str) -> tuple[Node, str]:
    """An end, and the letter it belongs to where it is said: x = 1."""
    tree = ops.tree(text)
    if isinstance(tree, Relation) and isinstance(tree.items[0], Sym) and len(tree.items) == 2:
        return tree.items[1], tree.items[0].name
    return tree, ""


# -- limits ------------------------------------------------------------------------------------------------------------------

_LIMIT = re.compile(r"\\?lim(?:\\limits)?(?![A-Za-z])\s*_?\s*")
_TO = re.compile(r"→|->|\\to(?![A-Za-z])|\\rightarrow(?![A-Za-z])|⟶")
_SIDE = re.compile(r"\s*(?:\^\s*\{?\s*[-+]\s*\}?|[⁺⁻])\s*\Z")


def _limit(ops: Operations, text: str, m: re.Match[str]) -> str:
    place, end = _place(text, m.end()) if _TO.search(text, m.end()) else ("", m.end())
    by: tuple[str, ...] = ()
    at: tuple[Node, ...] = ()
    to = ""
    if place:
        letters, to = _TO.split(place, maxsplit=1)
        by = tuple(n.name for n in _items(ops.tree(letters)) if isinstance(n, Sym))
        at = _items(ops.tree(_SIDE.sub("", to)))
    pieces, _ = cut(text[end:], re.compile(r"=|≈|[<>≤≥,]|[-+−](?=\s*\\?lim)"))
    of = pieces[0]
    if not of.strip():
        raise Unreadable("A limit of nothing.")
    return ops.letter(text, m.start(), end + len(of), "limit", of=ops.tree(of), by=by, at=at, name=_side(to))


def _side(to: str) -> str:
    """left or right, where a limit says from which side; else empty."""
    found = _SIDE.search(to)
    return "" if found is None else "left" if set("-⁻") & set(found[0]) else "right"


def _place(text: str, start: int) -> tuple[str, int]:
    """Where a limit goes, as typed, and where that ends."""
    if start < len(text) and text[start] in "{(" and (end := closing(text, start)) > 0 and _TO.search(text, start, end):
        return text[start + 1 : end], end + 1
    arrow = _TO.search(text, start)
    if arrow is None:
        raise Unreadable("A limit needs the place where it goes.")
    at = arrow.end()
    while at < len(text) and text[at] == " ":
        at += 1
    if at < len(text) and text[at] in OPEN:
        end = closing(text, at) + 1
    else:
        found = re.compile(r"-?(?:\d+|\\?[A-Za-z]+|∞|π)[⁺⁻]?").match(text, at)
        if found is None:
            raise Unreadable("A limit needs the place where it goes.")
        end = found.end()
    return text[start:end], end


def is_place(inside: Sequence[Node], letter: str, scope: Scope) -> bool:
    """Whether a bracket behind a primed letter holds a place, y'(2), and is no factor, y'(3y² - 6x)."""
    simple = all(isinstance(n, Sym) or not any(isinstance(k, Sym) for k in walk(n)) for n in inside)
    return simple or letter.strip("\\{} ") in scope.functions


# -- sums of data ----------------------------------------------------------------------------------------------------------------

_SUMMED = re.compile(
    r"(?:Σ|∑|\\Sigma(?![A-Za-z])|\\sum(?:\\limits)?(?![A-Za-z])|(?<![A-Za-z\\])[Ss]um(?![A-Za-z]))\s*"
    r"(?:_\s*(?:\{[^{}]*\}|i)\s*(?:\^\s*(?:\{[^{}]*\}|\w))?)?\s*(?=[A-Za-z(\\|1])"
)
_INDEX = re.compile(r"([A-Za-z]̄?)_\{?i\}?")
_ENDS = re.compile(r"[=<>≤≥≈,;+]|[-−](?!\s*\()")


def _sum(ops: Operations, text: str, m: re.Match[str]) -> str:
    """The sum over the data: of what stands behind it up to the next sign outside of brackets, x_i y_i."""
    pieces, _ = cut(text[m.end() :], _ENDS)
    return ops.letter(text, m.start(), m.end() + len(pieces[0]), "sum", of=ops.tree(_INDEX.sub(r"\1 ", pieces[0])))


_SUM: tuple[_Searches, Callable[[Operations, str, re.Match[str]], str]] = (_SUMMED, _sum)

# -- integrals over what is only named ----------------------------------------------------------------------------------------

_OVER = re.compile(
    r"(?:(?:\\?i{2,3}nt(?![a-z])|[∬∭]|(?:(?:\\?int(?![a-z])|∫)\s*){2,3})(?:\\limits)?(?:\s*_\s*(?:\{[^{}]*\}|[A-Z]\d?(?![A-Za-z])))?"
    r"|(?:\\?int|∫)\s*_\s*(?:\{\s*[A-Z]\d?\s*\}|[A-Z]\d?(?![A-Za-z])))(?!\s*[_^])"
    r"(?P<of>[^=<>≤≥≈;]*?)(?:\\mathrm\s*\{\s*d\s*\}\s*|(?<![A-Za-z\\])d\s?)(?P<by>[AV])(?![A-Za-z])"
)


def _over(ops: Operations, text: str, m: re.Match[str]) -> str:
    of = m["of"].strip()
    return ops.letter(text, m.start(), m.end(), "over", of=ops.tree(of) if of else Num("1"), name=m["by"])


# -- names -------------------------------------------------------------------------------------------------------------------

_BOLD = r"(?:\\(?:mathbf|boldsymbol|vec|bm|mathrm|overrightarrow)\s*\{?\s*)"
_LETTER = rf"(?:{_BOLD}?\\?[A-Za-z](?:_\{{?\w\}}?|[₀-₉])?\s*\}}?)"
_NAME = re.compile(
    rf"(?:∇|\\nabla)\s*(?P<dot>·|×|⋅|\\cdot|\\times|\^2|²)?\s*(?P<n>{_LETTER})(?![A-Za-z])"
    rf"|(?<![A-Za-z\\])\\?(?:operatorname\s*\{{)?(?P<word>grad|div|curl|rot)\}}?\s*\(?\s*(?P<w>{_LETTER})\)?(?![A-Za-z])"
    rf"|(?<![A-Za-z\\])D_\s*\{{?\s*(?P<u>{_LETTER})\s*\}}?\s*(?P<f>[A-Za-z])(?![A-Za-z])"
    rf"|(?:(?<![A-Za-z\\])|(?=\\))(?P<r>{_BOLD}?[A-Za-z]\}}?|\\(?:phi|varphi|psi))\s*(?P<p>(?:['′’]|\^\s*\{{?\s*(?:\\prime\s*)+\}}?)+)(?=\s*(?:\\left\s*)?\()"
    r"|(?P<change>(?:Δ|\\Delta(?![A-Za-z]))\s*(?:\\[a-z]+|[A-Za-zα-ω]))(?![A-Za-z])"
    r"|(?P<bar>[A-Za-z]̄[₀-₉]*|\\(?:bar|overline)\s*(?:\{\s*[A-Za-z](?:_\{?\d\}?)?\s*\}|[A-Za-z])(?:_\{?\d\}?)?)"
)


def _name(ops: Operations, text: str, m: re.Match[str]) -> str:
    end = m.end()
    at: tuple[Node, ...] = ()
    bracket = re.compile(r"\s*(?:\\left\s*)?\(").match(text, end)
    if bracket and (close := closing(text, bracket.end() - 1)) > 0:
        inside = _items(ops.tree(unright(text[bracket.end() : close])))
        if not m["p"] or is_place(inside, m["r"], ops.scope):
            at, end = inside, close + 1
    return ops.letter(text, m.start(), end, "name", name=text[m.start() : m.end()], at=at)


# -- determinants and products ------------------------------------------------------------------------------------------------

_VBARS = re.compile(r"\\begin\s*\{vmatrix\}(?P<in>.*?)\\end\s*\{vmatrix\}|\\?(?:operatorname\s*\{det\}|det)\s*(?=\\begin|\[|\(|\\left)")


def _determinant(ops: Operations, text: str, m: re.Match[str]) -> str:
    if m["in"] is not None:
        of, end = ops.tree(f"\\begin{{bmatrix}}{m['in']}\\end{{bmatrix}}"), m.end()
    elif text.startswith("\\begin", m.end()):
        close = re.compile(r"\\end\s*\{[a-z]+\}").search(text, m.end())
        if close is None:
            raise Unreadable("A matrix is not closed.")
        of, end = ops.tree(text[m.end() : close.end()]), close.end()
    else:
        start = _LEFT.match(text, m.end()).end()  # type: ignore[union-attr]
        close_at = closing(text, start)
        of, end = ops.tree(unright(text[start : close_at + 1])), close_at + 1
    return ops.letter(text, m.start(), end, "determinant", of=of)


_TANGENT = r"[rRXTΦσ]_(?:\{\w+\}|[A-Za-z](?![A-Za-z_]))"  # r_u, along a surface
_NUMBERED = r"[A-Za-z]_?\{?[12]\}?"  # n_1, of two normals
_FACTOR = rf"(?:Xi_\{{\d+\}}|[A-Za-z]['′’]+(?!['′’]|\s*\()|{_TANGENT}|{_NUMBERED})"
_BY_NUMBERS = re.compile(rf"(?<![A-Za-z\\])({_NUMBERED})\s*x\s*(?={_NUMBERED}(?![A-Za-z0-9]))")
_TIMES = re.compile(r"(?:(?<=[)⟩} ])|(?<=['′’])|(?<=_\w)|(?<=[A-Za-z][12]))\s*(?:×|\\times)\s*(?=[(⟨]|" + _FACTOR + ")")
_BY_LETTER = re.compile(
    r"(?<![A-Za-z\\])([rRcγ])(['′’]+)(\([A-Za-z0-9]\))?\s+x\s+(?=\1['′’]+)"
)  # r' x r'': a product of vectors, with no x in it
_BY_TANGENTS = re.compile(rf"(?<![A-Za-z\\])({_TANGENT})\s*x\s*(?={_TANGENT})")  # nor in r_u x r_v
_LEFT_FACTOR, _RIGHT_FACTOR = re.compile(_FACTOR + r"\Z"), re.compile(r"\s*" + _FACTOR)


def _cross(ops: Operations, text: str, m: re.Match[str]) -> str:
    before = text[: m.start()].rstrip()
    factor = _LEFT_FACTOR.search(before)
    start = factor.start() if factor else opening(before, len(before) - 1)
    following = _RIGHT_FACTOR.match(text, m.end())
    end = following.end() if following else closing(text, m.end()) + 1
    if start < 0 or end <= 0:
        raise Unreadable("A product of vectors needs two of them.")
    return ops.letter(text, start, end, "cross", of=ops.tree(before[start:]), second=ops.tree(text[m.end() : end]))


_PATTERNS: tuple[tuple[_Searches, Callable[[Operations, str, re.Match[str]], str]], ...] = (
    (_LIMIT, _limit),
    (_OVER, _over),
    (_OPERATOR, _derivative),
    (_VBARS, _determinant),
    (_NAME, _name),
    (_PRIMED, _primed),
    (_Bars(), _bar),
    (_TIMES, _cross),
)
