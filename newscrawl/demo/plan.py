"""Which pages the demo site has and what is on each: layouts render this plan, and the truth is read off it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from newscrawl.demo.content import Content, Story, slug_of

__all__ = ["MAIN", "PlannedPage", "StoryList", "plan_site"]

MAIN = "main"
"""Name of the list that a list page is there for."""

_TODAY_PER_PAGE = 4
_ARCHIVE_PER_PAGE = 6
_RECENT_POSTS = 5


@dataclass(frozen=True, kw_only=True)
class StoryList:
    """A headline list of a page."""

    name: str
    """Heading of the list; :data:`MAIN` where it is the page's own."""

    stories: tuple[Story, ...]
    where: str
    """Place in the layout: ``main``, ``block``, ``side``, ``ticker``, ``box`` (in a story) or ``more`` (below one)."""

    link: str | None = None
    """Path that the heading leads to."""


@dataclass(frozen=True, kw_only=True)
class PlannedPage:
    """A page of the site."""

    path: str
    archived: bool
    """Whether it has the archive's layout."""

    title: str
    lists: tuple[StoryList, ...] = ()
    """In page order."""

    story: Story | None = None
    part: int = 0
    """Which part of a story that is spread over several pages, from 0."""

    comment_page: int = 0
    """Which page of its comments, from 0."""

    older: str | None = None
    """Path of the next page of a list."""

    newer: str | None = None
    text: tuple[str, ...] = field(default=())
    """Paragraphs of a page that is neither an article nor a list."""


def plan_site(content: Content) -> list[PlannedPage]:
    """Return all pages with text of their own; the first is the home page."""
    return [
        _home(content),
        *_today_lists(content),
        *_archive_lists(content),
        *(page for story in content.stories.values() for page in _story_pages(content, story)),
        *_text_pages(content),
    ]


def _home(content: Content) -> PlannedPage:
    blocks = [StoryList(name="Top stories", stories=tuple(content.pick(content.home["top"])), where="block")]
    for key, name in content.sections.items():
        stories = tuple(story for story in content.today if story.section == key)[:3]
        blocks.append(StoryList(name=name, stories=stories, where="block", link=f"/{key}"))
    archive = tuple(content.pick(content.home["archive"]))
    blocks.append(StoryList(name="From the archive", stories=archive, where="block", link="/archive/"))
    return PlannedPage(path="/", archived=False, title=content.name, lists=(*blocks, _most_read(content)))


def _today_lists(content: Content) -> Iterator[PlannedPage]:
    for key, name in content.sections.items():
        stories = [story for story in content.today if story.section == key]
        yield from _today_list(content, f"/{key}", name, stories)
    for tag, stories in _grouped([(tag, story) for story in content.today for tag in story.tags]):
        yield from _today_list(content, f"/tag/{slug_of(tag)}", tag, stories)
    for author, stories in _grouped([(author, story) for story in content.today for author in story.authors]):
        yield from _today_list(content, f"/author/{slug_of(author)}", f"Articles by {author}", stories)


def _today_list(content: Content, path: str, title: str, stories: Sequence[Story]) -> Iterator[PlannedPage]:
    paths = [path if number == 0 else f"{path}?page={number + 1}" for number in range(len(stories))]
    yield from _pages(stories, paths, title, size=_TODAY_PER_PAGE, after=(_most_read(content),))


def _archive_lists(content: Content) -> Iterator[PlannedPage]:
    yield from _archive_list(content, "/archive/", content.archive_name, content.archive)
    for key, name in content.categories.items():
        stories = [story for story in content.archive if story.category == key]
        yield from _archive_list(content, f"/archive/category/{slug_of(name)}/", f"Category Archives: {name}", stories)
    for tag, stories in _grouped([(tag, story) for story in content.archive for tag in story.tags]):
        yield from _archive_list(content, f"/archive/tag/{slug_of(tag)}/", f"Tag Archives: {tag}", stories)
    for month, stories in _grouped([(f"{story.date:%Y/%m}", story) for story in content.archive]):
        title = f"Monthly Archives: {stories[0].date:%B %Y}"
        yield from _archive_list(content, f"/archive/{month}/", title, stories)


