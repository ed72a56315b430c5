"""The process that talks to a Dask cluster, so that a scheduler which is silent, frozen or gone can hold up nobody else.

It says what happens as tuples: `("ready",)`; `("alive", threads)` as long as the scheduler answers; `("done", number, verdicts)`
and `("failed", number)` of a chunk; `("useless", why)` where the workers cannot judge at all; `("gone", why)` at its end.
"""

from __future__ import annotations

import asyncio
import os
import pickle
from collections.abc import Sequence
from functools import cache
from multiprocessing.connection import Connection
from typing import Any
from uuid import uuid4

from tutor.desk.classwork.record import Judge, Pair, Verdicts
from tutor.edges.leash import leash
from tutor.released import __version__

CONNECT = 4.0  # seconds for the scheduler to answer at first
ANSWER = 3.0  # and to each question whether it is there
PULSE = 1.0  # seconds between these
RETRIES = 3  # of a chunk whose worker died


def bridge(address: str, link: Connection, parent: int) -> None:
    """Carry chunks to the cluster and verdicts back, until the link closes."""
    leash(parent)
    _quiet()
    try:
        asyncio.run(_carried(address, link))
    except Exception as error:  # noqa: BLE001  the boundary of the process: whatever Dask makes of an address or a network
        _said(link, ("gone", f"{error or type(error).__name__}"))
    os._exit(0)  # the threads of Dask would wait for what does not answer


def _quiet() -> None:
    """Dask tells of a lost connection in tracebacks; what matters is said through the link."""
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silent, stream)


def _said(link: Connection, message: tuple[Any, ...]) -> None:
    try:
        link.send(message)
    except OSError:  # nobody listens any more
        os._exit(0)


async def _carried(address: str, link: Connection) -> None:
    from distributed import Client

    client = await asyncio.wait_for(_connected(Client, address), CONNECT + 1)
    _said(link, ("ready",))
    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[None]] = set()
    run = uuid4().hex  # two runs at once on one scheduler must not take each other's chunks
    pulse = asyncio.create_task(_pulse(client, link))
    shared: Any = None
    while not pulse.done():
        message = await loop.run_in_executor(None, _heard, link)
        match message:
            case ("judge", bytes(judge)):
                # A task, not scattered data: where the worker that holds it dies, it is made again.
                shared = client.submit(_same, judge, key=f"tutor-judge-{run}", pure=False)
            case ("chunk", int(number), chunk):
                key = f"tutor-{run}-{number}"
                how = {"key": key, "retries": RETRIES, "pure": False, "priority": -number}  # the first chunk first
                future = client.submit(_judged, shared, chunk, __version__, **how)
                task = asyncio.create_task(_awaited(future, number, link))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
            case _:
                return


async def _connected(client: Any, address: str) -> Any:
    return await client(address, asynchronous=True, timeout=CONNECT, set_as_default=False)


def _heard(link: Connection) -> object:
    try:
        return link.recv()
    except (EOFError, OSError):
        return None


async def _pulse(client: Any, link: Connection) -> None:
    """Whether the scheduler is there, and how many threads its workers have."""
    while True:
        try:
            found = await asyncio.wait_for(client.scheduler.ncores(), ANSWER)
        except Exception as error:  # noqa: BLE001  no answer, a closed connection, a scheduler that has another mind now
            _said(link, ("gone", f"the scheduler does not answer ({type(error).__name__})"))
            os._exit(0)
        _said(link, ("alive", sum(found.values())))
        await asyncio.sleep(PULSE)


async def _awaited(future: Any, number: int, link: Connection) -> None:
    try:
        _said(link, ("done", number, await future))
    except ImportError as error:
        _said(link, ("useless", str(error)))
    except asyncio.CancelledError:  # Dask cancels what it has sent where the connection is lost
        _said(link, ("gone", "the scheduler has lost this run"))
        os._exit(0)
    except Exception:  # noqa: BLE001  a bug in one answer or the end of a worker: the chunk is judged elsewhere
        _said(link, ("failed", number))


def _same(judge: bytes) -> bytes:
    return judge


def _judged(judge: bytes, chunk: Sequence[Pair], version: str) -> Verdicts:
    """What a worker of the cluster does."""
    if version != __version__:
        raise ImportError(f"they have the version {__version__} of the tutor, and this is {version}")
    return _loaded(judge)(chunk)


@cache
def _loaded(judge: bytes) -> Judge:
    found: Judge = pickle.loads(judge)  # noqa: S301  our own, by way of a cluster that runs whatever it is sent anyway
    return found
