"""What is declared and printed of an article beside its text: comments, walls, section, agency."""

from __future__ import annotations

import pytest

from newscrawl import extract
from newscrawl.items import Article

URL = "https://maren.example/islands/2026/03/12/ferry.html"
TEXT = "".join(
    f"<p>The old ferry of Maren left the quay for the {nth} time, and the islanders who saw it off said they would "
    "miss its whistle more than its timetable, which nobody had ever been able to read.</p>"
    for nth in ("first", "second", "third", "last")
)


def article(*, head: str = "", above: str = "", below: str = "", behind: str = "", menu: str = "") -> Article:
    html = (
        f"<title>Ferry sails again</title>{head}<nav>{menu}</nav><main>{above}<h1>Ferry sails again</h1>{below}"
        f"<div class='text'>{TEXT}{behind}</div></main>"
    )
    found = extract(html, URL).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("printed", "count"),
    [
        ("<p>3 Comentarios</p>", 3),
        ("<ul><li>214 komentarzy</li></ul>", 214),
        ("<p>Comments (14)</p>", 14),
        ("<p>1,204 comments</p>", 1204),
        ("<p>1 204 commentaires</p>", 1204),
        ("<p>Top 5 comments</p>", None),
        ("<p>8 ΣΧΟΛΙΑ</p>", 8),
        ("<p>댓글 12</p>", 12),
        ("<p>The 3 comments of the mayor drew laughter</p>", None),
        ("<p>Comments</p>", None),
    ],
)
def test_number_of_comments_is_read_by_the_headline(printed: str, count: int | None) -> None:
    assert article(below=printed).comment_count_declared == count


@pytest.mark.parametrize(
    ("link", "count"),
    [
        ('<a href="#comments">Voir les commentaires (12)</a>', 12),
        (f'<a href="{URL}#respond">2 Comments</a>', 2),
        ('<a href="/islands/2026/03/11/other.html#comments">7 Comments</a>', None),
        ('<a href="#top">7 Comments</a>', None),
    ],
)
def test_number_of_comments_is_read_from_a_link_to_them(link: str, count: int | None) -> None:
    assert article(behind=f"<div><div>{link}</div></div>").comment_count_declared == count


@pytest.mark.parametrize(
    ("marks", "paywalled"),
    [
        ({"above": "<div>Article réservé aux abonnés</div>"}, True),
        ({"below": "<p><span>2026/3/12</span> <span>有料会員限定記事</span></p>"}, True),
        ({"below": "<p>Exclusivo para suscriptores</p>"}, True),
        ({"below": "<p>By Mara Quill</p>"}, None),
        ({"head": '<meta property="article:content_tier" content="free">', "below": "<p>Subscribers only</p>"}, False),
    ],
)
def test_wall_is_told_by_what_is_printed_beside_the_headline(marks: dict[str, str], paywalled: bool | None) -> None:
    assert article(**marks).paywalled is paywalled


@pytest.mark.parametrize(
    ("above", "section"),
    [
        ('<a href="/islands/">Islands</a>', "Islands"),
        ('<div class="x1"><a href="/">Home</a> <a href="/culture/">Culture</a></div>', "Culture"),
        ('<div><a href="/photos/">Photos</a></div>', None),
        ('<div><a href="https://other.example/islands/">Islands</a></div>', None),
        ('<div><a href="/islands/">12 March 2026</a></div>', None),
    ],
)
def test_section_is_the_link_above_the_headline_to_a_part_of_the_site(above: str, section: str | None) -> None:
    assert article(above=above, menu='<a href="/culture/">Culture</a>').section == section


@pytest.mark.parametrize(
    ("where", "agency", "finder"),
    [
        ({"head": '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry sails again",'
          '"author":[{"@type":"Person","name":"Mara Quill"},{"@type":"Organization","name":"AFP"}]}</script>'}, "AFP", "json_ld.author"),
        ({"below": "<p>Von Mara Quill, dpa</p>"}, "dpa", "head.byline"),
        ({"below": "<p>Haber: Cem Karataş / Maren, (DHA)</p>"}, "DHA", "head.byline"),
        ({"behind": "<p>Źródło: PAP</p>"}, "PAP", "page.source"),
        ({"below": "<p>12. 3. 2026 | Zdroj: ČTK, Maren24</p>"}, "ČTK", "page.source"),
        ({"behind": '<p class="signature">Solène Kerbrat (avec AFP)</p>'}, "AFP", "page.author"),
        ({"below": "<p>By Mara Quill</p>"}, None, None),
    ],
)  # fmt: skip
def test_agency_is_named_by_authors_and_sources(where: dict[str, str], agency: str | None, finder: str | None) -> None:
    found = article(**where)

    assert (found.agency, found.sources.get("agency")) == (agency, finder)
