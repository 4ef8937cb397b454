"""Which text of a page is the article's body. Each page is the least that shows one cause."""

import json

import pytest

from newscrawl import extract

URL = "https://courier.example/2024/12/13/ferry-sails-again/"
ONE = "The ferry to the outer islands will sail again from Monday, the port said on Friday."
TWO = "It had been tied up since a storm in October broke the gate of the inner harbour."
THREE = "Repairs cost 1.2 million crowns, and the gate is now made of steel instead of oak."
FOUR = "The first crossing is free, the harbour master said, for anyone who brings a cake."
HEAD = "<title>Ferry sails again</title><h1>Ferry sails again</h1>"


def body(html: str) -> list[str]:
    found = extract(f"<html><head>{HEAD[:32]}</head><body>{HEAD[32:]}{html}</body></html>", URL)
    return (found.article.body or "").split("\n\n") if found.article else []


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "noise",
    [
        '<p><a href="/x/">Read also: Gate gives way in October storm</a></p>',
        "<p>Read more: Gate gives way in October storm</p>",
        '<p><b>Soma zaidi –</b> <a href="/x/">Lango la bandari lavunjika</a></p>',
        '<div class="newsletter-signup"><p>Get the harbour news every morning, free of charge.</p></div>',
        '<aside><p>The harbour was built in 1911 by a baker who wanted to be a sailor, they say.</p></aside>',
        '<figure><img src="a.jpg"><figcaption>The ferry in the inner harbour on Friday.</figcaption></figure>',
        '<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">The ferry on Friday.</p></div>',
        '<blockquote class="twitter-tweet"><p>The ferry is back! Bring cake, all of you islanders.</p></blockquote>',
        '<div class="related-posts"><h3>Related stories</h3><p>Gate gives way in the October storm again.</p></div>',
        "<p>Advertisement</p>",
        "<blockquote><p>The ferry is back! Bring cake, all of you.</p>— Bo (@bo) <a href='https://twitter.com/bo/status/1'>May 10</a></blockquote>",
        '<ul class="swiper-wrapper"><li class="swiper-slide"><p>The ferry in the inner harbour, seen from the quay.</p></li></ul>',
        '<div class="encuesta"><p>Should the ferry sail on Sundays too, or rest?</p></div>',
        "<p>Transcripts are created on a rush deadline and may be revised.</p>",
        "<p><b>This story is part of a series on the islands of the bay. Read the other parts:</b></p><p><a href='/x/'>Part 1</a></p>",
        "<p>Habari za bandari zote kwenye simu yako: <a href='https://www.whatsapp.com/channel/00x'>fuata chaneli yetu</a> sasa.</p>",
        "<p><b>More boats</b></p><ul><li><a href='/x/'>Gate gives way in October storm</a></li></ul>",
        "<p>All rights reserved. This text may not be copied, printed or broadcast without permission of the Courier.</p>",
        "<p>We independently review each boat that we write of, and its crew.</p>",
        "<p>If you buy a boat through our links, we may earn a commission.</p>",
        "<p>Inhaltsverzeichnis</p>",
        "<p>https://www.instagram.com/p/FeRrY1234/</p>",
        '<div style="display: none"><p>Buy harbour shares now, they can only rise from here on.</p></div>',
        "<script>var text = 'The ferry to nowhere sails at noon.';</script>",
        '<div class="picBox right"><img src="a.jpg"><p>The ferry in the inner harbour</p></div>',
        '<p class="imagedescription">The ferry in the inner harbour</p>',
        '<section class="letters-cta"><p>Write to the editor about harbours, please do.</p></section>',
        '<p class="sr-only">Opens in a new window, which you may close again later.</p>',
    ],
)  # fmt: skip
def test_what_stands_between_paragraphs_is_left_out(noise: str) -> None:
    html = f"<article>{p(ONE, TWO)}{noise}{p(THREE, FOUR)}</article>"

    found = body(html)

    assert found == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize(
    "end",
    [
        "<h3>Related articles</h3><ul><li><a href='/x/'>Gate gives way in storm</a></li></ul>",
        "<h2>More on this story</h2><p><a href='/x/'>Gate gives way in storm</a></p>",
        '<div class="author-box"><p>Mara Quill has written about harbours since she fell into one.</p></div>',
        '<div id="comments"><p>Bring back the old ferry, it had better cake, said all of my aunts.</p></div>',
        "<footer><p>The Maren Courier is printed on the paper of old charts since 1911.</p></footer>",
        '<div class="teasers"><h4><a href="/y/">Quay to be mended</a></h4><p>The quay will be mended in spring.</p></div>',
    ],
)
def test_what_follows_the_text_is_left_out(end: str) -> None:
    html = f"<article>{p(ONE, TWO, THREE, FOUR)}{end}</article>"

    found = body(html)

    assert found == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize(
    "html",
    [
        f"<div><div>{p(ONE)}</div><div>{p(TWO)}</div><div>{p(THREE)}</div><div>{p(FOUR)}</div></div>",
        f'<div class="has-sidebar"><div class="entry-content">{p(ONE, TWO, THREE, FOUR)}</div></div>',
        f"<div>{ONE}<br><br>{TWO}<br><br>{THREE}<br><br>{FOUR}</div>",
        f"<table><tr><td>{p(ONE, TWO, THREE, FOUR)}</td></tr></table>",
        f"<div>{ONE}</div><div>{TWO}</div><div>{THREE}</div><div>{FOUR}</div>",
        f"<noscript>{p(ONE, TWO, THREE, FOUR)}</noscript>",
        f'<div class="post tag-comments category-video">{p(ONE, TWO, THREE, FOUR)}</div>',
    ],
)
def test_text_is_found_in_containers_of_all_kinds(html: str) -> None:
    found = body(html)

    assert found == [ONE, TWO, THREE, FOUR]


