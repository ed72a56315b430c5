"""The options that say which sheet of a handout is meant."""

from __future__ import annotations

import argparse
from pathlib import Path

from tutor.cli.numbers import LARGEST_SEED, whole
from tutor.desk.version import FIRST, Version
from tutor.errors import Invalid
from tutor.reading.sets import ProblemSet, load_set


def add_version(parser: argparse.ArgumentParser) -> None:
    """`--version` and `--seed`."""
    parser.add_argument("--version", metavar="B", dest="sheet", help="version of the sheet, or its code; default A")
    parser.add_argument(
        "--seed", type=whole("--seed", -LARGEST_SEED, LARGEST_SEED), default=FIRST.seed, metavar="S", help="its seed, default 0"
    )


def version_of(options: argparse.Namespace, found: ProblemSet) -> Version:
    """The version that the options name. Errors: `Invalid` where there is none, or a code is that of another sheet."""
    if options.sheet is None:
        return Version(FIRST.letter, options.seed)
    from tutor.desk.codes import Codes  # nothing else here needs it

    whole_set = found if options.id is None or not found.file else load_set(Path(options.target))
    try:
        return Codes(whole_set).version(options.sheet, options.seed)
    except Invalid as error:
        raise Invalid(f"--version: {error.message}", hint=error.hint) from None
