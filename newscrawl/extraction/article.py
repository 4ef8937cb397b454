"""The article of a page: all its fields as raw candidates, and what kind of page it is."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from itertools import chain, islice, takewhile

from lxml import etree

from newscrawl.extraction.agency import find_agency
from newscrawl.extraction.authors import find_authors, find_bylines
from newscrawl.extraction.blocks import Block
from newscrawl.extraction.body import Body, find_body
from newscrawl.extraction.candidates import Candidate, Candidates
from newscrawl.extraction.continuation import find_continuation
from newscrawl.extraction.dateline import bold_dateline, find_dateline
from newscrawl.extraction.dating import find_dated, find_modified, find_printed, find_published, find_shown
from newscrawl.extraction.head import find_dek, find_lead, head_blocks
from newscrawl.extraction.headline import find_headline
from newscrawl.extraction.images import find_images
from newscrawl.extraction.kind import MIN_TEXT, declared_kind, shown_kind
from newscrawl.extraction.listed import listed_blocks
from newscrawl.extraction.metadata import find_comment_count, find_language, find_paywall, find_section
from newscrawl.extraction.payload import Stored, article_body, find_payload
from newscrawl.extraction.profiled import prefer_profile, profile_body
from newscrawl.extraction.protection import is_protected
from newscrawl.extraction.scope import Scope
from newscrawl.extraction.structured import StructuredData
from newscrawl.extraction.tags import find_tags
from newscrawl.page import Page
from newscrawl.profiles import SiteProfile
from newscrawl.text import plain
from newscrawl.visits import Link

__all__ = ["ArticleFinding", "find_article"]

_MOST_OPENING, _MOST_BEHIND = 20, 8
_SAMPLES, _SAMPLE_SIZE, _LEAST_SHARED = 9, 30, 0.25
_COMMENT_TYPES = ("/Comment", "/UserComments")
_FAR_MORE = 2
"""How much longer than the text shown one must be that is there as data."""


@dataclass(kw_only=True, slots=True)
class ArticleFinding:
    """Raw candidates for the fields of an article."""

    kind: str = "other"
    """``article``, ``list`` or ``other``."""

    candidates: dict[str, Candidates] = field(default_factory=dict)
    """By field name, best first; empty where the page holds no text of its own.

    ``date_shown`` are times of publication by the page's own clock, ``date_any`` what is better than no such time.
    """

    body_elements: list[etree._Element] = field(default_factory=list)
    """Elements whose text is the body, in page order."""

    follow_ups: list[Link] = field(default_factory=list)
    """The article's next page, where it is split over several."""


def find_article(
    page: Page, *, discussion: Set[etree._Element] = frozenset(), profile: SiteProfile | None = None
) -> ArticleFinding:
    """Find the article; elements in ``discussion`` hold reader comments and are no part of it."""
    data = StructuredData(page)
    discussion = {*discussion, *_marked_comments(page)}
    profiled = profile_body(page, profile) if profile is not None else []
    kind = "article" if profiled else declared_kind(page, data)
    if kind == "list":
        return ArticleFinding(kind=kind)
    headlines, shown = find_headline(page, data)
    not_body = {plain(candidate.value) for candidate in headlines}
    body = find_body(page, discussion=discussion, not_body=not_body, headline=shown)
    protected = is_protected(page, body, shown)
    if protected:
        profiled, body.blocks = [], []
        kind = kind or "other"
    elif kind == "article" or body.blocks:
        body.blocks = listed_blocks(body, page, not_body=not_body)
    head = list(head_blocks(shown, body.blocks, body.prose.discussion)) if shown is not None else _opening(body)
    if not body.blocks:
        del head[_MOST_OPENING:]  # no text tells where it ends
    stored = _stored_text(page, data, body, headlines) if not protected else None
    if stored is not None and kind is None:
        kind = "article"
    kind = kind or shown_kind(page, data, body, head, shown)
    if kind != "article" and (kind == "list" or body.weight < MIN_TEXT):
        return ArticleFinding(kind=kind)
    first = body.blocks[:1]
    deks = list(find_dek(page, head, body.blocks, not_body))
    if shown is not None and body.blocks[:1] != first:
        head = list(head_blocks(shown, body.blocks, body.prose.discussion))
    dek = deks[0].value if deks else None
    body.blocks[:0] = find_lead(head, dek, not_body, page.url, is_beside=body.prose.is_beside)
    scope = Scope(page=page, data=data, head=head, container=body.container, headline=shown)
    scope.discussion = body.prose.discussion
    scope.opening = [block.text for block in body.blocks[:2]]
    scope.above_headline = body.prose.around_headline
    if body.container is not None:
        scope.around = {body.container, *body.container.iterancestors()}
    bylines = Candidates(find_bylines(scope))
    candidates = {
        "headline": Candidates(headlines),
        "dek": Candidates(deks),
        "byline": bylines,
        "authors": Candidates(find_authors(scope, bylines)),
        "date_published": Candidates(find_published(scope)),
        "date_shown": Candidates(find_shown(scope)),
        "date_printed": Candidates(find_printed(scope)),
        "date_any": Candidates(find_dated(scope)),
        "date_modified": Candidates(find_modified(scope)),
        "section": Candidates(find_section(scope)),
        "tags": Candidates(find_tags(scope)),
        "language": Candidates(find_language(page, data)),
        "paywalled": Candidates(find_paywall(scope)),
        "comment_count_declared": Candidates(find_comment_count(scope)),
        "images": Candidates(find_images(scope)),
        "body": Candidates(_body_candidates(body) if stored is None else [stored.body]),
        "canonical_url": Candidates([Candidate(page.canonical_url, "link.canonical")] if page.canonical_url else ()),
    }
    if stored is not None:
        for name, found in stored.fields.items():
            candidates[name] = Candidates([*candidates[name], found])
    if profile is not None:
        prefer_profile(candidates, page, profile)
    if protected:
        candidates["body"] = Candidates(())
    candidates |= _dateline_candidates(candidates["body"].first(), body)
    candidates["agency"] = Candidates(
        chain(candidates.get("agency", ()), find_agency(scope, bylines, _behind_text(body)))
    )
    return ArticleFinding(
        kind=kind,
        candidates=candidates,
        body_elements=profiled or list(dict.fromkeys(block.element for block in body.blocks)),
        follow_ups=list(find_continuation(page)),
    )