def test_form_around_the_whole_page_holds_text() -> None:
    html = (
        f'<title>Ferry sails again</title><form id="form1"><h1>Ferry sails again</h1>{p(ONE, TWO, THREE, FOUR)}</form>'
    )

    found = extract(html, URL)

    assert found.article is not None
    assert found.article.body == "\n\n".join((ONE, TWO, THREE, FOUR))


def test_headings_lists_and_quotations_are_kept_in_order() -> None:
    html = (
        f"<article>{p(ONE, TWO)}<h2>What it costs</h2><p>The fares are these:</p><ul><li>Grown-ups: 40 crowns</li>"
        f"<li>Sheep: 5 crowns</li></ul><blockquote><p>{THREE}</p></blockquote>{p(FOUR)}</article>"
    )

    found = body(html)

    assert found == [
        ONE, TWO, "What it costs", "The fares are these:", "Grown-ups: 40 crowns", "Sheep: 5 crowns", THREE, FOUR,
    ]  # fmt: skip


def test_headline_and_byline_are_not_repeated() -> None:
    html = f"<article><h2>Ferry sails again</h2><p>By Mara Quill</p><p>13 December 2024</p>{p(ONE, TWO, THREE, FOUR)}</article>"

    found = body(html)

    assert found == [ONE, TWO, THREE, FOUR]


def test_text_that_is_only_data_is_read() -> None:
    paragraphs = r"\n\n".join((ONE, TWO, THREE, FOUR))
    data = f'{{"@type": "NewsArticle", "headline": "Ferry sails again", "articleBody": "{paragraphs}"}}'
    html = f'<div class="skeleton"></div><script type="application/ld+json">{data}</script>'

    found = body(html)

    assert found == [ONE, TWO, THREE, FOUR]


def test_protected_text_leaves_no_body() -> None:
    form = (
        '<form class="post-password-form"><p>This content is password protected. Enter your password below:</p></form>'
    )
    html = f'<html><body class="single single-post postid-5"><h1>Ferry sails again</h1>{form}</body></html>'

    found = extract(html, URL)

    assert found.article is not None
    assert found.article.body is None


WORDPRESS_FORM = (
    '<form action="/wp-login.php?action=postpass" method="post"><p>This content is password protected. To view it '
    'please enter your password below:</p><input name="post_password" type="password"></form>'
)


@pytest.mark.parametrize(
    ("names", "kind"),
    [("single single-post postid-5", "article"), ("page-wide", "other")],
)
def test_notice_below_protected_text_is_no_body(names: str, kind: str) -> None:
    html = (
        f'<html><body class="{names}"><h1>Protected: Ferry sails again</h1><p>By <a rel="author">Mara Quill</a></p>'
        f'<p>13 December 2024</p>{WORDPRESS_FORM}<p class="nocomments">This post is password protected. Enter the '
        f"password to view comments.</p><p>{ONE}</p></body></html>"
    )

    found = extract(html, URL)

    assert found.kind == kind
    assert found.article is None or found.article.body is None


