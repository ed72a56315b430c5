"""The same judging on a Dask cluster: chunks as tasks, in order, tried again where a worker dies.

A verdict is kept by the future of its chunk, and each chunk has one, so nothing is lost or doubled. A chunk over which
workers keep dying, or that does not come back, is judged on this machine, where an answer that hangs can be given up.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import uuid4

from tutor.classwork.processes import one_by_one
from tutor.classwork.record import Judge, Pair, Runner, Verdicts
from tutor.errors import Invalid

IN_FLIGHT = 4  # chunks for each thread of the cluster that are out at the same time
RETRIES = 3  # of a chunk whose task failed
PATIENCE = 120.0  # seconds for a chunk, with the time in which a worker that died is replaced; chunks take less than one


def cluster(address: str) -> Runner:
    """A runner on the cluster whose scheduler is at an address. Errors: `Invalid` where there is none, or no Dask here."""
    try:
        from distributed import Client
    except ImportError:
        raise Invalid("a scheduler needs Dask", hint="Install it with: pip install 'multivariable-tutor[dask]'") from None
    try:
        client = Client(address, timeout="10s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise Invalid(f"there is no scheduler at {address}: {error}") from None

    def runner(chunks: Iterable[Sequence[Pair]], judge: Judge) -> Iterator[Verdicts]:
        with client:
            yield from on(client, chunks, judge)

    return runner


def on(client: Any, chunks: Iterable[Sequence[Pair]], judge: Judge) -> Iterator[Verdicts]:
    """The verdicts of each chunk, in order."""
    run = uuid4().hex  # two runs at once on one scheduler must not take each other's chunks
    # A task, not scattered data: where the worker that holds it dies, it is made again.
    shared = client.submit(_same, judge, key=f"tutor-judge-{run}", pure=False)
    threads = sum(client.nthreads().values()) or 1
    out: deque[tuple[Sequence[Pair], Any, float]] = deque()
    for number, chunk in enumerate(chunks):
        future = client.submit(_judged, shared, list(chunk), key=f"tutor-{run}-{number}", retries=RETRIES, pure=False) if chunk else None
        out.append((chunk, future, time.monotonic() + PATIENCE))
        if len(out) >= IN_FLIGHT * threads:
            yield _result(*out.popleft(), judge)
    while out:
        yield _result(*out.popleft(), judge)


def _result(chunk: Sequence[Pair], future: Any, deadline: float, judge: Judge) -> Verdicts:
    if future is None:
        return []
    try:
        found: Verdicts = future.result(timeout=max(0.0, deadline - time.monotonic()))
    except ImportError as error:
        raise Invalid(
            f"the workers of the cluster cannot judge: {error}", hint="Install the tutor, in this version, on each of them."
        ) from None
    except Exception:  # noqa: BLE001  whatever happened there, a bug in one answer or the end of a worker, the chunk is judged here
        future.cancel()
        return one_by_one(chunk, judge, 1)
    return found


def _same(judge: Judge) -> Judge:
    return judge


def _judged(judge: Judge, chunk: Sequence[Pair]) -> Verdicts:
    return judge(chunk)
