"""The command `tutor`: arguments in, pages or records out, and the exit status that says how it went.

0: done. 1: something was left unsolved, each named on standard error. 2: the command or its input was wrong.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module

from tutor.cli import streams
from tutor.cli.tell import complain, say
from tutor.edges.language import ENGLISH, known, speaking, use_language
from tutor.errors import Invalid, TutorError, nearest
from tutor.released import __version__

# The module of each command, loaded when it is asked for: an answer is judged without what makes pages.
COMMANDS = {
    "solve": "solve",
    "ask": "ask",
    "handout": "handout",
    "check": "check",
    "hint": "worked",
    "new": "start",
    "picture": "picture",
    "kinds": "manual",
    "rules": "manual",
    "words": "words",
    "completion": "completion",
    "serve": "serve",
    "site": "site",
}


# New objects between two looks for garbage: a command makes a hundred thousand by its imports alone, and these stay.
GARBAGE = 50_000


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status. Without arguments these are the command line's, and the process is this command's own."""
    if arguments is not None:
        return _status(arguments)
    gc.set_threshold(GARBAGE)
    try:
        return _status(sys.argv[1:])
    finally:
        gc.freeze()  # the process ends: nothing of it has to be looked through once more


def _status(arguments: Sequence[str]) -> int:
    streams.prepared()
    with speaking(ENGLISH):  # until the command says otherwise
        return _spoken(arguments)


def _spoken(arguments: Sequence[str]) -> int:
    try:
        given = _with_signs(arguments)
        options = _read(given)
        if getattr(options, "language", None):
            use_language(known(options.language))  # also where the set cannot be read
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except TutorError as error:
        complain(error)
        return error.exit_code
    except BrokenPipeError:  # the reader of a pipe (head, less) has seen enough
        streams.abandoned()
        return 0
    except OSError as error:  # the world outside: a full disk, a closed output, no more processes; never a bug
        streams.abandoned()
        say(f"{error.filename}: {error.strerror}" if error.filename else f"cannot go on: {error.strerror or error}")
        return 2
    except KeyboardInterrupt:
        return 130


def _read(given: Sequence[str]) -> argparse.Namespace:
    """The options of a command. Fields that stand behind options are fields all the same."""
    verb = given[0] if given else ""
    if verb and not verb.startswith("-") and verb not in COMMANDS:
        hint = nearest(verb, COMMANDS) or f"The commands are {', '.join(COMMANDS)}."
        raise Invalid(f"there is no command {verb!r}", hint=hint)
    parser = _parser(verb)
    options, left = parser.parse_known_args(given)
    behind = [argument for argument in left if "=" in argument and not argument.startswith("-")]
    if not hasattr(options, "fields") or len(behind) < len(left):
        parser.parse_args(given)  # says what is wrong
    options.fields = [*options.fields, *behind] if behind else getattr(options, "fields", [])
    return options


def _with_signs(arguments: Sequence[str]) -> list[str]:
    """An answer that begins with a minus joined to its option: argparse would take it for another option."""
    out: list[str] = []
    for argument in arguments:
        if out and out[-1] in ("--answer", "--working") and argument.startswith("-"):
            out[-1] = f"{out[-1]}={argument}"
        else:
            out.append(argument)
    return out


def _parser(verb: str) -> argparse.ArgumentParser:
    """The arguments of a command; of all where none is named, for the help and the message."""
    top = argparse.ArgumentParser(
        prog="tutor", description="Worked solutions for multivariable calculus, every step explained and checked."
    )
    top.add_argument("--version", action="version", version=f"tutor {__version__}")
    verbs = top.add_subparsers(required=True, metavar="COMMAND", prog=top.prog)
    for module in [COMMANDS[verb]] if verb in COMMANDS else dict.fromkeys(COMMANDS.values()):
        import_module(f"tutor.cli.{module}").add(verbs)
    return top


def whole_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    return _parser("")