def test_form_of_another_protected_post_leaves_the_body() -> None:
    texts = "".join(f"<p>{text}</p>" for text in (ONE, TWO, THREE, FOUR))
    html = (
        '<html><body class="single single-post postid-5"><article><h1>Ferry sails again</h1>'
        f"{texts}</article><div><h2>Protected: Quay to be mended</h2>{WORDPRESS_FORM}</div></body></html>"
    )

    found = body(html)

    assert found == [ONE, TWO, THREE, FOUR]


def test_caption_is_no_text_even_where_there_is_no_other() -> None:
    html = """<body class="single single-post"><h1>Ferry photo of the day</h1><p class="entry-date">May 3, 2024</p>
    <div class="entry"><div class="photo"><img src="/f.jpg"><div class="caption">The ferry Ida Kvist leaves the quay in
    heavy rain, with nobody on deck but the cook, who waved.</div></div></div></body>"""

    article = extract(html, "https://gazette.example/2024/05/03/ferry-photo/").article

    assert article is None or article.body is None


def test_text_in_a_bare_box_before_the_paragraphs_is_the_lead() -> None:
    lead = f"{ONE} {TWO}"

    assert body(f"<article><div>{lead}</div>{p(THREE, FOUR)}</article>") == [lead, THREE, FOUR]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Updated on Dec. 18 with a statement from the ministry.", True),
        ("Updated: 18 Dec 2024, 10:15 am", False),
        ("Published May 3, 2024 10:15 GMT", False),
    ],
)
def test_note_on_an_update_is_text_and_a_stamp_is_not(line: str, kept: bool) -> None:
    assert (line in body(f"<article>{p(ONE, TWO, line, THREE)}</article>")) is kept


@pytest.mark.parametrize("tag", ["h2", "p", "li"])
def test_headline_said_again_between_paragraphs_is_text(tag: str) -> None:
    again = f"<{tag}>Ferry sails again</{tag}>"
    html = f"<article>{again}{p(ONE, TWO)}{again}{p(THREE, FOUR)}</article>"

    found = body(html)

    assert found == [ONE, TWO, "Ferry sails again", THREE, FOUR]


def test_paragraph_that_links_a_source_is_text() -> None:
    source = '<p>Statement: <a href="https://port.example/gate/">The new gate of the inner harbour, in figures</a></p>'
    related = '<p>Then: <a href="https://courier.example/gate/">The gate of the inner harbour breaks</a></p>'
    html = f"<article>{p(ONE, TWO)}{source}{related}{p(THREE)}</article>"

    found = body(html)

    assert found == [ONE, TWO, "Statement: The new gate of the inner harbour, in figures", THREE]


def test_heading_that_counts_comments_between_paragraphs_is_text() -> None:
    html = f"<article>{p(ONE)}<h3>2 Comments</h3>{p(TWO)}<p>12 comments | 3 shares</p>{p(THREE)}</article>"

    found = body(html)

    assert found == [ONE, "2 Comments", TWO, THREE]


@pytest.mark.parametrize(
    "line", ["12 comments by the mayor drew laughter", "3 shares of the line were sold for a cake"]
)
def test_sentence_that_starts_like_a_counter_is_text(line: str) -> None:
    found = body(f"<article>{p(ONE, line, TWO, THREE)}</article>")

    assert found == [ONE, line, TWO, THREE]


