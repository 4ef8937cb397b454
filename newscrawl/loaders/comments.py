"""Comments of a page as items.

Plain code instead of an :class:`itemloaders.ItemLoader`: a page can hold thousands of comments, and a loader object for
each would cost more than all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree, html

from newscrawl.extraction.candidates import Discussion, RawComment
from newscrawl.extraction.comments.paging import article_address
from newscrawl.identity import article_id, comment_id
from newscrawl.items import Article, Comment
from newscrawl.loaders.clock import PageClock
from newscrawl.loaders.context import Context
from newscrawl.page import Page
from newscrawl.text import SKIP_TAGS, clean, paragraphs
from newscrawl.urls import site_of

__all__ = ["load_comments"]

_QUOTE = "> "
_RULE = re.compile(r"[|·•/()\[\]]+(?:\s*[|·•/()\[\]]+)*")
"""What stands between and around buttons."""


def load_comments(discussions: Sequence[Discussion], context: Context, article: Article | None) -> list[Comment]:
    """Make the comments of a page, in page order; those with neither author nor text are left out."""
    raws = [raw for discussion in discussions for raw in discussion.comments]
    if not raws:
        return []
    earliest = article.date_published if article else None
    loader = CommentLoader(context, article, PageClock(context, [raw.date_raw for raw in raws], earliest=earliest))
    for discussion in discussions:
        loader.add(discussion)
    return loader.comments


class CommentLoader:
    """Makes items of raw comments; one for a page."""

    def __init__(self, context: Context, article: Article | None, clock: PageClock) -> None:
        page = context.page
        self.comments: list[Comment] = []
        self._page = page
        self._fetched_at = context.fetched_at
        self._site = site_of(page.url)
        self._article_id = article.id if article else article_id(page.url, page.canonical_url)
        self._article_url = article_address(article.canonical_url or article.url if article else page.url)
        self._clock = clock
        self._seen: set[str] = set()

    def add(self, discussion: Discussion) -> None:
        """Make the comments of one platform; parents that are not shown leave ``parent_id`` empty."""
        by_native: dict[str, str] = {}
        by_raw: dict[int, str] = {}
        pending: list[tuple[Comment, RawComment]] = []
        for raw in discussion.comments:
            comment = self._make(raw, discussion.platform)
            if comment is None or comment.id in self._seen:
                continue
            self._seen.add(comment.id)
            comment.position = len(self.comments)
            self.comments.append(comment)
            by_raw[id(raw)] = comment.id
            if raw.native_id:
                by_native[raw.native_id] = comment.id
            if raw.parent is not None or raw.parent_native_id:
                pending.append((comment, raw))
        for comment, raw in pending:
            parent = by_raw.get(id(raw.parent)) if raw.parent is not None else None
            comment.parent_id = parent or (by_native.get(raw.parent_native_id) if raw.parent_native_id else None)
            if comment.parent_id is None and raw.parent_native_id in discussion.known:
                comment.parent_id = comment_id(self._article_id, raw.parent_native_id)

    def _make(self, raw: RawComment, platform: str) -> Comment | None:
        body, links = self._body(raw)
        author = clean(raw.author) or None
        if not body and not author:
            return None
        date_raw = clean(raw.date_raw or raw.date) or None
        first = body.partition("\n\n")[0] if body else ""
        fingerprint = "\n".join((author or "", date_raw or "", first))
        return Comment(
            url=self._page.url,
            id=comment_id(self._article_id, raw.native_id, fingerprint=fingerprint),
            site=self._site,
            fetched_at=self._fetched_at,
            article_id=self._article_id,
            article_url=self._article_url,
            depth=raw.depth,
            author=author,
            author_url=raw.author_url,
            date_published=self._clock.read(raw.date, date_raw),
            date_published_raw=date_raw,
            body=body or None,
            links=links,
            permalink=raw.permalink,
            platform=platform,
        )

    def _body(self, raw: RawComment) -> tuple[str, list[str]]:
        body = raw.body
        if body is None:
            return "", []
        if isinstance(body, str):
            if not raw.body_is_html:
                return "\n\n".join(part for part in map(clean, body.split("\n\n")) if part), []
            body = html.fragment_fromstring(body, create_parent="div")
        skip = frozenset(raw.body_skip)
        texts = paragraphs(body, skip=skip, quote_mark=_QUOTE)
        if all(text.startswith(_QUOTE) for text in texts):  # mark-up of the theme, no quote
            texts = paragraphs(body, skip=skip)
        text = "\n\n".join(text for text in texts if not _RULE.fullmatch(text))
        if raw.body_lead:
            text = _without(text, raw.body_lead)
        if raw.title and text and not text.casefold().startswith(raw.title.rstrip(". …").casefold()):
            text = f"{raw.title}\n\n{text}"
        return text, list(dict.fromkeys(_links(body, skip, self._page)))


def _without(text: str, lead: str) -> str:
    """Cut ``lead`` off the start of a text; white space in either does not count."""
    at = 0
    for letter in "".join(lead.split()):
        while at < len(text) and text[at].isspace():
            at += 1
        if text[at : at + 1] != letter:
            return text
        at += 1
    return text[at:].lstrip()


def _links(body: etree._Element, skip: frozenset[etree._Element], page: Page) -> Iterator[str]:
    if next(body.iter("a"), None) is None:
        return
    stack = [body]
    while stack:
        element = stack.pop()
        if element in skip or element.tag in SKIP_TAGS:
            continue
        if element.tag == "a" and (url := page.absolute(element.get("href"))):
            yield url
        stack.extend(reversed(element))
