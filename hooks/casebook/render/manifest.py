"""The manifest of the site, by which a phone puts it on its first screen, and a browser may keep it."""

from __future__ import annotations

import json

from casebook.render.site import Site

__all__ = ["MANIFEST_ADDRESS", "write_manifest"]

MANIFEST_ADDRESS = "manifest.webmanifest"
"""Where it stands, relative to the site's root: what is named in it is named from there."""


def write_manifest(site: Site) -> str:
    """The manifest of a site."""
    content = {
        "name": site.name,
        "short_name": site.name.split()[-1],
        "start_url": "./",
        "scope": "./",
        # with the way back that some phones would else take away
        "display": "minimal-ui",
        "icons": [{"src": site.icon, "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