@pytest.mark.parametrize(
    "line",
    [
        "By Mara Quill",
        "Friday, 13 December 2024, 6:40 PM",
        "Heute, 12:37 Uhr",
        "13.12.2024",
        "Veröffentlicht am 13.12.2024 um 23:43 Uhr | Aktualisiert am 27.12.2024 um 22:05 Uhr | Lesedauer: 3 Minuten",
    ],
)
def test_author_and_date_below_the_lead_are_left_out_also_below_a_note(line: str) -> None:
    note = "Update: The first crossing was put off to Tuesday, since there was not enough cake."

    found = body(f"<article>{p(ONE, line, TWO, THREE, FOUR)}</article>")
    noted = body(f"<article>{p(note, ONE, line, TWO, THREE, FOUR)}</article>")

    assert found == [ONE, TWO, THREE, FOUR]
    assert noted == [note, ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize("line", ["By then it was late.", "Harbour master since May 2022", "North Quay 3-1 South Quay"])
def test_short_line_near_the_start_that_is_no_author_or_date_is_text(line: str) -> None:
    found = body(f"<article>{p(ONE, line, TWO, THREE)}</article>")

    assert found == [ONE, line, TWO, THREE]


@pytest.mark.parametrize("names", ['id="photo-gallery"', 'class="widget-title"', 'id="nav_gallery_2"'])
def test_sub_heading_is_kept_whatever_its_name(names: str) -> None:
    html = f"<article>{p(ONE, TWO)}<h2 {names}>A gate of steel</h2>{p(THREE, FOUR)}</article>"

    found = body(html)

    assert found == [ONE, TWO, "A gate of steel", THREE, FOUR]


def test_text_behind_a_wall_is_read_where_the_page_holds_it() -> None:
    html = f'<article>{p(ONE)}<p class="regwalled">{TWO}</p><p class="text paywalled">{THREE}</p>{p(FOUR)}</article>'

    found = body(html)

    assert found == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize("escaped", ["caf&eacute; l&amp;o", "&lt;p&gt;caf&amp;eacute; l&amp;amp;o&lt;/p&gt;"])
def test_stored_text_with_entities_is_unescaped(escaped: str) -> None:
    told = json.dumps({"@type": "NewsArticle", "articleBody": f"{ONE} {escaped} {TWO} {THREE} {FOUR}"})
    html = f'<script type="application/ld+json">{told}</script>'

    found = body(html)

    assert "café l&o" in " ".join(found)


def test_date_in_a_list_near_the_start_is_text() -> None:
    line = "13 December 2024, 18:40"
    html = f"<article>{p(ONE, TWO)}<ul><li>{line}</li><li>Quay 3, with the cake</li></ul>{p(THREE)}</article>"

    assert body(html) == [ONE, TWO, line, "Quay 3, with the cake", THREE]


def test_table_is_judged_once_however_many_cells_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []
    monkeypatch.setattr("newscrawl.extraction.body.is_data", lambda table: judged.append(table) or True)
    rows = "<tr><td>Harbour of the outer islands</td><td>Sailing at nine</td></tr>" * 40
    html = f"<article>{p(ONE, TWO)}<table>{rows}</table>{p(THREE, FOUR)}</article>"

    found = body(html)

    assert len(judged) == 1
    assert found.count("Sailing at nine") == 40


def test_lead_below_a_standfirst_is_text_where_it_describes_the_page() -> None:
    html = f'<p class="standfirst">Why the ferry was late.</p><article><p class="lead">{ONE}</p>{p(TWO, THREE, FOUR)}</article>'
    head = f'<head><title>Ferry sails again</title><meta name="description" content="{ONE}"></head>'

    found = extract(f"<html>{head}<body><h1>Ferry sails again</h1>{html}</body></html>", URL).article

    assert found is not None
    assert found.dek == "Why the ferry was late."
    assert (found.body or "").split("\n\n") == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize("line", ["(END)", "– AFP", "With additional reporting by Ines Cole", "ENDS"])
def test_closing_line_stays_in_a_box_with_a_name(line: str) -> None:
    html = f'<article><div class="entry-content">{p(ONE, TWO, THREE, FOUR, line)}</div></article>'

    assert body(html) == [ONE, TWO, THREE, FOUR, line]


@pytest.mark.parametrize(
    "box",
    [
        '<div class="video-caption"><p>{}</p></div>',
        "<figcaption><p>{}</p></figcaption>",
        '<div class="modal" style="display:none"><p>{}</p></div>',
        '<div class="author-tooltip"><p>{}</p></div>',
        "<div><p>{0}</p></div><div><p>{0}</p></div>",
    ],
)
def test_what_stands_beside_the_text_is_no_lead(box: str) -> None:
    line = "Islanders wait at the outer quay for the ferry, with seven cakes and a brass band, on a windy Friday."
    html = f'{box.format(line)}<article class="entry-content">{p(ONE, TWO, THREE, FOUR)}</article>'

    assert body(html) == [ONE, TWO, THREE, FOUR]


def test_paragraph_between_headline_and_text_is_the_lead() -> None:
    rest = [TWO, THREE, FOUR, "The ferry holds two hundred people, nine cars and, in calm weather, a brass band."]
    html = f'<section><p>{ONE}</p></section><article class="entry-content">{p(*rest)}</article>'

    assert body(html) == [ONE, *rest]


def test_box_inside_a_sub_heading_does_not_hide_it() -> None:
    heading = "<h2><div>A gate of steel</div></h2>"
    html = f"<article>{p(ONE, TWO)}{heading}{p(THREE, FOUR)}</article>"

    assert body(html) == [ONE, TWO, "A gate of steel", THREE, FOUR]


def test_headings_of_links_and_notes_go_with_them() -> None:
    links = '<h3>From the islands</h3><ul><li><a href="/x/">Gate gives way in the October storm</a></li></ul>'
    note = "<h2>The writer</h2><p><em>Mara Quill is a reporter who fell into a harbour once.</em></p>"
    html = f"<article>{p(ONE, TWO)}{links}<h3>A gate of steel</h3>{p(THREE, FOUR)}{note}</article>"

    assert body(html) == [ONE, TWO, "A gate of steel", THREE, FOUR]


def test_list_at_the_start_is_read_from_its_first_item() -> None:
    items = "<ol><li>Welcome</li><li>Cake (20 min)</li><li>A word of the harbour master on the gate of steel.</li></ol>"
    html = f"<article>{items}{p(ONE, TWO, THREE)}</article>"

    assert body(html)[:3] == ["Welcome", "Cake (20 min)", "A word of the harbour master on the gate of steel."]


def test_short_list_at_the_end_is_text_where_it_ends_with_a_sentence() -> None:
    text = p(ONE, TWO, THREE, FOUR, *(f"On day {n} of the storm, {ONE}" for n in range(9)))
    html = f"<article>{text}<div><ul><li>Sheep pay 5 crowns</li><li>Cows stay on the outer islands until spring comes.</li></ul></div></article>"

    assert body(html)[-2:] == ["Sheep pay 5 crowns", "Cows stay on the outer islands until spring comes."]


def test_preview_below_a_text_is_left_out() -> None:
    html = f'<article><div class="text">{p(ONE, TWO, THREE, FOUR)}</div><div class="fade">{p(ONE)}</div></article>'

    assert body(html) == [ONE, TWO, THREE, FOUR]


def test_what_stands_below_the_comments_is_left_out() -> None:
    comments = f'<div id="comments"><h3>2 comments</h3>{p("Bring cake, all of you islanders!", "I will, said my aunt, who bakes.")}</div>'
    rules = "<p>The editors may shorten letters, and print none at all when the weather is fine.</p>"
    text = p(ONE, TWO, THREE, FOUR)

    assert body(f"<main>{text}{comments}{rules}</main>") == [ONE, TWO, THREE, FOUR]


def test_text_below_a_link_to_the_comments_is_read() -> None:
    link = '<div class="comments"><a href="#c">3 comments</a></div>'

    assert body(f"<main>{p(ONE, TWO, THREE)}{link}{p(FOUR)}</main>") == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize("lines", [["Mara Quill"], ["MCR/Agencies"], ["mqu"], ["Words: Mara Quill", "Photos: Bo Lind"]])
def test_names_below_the_last_sentence_are_left_out(lines: list[str]) -> None:
    html = f"<article>{p(ONE, TWO, THREE, FOUR, *lines)}</article>"

    assert body(html) == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize(
    "lines",
    [
        ["Tickets: 40 crowns"],
        ["mquill@courier.example"],
        ["The fares are these:", "Sheep half price"],
        ["Bring cake 🎂 2024"],
    ],
)
def test_short_lines_below_the_last_sentence_that_are_no_names_are_text(lines: list[str]) -> None:
    html = f"<article>{p(ONE, TWO, THREE, FOUR, *lines)}</article>"

    assert body(html) == [ONE, TWO, THREE, FOUR, *lines]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('Nota relacionada: <a href="/storm/">La tormenta que tumbó la compuerta del puerto interior</a>', False),
        ('Ilgili: <a href="https://www.courier.example/storm/">Fırtına limanın kapısını kırdı ve feribot kaldı</a>', False),
        ('The minutes: <a href="https://port.example/storm/">All that was said of the gate in October</a>', True),
        ('The mayor said: <a href="/mayor/">The gate</a> will be made of steel instead of oak.', True),
        ('Now we can see <a href="/gate/">what a gate of steel</a> is good for:', True),
        ('Write to us: <a href="mailto:news@courier.example">news@courier.example</a>', True),
    ],
)  # fmt: skip
def test_few_words_and_a_link_to_a_story_of_the_site_are_left_out(line: str, kept: bool) -> None:
    found = body(f"<article>{p(ONE, TWO, line, THREE, FOUR)}</article>")

    assert len(found) == 4 + kept


