"""Who wrote a comment: the part that holds the name, and the address it links to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from newscrawl.extraction.threads.names import bare_name, guessed_name, is_by, link_name, signed_name, signed_span
from newscrawl.extraction.threads.nodes import Node, Part
from newscrawl.extraction.threads.pieces import holds, holds_text, inside, own_text, text_pieces, web_link
from newscrawl.extraction.threads.posted import Posted
from newscrawl.extraction.threads.roles import Role, is_button, role_of
from newscrawl.extraction.threads.times import is_age, is_date, looks_like_time, time_span
from newscrawl.page import Page
from newscrawl.text import clean

__all__ = ["Commenter", "guessed_commenter", "named_commenter"]

_NAME_MAX = 120
_NAME_TAGS = ("a", "b", "strong", "span", "em", "cite")
_TEXT_TAGS = ("p", "blockquote", "pre", "code")
_NO_PROFILE = re.compile(r"\A\s*#|replytocom=|#respond|#comment|[?&/]reply\b", re.IGNORECASE)
_NO_NAME = (Role.DATE, Role.CHROME, Role.BODY, Role.META)
_BARS = re.compile(r"\s*[|·•]\s*")
_PICTURE = r"(?:profile |user )?(?:avatar|gravatar|photo|picture|image|portrait|icon|foto|bild|profilbild|avatar de)"
_PORTRAIT = re.compile(
    rf"\A{_PICTURE}(?: (?:of|for|von|de|di|van|av|do|da)\b|:)\s*|(?:['’]s?)? {_PICTURE}\Z", re.IGNORECASE
)
"""What stands around a name in the text for a reader's picture (``Avatar of Kim``)."""

_PORTRAIT_MAX = 40
_CAPTION = re.compile(r"[:!?…|„“”]|(?:\S+\s+){5}|\S{4}\.\Z")
"""What the text for a picture holds that is no name but says what is to be seen."""

_NO_PORTRAIT = re.compile(
    rf"{_PICTURE}|user|guest|gast|anonym\w*|default\b.*|placeholder|emoji|logo|[^\w]+|.*\.(?:png|jpe?g|gif|svg|webp)|"
    r"https?:.*",
    re.IGNORECASE,
)
_PROFILE = re.compile(r"user|profil|member|author|autor|benutzer|usuario")


class Commenter(NamedTuple):
    """A name, the address it links to and the element it was read from."""

    name: str
    url: str | None
    element: etree._Element


def named_commenter(node: Node, page: Page) -> Commenter | None:
    """Return the author whom a part says to be one; ``None`` where none does."""
    candidates = node.roles(Role.AUTHOR)
    for place, part in enumerate(candidates):
        element = _narrowest(part, candidates[place + 1 :]) if len(part.element) else part.element
        if element.tag == "meta":
            name = clean(element.get("content"))
        elif len(element):
            name = bare_name(own_text(element, _no_names(element, node)), exact=False)
        else:
            name = bare_name(clean(element.text), exact=part.verdict.rank == 0)
        if not name or len(name) > _NAME_MAX or _leads_to_page(element, page):
            continue
        if part.verdict.rank > 1 and signed_span(name) is not None:
            continue
        if part.verdict.rank > 1 and looks_like_time(name) and node.roles(Role.DATE, Role.META)[:1] == [part]:
            continue
        return Commenter(name, _name_link(element, node, page), element)
    return None


def _no_names(element: etree._Element, node: Node) -> set[etree._Element]:
    """Return what an element holds besides a name."""
    parts = [node.parts[inner] for inner in element.iterdescendants() if inner in node.parts]
    other = {part.element for part in parts if part.verdict.role in _NO_NAME}
    return other.union(answer for answer in node.answers if holds(element, answer)) if node.answers else other


def _narrowest(part: Part, later: list[Part]) -> etree._Element:
    element = part.element
    for name in element.iter("span", "a", "b", "strong", "meta"):
        if name.get("itemprop") == "name" or "p-name" in (name.get("class") or "").split():
            return name
    for other in later:
        if other.verdict.rank > part.verdict.rank and other.element.tag != "cite":
            break
        if inside(other.element, element) and own_text(other.element):
            element = other.element
    return _name_in_line(element)


def _leads_to_page(element: etree._Element, page: Page) -> bool:
    """Tell whether a name is a link to the page itself: the title of what is commented on."""
    href = element.get("href") if element.tag == "a" else None
    return bool(href) and "#" not in str(href) and page.absolute(href) == page.url


def _name_in_line(element: etree._Element) -> etree._Element:
    """Return the part that holds the name, where its element is a line such as ``by <b>Kim</b> on 3 May 2014``."""
    beside = " ".join(filter(None, (element.text, *[child.tail for child in element])))
    if not beside or beside.isspace():
        return element
    if (is_by(clean(element.text)) and clean(element.text)) or time_span(clean(beside)):
        return next((child for child in element if child.tag in _NAME_TAGS and own_text(child)), element)
    return element


