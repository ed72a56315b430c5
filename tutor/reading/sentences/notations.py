"""What is asked by a sign: a derivative (`f_xy`, `dz/dt`), an integral (`int_0^1 x dx`), a limit. Each gives the fields of its kind.

A reader has the text of the sign and what the sentence gives; it takes what it needs from that, and raises `NoFit` where the
sign is not of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from fractions import Fraction
from typing import Any

from tutor.errors import Unreadable
from tutor.frozen import dataclass
from tutor.reading.forms import components_of
from tutor.reading.free import free_names
from tutor.reading.functions import FUNCTION_LETTERS, GREEK
from tutor.reading.limit_head import limit_head
from tutor.reading.parse import parse
from tutor.reading.scope import Scope
from tutor.reading.sentences.definitions import Definition
from tutor.reading.sentences.pieces import bare, parted
from tutor.reading.sentences.worded import LETTERS, half_of_disc, in_known_words
from tutor.reading.syntax import DerivativeNode, IntegralNode, Node, Num, Sym, walk

CHECKED = "?"  # before the name of a field: the letters that it must be about, said beside it

NAMED = "!"  # before the name of a field: a letter for it, which the sentence then has to explain


class NoFit(Exception):
    """A sign that is not of the kind whose phrase has it."""


class Unsaid(NoFit):
    """A name that nothing in the sentence explains."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Givens:
    """What a sentence gives, each taken once or more; what is not taken at the end was not understood."""

    def __init__(self, listed: tuple[Definition, ...]) -> None:
        self.listed, self.taken = listed, set[int]()

    def named(self, name: str) -> Definition:
        """What is given by this name. Errors: `NoFit`, `Unsaid`."""
        found = [k for k, d in enumerate(self.listed) if d.name == name]
        if not found and not any(d.name == "" for d in self.listed):
            raise Unsaid(name)
        if len(found) != 1:
            raise NoFit
        self.taken.add(found[0])
        return self.listed[found[0]]

    def has(self, name: str) -> bool:
        """Whether something is given by this name."""
        return any(d.name == name for d in self.listed)

    def rest(self) -> list[Definition]:
        """All that nothing has taken so far."""
        return [d for k, d in enumerate(self.listed) if k not in self.taken]

    def only(self, point: bool = False) -> Definition:
        """The one thing that is left, or of several the one that is a point or none. Errors: `NoFit`."""
        left = self.rest()
        left = [d for d in left if d.is_point == point] if len(left) > 1 else left
        if len(left) != 1:
            raise NoFit
        self.take(left[0])
        return left[0]

    def take(self, given: Definition) -> None:
        """It is understood."""
        self.taken.add(next(k for k, d in enumerate(self.listed) if d is given))


@dataclass(frozen=True, slots=True)
class Rate:
    """A derivative by its sign: of what, by what in the order of differentiation, where, and by which d."""

    of: str
    by: tuple[str, ...]
    at: str
    sign: str  # "d", "∂", "_" for f_x, "'" for f'


_SUBSCRIPT = re.compile(r"([A-Za-z]\w*?)_\{?\s*([A-Za-z\\ ]+?)\s*\}?\s*(\(.*\))?", re.S)
_PRIMES = re.compile(r"([A-Za-z])\s*('+)\s*(?:\((.*)\))?", re.S)
_OPERATOR = re.compile(
    r"(?:\\frac\s*\{\s*(?P<d1>d|\\partial)\s*\}\s*\{\s*(?:d|\\partial)\s*(?P<x1>\\?[A-Za-z]+)\s*\}|(?P<d2>d|∂)\s*/\s*(?:d|∂)\s*(?P<x2>[a-z]))"
    r"\s*(?P<f>[\s(\[{\\].*)", re.S,
)  # fmt: skip


def letters(text: str) -> tuple[str, ...]:
    """The letters of a subscript, Greek names whole. Errors: `NoFit`."""
    out: list[str] = []
    for run in text.replace("\\", " ").split():
        if run in GREEK:
            out.append(GREEK[run])
        else:
            out.extend(run)
    if not out:
        raise NoFit
    return tuple(out)


