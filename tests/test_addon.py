"""The add-on: polite defaults that yield to the command line, and the components it wires."""

import pytest
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from newscrawl.addon import NewscrawlAddon, user_agent


def applied(**given):
    settings = Settings()
    settings.setmodule("newscrawl.settings")
    settings.setdict(given, priority="cmdline")
    NewscrawlAddon().update_settings(settings)
    return settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROBOTSTXT_OBEY", True),
        ("DOWNLOAD_DELAY", 1.0),
        ("AUTOTHROTTLE_ENABLED", True),
        ("AUTOTHROTTLE_START_DELAY", 1.0),
        ("REMOTE_CONTROL_ENABLED", False),
        ("TELNETCONSOLE_ENABLED", False),
        ("COOKIES_ENABLED", False),
        ("LOG_LEVEL", "INFO"),
        ("FEED_EXPORT_ENCODING", "utf-8"),
    ],
)
def test_defaults_are_polite_and_quiet(name, value):
    assert applied()[name] == value


@pytest.mark.parametrize(
    "given", [{"DOWNLOAD_DELAY": "0"}, {"CONCURRENT_REQUESTS_PER_DOMAIN": "16"}, {"ROBOTSTXT_OBEY": "False"}]
)
def test_the_command_line_wins(given):
    settings = applied(**given)

    assert {name: settings[name] for name in given} == given


def test_autothrottle_starts_with_the_delay_that_is_set():
    assert applied(DOWNLOAD_DELAY="0")["AUTOTHROTTLE_START_DELAY"] == 0.0


def test_only_web_schemes_have_handlers():
    handlers = applied().getwithbase("DOWNLOAD_HANDLERS")

    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


def test_extensions_that_are_off_are_not_loaded():
    extensions = applied().get_component_priority_dict_with_base("EXTENSIONS")

    assert not [name for name in extensions if "remote_control" in str(name) or "telnet" in str(name)]


@pytest.mark.parametrize(
    ("switch", "extension"),
    [("REMOTE_CONTROL_ENABLED", "remote_control.RemoteControl"), ("TELNETCONSOLE_ENABLED", "telnet.TelnetConsole")],
)
def test_extensions_that_are_turned_on_stay(switch, extension):
    extensions = applied(**{switch: "True"}).get_component_priority_dict_with_base("EXTENSIONS")

    assert f"scrapy.extensions.{extension}" in extensions


@pytest.mark.parametrize(
    ("setting", "present", "absent"),
    [
        ("DOWNLOADER_MIDDLEWARES", "newscrawl.middlewares.robots.RobotsMiddleware", "robotstxt.RobotsTxtMiddleware"),
        ("DOWNLOADER_MIDDLEWARES", "newscrawl.middlewares.private_addresses.PrivateAddressGuard", "redirect.RedirectMiddleware"),
        ("ITEM_PIPELINES", "newscrawl.pipelines.store.StorePipeline", None),
        ("EXTENSIONS", "newscrawl.extensions.summary.Summary", None),
    ],
)  # fmt: skip
def test_components_are_wired(setting, present, absent):
    components = applied().get_component_priority_dict_with_base(setting)

    active = {load_object(name) for name, order in components.items() if order is not None}

    assert load_object(present) in active
    assert absent is None or load_object(f"scrapy.downloadermiddlewares.{absent}") not in active


def test_the_user_agent_names_a_contact():
    settings = applied(NEWSCRAWL_CONTACT="mailto:desk@archive.example")

    assert settings["USER_AGENT"] == user_agent("mailto:desk@archive.example")
    assert settings["USER_AGENT"].endswith("(+mailto:desk@archive.example)")
