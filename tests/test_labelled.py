"""Boxes between and below the paragraphs of a story that their first line tells from it."""

import pytest

from newscrawl import extract

URL = "https://courier.example/2024/12/13/gate-of-steel/"
TEXTS = [
    "The gate of the inner harbour is now made of steel instead of oak, the port said on Friday.",
    "Repairs cost 1.2 million crowns, most of which the insurance of the harbour had to pay for.",
    "“It was built by a baker who loved the sea,” said Kari Holm, the harbour master of Maren.",
    "The first crossing is free, the harbour master said, for anyone who brings along a cake.",
]
OTHER = "The lighthouse will be painted in spring, in a shade of red that the town chose in a poll."


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def card(at: int, text: str = OTHER) -> str:
    return (
        f'<div class="x{at}"><h3><a href="/2024/{at}/lighthouse/">Lighthouse is painted red</a></h3><p>{text}</p></div>'
    )


def body(html: str) -> list[str]:
    found = extract(f"<html><body><main><h1>Gate of steel</h1><div>{html}</div></main></body></html>", URL)
    return (found.article.body or "").split("\n\n") if found.article else []


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='sc-1'><h4>About the author</h4><div>{p(OTHER)}</div></div>",
        f"<section><header><h3>Related stories</h3></header><div><h4>The lighthouse</h4>{p(OTHER)}</div></section>",
        f"<div class='sc-2'><p>Key facts</p><ul><li>{OTHER}</li><li>It is old</li></ul></div>",
        f"<div><div><b>Fakten</b></div><div>{p(OTHER)}</div></div>",
        f"<section><h3>Leggi anche</h3>{p(OTHER)}</section>",
        f"<div class='wp-block-group'><h3>Get our newsletter</h3>{p(OTHER)}</div>",
    ],
)
def test_box_is_left_out_where_it_starts_with_a_label(box: str) -> None:
    assert body(p(*TEXTS[:2]) + box + p(*TEXTS[2:])) == TEXTS
    assert body(p(*TEXTS) + box) == TEXTS


def test_label_in_the_run_of_the_text_leaves_out_no_paragraph() -> None:
    assert body(f"{p(*TEXTS[:2])}<h2>The facts</h2>{p(*TEXTS[2:])}") == [*TEXTS[:2], "The facts", *TEXTS[2:]]


def test_box_that_holds_much_of_the_text_is_part_of_it() -> None:
    html = f"{p(TEXTS[0])}<section><h2>In brief</h2>{p(*TEXTS[1:])}</section>"

    assert body(html) == [TEXTS[0], "In brief", *TEXTS[1:]]


def test_cards_of_other_stories_below_the_text_are_left_out() -> None:
    assert body(f"{p(*TEXTS)}<div><h2>More of it</h2>{card(1)}{card(2)}</div>") == TEXTS


@pytest.mark.parametrize("cards", [card(1), card(1, OTHER * 5) + card(2, OTHER * 5)], ids=["lone", "long"])
def test_cards_stay_where_they_are_no_list_of_teasers(cards: str) -> None:
    assert OTHER in "".join(body(p(*TEXTS) + cards))


def test_parts_of_a_story_whose_headings_are_links_are_text() -> None:
    part = '<section><h3><a href="/walks/{at}/">The walk along the quay</a></h3><p>{text}</p></section>'
    html = "".join(part.format(at=at, text=text) for at, text in enumerate(TEXTS[1:]))

    assert [text for text in body(f"{p(TEXTS[0] * 3)}{html}") if text in TEXTS] == TEXTS[1:]


@pytest.mark.parametrize(
    "quote",
    [
        '<blockquote class="x">It was built by a baker</blockquote>',
        '<blockquote class="wp-block-quote is-style-large"><p>It was built by a baker</p></blockquote>',
        "<figure><blockquote><p>It was built by a baker who loved the sea</p><cite>Kari Holm</cite></blockquote></figure>",
        "<figure><blockquote><div><p>»It was built by a baker who loved the sea«</p></div></blockquote></figure>",
    ],
)
def test_quotation_that_repeats_words_of_the_text_is_left_out(quote: str) -> None:
    assert body(p(*TEXTS[:2]) + quote + p(*TEXTS[2:])) == TEXTS


