"""From the linked book to complete HTML articles: no generator, no files, no network."""

from casebook.render.article import Article, Crumb, Section
from casebook.render.pages import render_articles, render_redirects

__all__ = ["Article", "Crumb", "Section", "render_articles", "render_redirects"]
