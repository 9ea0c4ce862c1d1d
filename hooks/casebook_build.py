"""How a wheel of casebook is built: with the schemas and vocabularies inside, so that it can check without a checkout.

They stand once, in schema/, and are copied when the wheel is built. The essays are left out: they speak of
the cases of this project.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py  # type: ignore[import-untyped]  # has no types of its own

__all__ = ["BuildWithSchema"]


def _find_schema_files() -> list[str]:
    # relative to the project, where every build is run
    folder = Path("schema")
    return sorted(file.as_posix() for glob in ("*.schema.json", "vocabulary/*.yml") for file in folder.glob(glob))


class BuildWithSchema(build_py):  # type: ignore[misc]  # as above
    """The usual build of a package, and schema/ copied into it."""

    def run(self) -> None:
        """Build the package, then copy the schema into it."""
        super().run()
        # an editable install reads the checkout's own
        if self.editable_mode:
            return
        # what an earlier build left there may be gone from schema/
        shutil.rmtree(self._package / "schema", ignore_errors=True)
        for file in _find_schema_files():
            copy = self._package / file
            copy.parent.mkdir(parents=True, exist_ok=True)
            self.copy_file(file, str(copy))

    def get_source_files(self) -> list[str]:
        """What a source distribution must hold, so that a wheel can be built of it."""
        return [*super().get_source_files(), f"hooks/{Path(__file__).name}", *_find_schema_files()]

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:  # noqa: FBT001, FBT002  # as setuptools calls it
        """What the build writes."""
        copies = [] if self.editable_mode else [str(self._package / file) for file in _find_schema_files()]
        return [*super().get_outputs(include_bytecode), *copies]

    @property
    def _package(self) -> Path:
        return Path(self.build_lib, "casebook")
