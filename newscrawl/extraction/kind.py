"""What a page is: an article, a list of articles, or neither."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from newscrawl.extraction.structured import ARTICLE_TYPES, StructuredData
from newscrawl.page import Page

__all__ = ["declared_kind"]

_BODY_CLASSES = {
    "article": "single-post",
    "list": "home blog archive category tag author date search search-results paged tax-category post-type-archive",
    "other": "page-template page attachment error404 single-attachment single-product",
}
"""Class names that WordPress puts on ``<body>``, by the kind they tell."""

_LIST_TYPES = frozenset(("CollectionPage", "SearchResultsPage", "Blog"))
_OTHER_TYPES = frozenset(
    ("ProfilePage", "AboutPage", "ContactPage", "CheckoutPage", "Product", "JobPosting", "FAQPage")
)
_LIST_PATH = re.compile(
    r"/(?:tag|tags|category|categories|author|authors|search|archive|archives|topic|topics)(?:/|$)|/page/\d+/?$",
    re.IGNORECASE,
)
_ATTACHMENT = re.compile(r"(?:^|\s)attachment(?:id-\d+|-template-\S+)?(?=\s|$)")


def declared_kind(page: Page, data: StructuredData) -> str | None:
    """Return the kind that mark-up, structured data or address tell; ``None`` where they do not."""
    body = page.root.find("body")
    names = frozenset((body.get("class") or "").split()) if body is not None else frozenset()
    if "wp-singular" in names:
        names -= {"wp-singular"}
    if names & frozenset(("single", "single-post", "single-format-standard")) and "attachment" not in names:
        return None if "single-post" not in names and any(n.startswith("single-") for n in names) else "article"
    if "attachment" in names and any(n.startswith("attachmentid-") for n in names):
        return "other"
    if any(n.startswith("page-id-") for n in names) or {"error404"} & names:
        return "list" if "home" in names else "other"
    if names & {"home", "archive", "search-results", "search-no-results"} and (
        "blog" in names or "archive" in names or "search" in names
    ):
        return "list"
    if data.article:
        return "article"
    if data.types & _LIST_TYPES and not data.types & ARTICLE_TYPES:
        return "list"
    path = urlsplit(page.url)
    if (
        page.url
        and path.path in ("", "/")
        and not {k for k, _ in parse_qsl(path.query)} & {"p", "id", "article", "story"}
    ):
        return "list"
    return None
