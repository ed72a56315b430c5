"""`tutor new`: a commented set of problems to start from."""

from __future__ import annotations

import argparse
from pathlib import Path

from tutor.cli.tell import say
from tutor.errors import Invalid
from tutor.reading.sets import SUFFIXES

START = "start.toml"


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command."""
    new = verbs.add_parser("new", help="a commented set of problems to start from")
    new.add_argument("target", type=Path, metavar="SET.toml", help="the file to write; it must not be there yet")
    new.set_defaults(run=_new)


def _new(options: argparse.Namespace) -> int:
    from tutor.edges.outfile import replaced

    path: Path = options.target
    if path.suffix != SUFFIXES[0]:
        raise Invalid(f"a set to start from is TOML, and {path} is not named so", hint=f"Name it {path.stem or 'homework'}{SUFFIXES[0]}.")
    if path.exists():
        raise Invalid(f"{path} is there already", hint="Choose another name: nothing is written over.")
    with replaced(path) as out:
        out.write(text(path.name).encode())
    say(f"written: {path}. Next: tutor solve {path}")
    return 0


def text(name: str) -> str:
    """The set, whose comments name the file."""
    from tutor.edges.resources import folder

    return (folder("templates") / START).read_text(encoding="utf-8").replace("NAME", name)
