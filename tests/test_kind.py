"""Stories told from pages that list them, where no mark-up says which is which."""

from datetime import datetime

import pytest

from newscrawl import extract

TEXT = "The ferry to the outer islands will sail again from Monday, the port said on Friday after long talks. "
TITLES = ("Ferry sails again to the islands", "Quay to be mended in the spring", "Harbour wall gives way in storm")


def page(body: str) -> str:
    return f"<html><head><title>The Maren Courier</title></head><body><div>{body}</div></body></html>"


def teasers(card: str, count: int = 3, sentences: int = 3) -> str:
    return "".join(
        card.format(url=f"/2024/12/1{at}/story-{at}/", title=TITLES[at], text=TEXT * sentences) for at in range(count)
    )


@pytest.mark.parametrize(
    "card",
    [
        '<h2><a href="{url}">{title}</a></h2><p>{text}</p>',
        '<dt><a href="{url}">{title}</a></dt><dd>{text} <small>(13.12.2024)</small></dd>',
        '<div class="r"><div><a href="{url}">{title}</a></div><div>{text}</div></div>',
        '<div><h2>{title}</h2><p>{text}</p><a href="{url}">Read More →</a></div>',
        '<tr><td><font size="4"><a href="{url}"><b>{title}</b></a></font><br><font size="2">{text}</font></td></tr>',
    ],
)
def test_teasers_make_a_list(card: str) -> None:
    html = page(f"<table>{teasers(card)}</table>" if card.startswith("<tr") else teasers(card))

    found = extract(html, "https://courier.example/islands/")

    assert found.kind == "list"
    assert found.article is None


def test_one_teaser_makes_a_list() -> None:
    html = page("<h1>Islands</h1>" + teasers('<div><h2><a href="{url}">{title}</a></h2><p>{text}</p></div>', 1))

    found = extract(html, "https://courier.example/islands/")

    assert found.article is None


@pytest.mark.parametrize(
    "url",
    [
        "/2024/12/",
        "/2024",
        "/page/3/",
        "/category/sports/football/",
        "/category/sports/football/page/2/",
        "/author/mara/",
        "/tag/ferry/page/2/",
        "/?paged=2",
        "/?cat=4",
    ],
)
def test_address_of_an_archive_makes_a_list(url: str) -> None:
    html = page(f"<h2>{TITLES[0]}</h2><p>By Mara Quill, 13 December 2024</p><p>{TEXT * 9}</p>")

    found = extract(html, f"https://courier.example{url}")

    assert found.article is None


@pytest.mark.parametrize(
    "body",
    [
        "<h2>{title}</h2><p>{text}</p><p>{text}</p>{more}",
        '<h2><a href="https://courier.example/2024/12/13/ferry/">{title}</a></h2><p>{text}</p><p>{text}</p>{more}',
        '<h2>{title}</h2><p>{text}</p><div><a href="/2024/12/11/quay/">Quay to be mended</a></div><p>{text}</p>',
        "<ul>{links}</ul><h2>{title}</h2><p>{text}</p><p>{text}</p>",
        "<ul>{links}</ul><p>{text}</p><p>{text}</p><p>{text}</p>",
    ],
)  # fmt: skip
def test_links_to_other_stories_leave_a_story_a_story(body: str) -> None:
    links = teasers('<li><a href="{url}">{title}</a></li>')
    more = teasers('<div><h3><a href="{url}">{title}</a></h3><p>Short text of a teaser.</p></div>')
    html = page(body.format(title="Ferry is back", text=TEXT * 3, links=links, more=more))

    found = extract(html, "https://courier.example/2024/12/13/ferry/")

    assert found.kind == "article"


@pytest.mark.parametrize(
    "text",
    ["<p>The video shows the roof.</p><p>Nobody was hurt.</p>", '<p><img src="roof.jpg" alt=""></p>'],
)
def test_short_story_with_comments_is_a_story(text: str) -> None:
    voice = "<li class='comment' id='comment-{n}'><cite>Mara</cite> <time datetime='2024-12-13T1{n}:00'></time>"
    voices = "".join(voice.format(n=n) + f"<p>{TEXT * 4}</p></li>" for n in range(3))
    html = (
        "<html><head><title>Roof of the market hall gives way</title></head><body><div>"
        "<h2>Roof of the market hall gives way</h2><p>By Mara Quill</p><p>13 December 2024, 18:40</p>"
        f"{text}</div><ol class='commentlist'>{voices}</ol></body></html>"
    )

    found = extract(html, "https://courier.example/2024/12/13/roof/")

    assert found.kind == "article"
    assert found.article is not None
    assert TEXT not in (found.article.body or "")
    assert len(found.comments) == 3


@pytest.mark.parametrize("path", ["about-us/", "contact-the-newsroom/", "contact-our-editors.html", "imprint"])
def test_page_about_the_site_is_no_story_though_it_is_signed_and_dated(path: str) -> None:
    html = page(f"<h1>The desk at your service</h1><p>By Mara Quill</p><p>13 December 2024</p><p>{TEXT * 9}</p>")

    found = extract(html, f"https://courier.example/{path}")

    assert found.kind == "other"


@pytest.mark.parametrize(
    "path", ["contact-tracing-at-the-port/", "contact-form-sales-rise", "2024/12/jobs/", "about-turn-at-the-harbour"]
)
def test_story_with_a_word_for_services_in_its_address_is_a_story(path: str) -> None:
    html = page(f"<h1>The desk at your service</h1><p>By Mara Quill</p><p>13 December 2024</p><p>{TEXT * 9}</p>")

    found = extract(html, f"https://courier.example/{path}")

    assert found.kind == "article"


