"""The report of a class as one HTML page: problems with their commonest mistakes first, then the students."""

from __future__ import annotations

from tutor.classwork.summary import VERDICTS, Summary
from tutor.output.base import clean
from tutor.resources import template_folders
from tutor.templating import environment_of

WORDS = {
    "correct": "correct",
    "wrong_form": "right, other form",
    "partially_correct": "partly right",
    "incorrect": "not right",
    "unreadable": "not readable",
    "undecided": "undecided",
}


def page(summary: Summary, title: str) -> str:
    """The page. Whatever students typed is escaped and cleaned of what acts."""
    cleaned = lambda value: clean(value) if isinstance(value, str) else value  # noqa: E731
    found = environment_of(template_folders("class"), autoescape=True, finalize=cleaned)
    return found.get_template("report.html.j2").render(summary=summary, title=title, words=WORDS, verdicts=VERDICTS)
