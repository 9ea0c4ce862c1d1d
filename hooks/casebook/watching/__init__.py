"""While somebody writes: what is wrong with the files as they stand now, told beside the pages in the browser."""

from casebook.watching.panel import PANEL_ADDRESS, answer
from casebook.watching.watch import Stamps, Watch

__all__ = ["PANEL_ADDRESS", "Stamps", "Watch", "answer"]
