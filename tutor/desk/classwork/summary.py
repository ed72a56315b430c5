"""What went right and wrong in a class: who has which marks, and the wrong answers of each problem by their value.

Of several answers of a student to one problem the last counts. An answer is kept once however many gave it, so that the size
grows with the students and with what is different.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tutor.desk.classwork.problems import Problems

MOST_GROUPS = 5_000  # different wrong answers counted for one problem; later ones are only counted together
MOST_STUDENTS = 200_000  # counted by name: more than any class has
MOST_PROBLEMS = 20_000  # that are told apart
MOST_SHOWN = 12
MOST_NAMES = 500  # of those who gave one answer
MOST_BROKEN = 100  # rows told one by one
VERDICTS = ("correct", "wrong_form", "partially_correct", "incorrect", "unreadable", "unanswered", "undecided")
RIGHT = ("correct", "wrong_form")
OPEN = ("unreadable", "undecided")  # nobody has said yet what they earn
OTHERS = "(others)"  # all problems beyond those that are told apart


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer as it was judged.

    `shown` is how it was read, as it was typed where it could not be; `group` is what it shares with answers of its kind, `asked` the
    problem on its sheet, `name` what the instructor calls the group, and `before` the tutor's verdict where the instructor has another;
    `step` is the title of the step of the solution at which its mistake is made, and `made` what stands there then, as LaTeX.
    """

    problem: str
    verdict: str
    score: float | None
    typed: str
    shown: str
    feedback: str
    group: str
    latex: str = ""
    mathml: str = ""
    misconception: str | None = None
    version: str = ""
    name: str = ""
    before: str = ""
    asked: str = ""
    step: str = ""
    made: str = ""


def judged_of(record: Mapping[str, Any]) -> Judged:
    """What a record says. Of an answer that cannot be read, how it was typed is all there is to compare."""
    read = record["read_as"] or {}
    typed = str(record.get("answer", ""))
    verdict = record["verdict"] if record.get("answered", True) else "unanswered"
    return Judged(
        record["problem"],
        verdict,
        record["score"],
        typed,
        read.get("text") or " ".join(typed.split()) or "(not readable)",
        record["feedback"] or "",
        group_of(record),
        read.get("latex", ""),
        read.get("mathml") or "",
        record["misconception"],
        record.get("version", ""),
        record.get("named", ""),
        record.get("overridden", ""),
        record.get("asked") or record["problem"],
        record.get("step", ""),
        (record.get("made") or {}).get("latex", ""),
    )


def group_of(record: Mapping[str, Any]) -> str:
    """What an answer shares with those of its kind: its verdict and value; on sheets with other values, the mistake where it is known."""
    verdict, read, version = record["verdict"], record["read_as"], record.get("version", "")
    if record.get("overridden"):
        verdict = record["overridden"]
    if verdict in ("correct", "unanswered"):
        return str(verdict)
    if version and record["misconception"]:
        return f"{verdict}:{record['misconception']}"
    value = record.get("group") or (read["text"] if read else f"typed {' '.join(str(record.get('answer', '')).split())}")
    return f"{verdict}:{version}:{value}"


@dataclass(slots=True)
class Group:
    """Students who gave the same answer, with one of them as an example: the one that is shown."""

    example: Judged
    count: int = 0
    students: list[str] = field(default_factory=list)  # the first ones

    @property
    def shown(self) -> str:
        """The answer as it was read."""
        return self.example.shown

    def add(self, student: str) -> None:
        """One more."""
        self.count += 1
        if len(self.students) < MOST_NAMES:
            self.students.append(student)


