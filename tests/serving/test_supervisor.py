"""The supervisor, with processes of a few lines: they die, they end, they are renewed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_PATIENCE = 30.0

_SCRIPT = """
import os, signal, sys, time
from pathlib import Path
from seogo.serving.supervisor import Role, Supervisor

folder = Path(sys.argv[1])

def works(ready):
    signal.signal(signal.SIGUSR1, lambda *_: os._exit(0))
    (folder / f"works-{os.getpid()}").touch()
    ready()
    time.sleep(600)

def dies(ready):
    (folder / f"dies-{os.getpid()}").touch()
    os._exit(7)

def ends(ready):
    (folder / f"ends-{os.getpid()}").touch()

def renewed():
    try:
        (folder / "renew").unlink()
    except FileNotFoundError:
        return False
    return True

roles = [Role("serve.role-server", works), Role("serve.role-server", dies)]
roles.append(Role("serve.role-indexer", ends, lasting=False))
Supervisor(roles, renewed=renewed, notify=lambda message: print(message, flush=True)).run()
print("ended")
"""


def until(true: Callable[[], object], what: str) -> None:
    last = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < last, what
        time.sleep(0.02)


def is_there(process: int) -> bool:
    """Whether a process, or what is left of one that nobody waited for, is there."""
    return Path(f"/proc/{process}").exists()


class Trial:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", _SCRIPT, str(folder)], stdout=subprocess.PIPE, text=True
        )

    def pids(self, name: str) -> list[int]:
        found = sorted(self.folder.glob(f"{name}-*"), key=lambda path: path.stat().st_mtime_ns)
        return [int(path.name.partition("-")[2]) for path in found]

    def rest(self) -> list[str]:
        return self.process.communicate(timeout=_PATIENCE)[0].splitlines()


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    trial = Trial(tmp_path)
    until(lambda: trial.pids("works") and trial.pids("ends"), "the processes")
    yield trial
    trial.process.kill()
    trial.process.communicate()


def test_a_process_that_dies_is_replaced_and_named(trial: Trial) -> None:
    (first,) = trial.pids("works")
    os.kill(first, signal.SIGKILL)
    until(lambda: len(trial.pids("works")) == 2, "another process")
    assert not is_there(first)
    until(lambda: len(trial.pids("dies")) > 2, "another try")
    assert len(trial.pids("ends")) == 1  # it had done its work
    trial.process.send_signal(signal.SIGTERM)
    lines = trial.rest()
    assert lines[-1] == "ended"
    assert f"The serving process {first} ended (SIGKILL); a new one takes its place." in lines
    later = [line for line in lines if "(status 7)" in line]
    assert len(later) > 1
    assert "soon after its start" in later[1]
    assert not any(map(is_there, trial.pids("works")))


def test_a_renewal_ends_a_process_when_the_next_one_works(trial: Trial) -> None:
    (first,) = trial.pids("works")
    (trial.folder / "renew").touch()
    until(lambda: len(trial.pids("works")) == 2, "the next process")
    until(lambda: not is_there(first), "the end of the first one")
    second = trial.pids("works")[1]
    assert is_there(second)
    trial.process.send_signal(signal.SIGINT)
    assert not [line for line in trial.rest() if str(first) in line]  # nothing went wrong
    assert not is_there(second)


@pytest.mark.slow
def test_nobody_outlives_the_supervisor(trial: Trial) -> None:
    (first,) = trial.pids("works")
    trial.process.kill()
    until(lambda: not is_there(first), "the end of the process")


_IN_DESTRUCTOR = """
import os, signal, time
from seogo.serving.supervisor import Role, Supervisor

def interrupt(*_):
    raise KeyboardInterrupt

class Open:
    def __del__(self):
        os.kill(os.getppid(), signal.SIGTERM)
        while True:
            time.sleep(0.01)

def works(ready):
    signal.signal(signal.SIGTERM, interrupt)
    Open()
    time.sleep(600)

Supervisor([Role("serve.role-indexer", works)], renewed=lambda: False, notify=print).run()
"""


def test_a_process_ends_that_is_told_to_in_a_destructor() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IN_DESTRUCTOR], capture_output=True, text=True, timeout=_PATIENCE
    )
    assert (done.returncode, done.stderr) == (0, "")
