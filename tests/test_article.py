"""The fields of an article, each with the finder it came from."""

from datetime import UTC, datetime

import pytest

from newscrawl import extract
from newscrawl.items import Article

URL = "https://courier.example/2024/12/13/ferry-sails-again/"
LINE = "The ferry to the outer islands will sail again from Monday, the port said on Friday after long talks."
TEXT = f"<p>{LINE}</p>" * 5


def article(head: str = "", body: str = "") -> Article:
    html = f"<html lang=en><head><title>Ferry sails again</title>{head}</head><body><h1>Ferry sails again</h1>{body}{TEXT}</body>"
    found = extract(html, URL).article
    assert found is not None
    return found


def json_ld(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {fields}}}</script>'


@pytest.mark.parametrize(
    ("head", "body", "field", "value", "finder"),
    [
        (json_ld('"author": {"@type": "Person", "name": "Mara Quill"}'), "", "authors", ["Mara Quill"], "json_ld.author"),
        (json_ld('"author": {"name": "Mara Quill"}'), "<p>By Mara Quill and Odd Berg</p>", "authors", ["Mara Quill", "Odd Berg"],
         "head.byline"),
        ('<meta name="author" content="Mara Quill">', "", "authors", ["Mara Quill"], "meta.author"),
        ('<meta name="author" content="The Courier">', "<p>By Mara Quill</p>", "authors", ["Mara Quill"], "head.byline"),
        ("", '<a rel="author" href="/mara/">Mara Quill</a>', "authors", ["Mara Quill"], "page.rel_author"),
        ("", "<div>By Mara Quill</div>", "byline", "By Mara Quill", "head.byline"),
        (json_ld('"articleSection": "Islands"'), "", "section", "Islands", "json_ld.articleSection"),
        ('<meta property="article:tag" content="Ferry, Quay">', "", "tags", ["Ferry", "Quay"], "meta.article:tag"),
        ("", '<a href="/t/" rel="tag">Ferry</a>', "tags", ["Ferry"], "page.tags"),
        (json_ld('"isAccessibleForFree": false'), "", "paywalled", True, "json_ld.isAccessibleForFree"),
        (json_ld('"commentCount": "12"'), "", "comment_count_declared", 12, "json_ld.commentCount"),
        ("", '<p class="standfirst">A cake decided it</p>', "dek", "A cake decided it", "head.class"),
        ('<link rel="canonical" href="/ferry/">', "", "canonical_url", "https://courier.example/ferry/", "link.canonical"),
        ("", "", "headline", "Ferry sails again", "h1"),
        ("", "", "language", "en", "html.lang"),
    ],
)  # fmt: skip
def test_field_and_its_source(head: str, body: str, field: str, value: object, finder: str) -> None:
    found = article(head, body)

    assert getattr(found, field) == value
    assert found.sources[field] == finder


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        (json_ld('"datePublished": "2024-12-13T10:00:00+01:00"'), "", datetime(2024, 12, 13, 9, tzinfo=UTC)),
        (json_ld('"datePublished": "2024-12-13 10:00"'), "", datetime(2024, 12, 13, 10)),
        ('<meta property="article:published_time" content="2024-12-13T10:00Z">', "", datetime(2024, 12, 13, 10, tzinfo=UTC)),
        ("", '<time datetime="2024-12-13T10:00:00Z">today</time>', datetime(2024, 12, 13, 10, tzinfo=UTC)),
        ("", "<div>13 December 2024, 10:00</div>", datetime(2024, 12, 13, 10)),
        ("", "", datetime(2024, 12, 13)),
    ],
)  # fmt: skip
def test_time_of_publication_keeps_the_zone_it_has(head: str, body: str, published: datetime) -> None:
    found = article(head, body)

    assert found.date_published == published


def test_modified_is_not_published() -> None:
    found = article('<meta property="article:modified_time" content="2024-12-14T08:00Z">')

    assert found.date_modified == datetime(2024, 12, 14, 8, tzinfo=UTC)
    assert found.date_published == datetime(2024, 12, 13)


def test_dateline_stays_in_the_body() -> None:
    html = f"<title>Ferry</title><h1>Ferry sails again</h1><p>SEOUL (Yonhap) — {LINE}</p>{TEXT}"

    found = extract(html, URL).article

    assert found is not None
    assert (found.dateline, found.dateline_place, found.agency) == ("SEOUL (Yonhap)", "SEOUL", "Yonhap")
    assert (found.body or "").startswith("SEOUL (Yonhap) — The ferry")


