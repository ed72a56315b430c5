"""`tutor handout`: sheets, keys and worked solutions of a set, in versions."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tutor.cli.house import add_house, beside, chosen, engine_form, printed, put_beside, style_of
from tutor.cli.numbers import LARGEST_SEED, whole
from tutor.cli.tell import say
from tutor.cli.write import as_bytes, inputs, page_format
from tutor.desk.sheet import MOST_VERSIONS, Sheet, Show, heading, sheets
from tutor.edges.outfile import differ, replaced
from tutor.reading.sets import load_set


def add(verbs: Any) -> None:
    """The command and its options."""
    handout = verbs.add_parser("handout", help="sheets, answer keys and variants of a set")
    handout.add_argument("target", type=Path, metavar="SET", help="SET.toml or problems.jsonl")
    handout.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="its name says the format")
    handout.add_argument("--show", choices=("questions", "answers", "solutions"), default="questions")
    handout.add_argument(
        "--versions",
        type=whole("--versions", 1, MOST_VERSIONS),
        default=1,
        metavar="N",
        help="FILE-A, FILE-B, ... with other values for the parameters",
    )
    handout.add_argument(
        "--seed",
        type=whole("--seed", -LARGEST_SEED, LARGEST_SEED),
        default=0,
        metavar="S",
        help="the same seed draws the same values, default 0",
    )
    handout.add_argument("--shuffle", action="store_true", help="another order of the problems in each version")
    handout.add_argument("--key", type=Path, metavar="FILE", help="the answers and marks of the same sheets")
    add_house(handout)
    handout.set_defaults(run=_handout)


def _handout(options: argparse.Namespace) -> int:
    from tutor.cli.prepared import left, prepared
    from tutor.desk.handout import place_of

    found = load_set(options.target)
    style = style_of(options, found)
    listed = sheets(found, options.versions, options.seed, options.shuffle)
    wanted: list[tuple[Show, Path]] = [(options.show, options.output)]
    if options.key is not None:
        wanted.append(("answers", options.key))
    prints = tuple((show, engine_form(page_format(path), options)) for show, path in wanted)
    files = [[_numbered(path, sheet, len(listed)) for sheet in listed] for _, path in wanted]
    every = [file for each in files for file in each]
    pieces = {file for (_, form), (_, path) in zip(prints, wanted, strict=True) for file in beside(path, form, options)}
    differ([*every, *pieces], inputs(options, style))
    with ExitStack() as stack:
        outs = [[stack.enter_context(replaced(file)) for file in each] for each in files]
        for (_, form), (_, path) in zip(prints, wanted, strict=True):
            chosen(form, style, options)
            put_beside(path, form, style, options)
        made = prepared(found, listed, prints, options.seed, style)
        listed = left(found, listed, made)
        for k, (show, _) in enumerate(wanted):
            for version, sheet in enumerate(listed):
                fragments = [made[place].fragments[k][version] for place in sheet.order]
                places = [place_of(found.problems[place]).describe() for place in sheet.order]
                page = printed(prints[k][1], style, fragments, heading(found, sheet, show), options, places.__getitem__)
                outs[k][version].write(as_bytes(page))
    for file in every:
        say(f"written: {file}")
    return 0 if all(result.complete for result in made) else 1


def _numbered(path: Path, sheet: Sheet, count: int) -> Path:
    """FILE-A, FILE-B, ... where there are several versions."""
    return path.with_name(f"{path.stem}-{sheet.letter}{path.suffix}") if count > 1 else path
