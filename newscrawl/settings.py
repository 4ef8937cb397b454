"""Project settings for the ``scrapy`` command; what makes a polite news crawler of Scrapy is set by the add-on."""

from __future__ import annotations

BOT_NAME = "newscrawl"
SPIDER_MODULES = ["newscrawl.spiders"]
NEWSPIDER_MODULE = "newscrawl.spiders"
COMMANDS_MODULE = "newscrawl.commands"
ADDONS = {"newscrawl.addon.NewscrawlAddon": 100}

# Read before add-ons are loaded, so they cannot be set there.
LOG_LEVEL = "INFO"
LOG_SHORT_NAMES = True
LOG_VERSIONS: list[str] = []
