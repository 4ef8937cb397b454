from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from newscrawl.archive import Archive
from newscrawl.commands import due, history
from newscrawl.errors import UsageError
from newscrawl.history import Reply, Story, read_story, render_page, render_text
from newscrawl.history.diff import marked_body, word_diff
from newscrawl.identity import article_id, comment_id, pingback_id
from newscrawl.items import Article, Comment, Pingback
from newscrawl.state.reader import ArchiveReader
from newscrawl.urls import url_key
from newscrawl.visits import Link, LinkKind, Outcome, Task, Visit

SITE = "harbour-post.example"
STORY = f"https://{SITE}/2026/11/bridge-reopens/"
OWN = article_id(STORY)
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
DAY = timedelta(days=1)


def article(headline: str, body: str, **values: Any) -> Article:
    return Article(url=STORY, id=OWN, headline=headline, body=body, authors=["Mina Orr"], date_published=NOW, **values)


def comment(number: int, body: str, parent: int | None = None) -> Comment:
    return Comment(
        url=STORY,
        id=comment_id(OWN, str(number)),
        article_id=OWN,
        article_url=STORY,
        author=f"Reader {number}",
        body=body,
        parent_id=comment_id(OWN, str(parent)) if parent else None,
        date_published=NOW + number * timedelta(hours=20),
    )


def make_archive(data_dir: Path) -> None:
    ping = Pingback(
        url=STORY,
        id=pingback_id(OWN, "9"),
        article_id=OWN,
        article_url=STORY,
        title="Round-up <3",
        source_url="https://roundup.example/7",
    )
    first = (
        "The bridge <reopened>.\n\nIt was closed at noon.\n\nA third paragraph.\n\nA fourth.\n\nA fifth.\n\nThe end."
    )
    then = first.replace("at noon", "at dusk, officials said").replace("The end.", "The very end.")
    visits = [
        {"articles": [article("Bridge reopens", first)], "comments": [comment(1, "Well done.")], "pingbacks": [ping]},
        {
            "articles": [article("Bridge open again", then)],
            "comments": [comment(1, "Well done, all."), comment(2, "<b>No</b>", 1), comment(3, "Late.", 2)],
        },
        {"outcome": Outcome.GONE, "status": 404},
        {"outcome": Outcome.GONE, "status": 404},
    ]
    with Archive.open(data_dir, run_id="r1", clock=lambda: NOW) as archive:
        for number, values in enumerate(visits):
            link = Link(url=STORY, kind=LinkKind.ARTICLE, source="feed", found_on=f"https://{SITE}/feed")
            task = Task(link=link, key=url_key(STORY), site=SITE, known=number > 0)
            archive.add(Visit(task=task, url=STORY, fetched_at=NOW + number * DAY, **values))
            archive.commit()


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    make_archive(folder)
    return folder


def rendered(data_dir: Path, render: Any) -> str:
    with ArchiveReader.open(data_dir) as reader:
        story = read_story(reader, STORY)
    assert story is not None
    return str(render(story))


def test_story_holds_all_revisions_and_threads(data_dir: Path) -> None:
    with ArchiveReader.open(data_dir) as reader:
        story = read_story(reader, STORY + "?utm_source=mail")

    assert story is not None
    assert [data["revision"] for data in story.revisions] == [1, 2, 3]
    assert [data["status"] for data in story.revisions] == ["live", "updated", "gone"]
    [top] = story.comments
    assert [data["body"] for data in top.revisions] == ["Well done.", "Well done, all."]
    assert top.answers[0].answers[0].last["body"] == "Late."
    assert len(story.pingbacks) == 1


def test_text_tells_what_changed(data_dir: Path) -> None:
    text = rendered(data_dir, render_text)

    assert "2026-11-25 06:00 UTC  revision 2: headline, text" in text
    assert "- headline: Bridge reopens\n    + headline: Bridge open again" in text
    assert "~ It was closed at [-noon-]{+dusk, officials said+}." in text
    assert "revision 3: status" in text
    assert "      Reader 3, 2026-11-26 18:00 UTC" in text
    assert "edited 2026-11-25" in text


