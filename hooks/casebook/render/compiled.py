"""The templates as code, kept from one time to the next: to compile them takes longer than to render a small book."""

from __future__ import annotations

from contextlib import suppress

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from casebook.memory import SignedFolder

__all__ = ["CompiledTemplates"]


class CompiledTemplates(BytecodeCache):
    """Compiled templates in a folder; Jinja asks for them by what the text of each says."""

    def __init__(self, folder: SignedFolder) -> None:
        """`folder` is where they are kept: it is code, so it must be our own."""
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Look for the code of a template."""
        code = self._folder.recall(bucket.key, bucket.checksum.encode())
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        with suppress(OSError):
            self._folder.keep(bucket.key, bucket.checksum.encode(), bucket.bytecode_to_string())
