"""Machine output: a derivation as the JSON object that the interface promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sympy import Basic

from tutor.deriving.engine import in_domain, provided
from tutor.edges.language import ENGLISH, Untranslated, speaking
from tutor.model import Derivation, Step
from tutor.page.document import Emph, Inlines, Math, Paragraph, Strong, Text
from tutor.printing.notation.latex import latex
from tutor.printing.notation.text import text
from tutor.rule import rules
from tutor.telling.narrate import context, main_line
from tutor.telling.prose import has, words
from tutor.trees.heads import MatrixOf, Name, Vector
from tutor.trees.tree import plain


def record(derivation: Derivation, seconds: float) -> dict[str, Any]:
    """One object a problem, in the language that is spoken, or else in English. `seconds` is what it took."""
    try:
        return _record(derivation, seconds)
    except Untranslated:
        with speaking(ENGLISH):
            return _record(derivation, seconds)


def _record(derivation: Derivation, seconds: float) -> dict[str, object]:
    out: dict[str, object] = {
        "id": derivation.problem.id,
        "kind": derivation.problem.kind,
        "status": derivation.status,
        "verified": derivation.verified,
        "seconds": round(seconds, 4),
    }
    if derivation.message:
        out["message"] = derivation.message
    if derivation.answer is not None:
        out["answer"] = {name: value(v) for name, v in derivation.answer.fields.items()}
        if conditions := _conditions(derivation):
            out["conditions"] = [{"latex": latex(c), "sympy": str(c)} for c in conditions]
        out["evidence"] = derivation.evidence
    about = context(derivation.problem) if derivation.steps else {}
    side = cache(_side)  # most sides are written in several steps
    out["steps"] = [step(s, str(k), derivation.problem.kind, about, side) for k, s in enumerate(derivation.steps, start=1)]
    if derivation.problem.notices:
        out["notices"] = [{"field": n.field, "message": n.message} for n in derivation.problem.notices]
    return out


def _conditions(derivation: Derivation) -> tuple[Basic, ...]:
    """What the letters of an answer must satisfy, as the page says it beside the answer."""
    main = main_line(derivation)
    if not main or derivation.answer is None or "expression" not in derivation.answer.fields:
        return ()
    return in_domain(provided(main[-1]), derivation.problem, main[-1].before)


def value(v: Any) -> Any:
    """A math value as its LaTeX and SymPy's `str`; vectors as lists, matrices as lists of rows, the rest as it is."""
    match v:
        case Vector():
            return [value(a) for a in v.args]
        case MatrixOf():
            return [[value(e) for e in r] for r in v.rows]
        case Name():
            return {"latex": latex(v), "sympy": text(v)}
        case Basic():
            return {"latex": latex(v), "sympy": str(plain(v))}
        case tuple() | list():
            return [value(a) for a in v]
        case Mapping():
            return {str(k): value(a) for k, a in v.items()}
    return v


def step(s: Step, number: str, kind: str, about: Mapping[str, object], side: Callable[[Basic], dict[str, str]]) -> dict[str, Any]:
    """A step with the steps below it. `after` is what the rule made of `before`, `result` what that came to; `about` the problem."""
    return {
        "number": number,
        "rule": s.rule,
        "before": side(s.before),
        "after": side(s.after),
        "result": side(s.result),
        "text": _said(s, kind, about),
        "provided": [latex(c) for c in s.conditions],
        "evidence": s.evidence,
        "steps": [step(c, f"{number}.{k}", kind, about, side) for k, c in enumerate(s.children, start=1)],
    }


def _side(expr: Basic) -> dict[str, str]:
    """Both sides of a step may hold goals, vectors and matrices: one string each."""
    return {"latex": latex(expr), "sympy": str(plain(expr))}


def _said(s: Step, kind: str, about: Mapping[str, object]) -> str:
    family, _, name = s.rule.partition(".")
    facts = {**about, **s.facts, "result": s.result}
    if family != kind or s.rule in rules():  # limit.find is a stage, limit.squeeze a rule
        blocks = words(s.rule, "brief", facts)
    else:
        blocks = words(family, f"{name}_check" if has(family, f"{name}_check") else name, facts)
    return " ".join(said(b.inlines) for b in blocks if isinstance(b, Paragraph))


def said(inlines: Inlines) -> str:
    """Inlines as one line of plain text."""
    out = []
    for i in inlines:
        match i:
            case Text(words):
                out.append(words)
            case Strong(inner) | Emph(inner):
                out.append(said(inner))
            case Math(formula):
                out.append(text(formula))
    return "".join(out)
