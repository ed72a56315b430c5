"""The problems of a handout in all its versions, made where they can be stopped; those that nothing came of are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tutor.cli.batch import TIME_LIMIT, ordered, processes
from tutor.cli.tell import excerpted, say
from tutor.desk.handout import Job, Prepared, place_of, prepare
from tutor.desk.sheet import Sheet, Show, without
from tutor.edges.job import Lost
from tutor.edges.worker import run
from tutor.errors import Unsupported
from tutor.printing.output.base import load
from tutor.printing.style import Style
from tutor.reading.sets import ProblemSet

SHEETS = 10  # with different values that a problem may be solved for in the time of one that is slow


def left(found: ProblemSet, listed: Sequence[Sheet], made: Sequence[Prepared]) -> tuple[Sheet, ...]:
    """The sheets without the problems that nothing came of. Errors: `Unsupported` where there is no other one."""
    out = [k for k, result in enumerate(made) if not result.fragments]
    if len(out) == len(made):
        raise Unsupported("there is nothing to hand out: no problem of the set could be prepared")
    for k in out:
        say(f"left out: {place_of(found.problems[k]).describe()}")
    return tuple(without(sheet, out) for sheet in listed)


def prepared(
    found: ProblemSet, listed: Sequence[Sheet], prints: tuple[tuple[Show, str], ...], style: Style, tight: bool = False
) -> list[Prepared]:
    """Every problem in every version, and what is to be said of it."""
    wanted, limit = tuple(sheet.version for sheet in listed), _seconds(len(listed))
    numbers = [tuple(sheet.number(k) for sheet in listed) for k in range(len(found.problems))]
    jobs = [Job(parts, numbers[k], prints, wanted, limit, style, tight) for k, parts in enumerate(found.problems)]
    made = dict(enumerate(_run(jobs)))
    late = [k for k, result in made.items() if isinstance(result, Lost)]
    told: dict[int, tuple[str, ...]] = {k: (f"{jobs[k].place.describe()}: {made[k].message}",) for k in late}
    for k, result in zip(late, _run([replace(jobs[k], solve=False) for k in late]), strict=True):
        made[k] = Prepared(()) if isinstance(result, Lost) else replace(result, messages=(), excerpt=None)
        made[k] = replace(made[k], messages=told[k], complete=False)
    for result in made.values():
        if result.fault is not None:
            raise result.fault
        for message in result.messages:
            say(message)
        if result.excerpt:
            excerpted(result.excerpt)
    _renumber(jobs, made, listed)
    return [made[k] for k in range(len(jobs))]


def _run(jobs: Sequence[Job]) -> list[Any]:
    limit = _seconds(max((len(job.numbers) for job in jobs), default=1))
    return list(ordered(run(jobs, prepare, processes(len(jobs)), limit), len(jobs)))


def _seconds(sheets: int) -> float:
    """For a problem on so many sheets."""
    return TIME_LIMIT * max(1.0, sheets / SHEETS)


def _renumber(jobs: Sequence[Job], made: dict[int, Any], listed: Sequence[Sheet]) -> None:
    """Where problems are left out, those behind them once more with the numbers that they have then, in formats that write numbers."""
    out = [k for k, result in made.items() if not result.fragments]
    if all(load(form).counts for _, form in jobs[0].prints):
        return
    short = [without(sheet, out) for sheet in listed]
    again = [k for k, job in enumerate(jobs) if k not in out and any(s.number(k) != n for s, n in zip(short, job.numbers, strict=True))]
    for k, result in zip(again, _run([replace(jobs[k], numbers=tuple(s.number(k) for s in short)) for k in again]), strict=True):
        if isinstance(result, Prepared) and result.fragments:
            made[k] = replace(made[k], fragments=result.fragments)
