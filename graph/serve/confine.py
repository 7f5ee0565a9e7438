"""What a worker takes from itself before it answers anyone: memory beyond a limit, and the network.

A query is refused before it runs if it would leave the graph (:mod:`graph.guard`); this is the second wall,
for what the first has not foreseen.
"""

from __future__ import annotations

import ctypes
import platform
import sys
from contextlib import suppress

# Numbers of the kernel's interface: prctl(2), seccomp(2), linux/audit.h and the tables of system calls.
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13
_MACHINES = {
    # machine: (its name in audit.h, socket, socketpair, execve, execveat)
    "x86_64": (0xC000003E, (41, 53, 59, 322)),
    "aarch64": (0xC00000B7, (198, 199, 221, 281)),
}
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("yes", ctypes.c_ubyte),
        ("no", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


def resident() -> int:
    """Return the bytes of memory that this process holds, 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * 4096
    except (OSError, ValueError, IndexError):
        return 0


def _data() -> int:
    """Return the bytes of this process that RLIMIT_DATA counts, 0 where the system does not tell."""
    with suppress(OSError, ValueError), open("/proc/self/status", encoding="ascii") as file:
        for line in file:
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0


def bound_memory(megabytes: int) -> bool:
    """Let this process take at most ``megabytes`` more than it has; return whether the system can do so.

    An allocation beyond ends the process, not the machine.
    """
    have = _data()
    if not have:
        return False
    import resource

    most = have + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def refuse_network() -> bool:
    """Let no call of this process open a socket or start a program; return whether the system can do so."""
    machine = _MACHINES.get(platform.machine())
    if not sys.platform.startswith("linux") or machine is None or sys.maxsize < 2**32:
        return False
    audit, calls = machine
    # Another architecture's calls have other numbers, so they are all refused.
    steps = [_Step(_LOAD, 0, 0, 4), _Step(_EQUAL, 1, 0, audit), _Step(_RETURN, 0, 0, _REFUSE)]
    steps.append(_Step(_LOAD, 0, 0, 0))
    steps += [_Step(_EQUAL, len(calls) - n, 0, call) for n, call in enumerate(calls)]
    steps += [_Step(_RETURN, 0, 0, _ALLOW), _Step(_RETURN, 0, 0, _REFUSE)]
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return not prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
