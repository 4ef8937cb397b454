"""Bytes become a tree: encodings told by parsing, documents read to their very end."""

import pytest
from lxml import etree

from newscrawl import extract
from newscrawl.parsing import is_binary, parse_html


def text(html: bytes | str, encoding: str | None = None) -> str:
    root, _, _ = parse_html(html, encoding)
    return etree.tostring(root, encoding="unicode", method="text").strip()


@pytest.mark.parametrize(
    ("html", "encoding", "expected"),
    [
        ("<p>Fähre".encode(), None, "Fähre"),
        ("<p>Fähre".encode(), "iso-8859-1", "Fähre"),
        ("<p>Fähre".encode("cp1252"), None, "Fähre"),
        ("<p>Fähre".encode("cp1252"), "utf-8", "Fähre"),
        ('<meta charset="koi8-r"><p>Паром'.encode("koi8-r"), None, "Паром"),
        ('<meta charset="utf-8"><p>Паром'.encode("koi8-r"), "koi8-r", "Паром"),
        ("<p>フェリー".encode("iso-2022-jp"), "iso-2022-jp", "フェリー"),
        ("<p>Ferry".encode("utf-16"), None, "Ferry"),
        (b"<p>F\xe4hre</p></html>", None, "Fähre"),
    ],
)
def test_the_parser_tells_what_is_not_utf8(html: bytes, encoding: str | None, expected: str) -> None:
    assert text(html, encoding) == expected


@pytest.mark.parametrize(
    "start", [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n\x00", b"GIF89a\x01\x00", b"\x00\x00\x00\x18ftypmp42" * 9]
)
def test_files_that_are_no_text_are_no_page(start: bytes) -> None:
    found = extract(start + bytes(range(256)) * 40, "https://courier.example/2024/12/13/ferry/")

    assert (found.kind, found.article) == ("other", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "euc-kr", "iso-2022-kr"])
def test_text_in_any_encoding_is_text(encoding: str) -> None:
    html = (
        "<html><head><title>배가 또 늦었다</title></head><body><h1>배가 또 늦었다</h1><p>"
        + "승객들은 부두에서 기다렸다고 한다. " * 9
    )

    assert not is_binary(html.encode(encoding))


def test_a_few_broken_bytes_do_not_make_another_encoding() -> None:
    html = "<p>Fähre über Ströme — größte".encode() + b"\xff</p>"

    assert text(html) == "Fähre über Ströme — größte\ufffd"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Ferry</p></html><p>Gate</p>",
        "<p>Ferry</p></html><p>Gate</p></html>",
        "<p>Ferry</p></HTML><p>Gate</p></html>\n<!-- stored -->",
        "<p>Ferry</p></html><p>Gate</p><script>var open = 1;</html>",
        f"<p>Ferry</p></html><p>Gate</p>{' ' * 30_000}",
    ],
)
def test_reads_to_the_end_whatever_ends_before(html: str) -> None:
    root, _, _ = parse_html(html)

    assert root.xpath("//p/text()") == ["Ferry", "Gate"]


@pytest.mark.parametrize("html", ["<p>Ferry</p></body></html>", "<p>Ferry</p>", "<p>Ferry<script>1</html>", "</html>"])
def test_leaves_nothing_of_its_own_in_the_tree(html: str) -> None:
    root, source, is_flattened = parse_html(html)

    assert b"data-end" not in etree.tostring(root)
    assert source == html.encode()
    assert not is_flattened


def test_an_end_within_an_attribute_is_no_end() -> None:
    root, _, _ = parse_html('<p title="</html>">Ferry</p><p>Gate</p></html>')

    assert root.xpath("//p/@title") == ["</html>"]
    assert root.xpath("//p/text()") == ["Ferry", "Gate"]


@pytest.mark.parametrize("html", ["<p>Ferry</Html><p>Gate</p>", "<p>Ferry</html lang><p>Gate</p></html>"])
def test_an_early_end_is_told_however_it_is_written(html: str) -> None:
    root, _, _ = parse_html(html)

    assert root.xpath("//p/text()") == ["Ferry", "Gate"]


@pytest.mark.parametrize(
    ("html", "encoding", "expected"),
    [
        ('<meta charset="iso-8859-1"><p>Müller \x1b Straße'.encode(), None, "Müller"),
        ("<p>Müller größte Straße für Ströme".encode() + b"\xc3", "iso-8859-1", "Müller größte"),
        ("<p>Müller".encode("latin-1"), "iso-8859-1", "Müller"),
    ],
)
def test_utf8_with_a_flaw_stays_utf8_whatever_is_declared(html: bytes, encoding: str | None, expected: str) -> None:
    assert expected in text(html, encoding)


def test_bare_attributes_are_bounded_too() -> None:
    flood = " ".join(f"a{number}" for number in range(40_000))

    root, _, _ = parse_html(f"<div x='1' {flood}><p>Ferry</p></div>")

    assert len(root.find(".//div").attrib) < 4_000
    assert root.findtext(".//p") == "Ferry"
