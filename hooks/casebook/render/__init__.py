"""From the linked book to complete HTML articles: no generator, no files, no network."""

from casebook.render.addresses import term_address
from casebook.render.article import Article, Crumb
from casebook.render.asked_book import AskedBook
from casebook.render.basis import Bases, UnknownBasisError
from casebook.render.downloads import Download
from casebook.render.fragments import list_fragments, render_fragments
from casebook.render.frame import PageFrame
from casebook.render.links import place_links
from casebook.render.maintainers import read_maintainers
from casebook.render.manifest import MANIFEST_ADDRESS, write_manifest
from casebook.render.outlines import outline_case
from casebook.render.pages import PAGES, list_hubs, render_articles
from casebook.render.pages.offline import render_start_here
from casebook.render.redirects import render_redirects
from casebook.render.renderer import Renderer
from casebook.render.salvage import leave_out_broken
from casebook.render.scripts import pack_script
from casebook.render.section import Section
from casebook.render.site import Signpost, Site
from casebook.render.sitemap import write_robots, write_sitemap
from casebook.render.text_edition import TextPage, text_address

__all__ = [
    "MANIFEST_ADDRESS",
    "PAGES",
    "Article",
    "AskedBook",
    "Bases",
    "Crumb",
    "Download",
    "PageFrame",
    "Renderer",
    "Section",
    "Signpost",
    "Site",
    "TextPage",
    "UnknownBasisError",
    "leave_out_broken",
    "list_fragments",
    "list_hubs",
    "outline_case",
    "pack_script",
    "place_links",
    "read_maintainers",
    "render_articles",
    "render_fragments",
    "render_redirects",
    "render_start_here",
    "term_address",
    "text_address",
    "write_manifest",
    "write_robots",
    "write_sitemap",
]
