"""The report of a class for a terminal."""

from __future__ import annotations

from tutor.classwork.report import WORDS
from tutor.classwork.summary import VERDICTS, Summary
from tutor.output.base import clean

WIDTH = 30  # columns of the bar
SHOWN = 5  # wrong answers of each problem
MOST_STUDENTS = 200


def told(summary: Summary, title: str) -> str:
    """Problems with a bar and their commonest wrong answers, then the students."""
    lines = [title, "─" * len(title), ""]
    for id, problem in summary.problems.items():
        filled = round(WIDTH * problem.share)
        lines.append(f"{id}  {'█' * filled}{'░' * (WIDTH - filled)}  {100 * problem.share:.0f} % right")
        lines.append("   " + ", ".join(f"{problem.verdicts[v]} {WORDS[v]}" for v in VERDICTS if problem.verdicts[v]))
        for group in problem.commonest()[:SHOWN]:
            named = f" ({group.misconception.replace('_', ' ')})" if group.misconception else ""
            lines.append(f"   {group.count:4d} × {group.shown}{named}: {group.feedback or WORDS[group.verdict]}")
        lines.append("")
    lines += summary.broken + ([""] if summary.broken else [])
    names = sorted(summary.students)
    width = max(map(len, names), default=0)
    for name in names[:MOST_STUDENTS]:
        student = summary.students[name]
        lines.append(f"{name:{width}}  {student.score:6.2f} of {student.answers}")
    if len(names) > MOST_STUDENTS:
        lines.append(f"and {len(names) - MOST_STUDENTS} more; -o FILE.csv has them all")
    return clean("\n".join(lines)) + "\n"
