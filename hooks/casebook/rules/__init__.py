"""What a schema cannot say: references that lead somewhere, dates in order, texts without HTML.

Each rule is a small function from one file, seen among all others, to problems. The tuples below list
them by the kind of file. A rule must bear any value, since it also sees files that break the schema.
"""

from __future__ import annotations

from casebook.rules.citations import check_citations, check_citations_in_fields
from casebook.rules.cities import (
    check_city,
    check_countries,
    check_folder_of_city,
    check_folder_of_one_city,
    check_spelling_of_city,
)
from casebook.rules.cut_texts import check_cut_texts, check_joined_texts, check_split_texts
from casebook.rules.dates import check_dates, check_order
from casebook.rules.documents import check_documents, check_sources_of_case
from casebook.rules.essays import check_claims, check_essay_evidence, check_essays, check_terms_of_essays
from casebook.rules.evidence import check_evidence, check_unused_sources
from casebook.rules.figures import check_figures
from casebook.rules.ids import (
    RESERVED_IDS,
    check_case_ids,
    check_item_ids,
    check_shared_id,
    check_source_ids,
    is_reserved,
)
from casebook.rules.items import check_causes, check_failures
from casebook.rules.mentions import check_highlights, check_mentions
from casebook.rules.names import (
    UNNAMED_CITY,
    check_former_names,
    check_own_name,
    check_place_of_file,
    name_folder,
)
from casebook.rules.notes import check_notes
from casebook.rules.owed import check_what_is_owed
from casebook.rules.placeholders import check_placeholders
from casebook.rules.project import OF_A_STUB, CheckedFile, NotedProject, Problems, Project, Rule
from casebook.rules.references import check_references
from casebook.rules.states import check_status
from casebook.rules.strays import find_links, find_strays, is_leftover
from casebook.rules.terms import check_terms
from casebook.rules.texts import GOOD_STORY, STORY_WORDS, check_addresses, check_story, check_texts, check_titles
from casebook.rules.translations import check_translation, is_translation, name_texts, split_name
from casebook.rules.vocabularies import check_vocabulary

__all__ = [
    "CASE_RULES",
    "ESSAY_RULES",
    "GOOD_STORY",
    "OF_A_STUB",
    "RESERVED_IDS",
    "SOURCE_RULES",
    "STORY_WORDS",
    "TRANSLATION_RULES",
    "UNNAMED_CITY",
    "VOCABULARY_RULES",
    "CheckedFile",
    "NotedProject",
    "Problems",
    "Project",
    "Rule",
    "find_links",
    "find_strays",
    "is_leftover",
    "is_reserved",
    "is_translation",
    "name_folder",
    "name_texts",
    "split_name",
]

CASE_RULES: tuple[Rule, ...] = (
    check_place_of_file,
    check_former_names,
    check_terms,
    check_case_ids,
    check_item_ids,
    check_source_ids,
    check_sources_of_case,
    check_documents,
    check_evidence,
    check_unused_sources,
    check_references,
    check_dates,
    check_order,
    check_countries,
    check_city,
    check_folder_of_one_city,
    check_folder_of_city,
    check_spelling_of_city,
    check_figures,
    check_failures,
    check_causes,
    check_status,
    check_highlights,
    check_mentions,
    check_what_is_owed,
    check_citations,
    check_citations_in_fields,
    check_cut_texts,
    check_split_texts,
    check_joined_texts,
    check_texts,
    check_addresses,
    check_placeholders,
    check_story,
    check_titles,
)
"""What is asked of every case."""

SOURCE_RULES: tuple[Rule, ...] = (
    check_own_name,
    check_shared_id,
    check_documents,
    check_terms,
    check_dates,
    check_notes,
    check_cut_texts,
    check_split_texts,
    check_joined_texts,
    check_texts,
    check_addresses,
    check_placeholders,
)
"""What is asked of every shared source."""

TRANSLATION_RULES: tuple[Rule, ...] = (
    check_translation,
    check_cut_texts,
    check_split_texts,
    check_joined_texts,
    check_citations_in_fields,
    check_texts,
    check_placeholders,
    check_titles,
)
"""What is asked of every translation."""

VOCABULARY_RULES: tuple[Rule, ...] = (
    check_own_name,
    check_vocabulary,
    check_cut_texts,
    check_split_texts,
    check_joined_texts,
)
"""What is asked of every vocabulary."""

ESSAY_RULES: tuple[Rule, ...] = (
    check_own_name,
    check_essays,
    check_essay_evidence,
    check_claims,
    check_terms_of_essays,
    check_citations_in_fields,
    check_cut_texts,
    check_split_texts,
    check_joined_texts,
    check_texts,
)
"""What is asked of every file of essays."""
