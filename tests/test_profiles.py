import dataclasses
from datetime import UTC, datetime

import pytest
from lxml import html

from newscrawl import extract
from newscrawl.demo.content import Remark
from newscrawl.demo.site import DemoSite
from newscrawl.errors import ProfileError
from newscrawl.extraction import endpoints
from newscrawl.items import Article, Comment
from newscrawl.profiles import FOLLOW_UPS, Selector, load_profile, profile_for
from newscrawl.profiles.library import BUNDLED, profile_names
from newscrawl.profiles.profile import ARTICLE_FIELDS, CADENCE, COMMENT_FIELDS
from newscrawl.scheduling import Cadence

FULL = """
name = "daily-harbour"
seeds = ["https://harbour.example/", "https://harbour.example/sport/"]
allow = ['/\\d{4}/']
deny = ['/print/']
since = 2024-11-21
max_pages = 500
max_depth = 3
timezone = "Europe/Oslo"
language = "en-GB"
day_first = true
believe_canonical = false
exclude = [".ad"]

[politeness]
delay = 2
concurrency = 1

[follow_ups]
disqus = false

[cadence]
source_min = "30m"
article_max = "60d"

[article]
headline = "h1.title"
body = [".story > p", "xpath://div[@id='text']/p"]

[comment]
item = "li.comment"
author = "b"
"""


def write(folder, text, name="site.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_load_profile_reads_all_keys(tmp_path):
    path = write(tmp_path, FULL)

    profile = load_profile(str(path))

    assert profile.name == "daily-harbour"
    assert profile.seeds == ("https://harbour.example/", "https://harbour.example/sport/")
    assert (profile.allow, profile.deny) == ((r"/\d{4}/",), ("/print/",))
    assert profile.since == datetime(2024, 11, 21, tzinfo=UTC)
    assert (profile.max_pages, profile.max_depth) == (500, 3)
    assert (profile.timezone, profile.language, profile.day_first) == ("Europe/Oslo", "en-GB", True)
    assert profile.believe_canonical is False
    assert (profile.delay, profile.concurrency) == (2.0, 1)
    assert (profile.follows("disqus"), profile.follows("coral")) == (False, True)
    assert profile.cadence == {"source_min": 1800, "article_max": 60 * 86400}
    assert [s.source for s in profile.selectors["body"]] == [".story > p", "xpath://div[@id='text']/p"]
    assert profile.comments is not None
    assert profile.comments.item[0].source == "li.comment"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("seed = []", "seed: there is no such key; did you mean seeds?"),
        ("qqq = 1", "qqq: there is no such key; known are name, seeds"),
        ('seeds = "https://a.example/"', "seeds: 'https://a.example/' is not a list of strings; write a list"),
        ('seeds = ["a.example"]', "seeds: 'a.example' is not an http(s) address; write it in full"),
        ('seeds = ["ftp://a.example/"]', "seeds: 'ftp://a.example/' is not an http(s) address"),
        ("allow = ['(']", "allow: '(' is not a regular expression"),
        ('timezone = "Asia/Soul"', "timezone: 'Asia/Soul' is not a time zone; did you mean Asia/Seoul?"),
        ('timezone = "../etc/passwd"', "timezone: '../etc/passwd' is not a time zone"),
        ("timezone = 9", "timezone: 9 is not a time zone"),
        ('language = "English!"', "language: 'English!' is not a language tag"),
        ('day_first = "yes"', "day_first: 'yes' is neither true nor false"),
        ("max_pages = 0", "max_pages: 0 is not a whole number from 1 up"),
        ("max_depth = true", "max_depth: True is not a whole number from 0 up"),
        ('since = "soon"', "since: it is not a day; write it as 2024-11-21"),
        ('name = "a/b"', "name: 'a/b' is not a name"),
        ("politeness = 3", "politeness: 3 is not a table; write a line [politeness]"),
        ("[politeness]\ndelay = -1", "politeness.delay: -1 is not a number from 0 up"),
        ("[politeness]\ndelays = 1", "politeness.delays: there is no such key; did you mean delay?"),
        ("[follow_ups]\ndiscus = true", "follow_ups.discus: there is no such key; did you mean disqus?"),
        ('[cadence]\nsource_min = "soon"', "cadence.source_min: 'soon' is not a duration"),
        ('[cadence]\nsource_min = "99999999999w"', "cadence.source_min: '99999999999w' is longer than ten years"),
        (
            '[cadence]\narticle_min = "9d"\narticle_max = "1d"',
            "cadence.article_min: it is longer than article_max; swap the two",
        ),
        ('[article]\nheadline = "h1["', "article.headline: 'h1[' is not a selector"),
        ('[article]\nheadline = ""', "article.headline: '' is not a selector"),
        ('[article]\nheadline = "xpath://h1["', "article.headline: 'xpath://h1[' is not a selector"),
        ('[article]\nheadline = "xpath:nope(//h1)"', "article.headline: 'xpath:nope(//h1)' is not a selector"),
        ('[article]\nheadlin = "h1"', "article.headlin: there is no such key; did you mean headline?"),
        ('[article]\nheadline = "xpath://h1[nope(.)]"', "there is no function nope()"),
        ('[article]\nheadline = "xpath://h1[contains(@class)]"', "contains() takes 2 arguments, not 1"),
        ("[article]\nheadline = \"xpath://h1[count('p')]\"", "count() takes elements, not a text or number"),
        ('[article]\nheadline = "xpath://h1[. = $title]"', "there is no variable $title"),
        ('[article]\nheadline = "xpath://h1/svg:title"', "there is no prefix svg:"),
        (
            "[article]\nbody = \"xpath://p[re:test(., '[')]\"",
            "article.body: \"xpath://p[re:test(., '[')]\" is not a sel",
        ),
        ("[comment]\nitem = \"xpath:re:match(//p, '(')\"", "'(' is not a regular expression: missing )"),
        ('[comment]\nauthor = "b"', "comment.item: it is missing; give the selector of one whole comment"),
        ("seeds = [", "is not TOML"),
    ],
)
def test_load_profile_error_names_file_key_rule_and_cure(tmp_path, text, message):
    path = write(tmp_path, text)

    with pytest.raises(ProfileError) as caught:
        load_profile(str(path))

    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert caught.value.exit_code == 1