def rate(text: str) -> Rate:
    """A derivative by its sign. Errors: `NoFit`."""
    primes = _PRIMES.fullmatch(text)
    if primes is not None:
        return Rate(primes[1], (), primes[3] or "", "'" * len(primes[2]))
    under = _SUBSCRIPT.fullmatch(text)
    if under is not None:
        return Rate(under[1], letters(under[2]), under[3] or "", "_")
    node = _tree(text)
    if not isinstance(node, DerivativeNode) or node.primes:
        raise NoFit
    sign = "∂" if "∂" in text or "partial" in text else "d"
    return Rate(node.of, node.by[::-1], "", sign)


def _tree(text: str) -> Node:
    try:
        return parse(text, Scope(functions=frozenset("fgh"))).tree
    except Unreadable:
        raise NoFit from None


def _arguments(given: Definition) -> tuple[str, ...]:
    """The letters that a definition is about."""
    if given.arguments:
        return tuple(p.strip().lstrip("\\") for p in given.arguments.split(","))
    return tuple(sorted(free_names(_tree(given.body))))


def _explicit(given: Definition) -> bool:
    """Whether a definition says what its name is, without it."""
    return bool(given.name) and not given.words and given.name not in free_names(_tree(given.body))


def _point(r: Rate, fields: dict[str, object], names: tuple[str, ...]) -> dict[str, object]:
    """f_x(1, 2) asks for the value there; f_x(x, y) for none."""
    inside = tuple(p.strip() for p in r.at.strip("()").split(","))
    return fields if not r.at or inside == names else {**fields, "point": f"({r.at.strip('()')})"}


def partials(text: str, givens: Givens) -> dict[str, object]:
    """f_xy, ∂z/∂x: a partial derivative of a function of several variables."""
    operated = _OPERATOR.fullmatch(text)
    if operated is not None:
        if (operated["d1"] or operated["d2"]).strip() not in ("\\partial", "∂"):
            raise NoFit
        return {"function": operated["f"].strip(), "with_respect_to": [(operated["x1"] or operated["x2"]).lstrip("\\")]}
    r = rate(text)
    if r.sign not in ("_", "∂"):
        raise NoFit
    given = givens.named(r.of)
    names = _arguments(given)
    if not _explicit(given) or not set(r.by) <= set(names) or len(names) < 2:
        raise NoFit
    return _point(r, {"function": given.text, "with_respect_to": list(r.by)}, names)


def subscripts(text: str, givens: Givens) -> dict[str, object]:
    """f_x, f_xy, ∂f/∂x before the function: by which variables."""
    r = rate(text)
    if r.sign not in ("_", "∂") or r.at or givens.has(r.of):
        raise NoFit
    return {"with_respect_to": list(r.by), f"{CHECKED}function": (r.of,)}


def each_of(text: str, givens: Givens) -> dict[str, object]:
    """f_x and f_y before the function: by which variables."""
    rates = [rate(t) for t in parted(text)]
    by = [r.by[0] for r in rates if len(r.by) == 1 and r.sign in ("_", "∂") and not r.at]
    if len({r.of for r in rates}) != 1 or not len(rates) == len(by) == len({*by}) or len(by) < 2 or givens.has(rates[0].of):
        raise NoFit
    return {"with_respect_to": by, f"{CHECKED}function": (rates[0].of,)}


def differential(text: str, givens: Givens) -> dict[str, object]:
    """dz of a z that is given."""
    found = re.fullmatch(r"d\s*([a-zA-Z])", text)
    if found is None:
        raise NoFit
    given = givens.named(found[1])
    if not _explicit(given):
        raise NoFit
    return {"function": given.text}


def parameters(text: str, givens: Givens) -> dict[str, object]:
    """In terms of s and t: what is differentiated by, said once more."""
    del givens
    return {f"{CHECKED}with_respect_to": tuple(parted(text))}


