"""`tutor handout`: sheets, keys and worked solutions of a set, in versions."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tutor.cli.batch import TIME_LIMIT, ordered, processes
from tutor.cli.house import add_house, beside, chosen, engine_form, printed, style_of
from tutor.cli.numbers import LARGEST_SEED, whole
from tutor.cli.tell import excerpted, say
from tutor.cli.write import page_format, save
from tutor.errors import Invalid
from tutor.reading.sets import load_set
from tutor.sheet import MOST_VERSIONS


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
    from tutor.handout import Job, Prepared, prepare, unprepared
    from tutor.sheet import Show, heading, sheets
    from tutor.worker import Lost, run

    found = load_set(options.target)
    style = style_of(options, found)
    listed = sheets(found, options.versions, options.seed, options.shuffle)
    wanted: list[tuple[Show, Path]] = [(options.show, options.output)]
    if options.key is not None:
        if options.key == options.output:
            raise Invalid("the key and the sheets need different files")
        wanted.append(("answers", options.key))
    prints = tuple((show, engine_form(page_format(path), options)) for show, path in wanted)
    for (_, form), (_, path) in zip(prints, wanted, strict=True):
        beside(path, chosen(form, style, options), style, options)
    jobs = [
        Job(parts, tuple(sheet.number(k) for sheet in listed), prints, options.seed, TIME_LIMIT, style)
        for k, parts in enumerate(found.problems)
    ]
    results = run(jobs, prepare, processes(len(jobs)), TIME_LIMIT)
    ended = ((k, unprepared(jobs[k], f"{jobs[k].place.describe()}: {r.message}") if isinstance(r, Lost) else r) for k, r in results)
    made: list[Prepared] = list(ordered(ended, len(jobs)))
    for result in made:
        if result.fault is not None:
            raise result.fault
        for message in result.messages:
            say(message)
        if result.excerpt:
            excerpted(result.excerpt)
    for k, (show, path) in enumerate(wanted):
        for version, sheet in enumerate(listed):
            file = path.with_name(f"{path.stem}-{sheet.letter}{path.suffix}") if len(listed) > 1 else path
            pieces = [made[place].fragments[k][version] for place in sheet.order]
            places = [jobs[place].place.describe() for place in sheet.order]
            save(file, printed(prints[k][1], style, pieces, heading(found, sheet, show), options, places.__getitem__))
    return 0 if all(result.complete for result in made) else 1
