"""The report of a class for a terminal."""

from __future__ import annotations

from tutor.desk.classwork.report import WORDS
from tutor.desk.classwork.summary import MOST_STUDENTS, VERDICTS, Summary
from tutor.edges.harmless import clean

WIDTH = 30  # columns of the bar
SHOWN = 5  # wrong answers of each problem
BROKEN = 10  # rows that could not be read
NAMES = 200  # students
LONGEST = 240  # characters of a name, an answer or what was said of it


def told(summary: Summary, title: str) -> str:
    """Problems with a bar and their commonest wrong answers, then the students."""
    lines = [_flat(title), "─" * len(_flat(title)), ""]
    for id, problem in summary.problems.items():
        filled = round(WIDTH * problem.share)
        share = f"{100 * problem.share:.0f} % right" if problem.judged else "not judged"
        lines.append(f"{_flat(id)}  {'█' * filled}{'░' * (WIDTH - filled)}  {share}")
        lines.append("   " + ", ".join(f"{problem.verdicts[v]} {WORDS[v]}" for v in VERDICTS if problem.verdicts[v]))
        for group in problem.commonest()[:SHOWN]:
            named = f" ({group.misconception.replace('_', ' ')})" if group.misconception else ""
            lines.append(f"   {group.count:4d} × {_flat(group.shown)}{named}: {_flat(group.feedback or WORDS[group.verdict])}")
        lines.append("")
    if summary.broken_rows:
        lines += [f"Rows that could not be read: {summary.broken_rows}", *(f"   {_flat(said)}" for said in summary.broken[:BROKEN]), ""]
    names = sorted(summary.students)[:NAMES]
    width = max((len(_flat(name)) for name in names), default=0)
    for name in names:
        student = summary.students[name]
        lines.append(f"{_flat(name):{width}}  {student.score:6.2f} of {student.answers}")
    if len(summary.students) > NAMES:
        lines.append(f"and {len(summary.students) - NAMES} more; -o FILE.html has them all")
    if summary.unnamed:
        lines.append(f"and {summary.unnamed} answers of students beyond the first {MOST_STUDENTS}")
    return "\n".join(lines) + "\n"


def _flat(text: str) -> str:
    """On one line, with nothing in it that acts: a name must not look like a line of the report."""
    flat = " ".join(clean(text).split())
    return flat if len(flat) <= LONGEST else flat[:LONGEST] + "…"
