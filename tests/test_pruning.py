"""What beside paragraphs stands in the container of an article, and which of it is text."""

import pytest

from newscrawl import extract

URL = "https://courier.example/2024/12/13/gate-of-steel/"
TEXTS = [
    "The gate of the inner harbour is now made of steel instead of oak, the port said on Friday.",
    "Repairs cost 1.2 million crowns, most of which the insurance of the harbour had to pay for.",
    "A storm in October had broken the old gate, which was built by a baker who loved the sea.",
    "The first crossing is free, the harbour master said, for anyone who brings along a cake.",
]
OTHER = "The lighthouse will be painted in spring, in a shade of red that the town chose in a poll."


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def body(html: str) -> list[str]:
    page = f"<html><body><main><h1>Gate of steel</h1>{html}</main></body></html>"
    found = extract(page, URL)
    return (found.article.body or "").split("\n\n") if found.article else []


@pytest.mark.parametrize(
    "beside",
    [
        f'<div class="js-author small">{p(OTHER)}</div>',
        f'<div itemprop="author"><h4>Mara Quill</h4>{p(OTHER)}</div>',
        f'<div class="m-teaser"><h4><a href="/lighthouse/">A red lighthouse</a></h4><p>{OTHER[:38]}</p></div>',
        '<p class="blockquote__author">Kari Holm, harbour master</p>',
        '<ul><li>1911: <a href="/oak/">A gate made of oak</a></li><li>1950: <a href="/n/">A new quay</a></li></ul>',
        f'<div class="RenderKeyPoints-list"><ul><li>{OTHER}</li></ul></div>',
        f'<div class="aiArticleSummary">{p(OTHER)}</div>',
        f'<div class="component pullquote"><p class="pullquote__text">{OTHER}</p></div>',
        f'<div class="article__fact"><h4>Facts</h4>{p(OTHER)}</div>',
        f"<amp-twitter><blockquote placeholder>{OTHER}</blockquote></amp-twitter>",
        "<p>This article is the copyrighted property of the Maren Courier.</p>",
        f'<article><h3><a href="/lighthouse/">A red lighthouse</a></h3>{p(OTHER[:38])}</article>',
        f'<article><a href="/lighthouse/"><h3>A red lighthouse</h3>{p(OTHER)}</a></article>',
        f"<header><div class='summing-up'>{p(OTHER)}</div></header>",
        '<table><tr><td><a href="/a/">Quay</a></td><td><a href="/b/">Gate</a></td></tr><tr><td>1</td><td>2</td></tr></table>',
    ],
)
def test_box_between_paragraphs_is_left_out(beside: str) -> None:
    found = body(f"<div>{p(*TEXTS[:2])}{beside}{p(*TEXTS[2:])}</div>")

    assert found == TEXTS


def test_hidden_paragraph_is_text_where_it_is_long_and_not_named() -> None:
    hidden = f"{TEXTS[2]} {TEXTS[3]}"
    html = f'<div>{p(*TEXTS[:2])}<p aria-hidden="true" class="paywall">{hidden}</p><p hidden>Loading, please wait.</p></div>'

    found = body(html)

    assert found == [*TEXTS[:2], hidden]


def test_id_of_a_paragraph_says_nothing() -> None:
    html = f'<div>{p(*TEXTS[:2])}<p id="block-n1AuAdJl">{TEXTS[2]}</p><p id="poll">{TEXTS[3]}</p></div>'

    found = body(html)

    assert found == TEXTS


def test_enumeration_may_close_the_text() -> None:
    line = 'North Isles: <a href="/n/">Maren</a>, <a href="/s/">Ulvik</a>'

    found = body(f"<div>{p(*TEXTS, line)}</div>")

    assert found[4:] == ["North Isles: Maren, Ulvik"]


def test_story_in_articles_of_its_own_is_kept() -> None:
    parts = "".join(
        f"<article><h2><a href='#{at}'>Part {at}</a></h2>{p(text)}</article>" for at, text in enumerate(TEXTS)
    )

    found = body(f"<div>{parts}</div>")

    assert [text for text in found if text in TEXTS] == TEXTS


def test_table_of_facts_may_hold_a_link() -> None:
    table = (
        "<table><tr><th>Year</th><th>Gate</th></tr><tr><td>1911</td><td>oak, <a href='/b/'>baker</a></td></tr></table>"
    )

    found = body(f"<div>{p(*TEXTS[:2])}{table}{p(*TEXTS[2:])}</div>")

    assert found == [*TEXTS[:2], "Year", "Gate", "1911", "oak, baker", *TEXTS[2:]]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('<a href="/n/">North Quay</a>, <a href="/s/">South Quay</a>, <a href="/o/">Old Gate</a>', True),
        ('North Isles: <a href="/n/">Maren</a>, <a href="/s/">Ulvik</a>', True),
        ('<a href="/n/">North Quay</a> <a href="/s/">South Quay</a>', False),
        ('<a href="/p/">Print this story</a> | <a href="/s/">Send it to a friend</a>', False),
        ('<a href="/n/">North Quay to be mended in spring</a>, <a href="/s/">South Quay</a>', False),
    ],
)
def test_enumeration_of_linked_names_is_text(line: str, kept: bool) -> None:
    found = body(f"<div>{p(*TEXTS[:2], line, *TEXTS[2:])}</div>")

    assert (len(found) == 5) is kept


