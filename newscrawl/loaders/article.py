"""The article of a page as an item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from itemloaders.processors import Identity, TakeFirst

from newscrawl.extraction.article import ArticleFinding
from newscrawl.extraction.candidates import Candidates
from newscrawl.extraction.dating import AGE
from newscrawl.identity import article_id, believed_canonical
from newscrawl.items import Article, Image
from newscrawl.loaders.article_times import find_times
from newscrawl.loaders.base import CandidateLoader
from newscrawl.loaders.context import Context
from newscrawl.loaders.processors import as_language, as_names, as_paragraphs, as_tags, as_text
from newscrawl.urls import site_of

__all__ = ["load_article"]


class ArticleLoader(CandidateLoader):
    """Makes an :class:`newscrawl.items.Article` of candidates."""

    headline_in = dek_in = byline_in = dateline_in = dateline_place_in = agency_in = section_in = staticmethod(as_text)
    headline_out = dek_out = byline_out = dateline_out = dateline_place_out = agency_out = section_out = TakeFirst()
    language_out = body_out = TakeFirst()
    authors_in = staticmethod(as_names)
    authors_out = Identity()
    tags_in = staticmethod(as_tags)
    tags_out = Identity()
    body_in = staticmethod(as_paragraphs)
    language_in = staticmethod(as_language)
    paywalled_in = Identity()
    comment_count_declared_in = Identity()


def _age(found: Mapping[str, Candidates]) -> str | None:
    """Return how long ago the article was published, as printed: nobody knows what a page counts from."""
    return next((str(c.value) for c in found.get("date_any", ()) if c.finder == AGE), None)


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
    for name, (moment, candidate) in find_times(found, context, values.get("language")).items():
        values[name], sources[name] = moment, candidate.finder
        if name == "date_published":
            values["date_published_raw"] = candidate.value
    if "date_published" not in values and (age := _age(found)) is not None:
        values["date_published_raw"] = age
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