def jacobian_sign(text: str, givens: Givens) -> dict[str, object]:
    """∂(x, y)/∂(u, v): what is transformed."""
    del givens
    found = re.fullmatch(r"(?:\\frac\s*\{)?\s*(?:∂|\\partial)\s*\(([^()]*)\)\s*(?:/|\}\s*\{)\s*(?:∂|\\partial)\s*\(([^()]*)\)\s*\}?", text)
    if found is None:
        raise NoFit
    return {"variables": parted(found[2]), f"{CHECKED}transform": tuple(parted(found[1]))}


def to_point(text: str, givens: Givens) -> dict[str, object]:
    """Q(5, 4): the point to which a direction goes."""
    del givens
    found = re.fullmatch(r"[A-Z](?:_\{?\w+\}?)?\s*(\(.*\))", text, re.S)
    if found is None:
        raise NoFit
    return {"toward": found[1]}


def value_at(text: str, givens: Givens) -> dict[str, object]:
    """f(1.1, -0.1): where a function is to be estimated."""
    del givens
    found = re.fullmatch(r"([a-zA-Z])\s*\((.*,.*|[^()]*\d[^()]*)\)", text, re.S)
    if found is None or found[1] not in FUNCTION_LETTERS:
        raise NoFit
    return {"estimate_at": f"({found[2]})", f"{CHECKED}function": (found[1],)}


NEAR = Fraction(1, 10)  # of a whole number: 2.97 is estimated from 3


def approximated(text: str, givens: Givens) -> dict[str, object]:
    """sqrt(3.02^2 + 3.97^2): a number as a value of a function beside whole numbers, one variable for each decimal."""
    del givens
    tree = _tree(text)
    places = sorted((n.start, n.end) for n in walk(tree) if isinstance(n, Num) and "." in n.digits)
    typed = list(dict.fromkeys(text[a:b] for a, b in places))
    if not typed or len(typed) > len(LETTERS) or free_names(tree):
        raise NoFit
    whole = [round(Fraction(t)) for t in typed]
    if any(abs(Fraction(t) - n) > NEAR for t, n in zip(typed, whole, strict=True)):
        raise NoFit
    if not all(n in _known_at(text) for n in whole):
        raise NoFit
    letter = dict(zip(typed, LETTERS, strict=False))
    for a, b in reversed(places):
        text = f"{text[:a]}{letter[text[a:b]]}{text[b:]}"
    return {"function": text, "point": f"({', '.join(map(str, whole))})", "estimate_at": f"({', '.join(typed)})"}


def _known_at(text: str) -> Container[int]:
    """The whole numbers at which the functions in a text have values that one knows: sin 0, ln 1; of roots and powers any."""
    names = {*re.findall(r"[a-z]{2,}", text.lower())} - {"sqrt", "cbrt", "root", "frac", "cdot", "left", "right", "exp"}
    return ({1} if names <= {"ln", "log"} else {0}) if names else range(-(10**9), 10**9)


def ordinary(text: str, givens: Givens) -> dict[str, object]:
    """dy/dx, f'(x): a derivative in one variable."""
    operated = _OPERATOR.fullmatch(text)
    if operated is not None:
        if (operated["d1"] or operated["d2"]).strip() != "d":
            raise NoFit
        return {"function": operated["f"].strip(), "variable": (operated["x1"] or operated["x2"]).lstrip("\\")}
    r = rate(text)
    if r.sign in ("_", "∂"):
        raise NoFit
    given = givens.named(r.of)
    names = _arguments(given)
    if len(names) != 1 or not _explicit(given) or (r.by and set(r.by) != set(names)):
        raise NoFit
    order = len(r.by) or len(r.sign)
    fields: dict[str, Any] = {"function": given.text} | ({"order": order} if order > 1 else {})
    return _at_one(r, fields, names[0])


def _at_one(r: Rate, fields: dict[str, object], name: str) -> dict[str, object]:
    return fields if not r.at or r.at.strip() == name else {**fields, "point": {name: r.at.strip()}}


