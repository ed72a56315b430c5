"""Systems for the tests, written shortly, and a case tree as text."""

from collections.abc import Iterator, Mapping
from typing import Any

from sympy import Add, Basic, Rel, S, diff, symbols
from sympy.parsing.sympy_parser import convert_xor, implicit_multiplication, parse_expr, standard_transformations

from tutor.maths.solving.tree import Branch, Found, Nothing, Split
from tutor.telling.prose import words
from tutor.trees.heads import Equation, System
from tutor.trees.heads.either import Either

x, y, z, w = symbols("x y z w", real=True)
lamda, mu = symbols("lamda mu", real=True)
NAMES = {"x": x, "y": y, "z": z, "w": w, "a": symbols("a", real=True), "e": S.Exp1}
READ = (*standard_transformations, implicit_multiplication, convert_xor)


def gradient(f, *variables, conditions=()):
    """Where the gradient of f is 0."""
    return System([Equation(diff(f, v), S.Zero) for v in variables], variables, conditions)


def lagrange(f, constraints, *variables, conditions=()):
    """grad f = lambda grad g with g = 0."""
    multipliers = (lamda, mu)[: len(constraints)]
    first = [Equation(diff(f, v), Add(*(m * diff(g, v) for m, g in zip(multipliers, constraints, strict=True)))) for v in variables]
    return System([*first, *(Equation(g, S.Zero) for g in constraints)], (*variables, *multipliers), conditions)


def typed(example):
    """A system as the moves have it in their examples: equations and conditions, then the unknowns after a semicolon."""
    body, unknowns = example.split(";")
    equations, conditions = [], []
    for part in body.split(","):
        if "=" in part:
            left, right = (parse_expr(side, NAMES, READ) for side in part.split("="))
            equations.append(Equation(left, right))
        else:
            conditions.append(parse_expr(part, NAMES, READ))
    return System(equations, [NAMES[u.strip()] for u in unknowns.split(",")], conditions)


def told(branch: Branch, depth: int = 0) -> Iterator[str]:
    """A case tree as lines of text, to look at."""
    indent = "    " * depth
    if branch.case:
        yield f"{indent}case {', '.join(map(said, branch.case))}"
    for line in branch.lines:
        yield f"{indent}  [{line.move}] {'; '.join(map(said, line.shown))}"
    match branch.end:
        case Split(move, branches):
            yield f"{indent}  [{move}]"
            for b in branches:
                yield from told(b, depth + 1)
        case Found(roots):
            for r in roots:
                yield f"{indent}  => {dict(r.values)} {r.parameters or ''} {r.conditions or ''}"
        case Nothing(move, shown):
            yield f"{indent}  nothing [{move}] {'; '.join(map(said, shown))}"


def sentences(branch: Branch) -> None:
    """Writes all words of a tree, which fails where a fact is missing."""
    for line in branch.lines:
        _written(line.move, line.facts)
    match branch.end:
        case Split(move, branches, facts):
            _written(move, facts)
            for b in branches:
                sentences(b)
        case Found(roots):
            _written("found", {"points": [r.at for r in roots], "roots": roots})
        case Nothing(move, _, facts):
            _written(move, facts)


def _written(move: str, facts: Mapping[str, Any]) -> None:
    assert words(f"solve.{move}", "brief", facts), move
    words(f"solve.{move}", "after", facts)
    words(f"solve.{move}", "hint", facts)


def said(statement: Basic) -> str:
    """An equation or relation as text."""
    match statement:
        case Equation():
            return f"{statement.left} = {statement.right}"
        case Either():
            return " or ".join(map(said, statement.args))
        case Rel():
            return f"{statement.lhs} {statement.rel_op} {statement.rhs}"
    return str(statement)
