"""A region in the words of a book, as its plain clauses: `the solid E in the first octant bounded by z = y` is `in the first octant`
and `bounded by z = y`. What is not understood is left as it stands, for the reader of clauses to name.
"""

from __future__ import annotations

import re

from tutor.reading.nouns import without_plane

_SETS = re.compile(
    r"(?:[A-Z]\s*=\s*)?(?:\\left\s*)?(?:\\\{|\{|\\lbrace)\s*(?:\\left\s*)?\(\s*[^()]*?\)\s*(?:\\right\s*)?(?:\\in\s*\S+?\s*)?"
    r"(?:\\[,;:!]\s*)?(?:\\mid(?![a-z])|[|:]|\\colon|such\s+that)(.*?)(?:\\right\s*)?(?:\\\}|\}|\\rbrace)\s*\.?",
    re.S,
)
_THIN = re.compile(r"\\[,;:!]|\\q?quad(?![a-z])")
_SIDE = (
    r"bounded|enclosed|inside|within|outside|above|below|beneath|under|over|between|in\s+the|in\s+front\s+of|behind|"
    r"to\s+the\s+(?:right|left)\s+of|cut\s+(?:out|off|from|by)|common\s+to"
)
_QUALITIES = (
    r"finite|plane|planar|bounded|solid|closed|open|annular|semi-?annular|semi-?circular|thin|shaded|entire|whole|homogeneous|uniform|"
    r"three-dimensional|two-dimensional|common"
)
_NOUNS = (
    r"regions?|solids?|laminas?|plates?|areas?|volumes?|domain|sets?|body|wedge|figure|triangle|rectangle|square|parallelogram|trapezoid|trapezium|"
    r"quadrilateral|tetrahedron|pyramid|prism|box|cube|shell|parts?|portions?|pieces?|ice[\s-]cream\s+cone|cone|cylinder|(?:set\s+of\s+)?(?:all\s+)?points"
)
_SHEETS = r"sphere|cylinder|cone|paraboloid|plane|hemisphere|surface|ellipsoid|graph"  # of which a part is no solid
_BEING = r"(?:(?:that|which)\s+)?(?:(?:is|are|lies?|lying|located|situated|contained|entirely|completely)\s+)*"
_HEAD = re.compile(rf"(?:(?:the|an?|all)\s+)?(?:(?:{_QUALITIES})[\s,-]+)*(?:{_NOUNS})(?:\s+[A-Z])?\s+{_BEING}(?=(?:{_SIDE})\b)", re.I)
_BARE = re.compile(rf"(?:(?:the|an?)\s+)?(?:(?:{_QUALITIES})[\s,-]+)*(?:region|solid|area|part|set|lamina)(?:\s+[A-Z])?", re.I)
_CALLED = re.compile(r"(?:let\s+)?[A-Z](?:\s+(?:is|be)\b|\s*:)\s*", re.I)
_POINTS = re.compile(
    r"(?:the\s+)?(?:region|set|solid)\s+(?:of|consisting\s+of|containing)\s+(?:all\s+)?(?:the\s+)?points\s*(?:\([^()]*\)\s*)?"
    r"(?:with|where|such\s+that|satisfying|for\s+which)\s+",
    re.I,
)
_NEXT = re.compile(
    rf",?\s*\b(?:and\s+)?(?=(?:(?:that|which)\s+(?:is|are|lies?)\s+(?:{_SIDE})|(?:bounded|enclosed|inside|within|outside|above|below|beneath|under|over\s+the"
    r"|between|in\s+the\s+(?:first|second|third|fourth|upper|lower|left|right)|in\s+front\s+of|behind|to\s+the\s+(?:right|left)\s+of))\b)|(?<!\\);|\n",
    re.I,
)
_AND = re.compile(r"^\s*and\b|\band\s*$", re.I)
_ARTICLE = re.compile(r"^an?\s+(?=[a-z]{3})", re.I)
_ORIGIN = r"(?:,?\s*(?:and\s+)?(?:with\s+)?(?:their\s+)?(?:cent(?:er|re)s?(?:ed)?|about)\s*(?:at\s+)?(?:the\s+)?origin)"
_TWO = re.compile(
    rf"(?P<what>circles|spheres)\s+(?:{_ORIGIN}\s+(?:and\s+)?)?(?:of|with)?\s*radi(?:us|i)\s+(?P<a>[\w.\\]+)\s+and\s+(?:radius\s+)?(?P<b>[\w.\\]+){_ORIGIN}?",
    re.I,
)
_HALF = re.compile(
    r"(?:the\s+)?(?P<side>upper|top|lower|bottom|right|left)[\s-]half\s+(?:of\s+)?(?:the\s+)?"
    r"(?P<rest>(?:(?:solid|unit|circular|closed|filled)\s+)*(?P<noun>dis[ck]|circle|ellipse|annulus|ring|ball|sphere|ellipsoid|cylinder)\b.*)",
    re.I | re.S,
)
_PIECE = re.compile(
    r"(?:the\s+|a\s+)?(?P<share>(?:half|quarter)[\s-]+(?:of\s+)?(?:the\s+|an?\s+)?)(?=dis[ck]|circle|ball|sphere|ellipse|annulus)", re.I
)
_SQUARED = r"\s*(?:\^\s*\{?\s*2\s*\}?|\*\*\s*2|²)"
_HALF_PLANES = {"lower": "y <= 0", "right": "x >= 0", "left": "x <= 0"}
_QUADRANTS = {"second": "x <= 0, y >= 0", "third": "x <= 0, y <= 0", "fourth": "x >= 0, y <= 0"}
_SHAPES = {"triangular": "triangle", "rectangular": "rectangle", "square": "square", "trapezoidal": "trapezoid", "elliptical": "ellipse"}
_CUT = re.compile(
    r"(?:(?:the|an?)\s+)?(?:(?:solid|region|wedge|part|portion|piece|corner|tetrahedron|cap)\s+)?(?:that\s+is\s+)?cut\s+(?:out\s+|off\s+)?(?:of|from)\s+"
    r"(?:the\s+)?(?:solid\s+)?(?P<what>.*?)\s+by\s+(?P<by>.*)",
    re.I | re.S,
)
_ROUND = r"unit\s+(?:dis[ck]|circle|ball|sphere|cube|square)"
_PLAIN: tuple[tuple[str, str], ...] = (
    (r"\bhalf-plane", "half plane"),
    (
        r"\b(?:(?:that|which)\s+)?(?:(?:is|are)\s+)?(?:lies?|lying|located|situated|contained)\s+"
        r"(?=(?:entirely\s+|completely\s+)?(?:in|inside|within|outside|above|below|between|under|over|to|on)\b)",
        "",
    ),
    (r"\b(?:enclosed|bounded)\s+between\b", "between"),
    (r"\b(?:common\s+to|(?:the\s+)?intersection\s+of)\s+(?:both\s+)?(?:of\s+)?", "inside both "),
    (rf"\b({_ROUND}){_ORIGIN}", r"\1"),
    (r"\b(?:solid\s+)?unit\s+(dis[ck]|ball|cube|square)\s+(?=[-\d(\\xyz][^,]*(?:[<>≤≥=]|\\[lg]e))", r"\1 "),
    (r"\bcircular\s+(?:dis[ck]|region|lamina|plate)\b", "disc"),
    (r"\brectangular\s+(?=box\b)", ""),
    (r"\b(?:solid\s+)?(?:upper\s+)?hemisphere\s+(?=(?:of|with)\s+[^<>]*radius)(?!.*\b(?:above|below|lower)\b)(.*)", r"ball \1; z >= 0"),
    (r"\b(?:solid\s+)?hemisphere\s+(?=(?:of|with)\s+[^<>]*radius.*\b(?:above|below)\b)", "ball "),
    (r"\b(?:bounded\s+)?(?:from\s+)?\babove\s+by\b", " below "),
    (r"\b(?:bounded\s+)?(?:from\s+)?\bbelow\s+by\b", " above "),
    (r"\b(?:bounded\s+)?(?:on\s+(?:the|its)\s+sides?|laterally)\s+by\b", " inside "),
    (r"\b(?:bounded\s+)?on\s+the\s+left\s+by\s+(?:the\s+)?(?:y-axis|(?:vertical\s+)?(?:line\s+)?x\s*=)", "; x >= "),
    (r"\b(?:bounded\s+)?on\s+the\s+right\s+by\s+(?:the\s+)?(?:y-axis|(?:vertical\s+)?(?:line\s+)?x\s*=)", "; x <= "),
    (r"\b(?:enclosed|bounded)\s+by\s+both\b", "inside both"),
    (r"\bto\s+the\s+right\s+of\s+(?:the\s+)?(?:y-axis|(?:vertical\s+)?(?:line\s+)?x\s*=)", "; x >= "),
    (r"\bto\s+the\s+left\s+of\s+(?:the\s+)?(?:y-axis|(?:vertical\s+)?(?:line\s+)?x\s*=)", "; x <= "),
    (
        r",?\s*\b(?:from|for)\s+([a-z]|\\?theta|\\?phi)\s*=\s*([^,]*?)\s+to\s+(?:\1\s*=\s*)?([^,\s]+(?:\s*[-+*/]\s*[^,\s]+)*)",
        r"; \2 <= \1 <= \3",
    ),
    (r",?\s*\b(?:for|where|with|satisfying|such\s+that)\s+(?=[-\d.\\a-z+*/^()\s]*?(?:[<>≤≥]|\\[lg]e))", "; "),
    (r"\b(?:but|and)\s+not\s+(?:in\s+)?(inside|within|in)\b", "outside"),
    (r"\bbut\s+(?=outside|inside|above|below)", ""),
    (r"\bheight\s+(\S+?),?\s+and\s+(?:base\s+)?radius\s+(\S+)", r"radius \2 and height \1"),
    (
        rf"\b(?:the\s+)?first[\s-](octant|quadrant)\s+(?:(?:solid|region)\s+(?={_SIDE})|(?:part|portion|piece)\s+of\s+(?:the\s+)?)",
        r"in the first \1; ",
    ),
)  # fmt: skip
_REWRITTEN = tuple((re.compile(said, re.I), plain) for said, plain in _PLAIN)
_EDGES = re.compile(r"([xyz])\s*([<>]=)\s*(?=,|$|and\b|inside\b|above\b|below\b|between\b)", re.I)


