"""From the linked book to the files of its site: each is made when it is asked for, and written as it is made."""

from casebook.publish.asking import AskedFiles
from casebook.publish.handwritten import list_handwritten, wrap_handwritten
from casebook.publish.outputs import Publication
from casebook.publish.publishing import (
    PublishingError,
    choose_picture,
    describe_site,
    find_odd_files,
    finish_site,
    index_site,
    make_room,
    publish_site,
    write_what_can_be_written,
)
from casebook.publish.settings import Settings, SettingsError, list_signposts, name_page, read_settings
from casebook.publish.writing import move_in, write_pages

__all__ = [
    "AskedFiles",
    "Publication",
    "PublishingError",
    "Settings",
    "SettingsError",
    "choose_picture",
    "describe_site",
    "find_odd_files",
    "finish_site",
    "index_site",
    "list_handwritten",
    "list_signposts",
    "make_room",
    "move_in",
    "name_page",
    "publish_site",
    "read_settings",
    "wrap_handwritten",
    "write_pages",
    "write_what_can_be_written",
]
