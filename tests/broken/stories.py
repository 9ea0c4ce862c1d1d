"""What stands in a story, and should not."""

from __future__ import annotations

from broken.mistake import Mistake

__all__ = ["STORIES"]

_BEFORE = "nothing at all.\n"


def _story(what: str, broken: str, code: str, says: str, helps: str, cured: str) -> Mistake:
    """A mistake in a paragraph that somebody has added to the story."""
    return Mistake(what, _BEFORE, f"{_BEFORE}\n{broken}\n", code, says, helps, f"{_BEFORE}\n{cured}\n")


STORIES = (
    _story(
        "an element of HTML",
        "The ▸<b>oven</b> was hot.",
        "raw-html",
        '"<b>"',
        "Write it in Markdown: **bold**",
        "The **oven** was hot.",
    ),
    _story(
        "the end of a line in HTML", "The oven▸<br>was hot.", "raw-html", '"<br>"', "in Markdown", "The oven\nwas hot."
    ),
    _story(
        "a remark in HTML",
        "▸<!-- ask the baker -->\nThe oven was hot.",
        "raw-html",
        '"<!-- ask the baker -->"',
        "between backticks",
        "The oven was hot, `<!-- ask the baker -->`.",
    ),
    _story(
        "an image",
        "![The oven](▸https://www.city-paper.test/oven.jpg)",
        "image-in-text",
        '"https://www.city-paper.test/oven.jpg"',
        "link to the page it stands on: [a photograph",
        "[The oven](https://www.city-paper.test/oven)",
    ),
    _story(
        "a footnote",
        "The oven▸[^1] was hot.\n\n[^1]: The City Paper, 2021",
        "footnote",
        '"[^1]"',
        "or say it in the text itself",
        "The oven, says The City Paper, was hot.",
    ),
    _story(
        "a footnote with an address",
        "The oven▸[^2] was hot.\n\n[^2]: https://www.city-paper.test/bread",
        "footnote",
        '"[^2]"',
        "Put the document under sources: and name it as evidence",
        "The oven was hot.",
    ),
    _story(
        "a heading of the first level", "▸# The flour", "heading-level", '"The flour"', "## The flour", "## The flour"
    ),
    _story(
        "a heading of the sixth level", "▸###### The flour", "heading-level", '"The flour"', "####", "#### The flour"
    ),
    _story(
        "no space after the signs of a heading",
        "▸##The flour",
        "heading-level",
        '"##The flour"',
        "Write ## The flour",
        "## The flour",
    ),
    _story(
        "a link with a space in its address",
        "See [the page](▸https://www.city-paper.test/our bread).",
        "bad-link",
        '"https://www.city-paper.test/our bread" has a space in it',
        "https://www.city-paper.test/our%20bread",
        "See [the page](https://www.city-paper.test/our%20bread).",
    ),
    _story(
        "a space between the words of a link and its address",
        "See ▸[the page] (https://www.city-paper.test/bread).",
        "bad-link",
        "stands a space, so this is no link",
        "[the page](https://www.city-paper.test/bread)",
        "See [the page](https://www.city-paper.test/bread).",
    ),
    _story(
        "a link without https",
        "See [the page](▸www.city-paper.test/bread).",
        "bad-link",
        '"www.city-paper.test/bread" does not begin with https://',
        "Write https://www.city-paper.test/bread",
        "See [the page](https://www.city-paper.test/bread).",
    ),
    _story(
        "a link to a source",
        "See [the page](▸#city-paper-2021).",
        "bad-link",
        '"#city-paper-2021"',
        "Link to the document itself, by its address",
        "See [the page](https://www.city-paper.test/bread).",
    ),
    _story(
        "a link to an item, misspelt",
        "See [the lesson](▸#ask-who-work-at-night).",
        "bad-link",
        '"#ask-who-work-at-night"',
        "Did you mean #ask-who-works-at-night?",
        "See [the lesson](#ask-who-works-at-night).",
    ),
    _story(
        "a link to the file of another case",
        "See [the shelter](▸../durban/durban-shelter.md).",
        "bad-link",
        '"../durban/durban-shelter.md"',
        "Links in a text lead to https:// or to #an-item-of-this-case",
        "See the shelter.",
    ),
    _story(
        "a link that runs a program",
        "See [the page](▸javascript:bake()).",
        "bad-link",
        "begins with javascript:",
        "it begins with https://",
        "See [the page](https://www.city-paper.test/bread).",
    ),
    _story(
        "signs of a word processor before the entries of a list",
        "▸• Bread\n• Butter",
        "bullet-sign",
        '"•"',
        "a hyphen and a space",
        "- Bread\n- Butter",
    ),
    _story(
        "a mail address",
        "Write to the ▸desk@city-paper.test in time.",
        "personal-contact",
        '"desk@city-paper.test"',
        "Remove it",
        "Write to the paper in time.",
    ),
    _story(
        "a mail address in words",
        "Write to the ▸desk (at) city-paper (dot) test in time.",
        "personal-contact",
        '"desk (at) city-paper (dot) test"',
        "Remove it",
        "Write to the paper in time.",
    ),
    _story(
        "a phone",
        "Call ▸+55 81 3355 8000 in time.",
        "personal-contact",
        '"+55 81 3355 8000"',
        "Remove it",
        "Call the office in time.",
    ),
    _story(
        "a link that writes to somebody",
        "The baker reads ▸https://wa.me/5581999990000 at night.",
        "personal-contact",
        '"https://wa.me/5581999990000"',
        "link to the organisation's page",
        "The baker reads at night.",
    ),
    _story(
        "a soft hyphen in the story",
        "The so▸\u00adcial office paid.",
        "hidden-character",
        "soft hyphen",
        '"social"',
        "The social office paid.",
    ),
    _story(
        "garbled accents in the story",
        "The office of S▸Ã£o Paulo paid.",
        "mojibake",
        '"SÃ£o"',
        '"São"',
        "The office of São Paulo paid.",
    ),
)