def test_load_profile_missing_file(tmp_path):
    with pytest.raises(ProfileError, match=r"none\.toml: cannot be read \(No such file or directory\); check the path"):
        load_profile(str(tmp_path / "none.toml"))


def test_load_profile_unknown_name_hints_at_a_close_one(tmp_path):
    write(tmp_path, "", "harbour.toml")

    with pytest.raises(ProfileError, match=r"no profile 'harbor' in .*; did you mean harbour\?"):
        load_profile("harbor", [tmp_path])


def test_load_profile_own_folder_comes_before_bundled(tmp_path):
    write(tmp_path, "max_pages = 7", "demo.toml")

    assert load_profile("demo", [tmp_path]).max_pages == 7
    assert load_profile("demo").max_pages is None


def test_profile_for_host_then_domain(tmp_path):
    write(tmp_path, 'seeds = ["https://sport.harbour.example/"]', "a.toml")
    write(tmp_path, 'seeds = ["https://harbour.example/"]', "b.toml")

    found = {
        url: profile.name if (profile := profile_for(url, [tmp_path])) else None
        for url in ("https://harbour.example/x", "https://sport.harbour.example/x", "https://www.harbour.example/x",
                    "https://other.example/", "http://127.0.0.1:8765/city", "http://127.0.0.1:9/city")
    }  # fmt: skip

    assert found == {
        "https://harbour.example/x": "b",
        "https://sport.harbour.example/x": "a",
        "https://www.harbour.example/x": "b",
        "https://other.example/": None,
        "http://127.0.0.1:8765/city": "demo",
        "http://127.0.0.1:9/city": None,
    }


@pytest.mark.parametrize("name", profile_names())
def test_bundled_profile_is_valid_and_named_as_its_file(name):
    assert load_profile(name).name == name


def test_bundled_profiles_are_toml_files():
    assert [path.suffix for path in BUNDLED.iterdir()] == [".toml"] * len(profile_names())


def test_profile_is_frozen(tmp_path):
    profile = load_profile("demo")

    with pytest.raises(dataclasses.FrozenInstanceError):
        profile.name = "x"  # type: ignore[misc]


def test_known_names_are_those_of_the_rest_of_the_package():
    articles = {field.name for field in dataclasses.fields(Article)}
    comments = {field.name for field in dataclasses.fields(Comment)}

    assert set(FOLLOW_UPS) == set(endpoints.PLATFORMS)
    assert set(CADENCE) == {field.name for field in dataclasses.fields(Cadence)}
    assert set(ARTICLE_FIELDS) <= articles
    assert set(COMMENT_FIELDS) <= comments


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("p.a", ["one"]),
        ("p::text", ["one", "two"]),
        ("a::attr(href)", ["/x"]),
        ("xpath://p[re:test(@class, '^b')]", ["two"]),
        ("xpath:string(//p[2])", ["two"]),
        ("xpath:count(//p)", ["2.0"]),
        ("xpath:boolean(//p)", []),
        ("nav", []),
    ],
)
def test_selector_find(source, expected):
    root = html.fromstring('<div><p class="a">one</p><p class="b">two</p><a href="/x"></a></div>')

    found = Selector.compile(source).find(root)

    assert [value if isinstance(value, str) else value.text for value in found] == expected


