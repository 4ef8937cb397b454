"""One id for one article, under however many addresses it is met."""

from __future__ import annotations

from typing import Any

from newscrawl.identity import article_id, letters, rebased
from newscrawl.items import Article, Comment, Pingback
from newscrawl.revisions import same_story
from newscrawl.state.ledger import Ledger
from newscrawl.state.records import Known
from newscrawl.state.resolution import Resolution, replies
from newscrawl.urls import article_key, host, is_web_url
from newscrawl.visits import Visit

__all__ = ["Names"]


class Names:
    """Find the id that an article was first known by.

    Addresses that proved to be an article's (redirects, the canonical address, short links, and the number or guid that
    a feed or an API gives it) are kept as aliases of its id.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def settle(self, visit: Visit, resolution: Resolution) -> None:
        """Give the records of a visit their final ids."""
        named = {article.id for article in visit.articles} | {reply.article_id for reply in replies(visit)}
        article = visit.articles[0] if len(visit.articles) == 1 and resolution.source == "page" else None
        others = _other_ids(visit) - named if article else set()
        first = self._ledger.find_aliases(named | others)
        final = {identity: first.get(identity, identity) for identity in named}
        if article is not None:
            resolution.article = self._of_article(article, visit, others, first, resolution)
            final[article.id] = resolution.article
        if all(old == new for old, new in final.items()):
            return
        for each in visit.articles:
            each.id = final[each.id]
        for reply in replies(visit):
            _rebase(reply, final[reply.article_id])
        for headline in visit.headlines:
            headline.article_id = final.get(headline.article_id or "", headline.article_id)

    def _of_article(
        self, article: Article, visit: Visit, others: set[str], first: dict[str, str], resolution: Resolution
    ) -> str:
        """Return the id of the one article of a page, and note its aliases."""
        claimed, own = first.get(article.id, article.id), article_id(visit.url)
        if not others and claimed == article.id == own:
            return claimed
        written = self._ledger.find({claimed, *others, *(first.get(other, other) for other in others)})
        identity = claimed
        if claimed not in written:
            identity = self._written_before(article, written) or claimed
        elif claimed != own and not self._shows(written[claimed], article, visit):
            identity = own  # the address named as canonical, or once an alias, is another story's
        if identity == claimed or identity in written:
            names = {*others, article.id, own} - first.keys() - written.keys() - {identity}
            resolution.aliases = dict.fromkeys(names, identity)
        if identity in written and visit.aliases:
            self._note_moves(identity, written, visit, resolution)
        return identity

    def _written_before(self, article: Article, written: dict[str, Known]) -> str | None:
        """Return the id under which the story was written before, if it was."""
        for other in sorted(written):
            before = self._ledger.last(written[other])
            if before is not None and same_story(before, article):
                return other
        return None

    def _shows(self, known: Known, article: Article, visit: Visit) -> bool:
        """Tell whether the article whose canonical address a page names is the one on the page."""
        before = self._ledger.last(known)
        return before is None or article_key(before["url"]) == article_key(visit.url) or same_story(before, article)

    def _note_moves(self, identity: str, written: dict[str, Known], visit: Visit, resolution: Resolution) -> None:
        """Note which addresses of written articles redirect to the page."""
        here = article_key(visit.url)
        redirected = {article_key(url) for url in (*visit.aliases, visit.task.link.url)} - {here}
        for known in written.values():
            before: dict[str, Any] = self._ledger.last(known) or {}
            if article_key(before.get("url") or "") not in redirected:
                continue
            if known.id == identity:
                resolution.moved_from[identity] = before["url"]
            else:
                resolution.superseded.append(known)
                resolution.aliases[known.id] = identity


def _other_ids(visit: Visit) -> set[str]:
    """Return the ids that the article of a page could be known by besides its own."""
    link = visit.task.link
    guid, number = link.data.get("guid"), link.data.get("post_id")
    names = {article_key(url) for url in {visit.url, link.url, *visit.aliases}}
    if guid:
        names.add(article_key(guid) if is_web_url(str(guid)) else f"guid {host(link.url)} {guid}")
    if number:
        names.add(f"post {host(link.url)} {number}")
    return {letters(name) for name in names}


def _rebase(reply: Comment | Pingback, article: str) -> None:
    old, reply.article_id = reply.article_id, article
    reply.id = rebased(reply.id, old, article)
    if isinstance(reply, Comment) and reply.parent_id:
        reply.parent_id = rebased(reply.parent_id, old, article)
