"""The options that say which sheet of a handout is meant."""

from __future__ import annotations

import argparse
from pathlib import Path

from tutor.cli.numbers import LARGEST_SEED, whole
from tutor.desk.version import FIRST, Version, letter_of
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
    said: str = (options.sheet or FIRST.letter).strip()
    letter = letter_of(said)
    if letter is None:
        raise Invalid(f"--version: {said[:40]!r} is no version", hint="It is a letter, as B, or the code on the sheet, as B-8779.")
    version = Version(letter, options.seed)
    if "-" in said:
        from tutor.desk.sheet import MOST_VERSIONS, sheets  # nothing else here needs it, and it takes time to load

        whole_set = found if options.id is None or not found.file else load_set(Path(found.file))
        codes = {sheets(whole_set, MOST_VERSIONS, options.seed, shuffle)[version.place].code for shuffle in (False, True)}
        if letter + said[1:] not in codes:
            hint = "Name the seed that the sheet was made with: --seed S."
            raise Invalid(f"{said} is no sheet of this set with the seed {options.seed}", hint=hint)
    return version