PAGE = """<html lang="en"><head><title>Seen | Site</title><link rel="canonical" href="https://harbour.example/wrong">
<meta property="og:title" content="SEO title"></head><body>
<div class="ad">Buy now</div>tail
<h2 class="big">The real headline</h2>
<div class="who">By Ada Quill</div><div class="when">03/04/2024 10:00</div>
<div class="txt"><p>OSLO (AP) — First paragraph of the story.</p><div class="ad">Advertisement</div><p>Second.</p></div>
<div class="c" id="c-1"><i>pepper</i><u>04/04/2024 11:00</u><div class="t">Good.<div class="c" id="c-2"><i>salt</i>
<u>04/04/2024 12:00</u><div class="t">No.</div></div></div></div>
</body></html>"""
PROFILE = """
timezone = "Asia/Seoul"
language = "ko"
day_first = true
believe_canonical = false
exclude = [".ad"]
[article]
headline = ["h1.none", "h2.big"]
byline = ".who"
date_published = ".when"
body = ".txt"
[comment]
item = ".c"
author = "i"
date_published = "u"
body = ".t"
"""


def test_extract_prefers_what_the_profile_selects(tmp_path):
    profile = load_profile(str(write(tmp_path, PROFILE)))

    found = extract(PAGE, "https://harbour.example/a", profile=profile)

    article = found.article
    assert article is not None
    assert article.headline == "The real headline"
    assert article.sources["headline"] == "profile.headline"
    assert article.body == "OSLO (AP) — First paragraph of the story.\n\nSecond."
    assert (article.byline, article.authors, article.agency) == ("By Ada Quill", ["Ada Quill"], "AP")
    assert article.date_published == datetime(2024, 4, 3, 1, 0, tzinfo=UTC)
    assert article.language == "ko"
    assert article.canonical_url is None


def test_extract_reads_comments_with_the_profile(tmp_path):
    profile = load_profile(str(write(tmp_path, PROFILE)))

    first, second = extract(PAGE, "https://harbour.example/a", profile=profile).comments

    assert (first.author, first.body, first.depth, first.parent_id) == ("pepper", "Good.", 0, None)
    assert (second.author, second.body, second.depth, second.parent_id) == ("salt", "No.", 1, first.id)
    assert second.date_published == datetime(2024, 4, 4, 3, 0, tzinfo=UTC)
    assert second.id.endswith("2")


def test_extract_without_a_match_falls_back_to_the_general_finders(tmp_path):
    profile = load_profile(str(write(tmp_path, '[article]\nheadline = ".none"\n[comment]\nitem = ".none"')))
    site = DemoSite("http://127.0.0.1:8765")
    story = next(story for story in site.content.stories.values() if story.comment_pages[0])
    page = site.answer(story.path).body

    with_profile = extract(page, "http://127.0.0.1:8765" + story.path, profile=profile)

    assert with_profile == extract(page, "http://127.0.0.1:8765" + story.path)


def test_demo_profile_reads_every_story_of_the_demo_site():
    site = DemoSite("http://127.0.0.1:8765")
    profile = load_profile("demo")
    stories = [
        story
        for story in site.content.stories.values()
        if any(isinstance(entry, Remark) for entry in story.comment_pages[0])
    ]

    for story in stories:
        found = extract(site.answer(story.path).body, "http://127.0.0.1:8765" + story.path, profile=profile)

        assert found.article is not None, story.path
        assert found.article.headline == story.headline
        assert found.article.sources["headline"] == "profile.headline"
        assert found.article.date_published is not None
        assert found.comments, story.path
        assert {comment.platform for comment in found.comments} == {"profile"}


@pytest.mark.parametrize(
    "source",
    [
        "xpath://p[contains(concat(' ', normalize-space(@class), ' '), ' x ') and not(.//b)]/text()",
        "xpath:(//p)[position() < 3 and (a or b)] | //div[@id='a,(b']",
        "xpath:re:replace(string(//h1), '\\s+', 'g', ' ')",
        "xpath://p[re:test(., 'harbou?r', 'i')][string-length(.) mod 2 = 0]",
        "xpath://p[has-class('lead', 'first')]/child::node()",
        "a[href*='(']:nth-child(2n+1), li:not(.b)::attr(href)",
    ],
)
def test_selector_that_is_right_is_taken(source):
    assert Selector.compile(source).find(html.fromstring("<div><b>Ferry</b></div>")) == []


def test_expression_made_of_the_page_finds_nothing_where_it_is_none():
    selector = Selector.compile("xpath://p[re:test(., //b)]")

    found = selector.find(html.fromstring("<div><b>(</b><p>Ferry</p></div>"))

    assert found == []