def test_date_below_the_headline_is_no_standfirst() -> None:
    head = '<header class="intro"><p>21.01.2022 11:46 from</p><p class="lead">Why the ferry was late.</p></header>'

    found = extract(f"<h1>Ferry sails again</h1>{head}<article>{p(ONE, TWO, THREE, FOUR)}</article>", URL).article

    assert found is not None
    assert found.dek == "Why the ferry was late."


def test_short_first_sentence_of_a_dense_script_is_text() -> None:
    texts = ["“妈妈，为什么还不出发？”", *("港口周五表示，通往外岛的渡轮将于周一恢复航行，首航免费。" * 3,) * 4]
    html = (
        f"<html><head><title>渡轮</title></head><body><h1>渡轮恢复航行</h1><article>{p(*texts)}</article></body></html>"
    )

    found = extract(html, URL).article

    assert found is not None
    assert (found.body or "").split("\n\n") == texts


@pytest.mark.parametrize(
    ("line", "kept"),
    [("By the time the gate had broken, all had gone to bed.", True), ("Von Mara Quill und Bo Lind, Maren.", False)],
)
def test_first_sentence_may_start_as_author_lines_do(line: str, kept: bool) -> None:
    assert (line in body(f"<article>{p(line, ONE, TWO, THREE, FOUR)}</article>")) is kept


