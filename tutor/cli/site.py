"""`tutor site`: the tutor as a folder of files, for any course page; it runs in the reader's browser, and nothing leaves it."""

from __future__ import annotations

import argparse
from pathlib import Path

from tutor.cli.spoken import add_language
from tutor.cli.tell import say
from tutor.edges.language import ENGLISH

MEGABYTE = 1_000_000


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    made = verbs.add_parser("site", help="the tutor as a folder of files that needs no server: Python runs in the reader's browser")
    made.add_argument("sets", nargs="*", type=Path, metavar="SET.toml", help="sets to practise; default: those of the package")
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="a new folder, or one that this wrote before")
    made.add_argument(
        "--runtime", type=Path, metavar="DIR", help="a folder with Pyodide and its wheels; default: fetched once by npm and pip"
    )
    add_language(made)
    made.set_defaults(run=_site)


def _site(options: argparse.Namespace) -> int:
    from tutor.web.request import shelf
    from tutor.web.runtime import runtime
    from tutor.web.site import site, write

    total = write(options.output, site(shelf(options.sets, options.language or ENGLISH), runtime(options.runtime)))
    say(f"written: {options.output}, {total / MEGABYTE:.0f} MB, for any web server.")
    say(f"To try it: python -m http.server -d {options.output}")
    return 0
