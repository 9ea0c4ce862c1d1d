"""Case files written from plain facts."""

from casebook.writing.case_file import write_case
from casebook.writing.kept_lines import keep_lines

__all__ = ["keep_lines", "write_case"]
