"""The reference lists every command, option, argument, setting, field, exit code and stat; links lead somewhere."""

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from newscrawl.items import Article, Comment, Headline, Pingback, Record
from newscrawl.reporting import ExitCode
from newscrawl.spiders.arguments import ARTICLE_ARGUMENTS, NEWS_ARGUMENTS

ROOT = Path(__file__).parents[1]
SOURCE = {path: path.read_text(encoding="utf-8") for path in (ROOT / "newscrawl").rglob("*.py")}
PAGES = [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]


def reference(name: str) -> str:
    return (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")


def section(page: str, heading: str) -> str:
    return page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def in_source(pattern: str) -> list[str]:
    return sorted({match for text in SOURCE.values() for match in re.findall(pattern, text)})


def commands() -> list[str]:
    modules = [path.stem for path in (ROOT / "newscrawl" / "commands").glob("*.py")]
    return [name for name in sorted(modules) if hasattr(import_module(f"newscrawl.commands.{name}"), "Command")]


@pytest.mark.parametrize("name", commands())
def test_commands_are_documented(name: str) -> None:
    assert f"scrapy {name}" in reference("commands")


@pytest.mark.parametrize(("spider", "arguments"), [("news", NEWS_ARGUMENTS), ("article", ARTICLE_ARGUMENTS)])
def test_arguments_of_spiders_are_documented(spider: str, arguments: dict[str, str]) -> None:
    part = section(reference("commands"), f"scrapy crawl {spider}")

    assert set(re.findall(r"^\| `(\w+)`", part, re.MULTILINE)) == set(arguments)


@pytest.mark.parametrize("name", in_source(r"NEWSCRAWL_[A-Z_]+[A-Z]"))
def test_settings_are_documented(name: str) -> None:
    assert f"`{name}`" in reference("settings")


def test_documented_settings_exist() -> None:
    documented = set(re.findall(r"NEWSCRAWL_[A-Z_]+[A-Z]", reference("settings")))

    assert documented <= set(in_source(r"NEWSCRAWL_[A-Z_]+[A-Z]"))


@pytest.mark.parametrize(
    ("heading", "cls"),
    [
        ("All records", Record),
        ("article", Article),
        ("comment", Comment),
        ("pingback", Pingback),
        ("headline", Headline),
    ],
)
def test_fields_of_records_are_documented(heading: str, cls: type[Record]) -> None:
    table = [
        line.split("|")[1] for line in section(reference("records"), heading).splitlines() if line.startswith("| `")
    ]
    documented = {name for cell in table for name in re.findall(r"`(\w+)`", cell)}
    of_all = {field.name for field in fields(Record)}
    own = {field.name for field in fields(cls)}

    assert documented == (of_all | {"type"} if cls is Record else own - of_all)


@pytest.mark.parametrize("page", ["commands.md", "README.md"])
def test_exit_codes_are_documented(page: str) -> None:
    path = ROOT / page if page == "README.md" else ROOT / "docs" / "reference" / page
    codes = {value for name, value in vars(ExitCode).items() if name.isupper()}

    table = section(path.read_text(encoding="utf-8"), "Exit codes")

    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == codes


@pytest.mark.parametrize("name", in_source(r"(?:inc|set|max)_value\(\s*f?\"(newscrawl/[^\"]+)\""))
def test_stats_are_documented(name: str) -> None:
    pattern = re.sub(r"\{[^}]*\}", r"\\w+", name)
    group = "/".join(name.split("/")[:2])
    documented = re.findall(r"`(newscrawl/[\w/]+)`", reference("stats").replace("`…/", f"`{group}/"))

    found = [entry for entry in documented if re.fullmatch(pattern, entry) or stands_for(entry, name)]
    assert found, f"docs/reference/stats.md does not tell {name}"


def stands_for(entry: str, name: str) -> bool:
    """Tell whether an entry such as ``newscrawl/failures/CAUSE`` includes a name."""
    return re.fullmatch(re.sub(r"[A-Z]+", r"[\\w]+", entry), name) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|mailto:)([^)#]*)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert not target or (page.parent / target).exists(), f"{page.name} links to {target}"
