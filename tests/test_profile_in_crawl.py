"""What a site profile means for a crawl."""

from datetime import UTC, datetime

import pytest
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from newscrawl.archive import Archive
from newscrawl.errors import ProfileError
from newscrawl.spiders.arguments import NewsOptions
from newscrawl.spiders.news import NewsSpider

PROFILE = """
seeds = ["https://harbour.example/", "https://harbour.example/sport/"]
allow = ['/story/']
deny = ['/print/']
since = 2024-11-21
max_pages = 500
max_depth = 3

[politeness]
delay = 7.5
concurrency = 1
"""


@pytest.fixture
def profiles(tmp_path):
    (tmp_path / "harbour.toml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "seedless.toml").write_text('language = "en"', encoding="utf-8")
    return tmp_path


@pytest.fixture
def spider(profiles, tmp_path):
    archives = []

    def make(settings=None, **arguments):
        archives.append(Archive.open(tmp_path / "data", run_id="test"))
        given = Settings({"NEWSCRAWL_PROFILES_DIR": str(profiles)})
        for name, value in (settings or {}).items():
            given.set(name, value, priority="cmdline")
        crawler = Crawler(NewsSpider, given)
        made = NewsSpider.from_crawler(crawler, archive=archives[-1], **arguments)
        return made, crawler.settings

    yield make
    for archive in archives:
        archive.close()


def test_spider_starts_at_the_seeds_of_the_profile(spider):
    news, _ = spider(site="harbour")

    assert news.starts == ["https://harbour.example/", "https://harbour.example/sport/"]
    assert news.site == "harbour.example"
    assert news.page_limit == 500


def test_spider_is_as_polite_as_the_profile_says(spider):
    _, settings = spider(site="harbour")

    assert settings.getfloat("DOWNLOAD_DELAY") == 7.5
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1


def test_spider_politeness_of_the_command_line_wins(spider):
    _, settings = spider({"DOWNLOAD_DELAY": 0}, site="harbour")

    assert settings.getfloat("DOWNLOAD_DELAY") == 0


def test_options_take_from_the_profile_what_is_not_given(spider):
    news, _ = spider(site="harbour")

    given = NewsOptions(site="harbour", allow=("/own/",), deny=("/x/",), max_pages=5).within(news.profile)

    assert (given.allow, given.deny, given.max_pages) == (("/own/",), ("/x/", "/print/"), 5)
    assert (given.since, given.max_depth) == (datetime(2024, 11, 21, tzinfo=UTC), 3)


def test_options_without_a_profile_stay():
    options = NewsOptions(url="https://a.example/")

    assert options.within(None) is options


def test_check_refuses_a_profile_without_seeds(profiles):
    with pytest.raises(ProfileError, match="profile 'seedless' has no seeds"):
        NewsSpider.check({"site": "seedless"}, profile_dirs=[str(profiles)])


def test_check_refuses_an_unknown_profile(profiles):
    with pytest.raises(ProfileError, match="did you mean harbour"):
        NewsSpider.check({"site": "harbor"}, profile_dirs=[str(profiles)])
