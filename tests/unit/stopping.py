"""Stops a release at one of its steps, again and again, and says what was left: run by test_releases.py.

    python stopping.py kill|ENOSPC|… exchange|rename PROJECT OLD… NEW NEXT

A step is what Python asks of the system: to make, rename, read or delete a folder, to open a file for writing,
to take the lock, to start the generator. For each of them in turn the project is set up anew with the old sites, the new one is
released, and at that step the process is killed, or the system refuses. Then come a build that fails and one
that does not. Each is done in a child of its own, and after each a line says which sites stand where.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from casebook.releases import ReleaseError, find_faults, release

# the function hides its module
module = sys.modules["casebook.releases.release"]
real_exchange = module.exchange

STEPS = {
    "fcntl.flock", "os.listdir", "os.mkdir", "os.rename", "os.rmdir", "os.scandir", "shutil.rmtree",
    "subprocess.Popen",
}  # fmt: skip


def copy(source: str) -> list[str]:
    """A generator that gives a site which is there already."""
    return ["sh", "-c", 'cp -R "$0/." "$1"', source]


def look(root: Path) -> dict[str, str | None]:
    """What stands where a site should stand: its word, "broken", or nothing."""
    found: dict[str, str | None] = {}
    for name in ("site", ".releases/before"):
        folder = root / name
        if not os.path.lexists(folder):
            found[name] = None
        else:
            found[name] = "broken" if find_faults(folder) else (folder / "index.html").read_text(encoding="utf-8")
    found["left"] = " ".join(sorted({one.name for one in (root / ".releases").glob("*")} - {"before", "lock"}))
    return found


def apart(act: Callable[[], str]) -> tuple[int, str]:
    """Do something in a child: the signal or the code that it ended with, and what it had to say."""
    read, write = os.pipe()
    if not (child := os.fork()):
        code = 99
        try:
            os.write(write, act().encode())
            code = 0
        except ReleaseError as problem:
            os.write(write, str(problem).encode())
            code = 1
        finally:
            os._exit(code)
    os.close(write)
    _, status = os.waitpid(child, 0)
    with os.fdopen(read) as pipe:
        return os.waitstatus_to_exitcode(status), pipe.read()


def main(how: str, way: str, project: str, *sites: str) -> None:
    *olds, new, following = sites
    root = Path(project)

    def build(source: list[str], at: int = 0) -> str:
        count = 0

        def step() -> None:
            nonlocal count
            count += 1
            if at and count == at and how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if at and count == at:
                raise OSError(getattr(errno, how), os.strerror(getattr(errno, how)))

        def hear(event: str, arguments: tuple[Any, ...]) -> None:
            if event in STEPS or (event == "open" and arguments[1] is None and arguments[2] & (os.O_CREAT | os.O_RDWR)):
                step()

        def exchange(one: Path, other: Path) -> bool:
            if way == "rename":
                return False
            step()
            done: bool = real_exchange(one, other)
            if how == "kill":
                step()
            return done

        module.exchange = exchange
        sys.addaudithook(hear)
        release(root, source, lambda _: None)
        return "" if count >= at else "beyond"

    for at in range(1, 400):
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        for old in olds:
            # as an older checkout has it, without a .releases/ beside
            if (root / "site").exists():
                (root / ".releases").mkdir()
                (root / "site").rename(root / ".releases" / "before")
            shutil.copytree(old, root / "site")
        code, said = apart(lambda: build(copy(new), at))
        if said == "beyond":
            return
        line: dict[str, Any] = {"at": at, "code": code, "said": said, "stopped": look(root)}
        line["failing"], _ = apart(lambda: build(["false"]))
        line["failed"] = look(root)
        line["building"], _ = apart(lambda: build(copy(following)))
        line["built"] = look(root)
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
