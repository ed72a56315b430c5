"""One line of a working: the chains of formulas in it, joined by `or` and by commas, and the words round them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tutor.errors import Unreadable
from tutor.frozen import dataclass
from tutor.reading.characters import GREEK_LETTERS
from tutor.reading.functions import FUNCTIONS, GREEK
from tutor.reading.limits import MAX_LENGTH
from tutor.reading.quantity import plain, quantity
from tutor.reading.syntax import Joined, Node, Relation, Sym, Tup
from tutor.reading.working.levels import angled, closing, cut, opening
from tutor.reading.working.operations import Operations, is_place, unright
from tutor.reading.working.runs import runs

TENDS = "→"  # outside of a limit: what stands before it comes near to what stands behind
SLOPED = "fgzwuhFTVPQRAr"  # letters that slopes are written with: fx is no product of them
LONGEST_PRODUCT = 3  # letters written together: a longer run is a word


@dataclass(frozen=True, slots=True)
class Member:
    """A formula between two signs: as typed, its tree (None where it cannot be read), its name (as `named` gives it) and arguments."""

    text: str
    tree: Node | None = None
    name: str = ""
    at: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """`members[0] signs[0] members[1] ...`; one member and no sign for a bare formula.

    `before` and `behind` are the words round it. It `defines` where these say what a letter shall mean, and is said `aside` where
    they give a reason, or a condition, for what stands before it in the line.
    """

    members: tuple[Member, ...]
    signs: tuple[str, ...] = ()
    before: str = ""
    behind: str = ""
    defines: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class WorkingLine:
    """A line: alternatives (joined by `or`), each of chains that hold together.

    `goes_on` where it begins with =, `defines` where it says what a letter shall mean, `assumes` where it looks at a case.
    `place` is the point at which it stands, `at (1, 2): D = 72`, `labelled` where it begins with a noun for its value, area = 6.
    `typed` is the line with what was settled before it was read, decimal commas.
    `refused` is why nothing of it could be read. `order` is the one up to which its sides agree. `tends` where it begins with an
    arrow, `parts` are those of a line about several places.
    """

    text: str
    alternatives: tuple[tuple[Chain, ...], ...] = ()
    words: tuple[str, ...] = ()
    goes_on: bool = False
    defines: bool = False
    assumes: bool = False
    refused: str = ""
    order: int | None = None
    place: tuple[Node, ...] = ()
    labelled: bool = False
    tends: bool = False
    parts: tuple[WorkingLine, ...] = ()
    typed: str = ""

    @property
    def chains(self) -> tuple[Chain, ...]:
        """All of them."""
        return tuple(c for a in self.alternatives for c in a)


_STOPPING = """
    so at is as if an to we by of in it then let the and or are has have was be for from with when where that this which gives give get
    on also hence thus therefore since because now put set case find using use both all any only no not none point points first next
    finally answer solution solve substitute
    der die das den dem des ein eine einen
    und also dann daher damit somit folgt gilt ist sind sei mit aus wir wenn falls fall setze setzen lokal lokales yes ok ja nein true false
