import pytest

from newscrawl.page import Page

URL = "https://gazette.example/a/b.html"


@pytest.mark.parametrize(
    ("html", "encoding"),
    [
        ("<p>Žluť – 値</p>".encode(), None),
        (b"\xef\xbb\xbf" + "<p>Žluť – 値</p>".encode(), None),
        ("<p>Žluť – 値</p>".encode(), "iso-8859-1"),
        ("<p>Žluť – 値</p>".encode("utf-16"), None),
        ("<p>Žluť – 値</p>", None),
        ("<meta charset=euc-kr><p>Žluť – 値</p>".replace("Žluť – ", "").encode("euc-kr"), None),
        ("<p>値</p>".encode("shift_jis"), "shift_jis"),
    ],
)
def test_text_is_read_in_the_encoding_that_fits(html: bytes | str, encoding: str | None) -> None:
    page = Page(html, URL, encoding=encoding)

    assert "".join(page.root.itertext()).strip().endswith("値")


def test_bytes_that_are_not_utf_8_are_read_as_windows_1252() -> None:
    page = Page("<p>Zürich – 5 €</p>".encode("cp1252"), URL)

    assert page.root.findtext(".//p") == "Zürich – 5 €"


@pytest.mark.parametrize(
    "html", [b"", b"   ", b"\x00\x00", b"plain words", b"<", b"<!-- only a comment -->", b"</p></div>"]
)
def test_no_document_is_too_bad(html: bytes) -> None:
    page = Page(html, URL)

    assert page.root.tag == "html"
    assert page.title == ""
    assert page.json_ld == []


def test_null_characters_are_dropped() -> None:
    assert Page(b"<p>Har\x00bour</p>", URL).root.findtext(".//p") == "Harbour"


def test_elements_are_indexed_by_tag_class_and_id() -> None:
    page = Page("<div id=a class='x y'><p class=x>1</p></div><div id=a><h2>2</h2><p>3</p><h3>4</h3></div>", URL)

    assert [p.text for p in page.tagged("p")] == ["1", "3"]
    assert [e.text for e in page.tagged("h3", "h2", "p")] == ["1", "2", "3", "4"]
    assert page.tagged("video") == page.tagged("video", "audio") == []
    assert [e.tag for e in page.by_class["x"]] == ["div", "p"]
    assert page.by_id["a"] is page.tagged("div")[0]
    assert page.classes_like("x") == ["x"]


def test_base_counts_for_relative_addresses() -> None:
    page = Page('<base href="/news/"><link rel="canonical" href="story">', URL)

    assert page.absolute("pic.jpg") == "https://gazette.example/news/pic.jpg"
    assert page.canonical_url == "https://gazette.example/news/story"


def test_meta_is_collected_by_all_its_names() -> None:
    page = Page(
        '<meta name="Author" content=" Ida  Kvist "><meta property="og:title" itemprop="name" content="T">', URL
    )

    assert page.meta == {"author": ["Ida Kvist"], "og:title": ["T"], "name": ["T"]}


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "A"}',
        '[{"@type": "NewsArticle", "headline": "A"}]',
        '{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "A"}]}',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "A",}\n//]]>',
        '<!-- {"@type": "NewsArticle", "headline": "A"} -->',
        '{"@type": "NewsArticle", "headline": "A", "description": "two\nlines"};',
    ],
)
def test_json_ld_is_read_as_pages_write_it(script: str) -> None:
    page = Page(f'<script type="application/ld+json">{script}</script>', URL)

    assert [node["headline"] for node in page.json_ld] == ["A"]


def test_hopeless_json_ld_is_passed_over() -> None:
    page = Page('<script type="application/ld+json">{"a": </script><script type="application/ld+json">{"b": 1}', URL)

    assert page.json_ld == [{"b": 1}]


def test_software_is_told_by_what_the_page_loads() -> None:
    page = Page('<script src="/wp-content/x.js"></script><p>wp-includes</p>', URL)

    assert page.loads("wp-content")
    assert not page.loads("wp-includes")
    assert page.mentions("wp-includes")
