"""What sets a kind apart stands in its own file: no room that reads, checks, tells or poses problems asks for a kind by its name."""

import ast
from collections.abc import Iterator
from pathlib import Path

from every import over

import tutor
from tutor.rule import kinds

ROOMS = ("reading", "checking", "telling", "desk")
HOLDERS = ("record", "problem", "entry")  # a token has a kind too


def _is_kind(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id=holder) | ast.Attribute(attr=holder), attr="kind"):
            return holder in HOLDERS
    return False


def _texts(node: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _asked(text: str) -> Iterator[tuple[int, str]]:
    """The kinds by whose names a module asks, in a comparison, a method, a table or a `match`, with the line."""
    module = ast.parse(text)
    named: dict[str, set[str]] = {}
    for node in module.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                named[name] = _texts(value)
    for node in ast.walk(module):
        match node:
            case ast.Compare(left=left, comparators=others):
                about = [left, *others]
            case ast.Subscript(value=table, slice=key):
                about = [table, key]
            case ast.Call(func=ast.Attribute(value=of), args=args):
                about = [of, *args]
            case ast.Match(subject=subject, cases=cases):
                about = [subject, *(case.pattern for case in cases)]
            case _:
                continue
        of_one = any(map(_is_kind, about))
        if of_one or any(isinstance(a, ast.Name) and a.id == "kind" for a in about):
            texts = set().union(*map(_texts, about))
            if of_one:  # what is only called so may be a token's, and is looked for in a list of those
                texts |= {t for a in about for n in ast.walk(a) if isinstance(n, ast.Name) for t in named.get(n.id, ())}
            yield from ((node.lineno, text) for text in sorted(texts & {*kinds()}))


@over("room", ROOMS)
def test_no_room_asks_for_a_kind_by_its_name(room):
    root = Path(tutor.__file__).parent
    texts = {str(p.relative_to(root)): p.read_text("utf-8") for p in sorted((root / room).rglob("*.py"))}
    found = [(where, *asked) for where, text in texts.items() if "kind" in text for asked in _asked(text)]
    assert not found, "say it as a field of `Topic` or `Expected`, in the file of the kind"


@over(
    "text",
    [
        'problem.kind == "gradient"',
        'self.record.kind not in ("gradient", "curl")',
        'ALL = ("gradient",)\nderivation.problem.kind in (*ALL, "other")',
        'TABLE: dict[str, str] = {"gradient": ""}\nTABLE[problem.kind]',
        'TABLE = {"gradient": ""}\nTABLE.get(record.kind)',
        'match kind:\n    case "gradient": pass',
    ],
)
def test_what_asks_for_a_kind_by_its_name_is_seen(text):
    assert "gradient" in {kind for _, kind in _asked(text)}
    assert not [*_asked(text.replace("gradient", "something").replace("curl", "else"))]