def test_picture_with_caption_and_credit() -> None:
    found = article(
        body='<figure><img src="/a.jpg"><figcaption>The ferry at noon. Photo: Odd Berg</figcaption></figure>'
    )

    assert [(image.url, image.caption, image.credit) for image in found.images] == [
        ("https://courier.example/a.jpg", "The ferry at noon.", "Odd Berg")
    ]


def test_picture_above_the_text_is_that_declared_in_another_size() -> None:
    html = (
        '<title>Ferry</title><meta property="og:image" content="/a.jpg?auth=1&amp;width=1200"><h1>Ferry sails again</h1>'
        '<figure><img src="/a.jpg?auth=1&amp;width=800"><figcaption><span>The ferry at noon.</span> '
        f'<span class="media__credit">(Odd Berg / The Courier)</span></figcaption></figure><div>{TEXT}</div>'
    )

    found = extract(html, URL).article

    assert found is not None
    assert [(image.url, image.caption, image.credit) for image in found.images] == [
        ("https://courier.example/a.jpg?auth=1&width=1200", "The ferry at noon.", "Odd Berg / The Courier")
    ]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("single single-post postid-7", "article"),
        ("page page-id-7", "other"),
        ("attachment attachmentid-7", "other"),
        ("home blog", "list"),
        ("archive category category-islands", "list"),
        ("search search-results", "list"),
    ],
)
def test_kind_by_the_classes_of_wordpress(names: str, kind: str) -> None:
    html = f'<title>Ferry</title><body class="{names}"><h1>Ferry sails again</h1>{TEXT}'

    found = extract(html, URL)

    assert found.kind == kind


def test_next_page_of_a_split_article() -> None:
    html = (
        f'<body class="single-post"><h1>Ferry</h1>{TEXT}<div class="page-links">Pages: 1 <a href="{URL}2/">2</a></div>'
    )

    found = extract(html, URL)

    assert [(link.kind, link.url) for link in found.follow_ups] == [("continuation", f"{URL}2/")]


@pytest.mark.parametrize(
    ("url", "anchors", "following"),
    [
        (
            URL,
            "<div class=pagination>1 <a href='{url}?page=2'>2</a> <a href='{url}?page=3'>3</a></div>",
            "{url}?page=2",
        ),
        (URL, "<p><a href='{url}2/'>Next page</a></p>", "{url}2/"),
        (f"{URL}2/", "<p><a href='{url}'>1</a> 2 <a href='{url}3/'>3</a></p>", "{url}3/"),
        (f"{URL}?page=2", "<a href='{url}'>1</a> <a href='?page=3'>3</a>", "{url}?page=3"),
        (f"{URL}?page=3", "<a href='{url}'>1</a> <a href='{url}?page=2'>2</a>", None),
        (
            "https://courier.example/a.php?id=7",
            "<a href='/a.php?id=7&page=2'>2</a>",
            "https://courier.example/a.php?id=7&page=2",
        ),
        ("https://courier.example/news/12", "<a href='/news/13'>Next</a> <a href='/news/11'>Previous</a>", None),
        ("https://courier.example/news/12", "<a href='/news'>News</a> <a href='/news/13'>Latest: gate shut</a>", None),
        ("https://courier.example/news/12", "<a href='/news/12/2'>2</a>", "https://courier.example/news/12/2"),
        (URL, "<a href='/2/'>2</a> <a href='{url}?rate=2'>**</a> <a href='{url}3/'>3</a>", None),
    ],
)
def test_next_page_of_a_split_article_in_any_pager(url: str, anchors: str, following: str | None) -> None:
    html = f'<body class="single-post"><h1>Ferry</h1>{TEXT}{anchors.format(url=URL)}'

    found = extract(html, url)

    urls = [link.url for link in found.follow_ups if link.kind == "continuation"]
    assert urls == ([following.format(url=URL)] if following else [])


DEK = "A cake with the island's flag on it decided the talks on the ferry after eleven hours."


