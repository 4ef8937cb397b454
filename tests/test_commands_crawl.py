"""The command line of ``scrapy crawl``: what is checked before anything runs, and how a run ends."""

import argparse

import pytest
from scrapy.cmdline import ScrapyArgumentParser
from scrapy.settings import Settings

from newscrawl.archive import Archive
from newscrawl.commands.crawl import Command


def command(data_dir, **settings):
    made = Command()
    made.settings = Settings()
    made.settings.setmodule("newscrawl.settings")
    made.settings.setdict({"NEWSCRAWL_DATA_DIR": str(data_dir), **settings}, priority="cmdline")
    return made


def parse(made, arguments):
    parser = ScrapyArgumentParser(conflict_handler="resolve")
    made.add_options(parser)
    opts, args = parser.parse_known_args(arguments)
    made.process_options(args, opts)
    return args, opts


def run(data_dir, *arguments, **settings):
    made = command(data_dir, **settings)
    args, opts = parse(made, list(arguments))
    made.run(args, opts)
    return made


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "needs the name of one spider (news or article), and none is given"),
        (["news", "article"], "these are given: news article"),
        (["--fast"], "--fast"),
        (["nwes"], "there is no spider 'nwes': did you mean news?"),
        (["weather"], "there are news and article"),
        (["news"], "needs either url or site"),
        (["news", "-a", "url=ftp://gazette.example"], "'ftp://gazette.example' is not an http(s) address"),
        (["news", "-a", "url=gazette.example", "-a", "archive=x"], "no argument 'archive'"),
        (["news", "-a", "site=no-such-profile"], "no-such-profile"),
        (["article", "-a", "file=/no/such/list"], "/no/such/list: cannot be read"),
        (["article", "-a", "urls="], "neither is given"),
        (["news", "-a", "url=gazette.example", "-s", "DOWNLOAD_DELAY=x"], "DOWNLOAD_DELAY: 'x' is not a number"),
    ],
)
def test_wrong_usage_is_told_in_one_message(tmp_path, capsys, arguments, told):
    made = run(tmp_path / "data", *arguments)

    message = capsys.readouterr().err
    assert made.exitcode == 1
    assert message.startswith("newscrawl: ")
    assert told in message
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["news", "-a", "url"], "NAME=VALUE"),
        (["news", "-s", "X"], "NAME=VALUE"),
        (["news", "-a"], "expected one argument"),
    ],
)
def test_options_that_cannot_be_read_exit_with_1(tmp_path, capsys, arguments, told):
    with pytest.raises(SystemExit) as ended:
        parse(command(tmp_path), arguments)

    assert ended.value.code == 1
    assert told in capsys.readouterr().err


def test_a_wrong_network_is_told(tmp_path, capsys):
    made = run(tmp_path / "data", "news", "-a", "url=gazette.example", NEWSCRAWL_ALLOW_PRIVATE="localhost")

    assert made.exitcode == 1
    assert "'localhost' is not a network" in capsys.readouterr().err


def test_a_crawl_that_nothing_would_guard_is_refused(tmp_path, capsys):
    made = run(tmp_path / "data", "news", "-a", "url=gazette.example", TWISTED_REACTOR_ENABLED=False)

    assert made.exitcode == 1
    assert "TWISTED_REACTOR_ENABLED" in capsys.readouterr().err


def test_a_wrong_state_address_is_told(tmp_path, capsys):
    made = run(tmp_path / "data", "news", "-a", "url=gazette.example", NEWSCRAWL_STATE_URL="nonsense")

    assert made.exitcode == 1
    assert "NEWSCRAWL_STATE_URL" in capsys.readouterr().err


def test_a_data_directory_in_use_is_told(tmp_path, capsys):
    with Archive.open(tmp_path, run_id="first"):
        made = run(tmp_path, "news", "-a", "url=gazette.example")

    assert made.exitcode == 4
    assert "held by another run" in capsys.readouterr().err


def test_a_data_directory_that_cannot_be_written_is_told(tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")

    made = run(tmp_path / "file" / "data", "news", "-a", "url=gazette.example")

    assert made.exitcode == 5
    assert "cannot be written" in capsys.readouterr().err


def test_help_lists_the_arguments_of_the_spiders(tmp_path):
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command(tmp_path).add_options(parser)

    told = " ".join(parser.format_help().split())

    for name in ("url:", "site:", "allow:", "max_pages:", "revisit:", "urls:", "file:"):
        assert name in told
