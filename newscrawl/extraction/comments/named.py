"""Parts of a page that are named after comments: by class, id, label, title, link or anchor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from lxml import etree

from newscrawl.extraction.comments.assemble import tops_of
from newscrawl.extraction.comments.places import holds_title
from newscrawl.extraction.comments.section import RECENT, has_traces
from newscrawl.extraction.comments.titles import is_title
from newscrawl.extraction.threads.naming import named_like
from newscrawl.extraction.threads.pieces import is_within, own_text
from newscrawl.page import Page
from newscrawl.text import plain

__all__ = ["lesser_sections", "named_sections"]

_SECTION = re.compile(
    r"comment|komment|comentar|leser(?:brief|post|komm|mein)|talk-?back|reader-?(?:response|react|feedback|post)|discuss|"
    r"debat|reacties|reactions?\b|reakcj|diskus|responses\b|user-?posts?|forum-?posts?|opiniones|mensajes|yorum|feedback|"
    r"\bcmts?\b|conversation|sxoli|\bvoices\b|\breplies\b|pinglun|\bremarks?\b|guest-?book|g(?:ä|ae)stebuch"
)
_NEEDLES = """comment komment comentar leserbrief leserpost leserkomm lesermein talkback talk-back reader discuss
    debat reacti reakcj diskus pinglun responses userpost user-post forumpost forum-post opiniones mensajes yorum
    feedback cmt conversation sxoli voices replies remark guestbook guest-book stebuch""".split()
"""Of these every name that :data:`_SECTION` accepts holds one."""

_NO_SECTION = frozenset(
    "html body head main a button input span i b strong em img svg path link meta script style label textarea select "
    "option time h1 h2 h3 h4 h5 h6 p form small sup noscript template iframe".split()
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LABELS = ("b", "strong", "p", "legend", "summary", "dt", "td", "th")
"""What holds the title of a discussion where no heading does."""

_ANCHORS = frozenset(
    """comments comment kommentare commentaires comentarios comentários commenti reacties reactions reacciones
    responses replies feedback discussion talkback leserbriefe opiniones respuestas""".split()
)
"""Names of the places where comments begin."""

_COUNTS = ("b", "strong", "em", "i", "span")
_COUNTED = frozenset(("span", "div"))
"""Neither headings nor labels: of these only those are looked at that hold a number."""

_DIGITS = re.compile(r"\d+")
_MOST_TITLES = 3
_LABEL = 60
_FEW = 6
_LONG_TEXT = 1000


def named_sections(page: Page) -> Iterator[list[etree._Element]]:
    """Yield parts of the page that can hold comments: elements named so, then what follows a heading that says so."""
    named = {element: None for name, element in named_like(page, *_NEEDLES) if _is_section(name)}
    custom = [tag for tag in page.tags if "-" in tag and _is_section(tag)]
    named.update(dict.fromkeys(page.tagged(*custom)) if custom else {})
    named.update((element, None) for element, label in page.values("aria-label").items() if is_title(label.strip()))
    usable = {
        element
        for element in named
        if element.tag not in _NO_SECTION and not RECENT.fits(element) and not _is_article(element)
    }
    yield from _by_making(tops_of(page, usable) if usable else [])
    headings = [heading for heading in page.tagged(*_HEADINGS) if is_title(own_text(heading))]
    yield from _below([*headings, *_rare(page.once(_labels))], page)


def _labels(page: Page) -> list[etree._Element]:
    return [e for e in page.tagged(*_LABELS) if (text := e.text) and len(text) < _LABEL and is_title(text.strip())]


def lesser_sections(page: Page) -> Iterator[list[etree._Element]]:
    """Yield parts of the page that links, bare labels or anchors tell to be about comments."""
    yield from ([target] for target in dict.fromkeys(_targets(page)) if not _is_article(target))
    labels = set(page.once(_labels))
    counted = [label for label in _rare([*labels, *_counted(page)]) if label not in labels]
    yield from _below([*counted, *_anchors(page)], page)


def _targets(page: Page) -> Iterator[etree._Element]:
    """Yield the elements that links and tabs within the page lead to, if these are named after comments."""
    tabs = page.values("aria-controls")
    for element, anchor in (*page.inner_links, *tabs.items()):
        target = page.by_id.get(anchor)
        if target is None or not len(target) or target.tag in _NO_SECTION:
            continue
        text = own_text(element)
        if (element in tabs or _DIGITS.search(text)) and is_title(text):
            yield target


def _below(titles: Iterable[etree._Element], page: Page) -> Iterator[list[etree._Element]]:
    """Yield what stands below titles, or around them where they are in a box with it."""
    for label in titles:
        title = _alone(label)
        if title.tag == "form":
            continue  # the label of a field
        if (parent := title.getparent()) is not None:
            whole = _is_article(parent) or parent.tag in ("body", "main") or holds_title(parent, plain(page.title))
            yield [*title.itersiblings()] if whole or _stands_below_text(title) else [parent]
            if not whole and is_within(parent, 2 * _LABEL):
                yield [*parent.itersiblings()]


def _rare(labels: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """Return labels but for those that each comment has one of (``2 answers``)."""
    texts = [_DIGITS.sub("", own_text(label)) for label in labels]
    counts = Counter(texts)
    return (label for text, label in zip(texts, labels, strict=True) if counts[text] <= _MOST_TITLES)


def _counted(page: Page) -> Iterator[etree._Element]:
    """Yield elements that say what is counted, be it with the number in one of its own (``댓글 <b>10</b>``)."""
    for box in page.tagged("div") if has_traces(page) else ():
        text = box.text
        if text is not None and len(text) < _LABEL and not (text.isspace() or len(box)) and is_title(text.strip()):
            yield box
    for label in page.tagged("span") if has_traces(page) else ():
        text = label.text
        if text is None or len(text) > _LABEL or len(label) or not _DIGITS.search(text) or not is_title(text.strip()):
            continue
        if next(label.iterancestors("a"), None) is None:
            yield label
    for number in page.tagged(*_COUNTS):
        if (text := number.text) is not None and text.strip(" ()").isdigit():
            above = number.getparent()
            if above is not None and above.tag in _COUNTED and is_within(above, _LABEL) and is_title(own_text(above)):
                yield above


def _anchors(page: Page) -> Iterator[etree._Element]:
    """Yield the targets of links to the comments (``<a name="comments"></a>``)."""
    named = [e for e, name in page.values("name").items() if name.lower() in _ANCHORS]
    named.extend(e for name in _ANCHORS if (e := page.by_id.get(name)) is not None)
    yield from (anchor for anchor in named if anchor.tag == "a" and not anchor.get("href") and not own_text(anchor))


def _stands_below_text(title: etree._Element) -> bool:
    """Tell whether a long text, such as the story, stands in one element with a title and before it."""
    left = _LONG_TEXT
    for sibling in title.itersiblings(preceding=True):
        if not is_within(sibling, left):
            return True
        left -= len(own_text(sibling))
    return False


def _alone(label: etree._Element) -> etree._Element:
    """Return the outermost element that holds next to nothing but a label."""
    above = label.getparent()
    while above is not None and above.tag not in ("body", "main", "ul", "ol", "table") and is_within(above, _LABEL):
        label, above = above, above.getparent()
    return label


def _by_making(named: Sequence[etree._Element]) -> Iterator[list[etree._Element]]:
    """Yield elements that share a class together: it can be the comments themselves that are named so."""
    groups: dict[object, list[etree._Element]] = {}
    for element in named:
        names = [name for name in (element.get("class") or "").split() if _is_section(name)]
        names = names or [element.tag] * ("-" in element.tag)
        groups.setdefault((element.tag, names[0]) if names else element, []).append(element)
    for group in groups.values():
        if len(group) > 1:
            yield group
        elif (parent := _around_thread(group[0])) is not None:
            yield [parent]
        if len(group) <= _FEW:
            yield from ([element] for element in group)


def _around_thread(element: etree._Element) -> etree._Element | None:
    """Return what holds a custom element that is a comment, as those of its kind in it are that answer it."""
    if "-" not in element.tag or next(element.iterdescendants(element.tag), None) is None:
        return None
    parent = element.getparent()
    return parent if parent is not None and not _is_article(parent) else None


@lru_cache(maxsize=2048)
def _is_section(name: str) -> bool:
    return _SECTION.search(name.lower()) is not None


def _is_article(element: etree._Element) -> bool:
    """Tell whether an element holds the story as well as its comments."""
    for heading in element.iter("h1"):
        if not _is_section(own_text(heading)):
            return True
    return any("articleBody" in (e.get("itemprop") or "") for e in element.iter("div", "section", "article"))
