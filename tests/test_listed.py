"""Stories without a sentence: what stands where the text would is their text."""

import pytest

from newscrawl import extract

URL = "https://blog.example/2024/05/20/post/"
PAGE = """<html><body class="single single-post"><nav><ul><li><a href="/">Home</a></li></ul></nav>
<article class="post hentry"><h1 class="entry-title">Ergebnisse der Regatta am Weißen See</h1>
{content}<p class="tags-links"><a href="/tag/segeln/">Segeln</a></p></article>
<div class="cookie-notice"><p>Diese Seite verwendet Cookies, damit alles funktioniert. Mehr dazu unter Datenschutz.</p></div>
</body></html>"""


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (
            '<div class="entry-content"><ul><li>Lena Brandt, 41 Punkte</li><li>Tom Hagel, 38 Punkte</li></ul></div>',
            ["Lena Brandt, 41 Punkte", "Tom Hagel, 38 Punkte"],
        ),
        (
            '<div class="entry-content"><table><tr><td>Lena Brandt</td><td>41 Punkte</td></tr>'
            "<tr><td>Tom Hagelstein</td><td>38 Punkte</td></tr></table></div>",
            ["Lena Brandt", "41 Punkte", "Tom Hagelstein", "38 Punkte"],
        ),
        (
            "<blockquote><h2>Wer malt das schönste Boot</h2><h4>Bilder bis 3. April an den Verein</h4></blockquote>",
            ["Wer malt das schönste Boot", "Bilder bis 3. April an den Verein"],
        ),
    ],
)
def test_lists_tables_and_headings_are_the_text_of_a_story_that_has_nothing_else(content, body):
    article = extract(PAGE.format(content=content).encode(), URL).article

    assert article.body.split("\n\n") == body


@pytest.mark.parametrize(
    "content",
    [
        '<div class="entry-content"></div>',
        '<div class="entry-content"><figure><img src="a.jpg"><figcaption>Ein Boot im Hafen</figcaption></figure></div>',
        '<div class="entry-content"><p><a href="/2024/05/19/a/">Zum Bericht von gestern</a></p></div>',
    ],
)
def test_a_story_without_any_text_has_no_body(content):
    article = extract(PAGE.format(content=content).encode(), URL).article

    assert article.body is None
