"""Releases: the site that is there, the one before it, and how one takes the place of the other in one step."""

from casebook.releases.release import ReleaseError, go_back, release
from casebook.releases.whole import LIST_OF_FILES, find_faults, write_list

__all__ = ["LIST_OF_FILES", "ReleaseError", "find_faults", "go_back", "release", "write_list"]
