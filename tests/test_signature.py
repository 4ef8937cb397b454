"""Names that sign a story in running words or by a link alone."""

import pytest
from lxml import etree

from newscrawl import extract
from newscrawl.extraction.signature import author_links

STORY = "<p>" + "The ferry to the outer islands will sail again from Monday, the port said. " * 5 + "</p>"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("This entry was posted by Mara Quill on Friday, December 13th, 2024 at 6:40 pm.", "Mara Quill"),
        ("Written by Dr. Ole Brandt. Filed under Islands.", "Dr. Ole Brandt"),
        ("Written by J. P. Quill III", "J. P. Quill III"),
        ("— Li Na, 13.12.2024, 18:40", "Li Na"),
        ("Geschrieben von Jürgen Groß am 13. Dezember 2024", "Jürgen Groß"),
        ("كتب: مارا كويل | نشر في: ١٣ ديسمبر ٢٠٢٤", "مارا كويل"),
        ("Datum: 13.12.2024<br>Autor: Mara Quill<br>Quelle: Kurier", "Mara Quill"),
        ("Autorin/Autor Mara Quill", "Mara Quill"),
    ],
)  # fmt: skip
def test_author_signs_in_a_line_near_the_text(line: str, name: str) -> None:
    html = f"<title>Ferry sails again</title><body><div><h2>Ferry sails again</h2>{STORY}<p class='x'>{line}</p></div>"

    found = extract(html, "https://courier.example/2024/12/13/ferry/")

    assert found.article is not None
    assert found.article.authors == [name]


def test_author_of_a_book_does_not_sign() -> None:
    line = "<p>Autor: Odd Berg<br>Titel: Die Fähre<br>Verlag: Kaimauer</p>"
    html = f"<title>Ferry sails again</title><body><div><h2>Ferry sails again</h2>{STORY}{line}</div>"

    found = extract(html, "https://courier.example/2024/12/13/ferry/")

    assert found.article is not None
    assert found.article.authors == []


@pytest.mark.parametrize(
    "line",
    [
        "<div><span>By</span><a href='/newsteam/mq'>Mara Quill</a></div>",
        "<div>Read this! | By <span>Mara Quill</span> | <time>December 13, 2024</time></div>",
    ],
)
def test_author_line_that_is_glued_or_stands_between_bars(line: str) -> None:
    html = f"<title>Ferry sails again</title><body><div><h1>Ferry sails again</h1>{line}{STORY}</div>"

    found = extract(html, "https://courier.example/2024/12/13/ferry/")

    assert found.article is not None
    assert found.article.authors == ["Mara Quill"]


def test_organisation_whose_initials_are_the_domain_gives_way_to_a_person() -> None:
    html = (
        '<title>Ferry sails again</title><meta name="author" content="Maren Courier"><div><h1>Ferry sails again</h1>'
        f"{STORY}<p>Written by Mara Quill</p></div>"
    )

    found = extract(html, "https://www.mc.example/2024/12/13/ferry/")

    assert found.article is not None
    assert found.article.authors == ["Mara Quill"]


def test_author_links_before_the_text_come_first() -> None:
    root = etree.fromstring(
        "<div><a href='/author/mara/'>Mara Quill</a><section/><a href='/author/ole/'>Ole Brandt</a></div>"
    )

    found = author_links(root, root[1])

    assert found == ["Mara Quill"]


def test_hour_of_the_published_day_is_taken_from_where_it_is_told() -> None:
    head = (
        '<div>By Mara Quill | <abbr class="published" title="2024-12-13T18:40:00+0100">December 13, 2024</abbr></div>'
    )
    html = f"<title>Ferry sails again</title><body><div><h2>Ferry sails again</h2>{head}{STORY}</div>"

    found = extract(html, "https://courier.example/ferry/")

    assert found.article is not None
    assert str(found.article.date_published) == "2024-12-13 18:40:00+01:00"


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("This entry was posted on Friday, December 13th, 2024 at 6:40 pm and is filed.", "2024-12-13 18:40"),
        ("— Mara Quill, 13.12.2024, 18:40", "2024-12-13 18:40"),
        ("Mara Quill 기자 입력 2024.12.13 18:40 수정 2024.12.14 09:00 댓글 4 글자크기 인쇄", "2024-12-13 18:40"),
        ("Veröffentlicht am 13.12.2024 um 18:40 Uhr | Aktualisiert am 14.12.2024 um 9:00 Uhr", "2024-12-13 18:40"),
        ("كتب: مارا كويل | نشر في: ١٣ ديسمبر ٢٠٢٤ - ١٨:٤٠ | آخر تحديث: ١٤ ديسمبر ٢٠٢٤ - ٩:٠٠", "2024-12-13 18:40"),
    ],
)  # fmt: skip
def test_time_is_read_from_a_line_near_the_text(line: str, time: str) -> None:
    html = f"<title>Ferry sails again</title><body><div><h2>Ferry sails again</h2>{STORY}<p class='x'>{line}</p></div>"

    found = extract(html, "https://courier.example/ferry/")

    assert found.article is not None
    assert str(found.article.date_published)[:16] == time


def test_author_line_between_standfirst_and_text() -> None:
    lines = '<p class="vorspann">The port gave way after long talks with the islands</p><p>Von Mara Quill</p>'
    html = f"<title>Ferry sails again</title><body><div><h1>Ferry sails again</h1>{lines}{STORY * 3}</div>"

    found = extract(html, "https://courier.example/ferry/")

    assert found.article is not None
    assert found.article.dek == "The port gave way after long talks with the islands"
    assert found.article.authors == ["Mara Quill"]
