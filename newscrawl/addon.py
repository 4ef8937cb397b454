"""The add-on that wires newscrawl into Scrapy: polite defaults and components.

All values are set with the priority of add-ons: what a project or the command line says wins.
"""

from __future__ import annotations

from typing import Any

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from newscrawl import __version__
from newscrawl.setting_checks import check_settings

__all__ = ["NewscrawlAddon"]

_POLITENESS: dict[str, Any] = {
    "ROBOTSTXT_OBEY": True,
    "DOWNLOAD_DELAY": 1.0,
    "DOWNLOAD_DELAY_JITTER": 0.3,
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
    "AUTOTHROTTLE_ENABLED": True,
    "AUTOTHROTTLE_TARGET_CONCURRENCY": 2.0,
    "DOWNLOAD_TIMEOUT": 60,
    "DOWNLOAD_MAXSIZE": 16 * 1024 * 1024,
    "DOWNLOAD_WARNSIZE": 0,
    "RETRY_TIMES": 2,
    "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
    "REDIRECT_MAX_TIMES": 8,
    "DEFAULT_REQUEST_HEADERS": {
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.8,*/*;q=0.5"
    },
}

_QUIET: dict[str, Any] = {
    "LOG_FORMATTER": "newscrawl.extensions.logformat.VisitLogFormatter",
    "STATS_DUMP": False,
    "LOGSTATS_INTERVAL": 0,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "FEED_EXPORT_ENCODING": "utf-8",
}

_UNUSED: dict[str, Any] = {
    # The frontier in the state is queue and duplicate filter, so Scrapy's own need neither disk nor order.
    "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.ScrapyPriorityQueue",
    "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
    # A callback yields one visit: a hundred tasks to take items from it would cost more than fetching does.
    "CONCURRENT_ITEMS": 1,
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    "COOKIES_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "DOWNLOADER_STATS": False,
    "MEMDEBUG_ENABLED": False,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
}

_SPIDER_MIDDLEWARES_OFF = (
    # Every answer, error or not, becomes a visit; depth, scope and identity of links are the frontier's business.
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware",
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware",
    "scrapy.spidermiddlewares.referer.RefererMiddleware",
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware",
    "scrapy.spidermiddlewares.depth.DepthMiddleware",
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware",
)

_DOWNLOADER_MIDDLEWARES_OFF = (
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware",
    # The spider follows redirects itself: only it knows the scope, and a moved article is news.
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware",
)

_EXTENSIONS_OFF = {
    # Scrapy imports an extension to hear that it is off; these two bring a web server and a terminal along.
    "REMOTE_CONTROL_ENABLED": "scrapy.extensions.remote_control.RemoteControl",
    "TELNETCONSOLE_ENABLED": "scrapy.extensions.telnet.TelnetConsole",
}
"""Extensions of Scrapy's own by the setting that turns them on."""

_DOWNLOADER_MIDDLEWARES = {
    "newscrawl.middlewares.robots.RobotsMiddleware": 100,
    "newscrawl.middlewares.throttle.ThrottleMiddleware": 560,  # sees 429 and 503 before RetryMiddleware does
    "newscrawl.middlewares.media.MediaGate": 570,
    "newscrawl.middlewares.private_addresses.PrivateAddressGuard": 870,
}

_EXTENSIONS = {
    "newscrawl.extensions.progress.Progress": 500,
    "newscrawl.extensions.summary.Summary": 510,
}

_PIPELINES = {
    "newscrawl.pipelines.tally.TallyPipeline": 50,
    "newscrawl.pipelines.dedupe.DedupePipeline": 100,
    "newscrawl.pipelines.store.StorePipeline": 200,
}


class NewscrawlAddon:
    """Sets polite defaults and adds the components of newscrawl."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Apply defaults that nothing of higher priority has set, and register the components.

        Raises :exc:`~newscrawl.errors.UsageError` for a setting whose value is none.
        """
        check_settings(settings)
        for name, value in {**_POLITENESS, **_QUIET, **_UNUSED}.items():
            settings.set(name, value, priority="addon")
        settings.set("USER_AGENT", user_agent(settings.get("NEWSCRAWL_CONTACT")), priority="addon")
        settings.set("AUTOTHROTTLE_START_DELAY", settings.getfloat("DOWNLOAD_DELAY"), priority="addon")
        settings.set("DOWNLOAD_HANDLERS", dict.fromkeys(("data", "file", "ftp", "s3")), priority="addon")
        for setting, components in (
            ("SPIDER_MIDDLEWARES", dict.fromkeys(_SPIDER_MIDDLEWARES_OFF)),
            ("DOWNLOADER_MIDDLEWARES", dict.fromkeys(_DOWNLOADER_MIDDLEWARES_OFF) | _DOWNLOADER_MIDDLEWARES),
            ("EXTENSIONS", _EXTENSIONS),
            ("ITEM_PIPELINES", _PIPELINES),
        ):
            for component, order in components.items():
                settings.setdefault_in_component_priority_dict(setting, load_object(component), order)
        for switch, extension in _EXTENSIONS_OFF.items():
            if not settings.getbool(switch):
                settings["EXTENSIONS_BASE"].pop(extension, None)


def user_agent(contact: str | None) -> str:
    """Return how the crawler names itself; ``contact`` is an address or e-mail that site owners can turn to.

    >>> user_agent("https://archive.example/bot").endswith("(+https://archive.example/bot)")
    True
    """
    return f"newscrawl/{__version__} (+{contact or 'https://newscrawl.example/bot'})"
