"""Whether something is so: `yes`, `no`, `it is harmonic`, `not continuous`, `yes, with 1`, `no, f_x = 0, f_y = 0`, `c = 2`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tutor.errors import nearest
from tutor.reading.answers import Held
from tutor.reading.draft import Draft, Span
from tutor.reading.free import free_names
from tutor.reading.leading import chain, refuse_calculation
from tutor.reading.lines import rows, steps
from tutor.reading.patterns import compiled
from tutor.reading.shapes import labels
from tutor.reading.shapes.asides import without_asides
from tutor.reading.shapes.kinds import is_scalar, wrong
from tutor.reading.shapes.result import Result
from tutor.reading.shapes.several import plain_name
from tutor.reading.syntax import Apply, DerivativeNode, Joined, Node, Relation, Tup

# What is said, each with what it is about; `fails` and the like say that it is not so.
_SAID: tuple[tuple[str, str, bool], ...] = (
    ("", r"yes|yep|yeah|true|ja|wahr|oui", True),
    ("", r"false|nope|nein|falsch|non(?![\s-]*[a-z])", False),
    ("continuous", r"continuous|cts|stetig|continue", True),
    ("continuous", r"discontinuous|discontinuity|unstetig|dis-continuous", False),
    ("differentiable", r"differentiable|diff'?ble|differenzierbar", True),
    ("differentiable", r"(?:non-?|un|in)differentiable", False),
    ("holds", r"harmonic|harmonisch|(?:an?\s+|the\s+)?solutions?|solves?|solving|lösung|erfüllt|valid", True),
    ("holds", r"satisf(?:y|ies|ied)|holds?|verif(?:y|ies|ied)|works?", True),
    ("holds", r"fails?|nonharmonic|non-harmonic|violates?|violated", False),
)  # fmt: skip
_CLAIM = compiled(r"(?<![a-zäöü])(?:" + "|".join(f"(?P<c{k}>{words})" for k, (_, words, _) in enumerate(_SAID)) + r")(?![a-zäöü])")
_DENIED = compiled(
    r"(?<![a-zäöü])(?:not|nor|never|cannot|no(?=\s+(?:solution|[a-z]+ous|diff))|nicht|keine?|fails?\s+to(?:\s+be)?|non)(?![a-zäöü])|n['’]t(?![a-z])|(?<![a-z])non-?(?=[a-z])"
)
_NO = compiled(r"(?<![a-zäöü])no(?![a-zäöü])")
_HEDGE = compiled(
    r"(?<![a-z])(?:maybe|perhaps|probably|possibly|might|may|could|think|guess|believe|suppose|assume|seems?|looks?|unsure|sure|doubt"
    r"|almost|nearly|vielleicht|wahrscheinlich|vermutlich|only|unless|except)(?![a-z])|\?"
)
# Words that say nothing beside a claim; what is left behind them is mathematics.
_PLAIN = compiled(
    r"(?<![A-Za-zäöü\\])(?:it|its|it's|this|that|which|the|there|so|thus|hence|therefore|function|is|are|does|do|did|be|being|made|make|makes|equation"
    r"|pde|ode|laplace's|laplace|heat|wave|by|with|value|values|set|setting|put|putting|choose|choosing|choice|define|defined|defining|given|point|origin|here|there"
    r"|everywhere|identically|also|indeed|constants?|partials?|derivatives?|where|when|whenever|if|iff|for|as|to|become|becomes|would|should|can|will|has|have"
    r"|equals?|satisfying|limits?|removable|jump|must|needs?|of|an?(?=\s+[A-Za-z]{3})|mit|wenn|für|ist|es|die|sie|der|funktion|wert|gleichung|eine|exists?|exist|both|at(?=\s+the))(?![A-Za-zäöü(_])",
    re.IGNORECASE,
)
_EVERY = compiled(
    r"(?<![A-Za-z])for\s+(?:all|any|every|each)\s+(?:(?:values?|choices?|constants?|real|numbers?|of|and|[A-Za-z])[\s,]*){1,8}(?=[.\s]*\Z)",
    re.IGNORECASE,
)
_APART = compiled(
    r"(?<![A-Za-z\\])(?:with|if|iff|when|where|for|but|and|because|provided|by|or|oder|und|aber|mit|wenn)(?![A-Za-z(_])|(?<=\s)[-–—:](?=\s)"
)
_MENDS = compiled(
    r"(?:(?:which|that|this)\s+)?(?:would|will|to|should)\s+(?:make|be|become)\s+(?:(?:it|f|the\s+function)\s+)?(?:continuous|differentiable|so)(?![A-Za-z])",
    re.IGNORECASE,
)
_SUBJECT = compiled(
    r"(?<![A-Za-z\\])[A-Za-z](?:\([^()]{1,20}\))?(?=\s+(?:is|isn|are|has|does|doesn|do|satisf|solves?|can|fails?|holds?)(?:[^A-Za-z]|[a-z]+))"
)
_IS = compiled(
    r"(?<![A-Za-z\\])(?P<name>[A-Za-z](?:_[A-Za-z])?(?:\([^()]{1,20}\))?)(?P<verb>\s+(?:is|equals|must\s+be|should\s+be|has\s+to\s+be)\s+)"
    r"(?=[-−+±]?\s*(?:\d|√|\(|\\|sqrt|pi(?![a-z])|[A-Za-z](?![A-Za-z]|\s+[a-z]{3})))"
)
_AT_POINT = compiled(r"(?<![A-Za-z])(?:at|in)\s*(?=\()", re.IGNORECASE)
_WORD = compiled(r"(?<![\\A-Za-zäöü])[A-Za-zäöü]{3,24}")
_LONGEST = 200
_KNOWN = ("yes", "no", "continuous", "differentiable", "harmonic", "holds")
_ADVICE = "Write yes or no, and a value behind it where one is asked, as in: yes, with 1."


@dataclass(slots=True)
class _Found:
    """What was said so far."""

    claims: list[tuple[str, bool]] = field(default_factory=list)
    values: list[Node] = field(default_factory=list)
    named: list[tuple[str, Node]] = field(default_factory=list)


def holds(draft: Draft, span: Span) -> Result:
    """Claims and values. Errors: Unreadable for doubt, for contradictions and for words that are not understood."""
    labels.worded(draft)
    hedged = _HEDGE.search(draft.source[span[0] : span[1]].lower())
    if hedged is not None:
        raise draft.fail("This is said in doubt, or with a condition.", (span[0] + hedged.start(), span[0] + hedged.end()), _ADVICE)
    span = without_asides(draft, span)
    draft.rewrite(_IS.sub(lambda m: m["name"] + "=".center(len(m["verb"])), draft.text))
    for pattern in (_EVERY, _MENDS, _SUBJECT):
        draft.blank(pattern, span)
    steps_ = steps(draft, draft.trimmed(*span))
    last = steps_[-1]
    draft.separate(_APART, last)
    out = _Found()
    for line in rows(draft, draft.trimmed(*last)):
        for piece in draft.items(line):
            _piece(draft, piece, out)
    if len(out.values) > 1:  # 6, -6: of which letter, the question knows
        out.named += [("", value) for value in out.values]
        out.values.clear()
    if not (out.claims or out.values or out.named):
        raise draft.fail("Yes or no is needed here.", span, _ADVICE)
    _must_agree(draft, span, out.claims)
    claims = tuple(dict.fromkeys(out.claims))
    return Result(Held(claims, out.values[0] if out.values else None, tuple(out.named)), None, (), tuple(steps_))


def _piece(draft: Draft, piece: Span, out: _Found) -> None:
    """A claim, a value, or a claim before a value."""
    first, last = piece
    text = draft.text[first:last].lower()
    claims = list(_CLAIM.finditer(text))
    denials = [m for m in _DENIED.finditer(text)]
    plain_no = [m for m in _NO.finditer(text) if not any(d.start() == m.start() for d in denials)]
    taken = [m.span() for m in (*claims, *denials, *plain_no)]
    if len(claims) > 1 and len({_about(m)[0] for m in claims} - {""}) > 1:
        raise draft.fail("Say one thing after the other, with commas between.", piece, _ADVICE)
    if plain_no:
        out.claims.append(("", False))
    for m in claims:
        about, so = _about(m)
        denied = len([d for d in denials if d.start() < m.start()]) % 2 == 1 and about != ""
        out.claims.append((about, so != denied))
    if denials and not plain_no and all(_about(m) == ("", True) for m in claims):
        raise draft.fail("What is it not?", piece, _ADVICE)
    left = "".join(" " if any(a <= k < b for a, b in taken) else c for k, c in enumerate(draft.text[first:last]))
    left = _AT_POINT.sub(lambda m: " " * len(m[0]), _PLAIN.sub(lambda m: " " * len(m[0]), left))
    draft.rewrite(draft.text[:first] + left + draft.text[last:])
    inner = draft.trimmed(first, last)
    if inner[0] < inner[1]:
        _value(draft, inner, out)


def _about(found: re.Match[str]) -> tuple[str, bool]:
    k = next(k for k in range(len(_SAID)) if found[f"c{k}"] is not None)
    about, _, so = _SAID[k]
    return about, so


def _value(draft: Draft, span: Span, out: _Found) -> None:
    """A number, c = 2, f(0, 0) = 1 or f_x = 0; the point at which something is said to hold."""
    text = draft.text[slice(*span)]
    odd = next((w for w in _WORD.finditer(text) if not _is_mathematics(draft, w)), None)
    if odd is not None:
        hint = nearest(odd[0].lower(), _KNOWN) or _ADVICE
        raise draft.fail(f"Unknown word '{odd[0]}'.", (span[0] + odd.start(), span[0] + odd.end()), hint)
    for tree in _alternatives(draft.parse(span)):
        if isinstance(tree, Tup):
            if out.claims and len(tree.items) == len(draft.names):  # not continuous at (0, 0)
                draft.places.append(draft.typed(tree))
                continue
            raise wrong(draft, "holds", tree, _ADVICE)
        read = chain(draft, tree)
        refuse_calculation(draft, read)
        if not is_scalar(read.value):
            raise wrong(draft, "holds", read.value, _ADVICE)
        draft.chains += [read.members] if read.members else []
        name = _name(tree.items[0]) if isinstance(tree, Relation) and read.name is not None else None
        function_value = isinstance(tree, Relation) and isinstance(tree.items[0], Apply) and not tree.items[0].slots
        if isinstance(tree, Relation) and name is None and not function_value and free_names(read.value):
            raise draft.fail("This equation is not solved for a constant.", tree, "Write it as a = ..., with one constant on the left.")
        if name is None or function_value:
            out.values.append(read.value)
        else:
            out.named.append((name, read.value))


def _name(node: Node) -> str | None:
    """c, and f_x also for df/dx."""
    return f"{node.of}_{''.join(node.by)}" if isinstance(node, DerivativeNode) and node.by else plain_name(node)


def _alternatives(tree: Node) -> tuple[Node, ...]:
    """k = 1 or k = -1, one by one."""
    return tree.items if isinstance(tree, Joined) and tree.word in ("or", "and") else (tree,)


def _is_mathematics(draft: Draft, word: re.Match[str]) -> bool:
    from tutor.reading.functions import CONSTANTS, FUNCTIONS, GREEK

    name = word[0]
    return name in FUNCTIONS or name in GREEK or name in CONSTANTS or set(name) <= draft.scope.variables


def _must_agree(draft: Draft, span: Span, claims: list[tuple[str, bool]]) -> None:
    """Raises Unreadable where two claims about one thing differ; a plain yes is about the only thing that is named."""
    about = {a for a, _ in claims if a}
    for name in about or {""}:
        said = {so for a, so in claims if a == name or (a == "" and len(about) == 1)}
        if len(said) > 1:
            raise draft.fail("This says two things that cannot both hold.", span, _ADVICE)
