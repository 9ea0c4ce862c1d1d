"""From the linked book to complete HTML articles: no generator, no files, no network."""

from casebook.render.addresses import term_address
from casebook.render.article import Article, Crumb, Section
from casebook.render.downloads import Download
from casebook.render.fragments import render_fragments
from casebook.render.links import place_links
from casebook.render.maintainers import read_maintainers
from casebook.render.pages import render_articles
from casebook.render.redirects import render_redirects
from casebook.render.renderer import Renderer, Site
from casebook.render.salvage import leave_out_broken
from casebook.render.scripts import pack_script
from casebook.render.sitemap import write_robots, write_sitemap

__all__ = [
    "Article",
    "Crumb",
    "Download",
    "Renderer",
    "Section",
    "Site",
    "leave_out_broken",
    "pack_script",
    "place_links",
    "read_maintainers",
    "render_articles",
    "render_fragments",
    "render_redirects",
    "term_address",
    "write_robots",
    "write_sitemap",
]
