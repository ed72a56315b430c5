#!/usr/bin/env python3
"""Writes docs/reference from the code: commands, fields, kinds, templates, mistakes, the Python face. With --check it only compares."""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import tutor
from tutor.checking.verdict import WRONG_FORM
from tutor.cli import COMMANDS, whole_parser
from tutor.deriving.mistake import mistakes
from tutor.desk.fields import OF_A_PROBLEM, OF_A_SET
from tutor.desk.manual import kind_page, known_kinds, title_of
from tutor.telling.templates import listed

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
WRITTEN = "<!-- Written by scripts/docs.py from the code: change it there. -->\n\n"


def pages() -> dict[str, str]:
    """Every page of the reference by its name."""
    return {name: WRITTEN + make() for name, make in MADE.items()}


def commands() -> str:
    (verbs,) = (a.choices for a in whole_parser()._actions if isinstance(a.choices, dict))
    help_of = {a.dest: a.help for each in whole_parser()._actions if isinstance(each.choices, dict) for a in each._choices_actions}
    said = ["# Commands", "Exit status: 0 done, 1 something was left unsolved (each named), 2 the input was wrong."]
    for name in COMMANDS:
        said += [
            f"## tutor {name}",
            f"{help_of[name][:1].upper()}{help_of[name][1:]}.",
            _table(["argument", "what it is"], _arguments(verbs[name])),
        ]
    return _joined(said)


def _arguments(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    for action in parser._actions:
        if not isinstance(action, argparse._HelpAction):
            given = action.metavar or (
                "" if action.nargs == 0 else "|".join(map(str, action.choices)) if action.choices else action.dest.upper()
            )
            name = f"{', '.join(action.option_strings)} {given}".strip()
            choices = f"one of {', '.join(map(str, action.choices))}" if action.choices and action.metavar else ""
            yield f"`{name}`", " ".join(said for said in (action.help or "", choices) if said).replace("|", "\\|")


def fields() -> str:
    said = [
        "# Fields of a set",
        "A set is TOML, or JSON lines with one problem each. At its head:",
        _table(["field", "what it is"], _quoted(OF_A_SET)),
    ]
    said += ["Of every problem, besides the fields of its kind:", _table(["field", "what it is"], _quoted(OF_A_PROBLEM))]
    return _joined(said)


def kinds() -> str:
    said = ["# Kinds of problems", "`tutor kinds KIND` prints the same. A field with a question mark may be left out."]
    for kind in known_kinds():
        said += [f"## {kind}", title_of(kind) + ".", f"```text\n{kind_page(kind).partition(chr(10) * 2)[2]}\n```"]
    return _joined(said)


def templates() -> str:
    said = "`tutor words FILE --to DIR` copies one into a folder that `--templates DIR` takes. The layouts of pages:"
    layouts = "\n".join(f"- `{file}`" for file in listed() if file.parts[0] != "prose")
    words = (
        "The words of kinds and rules are below `prose/`: `tutor words` lists them with their blocks, each of which may be changed alone."
    )
    return _joined(["# Templates", said, layouts, words])


def python() -> str:
    said = ["# From Python", inspect.getdoc(tutor).partition("\n")[0]]
    for name in tutor.__all__:
        found = getattr(tutor, name)
        said += [f"## tutor.{name}", f"```python\n{name}{inspect.signature(found)}\n```", inspect.getdoc(found)]
    return _joined(said)


MARKS = """\
An answer earns a share of the marks of its problem:

| verdict | share |
|---|---|
| correct | 1 |
| wrong_form | {wrong_form:g} |
| partially_correct | that of the parts that are right, all of the same weight; see below |
| incorrect | 0 |
| unreadable, undecided | none: it does not count, until you decide |

Parts are components, points, values and the like. One in another form than was asked counts {wrong_form:g}, one too many as a part that is
not right.

Then the mistake that is named may say otherwise, the last of these that there is:

1. the `credit` that the author gives to just this wrong answer (`wrong` of the problem),
2. what `mistakes` of the problem says of the mistake, or, of a problem without such a table, that of the set.

So with `mistakes = {{ direction_not_normalized = 0.7 }}` an answer that shows this mistake earns 0.7 of the marks, whatever its parts would
have earned, and one that shows none of those named there earns what its verdict says. A right answer is never looked at for mistakes.

Which mistake is named where several make the same value: the author's; else one that the checker sees in the answer as typed (points that
are missing, a constant that is left out); else the one of the lowest rank below, of equal ones the first by name, made at every place
before made at one, and two mistakes at once only where one alone does not explain the value."""


def mistaken() -> str:
    ranked = ((f"`{name}`", str(m.rank), m.says) for name, m in mistakes().items())
    rows = ((name, rank, said.replace("|", "\\|")) for name, rank, said in ranked)
    table = _table(["mistake", "rank", "what is said of it"], rows)
    return _joined(["# Marks and mistakes", MARKS.format(wrong_form=WRONG_FORM), "## The mistakes", table])


MADE = {
    "commands.md": commands,
    "fields.md": fields,
    "kinds.md": kinds,
    "templates.md": templates,
    "python.md": python,
    "mistakes.md": mistaken,
}


def _quoted(rows: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((f"`{name}`", said.replace("|", "\\|")) for name, said in rows.items())


def _table(head: list[str], rows: Iterator[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def _joined(said: list[str]) -> str:
    return "\n\n".join(said) + "\n"


def main() -> int:
    """0, or 1 where --check finds a page that is not as the code says."""
    old = []
    for name, text in pages().items():
        path = REFERENCE / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            old.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    print(f"{'not current' if '--check' in sys.argv else 'written'}: {', '.join(old) or 'none'}")
    return 1 if old and "--check" in sys.argv else 0


if __name__ == "__main__":
    raise SystemExit(main())
