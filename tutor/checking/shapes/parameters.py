"""The parameters of a fitted model, by name."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.number import compared
from tutor.checking.question import Question
from tutor.checking.verdict import PartVerdict, Verdict, summed
from tutor.reading.answers import Parameters, Reading
from tutor.strength import Evidence


def judge(question: Question, given: Reading) -> Verdict:
    """Equal weight for each."""
    expected = question.expected
    assert isinstance(given, Parameters) and isinstance(expected, Parameters)
    mine, parts = dict(given.items), []
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
