"""The report of a class as one HTML page: problems with their commonest mistakes first, then the students."""

from __future__ import annotations

from typing import Any

from jinja2.filters import do_dictsort
from markupsafe import Markup

from tutor.desk.classwork.summary import MOST_GROUPS, VERDICTS, Summary
from tutor.edges.harmless import clean
from tutor.edges.resources import template_folders
from tutor.printing.templating import environment_of

WORDS = {
    "correct": "correct",
    "wrong_form": "right, other form",
    "partially_correct": "partly right",
    "incorrect": "not right",
    "unreadable": "not readable",
    "unanswered": "not answered",
    "undecided": "undecided",
}


def page(summary: Summary, title: str) -> str:
    """The page. Whatever students typed is escaped and cleaned of what acts."""
    found = environment_of(template_folders("class"), autoescape=True, finalize=_cleaned)
    found.filters.update(counted=counted, fixed=fixed, dictsort=do_dictsort)
    return found.get_template("report.html.j2").render(
        summary=summary,
        title=title,
        words=WORDS,
        verdicts=VERDICTS,
        most_groups=MOST_GROUPS,
        undecided=any(s.undecided for s in summary.students.values()),
    )


def counted(number: int, what: str) -> str:
    """`1 answer`, `2 answers`."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def fixed(number: float, digits: int) -> str:
    """So many digits after the point."""
    return f"{number:.{digits}f}"


def _cleaned(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
