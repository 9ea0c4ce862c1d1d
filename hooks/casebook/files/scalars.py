"""What an unquoted word of YAML is: by the rules of YAML 1.2's core, so that `NO` stays Norway's code."""

from __future__ import annotations

import math
import re
from typing import Any

__all__ = ["CORE_WORDS", "read_scalar"]

_INTEGER = re.compile(r"[-+]?[0-9]+")

_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")

CORE_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def read_scalar(text: str) -> Any:
    """The value of an unquoted text by the core rules of YAML 1.2.

    What JSON cannot hold (infinity, no number, endless digits) stays a text.
    """
    if text in CORE_WORDS:
        return CORE_WORDS[text]
    if len(text) > 300:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if re.fullmatch(r"0o[0-7]+", text):
        return int(text, 0)
    if re.fullmatch(r"0x[0-9a-fA-F]+", text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text
