"""A case in another language: its page speaks that language, and what we say around it is marked as English."""

from __future__ import annotations

import re

from casebook.render import Article


def test_what_we_say_around_a_case_is_english_whatever_the_case_is(shelf_articles: dict[str, Article]) -> None:
    spanish = shelf_articles["cases/lima-mercado-de-pulgas/"]
    assert spanish.language == "es"
    # the last part is English as a whole
    body = spanish.html.split('<section class="part colophon" lang=en>')[0]
    for tag in ("h2", "dt", "th"):
        ours = re.findall(rf"<{tag}\b[^>]*>", body)
        assert ours
        # who took part is named in the case's own words
        assert all("lang=en" in one or one == "<dt>" or 'scope="row"' in one for one in ours), ours
    assert all(
        "lang=en" in one for one in re.findall(r'<span class="mark [^>]*>', spanish.html.split('class="body"')[1])
    )
    assert re.search(r'<div class="story" lang="?es"?>', spanish.html)


def test_an_english_case_says_nothing_of_it(shelf_articles: dict[str, Article]) -> None:
    assert "lang=en" not in shelf_articles["cases/durban-empty-school/"].html
