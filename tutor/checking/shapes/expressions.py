"""Several formulas, by name or in the order asked."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.labels import plain_label
from tutor.checking.number import compared
from tutor.checking.question import Question
from tutor.checking.shapes.vector import by_component
from tutor.checking.verdict import PartVerdict, Verdict, summed
from tutor.reading.answers import Expressions, Reading
from tutor.reading.syntax import Node
from tutor.strength import Evidence


def judge(question: Question, given: Reading) -> Verdict:
    """Equal weight for each; named ones may come in any order, and one that is not asked counts against them."""
    expected = question.expected
    assert isinstance(given, Expressions) and isinstance(expected, Expressions)
    called = [name or f"value {k}" for k, (name, _) in enumerate(expected.items, start=1)]
    keys = [_key(question, name, called) for name, _ in given.items]
    if not any(keys):
        return by_component(question, [value for _, value in given.items], [value for _, value in expected.items], called)
    of = {label.of for name, _ in given.items if name and (label := question.asked.names(plain_label(name))) and label.of}
    if len(of) > 1 and all(key in called for key in keys) and not question.asked.of >= set(called):
        return Verdict("unreadable", None, "none", words.TWO_NAMED)
    if not all(keys) or len(set(keys)) < len(keys):
        return Verdict("unreadable", None, "none", words.SAME_ORDER)
    mine = {key: value for key, (_, value) in zip(keys, given.items, strict=True)}
    return _by_name(question, mine, dict(zip(called, (value for _, value in expected.items), strict=True)))


def _key(question: Question, name: str | None, called: list[str]) -> str:
    """Which of the values that are asked a name belongs to; the name itself where it names another, empty where it says nothing."""
    by_dependent = question.asked.of >= set(called)  # the derivatives of several unknowns: u_x is that of u
    if name is None or (name in called and not by_dependent):
        return name or ""
    label = plain_label(name)
    found = question.asked.names(label)
    if found is None or found.operation != "derivative":
        return ""
    if by_dependent:
        return found.of if found.of in called and not question.asked.contradicted(label) else name
    right = len(set(found.by)) == 1 and found.by[0] in called and not question.asked.contradicted(label)
    return found.by[0] if right else name


def _by_name(question: Question, mine: dict[str, Node], right: dict[str, Node]) -> Verdict:
    parts: list[PartVerdict] = []
    evidence: list[Evidence] = []
    said: list[str] = []
    for name, value in right.items():
        if name not in mine:
            parts.append(PartVerdict(name, "missing"))
            said.append(words.missing(_called(question, name)))
            continue
        found = compared(mine[name], value, question)
        evidence.append(found.evidence)
        parts.append(found.part(name))
    wrong = [_called(question, p.name) for p in parts if p.verdict == "incorrect"]
    extra = [name for name in mine if name not in right]
    parts += [PartVerdict(plain_label(name), "extra", words.other_quantity(plain_label(name))) for name in extra]
    said = [words.not_right(wrong, len(right)), *said, *(p.feedback for p in parts if p.feedback)]
    return summed(parts, evidence or ["exact"], " ".join(dict.fromkeys(filter(None, said))))


def _called(question: Question, name: str) -> str:
    if name in question.asked.of:
        return f"the derivative of {name}"
    return f"the derivative by {name}" if question.asked.orders else name
