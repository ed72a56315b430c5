"""The same judging on a Dask cluster: chunks as tasks, in order, tried again where a worker dies."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tutor.classwork.judging import Judge, Pair, Runner, Verdicts
from tutor.errors import Invalid

IN_FLIGHT = 4  # chunks for each thread of the cluster that are out at the same time
RETRIES = 3  # workers that may die over one chunk before it is given up


def cluster(address: str) -> Runner:
    """A runner on the cluster whose scheduler is at an address. Errors: `Invalid` where there is none, or no Dask here."""
    try:
        from distributed import Client
    except ImportError:
        raise Invalid("a scheduler needs Dask", hint="Install it with: pip install 'tutor[dask]'") from None
    try:
        client = Client(address, timeout="10s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise Invalid(f"there is no scheduler at {address}: {error}") from None
    return lambda chunks, judge: on(client, chunks, judge)


def on(client: Any, chunks: Iterable[Sequence[Pair]], judge: Judge) -> Iterator[Verdicts]:
    """The verdicts of each chunk in order. What a task gives is kept by its future, so nothing is lost or doubled."""
    shared = client.scatter(judge, broadcast=True)
    threads = sum(client.nthreads().values()) or 1
    out: deque[Any] = deque()
    for number, chunk in enumerate(chunks):
        out.append(client.submit(_judged, shared, list(chunk), key=f"tutor-{id(client)}-{number}", retries=RETRIES, pure=False))
        if len(out) >= IN_FLIGHT * threads:
            yield out.popleft().result()
    while out:
        yield out.popleft().result()


def _judged(judge: Judge, chunk: Sequence[Pair]) -> Verdicts:
    return judge(chunk)
