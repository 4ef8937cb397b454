"""Further pages of a discussion, and the address of the article that a comment page belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree

from newscrawl.extraction.threads.naming import Naming
from newscrawl.extraction.threads.pieces import own_text
from newscrawl.page import Page
from newscrawl.urls import url_key
from newscrawl.visits import Link, LinkKind

__all__ = ["article_address", "comment_pages"]

_PAGE_PATH = re.compile(r"/comment-page-\d+(?=/?\Z)")
_PAGE_PARAMS = frozenset(("cpage", "replytocom", "unapproved", "moderation-hash"))
_WALKER_PAGE = re.compile(r"/comment-page-\d+/?(?:\?|#comments\Z|\Z)|[?&]cpage=\d+(?:&[^#]*)?(?:#comments)?\Z")
_FRAGMENT_OF_ONE = re.compile(r"#.*\d")

_PAGE_NAME = re.compile(
    r"(?:comments?|kommentare?|comentarios?|commentaires?|reacties)?[-_]?"
    r"(?:page|pg|p|seite|pagina|p[aá]gina|start|offset|from|limitstart|cp)",
    re.IGNORECASE,
)
_PAGE_TAIL = re.compile(
    r"/?(?:comments?|kommentare?|comentarios|commentaires)?/?(?:page|seite|p)?[-/]?\d{1,5}/?\Z", re.IGNORECASE
)
_PAGER = Naming(
    r"pager|pagination|paginator|page-?numbers|comment-?nav|nav-(?:links|previous|next)|navigation|older|newer|"
    r"load-?more|show-?more|more-?comments|more-?replies|next|prev"
)
_LOAD_MORE = ("data-url", "data-href", "data-next", "data-next-url", "data-load-url", "data-ajax-url")
_BUTTONS = ("load-more", "loadmore", "show-more", "showmore", "more-comments", "more-replies")
_NUMBER = re.compile(r"\W*\d{1,5}\W*\Z")
_NO_PAGE = re.compile(r"replytocom=|reply|login|signin|report|flag|share|sort|order|feed")


def article_address(url: str) -> str:
    """Return the address of the article that a comment page belongs to; any other address as it is, without fragment.

    >>> article_address("https://example.com/2014/story/comment-page-2/#comments")
    'https://example.com/2014/story/'
    """
    parts = urlsplit(url)
    path = _PAGE_PATH.sub("", parts.path)
    query = parts.query
    if any(name in query for name in _PAGE_PARAMS):
        query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if k not in _PAGE_PARAMS])
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def comment_pages(page: Page, containers: Sequence[etree._Element], platform: str) -> list[Link]:
    """Return links to further pages of the discussion, older and newer ones, each once."""
    article = article_address(page.url)
    own, path = url_key(page.url), _base(urlsplit(article).path)
    found: dict[str, Link] = {}
    for href in _candidates(page, containers):
        url = page.absolute(href)
        if url is None or url in found or url_key(url) == own or _is_no_page(url, path):
            continue
        found[url] = Link(
            url=url,
            kind=LinkKind.COMMENTS,
            source="pagination",
            found_on=page.url,
            article_url=article,
            platform=platform,
        )
    return list(found.values())


def _candidates(page: Page, containers: Sequence[etree._Element]) -> Iterator[str]:
    """Yield addresses of WordPress' comment pages, and of pagers and "load more" buttons inside the discussion."""
    origin = page.url.partition("://")[2].partition("/")[0]
    article = article_address(page.url).rstrip("/")
    path = _base(urlsplit(article).path)
    for _, address in page.anchors if page.leads("comment-page-", "cpage=") else ():
        if ("comment-page-" in address or "cpage=" in address) and not _FRAGMENT_OF_ONE.search(address):
            url = page.absolute(address)
            if url is not None and article_address(url).rstrip("/") == article:
                yield address
    for box in containers:
        for element in box.iter("a"):
            href = element.get("href")
            if not href or href[0] == "#" or not (_is_near(href, origin) or "page" in href):
                continue
            if _FRAGMENT_OF_ONE.search(href) or _is_no_page(href, path):
                continue
            if _WALKER_PAGE.search(href) or (_is_near(href, origin) and _is_pager(element, href, page)):
                yield href
    for name in page.classes_like(*_BUTTONS):
        for element in page.by_class[name]:
            if (
                element.tag != "a"
                and _PAGER.is_in(name)
                and any(element in box.iter(etree.Element) for box in containers)
            ):
                yield from (value for key in _LOAD_MORE if (value := element.get(key)) and "/" in value)


def _is_no_page(href: str, article: str) -> bool:
    """Tell by what an address adds to the article's path whether it is there to answer, share, sort and the like."""
    at = href.find(article) if article else -1
    added = href[at + len(article) :] if at >= 0 else href
    return _NO_PAGE.search(added.lower()) is not None


def _base(path: str) -> str:
    """Return the path of an article, whichever of its comment pages ``path`` is of."""
    return _PAGE_TAIL.sub("", path.rstrip("/"))


def _is_near(href: str, origin: str) -> bool:
    """Tell whether an address can lead to the same host: a cheap test before it is joined."""
    _, mark, rest = href.partition("//")
    return not mark or rest.startswith(origin)


def _is_pager(link: etree._Element, href: str, page: Page) -> bool:
    url = page.absolute(href)
    return url is not None and _is_further_page(url, page.url) and _looks_like_pager(link)


def _is_further_page(url: str, page_url: str) -> bool:
    """Tell whether an address is that of the page, but for a page number."""
    there, here = urlsplit(url), urlsplit(page_url)
    if there.netloc != here.netloc:
        return False
    if there.path == here.path:
        ours, theirs = dict(parse_qsl(here.query)), dict(parse_qsl(there.query))
        changed = {k for k in ours.keys() | theirs.keys() if ours.get(k) != theirs.get(k)}
        return bool(changed) and all(_PAGE_NAME.fullmatch(k) for k in changed)
    for path in (here.path.rstrip("/"), _base(here.path)):
        if path and there.path.startswith(path) and _PAGE_TAIL.fullmatch(there.path[len(path) :]):
            return True
    return False


def _looks_like_pager(link: etree._Element) -> bool:
    if link.get("rel") in ("next", "prev") or _NUMBER.match(own_text(link)):
        return True
    element: etree._Element | None = link
    for _ in range(4):
        if element is None:
            return False
        if _PAGER.fits(element):
            return True
        element = element.getparent()
    return False
