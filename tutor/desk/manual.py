"""The manual: kinds and rules as `tutor kinds` and `tutor rules` print them, from the files that define them."""

from __future__ import annotations

from collections.abc import Collection

from sympy import Basic, Expr, Symbol

from tutor.errors import Invalid, nearest
from tutor.reading.build import build
from tutor.reading.free import free_names
from tutor.reading.parse import parse
from tutor.reading.scope import Scope
from tutor.reading.syntax import Node, Relation, Sym
from tutor.rule import Rule, kinds, rules, topic
from tutor.telling.prose import words
from tutor.telling.record import said
from tutor.trees.heads import At, Bracket, Determinant, Diff, Dot, Inert, Int, Known, Lim, Norm

ARTICLES = {
    "function": "an expression",
    "functions": "a list of expressions",
    "differential": "an equation in derivatives, such as u_xx + u_yy = 0, or a list of them",
    "solution": "an expression, or a table: name = expression",
    "transform": "a table: name = expression",
    "name": "a variable",
    "names": "a list of variables",
    "symbols": "a list of letters",
    "curve": "coordinates by a parameter, or words such as: segment (0, 0) to (1, 2)",
    "run": "a parameter with its two ends, such as 0 <= t <= 1",
    "point": "a point: a list, or a table of coordinates",
    "uncertainties": "a list, or a table of numbers: absolute, or in per cent of the coordinate",
    "direction": "a vector",
    "rates": "a list of tables { direction = [3, 4], rate = 2 }",
    "scalar": "an expression without variables",
    "count": "a whole number",
    "side": "left or right",
    "outer": "an expression",
    "layers": "a table: name = expression",
    "values": "a table of known values: f_x(2, 3) = number",
    "choice": "one of its words",
    "flag": "true or false",
    "axis": "a variable, for its axis; origin; or the equation of a line",
    "equation": "an equation",
    "surface": "an equation, or z = an expression",
    "patch": "x, y, z by two parameters, an equation, words such as: part of the plane x + y + z = 1 in the first octant; or a list",
    "side_of_surface": "upward, downward, outward, inward, or a vector",
    "relations": "equations and inequalities, in a list or with commas",
    "region": "inequalities, curves that bound it, or words such as: triangle (0, 0), (1, 0), (1, 1)",
    "limits": 'a list [["y", "0", "x"], ["x", "0", "1"]], the innermost first',
    "integrals": "a list of integrals, each with integrand and limits",
    "roots": "an equation, or a list of them; an expression stands for what must be 0",
    "model": "an expression in the inputs and the parameters",
    "data": "rows of numbers",
}


def kinds_page() -> str:
    """Every kind with its title and its fields."""
    rows = [(k, ", ".join(f.name + ("" if f.required else "?") for f in topic(k).fields)) for k in kinds()]
    width = max(len(k) for k, _ in rows)
    return "\n".join(f"{k:{width}}  {fields}" for k, fields in rows)


def kind_page(kind: str) -> str:
    """The fields and the answer of one kind."""
    if kind not in kinds():
        raise Invalid(f"there is no kind {kind!r}", hint=nearest(kind, kinds()))
    found = topic(kind)
    out = [f"{found.title} ({kind})", "", "fields:"]
    width = max(len(f.name) for f in found.fields) + 1
    for f in found.fields:
        out.append(f"  {f.name + ('' if f.required else '?'):{width}}  {ARTICLES[f.type]}")
    out.extend(f"  exactly one of {', '.join(choice)}" for choice in found.one_of)
    out.extend(["", f"answer: {', '.join(found.answer)}"])
    return "\n".join(out)


def rules_page() -> str:
    """Every rule with its law."""
    width = max(len(name) for name in rules())
    return "\n".join(f"{name:{width}}  {rule.statement}" for name, rule in sorted(rules().items()))


