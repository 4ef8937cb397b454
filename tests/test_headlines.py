"""Headline lists: what is one, its name, order and entries."""

from __future__ import annotations

import pytest

from newscrawl import extract
from newscrawl.extraction.headlines import find_headline_lists
from newscrawl.page import Page

URL = "https://harbour.example/2014/11/21/ferry-line/"
STORY = "<p>" + "The ferry to the outer islands sails again from Monday, the port authority said. " * 6 + "</p>"
TITLES = (
    "Ferry line to the islands delayed again",
    "Museum of the sea asks for a new roof",
    "Tram strike called off before midnight",
)


def items(form: str = '<li><a href="{url}">{title}</a></li>') -> str:
    return "".join(form.format(url=f"/2014/11/2{n}/story-{n}/", title=title, n=n) for n, title in enumerate(TITLES, 1))


def article(more: str) -> str:
    return f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>{STORY}</article>{more}</body></html>"


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        (f'<div class="related"><h3>Related stories</h3><ul>{items()}</ul></div>', "Related stories"),
        (f'<aside><h2 class="widget-title">Recent Posts</h2><ul>{items()}</ul></aside>', "Recent Posts"),
        (
            f'<div id="top"><span class="label">LATEST HEADLINES</span><ul id="ticker">{items()}</ul></div>',
            "LATEST HEADLINES",
        ),
        (f'<nav aria-label="Recent Posts"><ul>{items()}</ul></nav>', "Recent Posts"),
        (f'<div class="rank"><h4>Most read</h4><ol>{items()}</ol></div>', "Most read"),
        (
            '<div class="box"><b>See also</b><br>' + items('<a href="{url}">{title}</a><br>') + "</div>",
            "See also",
        ),
        (
            '<section><h2>More news</h2><div class="grid">'
            + items(
                '<div class="card"><a href="{url}"><img src="{n}.jpg" alt=""></a><h3><a href="{url}">{title}</a></h3></div>'
            )
            + "</div></section>",
            "More news",
        ),
        (
            "<section><h2>More news</h2>"
            + items('<a class="card" href="{url}"><h3>{title}</h3><p>A summary.</p></a>')
            + "</section>",
            "More news",
        ),
        (
            "<section><h2>More news</h2>"
            + items('<div class="card"><h3>{title}</h3><p>Summary.</p><a class="btn" href="{url}">Read more</a></div>')
            + "</section>",
            "More news",
        ),
        (
            "<section><h2>More news</h2>"
            + items(
                '<a class="k2" href="{url}"><div><img src="{n}.jpg"></div><div><div>Arts & more culture</div><div>{title}</div>'
                "<div>The harbour board spoke of it in its meeting of {n} November, at which nobody else was heard about the "
                "matter, and put it off until the spring.</div><div>21 Nov</div></div></a>"
            )
            + "</section>",
            "More news",
        ),
        (
            "<section><h2>More news</h2>"
            + items(
                '<story-card><a href="{url}"><card-kicker>City</card-kicker><card-title>{title}</card-title></a></story-card>'
            )
            + "</section>",
            "More news",
        ),
        (
            "<div><h3>Read on</h3><ul>"
            + items('<li><a href="{url}"><span class="k1">Report</span><span class="k2">{title}</span></a></li>')
            + "</ul></div>",
            "Read on",
        ),
        (
            "<div><h3>Top three</h3><ol>"
            + items('<li><a href="{url}"><span>{n}</span>{title}</a></li>')
            + "</ol></div>",
            "Top three",
        ),
    ],
    ids="related widget ticker nav rank bold cards wrapped unlinked lines custom glued numbered".split(),
)
def test_list_on_an_article_page(markup: str, name: str) -> None:
    found = extract(article(markup), URL).headlines

    assert [h.headline for h in found] == [*TITLES]
    assert {h.list for h in found} == {name}
    assert [h.position for h in found] == [1, 2, 3]
    assert found[0].url == "https://harbour.example/2014/11/21/story-1/"


