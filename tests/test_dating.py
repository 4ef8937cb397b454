"""Where the time of publication is read: what is declared, what is printed, and what is better than nothing."""

from datetime import UTC, datetime

import pytest

from newscrawl import extract
from newscrawl.items import Article

URL = "https://courier.example/story/ferry-sails-again"
HEADLINE = "<h1>Ferry sails again to the outer islands</h1>"
TEXT = (
    "<p>The ferry to the outer islands will sail again from Monday, the port said on Friday after long talks.</p>" * 5
)
DAY = "2024-12-13"


def article(html: str, *, url: str = URL, language: str = "en") -> Article:
    page = f"<html lang={language}><title>Ferry sails again to the outer islands</title>{html}</html>"
    found = extract(page, url).article
    assert found is not None
    return found


def found_in(html: str, *, url: str = URL, language: str = "en") -> tuple[str, str | None]:
    found = article(html, url=url, language=language)
    return str(found.date_published)[:10], found.sources.get("date_published")


@pytest.mark.parametrize(
    ("html", "finder"),
    [
        (f'<meta name="article:published:time" content="2024-12-13T10:00Z">{HEADLINE}{TEXT}', "meta.article:published:time"),
        (f'<meta name="portal.publicationDate" content="2024-12-13">{HEADLINE}{TEXT}', "meta.portal.publicationdate"),
        (f'<meta name="date" content="2024-12-17">{HEADLINE}<p>13 December 2024</p>{TEXT}', "head.date"),
        (f'<meta name="date" content="2024-12-13">{HEADLINE}{TEXT}', "meta.date"),
        (f"<main><p>Islands</p><p>13 December 2024</p>{HEADLINE}<div>{TEXT}</div></main>", "page.above"),
        (f"{HEADLINE}<p>The crew of the ferry at the old quay of Maren, 1 May 2019</p><p>13 Dec 2024</p>{TEXT}", "head.date"),
        (f"<main><p>13 December 2024 - Editor: Mara Quill (spokeswoman of the port)</p>{HEADLINE}<div>{TEXT}</div></main>",
         "page.above"),
        (f"{HEADLINE}<p>MAREN, Dec. 13, 2024 - The ferry will sail again, said the port of Maren.</p>{TEXT}", "page.dateline"),
        (f"{HEADLINE}<p>(13 December 2024) The ferry will sail again, said the port of Maren.</p>{TEXT}", "page.dateline"),
        (f'<h4 class="date-header">13 December 2024</h4><div><div><div>{HEADLINE}<div>{TEXT}</div></div></div></div>', "page.date"),
        (f'<div class="post-date"><b>Dec</b><b>13</b><b>2024</b></div>{HEADLINE}{TEXT}', "page.date"),
        (f'<time datetime="2026-11-24">today</time><main>{HEADLINE}<div>{TEXT}<p>Posted: 13 December 2024</p></div></main>',
         "page.signed"),
        (f"{HEADLINE}<dl><dd>Joined: 4 Nov 2019, 10:15</dd></dl><p>by Mara Quill » 13 Dec 2024, 18:40</p>{TEXT}", "head.date"),
        (f'<meta name="sailthru.date" content="2024-12-14T09:40Z"><p>13 December 2024</p>{HEADLINE}{TEXT}', "page.above"),
        (f'<article><div>{HEADLINE}<div><aside class="meta"><p><time>13 December 2024</time></p></aside><div>{TEXT}</div></div>'
         "</div></article>", "page.time"),
        (f'<main><time>13 December 2024</time><div>{HEADLINE}<div>{TEXT}</div></div></main>', "page.time"),
    ],
)  # fmt: skip
def test_day_comes_from_what_speaks_of_the_article(html: str, finder: str) -> None:
    assert found_in(html) == (DAY, finder)


