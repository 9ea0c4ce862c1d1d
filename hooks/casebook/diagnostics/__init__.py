"""Problems found in the files: what one is, which kinds there are, and how they are written down."""

from casebook.diagnostics.problem import CODES, Code, Diagnostic, Fix, Position
from casebook.diagnostics.reporters import REPORTERS, render_text, say_counts
from casebook.diagnostics.sentences import SENTENCES, say

__all__ = [
    "CODES",
    "REPORTERS",
    "SENTENCES",
    "Code",
    "Diagnostic",
    "Fix",
    "Position",
    "render_text",
    "say",
    "say_counts",
]
