"""Author lines as papers of many countries print them, and authors as their systems declare them."""

import json

import pytest

from newscrawl import extract

URL = "https://courier.example/story/ferry-sails-again"
TEXT = (
    "<p>The ferry to the outer islands will sail again from Monday, the port said on Friday after long talks.</p>" * 5
)


def authors(head: str, *, declared: str = "", behind: str = "", language: str = "en") -> list[str]:
    meta = f'{declared}<meta property="og:site_name" content="The Maren Courier">'
    page = f"<html lang={language}><title>Ferry sails again</title>{meta}<article><h1>Ferry sails again</h1>{head}"
    found = extract(f"{page}<div>{TEXT}{behind}</div></article></html>", URL).article
    assert found is not None
    return found.authors


def ld(*names: str) -> str:
    people = [{"@type": "Person", "name": name} for name in names]
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "author": people})}</script>'


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>Sam Cole | Staff Writer | 03/12/2026 6:40 PM</p>", ["Sam Cole"]),
        ("<p>Sam Cole, Chief Reporter | 12/03/2026 18:40 | 2 comments</p>", ["Sam Cole"]),
        ("<div><span>Sam Cole</span><span>Transport reporter</span><span>12/03/2026</span></div>", ["Sam Cole"]),
        ("<p><span>Posted 3 hours ago</span> <span>By Sam Cole, Local Democracy Reporter</span></p>", ["Sam Cole"]),
        ("<div><div>By Ada Bright,</div> <div>Nils Hov</div></div>", ["Ada Bright", "Nils Hov"]),
        ("<div>Von Sam Cole am <span>Samstag, 19. Oktober 2019</span></div>", ["Sam Cole"]),
        ("<div>Por <b>Martín Salas</b><br>Corresponsal en Maren</div>", ["Martín Salas"]),
        ("<p>Words by Tess Marlow, photographs by Ian Rudd</p>", ["Tess Marlow"]),
        ("<p>Von Jörg Brandt und Heike Sommer, Maren</p>", ["Jörg Brandt", "Heike Sommer"]),
        ("<p>Door onze correspondent Sanne de Wit</p>", ["Sanne de Wit"]),
        ("<p>BETH OLDHAM Times Staff Writer</p>", []),
        ("<p>By BETH OLDHAM Times Staff Writer</p>", ["BETH OLDHAM"]),
        ("<p>Jana Malá, ČTK</p>", ["Jana Malá"]),
        ("<p>Anu Thomas / TNN</p>", []),
        ("<p>By Rosa Lunt, Senior Lecturer in Economics, Perth University</p>", ["Rosa Lunt"]),
        ("<div><span>김서연 기자</span><span>입력 <span>2026. 3. 12. 18:40</span></span></div>", ["김서연"]),
        ("<p>oprac. Jan Nowicki</p>", ["Jan Nowicki"]),
        ("<p>Szerző: Kovács Éva</p>", ["Kovács Éva"]),
        ("<p><span>Σύνταξη: Ελένη Παππά</span> <span>Δημοσίευση: 12 Μαρτίου 2026</span></p>", ["Ελένη Παππά"]),
        ("<p>Haber: Elif Demir - Kaynak: AA</p>", ["Elif Demir"]),
        ("<p>Автор: Анна Ветрова, специальный корреспондент</p>", ["Анна Ветрова"]),
        ("<p>بقلم: سلمى حداد</p>", ["سلمى حداد"]),
        ("<p>โดย สมชาย ใจดี</p>", ["สมชาย ใจดี"]),
        ("<p>Interview: Petra Lauf | 12. März 2026</p>", ["Petra Lauf"]),
        ("<p>〔記者陳怡君／馬倫報導〕</p>", ["陳怡君"]),
        ("<p>【記者・佐藤美咲】</p>", ["佐藤美咲"]),
        ("<p>2026-03-12 18:40:22　来源：马伦日报　作者：李晓明</p>", ["李晓明"]),
        (
            "<p>By Courier staff and wire reports</p>",
            ["Courier staff and wire reports"],
        ),
        ("<p>Sam Cole, mayor of Maren</p>", []),
    ],
)
def test_author_line_between_headline_and_text(line, names):
    assert authors(line) == names