def _marked_comments(page: Page) -> list[etree._Element]:
    """Return elements whose microdata type is that of a comment, those too that hold no whole one."""
    return [element for element, kind in page.values("itemtype").items() if kind.strip().endswith(_COMMENT_TYPES)]


def _opening(body: Body) -> list[Block]:
    """Return what stands before the text in its container, where no headline is shown."""
    first = body.blocks[0] if body.blocks else None
    return list(islice(takewhile(lambda block: block is not first, body.all_blocks), _MOST_OPENING))


def _stored_text(page: Page, data: StructuredData, body: Body, headlines: list[Candidate]) -> Stored | None:
    """Return the text that the page holds as data where it shows none, or much less."""
    paragraphs = article_body(data)
    size = sum(map(len, paragraphs))
    if size > MIN_TEXT and (size > _FAR_MORE * body.size or _is_other_text(paragraphs, body)):
        return Stored(Candidate(paragraphs, "json_ld.articleBody"), {})
    if body.size >= MIN_TEXT or not headlines:
        return None
    return find_payload(page, headlines[0].value)


def _is_other_text(paragraphs: list[str], body: Body) -> bool:
    """Tell whether hardly anything of some paragraphs is in the text found: then it is another text."""
    found = plain(" ".join(block.text for block in body.blocks))
    told = plain(" ".join(paragraphs))
    step = max(1, len(told) // _SAMPLES)
    samples = [told[at : at + _SAMPLE_SIZE] for at in range(0, len(told) - _SAMPLE_SIZE, step)]
    return len(samples) > 2 and sum(sample in found for sample in samples) < _LEAST_SHARED * len(samples)


def _body_candidates(body: Body) -> list[Candidate]:
    return [Candidate([block.text for block in body.blocks], "body.blocks")] if body.blocks else []


def _behind_text(body: Body) -> list[Block]:
    """Return the first blocks of the container behind the text."""
    last = body.blocks[-1] if body.blocks else None
    behind = list(takewhile(lambda block: block is not last, reversed(body.all_blocks)))
    return behind[: -_MOST_BEHIND - 1 : -1]


def _dateline_candidates(found: Candidate | None, body: Body) -> dict[str, Candidates]:
    if found is None or not found.value:
        return {}
    dateline = find_dateline(found.value[0])
    if dateline is None and body.blocks and body.blocks[0].text == found.value[0]:
        dateline = bold_dateline(body.blocks[0].element)
    if dateline is None:
        return {}
    told = {"dateline": dateline.text, "dateline_place": dateline.place, "agency": dateline.agency}
    return {name: Candidates([Candidate(value, "body.dateline")]) for name, value in told.items() if value}
