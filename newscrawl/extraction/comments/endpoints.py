"""Comment systems that load their comments from elsewhere: which one a page uses, and where its data lies.

Each recogniser yields ``ENDPOINT`` links; ``platform`` names the reader of the answer, ``data`` holds what that reader
needs. Nothing is fetched here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from lxml import etree

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.comments.paging import article_address
from newscrawl.extraction.comments.section import declared_count, section_marks
from newscrawl.page import Page
from newscrawl.urls import is_web_url
from newscrawl.visits import Link, LinkKind
from newscrawl.wordpress_rest import rest_address

__all__ = ["find_endpoints"]


class Recogniser(NamedTuple):
    """A comment system: strings of which its pages hold one, where it draws its comments, how to find its data."""

    platform: str
    needles: tuple[str, ...]
    places: tuple[str, ...]
    """Ids, class names and tag names of the elements that it fills."""

    links: Callable[[Page, Discussion | None], Iterator[Link]]


def find_endpoints(page: Page, shown: Discussion | None) -> list[Discussion]:
    """Return a discussion without comments for each system that the page loads them from.

    ``shown`` is what the page itself holds; where that is all there is, no endpoint of the same system is named.
    """
    found = []
    for recogniser in _RECOGNISERS:
        if not page.mentions(*recogniser.needles):
            continue
        links = [*recogniser.links(page, shown)]
        places = [*_places(page, recogniser.places)]
        if links or places:
            found.append(Discussion(platform=recogniser.platform, containers=places, follow_ups=links))
    return found


def _places(page: Page, names: tuple[str, ...]) -> Iterator[etree._Element]:
    for name in names:
        if name in page.by_id:
            yield page.by_id[name]
        yield from page.by_class.get(name, ())
        if "-" in name:
            yield from page.root.iter(name)


def _link(page: Page, platform: str, url: str, **data: object) -> Link:
    return Link(
        url=url,
        kind=LinkKind.ENDPOINT,
        source="endpoint",
        found_on=page.url,
        article_url=article_address(page.url),
        platform=platform,
        data={name: value for name, value in data.items() if value is not None},
    )


def _setting(page: Page, *names: str) -> str | None:
    """Return the string or number that a script gives one of the names, as ``name = 'x'`` or ``"name": "x"``."""
    for name in names:
        pattern = rf"""\b{name}["']?\s*[:=]\s*(?:["'`]([^"'`\n]{{1,500}})["'`]|(\d{{1,20}})\b)"""
        if found := re.search(pattern, page.html):
            return (found.group(1) or found.group(2)).replace("\\/", "/")
    return None


def _is_short(shown: Discussion | None) -> bool:
    """Tell whether the page declares more than it shows and has no further comment pages."""
    if shown is None:
        return False
    if any(link.kind is LinkKind.COMMENTS for link in shown.follow_ups):
        return False
    return shown.declared is not None and shown.declared > len(shown.comments) + len(shown.pingbacks)


def _wordpress(page: Page, shown: Discussion | None) -> Iterator[Link]:
    root = next((url for rel, url, _ in page.links if "https://api.w.org/" in rel), None)
    post = _wordpress_post(page)
    if (
        root is None
        or post is None
        or not (_is_short(shown) or (shown is None and declared_count(section_marks(page))))
    ):
        return
    url = rest_address(root, "wp/v2/comments", post=post, per_page=100, page=1)
    yield _link(page, "wordpress_comments", url, post_id=post)


_POST_CLASS = re.compile(r"\bpostid-(\d+)\b")
_POST_LINK = re.compile(r"(?:/wp/v2/posts/|[?&]p=)(\d+)\Z")


def _wordpress_post(page: Page) -> int | None:
    body = page.root.find("body")
    if body is not None and (found := _POST_CLASS.search(body.get("class") or "")):
        return int(found.group(1))
    for rel, url, _ in page.links:
        if rel & {"shortlink", "alternate"} and (found := _POST_LINK.search(url)):
            return int(found.group(1))
    field = page.by_id.get("comment_post_ID")
    value = field.get("value") if field is not None else None
    return int(value) if value and value.isdigit() else None


_FORUM = re.compile(r"(?!www\Z)(?=.*[A-Za-z])[A-Za-z0-9_-]{2,60}")
_DISQUS_HOST = re.compile(r"//([a-z0-9-]{2,60})\.disqus\.com/(?:embed|count|thread)", re.IGNORECASE)


def _disqus(page: Page, shown: Discussion | None) -> Iterator[Link]:
    host = _DISQUS_HOST.search(page.html.replace("\\/", "/"))
    forum = _setting(page, "disqus_shortname", "data-disqus-shortname", "disqusShortname", "shortname")
    forum = forum or (host.group(1) if host else None)
    if forum is None or not _FORUM.fullmatch(forum):
        return
    url = _setting(page, "disqus_url", r"page\.url") or page.canonical_url or article_address(page.url)
    identifier = _setting(page, "disqus_identifier", r"page\.identifier", "data-disqus-identifier")
    title = _setting(page, "disqus_title", r"page\.title") or page.title
    query = {"base": "default", "f": forum, "t_u": url, "t_d": title, "t_t": title, "s_o": "default"}
    if identifier:
        query["t_i"] = identifier
    address = "https://disqus.com/embed/comments/?" + urlencode(query)
    yield _link(page, "disqus", address, forum=forum, identifier=identifier, thread_url=url)


_SPOT = re.compile(r"(?:spot\.im/spot/|spotId[\"']?\s*[:=]\s*[\"']|data-spot-id=[\"'])(sp_\w+)", re.IGNORECASE)


def _openweb(page: Page, shown: Discussion | None) -> Iterator[Link]:
    spot = _SPOT.search(page.html)
    post = _setting(page, "data-post-id", "postId", "post_id", "data-conversation-id")
    if spot is None or post is None:
        return
    link = _link(
        page,
        "openweb",
        "https://api-2-0.spot.im/v1.0.0/conversation/read",
        spot_id=spot.group(1),
        post_id=post,
        method="POST",
        body={"conversation_id": f"{spot.group(1)}_{post}", "sort_by": "newest", "offset": 0, "count": 100},
    )
    link.headers = {"X-Spot-Id": spot.group(1), "X-Post-Id": post, "Content-Type": "application/json"}
    yield link


def _viafoura(page: Page, shown: Discussion | None) -> Iterator[Link]:
    container = page.first_meta("vf:container_id") or _setting(page, "vf-container-id", "data-container-id")
    if container is None:
        return
    host = page.first_meta("vf:domain") or urlsplit(page.url).hostname or ""
    url = f"https://api.viafoura.co/v2/{host}/bootstrap/v2?session=false"
    yield _link(page, "viafoura", url, container_id=container, domain=host)


def _coral(page: Page, shown: Discussion | None) -> Iterator[Link]:
    root = _setting(page, "rootURL", "rootUrl", "data-coral-url", "data-coral-root-url", "coralRootUrl")
    root = f"https:{root}" if root and root.startswith("//") else root
    if root is None or not is_web_url(root):
        return
    root = root.rstrip("/")
    story = _setting(page, "storyID", "storyId", "data-story-id", "data-coral-id")
    url = _setting(page, "storyURL", "storyUrl", "data-story-url") or article_address(page.url)
    query = urlencode({name: value for name, value in (("storyID", story), ("storyURL", url)) if value})
    yield _link(page, "coral", f"{root}/embed/stream?{query}", root=root, story_id=story, story_url=url)


def _discourse(page: Page, shown: Discussion | None) -> Iterator[Link]:
    root = page.absolute(_setting(page, "discourseUrl"))
    if root is None:
        return
    topic = _setting(page, "topicId")
    if topic and topic.isdigit():
        yield _link(page, "discourse", f"{root.rstrip('/')}/t/{topic}.json?print=true", topic_id=int(topic))
        return
    embed = _setting(page, "discourseEmbedUrl") or article_address(page.url)
    url = f"{root.rstrip('/')}/embed/comments?{urlencode({'embed_url': embed})}"
    yield _link(page, "discourse", url, embed_url=embed)


def _hyvor(page: Page, shown: Discussion | None) -> Iterator[Link]:
    element = next(page.root.iter("hyvor-talk-comments"), None)
    if element is not None:
        website, ident = element.get("website-id"), element.get("page-id")
    else:
        website, ident = _setting(page, "HYVOR_TALK_WEBSITE"), None
        config = re.search(r"HYVOR_TALK_CONFIG\s*=\s*\{[^}]{0,400}?\bid\s*:\s*[\"']([^\"'\n]{1,300})[\"']", page.html)
        ident = config.group(1) if config else None
    if website is None or not website.isdigit():
        return
    ident = ident or article_address(page.url)
    url = "https://talk.hyvor.com/api/embed/v3/comments?" + urlencode({"website_id": website, "page_id": ident})
    yield _link(page, "hyvor", url, website_id=int(website), page_id=ident)


_BLOGGER_FEED = re.compile(r"/feeds/(\d{6,})/comments/default")


def _blogger(page: Page, shown: Discussion | None) -> Iterator[Link]:
    if not _is_short(shown) and not (shown is None and "comments" not in page.by_id):
        return
    for _, url, _ in page.links:
        if found := _BLOGGER_FEED.search(url):
            feed = url.partition("?")[0] + "?alt=json&max-results=500"
            yield _link(page, "blogger_comments", feed, post_id=found.group(1))
            return


def _nothing(page: Page, shown: Discussion | None) -> Iterator[Link]:
    return iter(())


_RECOGNISERS = (
    Recogniser("wordpress_comments", ("api.w.org",), (), _wordpress),
    Recogniser("disqus", ("disqus",), ("disqus_thread", "disqus-thread", "disqus-comments"), _disqus),
    Recogniser("openweb", ("spot.im",), ("spotim-specific", "spot-im-frame-inpage"), _openweb),
    Recogniser("viafoura", ("viafoura", "vf:container_id"), ("vf-conversations", "viafoura", "vf-comments"), _viafoura),
    Recogniser("coral", ("coral",), ("coral_thread", "coral_talk_stream", "coral-comments", "coral-container"), _coral),
    Recogniser("discourse", ("discourseUrl",), ("discourse-comments",), _discourse),
    Recogniser("hyvor", ("hyvor",), ("hyvor-talk-comments", "hyvor-talk-view"), _hyvor),
    Recogniser("blogger_comments", ("/comments/default",), (), _blogger),
    Recogniser("facebook", ("fb-comments",), ("fb-comments",), _nothing),
)
