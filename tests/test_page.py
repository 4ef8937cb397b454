"""A page: decoding, parsing, and what several finders ask of it."""

import time

import pytest

from newscrawl.page import Page

URL = "https://courier.example/2024/12/13/ferry/"


@pytest.mark.parametrize(
    ("html", "encoding", "text"),
    [
        ("<p>Fähre".encode(), None, "Fähre"),
        ("<p>Fähre".encode("cp1252"), None, "Fähre"),
        ("<p>Fähre".encode("cp1252"), "utf-8", "Fähre"),
        ('<meta charset="euc-kr"><p>등대'.encode("euc-kr"), None, "등대"),
        ("<p>灯台".encode("shift_jis"), "shift_jis", "灯台"),
        ("<p>маяк".encode("utf-16"), None, "маяк"),
        ("<p>Fähre – ".encode() + b"\xff und Wind", None, "Fähre – \ufffd und Wind"),
        ("<p>Fähre", None, "Fähre"),
    ],
)
def test_html_is_decoded(html: bytes | str, encoding: str | None, text: str) -> None:
    page = Page(html, URL, encoding=encoding)

    assert "".join(page.root.itertext()) == text


@pytest.mark.parametrize("html", [b"", b"\x00\x00", b"<", b"\xef\xbb\xbf", "<!doctype html>"])
def test_no_html_is_too_bad(html: bytes | str) -> None:
    page = Page(html, URL)

    assert page.title == ""
    assert page.meta == {}


def test_meta_is_read_by_every_kind_of_name() -> None:
    page = Page(
        '<meta property="og:Title" content=" Ferry "><meta name=author content="A"><meta name=author content=B>', URL
    )

    assert page.meta == {"og:title": ["Ferry"], "author": ["A", "B"]}
    assert page.first_meta("nothing", "author") == "A"


def test_addresses_are_joined_to_the_base() -> None:
    page = Page('<base href="/news/"><link rel="Canonical" href="a"><link rel=icon href=b>', URL)

    assert page.canonical_url == "https://courier.example/news/a"
    assert len(page.links) == 1


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Ferry"}',
        '[{"@graph": [{"@type": "NewsArticle", "headline": "Ferry"}]}]',
        '<!-- {"@type": "NewsArticle", "headline": "Ferry",} -->',
        '{"@type": "NewsArticle", "headline": "Ferry"};',
        '// <![CDATA[\n{"@type": "NewsArticle",\n"headline": "Ferry"}\n// ]]>',
    ],
)
def test_json_ld_is_repaired(script: str) -> None:
    page = Page(f'<script type="application/ld+json">{script}</script>', URL)

    assert page.json_ld == [{"@type": "NewsArticle", "headline": "Ferry"}]


def test_hopeless_json_ld_is_absent() -> None:
    page = Page('<script type="application/ld+json">{"@type": NewsArticle</script>', URL)

    assert page.json_ld == []


def test_class_names_are_found_by_part() -> None:
    page = Page('<p class="postAuthor big"><p class="big BYLINE">', URL)

    assert page.classes_like("author", "byline") == ["postAuthor", "BYLINE"]


def test_flood_of_attributes_is_bounded() -> None:
    flood = " ".join(f'a{number}="{number}"' for number in range(200_000))
    start = time.process_time()

    page = Page(f"<h1 id=h>Ferry</h1><div {flood}><p>Text</p></div>", URL)

    assert [element.text for element in page.root.iter("p")] == ["Text"]
    assert time.process_time() - start < 2


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</BODY></HTML>", "</html>\n<!-- cached -->"])
def test_what_stands_behind_the_end_of_the_document_is_read(end: str) -> None:
    page = Page(f"<html><body><p>Ferry</p>{end}<div><p>Gate</p></div></html>", URL)

    assert [element.text for element in page.tagged("p")] == ["Ferry", "Gate"]


def test_address_that_cannot_be_taken_apart_is_named() -> None:
    with pytest.raises(ValueError, match=r"'http://\[::1' is no address of a page"):
        Page("<p>Ferry", "http://[::1")


def test_once_asks_a_question_about_a_page_one_time() -> None:
    page = Page("<p>Ferry</p>", "https://example.org/")
    asked: list[Page] = []

    note = asked.append
    answers = [page.once(note), page.once(note)]

    assert answers == [None, None]
    assert asked == [page]
