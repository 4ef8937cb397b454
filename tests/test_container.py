"""Where the text of an article is, when names of elements speak against it."""

import pytest

from newscrawl import extract

URL = "https://courier.example/2024/12/13/gate-of-steel/"
TEXTS = [
    "The gate of the inner harbour is now made of steel instead of oak, the port said on Friday.",
    "Repairs cost 1.2 million crowns, most of which the insurance of the harbour had to pay for.",
    "A storm in October had broken the old gate, which was built by a baker who loved the sea.",
    "The first crossing is free, the harbour master said, for anyone who brings along a cake.",
]


def body(html: str) -> str:
    found = extract(f"<html><body><h1>Gate of steel</h1>{html}</body></html>", URL)
    return found.article.body or "" if found.article else ""


def test_text_is_read_where_each_part_of_it_is_named_like_something_beside_it() -> None:
    html = "".join(
        f'<section class="report-ads"><h2>Part</h2><p>{text}</p><p>{text[::-1]}.</p></section>' for text in TEXTS
    )

    found = body(f"<article>{html}</article>")

    assert all(text in found for text in TEXTS)


def test_teasers_and_consent_are_not_read_where_the_text_is_short() -> None:
    teasers = "".join(f"<li><p>{text[::-1]}.</p></li>" for text in TEXTS * 3)
    html = (
        f'<article><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p><p>{TEXTS[2]}</p><div class="post-related"><ul>{teasers}</ul></div></article>'
        f'<div id="gdpr-modal"><p>{TEXTS[3]}</p></div>'
    )

    found = body(html)

    assert found == "\n\n".join(TEXTS[:3])


def test_paragraphs_beside_the_box_that_holds_most_of_the_text_are_part_of_it() -> None:
    most = "<br><br>".join([*TEXTS[:3], *TEXTS[:3]])

    found = body(f'<article class="post"><div class="box"><div>{most}</div><p>{TEXTS[3]}</p></div></article>')

    assert found.endswith(TEXTS[3])


def test_text_in_several_boxes_of_one_name_is_read_whole() -> None:
    boxes = "".join(
        f'<div class="article-body"><p>{text}</p></div><div class="photos">{text[::-1]}.</div>' for text in TEXTS
    )

    found = body(f"<article>{boxes}</article>")

    assert found == "\n\n".join(TEXTS)


def test_other_stories_beside_the_text_are_no_part_of_it_though_their_boxes_have_its_name() -> None:
    others = f'<section><div class="article-body"><p>{TEXTS[0][::-1]}.</p></div></section>'
    html = f'<article><div class="article-body"><p>{"</p><p>".join(TEXTS)}</p></div></article>'

    found = body(html + others)

    assert found == "\n\n".join(TEXTS)


def test_part_of_a_page_with_the_name_of_something_beside_the_text_is_left_out() -> None:
    text = "".join(f'<div class="a1" data-testid="paragraph-{at}">{text}</div>' for at, text in enumerate(TEXTS))
    bio = '<div class="b2" data-testid="author-bio"><div class="a1">Mara Quill has told of gates and quays since she could write.</div></div>'

    found = body(f'<div class="c3" data-testid="ArticleBody">{text}{bio}</div>')

    assert found == "\n\n".join(TEXTS)


def test_whose_words_a_quotation_are_is_text() -> None:
    quote = "<blockquote><div>Steel does not float.</div><footer>Kari Holm, harbour master</footer></blockquote>"
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXTS)

    found = body(
        f"<article>{paragraphs[:-1]}>{quote}<p>{TEXTS[0][::-1]}.</p><footer><p>Footer of it all.</p></footer></article>"
    )

    assert "Steel does not float.\n\nKari Holm, harbour master" in found
    assert "Footer" not in found


@pytest.mark.parametrize(
    "box",
    [
        '<section aria-label="key points"><h2>In short:</h2><p>The gate is new. The crossing is free on Monday.</p></section>',
        '<div data-component="KeyPoints"><p>The gate is new. The crossing is free on Monday.</p></div>',
        '<div data-area="pull_quote"><blockquote>The gate is new. The crossing is free on Monday.</blockquote></div>',
        '<p style="text-align: center"><img src="a.jpg"></p><p style="text-align: center">The new gate. Photo by Mara Quill</p>',
        '<p align="center"><img src="a.jpg"></p><p align="center">The gate seen from the quay on Monday</p>',
        '<p class="article--media--title">The gate of the harbour</p>',
    ],
)
def test_points_and_centred_captions_are_left_out(box: str) -> None:
    first, *rest = (f"<p>{text}</p>" for text in TEXTS)

    found = body(f"<article>{first}{box}{''.join(rest)}</article>")

    assert found == "\n\n".join(TEXTS)


@pytest.mark.parametrize(
    "line",
    [
        '<p align="center"><b>The gate seen from the quay</b></p>',
        '<p align="center">It had been open for a week.</p><p align="center">Nobody had cared to close it.</p>',
        "<p>It had been open for a week.</p>",
    ],
)
def test_line_below_a_picture_that_is_no_caption_is_text(line: str) -> None:
    first, *rest = (f"<p>{text}</p>" for text in TEXTS)

    found = body(f'<article>{first}<p align="center"><img src="a.jpg"></p>{line}{"".join(rest)}</article>')

    assert found.count("\n\n") == len(TEXTS) - 1 + line.count("<p")
