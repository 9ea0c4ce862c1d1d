"""What people bring that is no file of the book yet: answers at the keyboard, tables, mails and issues.

Whatever cannot be placed is told with its place, and nothing is made up.
"""

from casebook.taking.placing import TakingError

__all__ = ["TakingError"]