def test_text_between_boxes_that_are_named_after_comments_is_read() -> None:
    box = '<div class="live-comment"><p>Our reporter at the quay: the gate holds, and so does the cake.</p></div>'
    texts = [ONE, TWO, THREE, FOUR, "The ferry holds two hundred people and nine cars.", "A band will play on Monday."]

    assert body("<main>" + "".join(f"{p(text)}{box}" for text in texts) + "</main>") == texts


@pytest.mark.parametrize(
    "line",
    [
        "Leia também: Tempestade na costa",
        "Puedes seguir a El Faro en Facebook y Twitter.",
        "Únete a nuestro canal de WhatsApp.",
        "Segui Il Faro su Facebook.",
        "RIPRODUZIONE RISERVATA",
        "Dieser Artikel erschien zuerst im Leuchtturm.",
        "Über dieses Thema berichtete der Leuchtturm am 12.12.2024 um 18:00 Uhr.",
        "（责任编辑：张三）",
        "無断転載を禁じます。",
        "저작권자 © 등대 무단전재 및 재배포 금지",
        "تابعنا على فيسبوك",
    ],
)
def test_calls_and_rights_in_many_languages_are_left_out(line: str) -> None:
    assert body(f"<article>{p(ONE, TWO, line, THREE, FOUR)}</article>") == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize(
    "lines",
    [
        ["Good night and good luck"],
        ["To be continued"],
        ["Leith Rovers beat Perth Town"],
        ["Nobody answers"],
        ["John Smith", "Paul Jones", "Ringo Baker"],
        ["ขอให้ทุกคนโชคดี"],
    ],
)
def test_closing_words_and_lists_of_names_below_the_last_sentence_stay(lines: list[str]) -> None:
    html = f"<article>{p(ONE, TWO, THREE, FOUR, *lines)}</article>"

    assert body(html) == [ONE, TWO, THREE, FOUR, *lines]


@pytest.mark.parametrize(
    "question",
    [
        "<p><strong>Name the two masters of a ferry whom you admire most, and say it in a few words.</strong></p>",
        "<p>“And which two masters of a ferry have you admired most in all these years?”</p>",
    ],
)
def test_names_that_an_interview_ends_with_are_its_last_answer(question: str) -> None:
    html = f"<article>{p(ONE, TWO, THREE)}{question}{p('Mara Quill', 'Odd Berg')}</article>"

    assert body(html)[-2:] == ["Mara Quill", "Odd Berg"]


def test_short_answer_to_a_last_question_stays() -> None:
    question = "And would you do the whole thing again if the council asked you to do it tomorrow?"
    html = f"<article>{p(ONE, TWO, THREE, question, 'Mara Quill')}</article>"

    assert body(html)[-1] == "Mara Quill"


def test_address_that_is_none_is_no_error() -> None:
    found = body(
        p(ONE, TWO, THREE, FOUR) + '<p>Background: <a href="http://[::1">The gate in the storm of October</a></p>'
    )

    assert found[:4] == [ONE, TWO, THREE, FOUR]


