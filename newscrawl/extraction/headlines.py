"""Headline lists of any page: tickers, latest, most read, related stories, section fronts, archives, search results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain, islice

from lxml import etree

from newscrawl.extraction.candidates import HeadlineEntry, HeadlineList
from newscrawl.extraction.list_names import is_page_title, list_name
from newscrawl.extraction.regions import Regions
from newscrawl.extraction.story_links import StoryLink, headline_weight, story_links
from newscrawl.extraction.threads.pieces import brief_text
from newscrawl.extraction.threads.times import is_date
from newscrawl.page import Page
from newscrawl.profiles import SiteProfile

__all__ = ["find_headline_lists"]

_BOUNDS = frozenset(("body", "html", "main", "ul", "ol", "aside", "section", "nav", "table", "tbody"))
_LISTS = frozenset(("ul", "ol", "dl"))
_EXCERPT = 40
"""Letters that an entry of a list of excerpts has besides its headline."""

_EXCERPT_HEIGHT = 5


@dataclass(slots=True, eq=False)
class Group:
    """Entries that stand in one container."""

    container: etree._Element
    links: list[StoryLink] = field(default_factory=list)
    items: list[etree._Element] = field(default_factory=list)
    heading: bool = False
    name: str | None = None
    named_by: etree._Element | None = None

    def keep(self, wanted: Iterable[int]) -> None:
        """Keep only the entries at the given places."""
        places = list(wanted)
        self.links = [self.links[place] for place in places]
        self.items = [self.items[place] for place in places]


def find_headline_lists(
    page: Page,
    *,
    discussion: Set[etree._Element] = frozenset(),
    body: Sequence[etree._Element] = (),
    profile: SiteProfile | None = None,
) -> list[HeadlineList]:
    """Return the page's headline lists in page order; navigation, tag clouds, pagers and share bars are none."""
    links = story_links(page, Regions(page, discussion | set(body)))
    stories = _group(
        [link for link in links if link.heading and link.text and not link.own], heading=True, tables=not body
    )
    for group in stories:
        _drop_titles(group)
    inside = {item: group for group in stories for item in group.items}
    plain = _group(_outside(links, inside), heading=False, tables=not body)
    order = {id(link): place for place, link in enumerate(links)}
    groups = sorted((g for g in [*stories, *plain] if g.links), key=lambda g: order[id(g.links[0])])
    is_list_page = not body
    groups = [group for group in groups if is_list_page or _may_be_list(group)]
    for group in groups:
        group.name, group.named_by = list_name(group.container, group.items[0], inside)
    if is_list_page:
        groups = _joined_days(groups)
    kept = [g for g in _merged(groups, order) if _is_list(g, is_list_page=is_list_page)]
    main = _main(kept, page) if is_list_page else None
    return [_as_list(group, main=group is main) for group in kept]


def _group(links: Iterable[StoryLink], *, heading: bool, tables: bool) -> list[Group]:
    """Group links by the nearest element that holds more than one of them.

    With ``tables``, a row of tables of one story each can be such an element, as on the list pages of old sites.
    """
    links = [link for link in links if heading or headline_weight(link.text) > 0]
    shared = _shared(links)
    groups: dict[etree._Element, Group] = {}
    for link in links:
        item, container = _branch(link, shared, tables=tables)
        group = groups.get(container)
        if group is None:
            group = groups[container] = Group(container, heading=heading)
        if group.links and group.links[-1].url == link.url:
            if headline_weight(link.text) > headline_weight(group.links[-1].text):
                group.links[-1] = link
            continue
        group.links.append(link)
        group.items.append(item)
    return list(groups.values())


def _shared(links: Iterable[StoryLink]) -> set[etree._Element]:
    """Return the elements that hold links to more than one address."""
    urls: dict[etree._Element, str] = {}
    shared: set[etree._Element] = set()
    for link in links:
        node: etree._Element | None = link.anchor
        while node is not None and node not in shared:
            if urls.setdefault(node, link.url) != link.url:
                shared.add(node)
            node = node.getparent()
    return shared


def _branch(link: StoryLink, shared: Set[etree._Element], *, tables: bool) -> tuple[etree._Element, etree._Element]:
    item = link.anchor
    while True:
        above = item.getparent()
        if above is None or above.tag in ("body", "html"):
            return item, item if above is None else above
        if above in shared or (_is_bound(above) and not (tables and _is_one_of_many(above))):
            return item, above
        item = above


def _is_bound(element: etree._Element) -> bool:
    """Tell whether a list ends at an element although it holds one entry only."""
    if element.tag == "dl":
        above = element.getparent()
        return above is None or above.tag != "li"
    return element.tag in _BOUNDS


def _is_one_of_many(table: etree._Element) -> bool:
    """Tell whether an element is a table, or its body, and a table stands right before or behind it."""
    if table.tag == "tbody":
        above = table.getparent()
        return above is not None and above.tag == "table" and _is_one_of_many(above)
    neighbours = (
        next((e.tag for e in table.itersiblings(preceding=before) if e.tag != "br"), None) for before in (False, True)
    )
    return table.tag == "table" and "table" in neighbours


