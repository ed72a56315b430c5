"""A process that ends with its parent, whatever ended the parent, a signal that nobody can catch among them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import wait

_PR_SET_PDEATHSIG = 1  # of prctl in Linux: the signal that a process gets when its parent ends


def leash(parent: int) -> None:
    """Called in the child, with the number of its parent; the child ends at once where the parent is gone already."""
    if not _asked_of_the_system():
        threading.Thread(target=_watch, daemon=True).start()
    if os.getppid() != parent:
        os._exit(1)


def _asked_of_the_system() -> bool:
    """Whether the system itself ends this process with its parent."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    try:
        return bool(ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0)
    except (AttributeError, OSError):  # another C library
        return False


def _watch() -> None:
    """Wait for the end of the parent: its side of a pipe closes. Children born later hold it too; they see their own close first."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
