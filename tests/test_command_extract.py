import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

from newscrawl.demo.server import DemoServer

PAGE = """<!doctype html><html lang="en"><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>The ferry was late again on Monday, for the third time in a week, passengers said at the pier. They had waited since
six in the morning, and the café was closed, because the woman who has the key came with the ferry.</p><p>The owners of
the ferry blamed the tide, which came at the time that the almanac gives for it. The harbour master said so.</p>
</article></body></html>"""


@pytest.fixture
def extract(capfdbinary, monkeypatch):
    """Return a function that runs ``scrapy extract`` and gives exit code, records and messages."""
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "newscrawl.settings")

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            execute(["scrapy", "extract", *map(str, arguments)], settings=get_project_settings())
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return ended.value.code, [json.loads(line) for line in out.splitlines()], err.decode()

    return run


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.html").write_text(PAGE.format(f"Ferry number {number}"), "utf-8")
    (folder / "dump.txt").write_text(
        "- Old news\nNew ferry\nBy Ann Lee\nIt came.\nIt went.\nPingback: Boats\n", "utf-8"
    )
    return folder


def test_extract_folder(extract, pages):
    code, records, messages = extract(pages)

    assert (code, messages) == (0, "")
    assert [(r["type"], r["headline"]) for r in records if r["type"] == "article"] == [
        ("article", "Ferry number 0"),
        ("article", "Ferry number 1"),
        ("article", "Ferry number 2"),
        ("article", "New ferry"),
    ]
    assert [r["type"] for r in records[3:]] == ["article", "pingback", "headline"]


def test_extract_types(extract, pages):
    _, records, _ = extract(pages / "dump.txt", "--type", "pingback,headline")

    assert [(r["type"], r.get("title") or r["headline"]) for r in records] == [
        ("pingback", "Boats"),
        ("headline", "Old news"),
    ]


def test_extract_url_of_one_page(extract, pages):
    _, (record, *_), _ = extract(pages / "0.html", "--url", "https://a.example/x")

    assert (record["url"], record["site"]) == ("https://a.example/x", "a.example")


def test_extract_in_processes_gives_the_same(extract, pages):
    assert extract(pages, "--jobs", "2")[1] == extract(pages)[1]


def test_extract_with_a_profile_from_the_users_folder(extract, pages, tmp_path):
    (tmp_path / "own.toml").write_text('[article]\nheadline = "article p"')

    code, (record, *_), _ = extract(pages / "0.html", "--profile", "own", "-s", f"NEWSCRAWL_PROFILES_DIR={tmp_path}")

    assert code == 0
    assert record["headline"].startswith("The ferry was late")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.html", b" \n", "is empty: save the page again"),
        ("empty.txt", b"", "is empty"),
        ("photo.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "holds no text but a picture"),
        ("paper", b"%PDF-1.7\n%\xe2\xe3", "holds no text"),
    ],
)
def test_extract_file_without_text_is_told(extract, tmp_path, name, content, told):
    file = tmp_path / name
    file.write_bytes(content)

    code, records, messages = extract(file)

    assert (code, records) == (2, [])
    assert messages.startswith(f"newscrawl: {file}: {told}")


def test_extract_damaged_file_among_good_ones(extract, pages):
    pytest.importorskip("fastwarc")
    (pages / "a.warc").write_bytes(b"no warc")

    code, records, messages = extract(pages, "--type", "article")

    assert code == 2
    assert len(records) == 4
    assert "a.warc" in messages
    assert "cannot be read on" in messages


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "needs something to read"),
        (["none.html"], "none.html does not exist"),
        (["--type", "coment", "."], "there are no records of type 'coment'; did you mean comment?"),
        (["--jobs", "many", "."], "--jobs many is not a whole number"),
        (["--encoding", "klingon", "."], "--encoding klingon is not known"),
        (["--profile", "nowhere", "."], "there is no profile 'nowhere'"),
        (["--bogus", "."], "there is no option --bogus"),
        (["--jobs"], "expected one argument"),
    ],
)
def test_extract_usage_errors(extract, arguments, message):
    code, records, messages = extract(*arguments)

    assert (code, records) == (1, [])
    assert messages.startswith("newscrawl: ")
    assert message in messages
    assert messages.count("\n") == 1


def test_extract_url_for_several_pages(extract, pages):
    code, _, messages = extract(pages, "--url", "https://a.example/")

    assert code == 1
    assert "--url names the address of one saved page" in messages


@pytest.fixture(scope="module")
def site():
    with DemoServer() as server:
        yield server.url


def run_in_process(*arguments):
    """Run the command in a process of its own: a reactor starts only once."""
    command = [sys.executable, "-m", "scrapy", "extract", *arguments, "-s", "DOWNLOAD_DELAY=0"]
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_extract_address_is_fetched_and_keeps_its_place(site, pages):
    story = f"{site}/city/night-ferry-returns-20417"

    code, records, messages = run_in_process(
        str(pages / "0.html"), story, f"{site}/nowhere", "--type", "article", "-s", "NEWSCRAWL_ALLOW_PRIVATE=127.0.0.1"
    )

    assert (code, messages) == (2, f"newscrawl: {site}/nowhere: the server answered with status 404\n")
    assert [record["headline"] for record in records[:1]] == ["Ferry number 0"]
    assert [record["url"] for record in records[1:]] == [story]
    assert records[1]["fetched_at"] is not None


def test_extract_refused_address(site):
    code, records, messages = run_in_process(f"{site}/")

    assert (code, records) == (6, [])
    assert messages == f"newscrawl: {site}/: it cannot be fetched (private address)\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_output_is_told_without_a_traceback(pages):
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "scrapy", "extract", str(pages)], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert ended.returncode == 5
    assert b"standard output cannot be written" in ended.stderr
    assert b"Traceback" not in ended.stderr