class Outline(HTMLParser):
    """Checks that tags close in order, and collects attributes."""

    void = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_page_is_well_formed_and_needs_nothing_else(data_dir: Path) -> None:
    page = rendered(data_dir, render_page)
    outline = Outline()

    outline.feed(page)
    outline.close()

    assert outline.open == []
    assert not {"script", "link", "img", "iframe"} & set(outline.tags)
    assert outline.addresses == [STORY, "https://roundup.example/7"]
    assert "url(" not in page


def test_page_marks_differences_and_escapes_text(data_dir: Path) -> None:
    page = rendered(data_dir, render_page)

    assert "It was closed at <del>noon</del><ins>dusk, officials said</ins>." in page
    assert "Bridge <del>reopens</del><ins>open again</ins>" in page
    assert "<summary>1 paragraph unchanged</summary>" in page
    assert "&lt;b&gt;No&lt;/b&gt;" in page
    assert "<b>No</b>" not in page
    assert "Round-up &lt;3" in page
    assert '<span class="badge gone">gone</span>' in page


def test_deep_threads_are_rendered_whole_and_in_bounds() -> None:
    def reply(number: int) -> Reply:
        return Reply(revisions=[{"type": "comment", "id": f"c{number}", "author": "A", "body": f"No. {number}."}])

    top = below = reply(0)
    for number in range(1, 3000):
        below.answers.append(reply(number))
        below = below.answers[0]
    story = Story(revisions=[{"url": STORY, "revision": 1}], comments=[top], pingbacks=[])

    page, text = render_page(story), render_text(story)

    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    assert outline.tags.count("article") == 3000
    assert outline.tags.count("ol") < 15
    assert text.count("(seen") == 3000


def test_unknown_address_has_no_story(data_dir: Path) -> None:
    with ArchiveReader.open(data_dir) as reader:
        assert read_story(reader, f"https://{SITE}/other") is None


def test_reading_makes_no_archive(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no archive"):
        ArchiveReader.open(tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("before", "after"), [("", "New."), ("Old.", ""), ("a b c", "a b c"), ("日本語", "日本")])
def test_word_diff_holds_both_texts(before: str, after: str) -> None:
    pieces = word_diff(before, after)

    assert "".join(piece.text for piece in pieces if piece.fate != "added") == before
    assert "".join(piece.text for piece in pieces if piece.fate != "removed") == after


def test_marked_body_keeps_what_stayed() -> None:
    changes = [{"at": 1, "removed": [], "added": ["New."]}, {"at": 2, "removed": ["Three."], "added": []}]

    marked = marked_body("One.\n\nTwo.\n\nThree.", changes)

    assert [[tuple(piece) for piece in pieces] for pieces in marked] == [
        [("kept", "One.")],
        [("added", "New.")],
        [("kept", "Two.")],
        [("removed", "Three.")],
    ]


def run(module: Any, data_dir: Path, *args: str, **options: Any) -> int:
    command = module.Command()
    command.settings = Settings({"NEWSCRAWL_DATA_DIR": str(data_dir)})
    import argparse

    parser = argparse.ArgumentParser()
    command.add_options(parser)
    opts, rest = parser.parse_known_args([*args])
    command.run(rest or [arg for arg in args if not arg.startswith("-")], opts)
    return command.exitcode


def test_history_command_writes_a_page(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(history, data_dir, STORY, "--html", str(tmp_path / "story.html"))

    assert code == 0
    assert "3 revisions, 3 comments" in capsys.readouterr().out
    assert (tmp_path / "story.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "takes the address of one article"),
        (["not-an-address"], "takes the address of one article"),
        ([f"https://{SITE}/other"], "has no article at"),
    ],
)
def test_history_command_refuses_what_it_cannot_show(
    data_dir: Path, capsys: pytest.CaptureFixture[str], args: list[str], message: str
) -> None:
    assert run(history, data_dir, *args) == 1
    assert message in capsys.readouterr().err


def test_due_command_lists_reasons(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(due, data_dir, SITE, "--at", "2026-12-24T06:00")

    out = capsys.readouterr().out
    assert code == 0
    assert "article               1        0        1" in out
    assert "now                   " + STORY in out
    assert "gone; looked for ever more rarely (twice so far)" in out


@pytest.mark.parametrize("args", [["other.example"], ["--at", "soon"], ["a", "b"], ["--limit", "-1"]])
def test_due_command_refuses_wrong_usage(data_dir: Path, capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    assert run(due, data_dir, *args) == 1
    assert capsys.readouterr().err.startswith("newscrawl: ")