"""
_STOP = frozenset(_STOPPING.split())
_ASSUMING = "case if suppose assume assuming when where either for with on fall falls wenn angenommen entweder mit"
_CASE = frozenset(_ASSUMING.split())
_DEFINING = "let set put write define denote substitute substituting take with where call sei seien setze setzen mit definiere"
_DEFINE = frozenset(_DEFINING.split())
_REASON = frozenset(["since", "because", "as", "where", "with", "for", "da", "weil", "denn", "wobei", "mit", "für"])
_OPERATING = "lim int iint iiint oint oiint det div curl grad rot sqrt oo inf infinity or oder Xi pi lambda"
_MATH = frozenset((*_OPERATING.split(), *FUNCTIONS, *GREEK))
_TEXT = re.compile(r"\\(?:text|textrm|textbf|textit|mbox|mathrm|operatorname)\s*\{([^{}]*)\}")
_GREEK = re.compile("[α-ορ-ωϕϑϵϱ]")  # without π, which is no letter
_BOTH = re.compile(r"([A-Za-z])(?:_\{1\s*[,/]\s*2\}|_1[,/]2|₁[,/]₂)(?=\s*[=≈])")  # x_1,2 = ±2: both of them
_MEAN = re.compile(r"(?<![A-Za-z\\])([A-Za-z])_?bar(?![A-Za-z])")  # xbar is the x with a bar
_BARRED = re.compile(r"\([^()|,;=]{1,80}\|(?!_)[^()|,;=]{1,80}\)|\([-−\d/.√ ]+(?:\|[-−\d/.√ ]+){2}\)")  # (4|13) is a point
_DOTS = re.compile(r"[+−-]\s*(?:\.{3}|…|\\[lc]?dots(?![A-Za-z]))\s*(?=[=,;)]|\Z)")  # 1 + x + ...
_PRIMED = re.compile(r"(?<![A-Za-z\\])(?:phi|varphi|psi)(?=['′’])")
_DOTTED = re.compile(r"(?<=[A-Za-z)\]'′’}>])\s+\.\s+(?=[A-Za-z(\\<])")  # F . dr
_MANIFOLD = re.compile(
    r"(?<![A-Za-z])(double|triple|doppel|dreifach)[\s-]?integral(?:\s+(?:over|über)\s+[A-Z](?![A-Za-z]))?(?:\s+(?:of|von)(?![A-Za-z]))?\s*",
    re.I,
)
_NABLA = re.compile(r"(?<![A-Za-z\\])nabla(?![A-Za-z])")
_MATHRM = re.compile(r"\\(?:mathrm|operatorname)")
_SPACE = re.compile(
    r"(?<!\\)\\(?:[,;:! ]|(?:quad|qquad|displaystyle|therefore|because)(?![A-Za-z]))|∴|∵|~|\$|\\[()\[\]]|\\tag\{[^}]*\}|\\blacksquare"
)
_CONCLUDING = frozenset(["so", "thus", "hence", "therefore", "then", "gives", "get", "also", "damit", "somit", "folgt", "ergibt", "dann"])
_LETTER = "[A-Za-zÀ-ÖØ-öø-ÿ]"
_WORD = re.compile(rf"(?<![\\_'′{{̄])(?<!{_LETTER}){_LETTER}{{2,}}(?:['’](?:s|t))?(?!{_LETTER}|_)")
_ORDER = re.compile(r"(?<![A-Za-z])(?:order|degree|ordnung|grad)s?\s+\(?(\d)\)?(?![\w.])", re.I)
_UP_TO = re.compile(r"(?<![A-Za-z])(?:up\s+to|through|bis\s+zur?)\s+(?:terms\s+of\s+)?(?:order|degree|ordnung|grad)\s+\(?(\d)", re.I)
_SIGN = re.compile(r"(?<!-):=|≡|<=|>=|!=|=<|==|(?<!-)[=≈<>≤≥≠≅]|\\(?:leq?|geq?|approx|neq?|equiv|leqslant|geqslant)(?![A-Za-z])|~=")
_TENDS = re.compile(rf"{_SIGN.pattern}|(?<![-<])->|→|\\(?:to|rightarrow)(?![A-Za-z])")
_PLAIN = {
    "->": TENDS, "\\to": TENDS, "\\rightarrow": TENDS,
    "\\le": "<=", "\\leq": "<=", "≤": "<=", "\\leqslant": "<=", "\\ge": ">=", "\\geq": ">=", "≥": ">=", "\\geqslant": ">=", "=<": "<=",
    "≈": "≈", "\\approx": "≈", "~=": "≈", "≅": "≈", "≠": "!=", "\\ne": "!=", "\\neq": "!=", "==": "=", ":=": "=", "≡": "=", "\\equiv": "=",
}  # fmt: skip
_OR = re.compile(r"(?<![A-Za-z\\])(?:or|oder)(?![A-Za-z])|∨|\\(?:lor|vee)(?![A-Za-z])")
_APART = re.compile(r"[,;]|(?<![A-Za-z\\])(?:and|und)(?![A-Za-z])")
_COMMA = re.compile(_APART.pattern + r"|∧|\\land(?![A-Za-z])|:(?!=)")
_HEADED = re.compile(r"\s*(?:sum|P)\s*")  # sum: 2, at P: (2, 4, 6)
_GLUE = "\ue001"
_FIRST = 0xE100  # stand for the words of a line, the first, the second, where they stood
_MARK = "[\ue100-\uf8ff]"
_PLACE = re.compile(
    r"\s*(?:(?:gradient|grad|slope|steigung)?\s*(?:at|for|bei|für|point|punkt|im punkt|in))?\s*(\([^()=:]*,[^()=:]*\))\s*:(?!=)", re.I
)
_POINT = re.compile(r"\s*\([^()=:]*,[^()=:]*\)\s*")
_THERE = re.compile(r"(?<=[\s\d)])(?:at|bei)\s*(\([^()=:]*,[^()=:]*\))\s*\Z")
_WITHIN = re.compile(r"(?<=[\w'′)])\s+(?:at|bei)\s*(\([^()=:]*,[^()=:]*\))\s*(?==)")  # grad at (1, 2) = (8, 3)
_EXTREMES = frozenset(["max", "min"])  # functions where a bracket follows, else what is said of a point
_NAMED = re.compile(
    r"\s*(?!max|min)(?:[A-Za-z]['′]{0,2}|[A-Za-z]_?\{?\w{1,3}\}?|∇\s*\w|[d∂]\w/[d∂]\w)\s*="
)  # a line that says what something is
_LABEL = re.compile(
    rf"\s*(?!(?:{'|'.join(sorted(_STOP))})\b)[A-Za-z]{{3,}}(?:\s+[A-Za-z]+){{0,3}}\s*=", re.I
)  # area = 6 goes on from nothing
_LIMIT = re.compile(r"lim(?![a-z])")
_ARTICLE = re.compile(rf"(?:(?<={_MARK})|\A)\s*[aAI]\s*(?={_MARK})")


def read_line(text: str, ops: Operations) -> WorkingLine:
    """A line, read as far as it can be. Nothing that was typed raises."""
    if len(text) > MAX_LENGTH:
        return WorkingLine(text[:MAX_LENGTH], refused="This line is too long.")
    try:
        return _read(text, ops)
    except (Unreadable, RecursionError) as error:
        return WorkingLine(text, refused=str(getattr(error, "message", "The line is nested too deep.")))


def _read(text: str, ops: Operations) -> WorkingLine:
    signed = _MANIFOLD.sub(lambda m: "∬ " if m[1].lower().startswith("do") else "∭ ", text)
    dotted = _DOTTED.sub(" · ", _PRIMED.sub(r"\\\g<0>", signed))
    pointed = _BARRED.sub(lambda m: m[0].replace("|", ","), dotted).replace("ȳ", "y\u0304")
    plainly = _NABLA.sub("∇", _BOTH.sub(r"\1", _MEAN.sub("\\1\u0304", pointed)))
    bare = angled(_GREEK.sub(lambda m: f"\\{GREEK_LETTERS[m[0]]} ", _SPACE.sub(" ", _TEXT.sub(_worded, plainly))))
    bare = _DOTS.sub("", bare) if ops.opens else bare
    bare = bare if "\\begin" in text else bare.replace("&", " ")
    letters = ops.scope.variables
    bare = runs(bare, letters, lambda t: any(_says(m, letters) for m in _WORD.finditer(t)))
    ops.name_functions(bare)
    parts = tuple(_stated(text, *placed, ops) for placed in _places(bare, ops))
    if len(parts) > 1:
        words = tuple(w for part in parts for w in part.words)
        chains = tuple(c for part in parts for c in part.chains)
        return WorkingLine(text, (chains,) if chains else (), words, refused="" if chains else parts[0].refused, parts=parts)
    return _stated(text, *_placed(bare, ops), ops)


def _stated(text: str, bare: str, place: tuple[Node, ...], ops: Operations) -> WorkingLine:
    """What a line, or a part of it, states: at a place, or without one."""
    letters = ops.scope.variables
    words = tuple(m[0].lower() for m in _WORD.finditer(bare) if _says(m, letters))
    up_to = _UP_TO.search(bare)
    stripped, said = _marked(bare, letters)
    label = _LABEL.match(bare)
    labelled = label is not None and label[0].split()[0] not in _MATH - _EXTREMES  # cos y = 1 has none
    start = re.sub(rf"\A(?:{_MARK}|[ .])+", "", stripped)
    goes_on = _SIGN.match(start) is not None and not labelled
    tends = not goes_on and _TENDS.match(start) is not None
    alternatives = []
    refused = ""
    for part in cut(stripped, _OR)[0]:
        chains, why = _worded_chains(part, said, ops)
        refused = why or refused
        if chains:
            alternatives.append(chains)
    if words and not refused and all(_is_letter(c) for a in alternatives for c in a):
        alternatives = []  # it is spoken of letters
    told = set(words)
    refused = "" if alternatives else refused
    return WorkingLine(
        text,
        tuple(alternatives),
        words,
        goes_on,
        bool(told & _DEFINE),
        bool(told & _CASE),
        refused,
        None if up_to is None else int(up_to[1]),
        place,
        labelled,
        tends,
    )


def _marked(bare: str, letters: frozenset[str]) -> tuple[str, list[str]]:
    """A line with a mark for each of its words, and these; of order 2 the number is a part of the words."""
    said: list[str] = []

    def mark(found: re.Match[str]) -> str:
        said.append(found[0].strip())
        return chr(_FIRST + len(said) - 1)

    marked = _ORDER.sub(mark, re.sub(_MARK, " ", bare))
    marked = _WORD.sub(lambda m: mark(m) if _says(m, letters) else m[0], marked).strip()
    return _ARTICLE.sub(mark, marked), said


def _worded_chains(part: str, said: list[str], ops: Operations) -> tuple[tuple[Chain, ...], str]:
    """The chains of an alternative with the words round them, and why one could not be read."""
    chains: list[Chain] = []
    refused, before, latest, sign, aside = "", list[str](), frozenset[str](), "", False
    for piece in re.split(f"({_MARK})", part):
        if re.fullmatch(_MARK, piece):
            word = said[ord(piece) - _FIRST]
            before.append(word if before or not chains else f"{sign} {word}")
            continue
        if before and piece == "-":
            before[-1] += f"-{_GLUE}"
        elif before and piece.lstrip()[:1] in tuple(",;:"):
            before[-1] += piece.lstrip()[0]
        sign = piece.rstrip()[-1:] if piece.rstrip()[-1:] in tuple(",;") else ""
        for found in _chains(piece, ops):
            if isinstance(found, str):
                refused = found
                continue
            latest = frozenset(w.lower() for w in _WORD.findall(" ".join(before))) or latest
            aside = bool(chains) and (bool(latest & _REASON) or (aside and not latest & _CONCLUDING))
            chains.append(replace(found, before=_joined(before), defines=bool(latest & _DEFINE), aside=aside))
            before = []
    if chains and before:  # u = x + y, say
        defines = bool(_DEFINE & {w.lower() for w in _WORD.findall(" ".join(before))})
        chains = [replace(c, defines=c.defines or defines) for c in chains]
        chains[-1] = replace(chains[-1], behind=_joined(before))
    return tuple(chains), refused


def _joined(words: list[str]) -> str:
    """Words as they were written, a hyphen between two of them."""
    return " ".join(words).replace(f"{_GLUE} ", "").replace(_GLUE, "")


def _is_letter(chain: Chain) -> bool:
    """Whether it is a letter, and nothing is said of it."""
    return not chain.signs and isinstance(chain.members[0].tree, Sym)


def _places(text: str, ops: Operations) -> list[tuple[str, tuple[Node, ...]]]:
    """The statements of a line about several places, each with its coordinates: `at (0, 0): D = -9, at (1, 1): D = 27`; else none."""
    pieces, between = cut(text, _APART)
    parts: list[str] = []
    waiting: list[str] = []  # points of which the same is said as of the next one: (2, 1), (-2, -1): f = 2
    for piece, sign in zip(pieces, ("", *between), strict=True):
        if _POINT.fullmatch(piece):
            waiting.append(piece)
            continue
        if waiting and (there := _PLACE.match(piece)) is not None:
            parts += [f"{point}: {piece[there.end() :]}" for point in waiting]
        elif waiting:
            return []
        waiting = []
        if parts and not (_PLACE.match(piece) or _THERE.search(parts[-1])):
            parts[-1] += sign + piece
        else:
            parts.append(piece)
    found = [] if waiting else [_placed(part, ops) for part in parts]
    return found if len(found) > 1 and all(place for _, place in found) else []


def _placed(text: str, ops: Operations) -> tuple[str, tuple[Node, ...]]:
    """A line that is about a point, `at (1, 2): D = 72` or `D = 72 at (1, 2)`, without it, and the coordinates; others as they are."""
    between = _WITHIN.search(text)
    found = _PLACE.match(text) or _THERE.search(text) or between
    rest = "" if found is None else text[: found.start()] + text[found.end() :]
    if found is None or not rest.strip(" .,;") or (found.start() and found is not between and not _NAMED.match(rest)):
        return text, ()
    point = ops.tree(found[1])
    return (rest, point.items) if isinstance(point, Tup) else (text, ())


def _worded(found: re.Match[str]) -> str:
    inside = found[1]
    if _MATHRM.match(found[0]) and not _is_word(inside, frozenset()):
        return f" {inside} " if len(inside) > 1 else inside
    return f" {inside} "


_TO_THE_LEFT = re.compile(r"(?:[(\[{⟨^0-9*/·]|[+\-−=]\s*)\Z")
_TO_THE_RIGHT = re.compile(r"[)\]}⟩^0-9*/·²³⁴,]|\s*(?:[+\-−=]|\Z)")


def _says(found: re.Match[str], letters: frozenset[str]) -> bool:
    """Whether it says something, and is no formula: the at in cos(at) says nothing, if there are letters a and t."""
    text, word = found.string, found[0]
    if word in _EXTREMES:
        return text[found.end() :].lstrip(" ")[:1] not in ("(", "{", "_", "[")
    if not _is_word(word, letters) or text[found.end() : found.end() + 1] in ("^", "_"):
        return False
    inside = _TO_THE_LEFT.search(text[: found.start()]) and _TO_THE_RIGHT.match(text, found.end())
    return not (inside and all(c in letters for c in word))


def _is_word(word: str, letters: frozenset[str]) -> bool:
    """Whether it is a word and no formula: dx, xy and sin are formulas."""
    if word.lower() in _STOP and word != "or":
        return True
    if word in _MATH or word in letters or (word[0] == "d" and (len(word) == 2 or word[1:] in GREEK)):
        return False
    if len(word) > LONGEST_PRODUCT and not any(name in word for name in FUNCTIONS):
        return True
    if word[0] in SLOPED and len(word) <= LONGEST_PRODUCT + 1 and all(c in letters for c in word[1:]):
        return False  # fxx
    inside = word[1:] if word[0] == "d" else word
    if all(c in letters for c in inside) or (len(word) <= 3 and word[-2:-1] == "d" and all(c in letters for c in word.replace("d", ""))):
        return False
    rest = word
    for name in sorted((*FUNCTIONS, *GREEK), key=len, reverse=True):  # xsin, 2ycos, piR
        rest = rest.replace(name, "")
    return not (len(rest) < len(word) and all(c in letters or c == "e" for c in rest)) and not _is_glued(word, letters)


def _is_glued(word: str, letters: frozenset[str]) -> bool:
    return len(word) <= 4 and all(c in letters or c in "de" for c in word)


def _chains(piece: str, ops: Operations) -> Iterator[Chain | str]:
    """The chains of a piece without words; a text is why a part of it could not be read."""
    piece = piece.strip()
    if piece[:1] == "{" and closing(piece, 0) == len(piece) - 1 and _SIGN.search(piece):
        piece = piece[1:-1].replace(";", ",")  # a system
    pieces, between = cut(piece, _COMMA)
    if between[:1] == [":"] and _HEADED.fullmatch(pieces[0]):
        pieces, between = pieces[1:], between[1:]
        piece = piece.partition(":")[2]
    parts = [p for p in pieces if p.strip(" .()")]
    if len(parts) > 1 and not any(_TENDS.search(p) for p in parts[1:]):
        whole = piece.strip(" .,:")
        first = parts[0]
        if not _SIGN.search(first):
            parts = [whole]  # (0, 0), (1, 1)
        elif between[0] != ":" and not any(p.strip().startswith(("(", "⟨")) for p in parts[1:]):
            parts = [whole]  # x = 1, 2
    for part in parts:
        found = _chain(part, ops)
        if found is not None:
            yield found


def _chain(text: str, ops: Operations) -> Chain | str | None:
    text = _unwrapped(text.strip(" .,:"))
    pieces, signs = cut(text, _SIGN if _LIMIT.search(text) else _TENDS)
    pieces = [p.strip(" .,") for p in pieces]
    if pieces and not pieces[0]:
        pieces, signs = pieces[1:], signs[1:]
    if pieces and not pieces[-1] and signs:
        pieces, signs = pieces[:-1], signs[:-1]
    if not pieces:
        return None
    members = tuple(_member(p, ops) for p in pieces)
    if members[-1].tree is None:
        return _why(pieces[-1], ops)
    return Chain(members, tuple(_PLAIN.get(s, s) for s in signs))


def _why(text: str, ops: Operations) -> str:
    """Why a formula cannot be read."""
    try:
        ops.tree(text)
    except Unreadable as error:
        return f"{error.message} {error.hint or ''}".strip()
    except RecursionError:
        return "The formula is nested too deep."
    return "A formula is needed here."


def _unwrapped(text: str) -> str:
    """Without a bracket round the whole of it, where there is no comma in it."""
    while text[:1] == "(" and closing(text, 0) == len(text) - 1 and len(cut(text[1:-1], re.compile(","))[0]) == 1 and _SIGN.search(text):
        text = text[1:-1].strip()
    return text


def _member(text: str, ops: Operations) -> Member:
    name, at = name_of(text, ops)
    try:
        tree: Node | None = ops.tree(text)
    except (Unreadable, RecursionError):
        tree = None
    if isinstance(tree, Relation | Joined):
        tree = None
    return Member(text, tree, name, at)


def name_of(text: str, ops: Operations) -> tuple[str, tuple[Node, ...]]:
    """The name that a formula is, if it may be one, and the arguments behind it."""
    text = angled(text)
    base = text.strip()
    at: tuple[Node, ...] = ()
    if base.endswith(")") and (start := opening(base, len(base) - 1)) > 0:
        try:
            tree = ops.tree(unright(base[start + 1 : -1]))
        except (Unreadable, RecursionError):
            return named(base, ops.scope.variables), ()
        base = re.sub(r"\\left\s*\Z", "", base[:start])
        at = tree.items if isinstance(tree, Tup) and not tree.open else (tree,)
    name = named(base, ops.scope.variables)
    if at and name.startswith("derivative ") and not is_place(at, name.split(" ")[1], ops.scope):
        return "", ()  # a product: y'(3y² - 6x)
    return name, at


_BOLD = re.compile(r"\\(?:mathbf|boldsymbol|vec|bm|mathrm|overrightarrow|hat)\s*(?:\{([^{}]*)\}|([A-Za-z]))")
_MARKS = str.maketrans({"₀": "_0", "₁": "_1", "₂": "_2", "₃": "_3", "₄": "_4", "’": "'", "′": "'", "″": "''", "∂": "d", "⋅": "·", "‖": "|"})
_BAR = re.compile(r"\\(?:bar|overline)\s*\{?\s*([A-Za-z])(?:_\{?(\d)\}?)?\s*\}?(?:_\{?(\d)\}?)?")


def named(text: str, variables: frozenset[str]) -> str:
    """A name in one spelling: f_x, ∂f/∂x and \\frac{\\partial f}{\\partial x} are one; what is no derivative as typed, without layout."""
    if len(text) > 80:
        return ""
    text = _BAR.sub(lambda m: f"{m[1]}̄{m[2] or m[3] or ''}", text)
    if "̄" in text:
        return text.translate(_MARKS).replace("_", "").strip()
    text = _BOLD.sub(lambda m: m[1] or m[2], text)
    found = quantity(text, variables, SLOPED)
    if found is not None and found.operation not in ("value", "limit") and (found.of or found.operation != "derivative"):
        by = found.by if "" in found.by else tuple(sorted(found.by))
        of = found.of.replace("\\", "")
        return f"{found.operation} {of} {','.join(by)}".strip()
    try:
        said = plain(text.translate(_MARKS))
    except Unreadable:
        return ""
    said = re.sub(r"_\{(\w+)\}", r"_\1", said).replace("\\", "").replace("||", "|")
    return re.sub(r"(?<=[A-Za-z])_(?=\d)", "", said)


def derived(of: str, by: Iterable[str]) -> str:
    """The name of a derivative, as `named` spells it; a prime is the empty letter."""
    return f"derivative {of} {','.join(sorted(by))}".strip()


def listed(plain: str) -> str:
    """A plain name of the reader, f_x, dz_dx or x_prime, as `named` spells what it names."""
    over, _, under = plain.partition("_")
    if over[:1] == "d" and under[:1] == "d" and over[1:] and under[1:]:
        return derived(over[1:], (under[1:],))
    primed = re.fullmatch(r"prime([23]?)", under)
    return derived(over, ("",) * int(primed[1] or 1) if primed else (under,)) if under else plain
