"""The report of a class as one HTML page: the class, then each problem with what was asked and answered, then who has which marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from tutor.checking.question import Question
from tutor.checking.shown import shown
from tutor.desk.classwork.items import items, totals
from tutor.desk.classwork.posing import PosedProblem
from tutor.desk.classwork.row import APART
from tutor.desk.classwork.summary import MOST_GROUPS, MOST_NAMES, VERDICTS, Judged, Summary
from tutor.edges.harmless import clean
from tutor.edges.language import language, message, setting, speech
from tutor.edges.resources import template_folders
from tutor.errors import TutorError
from tutor.page.document import AnswerBox, Block, Display, Document, Paragraph, Text
from tutor.printing.notation.mathml import mathml
from tutor.printing.notation.native import native
from tutor.printing.notation.text import text
from tutor.printing.output import html
from tutor.printing.templating import at_rendering, environment_of
from tutor.reading.typeset import typeset

MOST_TYPED = 2_000  # answers to one problem that are listed one by one
MOST_ROWS = 2_000  # students in the table of marks
WORDS = {
    "correct": "correct",
    "wrong_form": "right, other form",
    "partially_correct": "partly right",
    "incorrect": "not right",
    "unreadable": "not readable",
    "unanswered": "not answered",
    "undecided": "undecided",
}


def page(summary: Summary, title: str, posed: Mapping[str, PosedProblem] | None = None) -> str:
    """The page; `posed` are the problems as they were asked. Whatever students typed is escaped and cleaned of what acts."""
    found = environment_of(template_folders("class"), autoescape=True, finalize=_cleaned)
    problems = summary.problems
    whole = totals(summary, problems)
    filters: dict[str, Callable[..., object]] = {
        "say": lambda english, *parts: speech(english, *map(str, parts)),
        "counted": counted,
        "formula": _formula,
        "fixed": fixed,
        "marked": marked,
        "number": lambda value: marked(number(value)),
    }
    found.filters.update({name: at_rendering(do) for name, do in filters.items()})
    found.filters.update(
        earned=lambda answer, problem: problem.earned(answer),
        total=summary.total,
        waiting=lambda name: marked(number(waiting)) if (waiting := summary.open(name)) else "",
    )
    return found.get_template("report.html.j2").render(
        summary=summary,
        language=language(),
        problems=problems,
        asked={name: Markup(asked(name, posed or {}, problem.marks if summary.marks else None)) for name, problem in problems.items()},
        sheets={name: variants(name, posed or {}) for name in problems},
        style=Markup(html.scoped_style()),
        items=items(summary, problems),
        totals=whole,
        tallest=1 if whole is None else max(whole.bars),
        twice=sum(summary.twice.values()),
        strangers=sum(summary.strange.values()),
        students=sorted(summary.students)[:MOST_ROWS],
        title=title,
        words=WORDS,
        verdicts=VERDICTS,
        most_groups=MOST_GROUPS,
        most_names=MOST_NAMES,
        most_typed=MOST_TYPED,
    )


def asked(name: str, posed: Mapping[str, PosedProblem], marks: float | None) -> str:
    """What a problem asks and the right answer, as a piece of HTML; only its id where that is not known."""
    return html.fragment(document(name, posed, "" if marks is None else message(f"{number(marks)} mark{'' if marks == 1 else 's'}")))


def document(name: str, posed: Mapping[str, PosedProblem], marks: str = "") -> Document:
    """The problem, and the right answer where all sheets have the same."""
    found = _on_sheets(name, posed)
    if not found:
        return Document(name, "", name, (), ())
    first = next(iter(found.values()))
    return Document(
        name, "", name, first.general or (*first.shared, *first.statement), () if len(found) > 1 else _answer(first), marks=marks
    )


def _on_sheets(name: str, posed: Mapping[str, PosedProblem]) -> dict[str, PosedProblem]:
    return {key: each for key, each in posed.items() if key.partition(APART)[0] == name}


def _answer(posed: PosedProblem) -> tuple[Block, ...]:
    if isinstance(posed.question, str):
        return (Paragraph((Text(posed.question),)),)
    return (AnswerBox((Display((native(shown(posed.question.expected), message),)),)),)


def variants(name: str, posed: Mapping[str, PosedProblem]) -> list[tuple[str, str, str, str]]:
    """Where sheets differ, each variant: its sheets, its values, and the right answer as MathML and as text."""
    found: dict[str, tuple[list[str], Question | str]] = {}
    for key, each in _on_sheets(name, posed).items() if len(_on_sheets(name, posed)) > 1 else ():
        values = each.question if isinstance(each.question, str) else each.question.drawn.partition("): ")[2]
        found.setdefault(values, ([], each.question))[0].append(key.split(APART)[1])
    out: list[tuple[str, str, str, str]] = []
    for values, (sheets, question) in found.items():
        right = None if isinstance(question, str) else native(shown(question.expected), message)
        out.append((", ".join(sheets), values, Markup("" if right is None else mathml(right)), "" if right is None else text(right)))
    return out


def _formula(answer: Judged) -> object:
    """How an answer was read, typeset where that can be done."""
    if answer.mathml:
        return Markup(answer.mathml)
    try:
        return Markup(mathml(native(typeset(answer.latex), message))) if answer.latex else answer.shown
    except TutorError:
        return answer.shown


def counted(number: int, what: str) -> str:
    """`1 answer`, `2 answers`."""
    return speech(f"{{}} {what}" if number == 1 else f"{{}} {what}s", f"{number:,}")


def fixed(number: float, digits: int) -> str:
    """So many digits after the point."""
    return f"{number:.{digits}f}"


def number(value: float) -> str:
    """`2`, `2.5`, `0.67`."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def marked(said: str) -> str:
    """A number with the decimal mark of the language."""
    return said.replace(".", setting("decimal", "."))


def _cleaned(value: object) -> object:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
