"""What went right and wrong in a class: by student, by problem, and the commonest wrong answers of each problem."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MOST_GROUPS = 5_000  # different wrong answers counted for one problem; later ones are only counted together
MOST_STUDENTS = 200_000  # counted by name: more than any class has, and about 50 MB
MOST_PROBLEMS = 20_000  # that are told apart
MOST_SHOWN = 12
MOST_BROKEN = 100  # rows told one by one
VERDICTS = ("correct", "wrong_form", "partially_correct", "incorrect", "unreadable", "unanswered", "undecided")
RIGHT = ("correct", "wrong_form")
UNREAD = {"unreadable": "(not readable)", "undecided": "(not judged)"}
OTHERS = "(others)"  # all problems beyond those that are told apart


@dataclass(slots=True)
class Group:
    """Students who gave the same wrong answer. `mathml` is empty where the record had none."""

    shown: str
    verdict: str
    feedback: str
    misconception: str | None
    mathml: str = ""
    count: int = 0


@dataclass(slots=True)
class ProblemSummary:
    """One problem: how often each verdict, and its wrong answers by value."""

    verdicts: Counter[str] = field(default_factory=Counter)
    groups: dict[str, Group] = field(default_factory=dict)
    others: int = 0  # wrong answers that found no room among the groups

    @property
    def total(self) -> int:
        """How many answers there are."""
        return sum(self.verdicts.values())

    @property
    def right(self) -> int:
        """How many have the right value."""
        return sum(self.verdicts[v] for v in RIGHT)

    @property
    def judged(self) -> int:
        """How many could be judged."""
        return self.total - self.verdicts["undecided"]

    @property
    def share(self) -> float:
        """The share that is right, of those that could be judged."""
        return self.right / self.judged if self.judged else 0.0

    def commonest(self) -> list[Group]:
        """The answers that are not right, or not judged, that most students gave."""
        return sorted(self.groups.values(), key=lambda g: -g.count)[:MOST_SHOWN]

    @property
    def rarer(self) -> int:
        """How many answers are in none of the commonest groups."""
        return sum(g.count for g in self.groups.values()) + self.others - sum(g.count for g in self.commonest())

    def add(self, record: dict[str, Any]) -> None:
        """Count one answer."""
        verdict = record["verdict"] if record.get("answered", True) else "unanswered"
        self.verdicts[verdict] += 1
        if verdict in ("correct", "unanswered"):
            return
        read = record["read_as"]
        key = f"{verdict}:{record.get('group') or read['text'] if read else record['feedback']}"
        group = self.groups.get(key)
        if group is None:
            if len(self.groups) >= MOST_GROUPS:
                self.others += 1
                return
            shown, mathml = (read["text"], read.get("mathml") or "") if read else (UNREAD.get(verdict, ""), "")
            group = self.groups[key] = Group(shown, verdict, record["feedback"], record["misconception"], mathml)
        group.count += 1


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
    unnamed: int = 0  # answers of students beyond those that are told apart
    broken: list[str] = field(default_factory=list)
    more_broken: int = 0

    @property
    def answers(self) -> int:
        """How many answers were counted."""
        return sum(p.total for p in self.problems.values())

    @property
    def broken_rows(self) -> int:
        """How many rows could not be read."""
        return len(self.broken) + self.more_broken

    def add(self, record: dict[str, Any]) -> None:
        """Count one record."""
        if "row" in record:
            if len(self.broken) < MOST_BROKEN:
                self.broken.append(record["feedback"])
            else:
                self.more_broken += 1
            return
        problem = record["problem"]
        if problem not in self.problems:
            problem = problem if len(self.problems) < MOST_PROBLEMS else OTHERS
        self.problems.setdefault(problem, ProblemSummary()).add(record)
        name = record["student"] or ""
        if name not in self.students:
            if len(self.students) >= MOST_STUDENTS:
                self.unnamed += 1
                return
            self.students[name] = StudentSummary()
        student = self.students[name]
        student.answers += 1
        student.right += record["verdict"] == "correct"
        student.undecided += record["verdict"] == "undecided"
        student.score += record["score"] or 0.0
