"""The option that says in which language is spoken."""

from __future__ import annotations

import argparse


def add_language(parser: argparse.ArgumentParser) -> None:
    """`--language`."""
    parser.add_argument("--language", metavar="CODE", help="of pages and messages, as de; default: as the set says, else en")
