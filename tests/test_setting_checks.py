"""Values of settings that are none, told before anything runs."""

import re
from typing import Any

import pytest
from scrapy.settings import Settings

from newscrawl.errors import UsageError
from newscrawl.setting_checks import DEFAULTS, check_settings


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("NEWSCRAWL_MAX_RETRY_AFTER", "x", "NEWSCRAWL_MAX_RETRY_AFTER: 'x' is not a number; write it in digits"),
        ("NEWSCRAWL_MAX_CRAWL_DELAY", "", "NEWSCRAWL_MAX_CRAWL_DELAY: '' is not a number"),
        ("DOWNLOAD_DELAY", "x", "DOWNLOAD_DELAY: 'x' is not a number; write it in digits, such as DOWNLOAD_DELAY=2.5"),
        ("DOWNLOAD_DELAY", "-1", "'-1' is not a number from 0 up"),
        ("DOWNLOAD_DELAY", "nan", "'nan' is not a number from 0 up"),
        ("DOWNLOAD_DELAY", "1e9", "is more than a week"),
        ("DOWNLOAD_DELAY_JITTER", "5", "'5' is not a share from 0 to 1"),
        ("DOWNLOAD_TIMEOUT", "0", "'0' is not a number above 0"),
        ("CONCURRENT_REQUESTS", "1.5", "'1.5' is not a whole number"),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", "0", "'0' is not a whole number from 1 up"),
        ("DOWNLOAD_MAXSIZE", "1k", "'1k' is not a whole number"),
        ("ROBOTSTXT_OBEY", "maybe", "'maybe' is neither true nor false; write True or False"),
        ("RETRY_HTTP_CODES", "500,often", "'often' is not a status"),
        ("LOG_LEVEL", "LOUD", "'LOUD' is not a level of the log"),
        ("LOG_FILE", "/no/such/folder/a.log", "LOG_FILE: /no/such/folder/a.log cannot be written (No such file"),
        ("LOG_FORMAT", "%x", "LOG_FORMAT: '%x' is no format of log lines"),
        ("JOBDIR", "/proc/no/folder", "JOBDIR: /proc/no/folder cannot be a folder (No such file"),
        (
            "TWISTED_DNS_RESOLVER",
            "foo",
            "TWISTED_DNS_RESOLVER: 'foo' cannot be loaded (not a full path); write it as package.module",
        ),
        ("DUPEFILTER_CLASS", "no_such.Filter", "DUPEFILTER_CLASS: 'no_such.Filter' cannot be loaded (No module named"),
        ("SCHEDULER", "scrapy.core.No", "SCHEDULER: 'scrapy.core.No' cannot be loaded (Module 'scrapy.core' doesn't"),
        ("ASYNCIO_EVENT_LOOP", "foo", "ASYNCIO_EVENT_LOOP: 'foo' cannot be loaded"),
        ("ITEM_PIPELINES", {"no_such.Pipe": 1}, "ITEM_PIPELINES: 'no_such.Pipe' cannot be loaded"),
        ("DOWNLOAD_HANDLERS", '{"http": "x"}', "DOWNLOAD_HANDLERS: 'x' cannot be loaded"),
        ("USER_AGENT", " ", "USER_AGENT: it is empty"),
        ("NEWSCRAWL_CONTACT", "me\r\nCookie: a=b", "cannot stand in a request"),
        ("NEWSCRAWL_PROFILES_DIR", "/no/such/folder", "/no/such/folder is not a folder"),
        (
            "NEWSCRAWL_MAX_RETRY_AFTR",
            "5",
            "there is no setting NEWSCRAWL_MAX_RETRY_AFTR: did you mean NEWSCRAWL_MAX_RETRY_AFTER?",
        ),
    ],
)
def test_value_that_is_none_is_told_with_name_rule_and_cure(name: str, value: Any, told: str) -> None:
    settings = Settings({name: value}, priority="cmdline")

    with pytest.raises(UsageError, match=re.escape(told)) as error:
        check_settings(settings)

    assert str(error.value).startswith((name, "there is no setting"))


def test_right_values_are_taken() -> None:
    given = {
        "NEWSCRAWL_MAX_RETRY_AFTER": "0.5",
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_TIMEOUT": "2.5",
        "CONCURRENT_REQUESTS_PER_DOMAIN": "16",
        "DNS_TIMEOUT": "2.5",
        "AUTOTHROTTLE_ENABLED": "False",
        "TELNETCONSOLE_ENABLED": "True",
        "ROBOTSTXT_OBEY": True,
        "RETRY_PRIORITY_ADJUST": "-5",
        "RETRY_HTTP_CODES": [500, 503],
        "CLOSESPIDER_TIMEOUT": "0.5",
        "LOG_LEVEL": "DEBUG",
        "LOG_FORMAT": "%(levelname)s %(message)s",
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "ASYNCIO_EVENT_LOOP": "",
        "EXTENSIONS": {"no.such.Extension": None},
        "DOWNLOAD_HANDLERS": {"ftp": None},
        "MY_OWN_SETTING": "anything",
    }

    check_settings(Settings({**DEFAULTS, **given}, priority="cmdline"))
