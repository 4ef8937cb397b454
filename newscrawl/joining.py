"""Putting together what belongs together: pages of one article, pages of one listing, a discussion and its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newscrawl.identity import content_hash
from newscrawl.items import Article, Comment, Pingback
from newscrawl.visits import Link, LinkKind, Visit

__all__ = ["adopt", "append_listing", "append_page", "owned"]

_LEAST_REPEATED = 40
"""Characters of a paragraph that no text holds twice."""

_FOLLOW_UPS = (LinkKind.COMMENTS, LinkKind.ENDPOINT)


def append_page(visit: Visit, page: Visit) -> bool:
    """Add a further page of the article to the visit of its first page; of its links those of the discussion.

    Paragraphs that stand on an earlier page are left out. Tells whether the page added anything to the text.
    """
    if not (visit.articles and page.articles):
        return False
    article, more = visit.articles[0], page.articles[0]
    before = article.body
    article.body = _joined(before or "", more.body or "") or None
    known = {image.url for image in article.images}
    article.images.extend(image for image in more.images if image.url not in known)
    for name in ("comments", "pingbacks"):
        records = getattr(visit, name)
        have = {record.id for record in records}
        records.extend(record for record in _moved(getattr(page, name), more, article) if record.id not in have)
    article.comment_count, article.pingback_count = len(visit.comments), len(visit.pingbacks)
    article.content_hash = content_hash(article)
    urls = {link.url for link in visit.links}
    visit.links.extend(link for link in page.links if link.url not in urls and link.kind in _FOLLOW_UPS)
    return article.body != before


def _joined(text: str, more: str) -> str:
    paragraphs = text.split("\n\n") if text else []
    known = {paragraph for paragraph in paragraphs if len(paragraph) >= _LEAST_REPEATED}
    return "\n\n".join(
        paragraphs + [paragraph for paragraph in more.split("\n\n") if paragraph and paragraph not in known]
    )


def append_listing(visit: Visit, page: Visit) -> bool:
    """Add a further page of a listing to the visit of its first page; tell whether to go on, which is always so."""
    urls = {link.url: link for link in visit.links}
    for link in page.links:
        known = urls.get(link.url)
        if known is None:
            visit.links.append(link)
        else:
            known.data.setdefault("comment_ids", []).extend(link.data.get("comment_ids", ()))
    return True


def owned(follow_ups: Iterable[Link], article: Article | None, origin: Link) -> Iterator[Link]:
    """Yield comment pages and endpoints with the article they belong to written on them."""
    for link in follow_ups:
        if link.kind not in _FOLLOW_UPS:
            continue
        if origin.kind is LinkKind.COMMENTS:
            link.article_url = origin.article_url
            link.data.setdefault("article_id", origin.data.get("article_id"))
        elif article is not None:
            link.article_url = article.url
            link.data.setdefault("article_id", article.id)
        yield link


def adopt(records: Iterable[Comment | Pingback], found: Article | None, origin: Link) -> None:
    """Attach records of a comment page to the article whose page led there."""
    owner = origin.data.get("article_id")
    for record in records:
        if owner and found is not None and record.article_id != owner:
            _rename(record, found.id, owner)
        record.article_url = origin.article_url or record.article_url


def _moved(records: Iterable[Comment | Pingback], old: Article, new: Article) -> Iterator[Comment | Pingback]:
    for record in records:
        _rename(record, old.id, new.id)
        record.article_url = new.url
        yield record


def _rename(record: Comment | Pingback, old: str, new: str) -> None:
    """Ids of comments begin with their article's; put another article's in its place."""
    record.article_id = new
    record.id = new + record.id.removeprefix(old)
    if isinstance(record, Comment) and record.parent_id:
        record.parent_id = new + record.parent_id.removeprefix(old)
