"""Runs whatever makes the site, and puts what the machine refused it into plain words."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["explain_refusal", "run_generator"]

_CODE = re.compile(r"\[Errno (\d+)\]|\(os error (\d+)\)")
"""How Python and Rust write down what the system refused."""

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


def explain_refusal(code: int | None) -> str:
    """What a number of errno means for a build, as a sentence; empty if it says nothing of the machine."""
    if code in _FULL:
        return "The disk is full: make room and try again."
    if code in _CLOSED:
        return f"The project's folder cannot be written to ({os.strerror(code)})."
    return ""


def _find_refusal(lines: Sequence[str]) -> str:
    codes = [int(one or other) for line in lines for one, other in _CODE.findall(line)]
    return next((said for said in map(explain_refusal, codes) if said), "")


def run_generator(command: Sequence[str], folder: Path, root: Path) -> str:
    """Run a command that writes a site into a folder, which it is given as its last word.

    Its words are passed on as they come, but a traceback only where the cause is not the machine's.

    Returns:
        Why there is no site, as a sentence; empty if it ended well.

    Raises:
        OSError: The command could not be started.
    """
    said: list[str] = []
    traceback: list[str] = []
    process = subprocess.Popen(  # noqa: S603  # the command is whoever builds's own
        [*command, str(folder)], cwd=root, stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace"
    )
    assert process.stderr  # noqa: S101  # it is a pipe
    try:
        for line in process.stderr:
            if traceback or line.startswith("Traceback (most recent call last)"):
                traceback.append(line)
            else:
                sys.stderr.write(line)
                sys.stderr.flush()
                said = [*said[-20:], line]
        code = process.wait()
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        process.stderr.close()
    refused = _find_refusal([*said, *traceback]) if code else ""
    if not refused:
        sys.stderr.writelines(traceback)
    if not code:
        return ""
    return refused or f"The site was not built: {Path(command[0]).name} ended with {code}."
