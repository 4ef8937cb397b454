"""The records that a crawl of the demo site must give, made from its content alone; nothing is extracted.

Left out is what depends on the run (``fetched_at``, ``run_id``, ``warc``) and on how a value was found (``sources``,
``content_hash``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from newscrawl.demo.content import Content, Mention, Remark, Story, load_content
from newscrawl.demo.markup import Block, links, plain
from newscrawl.demo.plan import PlannedPage, plan_site
from newscrawl.identity import article_id, comment_id, headline_id, pingback_id
from newscrawl.urls import site_of

__all__ = ["NOT_COMPARED", "expected_records"]

NOT_COMPARED = frozenset({"fetched_at", "run_id", "warc", "sources", "content_hash"})
"""Fields that the truth does not tell."""

Record = dict[str, Any]


def expected_records(base_url: str, content: Content | None = None) -> list[Record]:
    """Return the records of the site at ``base_url``, as they stand in the JSON Lines; times in ISO 8601."""
    truth = _Truth(base_url.rstrip("/"), content or load_content())
    return [
        *(truth.article(story) for story in truth.content.stories.values()),
        *(record for page in plan_site(truth.content) for record in truth.page(page)),
    ]


class _Truth:
    def __init__(self, base_url: str, content: Content) -> None:
        self.base_url = base_url
        self.content = content

    def page(self, page: PlannedPage) -> Iterator[Record]:
        """Yield all records of a page but its article."""
        if page.part or self._repeats_first_comments(page):
            return
        if page.story:
            yield from self._discussion(page, page.story)
        if not page.comment_page:
            yield from self._headlines(page)

    @staticmethod
    def _repeats_first_comments(page: PlannedPage) -> bool:
        return page.story is not None and page.comment_page == 0 and page.path != page.story.path

    def article(self, story: Story) -> Record:
        """Return the record of a story."""
        url = self.base_url + story.path
        shown = list(_threaded(story, story.comment_pages[0]))
        return {
            **self._common("article", article_id(url), url),
            "canonical_url": url,
            "headline": story.headline,
            "dek": story.dek,
            "byline": story.byline,
            "authors": list(story.authors),
            "dateline": story.printed_dateline.rstrip(" -—") if story.printed_dateline else None,
            "dateline_place": story.place,
            "agency": story.agency,
            "date_published": _iso(story.date),
            "date_published_raw": _printed(story.date, " ") if story.archived else story.date.isoformat(),
            "date_modified": _iso(story.modified) if story.modified else None,
            "section": self._section(story),
            "tags": list(story.tags),
            "language": self.content.archive_language if story.archived else self.content.language,
            "body": "\n\n".join(_body(story)),
            "images": [
                {"url": self.base_url + picture.path, "caption": picture.caption, "credit": picture.credit}
                for picture in story.images
            ],
            "paywalled": None if story.archived else story.paywalled,
            "comment_count_declared": _declared_count(story),
            "comment_count": sum(isinstance(entry, Remark) for entry, _ in shown),
            "pingback_count": sum(isinstance(entry, Mention) for entry, _ in shown),
            "status": "live",
            "duplicate_of": None,
            "cluster_id": article_id(url),
            "changes": None,
        }

    def _section(self, story: Story) -> str:
        if story.archived:
            return self.content.categories[story.category or ""]
        return self.content.sections[story.section or ""]

    def _discussion(self, page: PlannedPage, story: Story) -> Iterator[Record]:
        article_url = self.base_url + story.path
        article = article_id(article_url)
        position = 0
        for entry, depth in _threaded(story, story.comment_pages[page.comment_page]):
            about = {"article_id": article, "article_url": article_url, "changes": None}
            if isinstance(entry, Remark):
                yield {**about, **self._comment(entry, page, story, depth), "position": position}
                position += 1
            else:
                yield {**about, **self._pingback(entry, page, article)}

    def _comment(self, remark: Remark, page: PlannedPage, story: Story, depth: int) -> Record:
        url = self.base_url + page.path
        article = article_id(self.base_url + story.path)
        return {
            **self._common("comment", comment_id(article, str(remark.id)), url),
            "parent_id": comment_id(article, str(remark.parent)) if remark.parent else None,
            "depth": depth,
            "author": remark.author,
            "author_url": remark.author_url if (remark.author_url or "").startswith("http") else None,
            "date_published": _iso(remark.date),
            "date_published_raw": _printed(remark.date, " at ") if story.archived else _printed_today(remark.date),
            "body": "\n\n".join(_spoken(block) for block in remark.blocks),
            "links": links(remark.body, self.base_url),
            "permalink": f"{url}#comment-{remark.id}",
            "platform": "wordpress",
        }

    def _pingback(self, mention: Mention, page: PlannedPage, article: str) -> Record:
        return {
            **self._common("pingback", pingback_id(article, str(mention.id)), self.base_url + page.path),
            "kind": mention.kind,
            "title": mention.title,
            "source_url": mention.source,
            "date_published": None,
            "date_published_raw": None,
            "excerpt": None,
        }

    def _headlines(self, page: PlannedPage) -> Iterator[Record]:
        page_url = self.base_url + page.path
        for part in page.lists:
            for position, story in enumerate(part.stories, 1):
                url = self.base_url + story.path
                yield {
                    **self._common("headline", headline_id(page_url, part.name, position), url),
                    "page_url": page_url,
                    "list": part.name,
                    "position": position,
                    "headline": story.headline,
                    "article_id": article_id(url),
                }

    def _common(self, kind: str, record_id: str, url: str) -> Record:
        return {"type": kind, "id": record_id, "url": url, "site": site_of(url), "revision": 1}


def _threaded(story: Story, entries: list[Remark | Mention], depth: int = 0) -> Iterator[tuple[Remark | Mention, int]]:
    for entry in entries:
        yield entry, depth
        if isinstance(entry, Remark):
            yield from _threaded(story, [*story.answers(entry)], depth + 1)


def _declared_count(story: Story) -> int | None:
    if story.archived:  # WordPress counts mentions as responses
        return len(story.remarks) + len(story.mentions) or None
    return len(story.remarks) or None


def _body(story: Story) -> Iterator[str]:
    texts = [plain(line) for block in story.blocks if block.kind != "box" for line in block.lines]
    if story.printed_dateline:
        texts[0] = f"{story.printed_dateline} {texts[0]}"
    yield from texts


def _spoken(block: Block) -> str:
    return "\n".join(f"> {plain(line)}" if block.kind == "quote" else plain(line) for line in block.lines)


def _iso(moment: datetime) -> str:
    return (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()


def _printed(moment: datetime, between: str) -> str:
    return f"{moment:%B} {moment.day}, {moment.year}{between}{moment.hour % 12 or 12}:{moment:%M %p}"


def _printed_today(moment: datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}, {moment:%H.%M}"