def rule_page(name: str) -> str:
    """Law, words, examples and source of one rule."""
    if name not in rules():
        raise Invalid(f"there is no rule {name!r}", hint=nearest(name, rules()))
    rule = rules()[name]
    out = [name, "", f"  {rule.statement}", ""]
    for example in rule.examples:
        goal = example_goal(rule, example)
        move = next(iter(rule.moves(goal)))
        facts = {**move.facts, "result": move.after}
        for block in ("brief", "full"):
            out.extend(f"  {said(b.inlines)}" for b in words(name, block, facts) if hasattr(b, "inlines"))
        break
    out.extend(["", "examples:", *(f"  {e}" for e in rule.examples), "", f"source: {rule.source}"])
    return "\n".join(out)


def example_goal(rule: Rule, text: str) -> Inert:
    """An example of a rule as the goal it stands for.

    For a derivative the text is the function, differentiated by x or else by t, with y and z held; for a
    value `f; x = 2, y = 3`, for a limit the same, `f; x = 0+` from above, with `; k > 0` behind
    it for what is assumed; for a given value the equation; for a length a
    vector; for a dot product two vectors with ` . ` between; for an integral the integrand, with limits where it is
    definite, and what is assumed of letters: `sqrt(R^2 - x^2); x from 0 to R; R > 0`; else a matrix.
    """
    if rule.head is Diff:
        expr, symbols = _read(text)
        x = symbols.get("x") or symbols.get("t") or Symbol("x", real=True)
        return Diff(expr, x, *(s for n, s in sorted(symbols.items()) if n in ("x", "y", "z") and s != x))
    if rule.head is At:
        function, _, point = text.partition(";")
        pairs = [_pair(parse(p).tree) for p in point.split(",")]
        return At(_read(function)[0], [Symbol(n, real=True) for n, _ in pairs], [v for _, v in pairs])
    if rule.head is Known:
        match parse(text, Scope(functions=frozenset("fg"))).tree:
            case Relation(items=(quantity, given)):
                return Known(build(quantity), build(given))
    if rule.head is Dot:
        u, v = (_read(t, vectors=True)[0] for t in text.split(" . "))
        return Dot(u, v)
    if rule.head is Lim:
        function, point, *assumed = (part.strip() for part in text.split(";"))
        positive = {part.partition(">")[0].strip() for part in assumed}
        side = point[-1:] if point[-1:] in ("+", "-") else ""
        pairs = [_pair(parse(p.rstrip("+- ")).tree) for p in point.split(",")]
        return Lim(_read(function, positive=positive)[0], [Symbol(n, real=True) for n, _ in pairs], [v for _, v in pairs], side)
    if rule.head in (Int, Bracket):
        return _integral(rule.head, text)
    return {Norm: Norm, Determinant: Determinant}[rule.head](_read(text, vectors=True)[0])


def _integral(head: type[Inert], text: str) -> Inert:
    function, *more = (part.strip() for part in text.split(";"))
    positive = {part.partition(">")[0].strip() for part in more if ">" in part}
    limits = next((part for part in more if " from " in part), None)
    names = limits.partition(" from ")[0] if limits else ""
    expr, symbols = _read(function, positive=positive)
    x = symbols.get(names or "x") or symbols.get("t") or Symbol(names or "x", real=True)
    ends = limits.partition(" from ")[2].split(" to ") if limits else ()
    return head(expr, x, *(_read(e, positive=positive)[0] for e in ends))


def _read(text: str, vectors: bool = False, positive: Collection[str] = ()) -> tuple[Expr, dict[str, Symbol]]:
    tree = parse(text, Scope(functions=frozenset("fg"), vectors=vectors)).tree

    def made(name: str) -> Symbol:
        return Symbol(name, positive=True) if name in positive else Symbol(name, real=True)

    symbols = {n: made(n) for n in free_names(tree)}
    return build(tree, lambda n: symbols.setdefault(n, made(n))), symbols


def _pair(node: Node) -> tuple[str, Basic]:
    match node:
        case Relation(items=(Sym(name=name), right)):
            return name, build(right, lambda n: Symbol(n, real=True))
    raise Invalid("a point is written x = 2, y = 3")
