"""Progress, summary and log lines."""

from datetime import UTC, datetime
from types import SimpleNamespace

import orjson
import pytest
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from newscrawl.archive import CommitResult
from newscrawl.extensions import progress as progress_module
from newscrawl.extensions.logformat import VisitLogFormatter
from newscrawl.extensions.progress import Progress
from newscrawl.extensions.summary import Summary
from newscrawl.items import Article, Comment
from newscrawl.reporting import exit_code, read_stats
from newscrawl.visits import Link, LinkKind, Outcome, Task, Visit

URL = "https://gazette.example/ferry"


def visit(outcome=Outcome.OK, cause=None, *, key="k", source="page", **more):
    task = Task(link=Link(url=URL, kind=LinkKind.ARTICLE, source=source), key=key, site="gazette.example")
    return Visit(task=task, url=URL, fetched_at=datetime(2026, 3, 2, tzinfo=UTC), outcome=outcome, cause=cause, **more)


class Stats(dict):
    def set_value(self, key, value):
        self[key] = value

    def inc_value(self, key, count=1, start=0):
        self[key] = self.get(key, start) + count

    def get_stats(self):
        return self


def crawler(tmp_path="data", **archive):
    held = SimpleNamespace(run_id="20260302T100000Z-abc123", queued=lambda site=None: 42, **archive)
    return SimpleNamespace(
        stats=Stats(),
        settings=Settings({"NEWSCRAWL_DATA_DIR": str(tmp_path)}),
        spider=SimpleNamespace(name="news", archive=held, site="gazette.example"),
    )


def test_progress_line(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(progress_module, "monotonic", lambda: now[0])
    progress = Progress(crawler(), live=False)
    comments = [Comment(url=URL), Comment(url=URL)]

    for number in range(100):
        now[0] += 1.0
        found = (
            visit(Outcome.FAILED, "timeout")
            if number % 25 == 0
            else visit(articles=[Article(url=URL)], comments=comments)
        )
        progress.visit_stored(found)
        line = progress.line()

    assert line == ("100 pages done, 42 queued, 96 articles, 192 comments, 4 errors, 1.0/s, 1:40")


def test_progress_is_logged_without_terminal(caplog):
    progress = Progress(crawler(), live=False)
    caplog.set_level("INFO")

    progress._show()

    assert "0 pages done, 42 queued" in caplog.text


def run(tmp_path, visits, reason="finished", **stats):
    component = crawler(tmp_path)
    component.stats.update({key.replace("__", "/"): value for key, value in stats.items()})
    summary = Summary(component)
    for one in visits:
        summary.visit_stored(one)
    summary.batch_committed(CommitResult(visits=1, new={"article": 2}, unchanged={"comment": 3}))
    summary.spider_closed(component.spider, reason)
    return summary.report, component.stats


def test_report_of_a_run(tmp_path):
    report, _ = run(
        tmp_path, [visit(), visit(Outcome.NOT_MODIFIED, key="m"), visit(Outcome.REFUSED, "robots", key="r")]
    )

    written = orjson.loads((tmp_path / "reports" / "20260302T100000Z-abc123.json").read_bytes())
    assert (report.outcome, written["outcome"], written["spider"]) == ("complete", "complete", "news")
    assert written["visits"] == {"ok": 1, "not_modified": 1, "refused": 1}
    assert written["records"]["article"] == {"new": 2, "changed": 0, "unchanged": 0}
    assert written["records"]["comment"] == {"new": 0, "changed": 0, "unchanged": 3}
    assert (written["failures"], written["refused"]) == ({}, {"robots": 1})


def test_a_page_that_succeeds_at_last_is_no_failure(tmp_path):
    failing = [visit(Outcome.FAILED, "http_503"), visit(Outcome.FAILED, "timeout", key="other"), visit()]

    report, _ = run(tmp_path, failing)

    assert (report.outcome, report.failures) == ("some_failed", {"timeout": 1})


@pytest.mark.parametrize(("source", "failures"), [("page", {}), ("seed", {"http_404": 1})])
def test_a_page_that_is_gone_is_a_failure_only_where_it_was_asked_for(tmp_path, source, failures):
    report, _ = run(tmp_path, [visit(Outcome.GONE, source=source, status=404)])

    assert report.failures == failures


def test_a_report_that_cannot_be_written_is_logged(tmp_path, caplog):
    (tmp_path / "reports").write_text("in the way")

    report, _ = run(tmp_path, [visit()])

    assert report.outcome == "complete"
    assert "cannot be written" in caplog.text


@pytest.mark.parametrize(
    ("stats", "code"),
    [
        ({"finish_reason": "finished"}, 0),
        ({"finish_reason": "finished", "newscrawl/failures/timeout": 1}, 2),
        ({"finish_reason": "shutdown", "newscrawl/failures/timeout": 1}, 3),
        ({"finish_reason": "closespider_pagecount"}, 3),
        ({"finish_reason": "finished", "newscrawl/stopped_by": "max_pages"}, 3),
        ({"finish_reason": "storage_error", "newscrawl/storage_error": "disk full"}, 5),
        ({"finish_reason": "finished", "newscrawl/stopped_by": "start", "newscrawl/start/cause": "dns"}, 6),
        ({"finish_reason": "start_error"}, 1),
    ],
)
def test_exit_codes(stats, code):
    assert exit_code(stats) == code


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        ("dns", "https://a.example/ cannot be reached: its host is not known"),
        ("http_503", "https://a.example/ answers with status 503"),
        ("redirect_out_of_scope", "leads to another site, https://b.example/"),
        ("private_address", "NEWSCRAWL_ALLOW_PRIVATE=127.0.0.0/8"),
        ("cut_short", "cannot be fetched (cut_short)"),
    ],
)
def test_what_a_refused_start_says(cause, told):
    start = {"url": "https://a.example/", "cause": cause, "led_to": "https://b.example/"}
    now = datetime(2026, 3, 2, tzinfo=UTC)

    report = read_stats(
        {f"newscrawl/start/{key}": value for key, value in start.items()},
        run_id="r",
        spider="news",
        started_at=now,
        finished_at=now,
        data_dir="data",
    )

    assert any(told in line for line in report.lines())


