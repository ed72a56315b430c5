"""`tutor words`: the templates that may be changed, listed, shown, or copied to a folder of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path

from tutor.cli.tell import say
from tutor.errors import Invalid, nearest


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its option."""
    words = verbs.add_parser("words", help="the templates: all of them, one, or a copy of one to change")
    words.add_argument("file", nargs="?", metavar="FILE", help="a template, as html/page.css, or the kind or rule that it is for")
    words.add_argument("--to", type=Path, metavar="DIR", help="copy it to its place in a folder that --templates takes")
    words.set_defaults(run=_words)


def _words(options: argparse.Namespace) -> int:
    from tutor.edges.outfile import replaced
    from tutor.edges.resources import folder
    from tutor.rule import kinds
    from tutor.telling.templates import listed, named, page

    if options.file is None:
        if options.to is not None:
            raise Invalid("which template is to be copied?", hint="For example: tutor words gradient --to mine")
        print(page())
        return 0
    found = named(options.file)
    if found is None:
        raise Invalid(f"there is no template {options.file!r}", hint=nearest(options.file, [*map(str, listed()), *kinds()]))
    source = folder("templates") / found
    if options.to is None:
        print(source.read_text(encoding="utf-8"), end="")
        return 0
    copy = options.to / found
    if copy.exists():
        raise Invalid(f"{copy} is there already", hint="Nothing is written over.")
    copy.parent.mkdir(parents=True, exist_ok=True)
    with replaced(copy) as out:
        out.write(source.read_bytes())
    say(f"written: {copy}. Next: tutor solve SET.toml --templates {options.to}")
    return 0