@pytest.mark.parametrize(
    ("behind", "names"),
    [
        ("<p>Penulis: Sri Wahyuni<br>Editor: Budi Santoso</p>", ["Sri Wahyuni"]),
        ("<p style='text-align: right'><strong>Nguyễn Lan</strong></p>", ["Nguyễn Lan"]),
        ("<p style='text-align: right'>Once a week only.</p>", []),
        ("<p style='text-align: right'>English / Türkçe</p>", []),
        ("<p>— “Let It Sail”</p>", []),
        ("<p>– The name has to be told</p>", []),
        ("<p>（责编：牛镛、岳弘彬）</p>", ["牛镛", "岳弘彬"]),
    ],
)
def test_author_signs_below_the_text(behind, names):
    assert authors("", behind=behind) == names


def test_reporters_sign_for_an_office():
    credit = "<p>Reporting by Ann Loft and Kofi Mensah in Maren; Editing by Bruce Pell</p>"

    assert authors("<p>By Courier Staff</p>", behind=credit) == ["Ann Loft", "Kofi Mensah"]
    assert authors("<p>By Mara Quill</p>", behind=credit) == ["Mara Quill"]


@pytest.mark.parametrize(
    ("declared", "line", "names"),
    [
        (ld("Carl Benning", "The Maren Courier"), "", ["Carl Benning"]),
        (ld("Carl Benning, The Maren Courier"), "", ["Carl Benning"]),
        (ld("BETH OLDHAM Times Staff Writer"), "", ["BETH OLDHAM"]),
        (ld("Super User"), "<p>di Chiara Volpe</p>", ["Chiara Volpe"]),
        (
            '<meta name="author" content="Mara Quill">',
            "<p>By Mara Quill and Odd Berg</p>",
            ["Mara Quill", "Odd Berg"],
        ),
        (
            "",
            "<p><a rel=author href=/m><b>Kari Moe</b></a></p><div><address class=author>Kari Moe</address>"
            "<address class=author>Ole Dahl</address><address class=author>NTB</address></div>",
            ["Kari Moe", "Ole Dahl"],
        ),
        (
            "",
            "<div class=author><span class=contributor-name>Mara Quill</span><span class=place>Maren</span></div>",
            ["Mara Quill"],
        ),
    ],
)
def test_what_is_declared_is_read_with_what_is_shown(declared, line, names):
    assert authors(line, declared=declared) == names


def test_article_is_told_from_teasers_in_the_metadata_by_its_headline():
    teaser = {
        "@type": "NewsArticle",
        "headline": "School on the isle closes",
        "datePublished": "2026-02-02",
        "author": "Yan Else",
    }
    own = {"@type": "NewsArticle", "headline": "Ferry sails again", "author": "Mo Reed"}
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in (teaser, own))

    assert authors("", declared=scripts) == ["Mo Reed"]


def test_section_is_named_as_readers_see_it():
    node = {"@type": "NewsArticle", "headline": "Ferry sails again", "articleSection": "news/local"}
    html = (
        f'<title>Ferry</title><script type="application/ld+json">{json.dumps(node)}</script>'
        f'<meta property="article:section" content="Local"><h1>Ferry sails again</h1>{TEXT}'
    )

    article = extract(html, URL).article

    assert article is not None
    assert article.section == "Local"


PICTURE = (
    '<div class="photo"><img src="/a.jpg"><div class="caption-box"><p>The ferry at the quay.</p>'
    '<ul><li class="x-byline">Dana Whitlock</li></ul></div></div>'
)


def test_who_took_the_picture_is_no_author_where_somebody_else_signs():
    caption = '<figure><img src="/a.jpg"><figcaption>The ferry at the quay. <span class="autor">Jitka Horáková</span></figcaption></figure>'

    assert authors(f'<span class="x-byline">By Theo Brandt theo@courier.example</span>{PICTURE}') == ["Theo Brandt"]
    assert authors(PICTURE) == ["Dana Whitlock"]
    assert authors(caption, behind="<p>Autor: Bohumil Krejza</p>") == ["Bohumil Krejza"]


def test_names_in_boxes_alike_are_people_of_their_own():
    box = '<div class="sign--author"><span>oprac. Jagoda Wilk</span><span>Krystian Sroka</span></div>'

    assert authors(box, declared=ld("Jagoda Wilk")) == ["Jagoda Wilk", "Krystian Sroka"]


def test_reporters_in_two_lines_both_sign():
    lines = '<div><p class="n">서가람 기자</p></div><div><p class="n">도윤호 기자</p></div>'

    assert authors(lines, language="ko") == ["서가람", "도윤호"]


@pytest.mark.parametrize(
    ("below", "names"), [("（森下葵、谷口遼）", ["森下葵", "谷口遼"]), ("（共同通信社）", []), ("（写真提供）", [])]
)
def test_names_in_brackets_below_a_japanese_story_sign_it(below, names):
    assert authors("", behind=f"<p>{below}</p>", language="ja") == names