def marked_comment(inner: str) -> str:
    return f'<div itemprop="comment" itemscope itemtype="https://schema.org/Comment">{inner}</div>'


@pytest.mark.parametrize(
    "comment",
    [
        marked_comment(
            '<p itemprop="text">At last a boat that sails, after all those months of waiting on the quay.</p>'
        ),
        marked_comment(
            '<b itemprop="author">Ole Brandt</b><time itemprop="datePublished" datetime="2024-12-14T12:00:00Z">12:00</time>'
            '<p itemprop="text">At last a boat that sails, after all those months of waiting on the quay.</p>'
        ),
    ],
)
def test_comment_marked_up_inside_the_text_is_none_of_it(comment: str) -> None:
    longer = [f"{text} {text.replace('the', 'that')} {text.lower()}" for text in (ONE, TWO, THREE, FOUR)]
    html = (
        '<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Ferry sails again</h1>'
        f'<div itemprop="articleBody">{p(*longer[:2])}{comment}{p(*longer[2:])}</div></article>'
    )

    article = extract(f"<html><head><title>Ferry sails again</title></head><body>{html}</body></html>", URL).article

    assert article is not None
    assert (article.body or "").split("\n\n") == longer
    assert article.authors == []
    assert article.date_published is None or article.date_published.day == 13


def test_line_that_leads_on_below_a_single_line_break_is_left_out() -> None:
    html = f'<article>{ONE}<br><b>Read also: <a href="/x/">Gate gives way</a></b><br><br>{TWO}<br><br>{THREE}<br>{FOUR}</article>'

    assert body(html) == [ONE, TWO, f"{THREE}\n{FOUR}"]


def test_date_right_before_loose_text_is_no_part_of_it() -> None:
    html = f'<div><span class="news-date-time">13.12.2024 10:20</span> {ONE}<br><br>{TWO}<br><br>{THREE}<br><br>{FOUR}</div>'

    assert body(html) == [ONE, TWO, THREE, FOUR]


def test_first_sub_heading_is_text_where_its_paragraphs_stand_in_a_box() -> None:
    parts = "".join(
        f'<div><h2 class="head">Part {at}</h2><div>{p(text)}</div></div>' for at, text in enumerate((ONE, TWO, THREE))
    )

    assert body(f"<article>{parts}</article>") == ["Part 0", ONE, "Part 1", TWO, "Part 2", THREE]


@pytest.mark.parametrize(
    "line", ['<p style="text-align:right;">Trần Văn Hùng</p>', "<p><b>Liv Haugen</b></p>", "<p>Автор: Олег Смирнов</p>"]
)
def test_author_set_off_below_the_text_is_no_part_of_it(line: str) -> None:
    assert body(f"<article>{p(ONE, TWO, THREE, FOUR)}{line}</article>") == [ONE, TWO, THREE, FOUR]


def test_last_paragraph_in_a_box_that_its_class_calls_the_last_is_text() -> None:
    last = "The port will talk about fares in spring."
    boxes = "".join(f'<div class="ce_text block">{p(text)}</div>' for text in (ONE, TWO, THREE, FOUR, ONE[4:], TWO[3:]))

    found = body(f'<article>{boxes}<div class="ce_text last block">{p(last)}</div></article>')

    assert found[-1] == last


def test_call_to_subscribe_in_a_later_sentence_is_left_out() -> None:
    call = "<p><b>Op de hoogte blijven van de haven? Meld je aan voor onze nieuwsbrief.</b></p>"

    assert body(f"<article>{p(ONE, TWO, THREE, FOUR)}{call}</article>") == [ONE, TWO, THREE, FOUR]


def test_class_that_denies_a_standfirst_makes_none() -> None:
    found = body(f'<div class="entry-content post-with-no-excerpt">{p(ONE, TWO, THREE, FOUR)}</div>')

    assert found == [ONE, TWO, THREE, FOUR]


def test_quotation_set_by_its_system_is_text() -> None:
    html = (
        f'<article>{p(ONE, TWO)}<blockquote class="BlockquoteEmbed-x1"><p>{THREE}</p></blockquote>{p(FOUR)}</article>'
    )

    assert body(html) == [ONE, TWO, THREE, FOUR]


