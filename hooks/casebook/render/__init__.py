"""From the linked book to complete HTML articles: no generator, no files, no network."""

# Each module of pages registers its own when it is imported.
from casebook.render.article import Article, Crumb, Section
from casebook.render.fragments import render_fragments
from casebook.render.pages import book, compare, explore, finder, like_mine, search
from casebook.render.pages.book import render_redirects
from casebook.render.renderer import Renderer, Site, render_articles

__all__ = [
    "Article",
    "Crumb",
    "Renderer",
    "Section",
    "Site",
    "render_articles",
    "render_fragments",
    "render_redirects",
]
