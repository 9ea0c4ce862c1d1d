"""Releases: the site that is there, the one before it, and how one takes the place of the other in one step."""

from casebook.releases.folder_copy import write_folder_copy
from casebook.releases.kept_copy import KEPT_FILES, SITE_ZIP, write_kept_copy
from casebook.releases.release import ReleaseError, go_back, release
from casebook.releases.site_files import SiteFiles
from casebook.releases.whole import LIST_OF_FILES, find_faults, write_list

__all__ = [
    "KEPT_FILES",
    "LIST_OF_FILES",
    "SITE_ZIP",
    "ReleaseError",
    "SiteFiles",
    "find_faults",
    "go_back",
    "release",
    "write_folder_copy",
    "write_kept_copy",
    "write_list",
]