@dataclass(frozen=True, slots=True)
class AlikeAnswers:
    """The wrong answers that one mistake explains, by value; the first is the example."""

    mistake: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many answers."""
        return sum(group.count for group in self.groups)


@dataclass(slots=True)
class ProblemSummary:
    """One problem: how often each verdict, its wrong answers by value, and who answered what."""

    marks: float = 1.0
    verdicts: Counter[str] = field(default_factory=Counter)
    groups: dict[str, Group] = field(default_factory=dict)
    others: int = 0  # wrong answers that found no room among the groups
    answers: list[tuple[str, Judged]] = field(default_factory=list)

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

    def earned(self, answer: Judged) -> float:
        """The marks of an answer."""
        return self.marks * (answer.score or 0.0)

    def commonest(self) -> list[Group]:
        """The answers that are not right, or not judged, that most students gave."""
        return sorted(self.groups.values(), key=lambda g: -g.count)[:MOST_SHOWN]

    def by_mistake(self) -> list[AlikeAnswers]:
        """The wrong answers that a mistake explains, by mistake and then by value, those that most students gave first."""
        found: dict[str, list[Group]] = {}
        for group in self.groups.values():
            if group.example.misconception:
                found.setdefault(group.example.misconception, []).append(group)
        clusters = [AlikeAnswers(name, tuple(sorted(groups, key=lambda g: -g.count))) for name, groups in found.items()]
        return sorted(clusters, key=lambda c: -c.count)

    def by_step(self) -> list[tuple[str, int]]:
        """The steps of the solution at which the explained mistakes are made, with how many answers, the commonest first."""
        steps: Counter[str] = Counter()
        for group in self.groups.values():
            if group.example.step:
                steps[group.example.step] += group.count
        return steps.most_common()

    @property
    def rarer(self) -> int:
        """How many answers are in none of the commonest groups."""
        return sum(g.count for g in self.groups.values()) + self.others - sum(g.count for g in self.commonest())

    def add(self, student: str, answer: Judged) -> None:
        """Count one answer."""
        self.verdicts[answer.verdict] += 1
        self.answers.append((student, answer))
        if answer.verdict in ("correct", "unanswered"):
            return
        group = self.groups.get(answer.group)
        if group is None:
            if len(self.groups) >= MOST_GROUPS:
                self.others += 1
                return
            group = self.groups[answer.group] = Group(answer)
        group.add(student)


@dataclass(slots=True)
class Summary:
    """A class. `marks` are those of each problem that has some; where none has, each counts one. `known` has the problems of the set."""

    marks: Mapping[str, float] = field(default_factory=dict)
    known: Problems | None = None
    students: dict[str, dict[str, Judged]] = field(default_factory=dict)  # in the order in which they come
    loose: list[Judged] = field(default_factory=list)  # of students without a name, or beyond those that are told apart
    unnamed: int = 0  # answers of the latter
    strange: Counter[str] = field(default_factory=Counter)  # answers to what is no problem of the set: they count nowhere
    twice: Counter[str] = field(default_factory=Counter)  # answers of a student that a later one has replaced
    broken: list[str] = field(default_factory=list)
    more_broken: int = 0
    cut: set[str] = field(default_factory=set)  # who has a row that could not be read: what is lacking of them may stand there
    _kept: dict[Judged, Judged] = field(default_factory=dict)
    _names: dict[str, None] = field(default_factory=dict)

    @property
    def answers(self) -> int:
        """How many answers count."""
        return sum(map(len, self.students.values())) + len(self.loose)

    @property
    def broken_rows(self) -> int:
        """How many rows could not be read."""
        return len(self.broken) + self.more_broken

    def worth(self, problem: str) -> float:
        """The marks of a problem; one without any where others have some counts nothing."""
        return self.marks.get(problem, 0.0) if self.marks else 1.0

    def add(self, record: Mapping[str, Any]) -> None:
        """Count one record."""
        if "row" in record:
            if record["student"] and len(self.cut) < MOST_STUDENTS:
                self.cut.add(record["student"])
            if len(self.broken) < MOST_BROKEN:
                self.broken.append(record["feedback"])
            else:
                self.more_broken += 1
            return
        answer = judged_of(record)
        if self.known is not None and answer.problem not in self.known:
            self._set_aside(answer.problem, record["student"] or "")
            return
        if answer.problem not in self._names and len(self._names) >= MOST_PROBLEMS:
            answer = replace(answer, problem=OTHERS)
        self._names[answer.problem] = None
        answer = self._kept.setdefault(answer, answer)
        name = record["student"] or ""
        if not name:
            self.loose.append(answer)
        elif name not in self.students and len(self.students) >= MOST_STUDENTS:
            self.loose.append(answer)
            self.unnamed += 1
        else:
            row = self.students.setdefault(name, {})
            if row.pop(answer.problem, None) is not None:
                self.twice[name] += 1
            row[answer.problem] = answer

    def _set_aside(self, problem: str, student: str) -> None:
        """An answer to no problem of the set; who gave it is of the class all the same."""
        self.strange[problem if problem in self.strange or len(self.strange) < MOST_BROKEN else OTHERS] += 1
        if student and len(self.students) < MOST_STUDENTS:
            self.students.setdefault(student, {})

    @property
    def nameless(self) -> int:
        """How many answers are of students without a name, where others have one."""
        return len(self.loose) - self.unnamed if self.students else 0

    def each(self) -> Iterator[tuple[str, Judged]]:
        """Every answer that counts, with its student."""
        for name, row in self.students.items():
            for answer in row.values():
                yield name, answer
        for answer in self.loose:
            yield "", answer

    @property
    def problems(self) -> dict[str, ProblemSummary]:
        """The problems, in the order of the set where that is known, else in which they come."""
        out = {name: ProblemSummary(self.worth(name)) for name in (*(n for n in self.marks if n in self._names), *self._names)}
        for student, answer in self.each():
            out[answer.problem].add(student, answer)
        return out

    def total(self, student: str) -> float:
        """The marks of a student."""
        return sum(self.worth(name) * (answer.score or 0.0) for name, answer in self.students[student].items())

    def open(self, student: str) -> float:
        """The marks of answers of a student of which nobody has said yet what they earn."""
        row = self.students[student]
        lost = sum(self.worth(name) for name in self.marks or self._names if name not in row) if student in self.cut else 0.0
        return lost + sum(self.worth(name) for name, answer in row.items() if answer.verdict in OPEN)

    @property
    def most(self) -> float:
        """The marks of all problems."""
        return sum(self.marks.values()) if self.marks else float(len(self._names))
