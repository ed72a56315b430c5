"""The option that says in which language is spoken."""

from __future__ import annotations

import argparse

from tutor.edges.language import ENGLISH, known, use_language
from tutor.reading.sets import ProblemSet


def add_language(parser: argparse.ArgumentParser) -> None:
    """`--language`."""
    parser.add_argument("--language", metavar="CODE", help="of pages and messages, as de; default: as the set says, else en")


def speak(options: argparse.Namespace, found: ProblemSet) -> None:
    """From now on in the language that is asked for, or that the set is in."""
    use_language(known(options.language or found.header.get("language", ENGLISH)))
