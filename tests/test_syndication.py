from datetime import UTC, datetime

import pytest

from newscrawl.syndication import Entry, read_feed

URL = "https://paper.example/feed/"


def only_entry(body: str) -> Entry:
    feed = read_feed(body.encode(), URL)
    assert feed is not None
    (entry,) = feed.entries
    return entry


def rss(item: str) -> str:
    return f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item>{item}</item></channel></rss>"""


def atom(entry: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{entry}</entry></feed>'


@pytest.mark.parametrize(
    ("markup", "author"),
    [
        ("<dc:creator><![CDATA[Ines Maro]]></dc:creator>", "Ines Maro"),
        ("<author>desk@paper.example (Ines Maro)</author>", "Ines Maro"),
        ("<author>desk@paper.example</author>", "desk@paper.example"),
        ("<dc:creator>Ines</dc:creator><dc:creator>Jon</dc:creator>", "Ines"),
        ("", None),
    ],
)
def test_author_of_rss(markup: str, author: str | None) -> None:
    assert only_entry(rss(markup)).author == author


def test_content_is_the_full_text_where_there_is_one() -> None:
    summary = "<description>Short</description>"

    assert only_entry(rss(summary)).content == "Short"
    assert (
        only_entry(rss(f"<content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded>{summary}")).content == "<p>Long</p>"
    )


def test_address_keeps_the_fragment_that_names_a_comment() -> None:
    assert only_entry(rss("<link>/talks/#comment-5</link>")).url == "https://paper.example/talks/#comment-5"


def test_atom_author_content_and_relations() -> None:
    entry = only_entry(
        atom(
            "<author><name>Ines Maro</name><uri>/people/ines</uri></author>"
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long</p></div></content>'
            '<link rel="related" href="/comments/3"/><link href="/talks"/><updated>2014-11-21T08:30:00Z</updated>'
        )
    )

    assert (entry.author, entry.author_url) == ("Ines Maro", "https://paper.example/people/ines")
    assert "<p>Long</p>" in (entry.content or "")
    assert (entry.url, entry.related) == ("https://paper.example/talks", "https://paper.example/comments/3")
    assert entry.updated == datetime(2014, 11, 21, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("<title>AT&amp;amp;T &lt;b&gt;sues&lt;/b&gt;</title>", "AT&T sues"),
        ('<title type="html">Caf&amp;eacute;</title>', "Café"),
        ('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <i>b</i></div></title>', "A b"),
        ("<title>  two\n lines </title>", "two lines"),
        ("<title>1 &lt; 2</title>", "1 < 2"),
        ("<title/>", None),
    ],
)
def test_titles_become_plain_text(title: str, text: str | None) -> None:
    assert only_entry(atom(title)).title == text
