"""`tutor serve`: the tutor in a browser, by a process on this machine."""

from __future__ import annotations

import argparse
import os
import socket
from pathlib import Path

from tutor.cli.numbers import MOST_JOBS, whole
from tutor.cli.spoken import add_language
from tutor.cli.tell import say
from tutor.edges.language import ENGLISH
from tutor.errors import Invalid

HERE, PORT, HIGHEST = "127.0.0.1", 8000, 65535
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  what an instructor may ask for
MOST_CONNECTIONS = 1000
NEEDED = "Install it with: pip install 'multivariable-tutor[web]'"


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    serve = verbs.add_parser("serve", help="the tutor in a browser, served by this machine")
    serve.add_argument("sets", nargs="*", type=Path, metavar="SET.toml", help="sets to practise; default: those of the package")
    serve.add_argument("--port", type=whole("--port", 0, HIGHEST), default=PORT, metavar="N", help=f"default {PORT}; 0: any that is free")
    serve.add_argument("--host", default=HERE, metavar="ADDRESS", help="to listen on; default: this machine alone")
    serve.add_argument("--name", action="append", default=[], metavar="HOST", help="that readers call this machine, as tutor.example.edu")
    serve.add_argument(
        "--jobs", type=whole("--jobs", 1, MOST_JOBS), metavar="N", help="processes in each of two lanes, default: processors"
    )
    serve.add_argument("--progress", type=Path, metavar="FILE", help="to keep what readers have solved; default: in each browser alone")
    add_language(serve)
    serve.set_defaults(run=_serve)


def _serve(options: argparse.Namespace) -> int:
    try:
        import uvicorn

        from tutor.web.progress import Progress
        from tutor.web.server import application
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("uvicorn", "starlette", "anyio"):
            raise
        raise Invalid(f"tutor serve needs the package {error.name}", hint=NEEDED) from None
    from tutor.web.request import shelf

    on = shelf(options.sets, options.language or ENGLISH)
    kept = Progress(options.progress) if options.progress else None
    with _listening(options.host, options.port) as listening:
        names = [*options.name, *([] if options.host in EVERYWHERE else [_written(options.host)])]
        app = application(on, options.jobs or os.cpu_count() or 1, names, kept)
        config = uvicorn.Config(app, log_level="warning", limit_concurrency=MOST_CONNECTIONS, timeout_keep_alive=15, server_header=False)
        called = "localhost" if options.host in EVERYWHERE else _written(options.host)
        say(f"The tutor is at http://{called}:{listening.getsockname()[1]}/ (Ctrl+C ends it).")
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Errors: `Invalid` where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen()
    except (OSError, UnicodeError) as error:
        made.close()
        raise Invalid(f"cannot listen on {host}, port {port}: {error}", hint="Name another port with --port.") from None
    return made


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host