@pytest.mark.parametrize(
    "mark", ["", ' class="wp-block-quote"', ' class="wp-block-quote is-layout-flow wp-block-quote-is-layout-flow"']
)
def test_bare_quotation_between_paragraphs_is_text_though_it_repeats_words(mark: str) -> None:
    html = f"{p(*TEXTS[:3])}<blockquote{mark}><p>It was built by a baker.</p></blockquote>{p(TEXTS[3])}"

    assert body(html) == [*TEXTS[:3], "It was built by a baker.", TEXTS[3]]


def test_quotation_of_other_words_is_text() -> None:
    html = (
        f"{p(*TEXTS[:2])}<blockquote><div><span>Oak is dear</span> and steel is not.</div></blockquote>{p(*TEXTS[2:])}"
    )

    assert body(html) == [*TEXTS[:2], "Oak is dear and steel is not.", *TEXTS[2:]]


def test_a_heading_whose_address_is_none_stays() -> None:
    cards = '<div><h3><a href="http://[::1">A headline that leads nowhere at all</a></h3></div>' * 3
    text = "<p>The council of the town decided on Monday that the ferry would sail again, the mayor said.</p>" * 3
    page = f'<html><body class="single-post"><article><h1>Ferry sails again</h1>{text}{cards}</article></body></html>'

    article = extract(page.encode(), "https://example.org/2024/05/05/ferry-sails-again/").article

    assert article is not None
    assert "decided on Monday" in (article.body or "")


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="x"><a href="/chat/">Follow the Courier in your pocket</a><p>{OTHER}</p><a href="/chat/">Tap here</a></div>',
        f'<div class="x"><h4><a href="/2024/1/lighthouse/">Lighthouse is painted red</a></h4><p>{OTHER}</p></div>',
        f"<div class='x'><div>Why you can trust the Courier</div><div><p>{OTHER}</p></div></div>",
    ],
)
def test_box_that_tells_of_what_it_leads_to_is_left_out(box: str) -> None:
    assert body(p(*(text * 2 for text in TEXTS[:2])) + box + p(*TEXTS[2:])) == [
        *(text * 2 for text in TEXTS[:2]),
        *TEXTS[2:],
    ]


def test_list_of_linked_headings_is_text_where_it_makes_much_of_it() -> None:
    entry = '<div class="x"><h3><a href="/walks/{at}/">The walk along the quay {at}</a></h3><p>{text}</p></div>'
    html = "".join(entry.format(at=at, text=f"{OTHER} {at}.") for at in range(3))

    assert body(f"{p(*TEXTS)}{html}{p(TEXTS[3] * 2)}").count(f"{OTHER} 1.") == 1


def test_last_parts_with_linked_headings_and_several_paragraphs_are_text() -> None:
    part = '<section><h3><a href="/gates/{at}/">The gates of the harbour</a></h3>{texts}</section>'
    html = p(*(text * 3 for text in TEXTS)) + "".join(part.format(at=at, texts=p(OTHER, OTHER[::-1])) for at in (1, 2))

    assert body(html).count(OTHER) == 2


def test_part_in_brief_without_a_name_is_text() -> None:
    html = f"{p(*(text * 2 for text in TEXTS[:3]))}<div><h3>In brief</h3>{p(OTHER)}</div>{p(TEXTS[3])}"

    assert body(html)[3:] == ["In brief", OTHER, TEXTS[3]]


@pytest.mark.parametrize(("link", "kept"), [("mailto:tips@courier.example", False), ("/2024/5/oak/", True)])
def test_question_to_readers_goes_with_the_address_below_it(link: str, kept: bool) -> None:
    box = f'<div><h3>Were you there?</h3><p>Those who saw the gate <a href="{link}">told us</a> of it.</p></div>'

    found = body(p(*TEXTS[:3]) + box + p(TEXTS[3]))

    assert ("Were you there?" in found) is kept
    assert [text for text in found if text in TEXTS] == TEXTS


@pytest.mark.parametrize(
    ("call", "kept"), [("Contribute as little as two crowns", False), ("The gates of Ulvik", True)]
)
def test_appeal_in_a_box_goes_with_the_link_that_it_leads_to(call: str, kept: bool) -> None:
    box = f'<div><h2>The winter needs you</h2><p>{OTHER}</p><a href="/2024/x/">{call}</a><p>Nobody has to.</p></div>'

    found = body(p(*TEXTS[:3]) + box + p(TEXTS[3]))

    assert (OTHER in found) is kept
    assert [text for text in found if text in TEXTS] == TEXTS