@pytest.mark.parametrize(
    ("html", "finder"),
    [
        (f'<meta property="article:modified_time" content="2024-12-13T10:00Z">{HEADLINE}{TEXT}', "meta.article:modified_time"),
        (f'{HEADLINE}{TEXT}<span class="updated" title="2024-12-13T10:00:00Z"></span>', "page.updated"),
        (f'{HEADLINE}{TEXT}<script>init({{"publishedAt": "2024-12-13T10:00:00"}})</script>', "script.publishedAt"),
        (f'<meta property="og:image" content="/files/2024/12/13/ferry.jpg">{HEADLINE}{TEXT}', "meta.og:image"),
    ],
)  # fmt: skip
def test_weak_source_is_better_than_none(html: str, finder: str) -> None:
    assert found_in(html) == (DAY, finder)


def test_declared_publication_wins_over_what_is_printed() -> None:
    declared = '<meta property="article:published_time" content="2024-12-13T10:00Z">'

    assert found_in(f"{declared}{HEADLINE}<p>Updated 16 December 2024</p>{TEXT}") == (
        DAY,
        "meta.article:published_time",
    )


PUBLISHED = '<meta property="article:published_time" content="2024-11-04T10:00:00+01:00">'
CHANGED = '<meta property="article:modified_time" content="2024-12-13T18:40:00+01:00">'


@pytest.mark.parametrize(
    "html",
    [
        f"{PUBLISHED}{CHANGED}{HEADLINE}<p>13 December 2024</p>{TEXT}",
        f"{PUBLISHED}{HEADLINE}<p>By Mara Quill, 13 December 2024, 18:40</p>{TEXT}",
        f'{PUBLISHED}<meta name="dc.date.issued" content="2024-12-13">'
        f'{HEADLINE}<p>13 December 2024</p><time class="updated" datetime="2024-12-13">Friday</time>{TEXT}',
        f'<meta name="date" content="2024-12-13">{HEADLINE}<p>13 December 2024</p>{TEXT}'
        '<meta itemprop="datePublished" content="2024-12-11T10:00:00+01:00">',
    ],
)
def test_printed_day_wins_over_a_lone_declaration(html: str) -> None:
    assert found_in(html)[0] == DAY


@pytest.mark.parametrize(
    "html",
    [
        f"{PUBLISHED}{HEADLINE}<p>Updated 13 December 2024</p>{TEXT}",
        f"{PUBLISHED}{HEADLINE}<p>Last updated:</p><p>13 December 2024</p>{TEXT}",
        f"{PUBLISHED}{HEADLINE}<p>12/11/2024</p>{TEXT}",
        f"{PUBLISHED}{HEADLINE}<p>13 December 2024</p><p>4 November 2024</p>{TEXT}",
        f'{PUBLISHED}<meta name="date" content="2024-11-04">{HEADLINE}<p>13 December 2024</p>{TEXT}',
        f'{PUBLISHED}{HEADLINE}<p>13 December 2024</p><time class="updated" datetime="2024-12-13">Friday</time>{TEXT}',
    ],
)
def test_declared_day_stays(html: str) -> None:
    assert found_in(html) == ("2024-11-04", "meta.article:published_time")


def test_day_of_an_event_is_not_that_of_the_page() -> None:
    html = f"<title>Ferry sails again to the outer islands</title>{PUBLISHED}{HEADLINE}<p>13 December 2024, 19:00</p>{TEXT}"

    found = extract(html, URL, fetched_at=datetime(2024, 11, 5, tzinfo=UTC)).article

    assert found is not None
    assert str(found.date_published)[:10] == "2024-11-04"


def test_change_lends_its_hour_to_no_publication() -> None:
    changed = '<meta property="article:modified_time" content="2024-12-13T18:40">'

    found = article(f"{changed}{HEADLINE}<p>13 December 2024</p>{TEXT}")

    assert found.date_published == datetime(2024, 12, 13)


@pytest.mark.parametrize("path", ["2024/12/13/ferry", "ferry-2024-12-13.html", "2024/dec/13/ferry", "20241213-ferry"])
def test_day_in_the_address(path: str) -> None:
    assert found_in(HEADLINE + TEXT, url=f"https://courier.example/{path}") == (DAY, "url")


