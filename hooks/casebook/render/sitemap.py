"""What a site tells those who look through all of it: where its pages are, and when each was changed."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import escape

__all__ = ["write_robots", "write_sitemap"]


def write_sitemap(pages: Iterable[tuple[str, str]]) -> str:
    """The sitemap, as sitemaps.org has it: at most 50,000 addresses can stand in one.

    Args:
        pages: The absolute address of each page, with the day of its last known change or nothing.
    """
    entries = "".join(
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>\n"
        for address, changed in sorted(pages)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )


def write_robots(url: str) -> str:
    """`robots.txt`: everybody is welcome, and the sitemap is there. Empty below a path, where nobody would read it.

    Args:
        url: The site's whole address, with a slash at its end.
    """
    return f"User-agent: *\nDisallow:\n\nSitemap: {url}sitemap.xml\n" if urlsplit(url).path == "/" else ""