def clauses(text: str) -> list[str]:
    """The clauses that a text says a region with, each with one word of a side or a shape, in their order."""
    bare = without_plane(text.replace("$", " ")).strip()
    conditions = _SETS.fullmatch(bare)
    if conditions is not None:
        return [_THIN.sub(" ", conditions[1]).strip()]
    called = _CALLED.match(bare)
    bare = bare if called is None else bare[called.end() :]
    points = _POINTS.match(bare)
    bare = bare if points is None else bare[points.end() :]
    for said, plain in _REWRITTEN:
        bare = said.sub(plain, bare)
    bare = _EDGES.sub(r"\1 \2 0 ", shaped(_two_rounds(bare)))
    cut = _CUT.fullmatch(bare)
    if cut is not None:
        place = "in the" if cut["what"].lower().endswith(("octant", "quadrant")) else "inside the"
        return [f"{place} {cut['what']}", *clauses(f"bounded by {cut['by']}")]
    parts = [p for p in (_AND.sub("", said).strip(" ,") for said in _NEXT.split(_halved(_headless(bare)))) if p and not _BARE.fullmatch(p)]
    return [c for p in parts or [bare] for c in _placed(_ARTICLE.sub("", _headless(p)))]


def _headless(text: str) -> str:
    """Without the noun that what follows says all of: the region R in .., the part of the disc .. inside .."""
    text = re.sub(
        rf"^(?:(?:the|an?)\s+)?(?:part|portion|piece|cap)\s+of\s+(?!(?:the\s+)?(?:{_SHEETS})\b)(?=.*\b(?:{_SIDE})\b)",
        "",
        text,
        flags=re.I | re.S,
    )
    text = re.sub(rf"^{_BEING}(?=(?:{_SIDE})\b)", "", text, flags=re.I)
    head = _HEAD.match(text)
    return text if head is None else text[head.end() :]