def test_day_in_the_address_a_page_calls_itself_by() -> None:
    canonical = '<link rel="canonical" href="https://courier.example/2024/12/13/ferry/">'

    assert found_in(canonical + HEADLINE + TEXT, url="https://courier.example/?p=417") == (DAY, "url")


def test_hour_is_that_of_the_day_by_the_clock_of_the_page() -> None:
    other = '<footer><time datetime="2024-12-14T09:05:00+01:00">14 December</time></footer>'

    assert article(f"{HEADLINE}<p>13 December 2024</p>{TEXT}{other}").date_published == datetime(2024, 12, 13)


def test_day_in_a_sentence_whose_verb_comes_last() -> None:
    line = "<p>Dieser Beitrag wurde am Freitag, 13. Dezember 2024 um 18:40 Uhr veröffentlicht und unter Inseln abgelegt.</p>"

    found = article(HEADLINE + TEXT + line, language="de")

    assert found.date_published == datetime(2024, 12, 13, 18, 40)
    assert found.sources["date_published"] == "page.signed"


def test_days_listed_above_the_headline_are_not_that_of_the_story() -> None:
    listed = "".join(f"<p>{day} December 2024</p>" for day in (20, 21, 22))

    main = f"<main>{listed}<div>{HEADLINE}<div>{TEXT}</div></div></main>"

    assert found_in(f'<meta name="date" content="{DAY}">{main}') == (DAY, "meta.date")


def test_day_right_before_the_text_is_found_behind_any_number_of_lines() -> None:
    menu = "".join(f"<div>Quay {number}</div>" for number in range(500))

    assert found_in(f"<div>{HEADLINE}{menu}<div>13.12.2024 Islands, ferries</div><div>{TEXT}</div></div>") == (
        DAY,
        "page.line",
    )


def test_day_before_the_web_is_that_of_a_page_where_it_tells_no_later_one() -> None:
    born = "<p>28 January 1975 in Maren</p>"

    assert found_in(f'<meta name="date" content="{DAY}">{HEADLINE}{born}{TEXT}') == (DAY, "meta.date")
    assert found_in(f"{HEADLINE}{born}{TEXT}") == ("1975-01-28", "head.date")


def test_no_day_is_made_of_the_number_of_a_picture() -> None:
    found = article(f'<meta property="og:image" content="/files/09.4.1915/ferry.jpg">{HEADLINE}{TEXT}')

    assert found.date_published is None


def test_no_day_is_made_of_a_year_or_month() -> None:
    found = article(f"{HEADLINE}<p>December 2024</p>{TEXT}<footer>© 2024 The Courier</footer>")

    assert found.date_published is None


@pytest.mark.parametrize(
    ("declared", "printed"),
    [
        (DAY, "<p>Deadline: 2 November 2024</p>"),
        (DAY, "<p>When: 2 November 2024, 7 pm</p>"),
        (DAY, "<p>Register by 2 November 2024 to save 20%</p>"),
        (DAY, "<dl><dt>When</dt><dd>2 November 2024</dd></dl>"),
        (DAY, "<p>The harbour on 2 November 2024</p>"),
        (DAY, "<p>Printed from The Courier on 2 November 2024</p>"),
        (DAY, "<p>2081-08-09</p>"),
        ("2024-12-13T00:30+01:00", "<p>December 12, 2024</p>"),
        ("2024-04-05", "<p>04.05.2024</p>"),
    ],
)
def test_printed_day_of_something_else_does_not_replace_the_declared(declared: str, printed: str) -> None:
    html = f'<meta property="article:published_time" content="{declared}">{HEADLINE}{printed}{TEXT}'

    assert found_in(html) == (declared[:10], "meta.article:published_time")


@pytest.mark.parametrize("word", ["Edited", "Corrected", "Oppdatert", "Päivitetty", "Cập nhật", "修改于"])
def test_words_for_a_change_are_known_in_many_languages(word: str) -> None:
    head = f'<meta property="article:published_time" content="{DAY}">'

    found = article(f"{head}{HEADLINE}<p>{word} 17 December 2024</p>{TEXT}")

    assert str(found.date_published)[:10] == DAY
    assert str(found.date_modified)[:10] == "2024-12-17"
