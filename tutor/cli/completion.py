"""`tutor completion`: what a shell needs to complete the commands, their options and the names of kinds."""

from __future__ import annotations

import argparse

SHELLS = ("bash", "zsh", "tcsh")


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command."""
    completion = verbs.add_parser("completion", help='completion for a shell: eval "$(tutor completion bash)"')
    completion.add_argument("shell", choices=SHELLS)
    completion.set_defaults(run=_completion)


def _completion(options: argparse.Namespace) -> int:
    import shtab

    from tutor.cli import whole_parser

    print(shtab.complete(_with_files(whole_parser()), options.shell))
    return 0


def _with_files(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The parser, in which every argument that is a file or a set completes as one, and a kind by its name."""
    import shtab

    from tutor.desk.manual import known_kinds

    for each in _parsers(parser):
        for action in each._actions:
            if action.dest in ("output", "target", "key", "answers", "file"):
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif action.dest in ("templates", "to"):
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
            elif action.dest == "kind":
                action.choices = known_kinds()
    return parser


def _parsers(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    below = [p for action in parser._actions if isinstance(action.choices, dict) for p in action.choices.values()]
    return [parser, *(inner for p in below for inner in _parsers(p))]
