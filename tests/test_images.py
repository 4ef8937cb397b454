"""Pictures of an article, with caption and credit."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from newscrawl import extract
from newscrawl.extraction.captions import read_caption

URL = "https://maren.example/2026/03/12/ferry.html"
TEXT = "".join(
    f"<p>The old ferry of Maren left the quay for the {nth} time, and the islanders who saw it off said they would "
    "miss its whistle more than its timetable, which nobody had ever been able to read.</p>"
    for nth in ("first", "second", "third", "last")
)
Found = tuple[str, str | None, str | None]


def images(*, head: str = "", above: str = "", inside: str = "") -> list[Found]:
    html = f"<title>Ferry sails again</title>{head}<main><div><h1>Ferry sails again</h1>{above}<div class='text'>{inside}{TEXT}</div></div></main>"
    found = extract(html, URL).article
    assert found is not None
    return [(image.url.removeprefix("https://maren.example"), image.caption, image.credit) for image in found.images]


def test_a_figure_between_headline_and_text_is_a_picture_of_the_article() -> None:
    figure = '<figure><img src="/a.jpg"><figcaption>The ferry at noon.</figcaption></figure>'

    assert images(above=f"<div><div>{figure}</div></div>") == [("/a.jpg", "The ferry at noon.", None)]


@pytest.mark.parametrize("box", ["author-box", "related-teaser", "newsletter", "slider"])
def test_a_figure_in_a_box_about_something_else_is_none(box: str) -> None:
    figure = '<figure><img src="/a.jpg"><figcaption>Ann Loft, reporter</figcaption></figure>'

    assert images(above=f'<div class="{box}">{figure}</div>') == []


@pytest.mark.parametrize(
    "box",
    [
        '<div class="photo"><img src="/a.jpg"><p class="caption">The ferry at noon. <span class="credit">Photo: Odd Berg</span></p></div>',
        '<div class="pic"><div><img src="/a.jpg"></div><div class="media-caption-text">The ferry at noon. (Photo: Odd Berg)</div></div>',
        '<div class="foto"><img src="/a.jpg"><div class="epigrafe">The ferry at noon. Foto: Odd Berg</div></div>',
        '<div class="photo"><img src="/a.jpg"><div class="caption-container"><p>The ferry at noon.</p><ul><li class="x-byline">Odd Berg</li></ul></div></div>',
    ],
)  # fmt: skip
def test_a_box_of_picture_and_caption_is_read_without_a_figure(box: str) -> None:
    expected = [("/a.jpg", "The ferry at noon.", "Odd Berg")]

    assert images(above=box) == expected
    assert images(inside=box) == expected


def test_what_is_printed_below_a_picture_comes_before_what_is_declared() -> None:
    declared = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry sails again","image":{"@type":"ImageObject","url":"/a.jpg?w=1200","caption":"ferry-at-noon"}}</script>'
    figure = '<figure><img src="/a.jpg?w=800"><figcaption>The ferry at noon.</figcaption></figure>'

    assert images(head=declared, above=figure) == [("/a.jpg?w=1200", "The ferry at noon.", None)]
    assert images(head=declared) == [("/a.jpg?w=1200", "ferry-at-noon", None)]


def test_one_picture_declared_in_two_sizes_is_one() -> None:
    head = (
        '<meta property="og:image" content="/a.jpg?type=og"><script type="application/ld+json">'
        '{"@type":"NewsArticle","headline":"Ferry sails again","image":["/a.jpg"]}</script>'
    )

    assert images(head=head) == [("/a.jpg?type=og", None, None)]


def test_a_picture_told_by_srcset_alone_is_found() -> None:
    figure = '<figure><img srcset="/a.jpg 400w, /b.jpg 800w"><figcaption>The ferry at noon.</figcaption></figure>'

    assert images(above=figure) == [("/a.jpg", "The ferry at noon.", None)]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("The ferry at noon. Photo: Odd Berg / The Courier", ("The ferry at noon.", "Odd Berg / The Courier")),
        ("The ferry at noon. (Photograph: Odd Berg/PA)", ("The ferry at noon.", "Odd Berg/PA")),
        ("The ferry at noon. Photo Odd Berg", ("The ferry at noon.", "Odd Berg")),
        ("Die Fähre am Mittag. Quelle: dpa", ("Die Fähre am Mittag.", "dpa")),
        ("Die Fähre am Mittag. © picture alliance/Odd Berg", ("Die Fähre am Mittag.", "picture alliance/Odd Berg")),
        ("The ferry at noon. | Odd Berg/MarenToday", ("The ferry at noon.", "Odd Berg/MarenToday")),
        ("Prom w południe. Źródło zdjęć: © East Foto", ("Prom w południe.", "East Foto")),
        ("האונייה בצהריים (צילום: רוני לביא)", ("האונייה בצהריים", "רוני לביא")),
        ("引退するフェリー＝11日、マレン港（森下葵撮影）", ("引退するフェリー＝11日、マレン港", "森下葵")),
        ("부두에 선 여객선. 마렌시 제공", ("부두에 선 여객선.", "마렌시")),
        ("Il traghetto al molo, foto di archivio", ("Il traghetto al molo, foto di archivio", None)),
        ("Finished bird made of stencils", ("Finished bird made of stencils", None)),
        ("The photo shows the ferry at noon", ("The photo shows the ferry at noon", None)),
        ("El barco, amarrado. <span class='x2'>a. ugarte</span>", ("El barco, amarrado.", "a. ugarte")),
        ("The ferry <em>Ida Kvist</em>", ("The ferry Ida Kvist", None)),
        ("<b class='copyright'>© Odd Berg</b>", (None, "Odd Berg")),
    ],
)
def test_credit_is_told_from_the_caption(caption: str, expected: tuple[str | None, str | None]) -> None:
    figure = lxml_html.fragment_fromstring(f"<figure><img src='/a.jpg'><figcaption>{caption}</figcaption></figure>")

    assert read_caption(figure) == expected


def test_a_box_of_many_captions_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[object] = []
    monkeypatch.setattr(
        "newscrawl.extraction.images.element_text",
        lambda box: measured.append(box) or "of a length that no box has" * 99,
    )

    images(above='<div><img src="/a.jpg">' + "".join(f'<p class="caption-{n}">x</p>' for n in range(50)) + "</div>")

    assert len(measured) == 1