def shaped(text: str) -> str:
    """The triangular region as the triangle."""
    nouns = r"(?:regions?|lamina|plate|area|domain|solid)\b"
    return re.sub(rf"\b({'|'.join(_SHAPES)})\s+{nouns}", lambda m: _SHAPES[m[1].lower()], text, flags=re.I)


def _two_rounds(text: str) -> str:
    """The circles of radius 1 and 2 about the origin by their equations."""

    def written(m: re.Match[str]) -> str:
        square = "x^2 + y^2" + (" + z^2" if m["what"].lower() == "spheres" else "")
        return f"{m['what']} {square} = ({m['a']})^2 and {square} = ({m['b']})^2"

    return _TWO.sub(written, text)


def _halved(text: str) -> str:
    """The upper half of what is round about the origin, by an inequality beside it; a half or a quarter that more is said of."""
    half = _HALF.fullmatch(text)
    if half is not None:
        flat = half["noun"].lower() not in ("ball", "sphere", "ellipsoid", "cylinder")
        upright = half["side"].lower() in ("upper", "top", "lower", "bottom")
        v = ("y" if flat else "z") if upright else "x" if flat else ""
        rest = half["rest"]
        about = re.search(r"cent(?:er|re)|about", rest, re.I)
        if v and v not in re.sub(rf"{v}{_SQUARED}|[a-z]{{2,}}", "", rest) and (about is None or "origin" in rest.lower()):
            sign = ">=" if half["side"].lower() in ("upper", "top", "right") else "<="
            return f"{rest.strip(' .')}; {v} {sign} 0"
    piece = _PIECE.match(text)
    if piece is not None and re.search(r"quadrant|octant|(?:<|>)=?\s*0", text[piece.end() :]):
        return text[piece.end() :]
    return text


def _placed(text: str) -> list[str]:
    """The half planes and quadrants that have no word of their own."""
    place = re.fullmatch(r"in\s+the\s+(\w+)\s+(half\s+plane|quadrant)\s*\.?", text, re.I)
    known = {} if place is None else _HALF_PLANES if place[2].lower().startswith("half") else _QUADRANTS
    return [known[place[1].lower()]] if place is not None and place[1].lower() in known else [text]


__all__ = ["clauses", "shaped"]