@pytest.mark.parametrize(
    "markup",
    [
        '<ul class="menu"><li><a href="/city">City council and district news</a></li><li><a href="/sport">Sport</a></li></ul>',
        '<div class="tagcloud"><a href="/tag/ferry/">ferry</a> <a href="/tag/port/">port</a> <a href="/tag/sea/">sea</a></div>',
        '<div class="widget"><h3>Archives</h3><ul><li><a href="/2014/11/">November 2014</a></li><li><a href="/2014/10/">October '
        '2014</a></li><li><a href="/2014/09/">September 2014</a></li></ul></div>',
        '<ul class="widget_categories"><li><a href="/category/a/">Business and economy today</a></li></ul>',
        '<div class="pagination"><a href="/page/2/">2</a><a href="/page/3/">3</a><a href="/page/4/">Older posts of this site</a></div>',
        '<div class="share"><a href="https://share.example/?u=1">Share this story with friends</a></div>',
        '<nav class="post-navigation"><a href="/2014/11/20/older-story-one/" rel="prev">Older story with a long headline</a></nav>',
        '<footer><ul><li><a href="/terms">Terms and conditions of use</a></li><li><a href="/privacy">Privacy policy and cookies</a>'
        "</li><li><a href='/contact'>Contact the news desk by mail</a></li></ul></footer>",
    ],
    ids="menu tags archives categories pager share neighbours footer".split(),
)
def test_navigation_is_no_list(markup: str) -> None:
    assert extract(article(markup), URL).headlines == []


def test_links_in_the_text_are_no_list() -> None:
    text = (
        "<p>" + " ".join(f'See <a href="/2014/11/2{n}/s-{n}/">{t}</a> for more.' for n, t in enumerate(TITLES)) + "</p>"
    )

    assert extract(article("").replace(STORY, STORY + text + STORY), URL).headlines == []


def test_front_page_has_one_main_list_of_lead_and_grid() -> None:
    lead = '<div class="lead"><h2><a href="/2014/11/29/lead-story/">Harbour bridge closes for a year of repairs</a></h2></div>'
    grid = items('<article class="post"><h3><a href="{url}">{title}</a></h3><p>Summary.</p></article>')
    side = f'<aside class="sidebar"><h4>Most read</h4><ul>{items()}</ul></aside>'
    page = Page(f"<html><body><main>{lead}<div>{grid}</div></main>{side}</body></html>", "https://harbour.example/")

    lists = find_headline_lists(page)

    assert [(found.name, found.main, len(found.entries)) for found in lists] == [
        ("main", True, 4),
        ("Most read", False, 3),
    ]
    assert lists[0].entries[0].headline == "Harbour bridge closes for a year of repairs"


def test_page_heading_names_the_page_not_its_list() -> None:
    grid = items('<article><h2><a href="{url}">{title}</a></h2></article>')
    page = Page(f"<html><body><main><h1>City</h1>{grid}</main></body></html>", "https://harbour.example/city")

    assert [(found.name, found.main) for found in find_headline_lists(page)] == [("main", True)]


def test_two_lists_of_one_name_are_told_apart() -> None:
    box = f"<div><h3>More</h3><ul>{items()}</ul></div>"

    found = extract(article(f"<div>{box}</div><p>{'x ' * 60}</p><div>{box}</div>"), URL).headlines

    assert len({h.id for h in found}) == len(found) == 6
    assert {h.list for h in found} == {"More", "More (2)"}


def test_lists_of_one_name_and_one_named_like_the_second_have_ids_of_their_own() -> None:
    boxes = "".join(f"<div><h3>{name}</h3><ul>{items()}</ul></div>" for name in ("More", "More (2)", "More"))

    found = extract(article(boxes), URL).headlines

    assert len({h.id for h in found}) == len(found) == 9


