"""What a command is about: the problems of a set, or one problem typed as KIND field=value ..."""

from __future__ import annotations

import argparse
from pathlib import Path

from tutor.errors import Invalid, nearest
from tutor.reading.sets import SUFFIXES, ProblemSet, from_arguments, load_set


def problems_of(options: argparse.Namespace) -> ProblemSet:
    """The set of the arguments `target`, `fields` and `id`. Errors: `Invalid` where there is none."""
    target = Path(options.target)
    if target.suffix in SUFFIXES or target.is_file():
        if options.fields:
            raise Invalid("a set takes no fields", hint="Fields follow a kind: tutor solve gradient function='x^2 y'")
        found = load_set(target)
        if options.id is not None:
            kept = tuple(r for r in found.records if r.id == options.id)
            if not kept:
                raise Invalid(f"{target.name} has no problem {options.id!r}", hint=nearest(options.id, [r.id for r in found.records]))
            return ProblemSet(kept, found.header, found.file)
        return found
    return ProblemSet((from_arguments(options.target, options.fields),))
