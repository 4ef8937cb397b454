"""Pictures of an article with caption and credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree

from newscrawl.extraction.candidates import Candidate
from newscrawl.extraction.structured import StructuredData, texts
from newscrawl.page import Page
from newscrawl.text import element_text

__all__ = ["RawImage", "find_images"]

_MOST = 40
_CREDIT_LABELS = r"(?:photos?|images?|picture|foto|bild|crédit|credits?|©|copyright|imagen|fotografía|фото)(?:\s+(?:by|credit|courtesy of|von|de))?\s*[:：/©]?\s*"  # noqa: E501
_CREDIT_NAME = re.compile(r"credit|copyright|photographer|source|agency|autor|author", re.IGNORECASE)
_CREDIT_TEXT = re.compile(rf"\s*[(\[|–—-]?\s*({_CREDIT_LABELS}[^()\[\]]{{2,80}}?)[)\]]?\s*$", re.IGNORECASE)
_CREDIT_LABEL = re.compile(f"^{_CREDIT_LABELS}", re.IGNORECASE)


_BRACKETED = re.compile(r"\A[(\[](?!c\))(.*)[)\]]\Z")
_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)\Z", re.IGNORECASE)


class RawImage(NamedTuple):
    """A picture as found."""

    url: str
    caption: str | None = None
    credit: str | None = None


def find_images(page: Page, data: StructuredData, container: etree._Element | None) -> Iterator[Candidate]:
    """Yield one candidate that holds all pictures, the leading one first."""
    found: dict[str, RawImage] = {}
    for raw in _leading(page, data):
        if url := page.absolute(raw.url):
            found.setdefault(url, raw._replace(url=url))
    sizes = {_whole(url): url for url in reversed(found)}
    if container is not None:
        for figure in [*_figures_of(page, found), *_figures(page, container)]:
            if raw_image := _of_figure(page, figure):
                url = sizes.get(_whole(raw_image.url), raw_image.url)
                known = found.get(url)
                if known is None or not known.caption:
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
            yield RawImage(
                url, next(iter(texts(entry.get("caption"))), None), next(iter(texts(entry.get("creditText"))), None)
            )
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
        if (shown := _of_figure(page, figure)) and shown.caption and _whole(shown.url) in wanted
    ]


def _whole(url: str) -> str:
    """Return the address of a picture without what asks for a size of it; one whose query alone names it is kept."""
    path, _, query = url.partition("?")
    return path if query and _FILE.search(path) else url


def _figures(page: Page, container: etree._Element) -> Iterator[etree._Element]:
    yield from container.iter("figure")
    captioned = page.by_class.get("wp-caption", ())
    yield from (element for element in captioned if element.tag != "figure" and container in element.iterancestors())


def _of_figure(page: Page, figure: etree._Element) -> RawImage | None:
    image = next(figure.iter("img", "amp-img"), None)
    if image is None:
        return None
    source = image.get("data-src") or image.get("data-original") or image.get("data-lazy-src") or image.get("src") or ""
    if source.startswith("data:") or not (url := page.absolute(source)):
        return None
    caption = next(figure.iter("figcaption"), None)
    if caption is None:
        caption = next((e for e in figure.iter("p", "div", "span") if "caption" in (e.get("class") or "")), None)
    if caption is None:
        return RawImage(url)
    credit_element = next(
        (e for e in caption.iter() if e is not caption and _CREDIT_NAME.search(e.get("class") or "")), None
    )
    text = element_text(caption)
    credit = element_text(credit_element) if credit_element is not None else None
    if credit and credit in text:
        text = text.replace(credit, "").strip(" |-–—")
        credit = _BRACKETED.sub(r"\1", credit)
    elif match := _CREDIT_TEXT.search(text):
        credit, text = match[1], text[: match.start()].strip()
    return RawImage(url, text or None, _CREDIT_LABEL.sub("", credit).strip() or None if credit else None)
