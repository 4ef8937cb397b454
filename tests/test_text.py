import pytest
from lxml import etree

from newscrawl.text import clean, element_text, paragraphs, plain, raw_text, whole_number


def element(html: str) -> etree._Element:
    return etree.fromstring(f"<div>{html}</div>", etree.HTMLParser()).find(".//div")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("", ""),
        ("  Ferry\n\t sails\u00a0again ", "Ferry sails again"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("bell\x07 and \x9bescape", "bell and escape"),
        ("مرحبا 値 🚢", "مرحبا 値 🚢"),
    ],
)
def test_clean_gives_one_printable_line(value: str | None, expected: str) -> None:
    assert clean(value) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("one<p>two</p>three", ["one", "two", "three"]),
        ("a<br>b<br><br>c<br>\n<br>d", ["a\nb", "c", "d"]),
        ("x <b>bold</b> <a href=#>link</a>.", ["x bold link."]),
        ("<script>no</script>yes<style>no</style> too", ["yes too"]),
        ("<ul><li>1<li>2</ul><table><tr><td>3<td>4</table>", ["1", "2", "3", "4"]),
        ("  <p> </p> ", []),
    ],
)
def test_paragraphs_are_parted_by_blocks_and_double_breaks(html: str, expected: list[str]) -> None:
    assert paragraphs(element(html)) == expected


def test_paragraphs_leave_out_what_is_skipped_but_not_what_follows_it() -> None:
    root = element("a<blockquote>quoted</blockquote>b<p>c</p>")

    assert paragraphs(root, skip={root.find("blockquote")}, quote_mark="> ") == ["a", "b", "c"]


def test_readings_of_ruby_are_no_text() -> None:
    html = "<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>へ<ruby>船<rt>ふね</rt></ruby>が戻る。</p>"

    assert paragraphs(etree.HTML(html)) == ["港へ船が戻る。"]


def test_quotations_are_marked_line_by_line() -> None:
    assert paragraphs(element("a<blockquote><p>q<br>r</p><p>s</p></blockquote>b"), quote_mark="> ") == [
        "a",
        "> q\n> r",
        "> s",
        "b",
    ]


def test_element_text_is_one_line_without_scripts() -> None:
    assert element_text(element("a<p>b</p><script>no</script>c")) == "a b c"
    assert element_text(element("a <i>b</i>\n c")) == "a b c"


def test_raw_text_is_the_source_s() -> None:
    assert raw_text(element("a <i>b</i>\n<script>s</script>")) == "a b\ns"


def test_plain_compares_wordings() -> None:
    assert plain("“Ferry” – Sails!") == plain("ferry sails")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12", 12),
        (" 0 ", 0),
        (7, 7),
        ("٣٤", 34),
        ("9" * 15, 999_999_999_999_999),
        ("9" * 16, None),
        ("1" * 5000, None),
        ("²", None),
        ("-1", None),
        (-1, None),
        (True, None),
        (1.5, None),
        ("", None),
        (None, None),
    ],
)
def test_whole_number(value: object, expected: int | None) -> None:
    assert whole_number(value) == expected
