"""The files of a site that is only shown: each is found when somebody asks for it.

To list all files means to begin every page, which takes longer than to make the one that is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casebook.outputs import Output
from casebook.publish.outputs import Publication

__all__ = ["AskedFiles"]


class AskedFiles:
    """The files of a publication, group by group: a group is listed when a file may be in it."""

    def __init__(self, publication: Publication, known: Mapping[str, str] | None = None) -> None:
        """List nothing yet.

        Args:
            publication: What makes them.
            known: In which group files were last time, by their addresses: there one looks first.
        """
        self._groups: dict[str, Iterable[Output]] = dict(publication.list_groups())
        self._listed: dict[str, dict[str, Output]] = {}
        self.known = dict(known or {})

    def list_group(self, name: str) -> Mapping[str, Output]:
        """The files of a group, by their addresses."""
        if name not in self._listed:
            self._listed[name] = {address: one for one in self._groups[name] for address in one.addresses}
            self.known |= dict.fromkeys(self._listed[name], name)
        return self._listed[name]

    def find(self, address: str) -> Output | None:
        """What writes a file; None if it is none of them."""
        first = self.known.get(address)
        for name in sorted(self._groups, key=lambda name: (name != first, name not in self._listed)):
            if found := self.list_group(name).get(address):
                return found
        return None