def chained(text: str, givens: Givens) -> dict[str, object]:
    """dz/dt, also several: a function of functions, all of which are given."""
    rates = [rate(t) for t in parted(text)]
    if len({r.of for r in rates}) != 1 or any(len(r.by) != 1 or r.sign == "'" or r.at for r in rates):
        raise NoFit
    outer = givens.named(rates[0].of)
    inner = [d for d in givens.rest() if _explicit(d)]
    by = [r.by[0] for r in rates]
    if not _explicit(outer) or not inner or any(d.name in by for d in inner) or not {d.name for d in inner} & set(_arguments(outer)):
        raise NoFit
    for d in inner:
        givens.take(d)
    return {"outer": outer.body, "inner": {d.name: d.body for d in inner}, "with_respect_to": by[0] if len(by) == 1 else by}


def implied(text: str, givens: Givens) -> dict[str, object]:
    """dy/dx, ∂z/∂x, y' where an equation holds."""
    rates = [rate(t) for t in parted(text)]
    left = givens.rest()
    if len(left) != 1 or left[0].words or "=" not in left[0].text or left[0].arguments or len({r.of for r in rates}) != 1:
        raise NoFit
    r = rates[0]
    if left[0].name == r.of and _explicit(left[0]):
        raise NoFit
    givens.take(left[0])
    known = set(free_names(_tree(left[0].text)))
    fields: dict[str, Any] = {"equation": left[0].text, "dependent": r.of}
    if r.sign.startswith("'"):
        others = known - {r.of}
        if len(others) != 1 or r.at or len(rates) > 1:
            raise NoFit
        by: tuple[str, ...] = (others.pop(),) * len(r.sign)
    elif len(rates) > 1:
        if any(len(each.by) != 1 for each in rates) or left[0].dependent not in ("", r.of):
            raise NoFit
        return fields | {"with_respect_to": [each.by[0] for each in rates]}
    else:
        by = r.by
    if left[0].dependent not in ("", r.of) or r.of not in known or not set(by) <= known or len(set(by)) != 1:
        raise NoFit
    return fields | {"with_respect_to": by[0]} | ({"order": len(by)} if len(by) > 1 else {})


def every(text: str, givens: Givens) -> dict[str, object]:
    """f_x and f_y: a first derivative by each letter."""
    rates = [rate(t) for t in parted(text)]
    given = givens.named(rates[0].of)
    names, by = _arguments(given), [r.by[0] for r in rates if len(r.by) == 1]
    if len({(r.of, r.at) for r in rates}) != 1 or not len(rates) == len(by) == len({*by}) or len(by) < 2 or not {*by} <= {*names}:
        raise NoFit
    if not _explicit(given) or any(r.sign not in ("_", "∂") for r in rates):
        raise NoFit
    return _point(rates[0], {"function": given.text, "with_respect_to": by, "each": "true"}, names)


# -- integrals -------------------------------------------------------------------------------------------------------


def _nested(text: str) -> tuple[str, list[tuple[str, str | None, str | None]]]:
    """The integrand of iterated integrals, and [variable, lower, upper], the innermost first. Errors: `NoFit`."""
    node: Node = _tree(text)
    out: list[tuple[str, str | None, str | None]] = []
    while isinstance(node, IntegralNode):
        out.append((node.variable, _cut(text, node.lower), _cut(text, node.upper)))
        node = node.integrand
    if not out:
        raise NoFit
    return re.sub(r"(?:\\[,;:!]|\s)+$", "", _cut(text, node) or ""), out[::-1]


def _cut(text: str, node: Node | None) -> str | None:
    """The text of a node, with the brackets that stand around it alone."""
    if node is None:
        return None
    return text[node.start : node.end]


def single(text: str, givens: Givens) -> dict[str, Any]:
    """An integral in one variable."""
    del givens
    integrand, limits = _nested(text)
    if len(limits) != 1:
        raise NoFit
    ((variable, lower, upper),) = limits
    fields = {"integrand": integrand, "variable": variable}
    return fields if lower is None else fields | {"lower": lower, "upper": str(upper)}


def iterated(text: str, givens: Givens) -> dict[str, object]:
    """Integrals in each other, with all their limits."""
    del givens
    integrand, limits = _nested(text)
    if len(limits) < 2 or any(lower is None for _, lower, _ in limits):
        raise NoFit
    return {"integrand": integrand, "limits": [list(row) for row in limits]}