def test_line_that_leads_to_a_link_goes_with_it() -> None:
    html = p(*TEXTS[:2], "These stories, too:", '<a href="/n/">North Quay</a>', "What it cost:", *TEXTS[2:])

    found = body(f"<div>{html}</div>")

    assert found == [*TEXTS[:2], "What it cost:", *TEXTS[2:]]


def test_list_that_closes_the_text_is_kept() -> None:
    html = p(*TEXTS) + "<p>Crossings on Monday are at:</p><ul><li>eight o'clock</li><li>noon</li></ul>"

    found = body(f"<div>{html}</div>")

    assert found[4:] == ["Crossings on Monday are at:", "eight o'clock", "noon"]


def test_text_may_open_with_a_paragraph_that_is_mostly_linked() -> None:
    first = f'<a href="/gate/">{TEXTS[0][:-1]}</a>, and the whole town came to see it on Sunday.'

    found = body(f"<div>{p(first, *TEXTS[1:])}</div>")

    assert found[0] == f"{TEXTS[0][:-1]}, and the whole town came to see it on Sunday."


def test_last_sentence_stands_in_a_box_like_all_others() -> None:
    texts = [*TEXTS, *(text[::-1] + "." for text in TEXTS * 2), "And so the gate was shut."]
    html = "".join(f'<div class="text-block"><p>{text}</p></div>' for text in texts)

    found = body(html + '<div class="text-block"><p>More from the harbour</p></div>')

    assert found == texts


def test_line_that_introduces_the_text_is_kept() -> None:
    found = body(f"<div><p>What is known of the gate:</p><ul><li>{TEXTS[0]}</li></ul>{p(*TEXTS[1:])}</div>")

    assert found == ["What is known of the gate:", *TEXTS]


def test_card_under_a_bare_link_is_a_teaser() -> None:
    card = '<article><a href="/gate/"></a><h3>Gate gives way</h3><p>Oak broke in the storm.</p></article>'

    found = body(f"<div>{p(*TEXTS[:2])}{card}{p(*TEXTS[2:])}</div>")

    assert found == TEXTS


@pytest.mark.parametrize(
    ("note", "kept"),
    [("(opens in a new window)", False), (" (öffnet im neuen Fenster)", False), ("(the new one)", True)],
)
def test_note_that_a_link_opens_a_window_is_no_text(note: str, kept: bool) -> None:
    line = (
        f'The port has told <a href="/x/">all there is to say<span class="vh">{note}</span></a> of the gate of steel.'
    )

    found = body(f"<div>{p(*TEXTS, line)}</div>")

    assert (note.strip() in found[4]) is kept


@pytest.mark.parametrize("names", ["singlepostmeta", "publishedDate", "cite-this"])
def test_box_named_after_what_is_about_the_text_is_left_out(names: str) -> None:
    line = f'<p class="{names}">Written, published and filed with great care by the night desk.</p>'

    assert body(f"<div>{p(*TEXTS)}{line}</div>") == TEXTS


def test_modifier_that_tells_of_something_inside_says_nothing_of_a_box() -> None:
    html = f'<section class="section section--has-ads">{p(*TEXTS)}</section>'

    assert body(html) == TEXTS


@pytest.mark.parametrize("field", ["<form><input name=q></form>", '<input type="email">'])
def test_little_text_around_a_form_is_no_part_of_the_story(field: str) -> None:
    box = f"<section><h3>The Friday letter</h3><p>All that the harbour heard this week, free.</p><div>{field}</div></section>"
    text = [*TEXTS, *(f"On day {n} of the storm the harbour master said so." for n in range(9))]

    found = body(f"<div>{p(*text[:6])}{box}{p(*text[6:])}</div>")

    assert found == text


def test_what_only_subscribers_see_is_text() -> None:
    shown = f'<div class="subscriber-preview">{p(*TEXTS[:2])}</div>'
    html = f'{shown}<div class="subscriber-only">{p(*TEXTS[2:])}</div>'

    found = body(f'<div itemprop="articleBody">{html}<div class="subscribe-box">{p(OTHER)}</div></div>')

    assert found == TEXTS


def test_widgets_of_page_builders_that_hold_text_are_part_of_it() -> None:
    kinds = {"text-editor": p(*TEXTS[:2]), "heading": "<h2>A day in May</h2>", "blockquote": p(TEXTS[2])}
    html = "".join(
        f'<div class="elementor-element elementor-widget elementor-widget-{kind}"><div>{held}</div></div>'
        for kind, held in [*kinds.items(), ("text-editor", p(TEXTS[3])), ("posts", p(OTHER))]
    )

    found = body(f"<div>{html}</div>")

    assert found == [*TEXTS[:2], "A day in May", *TEXTS[2:]]


def test_box_of_a_check_of_facts_is_text() -> None:
    found = body(f'<div class="fact-check-body"><div class="fact-check">{p(*TEXTS)}</div></div>')

    assert found == TEXTS
