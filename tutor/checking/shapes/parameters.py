"""The parameters of a fitted model, by name."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.number import compared
from tutor.checking.question import Question
from tutor.checking.values import letters
from tutor.checking.verdict import PartVerdict, Verdict, summed
from tutor.reading.answers import Parameters, Reading
from tutor.reading.syntax import Node
from tutor.strength import Evidence


def judge(question: Question, given: Reading) -> Verdict:
    """Equal weight for each; all or nothing for the model that they belong to."""
    expected = question.expected
    assert isinstance(expected, Parameters)
    if isinstance(given, Node):
        if question.fitted is None or letters(given) != letters(question.fitted):
            return Verdict("unreadable", None, "none", words.PARAMETERS)
        return compared(given, question.fitted, question).verdict()
    assert isinstance(given, Parameters)
    mine, parts = dict(given.items), []
    bare = {name.partition("_")[0]: value for name, value in mine.items()}
    if question.walk and len({name.partition("_")[2] for name in mine}) == 1 and bare.keys() == dict(expected.items).keys():
        mine = bare  # w_2, b_2 after two steps
    evidence: list[Evidence] = []
    for name, right in expected.items:
        if name not in mine:
            parts.append(PartVerdict(name, "missing"))
            continue
        found = compared(mine[name], right, question)
        evidence.append(found.evidence)
        parts.append(found.part(name))
    parts += [PartVerdict(name, "extra") for name in mine if name not in dict(expected.items)]
    wrong = [p.name for p in parts if p.verdict == "incorrect"]
    missing, extra = (sum(p.verdict == word for p in parts) for word in ("missing", "extra"))
    said = f"{words.not_right(wrong, len(parts))} {words.counted(missing, extra, 'parameter')}".strip()
    return summed(parts, evidence, said)
