"""What the page of the data knows of the files that it offers."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.fields import TableColumn

__all__ = ["Download"]


@dataclass(frozen=True)
class Download:
    """A data file, which readers can take along."""

    address: str
    """Its address, relative to the site's root; of a file of which each case has one, that of the first case."""
    name: str
    """What it is called."""
    media_type: str
    """What a server should call it."""
    holds: str
    """What it holds."""
    size: int
    """How many bytes it has."""
    group: str = "program"
    """What one does with it: the part of the page in which it stands."""
    sample: str = ""
    """How it looks: its beginning, or a part of it; empty where that tells a reader nothing."""
    one_each: bool = False
    """Whether each case has one of its own."""
    columns: tuple[TableColumn, ...] = ()
    """The columns, if it is a table."""
    parts: tuple[tuple[str, str], ...] = ()
    """What one finds in it beside the tables, each with what it is; none where its name says enough."""
