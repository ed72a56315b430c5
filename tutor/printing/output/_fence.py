"""Runs a program behind a fence: it reads what is installed, writes in its own folder, and speaks to no network (Linux, Landlock).

It is a script of its own that puts the fence around itself and becomes the program:
`python _fence.py FOLDER [PLACE TO READ ...] -- PROGRAM [ARGUMENT ...]`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys

CREATE, ADD, RESTRICT = 444, 445, 446  # numbers of the system calls, the same on every kind of processor
NO_NEW_PRIVILEGES = 38
BENEATH = 1  # a rule about what lies in a folder
EXECUTE, READ_FILE, READ_FOLDER, WRITE_FILE, TRUNCATE = 1 << 0, 1 << 2, 1 << 3, 1 << 1, 1 << 14
READ = EXECUTE | READ_FILE | READ_FOLDER
FILE_ONLY = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE  # what can be allowed of a file that is no folder
LEAST = 3  # the version from which on shortening a file is watched too
BITS = {3: 15, 4: 15, 5: 16}  # kinds of access to files by version; later ones have as many as the last
NETWORK = 4  # the version from which on TCP is watched
INSTALLED = (
    "/bin",
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/texmf",
    "/lib",
    "/lib64",
    "/opt",
    "/usr",
    "/var/lib/texmf",
    "/var/cache/fonts",
)
DEVICES = ("/dev/null", "/dev/urandom", "/dev/random", "/dev/zero")
MEMORY, LARGEST = 4 * 2**30, 2**30  # bytes of address space, and of a file


def version() -> int:
    """The version of Landlock that this system has; 0 where it has none that is of use."""
    if not sys.platform.startswith("linux"):
        return 0
    found = _system().syscall(CREATE, None, 0, 1)
    return found if isinstance(found, int) and found >= LEAST else 0


def _system() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def fenced(folder: str, readable: list[str]) -> None:
    """Puts the fence around this process, for good. OSError where that cannot be done."""
    system, known = _system(), version()
    if not known:
        raise OSError("this system has no Landlock")
    everything = (1 << BITS.get(known, BITS[max(BITS)])) - 1
    rules = struct.pack("QQ", everything, 3) if known >= NETWORK else struct.pack("Q", everything)
    number = _done(system.syscall(CREATE, rules, len(rules), 0))
    _allow(number, folder, everything)
    for place in (*INSTALLED, *readable):
        _allow(number, place, READ)
    for device in DEVICES:
        _allow(number, device, READ_FILE | WRITE_FILE)
    _done(system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _done(system.syscall(RESTRICT, number, 0))
    os.close(number)


def _allow(number: int, place: str, access: int) -> None:
    try:
        opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # not on this system
        return
    if not os.path.isdir(place):
        access &= FILE_ONLY
    _done(_system().syscall(ADD, number, BENEATH, struct.pack("=Qi", access, opened), 0))
    os.close(opened)


def _done(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def _limited() -> None:
    import resource

    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, LARGEST), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


def main(arguments: list[str]) -> None:
    """Becomes the program."""
    at = arguments.index("--")
    folder, *readable = arguments[:at]
    _limited()
    fenced(folder, readable)
    os.execv(arguments[at + 1], arguments[at + 1 :])  # noqa: S606  our own command, and no shell is wanted


if __name__ == "__main__":
    main(sys.argv[1:])
