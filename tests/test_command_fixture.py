"""``scrapy fixture`` makes a fixture of a saved page and reads it again."""

import json
import tomllib
from pathlib import Path

import pytest
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ferry late</title><meta property="og:type" content="article"></head>
<body><article><h1>Ferry late</h1><div class="byline">By Ann Lee</div><time datetime="2026-03-02T08:00:00Z">2 March</time>
<p>The ferry was late again on Monday, for the third time in a week, passengers said at the pier.</p>
<p>The owners of the ferry blamed the tide, which came at the time that the almanac gives for it.</p></article></body></html>"""


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        execute(["scrapy", "fixture", *arguments], settings=get_project_settings())
    return int(ended.value.code or 0)


def test_fixture_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    arguments = ["--dir", str(tmp_path / "fixtures"), "--site", "harbour", "--slug", "ferry"]

    code = run(str(tmp_path / "page.html"), "--url", "https://harbour.example/ferry", "--encoding", "utf-8", *arguments)

    folder = tmp_path / "fixtures" / "harbour" / "ferry"
    assert code == 0
    assert (folder / "page.html").read_text() == PAGE
    assert tomllib.loads((folder / "meta.toml").read_text()) == {
        "url": "https://harbour.example/ferry",
        "encoding": "utf-8",
    }
    assert json.loads((folder / "expected.json").read_text())["article"]["authors"] == ["Ann Lee"]
    assert "read each line" in capsys.readouterr().out


def test_fixture_read_again_tells_and_writes_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    arguments = ["--dir", str(tmp_path / "fixtures"), "--site", "harbour", "--slug", "ferry"]
    run(str(tmp_path / "page.html"), "--url", "https://harbour.example/ferry", *arguments)
    expected = tmp_path / "fixtures" / "harbour" / "ferry" / "expected.json"
    expected.write_text(expected.read_text().replace("Ann Lee", "Bo Lee"))
    capsys.readouterr()

    code = run(*arguments)

    assert code == 0
    assert '+      "Ann Lee"' in capsys.readouterr().out
    assert json.loads(expected.read_text())["article"]["authors"] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "holds no page.html"),
        (["nosuch.html", "--url", "https://harbour.example/"], "cannot be read"),
        (["page.html"], "add --url"),
        (["a.html", "b.html"], "one FILE or URL"),
    ],
)
def test_fixture_of_wrong_arguments(
    arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(*arguments, "--dir", str(tmp_path), "--site", "harbour", "--slug", "ferry")

    assert code == 1
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_fixture_that_is_there_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    arguments = ["--dir", str(tmp_path / "fixtures"), "--site", "harbour", "--slug", "ferry"]
    made = [str(tmp_path / "page.html"), "--url", "https://harbour.example/ferry", *arguments]
    run(*made)
    expected = tmp_path / "fixtures" / "harbour" / "ferry" / "expected.json"
    corrected = expected.read_text().replace("Ann Lee", "Bo Lee")
    expected.write_text(corrected)

    code = run(*made)

    assert code == 1
    assert "may hold corrections" in capsys.readouterr().err
    assert expected.read_text() == corrected
