"""What went right and wrong in a class: by student, by problem, and the commonest wrong answers of each problem."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MOST_GROUPS = 5_000  # different wrong answers counted for one problem; later ones are only counted together
MOST_SHOWN = 12
VERDICTS = ("correct", "wrong_form", "partially_correct", "incorrect", "unreadable", "undecided")


@dataclass(slots=True)
class Group:
    """Students who gave the same wrong answer."""

    shown: str
    verdict: str
    feedback: str
    misconception: str | None
    count: int = 0


@dataclass(slots=True)
class ProblemSummary:
    """One problem: how often each verdict, and its wrong answers by value."""

    verdicts: Counter[str] = field(default_factory=Counter)
    groups: dict[str, Group] = field(default_factory=dict)
    others: int = 0

    @property
    def total(self) -> int:
        """How many answers there are."""
        return sum(self.verdicts.values())

    @property
    def share(self) -> float:
        """The share that is right, of those that could be judged."""
        judged = self.total - self.verdicts["undecided"]
        return (self.verdicts["correct"] + self.verdicts["wrong_form"]) / judged if judged else 0.0

    def commonest(self) -> list[Group]:
        """The wrong answers that most students gave."""
        return sorted(self.groups.values(), key=lambda g: -g.count)[:MOST_SHOWN]

    def add(self, record: dict[str, Any]) -> None:
        """Count one answer."""
        verdict = record["verdict"]
        self.verdicts[verdict] += 1
        if verdict in ("correct", "undecided"):
            return
        shown = record["read_as"]["text"] if record["read_as"] else "(not readable)"
        key = f"{verdict}:{record.get('group') or shown if record['read_as'] else record['feedback']}"
        if key not in self.groups:
            if len(self.groups) >= MOST_GROUPS:
                self.others += 1
                return
            self.groups[key] = Group(shown, verdict, record["feedback"], record["misconception"])
        self.groups[key].count += 1


@dataclass(slots=True)
class StudentSummary:
    """One student: the sum of the scores, and how many answers were right and were given."""

    score: float = 0.0
    right: int = 0
    answers: int = 0
    undecided: int = 0


@dataclass(slots=True)
class Summary:
    """A class. Its size does not grow with the number of answers, only with that of students, problems and mistakes."""

    problems: dict[str, ProblemSummary] = field(default_factory=dict)
    students: dict[str, StudentSummary] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def add(self, record: dict[str, Any]) -> None:
        """Count one record."""
        if "row" in record:
            if len(self.broken) < MOST_SHOWN:
                self.broken.append(record["feedback"])
            return
        self.problems.setdefault(record["problem"], ProblemSummary()).add(record)
        student = self.students.setdefault(record["student"] or "", StudentSummary())
        student.answers += 1
        student.right += record["verdict"] == "correct"
        student.undecided += record["verdict"] == "undecided"
        student.score += record["score"] or 0.0
