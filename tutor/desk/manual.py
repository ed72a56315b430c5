"""The manual: kinds and rules as `tutor kinds` and `tutor rules` print them, from the files that define them."""

from __future__ import annotations

from collections.abc import Collection

from sympy import Basic, Expr, Symbol

from tutor.checking.short_answer import TYPES
from tutor.desk.example import command, example, problem
from tutor.errors import Invalid, nearest
from tutor.reading.build import build
from tutor.reading.free import free_names
from tutor.reading.parse import parse
from tutor.reading.scope import Scope
from tutor.reading.sets import SHORT_ANSWER
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
    "surface": "an equation, z = an expression, or x, y, z by two parameters",
    "plane": "the equation of a plane, or: horizontal",
    "patch": "x, y, z by two parameters, an equation, words such as: part of the plane x + y + z = 1 in the first octant; or a list",
    "side_of_surface": "upward, downward, outward, inward, or a vector",
    "relations": "equations and inequalities, in a list or with commas",
    "region": "inequalities, curves that bound it, or words such as: triangle (0, 0), (1, 0), (1, 1)",
    "limits": 'a list [["y", "0", "x"], ["x", "0", "1"]], the innermost first',
    "integrals": "a list of integrals, each with integrand and limits",
    "roots": "an equation, or a list of them; an expression stands for what must be 0",
    "model": "an expression in the inputs and the parameters",
    "data": "rows of numbers, or the name of a CSV file beside the set",
}


OWN_FIELDS = {
    "statement": "the question, with $...$ round mathematics",
    "answer": f"a table: type ({', '.join(TYPES)}), value; form, tolerance, variables",
    "solution?": "how one finds it: paragraphs, and $$...$$ for a display",
}


def known_kinds() -> tuple[str, ...]:
    """The kinds that are worked out, and the one whose answer is the author's."""
    return (*kinds(), SHORT_ANSWER)


def fields_of(kind: str) -> dict[str, str]:
    """The fields of a kind, with a question mark behind those that may be left out, and what each is."""
    if kind == SHORT_ANSWER:
        return OWN_FIELDS
    return {
        f.name + ("" if f.required else "?"): f"one of {', '.join(f.choices)}" if f.choices else ARTICLES[f.type]
        for f in topic(kind).fields
    }


def title_of(kind: str) -> str:
    """What a kind is called."""
    return "A question of your own" if kind == SHORT_ANSWER else topic(kind).title


def kinds_page() -> str:
    """Every kind with its title and its fields."""
    rows = [(k, ", ".join(fields_of(k))) for k in known_kinds()]
    width = max(len(k) for k, _ in rows)
    return "\n".join(f"{k:{width}}  {fields}" for k, fields in rows)


def kind_page(kind: str) -> str:
    """The fields and the answer of one kind, and an example to copy."""
    if kind not in known_kinds():
        longer = next((f"Did you mean {known}?" for known in known_kinds() if kind.startswith(f"{known}_")), None)
        raise Invalid(f"there is no kind {kind!r}", hint=nearest(kind, known_kinds()) or longer or "All of them: tutor kinds")
    listed = fields_of(kind)
    width = max(map(len, listed))
    out = [f"{title_of(kind)} ({kind})", "", "fields:", *(f"  {name:{width}}  {said}" for name, said in listed.items())]
    out.extend(["", f"answer: {answer_of(kind)}"])
    shown = example(kind)
    asked = [] if kind == SHORT_ANSWER else ["example:", f"  {command(shown)}", ""]
    out.extend(["", *asked, "in a set:", *(f"  {line}" for line in problem(shown).splitlines())])
    return "\n".join(out)


def answer_of(kind: str) -> str:
    """The fields of the answer; which fields exclude each other."""
    if kind == SHORT_ANSWER:
        return "the author's own"
    return ", ".join(topic(kind).answer) + "".join(f"; exactly one of {', '.join(choice)} is given" for choice in topic(kind).one_of)


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
    for text in rule.examples:
        goal = example_goal(rule, text)
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
