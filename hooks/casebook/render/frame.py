"""The page around an article: its head for machines, what stands above and below it on every page, and the article.

What stands above and below depends on few things, so it is made once for each of their combinations.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from jinja2 import Environment, Template
from markupsafe import Markup

from casebook.render.article import Article
from casebook.render.links import place_links
from casebook.render.site import Signpost, Site

__all__ = ["PageFrame"]

_HERE, _BELOW = Markup(' aria-current="page"'), Markup(' aria-current="true"')
_ENGLISH = Markup(' lang="en"')


@dataclass(frozen=True, eq=False)
class PageFrame:
    """Puts the frame of a site around its articles."""

    site: Site
    """The site."""
    environment: Environment
    """The templates."""
    _made: dict[tuple[str, str, bool, int], tuple[Markup, Markup]] = field(default_factory=dict)
    """What stands above and below, by what it depends on."""

    @cached_property
    def _page(self) -> Template:
        return self.environment.get_template("frame/page.html")

    @cached_property
    def _signed(self) -> frozenset[str]:
        """The addresses to which every page leads."""
        return frozenset(one.address for sign in self.site.signposts for one in (sign, *sign.signs))

    def put_around(self, article: Article) -> str:
        """A whole page: the article in its frame."""
        # a page that is served at every address leads nowhere from where it stands
        base = (self.site.base or "/") if article.address == "404.html" else ""
        above, below = self._surround(article, base)
        made = self._page.render(
            article=article,
            site=self.site,
            content=Markup(article.html),
            told=Markup(article.tell_machines()),
            above=above,
            below=below,
            english=_ENGLISH if article.language != "en" else "",
        )
        return place_links(made, article.address, base)

    def _surround(self, article: Article, base: str) -> tuple[Markup, Markup]:
        here = article.address if article.address in self._signed else ""
        crumb = article.crumbs[1].address if article.crumbs[1:] else ""
        key = (here, crumb, article.language == "en", -1 if base else article.address.count("/"))
        if key not in self._made:
            context = {
                "site": self.site,
                "english": _ENGLISH if article.language != "en" else "",
                "mark": lambda sign: self._mark(sign, here, crumb),
            }
            above, below = (
                "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())
                for text in (
                    self.environment.get_template(f"frame/{name}.html").render(context) for name in ("header", "footer")
                )
            )
            self._made[key] = (
                Markup(place_links(above, article.address, base)),
                Markup(place_links(below, article.address, base)),
            )
        return self._made[key]

    def _mark(self, sign: Signpost, here: str, crumb: str) -> Markup | str:
        """Says that a sign leads to where the reader is, or that it stands below it."""
        if here and sign.address == here:
            return _HERE
        return _BELOW if crumb and sign.address == crumb and sign in self.site.signposts else ""
