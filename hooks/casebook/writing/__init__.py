"""Case files written from plain facts."""

from casebook.writing.case_file import write_case

__all__ = ["write_case"]