_SIGN = r"(?:\\i{0,2}o?i?int|\\oint|\\oiint|∫+|∬|∭|∮|∯|(?:double|triple)\s+integral|int)(?:\\limits)?"
_OVER = re.compile(rf"{_SIGN}\s*(?:_\s*\{{?\s*([A-Z]|\\partial\s*[A-Z])\s*\}}?)?\s*(.+)", re.S)
_AREA = re.compile(r"(.+?)(?:\\[,;:! ]|\s)*\bd\s*([AV])", re.S)
_FLAT = re.compile(r"(.+?)(?:\\[,;:! ]|\s)*\bd([xyz])\s*\\?,?\s*d([xyz])(?:\s*\\?,?\s*d([xyz]))?", re.S)
_WORK = re.compile(r"(.+?)\s*(?:\\cdot|·|\.|⋅)\s*(?:\\?,)?\s*d\s*(?:\\vec\s*|\\mathbf\s*)?\{?\s*(r|s|S|R)\s*\}?", re.S)
_FLUX = re.compile(r"(.+?)\s*(?:\\cdot|·|⋅)\s*(?:\\(?:vec|mathbf|hat)\s*)?\{?\s*n\s*\}?(?:\\[,;:! ]|\s)*d\s*(S|s|\\sigma|σ)", re.S)
_SCALAR = re.compile(r"(.+?)(?:\\[,;:! ]|\s)*\bd\s*(s|S|\\sigma|σ)", re.S)


def _over(text: str) -> tuple[str | None, str]:
    """The letter below the sign of an integral, and what stands behind the sign."""
    found = _OVER.fullmatch(text)
    if found is None:
        raise NoFit
    return found[1], found[2].strip()


def _domain(fields: dict[str, object], name: str, letter: str | None, givens: Givens) -> dict[str, object]:
    """With the region, curve or surface that the letter below the sign stands for, where it is given."""
    if letter is None:
        return fields
    if not givens.has(letter) and not any(d.name == "" for d in givens.listed):
        return fields | {f"{NAMED}{name}": letter}
    text = in_known_words(givens.named(letter).body)
    return fields | {name: half_of_disc(text) or text if name == "region" else text}


def over_region(text: str, givens: Givens) -> dict[str, object]:
    """A double or triple integral over a region by its letter."""
    letter, rest = _over(text)
    found = _AREA.fullmatch(rest) or _FLAT.fullmatch(rest)
    if found is None or rest[:1] in ("_", "^"):  # limits of its own, and no region
        raise NoFit
    return _domain({"integrand": found[1].strip()}, "region", letter, givens)


def _field(text: str, givens: Givens) -> object:
    """A field by its name or its components."""
    name = re.sub(r"\\(?:vec|mathbf|boldsymbol)\s*|[{}]", "", text).strip()
    return givens.named(name).body if givens.has(name) else text.strip()


def along(text: str, givens: Givens) -> dict[str, Any]:
    """A line integral by its sign: of a field, of P dx + Q dy, or of a function along the length."""
    letter, rest = _over(text)
    work, scalar, form = _WORK.fullmatch(rest), _SCALAR.fullmatch(rest), components_of(rest)
    if _FLUX.fullmatch(rest) is not None:
        raise NoFit
    if form is not None:
        fields: dict[str, Any] = {"field": form}
    elif work is not None and work[2] in "rsR":
        fields = {"field": _field(work[1], givens)}
    elif scalar is not None and scalar[2] == "s":
        fields = {"integrand": scalar[1].strip()}
    else:
        raise NoFit
    return _domain(fields, "curve", letter, givens)


def across(text: str, givens: Givens) -> dict[str, object]:
    """A surface integral by its sign: the flux of a field, or of a function over the area."""
    letter, rest = _over(text)
    work, flux, scalar = _WORK.fullmatch(rest), _FLUX.fullmatch(rest), _SCALAR.fullmatch(rest)
    if flux is not None and flux[2] != "s":
        fields: dict[str, Any] = {"field": _field(flux[1], givens)}
    elif work is not None and work[2] == "S":
        fields = {"field": _field(work[1], givens)}
    elif scalar is not None and scalar[2] != "s" and flux is None:
        fields = {"integrand": scalar[1].strip()}
    else:
        raise NoFit
    return _domain(fields, "surface", letter, givens)


