"""The same judging on a Dask cluster: chunks as tasks, many in flight, given back in order.

A chunk over which workers keep dying, or that does not come back, is judged on this machine, where an answer that hangs can
be given up. So is all that is left where the scheduler is lost, or where no worker comes; or the run stops, to be resumed.
"""

from __future__ import annotations

import importlib.util
import multiprocessing
import os
import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from tutor.desk.classwork.bridge import bridge
from tutor.desk.classwork.processes import here, one_by_one
from tutor.desk.classwork.record import Judge, Pair, Runner, Verdicts
from tutor.errors import Invalid, Unsupported

IN_FLIGHT = 4  # chunks for each thread of the cluster that are out at the same time
PATIENCE = 30.0  # seconds for a chunk, with the time in which a worker that died is replaced; nearly all take less than one
CONNECT = 9.0  # seconds until the scheduler has answered, with those in which Dask itself is imported
QUIET = 8.0  # seconds without a word of the scheduler, or without a worker


class Gone(Exception):
    """There is no cluster any more."""


@dataclass(slots=True)
class _Chunk:
    pairs: Sequence[Pair]
    deadline: float
    found: Verdicts | None = None


@dataclass(slots=True)
class Cluster:
    """A connection, by way of a process of its own."""

    address: str
    process: Any
    link: Any
    threads: int = 1
    heard: float = field(default_factory=time.monotonic)  # when the scheduler was last there with a worker
    back: float = field(default_factory=time.monotonic)  # when verdicts last came back

    def end(self) -> None:
        """Nobody waits for what may not answer."""
        self.link.close()
        self.process.kill()
        self.process.join(1.0)

    def send(self, *message: Any) -> None:
        """A message to the other process. Errors: `Gone`."""
        try:
            self.link.send(message)
        except OSError:
            raise Gone("the connection to the scheduler is lost") from None

    def said(self, seconds: float) -> tuple[Any, ...] | None:
        """Its next message, None where there is none in time. Errors: `Gone`; `Invalid` where the workers are of no use."""
        try:
            message: tuple[Any, ...] = self.link.recv() if self.link.poll(max(0.0, seconds)) else ()
        except (EOFError, OSError):
            raise Gone("the connection to the scheduler is lost") from None
        match message:
            case ("gone", str(why)):
                raise Gone(why)
            case ("useless", str(why)):
                raise Invalid(
                    f"the workers of the cluster cannot judge: {why}", hint="Install the tutor, in this version, on each of them."
                )
            case ("alive", int(threads)) if threads:
                self.threads, self.heard = threads, time.monotonic()
            case ("done", *_):
                self.heard = self.back = time.monotonic()
        return message or None


def connected(address: str) -> Cluster:
    """The cluster whose scheduler is at an address. Errors: `Invalid` where there is none, or no Dask here."""
    if importlib.util.find_spec("distributed") is None:
        raise Invalid("a scheduler needs Dask", hint="Install it with: pip install 'multivariable-tutor[dask]'")
    context = multiprocessing.get_context("spawn")  # Dask has threads, which a fork would lose
    mine, theirs = context.Pipe()
    process = context.Process(target=bridge, args=(address, theirs, os.getpid()), daemon=True)
    process.start()
    theirs.close()
    found = Cluster(address, process, mine)
    try:
        if found.said(CONNECT) is None:
            raise Gone(f"it does not answer within {CONNECT:g} s")
    except Gone as gone:
        found.end()
        hint = "Dask takes certificates from its own configuration, distributed.comm.tls." if address.startswith("tls:") else None
        raise Invalid(f"there is no scheduler at {address}: {gone}", hint=hint) from None
    return found


def cluster(address: str, processes: int, tell: Callable[[str], None], *, stop: bool = False) -> Runner:
    """A runner on a cluster; with `stop` nothing is judged here where it is lost. Errors: as `connected`."""
    found = connected(address)

    def runner(chunks: Iterable[Sequence[Pair]], judge: Judge) -> Iterator[Verdicts]:
        try:
            yield from on(found, chunks, judge, processes, tell, stop=stop)
        finally:
            found.end()

    return runner


def on(
    found: Cluster, chunks: Iterable[Sequence[Pair]], judge: Judge, processes: int, tell: Callable[[str], None], *, stop: bool = False
) -> Iterator[Verdicts]:
    """The verdicts of each chunk, in order. Errors: `Unsupported` with `stop`, where the cluster is lost."""
    stream, out = enumerate(chunks), dict[int, _Chunk]()
    try:
        found.heard = found.back = time.monotonic()
        found.send("judge", pickle.dumps(judge))
        yield from _there(found, stream, out, judge)
    except Gone as gone:
        if stop:
            raise Unsupported(f"the cluster at {found.address} is lost: {gone}", hint="Go on with --resume.") from None
        tell(f"the cluster at {found.address} is lost: {gone}; what is left is judged here")
        found.end()
        left = chain([c.pairs for c in out.values() if c.found is None], (pairs for _, pairs in stream))
        anew = here(left, judge, processes)
        for chunk in out.values():
            yield next(anew) if chunk.found is None else chunk.found
        yield from anew


def _there(found: Cluster, stream: Iterator[tuple[int, Sequence[Pair]]], out: dict[int, _Chunk], judge: Judge) -> Iterator[Verdicts]:
    """Chunks sent and verdicts given back; `out` has those that are not given back yet, the oldest first."""
    more = True
    while more or out:
        while more and len(out) < IN_FLIGHT * found.threads:
            number, pairs = next(stream, (-1, ()))
            more = number >= 0
            if more:
                out[number] = _Chunk(pairs, time.monotonic() + PATIENCE, None if pairs else [])
                if pairs:
                    found.send("chunk", number, list(pairs))
        while out and (oldest := next(iter(out.values()))).found is not None:
            del out[next(iter(out))]
            yield oldest.found
            found.heard = max(found.heard, time.monotonic() - QUIET / 2)  # whoever takes the verdicts may take his time
        if out:
            _wait(found, out, judge)


def _wait(found: Cluster, out: dict[int, _Chunk], judge: Judge) -> None:
    """Wait for one message, or judge here what does not come back. Errors: `Gone`."""
    now = time.monotonic()
    late = next((c for c in out.values() if c.found is None and now > c.deadline), None)
    if late is not None:
        if now - found.back > PATIENCE and sum(c.found is None for c in out.values()) > 1:
            raise Gone(f"for {PATIENCE:g} s no verdict came back")
        late.found = one_by_one(late.pairs, judge, 1)
        found.heard = time.monotonic()
        return
    soonest = min((c.deadline for c in out.values() if c.found is None), default=now)
    match found.said(min(soonest - now, QUIET)):
        case ("done", int(number), list(verdicts)) if number in out:
            out[number].found = verdicts
        case ("failed", int(number)) if number in out:
            out[number].found = one_by_one(out[number].pairs, judge, 1)
            found.heard = time.monotonic()
        case _ if time.monotonic() - found.heard > QUIET:
            raise Gone(f"for {QUIET:g} s there was no scheduler with a worker")
