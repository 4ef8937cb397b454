"""The demo site as answers to paths."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from re import compile as regex

from newscrawl.demo import archive, feeds, today
from newscrawl.demo.content import Content, Story, load_content
from newscrawl.demo.plan import PlannedPage, plan_site

__all__ = ["Answer", "DemoSite"]

_HTML = "text/html; charset=utf-8"
_XML = "application/xml"
_PIXEL = b64decode("R0lGODlhAQABAIAAAMnW3wAAACwAAAAAAQABAAACAkQBADs=")
_CALENDAR = regex(r"/calendar/(\d{4})/(\d\d)\Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site says to a request."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class DemoSite:
    """The site at an address. Pages are rendered when they are asked for, the same way each time."""

    def __init__(self, base_url: str, content: Content | None = None) -> None:
        self.base_url = base_url.rstrip("/")
        self.content = content or load_content()
        self._pages: dict[str, Callable[[], Answer]] = {}
        for page in plan_site(self.content):
            self._pages[page.path] = partial(self._planned, page)
        self._add_machine_readable()
        self._add_redirects()

    def answer(self, target: str) -> Answer:
        """Answer a request for ``target``, a path with its query. Tracking parameters are ignored, others count."""
        path, _, query = target.partition("?")
        kept = "&".join(part for part in query.split("&") if part and not part.startswith(("utm_", "replytocom=")))
        if make := self._pages.get(f"{path}?{kept}" if kept else path):
            return make()
        if (month := _CALENDAR.match(path)) and 1 <= int(month[2]) <= 12 and int(month[1]) > 0:
            return self._html(today.render_calendar(int(month[1]), int(month[2]), self.content, self.base_url))
        if path.startswith("/media/"):
            return Answer(200, _PIXEL, {"Content-Type": "image/gif"})
        if path.startswith("/internal/"):
            return self._html("<!DOCTYPE html><title>Staff</title><h1>Fish on Friday</h1><p>As ever.</p>")
        return Answer(404, b"<!DOCTYPE html><title>Not found</title><h1>Nothing here</h1>", {"Content-Type": _HTML})

    def _planned(self, page: PlannedPage) -> Answer:
        layout = archive if page.archived else today
        return self._html(layout.render_page(page, self.content, self.base_url))

    @staticmethod
    def _html(html: str) -> Answer:
        return _tagged(html.encode(), _HTML)

    def _add_machine_readable(self) -> None:
        content, base = self.content, self.base_url
        self._pages["/robots.txt"] = lambda: _tagged(feeds.robots(base).encode(), "text/plain")
        self._pages["/feed.atom"] = lambda: _tagged(feeds.atom(content, base).encode(), "application/atom+xml")
        self._pages["/archive/feed/"] = lambda: _tagged(feeds.rss(content, base).encode(), "application/rss+xml")
        self._pages["/sitemap.xml"] = lambda: _tagged(feeds.sitemap_index(base).encode(), _XML)
        self._pages["/sitemap-2026.xml"] = lambda: _tagged(feeds.sitemap(content, base).encode(), _XML)
        self._pages["/news-sitemap.xml"] = lambda: _tagged(feeds.news_sitemap(content, base).encode(), _XML)
        self._pages["/archive/sitemap-2014.xml.gz"] = lambda: _tagged(
            feeds.archive_sitemap(content, base), "application/gzip"
        )
        name = content.archive_name
        self._pages["/archive/comments/feed/"] = lambda: self._comments_feed(
            f"Comments for {name}", "/archive/comments/feed/", list(content.archive)
        )
        for story in content.archive:
            path, title = f"{story.path}feed/", f"Comments on: {story.headline}"
            self._pages[path] = partial(self._comments_feed, title, path, [story])

    def _comments_feed(self, title: str, path: str, stories: list[Story]) -> Answer:
        return _tagged(feeds.comments_rss(title, path, stories, self.base_url).encode(), "application/rss+xml")

    def _add_redirects(self) -> None:
        for story in self.content.archive:
            self._pages[f"/archive/?p={self.content.post_number(story)}"] = partial(self._redirect, 301, story.path)
        self._pages["/latest"] = partial(self._redirect, 302, self.content.today[0].path)

    def _redirect(self, status: int, path: str) -> Answer:
        return Answer(status, b"", {"Location": self.base_url + path})


def _tagged(body: bytes, content_type: str) -> Answer:
    return Answer(200, body, {"Content-Type": content_type, "ETag": f'"{blake2b(body, digest_size=8).hexdigest()}"'})
