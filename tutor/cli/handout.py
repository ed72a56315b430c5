"""`tutor handout`: sheets, keys and worked solutions of a set, in versions."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext
from pathlib import Path

from tutor.cli.batch import watched
from tutor.cli.house import add_house, beside, chosen, engine_form, printed, put_beside, style_of
from tutor.cli.numbers import LARGEST_SEED, whole
from tutor.cli.tell import say
from tutor.cli.write import as_bytes, inputs, page_format
from tutor.desk.sheet import Sheet, Show, heading, laid_out, sheets, sheets_of
from tutor.desk.version import MOST_VERSIONS
from tutor.edges.outfile import differ, named_apart, replaced
from tutor.reading.sets import ProblemSet, load_set

MOST_OPEN = 100  # files that are kept for this run from its beginning
TOLD = 60  # files that are named one by one


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    handout = verbs.add_parser("handout", help="sheets, answer keys and variants of a set")
    handout.add_argument("target", type=Path, metavar="SET", help="SET.toml or problems.jsonl")
    handout.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="its name says the format")
    handout.add_argument("--show", choices=("questions", "answers", "solutions"), default="questions")
    many = handout.add_mutually_exclusive_group()
    many.add_argument(
        "--versions",
        type=whole("--versions", 1, MOST_VERSIONS),
        default=1,
        metavar="N",
        help="FILE-A, FILE-B, ... with other values for the parameters",
    )
    many.add_argument("--class", type=Path, dest="roster", metavar="ROSTER", help="a sheet for each student of a .csv with names and ids")
    handout.add_argument(
        "--seed",
        type=whole("--seed", -LARGEST_SEED, LARGEST_SEED),
        default=0,
        metavar="S",
        help="the same seed draws the same values, default 0",
    )
    handout.add_argument("--shuffle", action="store_true", help="another order of the problems in each version")
    handout.add_argument("--compact", action="store_true", help="questions close together, without room to work in")
    handout.add_argument("--key", type=Path, metavar="FILE", help="the answers and marks of the same sheets")
    handout.add_argument("--review", type=Path, metavar="FILE", help="one page with the worked solutions of all variants, for the teacher")
    add_house(handout)
    handout.set_defaults(run=_handout)


def _handout(options: argparse.Namespace) -> int:
    from tutor.cli.prepared import left, prepared
    from tutor.desk.handout import place_of

    found = load_set(options.target)
    style = style_of(options, found)
    listed = _sheets(found, options)
    wanted: list[tuple[Show, Path]] = [(options.show, options.output)]
    if options.key is not None:
        wanted.append(("answers", options.key))
    if options.review is not None:
        wanted.append(("review", options.review))
    prints = tuple((show, engine_form(page_format(path), options)) for show, path in wanted)
    files = [[path] if show == "review" else _named(path, listed) for show, path in wanted]
    every = [file for each in files for file in each]
    pieces = {file for (_, form), (_, path) in zip(prints, wanted, strict=True) for file in beside(path, form, options)}
    differ([*every, *pieces], [*inputs(options, style), *([options.roster] if options.roster else [])])
    with ExitStack() as stack:
        outs = {file: stack.enter_context(replaced(file)) for file in every[:MOST_OPEN]}
        for (_, form), (_, path) in zip(prints, wanted, strict=True):
            chosen(form, style, options)
            put_beside(path, form, style, options)
        made = prepared(found, listed, prints, style, options.compact)
        listed = left(found, listed, made)

        def written(k: int, version: int, file: Path) -> None:
            """One file of those that the k-th print makes."""
            show, sheet = wanted[k][0], listed[version]
            pairs = [(made[p].fragments[k], place_of(found.problems[p]).describe()) for p in sheet.order]
            if show == "review":
                pairs = [((f,), name) for each, name in pairs for f in each if f]
            pages, names = [each[version if show != "review" else 0] for each, _ in pairs], [name for _, name in pairs]
            look = laid_out(style, show, options.compact)
            page = printed(prints[k][1], look, pages, heading(found, sheet, show), options, names.__getitem__)
            with nullcontext(outs[file]) if file in outs else replaced(file) as out:
                out.write(as_bytes(page))

        for k, version, file in watched([(k, v, file) for k, each in enumerate(files) for v, file in enumerate(each)], "page"):
            written(k, version, file)
    for file in every[:TOLD]:
        say(f"written: {file}")
    if len(every) > TOLD:
        say(f"written: {len(every)} files, the last of which is {every[-1]}")
    return 0 if all(result.complete for result in made) else 1


def _sheets(found: ProblemSet, options: argparse.Namespace) -> tuple[Sheet, ...]:
    if options.roster is None:
        return sheets(found, options.versions, options.seed, options.shuffle)
    from tutor.desk.classwork.roster import roster

    return sheets_of(found, roster(options.roster, say).listed, options.seed, options.shuffle)


def _named(path: Path, listed: Sequence[Sheet]) -> list[Path]:
    """FILE-A, FILE-B, ... where there are several versions, and FILE-1001, ... for students, by their numbers or names."""
    if listed[0].student is None:
        return [path.with_name(f"{path.stem}-{sheet.version.letter}{path.suffix}") if len(listed) > 1 else path for sheet in listed]
    names = named_apart([(sheet.student.id or sheet.student.name, sheet.version.letter) for sheet in listed if sheet.student])
    return [path.with_name(f"{path.stem}-{name}{path.suffix}") for name in names]
