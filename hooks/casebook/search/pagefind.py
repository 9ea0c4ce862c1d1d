"""Pagefind as a service: it is told pages one after another, in our order, and hands over their index.

Pagefind numbers the pages as they come, and the numbers stand in the index and decide between hits that weigh
the same. Given a folder, it takes them as the file system lists them, which is another order on another disk or
machine; and where that disk is full, it leaves files cut short without a word. Spoken to as its own libraries
speak to it, it keeps the order in which it is told, and nothing is written but by us.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO, Any

__all__ = ["IndexingError", "index_pages"]

_END = b","
"""What ends a message: each is JSON in base64, where it cannot stand."""


class IndexingError(Exception):
    """The index could not be made; the message says why, in words for whoever builds the site."""


def _write_messages(pages: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    payloads: list[dict[str, Any]] = [{"type": "NewIndex", "config": {"force_language": "en"}}]
    # the service counts its indexes from 0
    payloads += (
        {"type": "AddFile", "index_id": 0, "file_path": name, "url": None, "file_contents": page}
        for name, page in pages
    )
    payloads.append({"type": "GetFiles", "index_id": 0})
    for number, payload in enumerate(payloads, 1):
        yield base64.b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + _END


def _send(messages: Iterable[bytes], stdin: IO[bytes]) -> None:
    # where it is gone, how it ended says why
    with suppress(OSError):
        for message in messages:
            stdin.write(message)
        stdin.flush()


def _read_answers(stdout: IO[bytes]) -> Iterator[dict[str, Any]]:
    begun: list[bytes] = []
    while chunk := stdout.read1(1 << 20):  # type: ignore[attr-defined]  # a buffered reader, which has it
        *ends, rest = chunk.split(_END)
        for end in ends:
            yield json.loads(base64.b64decode(b"".join([*begun, end])))["payload"]
            begun.clear()
        begun.append(rest)


def _read_files(stdout: IO[bytes]) -> dict[str, bytes]:
    """What the last answer holds; empty where it never comes."""
    try:
        for answer in _read_answers(stdout):
            if answer["type"] == "Error":
                raise IndexingError(f"Pagefind failed: {answer['message']}")
            if answer["type"] == "GetFiles":
                return {file["path"].replace("\\", "/"): base64.b64decode(file["content"]) for file in answer["files"]}
    except (ValueError, KeyError, TypeError) as problem:
        raise IndexingError(f"Pagefind gave an answer that cannot be read: {problem!r}") from problem
    return {}


def index_pages(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Pagefind's index of pages: its files, by their names within its folder.

    Args:
        pages: The name of each page's file, and its HTML, in the order in which the index shall number them.

    Raises:
        IndexingError: Pagefind is missing or failed.
        OSError: It could not be started.
    """
    messages = list(_write_messages(pages))
    service = subprocess.Popen(
        [sys.executable, "-m", "pagefind", "--service"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert service.stdin and service.stdout and service.stderr  # noqa: S101, PT018  # all three are pipes
    complaints: list[bytes] = []
    sending = threading.Thread(target=_send, args=(messages, service.stdin), daemon=True)
    hearing = threading.Thread(target=lambda pipe: complaints.append(pipe.read()), args=(service.stderr,), daemon=True)
    sending.start()
    hearing.start()
    files: dict[str, bytes] | None = None
    try:
        # Where its input ends the service stops at once, whatever it still has to do: so that stays open.
        files = _read_files(service.stdout)
    finally:
        # it has answered, or it never will; without any answer it ended by itself, and its exit code is wanted
        if files or files is None:
            service.kill()
        service.wait()
        sending.join()
        hearing.join()
        for pipe in (service.stdin, service.stdout, service.stderr):
            # what it has not read cannot be sent any more
            with suppress(OSError):
                pipe.close()
    if files:
        return files
    said = b"".join(complaints).decode(errors="replace").strip().splitlines()
    if any("No module named pagefind" in line for line in said):
        raise IndexingError("Pagefind is not installed. Install the project anew: pip install --editable .")
    raise IndexingError(f"Pagefind ended with {service.returncode}: {said[-1] if said else 'it said nothing'}")
