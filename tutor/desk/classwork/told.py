"""The report of a class for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tutor.desk.classwork.items import Item, Totals, items, totals
from tutor.desk.classwork.posing import PosedProblem
from tutor.desk.classwork.report import WORDS, counted, document, marked, number, variants
from tutor.desk.classwork.summary import MOST_STUDENTS, VERDICTS, ProblemSummary, Summary
from tutor.edges.harmless import clean
from tutor.edges.language import ENGLISH, language, speech
from tutor.printing.output import text as printed

WIDTH = 30  # columns of the bar
SHOWN = 5  # wrong answers of each problem
VARIANTS = 5  # of a problem with its right answers
BROKEN = 10  # rows that could not be read
NAMES = 200  # students
LONGEST = 240  # characters of a name, an answer or what was said of it


def told(summary: Summary, title: str, posed: Mapping[str, PosedProblem] | None = None) -> str:
    """The class, then each problem with what it asks, a bar and its commonest wrong answers, then the students."""
    problems = summary.problems
    about = items(summary, problems)
    lines = [_flat(title), "─" * len(_flat(title)), "", *_class(totals(summary, problems)), *_aside(summary)]
    for id, problem in problems.items():
        lines += [*_problem(id, problem, about.get(id), list(_asked(id, posed or {}))), ""]
    if summary.broken_rows:
        lines += [
            f"{speech('Rows that could not be read')}: {summary.broken_rows}",
            *(f"   {_flat(said)}" for said in summary.broken[:BROKEN]),
            "",
        ]
    lines += _students(summary)
    return "\n".join(lines) + "\n"


def _class(found: Totals | None) -> Iterator[str]:
    if found is not None:
        numbers = (marked(number(n)) for n in (found.mean, found.median, found.low, found.high, found.most))
        yield f"{counted(found.students, 'student')}: {speech('mean {}, median {}, from {} to {}, of {}', *numbers)}"
        yield ""


def _aside(summary: Summary) -> Iterator[str]:
    """What is in nobody's marks."""
    if summary.strange:
        names = ", ".join(f"{_flat(name)} ({count})" for name, count in summary.strange.items())
        count = counted(sum(summary.strange.values()), "answer")
        yield f"{speech('{} to what is no problem of the set, which count nowhere:', count)} {names}"
    if summary.nameless:
        yield speech("Answers without a name, which are in nobody's marks: {}", str(summary.nameless))
    if summary.strange or summary.nameless:
        yield ""


def _asked(id: str, posed: Mapping[str, PosedProblem]) -> Iterator[str]:
    """What a problem asks, and the right answer, or those of some variants."""
    if posed:
        asked = printed.fragment(document(id, posed)).strip("\n").splitlines()[2:]
        yield from (f"   {clean(line)}".rstrip() for line in "\n".join(asked).strip("\n").splitlines())
        right = [f"   {values}: {answer}" for _, values, _, answer in variants(id, posed)]
        yield from right[:VARIANTS]
        if len(right) > VARIANTS:
            yield f"   {speech('and {} more', str(len(right) - VARIANTS))}"


def _problem(id: str, problem: ProblemSummary, item: Item | None, asked: Sequence[str]) -> Iterator[str]:
    filled = round(WIDTH * problem.share)
    share = speech("{} % right", f"{100 * problem.share:.0f}") if problem.judged else speech("not judged")
    yield f"{_flat(id)}  {'█' * filled}{'░' * (WIDTH - filled)}  {share}"
    yield from asked
    yield "   " + ", ".join(f"{problem.verdicts[v]} {speech(WORDS[v])}" for v in VERDICTS if problem.verdicts[v])
    if item is not None:
        apart = "" if item.discrimination is None else f"{item.discrimination:.2f}"
        mean = speech("mean {} of {} marks", marked(number(item.mean)), marked(number(item.marks)))
        yield f"   {mean}{speech(', correlation with the other problems {}', marked(apart)) if apart else ''}"
    for group in problem.commonest()[:SHOWN]:
        example = group.example
        id = (example.misconception or "").replace("_", " ") if language() == ENGLISH else ""  # what is said tells it in any language
        named = example.name or id
        said = example.feedback or speech(WORDS[example.verdict])
        yield f"   {group.count:4d} × {_flat(group.shown)}{f' ({_flat(named)})' if named else ''}: {_flat(said)}"


def _students(summary: Summary) -> Iterator[str]:
    names = sorted(summary.students)[:NAMES]
    width = max((len(_flat(name)) for name in names), default=0)
    for name in names:
        waiting = summary.open(name)
        more = f"  ({marked(number(waiting))} {speech('not decided')})" if waiting else ""
        yield f"{_flat(name):{width}}  {speech('{} of {}', marked(f'{summary.total(name):6.2f}'), marked(number(summary.most)))}{more}"
    if len(summary.students) > NAMES:
        yield speech("and {} more; -o FILE.html has them all", str(len(summary.students) - NAMES))
    if summary.unnamed:
        yield speech("and {} of students beyond the first {}", counted(summary.unnamed, "answer"), str(MOST_STUDENTS))


def _flat(text: str) -> str:
    """On one line, with nothing in it that acts: a name must not look like a line of the report."""
    flat = " ".join(clean(text).split())
    return flat if len(flat) <= LONGEST else flat[:LONGEST] + "…"
