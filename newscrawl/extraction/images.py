"""Pictures of an article with caption and credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, NamedTuple

from lxml import etree

from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.captions import CAPTION_NEEDLES, read_caption, split_credit
from newscrawl.extraction.scope import Scope
from newscrawl.extraction.structured import StructuredData, texts
from newscrawl.page import Page
from newscrawl.text import element_text

__all__ = ["RawImage", "find_images"]

_MOST, _MOST_CAPTIONS = 40, 20
_CLIMB, _LONGEST_BOX, _MOST_INSIDE = 3, 500, 40
_PICTURES = frozenset(("img", "amp-img"))
_NOT_PICTURE = re.compile(
    r"avatar|author|byline|logo|teaser|related|promo|newsletter|cookie|consent|slider|slideshow|carousel|next|prev|video",
    re.IGNORECASE,
)
_SIZE = re.compile(r"[?;]")
_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)\Z", re.IGNORECASE)


class RawImage(NamedTuple):
    """A picture as found."""

    url: str
    caption: str | None = None
    credit: str | None = None


def find_images(scope: Scope) -> Iterator[Candidate]:
    """Yield one candidate that holds all pictures, the leading one first."""
    page, container = scope.page, scope.container
    found: dict[str, RawImage] = {}
    sizes: dict[str, str] = {}
    for raw in _leading(page, scope.data):
        if url := page.absolute(raw.url):
            url = sizes.setdefault(_whole(url), url)
            if url not in found or not found[url].caption:
                found[url] = raw._replace(url=url)
    if container is not None:
        for figure in dict.fromkeys([*_figures_of(page, found), *_figures_before(scope), *_figures(scope, container)]):
            if raw_image := _of_figure(page, figure):
                url = sizes.get(_whole(raw_image.url), raw_image.url)
                known = found.get(url)
                if known is None or raw_image.caption or not known.caption:
                    found[url] = raw_image._replace(url=url)
            if len(found) >= _MOST:
                break
    if found:
        yield Candidate(list(found.values()), "page.images")


def _leading(page: Page, data: StructuredData) -> Iterator[RawImage]:
    if url := page.first_meta("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"):
        yield RawImage(url)
    value: Any = data.article.get("image")
    for entry in (value if isinstance(value, list) else [value])[:_MOST]:
        entry = data.resolved(entry)
        if isinstance(entry, str):
            yield RawImage(entry)
        elif isinstance(entry, dict) and isinstance(url := entry.get("url") or entry.get("contentUrl"), str):
            caption, credit = split_credit(next(iter(texts(entry.get("caption"))), ""))
            yield RawImage(url, caption, next(iter(texts(entry.get("creditText"))), credit))
    for element in page.by_itemprop.get("image", ()):
        yield from _of_microdata(element)


def _of_microdata(element: etree._Element) -> Iterator[RawImage]:
    image = element if element.tag == "img" else next(element.iter("img"), None)
    url = element.get("content") or element.get("href") or (image.get("src") if image is not None else None)
    if url:
        caption = next((e for e in element.iter("p", "span", "div") if e.get("itemprop") == "caption"), None)
        yield RawImage(url, element_text(caption) or None if caption is not None else None)


def _figures_of(page: Page, leading: Mapping[str, RawImage]) -> list[etree._Element]:
    """Return figures outside the text that show a leading picture with a caption that its declaration lacks."""
    if all(image.caption for image in leading.values()):
        return []
    wanted = set(map(_whole, leading))
    return [
        figure
        for figure in page.tagged("figure")
        if (url := _source_in(page, figure)) and _whole(url) in wanted and read_caption(figure)[0]
    ]


def _whole(url: str) -> str:
    """Return the address of a picture without what asks for a size of it; one whose query alone names it is kept."""
    match = _SIZE.search(url)
    return url[: match.start()] if match is not None and _FILE.search(url[: match.start()]) else url


def _figures_before(scope: Scope) -> Iterator[etree._Element]:
    """Yield figures that stand with the headline before the text, and are no part of a teaser or an author's box."""
    region = scope.region
    if region is None or region is scope.container or scope.headline is None:
        return
    for element in region.iter("figure", str(scope.container.tag)) if scope.container is not None else ():
        if element is scope.container:
            return
        if element.tag == "figure" and not (scope.is_beside(element) or _is_apart(element, region)):
            yield element


def _is_apart(element: etree._Element, region: etree._Element | None) -> bool:
    """Tell whether a box within ``region`` that is named after something else holds an element, or a list."""
    for node in chain((element,), element.iterancestors()):
        if node is region:
            return False
        if node.tag == "li" or _NOT_PICTURE.search(node.get("class") or ""):
            return True
    return False


def _figures(scope: Scope, container: etree._Element) -> Iterator[etree._Element]:
    """Yield figures in the text, and boxes of other names in or before it that hold a picture and its caption."""
    yield from container.iter("figure")
    region = scope.region if scope.headline is not None else container
    named = (scope.page.by_class[name][:_MOST_CAPTIONS] for name in scope.page.classes_like(*CAPTION_NEEDLES))
    for box in dict.fromkeys(map(_box_of, chain.from_iterable(named))):
        if box is None or (region is not None and region not in box.iterancestors()):
            continue
        if len(element_text(box)) <= _LONGEST_BOX and not scope.is_beside(box) and not _is_apart(box, region):
            yield box


def _box_of(caption: etree._Element) -> etree._Element | None:
    """Return the smallest box of a picture and a caption that stands in no ``figure``."""
    for box in islice(chain((caption,), caption.iterancestors()), _CLIMB + 1):
        if box.tag == "figure":
            return None
        if any(inner.tag in _PICTURES for inner in islice(box.iter(), _MOST_INSIDE)):
            return box if next(caption.iterancestors("figure"), None) is None else None
    return None


def _of_figure(page: Page, figure: etree._Element) -> RawImage | None:
    url = _source_in(page, figure)
    return RawImage(url, *read_caption(figure)) if url else None


def _source_in(page: Page, figure: etree._Element) -> str | None:
    """Return the address of the first picture in an element."""
    image = next(figure.iter("img", "amp-img"), None)
    if image is None:
        return None
    source = image.get("data-src") or image.get("data-original") or image.get("data-lazy-src") or image.get("src") or ""
    if source.startswith("data:") or not source:
        source = (image.get("data-srcset") or image.get("srcset") or "").strip().partition(" ")[0]
    return page.absolute(source)
