"""A text looks here as it looks on GitHub, and the checker sees of it what a reader sees."""

from __future__ import annotations

import html
import re

import pytest

from casebook.markup import render_line, render_prose, render_story, show_text, strip_markdown

REL = ' rel="noopener noreferrer"'


def squeeze(made: str) -> str:
    return re.sub(r"\s*\n\s*", "", made)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("They did:\n- a\n- b", "<p>They did:</p><ul><li>a</li><li>b</li></ul>"),
        ("- a\n  - b\n  - c\n- d", "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("- a\n\n• b\n• c", "<ul><li>a</li></ul><ul><li>b</li><li>c</li></ul>"),
        ("said:\n• b\n\u25cf\u00a0c", "<p>said:</p><ul><li>b</li><li>c</li></ul>"),
        ("1985. A year.", "<p>1985. A year.</p>"),
        ("Before.\n\n1985. A *year*.\n\nAfter.", "<p>Before.</p><p>1985. A <em>year</em>.</p><p>After.</p>"),
        ("see https://a.org/b_(c), or", f'<p>see <a href="https://a.org/b_(c)"{REL}>https://a.org/b_(c)</a>, or</p>'),
        ("see www.a.org.", f'<p>see <a href="http://www.a.org"{REL}>www.a.org</a>.</p>'),
        ("begins with https:// or", "<p>begins with https:// or</p>"),
        ("~~a~~ b", "<p><s>a</s> b</p>"),
        ("# a\n## b\n### c", "a<h3>b</h3><h4>c</h4>"),
        ("a `https://a.org` b", "<p>a <code>https://a.org</code> b</p>"),
        ("a ![b](https://a.org/c.png) d", "<p>a  d</p>"),
        ("a <b>c</b> <script>d</script>", "<p>a c </p>"),
        ("[a](javascript:b)", "<p>a</p>"),
        ("a\n***\nb", "<p>a</p><hr><p>b</p>"),
    ],
)  # fmt: skip
def test_a_story_is_shown_as_elsewhere(text: str, made: str) -> None:
    assert re.sub(r' id="story-\d+"', "", squeeze(render_story(text))) == made


def test_a_table_can_be_moved_and_keeps_its_columns() -> None:
    made = squeeze(render_prose("| a | b | c |\n|:--|:-:|--:|\n| 1 | ~~2~~ | [3](https://a.org) |\n"))
    assert made.startswith('<div class="table-wrap" tabindex="0" role="region" aria-label="Table"><table><thead>')
    assert '<th>a</th><th class="middle">b</th><th class="right">c</th>' in made
    assert '<td>1</td><td class="middle"><s>2</s></td>' in made and made.endswith("</table></div>")
    assert "style" not in made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1985. A *year*", "1985. A year"), ("- a", "- a"), ("# a", "# a"), ("*a* `b` [c](https://d.org)", "a b c"),
        ("&nbsp;&nbsp;", ""), ("**", "**"), ("[](https://a.org)", ""), ("a &amp; b", "a & b"), ("a\\*b", "a*b"),
    ],
)  # fmt: skip
def test_a_line_has_no_blocks(text: str, said: str) -> None:
    assert strip_markdown(text) == said
    assert html.unescape(re.sub("<[^>]*>", "", render_line(text))).strip() == said


def test_what_a_reader_sees() -> None:
    shown = show_text(
        "a *b*\nc `d`\n\n## e\n\n- f [g](#h)\n\n![i](https://j.org)\n\n<u>k</u> l[^1] <https://m.org>\n\n[n]: https://o.org",
        blocks=True,
    )
    assert shown.words.split() == ["a", "b", "c", "d", "e", "f", "g", "k", "l[^1]", "https://m.org"]
    assert "a b c d" in shown.words
    assert [link.words for link in shown.links] == ["#h", "https://m.org", "https://o.org"]
    assert [(one.words, one.line) for one in shown.images] == [("https://j.org", 7)]
    assert [one.words for one in shown.tags] == ["<u>", "</u>"]
    assert [(one.words, one.level, one.line) for one in shown.headings] == [("e", 2, 3)]
    assert [(one.words, one.line) for one in shown.footnotes] == [("[^1]", 9)]
    assert not shown.too_deep


@pytest.mark.parametrize("sign", ["- ", "> ", "1. ", "* > "])
def test_depth_is_found(sign: str) -> None:
    each = 2 if ">" in sign and "*" in sign else 1
    assert not show_text(sign * (6 // each) + "a", blocks=True).too_deep
    assert show_text(sign * (8 // each) + "a", blocks=True).too_deep
