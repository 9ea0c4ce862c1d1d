"""What a file may say: its fields, what each of them holds, and what to say where one is wrong."""

from casebook.fields.schemas import Schemas, load_schemas
from casebook.fields.violations import check_facts

__all__ = [
    "Schemas",
    "check_facts",
    "load_schemas",
]
