"""What a case, a source, an essay and a vocabulary are: frozen values that the rest of the core reads.

The model knows neither files nor HTML, nor how its values are made.
"""

from casebook.model.case import Case, Change, City, Highlights, Place, RelatedCase, Review, Transfer
from casebook.model.essay import Essay, Paragraph
from casebook.model.items import (
    ITEM_KINDS,
    MARKED_KINDS,
    Account,
    Actor,
    Disagreement,
    EntryPoint,
    Failure,
    FollowUp,
    Item,
    ItemKind,
    Lesson,
    LessonLink,
    Reply,
    Result,
    State,
    StoryPart,
    kind_of,
    kind_sorted_by,
)
from casebook.model.source import Evidence, Note, Part, Source
from casebook.model.structure import structure
from casebook.model.translation import ItemTitle, Translation
from casebook.model.vocabulary import LANGUAGES, SAY_NOTHING, Labels, OtherWords, Term, Vocabulary

__all__ = [
    "ITEM_KINDS",
    "LANGUAGES",
    "MARKED_KINDS",
    "SAY_NOTHING",
    "Account",
    "Actor",
    "Case",
    "Change",
    "City",
    "Disagreement",
    "EntryPoint",
    "Essay",
    "Evidence",
    "Failure",
    "FollowUp",
    "Highlights",
    "Item",
    "ItemKind",
    "ItemTitle",
    "Labels",
    "Lesson",
    "LessonLink",
    "Note",
    "OtherWords",
    "Paragraph",
    "Part",
    "Place",
    "RelatedCase",
    "Reply",
    "Result",
    "Review",
    "Source",
    "State",
    "StoryPart",
    "Term",
    "Transfer",
    "Translation",
    "Vocabulary",
    "kind_of",
    "kind_sorted_by",
    "structure",
]