def _drop_titles(group: Group) -> None:
    """Leave out linked headings of a rank of their own that do not look like stories: titles of sections."""
    ranks = Counter(str(link.anchor.tag) for link in group.links)
    usual = ranks.most_common(1)[0][0]
    group.keep(
        place
        for place, link in enumerate(group.links)
        if link.weight > 0 or (headline_weight(link.text) > 0 and str(link.anchor.tag) == usual)
    )


def _outside(links: Iterable[StoryLink], items: dict[etree._Element, Group]) -> list[StoryLink]:
    """Return plain links that are no part of an entry with a heading, but for lists of their own inside one."""
    found = []
    free: set[etree._Element] = set()
    for link in links:
        if link.heading:
            continue
        node = link.element.getparent()
        in_list = False
        trail = []
        while node is not None and node not in items:
            if node in free:
                node = None
                break
            trail.append(node)
            in_list = in_list or node.tag in ("li", "dt")
            node = node.getparent()
        if node is None:
            free.update(trail)
        if node is None or (in_list and node.tag not in ("li", "dt") and len(items[node].links) < 2):
            found.append(link)
    return found


def _joined_days(groups: Sequence[Group]) -> list[Group]:
    """Join lists in a row that are named after days: they are parts of one, which no heading names."""
    joined: list[Group] = []
    last: Group | None = None
    for group in groups:
        if group.name is None or not is_date(group.name):
            last = None
            joined.append(group)
            continue
        group.name = group.named_by = None
        if (
            last is not None
            and last.heading is group.heading
            and last.links[0].region.aside is group.links[0].region.aside
        ):
            last.links.extend(group.links)
            last.items.extend(group.items)
        else:
            last = group
            joined.append(group)
    return joined


def _merged(groups: Sequence[Group], order: Mapping[int, int]) -> list[Group]:
    """Join stories of one region that no heading of their own parts: a lead story and the grid below it.

    ``order`` has the place on the page of each link by its ``id()``.
    """
    merged: list[Group] = []
    for group in groups:
        before = next((g for g in reversed(merged) if g.heading), None) if group.heading else None
        if before is not None and group.named_by is None and _belong_together(before, group):
            before.links.extend(group.links)
            before.items.extend(group.items)
            before.keep(sorted(range(len(before.links)), key=lambda place: order[id(before.links[place])]))
        else:
            merged.append(group)
    return merged


def _belong_together(before: Group, group: Group) -> bool:
    """Tell whether two groups stand in one box, or are a lone lead story and the main content's list after it."""
    first, second = before.links[0].region, group.links[0].region
    if first.box is second.box:
        return True
    return (
        not (first.aside or second.aside or first.weak or second.weak) and min(len(before.links), len(group.links)) == 1
    )


def _may_be_list(group: Group) -> bool:
    """Tell from a group's size alone whether it can be a list of an article page: a cheap test before its name."""
    return len(group.links) > 1 or (not group.heading and group.container.tag in _LISTS)


def _is_list(group: Group, *, is_list_page: bool) -> bool:
    others = [link for link in group.links if not link.own]
    size = len(others)
    if not size:
        return False
    texts = sorted(headline_weight(link.text) for link in others)
    urls = sum(link.weight for link in others) / size
    typical = texts[size // 2]
    if others[0].region.weak:
        return size > 2 and typical == 2 and urls >= 1.5
    if group.heading:
        return size > 1 and typical > 0 if not is_list_page else typical > 0 or size > 2
    if size > 2:
        return (typical == 2 and urls >= 1) or (typical == 1 and urls >= 1.5)
    named = group.name is not None or (is_list_page and not others[0].region.aside and _have_excerpts(group))
    return typical == 2 and urls >= 1 and named and (group.container.tag in _LISTS or size > 1 or is_list_page)


def _have_excerpts(group: Group) -> bool:
    """Tell whether a list says more than its links do: as a whole, or each entry behind its link."""
    if group.container.tag in _LISTS:
        size = sum(len(link.text) + _EXCERPT for link in group.links)
        return len(brief_text(group.container, size)) > size
    return all(_has_excerpt(link) for link in group.links)


def _has_excerpt(link: StoryLink) -> bool:
    """Tell whether the smallest element that says more than a link begins with it."""
    size = len(link.text) + _EXCERPT
    for element in islice(chain((link.anchor,), link.anchor.iterancestors()), _EXCERPT_HEIGHT):
        if len(text := brief_text(element, size)) > size:
            return text.startswith(link.text)
    return False


def _main(groups: Sequence[Group], page: Page) -> Group | None:
    """Return the list that a list page is there for; it gets the name ``main`` unless a section heading names it."""
    titled = {id(group) for group in groups if group.named_by is not None and is_page_title(group.named_by, page)}

    def rank(group: Group) -> tuple[bool, bool, bool, int]:
        return not group.links[0].region.aside, group.heading, id(group) in titled, len(group.links)

    main = max(groups, key=rank, default=None)
    if main is not None and (main.named_by is None or id(main) in titled):
        main.name = "main"
    return main


def _as_list(group: Group, *, main: bool) -> HeadlineList:
    entries: dict[tuple[str, str], HeadlineEntry] = {}
    for link, item in zip(group.links, group.items, strict=True):
        if link.text:
            entries.setdefault((link.url, link.text), HeadlineEntry(headline=link.text, url=link.url, element=item))
    name = group.name or ("main" if main else "list")
    return HeadlineList(name=name, entries=[*entries.values()], container=group.container, main=main)