def _name_link(element: etree._Element, node: Node, page: Page) -> str | None:
    links = [element] if element.tag == "a" else [*element.iter("a")]
    above = element.getparent()
    for _ in range(2):
        if above is None or above is node.element:
            break
        if above.tag == "a":
            links.append(above)
        above = above.getparent()
    for link in links:
        href = link.get("href")
        if href and not _NO_PROFILE.search(href) and (url := web_link(page, href)):
            return url
    return None


def guessed_commenter(node: Node, page: Page, posted: Posted | None) -> Commenter | None:
    """Look for the name where mark-up without telling names puts it, unless a part that is there for it is empty."""
    if any(map(_is_unsigned, node.roles(Role.AUTHOR))):
        return None
    bodies = [part.element for part in node.roles(Role.BODY) if part.element is not node.element]
    raw = posted.raw if posted is not None else None
    if (signed := _signed(node, page, posted)) is not None:
        return signed
    sure = set(link_name(node))
    hints = [hint for hint in node.hints if not _in_sentence(hint)]
    for element in [*sure, *hints, None, *_headers(node, posted), *_profile_links(node)]:
        if element is None:
            first = _first_text(node, page, raw) or next(_pictured(node, page), None)
            if first is not None:
                return first
            continue
        if element not in sure and any(element is body or inside(element, body) for body in bodies[:2]):
            continue
        text = own_text(element, set(node.answers))
        name = text if element in sure else guessed_name(text, raw)
        if name and len(name) <= _NAME_MAX and not _names_button(name) and (element in sure or not name.isdigit()):
            return Commenter(name, _name_link(element, node, page), element)
    return None


def _names_button(name: str) -> bool:
    """Tell whether a text is a button or a row of them (``Like (2) | Reply``)."""
    return any(map(is_button, _BARS.split(name)))


def _pictured(node: Node, page: Page) -> Iterator[Commenter]:
    """Yield the name that the text for the picture of a reader tells."""
    bodies = [part.element for part in node.roles(Role.BODY) if part.element is not node.element]
    for picture in (part.element for part in node.by_role[Role.CHROME] if part.element.tag == "img"):
        above = picture.getparent()
        if (above is not None and above.tag not in _TEXT_TAGS) and not any(inside(picture, body) for body in bodies):
            name = _PORTRAIT.sub("", clean(picture.get("alt")))
            if name and len(name) <= _PORTRAIT_MAX and not (_NO_PORTRAIT.fullmatch(name) or _CAPTION.search(name)):
                yield Commenter(name, _name_link(picture, node, page), picture)


def _is_unsigned(part: Part) -> bool:
    """Tell whether a part that is there for a name holds neither a text nor a picture or link instead."""
    element = part.element
    if part.verdict.rank > 0 and (len(element) or element.tag not in _NAME_TAGS):
        return False
    return element.tag not in ("a", "link", "meta") and not holds_text(element) and element.find(".//img") is None


def _signed(node: Node, page: Page, posted: Posted | None) -> Commenter | None:
    """Read the line around the time, where it says who wrote (``written by Kim on …``)."""
    if posted is None or posted.element is node.element:
        return None
    for element in (posted.element, posted.element.getparent()):
        if element is None or element is node.element:
            break
        if name := signed_name(own_text(element, set(node.answers)), posted.raw):
            return Commenter(name, _name_link(element, node, page), element)
    return None


def _in_sentence(hint: etree._Element) -> bool:
    """Tell whether a bold text stands in running text."""
    above = hint.getparent()
    if above is None or above.tag not in ("p", "blockquote", "li"):
        return False
    return bool((above.text or "").strip()) or hint.getprevious() is not None


def _first_text(node: Node, page: Page, date_raw: str | None) -> Commenter | None:
    """Take the first text for the name, if it is short and stands before the comment's own text."""
    chrome = {part.element for part in node.parts.values() if part.verdict.role is Role.CHROME} - node.not_chrome
    for element, text in text_pieces(node.element, chrome.union(node.answers)):
        if element.tag in _TEXT_TAGS or role_of(element).role is Role.BODY or len(text) > _NAME_MAX // 2:
            return None
        if is_by(text) or is_date(text) or is_age(text):
            continue
        if name := guessed_name(text, date_raw):
            return Commenter(name, _name_link(element, node, page), element)
    return None


def _headers(node: Node, posted: Posted | None) -> Iterator[etree._Element]:
    for part in node.roles(Role.META):
        yield part.element
    if posted is not None:
        yield posted.element
        above = posted.element.getparent()
        if above is not None and posted.element is not node.element and above is not node.element:
            yield above


def _profile_links(node: Node) -> Iterator[etree._Element]:
    for link in node.links:
        if _PROFILE.search(link.get("href") or ""):
            yield link
