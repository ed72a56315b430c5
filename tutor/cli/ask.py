"""`tutor ask`: a sentence of a textbook, what was understood by it, and its solution."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tutor.cli.solve import add_page, solved
from tutor.cli.tell import say
from tutor.cli.write import RECORDS
from tutor.desk.version import FIRST
from tutor.edges.harmless import clean, json_text
from tutor.edges.language import message
from tutor.reading.sets import ProblemSet, as_record

if TYPE_CHECKING:
    from tutor.reading.sentences.read import Question, Understood


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    ask = verbs.add_parser("ask", help="a sentence as in a textbook: what was understood, and the solution")
    ask.add_argument("sentence", help="for example: find the critical points of x^3 - 3xy + y^3")
    ask.add_argument("--read-only", action="store_true", help="only say what was understood")
    add_page(ask)
    ask.set_defaults(run=_ask, target="", fields=[], id=None, sheet=None, seed=FIRST.seed)


def _ask(options: argparse.Namespace) -> int:
    from tutor.reading.sentences.read import Question, Understood, read_sentence  # with it comes SymPy

    found = read_sentence(options.sentence)
    if options.read_only and options.format in RECORDS:
        print(json_text(as_object(found)))
        return 0 if isinstance(found, Understood) else 1
    if isinstance(found, Question):
        say(found.text)
        for choice in found.choices:
            print(f"  {clean(command(choice))}", file=sys.stderr)
        return 1
    print(clean(message(f"Understood as {found.shown}")), f"  {clean(command(found))}\n", sep="\n", file=_beside(options))
    return 0 if options.read_only else solved(ProblemSet((as_record({"kind": found.kind, **found.fields}, "1"),)), options)


def _beside(options: argparse.Namespace) -> Any:
    """Where it is said: above a page in the terminal, and beside one that goes elsewhere."""
    return sys.stdout if options.read_only or (options.output is None and options.format in (None, "text")) else sys.stderr


def as_object(found: Understood | Question) -> dict[str, object]:
    """For programs: kind and fields, or the question with what may be meant."""
    from tutor.reading.sentences.read import Question, Understood

    match found:
        case Understood(kind, fields, shown):
            return {"kind": kind, "fields": fields, "shown": shown, "question": None, "choices": []}
        case Question(text, choices):
            return {"kind": None, "fields": {}, "shown": "", "question": text, "choices": [_choice(c) for c in choices]}


def _choice(choice: Understood) -> dict[str, object]:
    return {"kind": choice.kind, "fields": choice.fields, "shown": choice.shown}


def command(found: Understood) -> str:
    """The same problem as it is typed with its kind and fields."""
    return " ".join(["tutor solve", found.kind, *(f"{name}={shlex.quote(typed(v))}" for name, v in found.fields.items())])


def typed(value: object) -> str:
    """A value as it is typed behind the name of its field."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{k} = {_toml(v)}" for k, v in value.items()) + "}"
        case list():
            return _toml(value)
    return str(value)


def _toml(value: object) -> str:
    match value:
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case Mapping():
            return typed(value)
    text = str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if "\\" not in text or "'" in text else f"'{text}'"
