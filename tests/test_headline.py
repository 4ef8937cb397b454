"""Which text of a page is the headline."""

import pytest

from newscrawl.extraction.headline import find_headline
from newscrawl.extraction.structured import StructuredData
from newscrawl.page import Page

URL = "https://courier.example/2024/12/13/ferry-sails-again/"
HOME = '<a href="https://courier.example/">The Maren Courier</a>'
SELF = f'<a href="{URL}">Ferry sails again</a>'
SITE = "The Maren Courier"


def headline(html: str) -> str | None:
    page = Page(html, URL)
    candidates, _ = find_headline(page, StructuredData(page))
    return candidates[0].value if candidates else None


@pytest.mark.parametrize(
    ("title", "body"),
    [
        # the site's name in h1, the story in a smaller heading that links to itself
        (f"{SITE} » Blog Archive » Ferry sails again", f"<h1>{HOME}</h1><h2>{SELF}</h2>"),
        ("Ferry sails again | The Maren Courier", f"<h1>{HOME}</h1><h3>Ferry sails again</h3>"),
        # a section's name or a kicker inside the heading
        (f"Ferry sails again - {SITE}", f"{HOME}<h1><span>Islands</span> <span>Ferry sails again</span></h1>"),
        (f"Ferry sails again – Page 2 – {SITE}", f"{HOME}<h1><i>Islands</i> <span>Ferry sails again</span></h1>"),
        # no heading at all
        ("The Maren Courier: Ferry sails again", f'{HOME}<font size="5"><b>Ferry sails again</b></font><p>Text</p>'),
        ("Ferry sails again", '<div class="t">Ferry sails again</div><p>Text</p>'),
        # a title that says less than the heading
        ("The Maren Courier", f"{HOME}<h1>Ferry sails again</h1>"),
    ],
)  # fmt: skip
def test_headline_is_the_story_not_the_site(title: str, body: str) -> None:
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"

    found = headline(html)

    assert found == "Ferry sails again"


def test_headline_absent_where_only_the_site_is_named() -> None:
    widget = "<aside><h1>Recent comments</h1></aside>"
    html = f"<title>{SITE}</title><body><h1>{HOME}</h1><h2></h2><p>Text</p>{widget}"

    found = headline(html)

    assert found is None


@pytest.mark.parametrize(
    ("heading", "declared", "expected"),
    [
        ("<span>Islands</span><span>Ferry sails again</span>", "Islands / Ferry sails again", "Islands / Ferry sails again"),
        ("<span>Islands:</span><span>Ferry sails again</span>", "Islands: Ferry sails again", "Islands: Ferry sails again"),
        ("Ferry sails again to the islands", "Ferry sails again to the islands » ☆☆☆", "Ferry sails again to the islands"),
    ],
)  # fmt: skip
def test_parts_of_a_heading_are_put_apart_as_declared(heading: str, declared: str, expected: str) -> None:
    html = f'<title>{declared}</title><meta property="og:title" content="{declared}"><h1>{heading}</h1><p>Text</p>'

    assert headline(html) == expected


def test_headline_in_no_heading_of_a_site_whose_name_is_a_picture() -> None:
    html = """<title>Ferry sails again to the islands – Harbour Post</title><a href="/"><img src="logo.gif" alt="Post"></a>
        <font size="5"><b>Ferry sails again to the islands</b></font><p>Text</p>"""

    assert headline(html) == "Ferry sails again to the islands"