def test_declared_story_with_a_login_below_it_is_a_story() -> None:
    html = (
        "<html><head><title>Roof gives way</title><meta property='og:type' content='article'>"
        "<meta property='article:published_time' content='2024-12-13T10:00:00Z'></head><body><article>"
        "<h1>Roof of the market hall gives way</h1><p>By Mara Quill</p><p>The video shows the roof. Nobody was hurt.</p>"
        "<section id='comments'><form><input type='password'></form></section></article></body></html>"
    )

    assert extract(html, "https://courier.example/2024/12/13/roof/").kind == "article"


def test_page_that_asks_for_a_password_is_no_story() -> None:
    html = page(
        '<p class="crumbs"><a href="/">Home</a> &gt; <a href="/port/">Port</a> &gt; Protected: Quay to be mended</p>'
        "<h2>Protected: Quay to be mended in the spring</h2><p>Posted by Mara Quill on 13 December 2024, 18:40</p>"
        '<form action="/unlock" method="post"><p>This content is protected. Please enter the password.</p>'
        '<p><input name="word" type="password"> <input type="submit" value="Enter"></p></form>'
        "<p>— Mara Quill, 13.12.2024, 18:51, for the Maren Courier and the papers of the islands</p>"
    )

    found = extract(html, "https://courier.example/2024/12/13/quay/")

    assert found.kind == "other"


def test_headline_under_its_hour_is_a_story_whose_text_comes_later() -> None:
    others = "".join(f"<div><p>0{at}.12.2024 · Quays</p><p>{title}</p></div>" for at, title in enumerate(TITLES, 1))
    html = (
        "<html lang=de><title>Roof of the market hall gives way</title><div><p>13.12.2024 18:40 Uhr - Halls, red</p>"
        "<h1>Roof of the market hall gives way</h1><div id=story></div><div><a href=/halls>More of the halls</a></div>"
        f"</div><ul>{'<li>Ferries</li>' * 20}</ul>{others}</html>"
    )

    found = extract(html, "https://courier.example/news-1-417.html")

    assert found.kind == "article"
    assert found.article is not None
    assert found.article.date_published == datetime(2024, 12, 13, 18, 40)
    assert not found.article.body


@pytest.mark.parametrize(
    ("route", "kind"), [("posts/7", "article"), ("pages/2", "other"), ("categories/3", "list"), ("users/4", "list")]
)
def test_link_to_the_data_of_wordpress_tells_the_kind(route: str, kind: str) -> None:
    link = f'<link rel="alternate" type="application/json" href="https://courier.example/wp-json/wp/v2/{route}">'
    html = page(f"<h2>{TITLES[0]}</h2><p>By Mara Quill, 13 December 2024</p><p>{TEXT * 9}</p>")

    found = extract(html.replace("<head>", f"<head>{link}"), "https://courier.example/ferry/")

    assert found.kind == kind


def test_table_of_figures_is_part_of_a_story() -> None:
    rows = "<tr><th>Party</th><th>Seats</th></tr><tr><td>Blue List</td><td>41</td></tr>"
    html = page(f"<h2>{TITLES[0]}</h2><p>{TEXT * 3}</p><table>{rows}</table><p>{TEXT}</p>")

    found = extract(html, "https://courier.example/2024/12/13/ferry/")

    assert found.article is not None
    assert found.article.body is not None
    assert "\n\nBlue List\n\n41\n\n" in found.article.body


@pytest.mark.parametrize(
    "line",
    [
        "Quelle: The Maren Courier",
        "Subscribe to our newsletter and read the five stories that matter, every weekday at seven in the morning.",
        "Abonnez-vous à notre newsletter et recevez chaque matin les cinq sujets qui comptent.",
    ],
)
def test_calls_and_credits_are_no_part_of_a_story(line: str) -> None:
    html = page(f"<h2>{TITLES[0]}</h2><p>{TEXT * 3}</p><p>{TEXT * 2}</p><p>{line}</p>")

    found = extract(html, "https://courier.example/2024/12/13/ferry/")

    assert found.article is not None
    assert line not in (found.article.body or "")


def test_short_story_in_a_script_of_few_signs_is_an_article() -> None:
    text = "浜崎町議会は四日夜、町営の渡し船を三年間存続させる議案を賛成七、反対四で可決した。川端町長は「十分に待った」と述べた。"
    html = page(
        f"<h1>浜崎町、渡し船を三年存続へ</h1><p>{text}</p><p>{text[::-1]}。</p><p>運航費は年間三千万円に増える見通し。</p>"
    )

    found = extract(html, "https://courier.example/news/812.html")

    assert found.kind == "article"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("default.asp", "list"),
        ("online/Default.aspx", "list"),
        ("home.html", "list"),
        ("online/articleList.html?section=3", "list"),
        ("list.asp?day=2024-12-13", "list"),
        ("archive.php?year=2024", "list"),
        ("ferry/index.html", "article"),
        ("playlist.html", "article"),
    ],
)
def test_address_of_a_home_page_or_of_a_script_that_lists_makes_a_list(path: str, kind: str) -> None:
    html = page(f"<h2>{TITLES[0]}</h2><p>By Mara Quill, 13 December 2024</p><p>{TEXT * 9}</p>")

    found = extract(html, f"https://courier.example/{path}")

    assert found.kind == kind


@pytest.mark.parametrize(("times", "kind"), [(9, "article"), (1, "list")])
def test_two_words_below_a_category_are_a_story_if_the_text_is_long(times: int, kind: str) -> None:
    html = page(f"<h1>{TITLES[0]}</h1>" + f"<p>{TEXT}</p>" * times)

    found = extract(html, "https://courier.example/category/sports/ferry-race/")

    assert found.kind == kind
