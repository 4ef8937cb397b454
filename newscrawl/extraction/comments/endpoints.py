"""Comment systems that load their comments from elsewhere: which one a page uses, and where its data lies.

Each recogniser yields ``ENDPOINT`` links made by the module that reads the answer. Nothing is fetched here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments.declared import declared_count
from newscrawl.extraction.comments.paging import article_address
from newscrawl.extraction.comments.section import section_marks
from newscrawl.extraction.endpoints import (
    blogger,
    coral,
    discourse,
    disqus,
    hyvor,
    isso,
    openweb,
    remark42,
    viafoura,
    wordpress_rest,
)
from newscrawl.extraction.threads.naming import named_like
from newscrawl.page import Page
from newscrawl.urls import article_key, is_web_url, url_key
from newscrawl.visits import Link, LinkKind

__all__ = ["find_endpoints"]

_SYSTEMS = {
    "disqus": "disqus",
    "spotim": "openweb",
    "spot.im": "openweb",
    "spot-im": "openweb",
    "openweb": "openweb",
    "viafoura": "viafoura",
    "vf-conversations": "viafoura",
    "coral": "coral",
    "discourse": "discourse",
    "hyvor": "hyvor",
    "remark42": "remark42",
    "isso-": "isso",
    "isso.": "isso",
    "/isso": "isso",
    "fb-comments": "facebook",
}
"""What names of elements and addresses of scripts hold, and the system that it tells."""

_NAME = re.compile("|".join(map(re.escape, _SYSTEMS)), re.IGNORECASE)
_TAGS = ("vf-conversations", "vf-comments", "hyvor-talk-comments")
_FORUM = re.compile(r"(?!www\Z)(?=.*[A-Za-z])[A-Za-z0-9_-]{2,60}")
_DISQUS_HOST = re.compile(
    r"//(?:disqus\.com/forums/(?=[\w-]+/)|(?=[a-z0-9-]+\.disqus\.com/))([a-z0-9-]{2,60})", re.IGNORECASE
)
_SPOT = re.compile(r"(sp_(?<!\wsp_)\w{4,40})")
"""Begins with letters, to which the search can skip in long scripts."""

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_BLOGGER_FEED = re.compile(r"(https?://[^/]+)/feeds/(\d{6,})/comments/default")
_POST_CLASS = re.compile(r"\bpostid-(\d+)\b")
_POST_LINK = re.compile(r"(?:/wp/v2/posts/|[?&]p=)(\d+)\Z")


class Traces(NamedTuple):
    """What a page shows of one comment system."""

    page: Page
    places: list[etree._Element]
    """Elements named after it, which it fills."""

    scripts: list[etree._Element]
    """All scripts of the page."""

    texts: list[str]
    """What they hold, without the signs that JSON may write before slashes."""

    @property
    def article(self) -> str:
        """Address of the article."""
        return article_address(self.page.canonical_url or self.page.url)

    def setting(self, *names: str) -> str | None:
        """Return what an attribute, or a script as ``name = 'x'`` or ``"name": "x"``, gives the first of the names."""
        for name in names:
            for element in (*self.places, *self.scripts):
                if value := (element.get(name) or "").strip():
                    return value
            key = name.rpartition(".")[2]
            for text in self.texts:
                if key in text and (found := _assignment(name).search(text)):
                    return str(found.group(1) or found.group(2))
        return None

    def found(self, pattern: re.Pattern[str]) -> str | None:
        """Return what the first group of ``pattern`` matches in an address or the text of a script."""
        for script, held in zip(self.scripts, self.texts, strict=True):
            for text in (script.get("src"), script.get("data-spot-id"), held):
                if text and (match := pattern.search(text)):
                    return match.group(1)
        return None


@lru_cache(maxsize=64)
def _assignment(name: str) -> re.Pattern[str]:
    return re.compile(rf"""\b{re.escape(name)}["']?\s*[:=]\s*(?:["'`]([^"'`\n]{{1,500}})["'`]|(\d{{1,20}})\b)""")


def find_endpoints(page: Page, shown: Discussion | None) -> list[Discussion]:
    """Return a discussion without comments for each system that the page loads them from.

    ``shown`` is what the page itself holds; where that is all there is, no endpoint of the same system is named.
    """
    found = [
        Discussion(platform=system, containers=traces.places, follow_ups=[*_LINKS[system](traces)])
        for system, traces in _traces(page).items()
    ]
    for platform, links_of in (("wordpress", _wordpress), ("blogger", _blogger)):
        if links := [*links_of(page, shown)]:
            found.append(Discussion(platform=platform, follow_ups=links))
    return found


def _traces(page: Page) -> dict[str, Traces]:
    scripts = [*page.tagged("script")]
    places: dict[str, list[etree._Element]] = {}
    for name, element in named_like(page, *_SYSTEMS):
        if system := _system(name):
            places.setdefault(system, []).append(element)
    for element in page.tagged(*_TAGS):
        places.setdefault("hyvor" if element.tag == "hyvor-talk-comments" else "viafoura", []).append(element)
    for script in scripts:
        if (source := script.get("src")) and (system := _system(source)):
            places.setdefault(system, [])
    texts = [(script.text or "").replace("\\/", "/") for script in scripts] if places else []
    return {
        system: Traces(page, [e for e in found if e.tag not in ("script", "body", "html", "a", "link")], scripts, texts)
        for system, found in places.items()
    }


@lru_cache(maxsize=2048)
def _system(name: str) -> str | None:
    found = _NAME.search(name)
    return _SYSTEMS[found.group().lower()] if found else None


def _disqus(traces: Traces) -> Iterator[Link]:
    forum = traces.setting("data-disqus-shortname", "disqus_shortname", "disqusShortname", "shortname")
    forum = forum or traces.found(_DISQUS_HOST)
    if forum and _FORUM.fullmatch(forum):
        yield disqus.first(
            forum,
            traces.article,
            identifier=traces.setting("data-disqus-identifier", "disqus_identifier", "page.identifier"),
            thread_url=traces.setting("data-disqus-url", "disqus_url", "page.url"),
            title=traces.setting("disqus_title", "page.title"),
        )


def _openweb(traces: Traces) -> Iterator[Link]:
    spot = traces.found(_SPOT)
    post = traces.setting("data-post-id", "postId", "post_id", "data-conversation-id")
    if spot and post:
        yield openweb.first(spot, post, traces.article)


def _viafoura(traces: Traces) -> Iterator[Link]:
    container = traces.page.first_meta("vf:container_id") or traces.setting("vf-container-id", "data-container-id")
    section = traces.setting("section_uuid", "sectionUUID", "sectionUuid", "siteUUID", "data-section-uuid")
    if container and section and _UUID.fullmatch(section):
        yield viafoura.first(section, container, traces.article)


def _coral(traces: Traces) -> Iterator[Link]:
    root = traces.setting("data-coral-root-url", "data-coral-url", "rootURL", "rootUrl", "coralRootUrl")
    root = f"https:{root}" if root and root.startswith("//") else root
    if root and is_web_url(root):
        story = traces.setting("data-coral-id", "data-story-id", "storyID", "storyId")
        yield coral.first(root, traces.setting("storyURL", "storyUrl") or traces.article, story_id=story)


def _discourse(traces: Traces) -> Iterator[Link]:
    root = traces.page.absolute(traces.setting("discourseUrl"))
    if root:
        topic, embed = traces.setting("topicId"), traces.setting("discourseEmbedUrl")
        yield discourse.first(root, traces.article, topic_id=topic, embed_url=embed)


def _hyvor(traces: Traces) -> Iterator[Link]:
    website = traces.setting("website-id", "HYVOR_TALK_WEBSITE", "websiteId")
    key = traces.setting("hyvor_api_key")
    if website and key:
        ident = traces.setting("page-id", "pageId") or traces.article
        yield hyvor.first(website, ident, traces.article, api_key=key)


def _remark42(traces: Traces) -> Iterator[Link]:
    root, site = traces.page.absolute(traces.setting("host")), traces.setting("site_id")
    if root and site:
        yield remark42.first(root, site, traces.article, page_url=traces.setting("url"))


def _isso(traces: Traces) -> Iterator[Link]:
    root = traces.page.absolute(traces.setting("data-isso"))
    if root:
        uri = traces.setting("data-isso-id") or "/" + traces.article.split("/", 3)[3]
        yield isso.first(root, uri, traces.article)


def _nothing(traces: Traces) -> Iterator[Link]:
    return iter(())


_LINKS: dict[str, Callable[[Traces], Iterator[Link]]] = {
    "disqus": _disqus,
    "openweb": _openweb,
    "viafoura": _viafoura,
    "coral": _coral,
    "discourse": _discourse,
    "hyvor": _hyvor,
    "remark42": _remark42,
    "isso": _isso,
    "facebook": _nothing,
}


def _is_short(shown: Discussion | None) -> bool:
    """Tell whether the page declares more than it shows and has no further comment pages."""
    if shown is None or any(link.kind is LinkKind.COMMENTS for link in shown.follow_ups):
        return False
    return shown.declared is not None and shown.declared > len(shown.comments) + len(shown.pingbacks)


def _wordpress(page: Page, shown: Discussion | None) -> Iterator[Link]:
    if not _is_short(shown) and (shown is not None or not section_marks(page)):
        return
    root = next((url for rel, url, _ in page.links if "https://api.w.org/" in rel), None)
    if root is None or (post := _wordpress_post(page)) is None:
        return
    if shown is not None or declared_count(page, section_marks(page)):
        yield wordpress_rest.first(root, post, article_address(page.canonical_url or page.url), feed=_own_feed(page))


def _own_feed(page: Page) -> str | None:
    """Return the feed of the article's comments, which holds the pings that the API leaves out."""
    own = article_key(page.url)
    feeds = (url for rel, url, named in page.links if "alternate" in rel and "rss" in named.get("type", ""))
    return next((url for url in feeds if article_key(url) == own and url_key(url) != url_key(page.url)), None)


def _wordpress_post(page: Page) -> str | None:
    body = page.root.find("body")
    if body is not None and (found := _POST_CLASS.search(body.get("class") or "")):
        return found.group(1)
    for rel, url, _ in page.links:
        if rel & {"shortlink", "alternate"} and (found := _POST_LINK.search(url)):
            return found.group(1)
    field = page.by_id.get("comment_post_ID")
    return field.get("value") if field is not None else None


def _blogger(page: Page, shown: Discussion | None) -> Iterator[Link]:
    if not _is_short(shown) and not (shown is None and "comments" not in page.by_id):
        return
    for _, url, _ in page.links:
        if found := _BLOGGER_FEED.match(url):
            yield blogger.first(found.group(1), found.group(2), article_address(page.canonical_url or page.url))
            return