def test_bold_line_above_a_list_that_is_text_is_text() -> None:
    html = f"<article>{p(ONE, TWO)}<p><b>The boats</b></p><ul><li><a href='/x/'>Osmund</a>, of 1979</li></ul>{p(THREE)}</article>"

    assert "The boats" in body(html)


def test_call_between_headline_and_text_is_no_lead() -> None:
    call = "<p><em>The Courier is read on all the islands, and has been for a hundred years. <a href='/x/'>Sign up</a>.</em></p>"
    html = f"<div><div>{call}</div><div class='article-body'>{p(ONE, TWO, THREE, FOUR)}</div></div>"

    assert body(html) == [ONE, TWO, THREE, FOUR]


def test_short_last_part_is_text_where_the_parts_are_alike() -> None:
    part = "<section class='block'><h2>{head}</h2><div><p>{text}</p></div></section>"
    heads = ["The news", "Know more", "Our view", "And yet"]
    html = "".join(
        part.format(head=head, text=text) for head, text in zip(heads, [ONE * 5, TWO * 5, THREE * 5, FOUR], strict=True)
    )

    found = body(f"<section class='post-body'>{html}</section>")

    assert found[-2:] == ["And yet", FOUR]


def test_heading_in_a_box_that_is_named_an_introduction_is_no_standfirst() -> None:
    html = f"<article><section class='block intro'><h2>The news</h2><div>{p(ONE, TWO)}</div></section>{p(THREE, FOUR)}</article>"

    found = extract(f"<html><body>{HEAD[32:]}{html}</body></html>", URL).article

    assert found is not None
    assert found.dek != "The news"


def test_address_below_a_korean_story_is_its_reporters() -> None:
    sentence = "항구 당국은 월요일부터 바깥 섬으로 가는 여객선이 다시 운항한다고 금요일에 밝혔다."
    texts = [f"{at} {sentence} {sentence}" for at in range(4)]

    assert body(f"<article>{p(*texts, 'kim@courier.example')}</article>") == texts


def test_next_story_below_the_first_is_no_part_of_it() -> None:
    texts = [f"{text} {FOUR}" for text in (ONE, TWO, THREE)]
    card = "<article><h1><a href='/x/'>Gate of steel</a></h1></article>"
    first = f"<div><article>{HEAD[32:]}<div>{p(texts[0])}{card}{p(*texts[1:])}</div></article></div>"
    second = f"<div><article>{card[9:-10]}<div>{p(*(f'{text[::-1]}.' for text in texts))}</div></article></div>"

    found = extract(f"<html><body><main>{first}{second}</main></body></html>", URL).article

    assert found is not None
    assert found.body == "\n\n".join(texts)


def test_question_to_be_opened_is_text_and_a_button_beside_a_heading_is_not() -> None:
    question = f"<h3><button>Who may sail?</button><button>Open</button></h3><div><p>{TWO}</p></div>"
    heading = f"<h3>The gate <button>Share</button></h3><p>{THREE}</p>"

    found = body(f"<article>{p(ONE)}{question}{heading}{p(FOUR)}</article>")

    assert found == [ONE, "Who may sail?", TWO, "The gate", THREE, FOUR]


@pytest.mark.parametrize(
    ("described", "is_text"),
    [("The harbour is at work again.", True), (ONE, False), ("", False)],
    ids=["other", "same", "none"],
)
def test_first_paragraph_named_an_introduction_is_text_where_the_page_describes_itself_otherwise(
    described: str, is_text: bool
) -> None:
    meta = f'<meta name="description" content="{described}">' if described else ""
    html = f'<article><div><p class="text text--intro">{ONE}</p>{"".join(f"<p class=text>{text}</p>" for text in (TWO, THREE, FOUR))}</div></article>'

    article = extract(f"<html><head>{meta}</head><body>{HEAD[32:]}{html}</body></html>", URL).article

    assert article is not None
    assert (article.body or "").startswith(ONE) is is_text
    assert (article.dek == ONE) is not is_text


def test_quotation_that_links_a_post_and_goes_on_is_text() -> None:
    quote = (
        "<blockquote><p>What she <a href='https://twitter.com/bo/status/1'>wrote that day</a> was not meant for the "
        "islanders, and she said so at once.</p></blockquote>"
    )

    found = body(f"<article>{p(ONE, TWO)}{quote}{p(THREE, FOUR)}</article>")

    assert found[2] == "What she wrote that day was not meant for the islanders, and she said so at once."
