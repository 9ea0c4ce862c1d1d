"""The workshop and the meeting sheet: what the notes say has its note beside it, and each question rests on its case."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from casebook.book import Book
from casebook.fields import Schemas
from casebook.model import Note, Part, Source, Transfer
from casebook.render import Article, Renderer, Site, render_fragments
from casebook.render.pages.meeting import ASKED, LONGEST_QUESTION, MOST_BROUGHT, choose_talk
from casebook.render.pages.workshop import STEPS, plan_steps, render_workshop, start_with
from casebook.text.sentences import begin_text

LIMA = "lima-hill-kitchens"
MARKET = "lima-mercado-de-pulgas"
STUB = "recife-stub"


def _read(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _link(address: str, anchor: str = "") -> str:
    return f'href="../{address}{anchor}"'


@pytest.fixture(scope="module")
def meetings(shelf_book: Book, project_schemas: Schemas) -> dict[str, dict[str, str]]:
    """What stands on the sheet for each case of the invented book."""
    made = dict(render_fragments(Renderer(shelf_book, project_schemas)))
    return {case.id: json.loads(made[f"find/rows/{case.id}.json"])["meeting"] for case in shelf_book.cases}


# ---- the plan ----


def test_the_plan_takes_two_hours_and_its_steps_follow_each_other() -> None:
    steps = plan_steps(None)
    assert sum(step.minutes for step in steps) == 120
    assert [step.begins for step in steps] == ["0:00", "0:10", "0:20", "1:10", "1:20", "1:40", "1:55"]
    assert not any(step.own or step.notes or step.asks for step in steps)


def test_a_step_of_the_workshop_has_its_name_its_notes_and_its_questions() -> None:
    notes = (
        Note("n1", "frame", "Heading: journaling.", kind="frame"),
        Note("n2", "writing", "What do you see?", kind="question"),
        Note("n3", "writing", "What do you see, again?", kind="question", set_aside="Said before."),
        Note("n4", "stories", "Journaling was dear to her.", kind="fact"),
        Note("n5", "frame", "Heading: the agenda, with the virtual fishbowl and journaling.", kind="frame"),
        Note("n6", "stories", "What opens a door?", kind="question"),
    )
    source = Source(
        "notes", "Notes", "Somebody", "2020", "harvest", "en",
        parts=(Part("writing", "Journaling"), Part("stories", "Fishbowl: stories")),
        agenda=("Virtual fishbowl: stories of cities", "Journaling"),
        notes=notes,
    )  # fmt: skip
    steps = {step.id: step for step in plan_steps(source)}
    assert steps["writing"].own == "Journaling"
    assert [note.id for note in steps["writing"].notes] == ["n1", "n5"]
    assert [note.id for note in steps["writing"].asks] == ["n2"]
    assert [note.id for note in steps["fishbowl"].notes] == ["n5"]
    assert [note.id for note in steps["fishbowl"].asks] == ["n6"]
    assert not steps["opening"].own and not steps["reading"].own


def test_every_step_of_the_agenda_stands_in_the_plan(project_book: Book) -> None:
    words = [word for _, _, own in STEPS for word in own]
    for source in project_book.shared.values():
        # an agenda may have a step that the plan does not know; none may be taken for another
        known = [step for step in source.agenda if any(word in step.lower() for word in words)]
        said = [step.own for step in plan_steps(source) if step.own]
        assert len(said) == len(set(said)) and set(said) <= set(known)


def test_what_is_ours_and_what_is_the_workshops_is_told(shelf_articles: dict[str, Article]) -> None:
    page = shelf_articles["workshop/"]
    said = _read(page.html)
    for step, marks in (
        ("Opening and welcome", "“Opening”, in the notes"), ("Fishbowl: the stories", "“Talk in the round”, in the notes"),
        ("Alone, in writing", "“Writing it down”, in the notes"),
        ("What we agree on", "ours"), ("Reading out", "ours"), ("Thanks and closure", "ours"),
    ):  # fmt: skip
        assert f"{step} {marks}" in said, step
    assert "the two hours, their minutes and what has no note are our proposal" in said
    assert "General practice. The notes do not record how theirs was run." in said
    assert "What is emerging for you about how kitchens stay?" in said
    assert "To have notes that tests can count" in said


def test_each_note_on_the_page_is_led_to(project_articles: dict[str, Article], project_book: Book) -> None:
    page = project_articles["workshop/"]
    source = next((one for one in project_book.shared.values() if one.agenda), None)
    if source is None:
        return
    said = _read(page.html)
    for text in (*source.objectives, *([source.question] if source.question else ())):
        assert " ".join(text.split()) in said
    named = {note.id for step in plan_steps(source) for note in (*step.notes, *step.asks)}
    named |= {note.id for note in source.notes if note.is_heading and note.uncertain}
    for id in named:
        assert re.search(rf'href="../sources/{source.id}/[^"]*#{id}">{id}</a>', page.html), id
    # what a heading leaves open is said with the heading
    for note in source.notes:
        if note.is_heading and note.uncertain:
            assert note.uncertain in said


def test_a_book_without_a_workshop_has_a_plan_too(shelf_book: Book, project_schemas: Schemas) -> None:
    (page,) = render_workshop(Renderer(replace(shelf_book, shared={}), project_schemas))
    said = _read(page.html)
    assert "The two hours and their minutes are our proposal." in said
    assert "notes" not in re.findall(r'<h2 id="(\w+)"', page.html)
    assert "How a fishbowl goes" in said and "0:20" in said
    # nobody's workshop is told of
    assert "workshop of" not in said and "workshop’s own" not in said


def test_an_address_that_one_types_from_paper_is_whole(shelf_book: Book, project_schemas: Schemas) -> None:
    (page,) = render_workshop(Renderer(shelf_book, project_schemas, Site(url="https://casebook.test/")))
    typed = dict(re.findall(r'data-short="([^"]*)" href="../([^"]*)"', page.html))
    assert typed["casebook.test/workshop/cards/"] == "workshop/cards/"
    assert all(short == f"casebook.test/{address}" for short, address in typed.items())
    # nobody has said where the site is: a script says it, or nobody
    (page,) = render_workshop(Renderer(shelf_book, project_schemas))
    assert set(re.findall(r'data-short="([^"]*)"', page.html)) == {""}


def test_no_theme_begins_with_the_case_of_another(project_book: Book) -> None:
    source = next((one for one in project_book.shared.values() if one.agenda), None)
    starts = start_with(project_book, source)
    cases = [start.case.id for start in starts if start.case]
    assert len(cases) == len(set(cases))
    for start in starts:
        if start.case:
            assert start.lesson in start.case.lessons and start.theme.id in start.lesson.themes
            assert start.failure is None or start.failure in start.case.failures


def test_a_theme_begins_with_the_lesson_to_which_others_speak(shelf_book: Book) -> None:
    starts = {start.theme.id: start for start in start_with(shelf_book, None)}
    trust = starts["trust"]
    assert trust.case and trust.lesson
    # of the lessons on trust it has most links to and from other cases
    voices = {
        name: len(shelf_book.lesson_answers.get(name, ())) + len(lesson.supports) + len(lesson.limits)
        + len(lesson.contradicts) + len(lesson.applied_in)
        for name, lesson in shelf_book.lessons.items()
        if "trust" in lesson.themes
    }  # fmt: skip
    assert voices[f"{trust.case.id}#{trust.lesson.id}"] == max(voices.values()) > 0


# ---- the meeting sheet ----


def test_every_case_is_asked_each_question_once(project_renderer: Renderer, project_book: Book) -> None:
    for address, made in render_fragments(project_renderer):
        if not address.startswith("find/rows/"):
            continue
        case = project_book.by_id[address.split("/")[-1].removesuffix(".json")]
        column = json.loads(made)["meeting"]
        asked = re.findall(r'<li class="meeting__asks">.*?</li>', column["questions"], re.DOTALL)
        assert len(asked) == len(ASKED)
        anchors = {item.id for _, item in case.items()} | {"transfer", "open-questions", "failures", "status", ""}
        for question in asked:
            (words,) = re.findall(r'<b class="meeting__question">(.*?)</b>', question)
            # short enough to be read out, and first: what the case says stands below it
            assert words.endswith("?") and len(words) <= 100, words
            assert "<q" not in question.partition(words)[0]
            (where,) = re.findall(r'href="(?:\.\./)*cases/([^"#]+)/(?:#([^"]+))?"', question)
            assert where[0] == case.id and where[1] in anchors, where


def test_a_question_has_the_words_of_its_case(meetings: dict[str, dict[str, str]]) -> None:
    html = meetings[MARKET]["questions"]
    said = _read(html)
    for words in ("A letter with a number in its corner", "A place that nobody uses", "The paper on the door", "What is cooked", "Nobody will open on Monday", "The same six people each night", "The paper on the door was empty twice.", "What did it cost?"):  # fmt: skip
        # the case is in Spanish: what it says is marked so, in quotation marks
        assert f'<q lang="es">{words}</q>' in html, words
    assert "It nearly closed again" in said and "The early sign" in said
    assert "What we know (May 2022):" in said
    assert "What would you do otherwise today?" in said and "To change as one needs" not in said
    assert f'href="cases/{MARKET}/#the-same-six-people-each"' in html


def test_what_a_case_does_not_say_is_asked_in_general(meetings: dict[str, dict[str, str]]) -> None:
    said = _read(meetings[STUB]["questions"])
    assert "<q" not in meetings[STUB]["questions"]
    assert "No source says what became of it." in said
    assert "What had to be there before you could begin" in said
    assert "Somebody who was there, from city hall and from outside it." in _read(meetings[STUB]["bring"])


def test_one_brings_people_of_two_sides_and_what_was_put_in(meetings: dict[str, dict[str, str]]) -> None:
    said = _read(meetings[LIMA]["bring"])
    assert "from each side: Those who began; The department of parks." in said
    assert "A book of bills (Those who began)" in said
    assert "is it there with us? A place that nobody uses" in _read(meetings[MARKET]["bring"])


def test_what_is_asked_about_is_chosen(shelf_book: Book) -> None:
    case = shelf_book.by_id["durban-soup-tent"]
    quiet, loud = (replace(case.failures[n], id=f"f{n}", warning_sign="") for n in (0, 1))
    loud = replace(loud, warning_sign="It was late twice. Nobody asked why in all those weeks of waiting.")
    doors = tuple(replace(case.entry_points[0], id=f"d{n}", nearly_closed_by="A letter" if n else "") for n in (0, 1))
    long = "What became of " + "all the many " * 20 + "keys?"
    made = replace(
        case,
        failures=(quiet, loud),
        entry_points=doors,
        open_questions=(long, "Which are known.", "Who pays?"),
        transfer=Transfer(),
    )
    talk = choose_talk(made)
    assert talk.failure is loud and talk.door is doors[1]
    assert len(long) > LONGEST_QUESTION and talk.question == "Who pays?"
    assert talk.sign == "It was late twice. Nobody asked why in all those weeks of waiting."
    assert len(talk.brought) <= MOST_BROUGHT
    assert [actor.side for actor in talk.people] == ["society", "government"]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("It was late. Nobody asked why, in all those weeks. Then it ended.", "It was late. Nobody asked why, in all those weeks."),
        ("The order of St. Anna's kitchen came on the third of May. It was kept.", "The order of St. Anna's kitchen came on the third of May."),
        ("He said “it is over, and nobody will come. Go home.” Then they went.", "He said “it is over, and nobody will come. Go home.”"),
        ("One sentence alone", "One sentence alone"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_text_begins_with_whole_sentences(text: str, begins: str) -> None:
    assert begin_text(text) == begins


def test_without_a_script_the_sheet_asks_in_general(shelf_articles: dict[str, Article]) -> None:
    page = shelf_articles["workshop/meeting/"].html
    assert page.count("meeting__case--blank") == 2
    assert page.count('class="meeting__asks"') == 2 * len(ASKED)
    assert [int(one) for one in re.findall(r"(\d+) min</span>", page)] == [10, 20, 50, 10, 20, 10]
    assert "our proposal" in _read(page)
    assert _link(f"../cases/{LIMA}/") in page


def test_cases_lead_to_their_meeting(shelf_articles: dict[str, Article]) -> None:
    link = '#cases={}"'
    assert f"workshop/meeting/{link.format(MARKET)}" in shelf_articles[f"cases/{MARKET}/"].html
    beside = shelf_articles[f"compare/{MARKET}/"].html
    ids = re.findall(r"workshop/meeting/#cases=([^\"]+)", beside)
    assert len(ids) == 1 and ids[0].split(",")[0] == MARKET and len(ids[0].split(",")) == 3