_SIDED = re.compile(r"((?:\\to|→|->)\s*[^\s{}^]+?)(?:\s*\^\s*(?:\{\s*([+-])\s*\}|([+-]))|([+-])(?=[\s}]))")  # 0^+ or 0+, from the right


def limit(text: str, givens: Givens) -> dict[str, Any]:
    """lim_{x -> 0} sin(x)/x: the sign, and the function behind it."""
    del givens
    text = re.sub(r"^\\lim\s*_?\s*(\([^()]*,[^()]*\)|[a-z])\s*(?:->|→|\\to)\s*(\([^()]*\)|\S+)\s+", r"\\lim_{\1 \\to \2} ", text)
    text = re.sub(r"^\\lim\s*_?\s*\(\s*(\(.*?\)|[a-z])\s*(?:->|→|\\to)\s*(\(.*?\)|[^()\s]+)\s*\)", r"\\lim_{\1 \\to \2}", text)
    sided = _SIDED.search(text)
    if sided is not None:
        text = text[: sided.start()] + sided[1] + text[sided.end() :]
    head = limit_head(text, Scope())
    if head is None or not text[head.end :].strip():
        raise NoFit
    _, _, place = re.split(r"(\\(?:to|rightarrow)(?![A-Za-z])|→|->)", text[: head.end], maxsplit=1)
    place = place.strip().removesuffix("}").strip()
    names = list(head.names)
    values = [place] if len(names) == 1 else parted(place.strip("() "))
    if len(values) != len(names) or (sided is not None and len(names) > 1):
        raise NoFit
    side = {} if sided is None else {"side": "right" if "+" in sided.groups() else "left"}
    return {"function": bare(text[head.end :]), "point": dict(zip(names, values, strict=True))} | side


def tends(text: str, givens: Givens) -> dict[str, object]:
    """(x, y) -> (0, 0): where the variables go."""
    del givens
    parts = re.split(r"\\(?:to|rightarrow)(?![A-Za-z])|→|->", text)
    if len(parts) != 2:
        raise NoFit
    names, values = (parted(p.strip().strip("()")) for p in parts)
    if len(names) != len(values) or not all(isinstance(_tree(n), Sym) for n in names):
        raise NoFit
    return {"point": dict(zip(names, values, strict=True))}


def event(text: str, givens: Givens) -> dict[str, object]:
    """P(X + Y < 1): what the probability is of."""
    del givens
    found = re.fullmatch(r"(?:P|\\Pr|Pr|\\mathbb\{P\})\s*(?:\\left)?[(\[](.*?)(?:\\right)?[)\]]", text, re.S)
    if found is None:
        raise NoFit
    return {"region": re.sub(r"\b[XYZ]\b", lambda m: m[0].lower(), found[1])}


_UNEQUAL = re.compile(r"[<>≤≥]|\\(?:le|ge|leq|geq|lt|gt|leqslant|geqslant)(?![A-Za-z])")


def equalities(text: str, givens: Givens) -> dict[str, object]:
    """Constraints, all of them equations."""
    del givens
    if _UNEQUAL.search(text):
        raise NoFit
    return {"constraints": parted(text)}


def inequalities(text: str, givens: Givens) -> dict[str, object]:
    """Constraints, an inequality among them."""
    del givens
    if not _UNEQUAL.search(text):
        raise NoFit
    return {"constraints": parted(text)}


READERS: Mapping[str, Callable[[str, Givens], dict[str, object]]] = {
    f.__name__: f
    for f in (
        *(
            partials,
            subscripts,
            each_of,
            differential,
            parameters,
            jacobian_sign,
            to_point,
            value_at,
            approximated,
            ordinary,
            chained,
            implied,
            every,
            single,
            iterated,
            over_region,
            along,
            across,
        ),
        *(limit, tends, event, equalities, inequalities),
    )
}
__all__ = ["READERS", "Givens", "NoFit", "Unsaid"]