def _archive_list(content: Content, path: str, title: str, stories: Sequence[Story]) -> Iterator[PlannedPage]:
    paths = [path if number == 0 else f"{path}page/{number + 1}/" for number in range(len(stories))]
    before, after = (_ticker(content),), (_recent_posts(content),)
    yield from _pages(stories, paths, title, size=_ARCHIVE_PER_PAGE, before=before, after=after, archived=True)


def _pages(
    stories: Sequence[Story],
    paths: Sequence[str],
    title: str,
    *,
    size: int,
    before: tuple[StoryList, ...] = (),
    after: tuple[StoryList, ...] = (),
    archived: bool = False,
) -> Iterator[PlannedPage]:
    chunks = [tuple(stories[start : start + size]) for start in range(0, len(stories), size)]
    for number, chunk in enumerate(chunks):
        yield PlannedPage(
            path=paths[number],
            archived=archived,
            title=title,
            lists=(*before, StoryList(name=MAIN, stories=chunk, where="main"), *after),
            older=paths[number + 1] if number + 1 < len(chunks) else None,
            newer=paths[number - 1] if number else None,
        )


def _story_pages(content: Content, story: Story) -> Iterator[PlannedPage]:
    lists = _archive_story_lists(content, story) if story.archived else _today_story_lists(content, story)
    for part in range(len(story.parts)):
        path = story.path if part == 0 else f"{story.path}{part + 1}/"
        yield _story_page(path, story, lists, part=part)
    if len(story.comment_pages) > 1:
        for number in range(len(story.comment_pages)):
            yield _story_page(f"{story.path}comment-page-{number + 1}/", story, lists, comment_page=number)


def _story_page(
    path: str, story: Story, lists: tuple[StoryList, ...], *, part: int = 0, comment_page: int = 0
) -> PlannedPage:
    return PlannedPage(
        path=path,
        archived=story.archived,
        title=story.headline,
        lists=lists,
        story=story,
        part=part,
        comment_page=comment_page,
    )


def _archive_story_lists(content: Content, story: Story) -> tuple[StoryList, ...]:
    lists = [_ticker(content)]
    if story.related:
        lists.append(StoryList(name="Related stories", stories=tuple(content.pick(story.related)), where="box"))
    return (*lists, _recent_posts(content))


def _today_story_lists(content: Content, story: Story) -> tuple[StoryList, ...]:
    others = [other for other in content.today if other.section == story.section and other is not story][:3]
    name = f"More from {content.sections[story.section or '']}"
    return StoryList(name=name, stories=tuple(others), where="more"), _most_read(content)


def _text_pages(content: Content) -> Iterator[PlannedPage]:
    yield PlannedPage(
        path="/about",
        archived=False,
        title=f"About {content.name}",
        lists=(_most_read(content),),
        text=(
            "The Courier has come out in Port Maren since 1911, first on paper, then on paper and screens.",
            "It belongs to its readers: 4,112 of them hold a share, and each share has one vote.",
            "Letters are read by everybody in the newsroom. Please keep them shorter than the crane.",
        ),
    )


def _most_read(content: Content) -> StoryList:
    return StoryList(name="Most read", stories=tuple(content.pick(content.most_read)), where="side")


def _ticker(content: Content) -> StoryList:
    return StoryList(name="Latest headlines", stories=tuple(content.pick(content.ticker)), where="ticker")


def _recent_posts(content: Content) -> StoryList:
    return StoryList(name="Recent Posts", stories=tuple(content.archive[:_RECENT_POSTS]), where="side")


def _grouped(pairs: list[tuple[str, Story]]) -> Iterator[tuple[str, list[Story]]]:
    ordered = sorted(pairs, key=lambda pair: pair[0])
    for name, group in groupby(ordered, key=lambda pair: pair[0]):
        yield name, [story for _, story in group]
