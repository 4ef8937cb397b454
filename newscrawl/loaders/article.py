"""The article of a page as an item."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from itemloaders.processors import Identity, TakeFirst

from newscrawl.dates import guess_day_first, is_ambiguous, parse_date
from newscrawl.extraction.article import ArticleFinding
from newscrawl.extraction.candidates import Candidate
from newscrawl.identity import article_id, believed_canonical
from newscrawl.items import Article, Image
from newscrawl.loaders.base import CandidateLoader
from newscrawl.loaders.context import Context
from newscrawl.loaders.processors import as_language, as_names, as_paragraphs, as_tags, as_text
from newscrawl.urls import site_of

__all__ = ["load_article"]


_HOUR = re.compile(r"\d\s?[:hT時时시点]\s?\d\d|\d\d\.\d\d\s?Uhr|\d\s?[ap]\.?m\b|\d\s?[時时시]|\A\d{10,}", re.IGNORECASE)
_MOST_TIMES = 12
_MOST_TRIED = 30
_LOOSE_FINDERS = frozenset(("page.line", "page.opening"))
_SAME_DAY = (timedelta(hours=-14), timedelta(hours=38))
"""How far a moment in UTC can be from the midnight that begins its day where it happened."""


class ArticleLoader(CandidateLoader):
    """Makes an :class:`newscrawl.items.Article` of candidates."""

    default_input_processor = staticmethod(as_text)
    default_output_processor = TakeFirst()
    authors_in = staticmethod(as_names)
    authors_out = Identity()
    tags_in = staticmethod(as_tags)
    tags_out = Identity()
    body_in = staticmethod(as_paragraphs)
    language_in = staticmethod(as_language)
    paywalled_in = Identity()
    comment_count_declared_in = Identity()


def load_article(finding: ArticleFinding, context: Context) -> Article | None:
    """Make the article; ``None`` where the page holds no text of its own."""
    if not finding.candidates:
        return None
    url = context.page.url
    found = finding.candidates
    loader = ArticleLoader()
    values: dict[str, Any] = {}
    for name in (
        "headline",
        "dek",
        "byline",
        "authors",
        "dateline",
        "dateline_place",
        "agency",
        "section",
        "tags",
        "language",
        "body",
    ):
        if candidates := found.get(name):
            loader.add_best(name, candidates)
            values[name] = loader.get_output_value(name)
    sources = dict(loader.sources)
    for name in ("paywalled", "comment_count_declared"):
        for candidate in found.get(name, ()):
            values[name], sources[name] = candidate.value, candidate.finder
            break
    if context.profile and context.profile.language:
        values["language"], sources["language"] = context.profile.language, "profile"
    dates = ("date_published", "date_modified")
    clock = _Clock(context, values.get("language"), (c.value for name in dates for c in found.get(name, ())))
    for name in dates:
        if dated := _best_time(found.get(name, ()), clock):
            values[name], candidate = dated
            sources[name] = candidate.finder
            if name == "date_published":
                values["date_published_raw"] = candidate.value
    values = {name: value for name, value in values.items() if value is not None}
    declared = found["canonical_url"].first() if "canonical_url" in found else None
    if context.profile and not context.profile.believe_canonical:
        declared = None
    canonical = believed_canonical(url, declared.value) if declared else None
    if declared and canonical:
        values["canonical_url"], sources["canonical_url"] = canonical, declared.finder
    for candidate in found.get("images", ()):
        values["images"] = [Image(url=i.url, caption=i.caption, credit=i.credit) for i in candidate.value]
        sources["images"] = candidate.finder
    return Article(
        url=url,
        id=article_id(url, canonical),
        site=site_of(url),
        fetched_at=context.fetched_at,
        sources=sources,
        **values,
    )


def _best_time(candidates: Iterable[Candidate], clock: _Clock) -> tuple[datetime, Candidate] | None:
    """Return the first candidate that is a time; if it tells no hour, a later one that tells the hour of that day."""
    best: tuple[datetime, Candidate] | None = None
    for tried, candidate in enumerate(candidates):
        if tried >= _MOST_TRIED:
            break
        has_hour = _HOUR.search(candidate.value) is not None
        if best is not None:
            if tried >= _MOST_TIMES:
                break
            if not has_hour or (candidate.finder in _LOOSE_FINDERS and best[1].finder != "url"):
                continue
        moment = clock.read(candidate.value)
        if moment is None:
            continue
        if best is not None:
            apart = moment.replace(tzinfo=None) - best[0].replace(tzinfo=None, hour=0, minute=0, second=0)
            if _SAME_DAY[0] <= apart <= _SAME_DAY[1]:
                return moment, candidate
            continue
        best = moment, candidate
        if has_hour:
            break
    return best


class _Clock:
    """Reads the dates of an article with what page and profile tell about them."""

    def __init__(self, context: Context, language: str | None, raws: Iterable[str]) -> None:
        profile = context.profile
        self._language = language
        self._zone = profile.timezone if profile else None
        self._day_first = profile.day_first if profile else None
        self._raws: Iterable[str] | None = raws if self._day_first is None else None
        self._now = context.fetched_at

    def read(self, raw: str) -> datetime | None:
        """Return the moment, in UTC where its zone is known."""
        if self._raws is not None and is_ambiguous(raw):
            self._day_first, self._raws = guess_day_first(self._raws, self._language), None
        moment = parse_date(raw, language=self._language, zone=self._zone, now=self._now, day_first=self._day_first)
        return moment.astimezone(UTC) if moment is not None and moment.tzinfo else moment
