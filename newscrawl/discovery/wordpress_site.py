"""What a WordPress site tells by its REST API: the zone of its clock, and what kind of addresses it has.

Most themes print times without a zone; the root of the API tells which one they are in.
"""

from __future__ import annotations

from urllib.parse import urljoin
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson

from newscrawl.page import Page
from newscrawl.visits import Link, LinkKind
from newscrawl.wordpress_rest import rest_address

__all__ = ["api_root", "parse_timezone", "site_link", "sitemap_link"]

_XMLRPC = frozenset({"edituri", "pingback"})


def api_root(page: Page) -> tuple[str, str] | None:
    """Return where the WordPress that made a page has its API, and how that is known; ``None`` for other pages.

    Where the page does not name the API (``autodiscovery``), it is looked for beside the XML-RPC address that every
    WordPress announces (``usual_place``).
    """
    named = next((url for rel, url, _ in page.links if "https://api.w.org/" in rel), None)
    if named is not None:
        return named, "autodiscovery"
    xmlrpc = next((url for rel, url, _ in page.links if rel & _XMLRPC and "/xmlrpc.php" in url), None)
    return None if xmlrpc is None else (xmlrpc.partition("xmlrpc.php")[0] + "?rest_route=/", "usual_place")


def site_link(page: Page) -> Link | None:
    """Return where the WordPress that made a page tells its time zone; ``None`` for other pages."""
    api = api_root(page)
    if api is None:
        return None
    root, source = api
    url = rest_address(root, "", _fields="timezone_string,gmt_offset")
    return Link(url=url, kind=LinkKind.SITE, source=source, found_on=page.url)


def sitemap_link(page: Page) -> Link | None:
    """Return the sitemap of a WordPress whose addresses are plain (``?p=7``): it has no robots.txt to name it."""
    api = api_root(page)
    if api is None or api[1] != "autodiscovery" or "rest_route=" not in api[0]:
        return None
    url = urljoin(api[0], "?sitemap=index")
    return Link(url=url, kind=LinkKind.SITEMAP, source="autodiscovery", found_on=page.url)


def parse_timezone(body: bytes) -> str | None:
    """Return the IANA zone of the site's clock; ``None`` where it is not told or is no whole hour off UTC.

    >>> parse_timezone(b'{"timezone_string": "", "gmt_offset": 9}')
    'Etc/GMT-9'
    """
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(answer, dict):
        return None
    name = answer.get("timezone_string")
    if isinstance(name, str) and name:
        return name if _is_zone(name) else None
    return _fixed_zone(answer.get("gmt_offset"))


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def _fixed_zone(offset: object) -> str | None:
    if not isinstance(offset, int | float | str):
        return None
    try:
        hours = float(offset)
    except ValueError:
        return None
    if not hours.is_integer() or not -12 <= hours <= 14:
        return None
    return f"Etc/GMT{-int(hours):+d}" if hours else "UTC"
