"""Terms, ids and the names of fields; and what has no value."""

from __future__ import annotations

from broken.mistake import SOUND, Mistake

__all__ = ["WORDS"]

_CRISIS = "crisis: [pandemic, hunger]"
_FAILURES = SOUND[SOUND.index("failures:\n") : SOUND.index("results:\n")]
_LESSONS = SOUND[SOUND.index("lessons:\n") : SOUND.index("failures:\n")]
_SUPPORTED = SOUND.replace(
    "    works_when:\n",
    "    supports: [{lesson: bread-at-night#ask-who-works-at-night, why: It says the same.}]\n    works_when:\n",
)
"""A case that names a lesson of the broken one."""
_NO_FAILURES = "failures: []\nno_failures_because: The two sources speak of none.\n"


def _crisis(what: str, broken: str, code: str, says: str, helps: str, cured: str = _CRISIS) -> Mistake:
    """A mistake in the terms of a case."""
    return Mistake(what, _CRISIS, f"crisis: {broken}", code, says, helps, cured)


def _failures(what: str, broken: str, code: str, says: str, helps: str, cured: str = _NO_FAILURES) -> Mistake:
    """A mistake in how one says that nothing failed."""
    return Mistake(what, _FAILURES, broken, code, says, helps, cured)


WORDS = (
    # terms
    _crisis("another word for a term", "[▸covid, hunger]", "wrong-term", '"covid"', 'Did you mean "pandemic"?'),
    _crisis("a term in the plural", "[▸pandemics, hunger]", "wrong-term", '"pandemics"', 'Did you mean "pandemic"?'),
    _crisis("a term with an accent", "[▸pándemic, hunger]", "wrong-term", '"pándemic"', 'Did you mean "pandemic"?'),
    _crisis("a term in Spanish", "[▸pandemia, hunger]", "wrong-term", '"pandemia"', 'Did you mean "pandemic"?'),
    _crisis("a term in capital letters", "[▸PANDEMIC, hunger]", "wrong-term", '"PANDEMIC"', "pandemic"),
    _crisis(
        "a term of another list",
        "[pandemic, hunger, ▸homelessness]",
        "wrong-term",
        '"homelessness" is a topic, not a crisis',
        'Did you mean "homelessness-crisis"?',
        "crisis: [pandemic, hunger, homelessness-crisis]",
    ),
    _crisis(
        "one term without brackets",
        "▸pandemic",
        "wrong-type",
        'here stands the text "pandemic"',
        "crisis: [pandemic]",
        "crisis: [pandemic]",
    ),
    _crisis(
        "terms without brackets",
        "▸pandemic, hunger",
        "wrong-type",
        'here stands the text "pandemic, hunger"',
        "crisis: [pandemic, hunger]",
    ),
    _crisis(
        "a slash between terms",
        "▸pandemic / hunger",
        "wrong-type",
        '"pandemic / hunger"',
        "crisis: [pandemic, hunger]",
    ),
    _crisis(
        "a semicolon between terms",
        "[▸pandemic; hunger]",
        "wrong-term",
        '"pandemic; hunger"',
        "crisis: [pandemic, hunger]",
    ),
    _crisis("a term twice", "[pandemic, hunger, ▸hunger]", "repeated-entry", '"hunger" stands twice', "Remove one"),
    Mistake(
        "the word none for a list",
        sound=f"{_CRISIS}\n",
        broken="crisis: ▸none\n",
        code="wrong-type",
        says='here stands the text "none"',
        helps="leave the line out",
        cured="",
    ),
    Mistake(
        "the word none in a list",
        sound=f"{_CRISIS}\n",
        broken="crisis: [▸none]\n",
        code="wrong-term",
        says='"none"',
        helps="leave the line out",
        cured="",
    ),
    Mistake(
        "a list for a word",
        sound="door: crisis",
        broken="door: ▸[crisis]",
        code="wrong-type",
        says="`door` should be a text, but here stands a list",
        helps="without a hyphen or brackets",
    ),
    Mistake(
        "none of the choices",
        sound="side: government",
        broken="side: ▸goverment",
        code="wrong-choice",
        says='"goverment"',
        helps='Did you mean "government"?',
    ),
    # nothing failed
    _failures(
        "the word none for failures",
        "failures: ▸none\n",
        "wrong-type",
        '"none"',
        "Write failures: [] and say in no_failures_because: why",
    ),
    _failures(
        "words for failures",
        "failures: ▸none mentioned\n",
        "wrong-type",
        '"none mentioned"',
        "Write failures: [] and say in no_failures_because: why",
    ),
    _failures(
        "no failures, and no reason",
        "failures: ▸[]\n",
        "no-failures-reason",
        "The list of failures is empty",
        "say in no_failures_because: why",
    ),
    _failures(
        "a reason for no failures, and no list",
        "▸no_failures_because: The two sources speak of none.\n",
        "needless-reason",
        "there is no failures: [] beside it",
        "Add failures: [] above it",
    ),
    # ids
    Mistake(
        "a sentence for an id",
        sound="id: ask-who-works-at-night",
        broken="id: ▸Ask who works at night!",
        code="wrong-form",
        says='"Ask who works at night!" is not an id',
        helps="ask-who-works-at-night",
    ),
    Mistake(
        "an accent in an id",
        sound="id: ask-who-works-at-night",
        broken="id: ▸pregúntale-a-la-noche",
        code="wrong-form",
        says='"pregúntale-a-la-noche" is not an id',
        helps="preguntale-a-la-noche",
        cured="id: preguntale-a-la-noche",
    ),
    Mistake(
        "an id twice",
        sound="id: no-flour-in-may",
        broken="id: ▸ask-who-works-at-night",
        code="duplicate-id",
        says="for the lesson in line 29 and here",
        helps="such as the-flour-ran-out-in-may",
        cured="id: the-flour-ran-out-in-may",
    ),
    Mistake(
        "an id that the page uses",
        sound="id: no-flour-in-may",
        broken="id: ▸sources",
        code="reserved-id",
        says='"sources" is used by the page itself',
        helps="such as the-flour-ran-out-in-may",
        cured="id: the-flour-ran-out-in-may",
    ),
    Mistake(
        "a case that does not exist",
        sound="topics: [food]\n",
        broken="topics: [food]\nrelated: [{case: ▸durban-sheltr}]\n",
        code="dangling-case",
        says='There is no case "durban-sheltr"',
        helps='Did you mean "durban-shelter"?',
        cured="topics: [food]\nrelated: [{case: durban-shelter}]\n",
    ),
    Mistake(
        "a case by its former name",
        sound="topics: [food]\n",
        broken="topics: [food]\nrelated: [{case: ▸durban-old-name}]\n",
        code="dangling-case",
        says='"durban-old-name" has a new id',
        helps="Write durban-shelter",
        cured="topics: [food]\nrelated: [{case: durban-shelter}]\n",
    ),
    # the names of fields
    Mistake(
        "a field misspelt",
        sound="summary: >-",
        broken="▸sumary: >-",
        code="unknown-key",
        says='"sumary" is not a field of the case',
        helps="Did you mean `summary`?",
    ),
    Mistake(
        "a list misspelt, of which a highlight names an item",
        sound="lessons:\n",
        broken="highlights: {lesson: ask-who-works-at-night}\n▸lesson:\n",
        cured="highlights: {lesson: ask-who-works-at-night}\nlessons:\n",
        code="unknown-key",
        says='"lesson" is not a field of the case',
        helps="Did you mean `lessons`?",
    ),
    Mistake(
        "a list misspelt, of which another case names an item",
        sound="lessons:\n",
        broken="▸lesson:\n",
        code="unknown-key",
        says='"lesson" is not a field of the case',
        helps="Did you mean `lessons`?",
        beside={"cases/recife/a-market.md": _SUPPORTED},
    ),
    Mistake(
        "a list that is none, of which another case names an item",
        sound=_LESSONS,
        broken="lessons: ▸ask-who-works-at-night\n",
        code="wrong-type",
        says="`lessons` should be a list",
        helps="Write each entry on a line of its own, after a hyphen and a space",
        beside={"cases/recife/a-market.md": _SUPPORTED},
    ),
    Mistake(
        "the list of events misspelt, of which one brought about the status",
        sound="follow_ups:\n",
        broken="▸follow_up:\n",
        code="unknown-key",
        says='"follow_up" is not a field of the case',
        helps="Did you mean `follow_ups`?",
    ),
    Mistake(
        "a list misspelt, of which a change names an item",
        sound="lessons:\n",
        broken="history: [{on: 2022-04-01, kind: changed, what: The lesson is shorter., items: [ask-who-works-at-night]}]\n"
        "▸lesson:\n",
        cured="history: [{on: 2022-04-01, kind: changed, what: The lesson is shorter., items: [ask-who-works-at-night]}]\n"
        "lessons:\n",
        code="unknown-key",
        says='"lesson" is not a field of the case',
        helps="Did you mean `lessons`?",
    ),
    Mistake(
        "a date of an event that brought about the status, and is none",
        sound="  - when: 2022-03\n    status: faded\n",
        broken="  - when: 2021-11\n    status: changed\n    what: It was smaller.\n    evidence: [city-paper-2021]\n"
        "  - when: ▸03/2022\n    status: faded\n",
        cured="  - when: 2021-11\n    status: changed\n    what: It was smaller.\n    evidence: [city-paper-2021]\n"
        "  - when: 2022-03\n    status: faded\n",
        code="wrong-form",
        says='"03/2022" is not a date in the right form',
        helps="Did you mean 2022-03?",
    ),
    Mistake(
        "a field with a hyphen",
        sound="opened_by:",
        broken="▸opened-by:",
        code="unknown-key",
        says='"opened-by" is not a field of this entry point',
        helps="Did you mean `opened_by`?",
    ),
    Mistake(
        "a field in capital letters",
        sound="topics: [food]",
        broken="▸Topics: [food]",
        code="unknown-key",
        says='"Topics" is not a field of the case',
        helps="Did you mean `topics`?",
    ),
    Mistake(
        "a field of another notation",
        sound="topics: [food]\n",
        broken="topics: [food]\n▸tags: [bread]\n",
        code="unknown-key",
        says='"tags" is not a field of the case',
        helps="you mean `topics`, which is there already. Remove one",
    ),
    Mistake(
        "a field of another page",
        sound="topics: [food]\n",
        broken="topics: [food]\n▸draft: true\n",
        code="unknown-key",
        says='"draft" is not a field of the case',
        helps="Remove this field",
    ),
    Mistake(
        "one field too many",
        sound="    role: Paid for the flour\n",
        broken="    role: Paid for the flour\n    ▸budget: small\n",
        code="unknown-key",
        says='"budget" is not a field of this actor',
        helps="Remove this field",
    ),
    Mistake(
        "one field too few",
        sound="  - name: Health office\n    kind: city-government\n    side: government\n    evidence: [city-paper-2021]\n    role: Paid for the flour\n",
        broken="  - ▸name: Health office\n    kind: city-government\n    side: government\n    evidence: [city-paper-2021]\n",
        code="missing-field",
        says="This actor has no `role`",
        helps="Add it. What it did in the story",
    ),
    # what has no value
    Mistake(
        "a required field without a value",
        sound="role: Paid for the flour",
        broken="role:▸",
        code="empty-value",
        says="`role` has no value",
        helps="it cannot be left out",
    ),
    Mistake(
        "a field that need not be there, without a value",
        sound="topics: [food]\n",
        broken="topics:▸\n",
        code="empty-value",
        says="`topics` has no value",
        helps="or remove the line",
        cured="",
    ),
    Mistake(
        "an empty title",
        sound="title: Bread for the night",
        broken='title: ▸""',
        code="too-short",
        says="`title` is empty",
        helps="Write at least",
    ),
    Mistake(
        "a year for a title",
        sound="title: Bread for the night",
        broken="title: ▸2021",
        code="wrong-type",
        says="here stands the number 2021",
        helps='put it in double quotes: "2021"',
        cured='title: "2021"',
    ),
    Mistake(
        "a title of one word",
        sound="title: The bakery lent its oven to the night shift of the hospital",
        broken="title: ▸Bread",
        code="too-short",
        says='the fewest allowed are 10: "Bread"',
        helps="Says what happened, in plain words",
    ),
    Mistake(
        "a title that nobody can read on a card",
        sound="title: The bakery lent its oven to the night shift of the hospital",
        broken=f"title: ▸The bakery lent its oven{' and its driver' * 8}",
        code="too-long",
        says="the most allowed are 120",
        helps="Shorten it by 24 characters",
        cured=f"title: The bakery lent its oven{' and its driver' * 6}",
    ),
    Mistake(
        "a title of asterisks",
        sound="title: The bakery lent its oven to the night shift of the hospital",
        broken='title: ▸"**********"',
        code="nothing-shown",
        says="no word in it that a reader could see",
        helps="Write it in words",
    ),
    Mistake(
        "a title that is still to be written",
        sound="title: The bakery lent its oven to the night shift of the hospital",
        broken="title: ▸xxxxxxxxxxxx",
        code="placeholder",
        says='"xxxxxxxxxxxx"',
        helps="Write your own words in its place",
    ),
    Mistake(
        "what a form writes where nobody has answered",
        sound="role: Paid for the flour",
        broken="role: ▸_No response_",
        code="placeholder",
        says='"_No response_"',
        helps="Write your own words in its place",
    ),
    Mistake(
        "a full stop after a title",
        sound="title: The flour ran out in May",
        broken="title: ▸The flour ran out in May.",
        code="title-full-stop",
        says='"The flour ran out in May."',
        helps="Remove the full stop",
    ),
)
