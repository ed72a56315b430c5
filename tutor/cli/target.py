"""What a command is about: the problems of a set, or one problem typed as KIND field=value ..."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from tutor.errors import Invalid
from tutor.reading.sets import SUFFIXES, ProblemSet, from_arguments, load_set


def problems_of(options: argparse.Namespace) -> ProblemSet:
    """The set of the arguments `target`, `fields` and `id`. Errors: `Invalid` where there is none."""
    target = Path(options.target)
    if target.suffix in SUFFIXES or _is_file(target):
        if options.fields:
            raise Invalid("a set takes no fields", hint="Fields follow a kind: tutor solve gradient function='x^2 y'")
        found = load_set(target)
        return found if options.id is None else found.chosen(options.id)
    if _is_folder(target):
        raise Invalid(f"{options.target} is a folder", hint="A set is a file: .toml or .jsonl.")
    return ProblemSet((from_arguments(options.target, options.fields),))


def named(target: str | Path) -> list[Path]:
    """The file of a set, where the target is none of the kinds."""
    return [Path(target)] if os.path.isfile(target) else []


def _is_folder(path: Path) -> bool:
    """Whether a folder is named by its path; one that is called as a kind is, is not."""
    try:
        return os.sep in str(path) and path.is_dir()
    except (OSError, ValueError):
        return False


def _is_file(path: Path) -> bool:
    """Whether there is such a file; what no file can be called is the name of a kind, perhaps."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