def test_summary_for_people():
    stats = {
        "finish_reason": "shutdown",
        "newscrawl/visits/ok": 1000,
        "newscrawl/visits/failed": 3,
        "newscrawl/records/article/new": 12,
        "newscrawl/comments/declared": 30,
        "newscrawl/comments/harvested": 28,
        "newscrawl/failures/timeout": 2,
        "newscrawl/failures/http_500": 1,
        "newscrawl/frontier/queued": 1,
    }
    times = {
        "started_at": datetime(2026, 3, 2, 10, tzinfo=UTC),
        "finished_at": datetime(2026, 3, 2, 11, 2, 5, tzinfo=UTC),
    }

    report = read_stats(stats, run_id="r", spider="news", data_dir="data", **times)

    assert report.lines() == [
        "Stopped after 1 h 2 min: 1003 pages visited (stopped by shutdown; the same command goes on from here)",
        "  articles   12 new, 0 changed, 0 unchanged",
        "  comments   0 new, 0 changed, 0 unchanged",
        "  pingbacks  0 new, 0 changed, 0 unchanged",
        "  headlines  0 new, 0 changed, 0 unchanged",
        "  of 30 comments that these articles declare 28 were read, 2 not",
        "  failed: 2 timeout, 1 http_500",
        "  1 address left in the queue",
        "Output: data",
    ]


def test_log_lines_name_the_page_of_a_visit_only():
    formatter = VisitLogFormatter()
    spider = get_crawler()._create_spider("x")

    error = formatter.item_error(visit(), ValueError(), None, spider)

    assert error["args"] == {"item": URL}
    assert formatter.scraped(visit(), None, spider) is None