def test_lead_story_above_a_grid_is_its_first_entry_and_not_its_name() -> None:
    lead = '<section class="top"><h1><a href="/2014/11/20/story-0/">Harbour bridge opens a year late</a></h1></section>'
    grid = items('<div class="card"><h2><a href="{url}">{title}</a></h2></div>')
    page = Page(
        f"<html><body><main><h1>City</h1>{lead}<section>{grid}</section></main></body></html>",
        "https://harbour.example/city",
    )

    (found,) = find_headline_lists(page)

    assert (found.name, [entry.headline for entry in found.entries]) == (
        "main",
        ["Harbour bridge opens a year late", *TITLES],
    )


@pytest.mark.parametrize(
    "form",
    [
        "<div id='text'><dl><dt>{link}</dt><dd>{excerpt}</dd></dl></div>",
        "<table><tr><td>November 2014<p>{link}<br>{excerpt} <a href='/2014/11/20/story-0/'>more</a></p></td></tr></table>",
    ],
    ids="definition paragraph".split(),
)
def test_lone_entry_with_an_excerpt_is_the_list_of_an_archive(form: str) -> None:
    link = '<a href="/2014/11/20/story-0/"><b>Harbour bridge opens a year late</b></a>'
    entry = form.format(link=link, excerpt="The bridge over the harbour mouth was due in spring 2013.")
    page = Page(f"<html><body>{entry}</body></html>", "https://harbour.example/2014/11/")

    (found,) = find_headline_lists(page)

    assert [entry.headline for entry in found.entries] == ["Harbour bridge opens a year late"]


def test_cells_of_a_table_are_listed_row_by_row() -> None:
    titles = ("Harbour bridge opens a year late", *TITLES)
    first, second, third, fourth = (
        f'<td><h3><a href="/2014/11/2{n}/story-{n}/">{title}</a></h3></td>' for n, title in enumerate(titles)
    )
    page = Page(
        f"<html><body><table><tr>{first}</tr><tr>{second}{third}</tr><tr>{fourth}</tr></table></body></html>",
        "https://harbour.example/city",
    )

    (found,) = find_headline_lists(page)

    assert [entry.headline for entry in found.entries] == [*titles]


def test_lists_of_days_are_one_list() -> None:
    days = "".join(
        f'<h2>2{n} November 2014</h2><ul><li>10:{n}0 <a href="/2014/11/2{n}/story-{n}/">{title}</a> (2 messages)</li></ul>'
        for n, title in enumerate(TITLES, 1)
    )
    page = Page(f"<html><body><div><h1>Archive</h1>{days}</div></body></html>", "https://harbour.example/2014/11/")

    (found,) = find_headline_lists(page)

    assert (found.name, [entry.headline for entry in found.entries]) == ("main", [*TITLES])


def test_tables_of_one_story_each_are_one_list() -> None:
    table = '<table><tr><td>11/2{n}/2014</td><td><b><a href="{url}">{title}</a></b><br>A short account of it.</td></tr></table><br>'
    page = Page(
        f"<title>Harbour</title><body>{items(table)}<table><tr><td>Imprint</td></tr></table>",
        "https://harbour.example/city/",
    )

    lists = find_headline_lists(page)

    assert [[entry.headline for entry in each.entries] for each in lists] == [[*TITLES]]


def test_card_whose_summary_begins_with_a_quote_has_the_line_above_it_for_headline() -> None:
    card = """<article><a href="/news/{n}-ferry-story"><span class="k">World</span><span class="h">The ferry to island {n} sails</span><span
    class="s">“We have waited for {n} years for this ferry,” said the oldest reader of all the readers of this paper who lives on
    the outermost of the islands.</span></a></article>"""

    found = extract(
        f"<title>World</title><body><h1>World</h1><main>{''.join(card.format(n=n) for n in (1, 2, 3))}</main></body>",
        "https://harbour.example/world/",
    )

    assert [h.headline for h in found.headlines] == [f"The ferry to island {n} sails" for n in (1, 2, 3)]
