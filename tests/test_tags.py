"""Tags of an article: what is printed and what is declared."""

from __future__ import annotations

import pytest

from newscrawl import extract

URL = "https://maren.example/2026/03/12/ferry.html"
TEXT = "".join(
    f"<p>The old ferry of Maren left the quay for the {nth} time, and the islanders who saw it off said they would "
    "miss its whistle more than its timetable, which nobody had ever been able to read.</p>"
    for nth in ("first", "second", "third", "last")
)


def tags_of(below: str, *, head: str = "", behind: str = "") -> list[str]:
    html = f"<title>Ferry sails again</title>{head}<main><article><h1>Ferry sails again</h1>{TEXT}{below}</article>"
    found = extract(f"{html}{behind}</main>", URL).article
    assert found is not None
    return found.tags


@pytest.mark.parametrize(
    ("below", "tags"),
    [
        ('<div class="x1"><a href="/tag/ferry">Ferry</a> <a href="/tag/quay">Quay</a></div>', ["Ferry", "Quay"]),
        ('<ul class="x1"><li><a href="/thema/faehre">Fähre</a><li><a href="/thema/kai">Kai</a></ul>', ["Fähre", "Kai"]),
        ('<p><span><a href="/aiheet/lautta">Lautta</a></span> <span><a href="/aiheet/eu">EU</a></span></p>', ["Lautta", "EU"]),
        ('<a href="/tag/one">One</a><ul><li><a href="/tag/ferry">Ferry</a><li><a href="/tag/quay">Quay</a></ul>', ["Ferry", "Quay"]),
        ('<div><a href="https://photos.example/tags/ferry">#ferry</a> <a href="https://photos.example/tags/b">#b</a></div>', []),
        ('<nav><a href="/tag/ferry">Ferry</a> <a href="/tag/quay">Quay</a></nav>', ["Ferry", "Quay"]),
        ('<p>Seen by <a href="/tag/maren">Maren</a> and <a href="/tag/olm">Olm</a>, as told.</p>', []),
        ('<div class="x1"><a href="/vintage/ferry">Ferry</a> <a href="/stage/quay">Quay</a></div>', []),
    ],
)  # fmt: skip
def test_links_to_pages_of_subjects_are_tags(below: str, tags: list[str]) -> None:
    assert tags_of(below) == tags


def test_links_to_subjects_close_to_the_article_count_where_it_has_none() -> None:
    row = '<div class="x1"><a href="/tag/ferry">Ferry</a><a href="/tag/quay">Quay</a></div>'

    assert tags_of("", behind=row) == ["Ferry", "Quay"]


def test_a_lone_link_to_a_subject_comes_behind_keywords() -> None:
    link, keywords = '<div><a href="/tag/ferry">Ferry</a></div>', '<meta name="keywords" content="Boats, Quay">'

    assert tags_of(link) == ["Ferry"]
    assert tags_of(link, head=keywords) == ["Boats", "Quay"]


def test_links_to_authors_are_no_tags_though_they_say_so() -> None:
    below = '<a rel="tag" href="/byline/jun-sale">Jun Sale</a> <a rel="tag" href="/tag/ferry">Ferry</a>'

    assert tags_of(below) == ["Ferry"]


@pytest.mark.parametrize(
    ("below", "tags"),
    [
        ('<ul><li class="tag"><a href="/t/1">Ferry</a><li class="tag"><a href="/t/2">Quay</a></ul>', ["Ferry", "Quay"]),
        (
            '<ul class="tags"><li><a href="/t/1">Ferry</a></ul><div><ul class="tags"><li><a href="/t/1">Ferry</a>'
            '<li><a href="/t/2">Quay</a></ul></div>',
            ["Ferry", "Quay"],
        ),
    ],
)
def test_the_fullest_box_of_tags_counts(below: str, tags: list[str]) -> None:
    assert tags_of(below) == tags


def test_a_box_of_tags_by_the_article_comes_before_one_in_the_page_head() -> None:
    menu = '<div><ul class="taglist"><li><a href="/a">Boats</a><li><a href="/b">Cars</a><li><a href="/c">Bikes</a></ul></div>'
    own = '<ul class="taglist"><li><a href="/t/1">Ferry</a><li><a href="/t/2">Quay</a></ul>'

    assert tags_of(own, head=menu) == ["Ferry", "Quay"]


@pytest.mark.parametrize(
    ("printed", "tag"),
    [("„Ferry”", "Ferry"), ("Ferry (611 posts)", "Ferry"), ("(1) Ferry", "Ferry"), ("#Ferry", "Ferry"), ("Ferry (ship)", "Ferry (ship)"), ("Ferry (2021 film)", "Ferry (2021 film)")],
)  # fmt: skip
def test_marks_and_counts_are_no_part_of_a_tag(printed: str, tag: str) -> None:
    assert tags_of(f'<div class="tags"><a href="/t/0">Topics:</a> <a href="/t/1">{printed}</a></div>') == [tag]
