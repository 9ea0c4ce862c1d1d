"""From bytes to plain values, each with its position in the file."""

from casebook.files.disk import (
    CASE_LIMIT,
    SHARED_LIMIT,
    FileStamp,
    discard,
    find_schema_folder,
    fold_path,
    link_file,
    list_folder,
    name_path,
    put_file,
    read_bytes,
    refuse_odd_file,
    take_stamp,
    walk_folder,
)
from casebook.files.parsed_file import FieldPath, KnownParsedFile, ParsedFile
from casebook.files.yaml_reader import read_front_matter, read_yaml

__all__ = [
    "CASE_LIMIT",
    "SHARED_LIMIT",
    "FieldPath",
    "FileStamp",
    "KnownParsedFile",
    "ParsedFile",
    "discard",
    "find_schema_folder",
    "fold_path",
    "link_file",
    "list_folder",
    "name_path",
    "put_file",
    "read_bytes",
    "read_front_matter",
    "read_yaml",
    "refuse_odd_file",
    "take_stamp",
    "walk_folder",
]