@pytest.mark.parametrize(
    "between",
    [
        f"<div>13 December 2024, 18:40</div><p>{DEK}</p><p>By Mara Quill</p>",
        f"<h2>What the islands gain from the talks on the ferry</h2><p>{DEK}</p><p>By Mara Quill</p>",
    ],
)
def test_dek_stands_between_headline_and_author(between: str) -> None:
    html = f"<title>Ferry sails again</title><header><h1>Ferry sails again</h1>{between}</header><div>{TEXT}</div>"

    found = extract(html, URL).article

    assert found is not None
    assert (found.dek, found.sources["dek"]) == (DEK, "head.sentence")


def test_dek_is_the_first_paragraph_where_it_is_described_and_looks_otherwise() -> None:
    text = f'<p class="text">{LINE}</p>' * 5
    html = f'<title>Ferry</title><meta name="description" content="{DEK}"><h1>Ferry sails again</h1><p>{DEK}</p>{text}'

    found = extract(html, URL).article

    assert found is not None
    assert found.dek == DEK
    assert DEK not in (found.body or "")


def test_note_on_a_change_is_no_dek_and_hides_none() -> None:
    note = "UPDATE: The cake was put off to Monday, the harbour master said late on Friday night."
    text = f'<p class="text">{LINE}</p>' * 5
    head = f'<title>Ferry</title><meta name="description" content="{DEK}"><h1>Ferry sails again</h1>'

    above = extract(f"{head}<p>{note}</p><p>{DEK}</p>{text}", URL).article
    alone = extract(
        f"<title>Ferry</title><h1>Ferry sails again</h1><p>{note}</p><p>By Mara Quill</p>{text}", URL
    ).article

    assert above is not None
    assert (above.dek, (above.body or "").startswith(note), DEK in (above.body or "")) == (DEK, True, False)
    assert alone is not None
    assert alone.dek is None


@pytest.mark.parametrize(
    ("below", "tags", "finder"),
    [
        ('<nav><ul><li><a href="/t/1" rel="tag">Ferry</a></li></ul></nav>', ["Ferry"], "page.tags"),
        ('<ul class="storyTagList"><li><a href="/t/1">Ferry</a><li><a href="/t/2">Quay</a></ul>', ["Ferry", "Quay"], "page.tag_list"),
        ('<a class="tag" href="/t/1">Ferry</a><a class="tag" href="/t/2">Quay</a>', ["Ferry", "Quay"], "page.tag_list"),
        ('<p>Seen by <a class="tag-link" href="/t/9">Maren</a>.</p><a class="tag-link" href="/t/1">Ferry</a>', ["Ferry"], "page.tag_list"),
        ('<meta name="portal-keywords" content="Ferry, Quay">', ["Ferry", "Quay"], "meta.portal-keywords"),
    ],
)  # fmt: skip
def test_tags_are_those_of_the_article(below: str, tags: list[str], finder: str) -> None:
    html = f"<title>Ferry sails again</title><article><h1>Ferry sails again</h1>{TEXT}{below}</article>"

    found = extract(html, URL).article

    assert found is not None
    assert (found.tags, found.sources["tags"]) == (tags, finder)


def test_section_of_a_link_that_is_a_category_only() -> None:
    text = "<p>The ferry to the outer islands will sail again from Monday, the port said on Friday.</p>" * 5
    html = (
        f"<html><body class=single-post><h1>Ferry sails</h1>{text}<a rel=category href='/?cat=3'>Port</a></body></html>"
    )

    found = extract(html, "https://courier.example/?p=5")

    assert found.article is not None
    assert found.article.section == "Port"


@pytest.mark.parametrize("tag", ["di\x01v", "art\x08icle", "p\ufffe", "d\x1biv"])
def test_a_text_in_an_element_whose_name_is_no_name_is_read(tag):
    text = "The council decided on Monday that the ferry would sail again, as the mayor told reporters."
    page = f"<html><body class='single-post'><h1>Ferry sails again</h1><{tag}><p>{text}</p></{tag}></body></html>"

    article = extract(page.encode(), "https://example.org/2024/05/05/ferry-sails-again/").article

    assert article.body == text


def test_the_headline_is_told_from_a_label_however_deep_it_lies():
    nested = "<span>" * 100 + "Ferry sails again" + "</span>" * 100
    page = f"<html><head><title>Ferry sails again</title></head><body><h1>News: {nested}</h1>{TEXT}</body></html>"

    article = extract(page.encode(), URL).article

    assert article.headline == "Ferry sails again"
