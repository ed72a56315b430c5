"""What code says in English, by its syntax tree: each text of more words than one, with `{}` for what is put in."""

import ast
from collections.abc import Collection, Iterator
from functools import cache
from itertools import product
from pathlib import Path

LETTERS = 8  # of a text that says something
DOCUMENTED = {"help", "metavar", "description", "usage"}  # arguments that hold the manual of a command


def said_in(folder: Path) -> dict[str, Path]:
    """The phrases of a folder of code, each with a file that has it."""
    return {text: path for path in sorted(folder.rglob("*.py")) for text in _said(ast.parse(path.read_text(encoding="utf-8")))}


def _said(tree: ast.Module) -> Iterator[str]:
    silent = set(map(id, _silent(tree)))
    for node in ast.walk(tree):
        if id(node) not in silent and isinstance(node, ast.Constant | ast.JoinedStr):
            yield from (text for text in _texts(node) if _speaks(text))


def _speaks(text: str) -> bool:
    return " " in text.strip() and sum(map(str.isalpha, text)) > LETTERS and "\\" not in text


def _silent(tree: ast.Module) -> Iterator[ast.AST]:
    """Documentation, manuals, what a developer is told, and the parts of texts that are put together."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and body and isinstance(body[0], ast.Expr):
            yield body[0].value
        if isinstance(node, ast.JoinedStr):
            yield from (inner for inner in ast.walk(node) if inner is not node)
        if isinstance(node, ast.keyword) and node.arg in DOCUMENTED:
            yield from ast.walk(node.value)
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("ValueError", "TypeError", "NotImplementedError")
        ):
            yield from ast.walk(node)


def _texts(node: ast.AST) -> Iterator[str]:
    """A text, or each one that it can be where it chooses between words."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
        return
    if isinstance(node, ast.JoinedStr):
        yield from ("".join(parts) for parts in product(*(list(_texts(v)) for v in node.values)))
    elif isinstance(node, ast.FormattedValue):
        yield from _choice(node.value)


def _choice(value: ast.AST) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from _choice(value.body)
        yield from _choice(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        yield from _texts(value)
    else:
        yield "{}"


def noticed_in(folder: Path, names: Collection[str] = ("notice", "Notice"), hints: bool = False) -> dict[str, Path]:
    """What calls of these names say in a folder of code, each text with a file that has it: the first argument, or the `hints` behind.

    A name in the place of a text stands for all texts that it is given in its file, a function of the file for all that it returns.
    """
    return {
        text: path for path in sorted(folder.rglob("*.py")) for called, *said in _calls(path) if called in names for text in said[hints]
    }


@cache
def _calls(path: Path) -> tuple[tuple[str, list[str], list[str]], ...]:
    """What each call in a file says: its name, the texts of its first argument, and those behind."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    given = _given(tree)
    out = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            behind = [*node.args[1:], *(k.value for k in node.keywords)]
            out.append((called, *([t for one in said for t in _meant(one, given) if _speaks(t)] for said in (node.args[:1], behind))))
    return tuple(out)


def _meant(said: ast.AST, given: dict[str, list[ast.AST]]) -> Iterator[str]:
    """The texts of an argument."""
    for part in _parts(said):
        name = part.func if isinstance(part, ast.Call) else part
        for value in given.get(getattr(name, "id", ""), [part]):
            yield from _texts(value)


def _given(tree: ast.Module) -> dict[str, list[ast.AST]]:
    """The texts that names are given in a file, and that its functions return."""
    out: dict[str, list[ast.AST]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            returned = (p for r in ast.walk(node) if isinstance(r, ast.Return) and r.value is not None for p in _parts(r.value))
            out.setdefault(node.name, []).extend(p for p in returned if isinstance(p, ast.Constant | ast.JoinedStr))
        for target in node.targets if isinstance(node, ast.Assign) else ():
            if isinstance(target, ast.Name):
                out.setdefault(target.id, []).extend(p for p in _parts(node.value) if isinstance(p, ast.Constant | ast.JoinedStr))
    return {name: values for name, values in out.items() if values}


def _parts(value: ast.AST) -> Iterator[ast.AST]:
    """The texts and names that one may be: of `a if .. else b` both, and of `a or b`."""
    if isinstance(value, ast.IfExp | ast.BoolOp):
        for inner in (value.body, value.orelse) if isinstance(value, ast.IfExp) else value.values:
            yield from _parts(inner)
    else:
        yield value
