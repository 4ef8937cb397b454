"""A story's history as one HTML page that needs nothing else: no scripts, no fonts, no pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from newscrawl.history.diff import Piece, marked_body, word_diff
from newscrawl.history.story import LABELS, Reply, Story, moment
from newscrawl.history.style import STYLE

__all__ = ["render_page"]

_CONTEXT = 1
"""Unchanged paragraphs shown before and after a change; longer stretches are folded."""

_DEEPEST = 10
"""Answers below this depth stand beside what they answer."""


def render_page(story: Story) -> str:
    """Return the history of a story as a self-contained HTML page."""
    last = story.last
    title = last.get("headline") or last["url"]
    parts = [
        f'<!DOCTYPE html>\n<html lang="{_text(last.get("language") or "en")}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(title)} – history</title><style>{STYLE}</style></head><body><main>",
        *_head(story),
        '<section><h2>How the story changed</h2><ol class="time">',
        *_revisions(story.revisions),
        "</ol></section>",
        *_discussion(story),
        *_pingbacks(story.pingbacks),
        "</main></body></html>\n",
    ]
    return "\n".join(parts)


def _head(story: Story) -> Iterator[str]:
    last, comments = story.last, story.all_comments()
    status = last.get("status") or "live"
    people = last.get("byline") or ", ".join(last.get("authors") or [])
    published = moment(last.get("date_published"))
    badge = f'<span class="badge {_text(status)}">{_text(status)}</span>'
    yield f'<header><p class="site">{_text(last.get("site") or "")} {badge}</p>'
    yield f'<h1 dir="auto">{_text(last.get("headline") or "(no headline)")}</h1>'
    if last.get("dek"):
        yield f'<p class="dek" dir="auto">{_text(last["dek"])}</p>'
    yield f"<p>{_text(' · '.join(fact for fact in (people, published and f'published {published}') if fact))}</p>"
    yield f"<p>{_link(last['url'])}</p>"
    figures = [
        (len(story.revisions), "revisions"),
        (len(comments), "comments"),
        (sum(len(reply.revisions) > 1 and not reply.removed for reply in comments), "of them edited"),
        (sum(reply.removed for reply in comments), "removed"),
        (len(story.pingbacks), "links from elsewhere"),
    ]
    cells = "".join(f"<div><dt>{name}</dt><dd>{number}</dd></div>" for number, name in figures)
    yield f'<dl class="figures">{cells}</dl></header>'


def _revisions(revisions: list[dict[str, Any]]) -> Iterator[str]:
    before: dict[str, Any] = {}
    for data in revisions:
        changes = data.get("changes") or {}
        names = [LABELS.get(name, name) for name in changes.get("fields", [])] if changes else ["first seen"]
        badges = "".join(f'<span class="badge">{_text(name)}</span>' for name in names)
        yield f"<li><h3><time>{_text(moment(data.get('fetched_at')))}</time> {badges}</h3>"
        yield from _field_changes(changes, data)
        if not changes:
            body = "".join(_paragraph([Piece("kept", text)]) for text in (data.get("body") or "").split("\n\n") if text)
            yield f"<details><summary>The text as first seen</summary>{body}</details>" if body else ""
        elif isinstance(changes.get("body"), list):
            yield from _folded(marked_body(before.get("body") or "", changes["body"]))
        yield "</li>"
        before = data


def _field_changes(changes: dict[str, Any], data: dict[str, Any]) -> Iterator[str]:
    for name, old in (changes.get("before") or {}).items():
        if name == "removed":
            continue
        pieces = word_diff(_plain(old), _plain(data.get(name)))
        yield f'<p class="field" dir="auto"><b>{_text(LABELS.get(name, name))}</b> {_marked(pieces)}</p>'


def _folded(paragraphs: list[list[Piece]]) -> Iterator[str]:
    """Yield paragraphs; long stretches without a change are folded away."""
    changed = [number for number, pieces in enumerate(paragraphs) if any(piece.fate != "kept" for piece in pieces)]
    shown = {near for number in changed for near in range(number - _CONTEXT, number + _CONTEXT + 1)}
    hidden: list[str] = []
    for number, pieces in enumerate(paragraphs):
        if number not in shown:
            hidden.append(_paragraph(pieces))
            continue
        yield from _fold(hidden)
        hidden = []
        yield _paragraph(pieces)
    yield from _fold(hidden)


def _fold(hidden: list[str]) -> Iterator[str]:
    if hidden:
        count = "1 paragraph" if len(hidden) == 1 else f"{len(hidden)} paragraphs"
        yield f"<details><summary>{count} unchanged</summary>{''.join(hidden)}</details>"


def _discussion(story: Story) -> Iterator[str]:
    comments = story.all_comments()
    if not comments:
        return
    yield "<section><h2>The discussion</h2>"
    yield from _by_day(comments)
    yield '<ol class="thread">'
    yield from _thread(story.comments)
    yield "</ol></section>"


def _thread(comments: list[Reply]) -> Iterator[str]:
    """Yield list items, answers nested in theirs down to a depth that a screen has room for; without recursion."""
    waiting: list[tuple[Reply | str, int]] = [(reply, 1) for reply in reversed(comments)]
    while waiting:
        entry, depth = waiting.pop()
        if isinstance(entry, str):
            yield entry
            continue
        yield "<li>" + "".join(_comment(entry))
        answers: list[tuple[Reply | str, int]] = [(answer, depth + 1) for answer in reversed(entry.answers)]
        if answers and depth < _DEEPEST:
            yield "<ol>"
            waiting += [("</ol></li>", depth), *answers]
        else:
            yield "</li>"
            waiting += answers


def _by_day(comments: Iterable[Reply]) -> Iterator[str]:
    """Yield bars with the number of comments of each day that had any."""
    days = Counter(reply.when[:10] for reply in comments if reply.when)
    if len(days) < 2:
        return
    most = max(days.values())
    yield '<table class="days"><caption>Comments by day</caption>'
    for day in sorted(days):
        width = max(1, round(100 * days[day] / most))
        yield f'<tr><th>{_text(day)}</th><td><span style="width:{width}%"></span></td><td>{days[day]}</td></tr>'
    yield "</table>"


def _comment(reply: Reply) -> Iterator[str]:
    first, last = reply.revisions[0], reply.last
    name = _text(last.get("author") or "(unnamed)")
    seen = moment(first.get("fetched_at"), date_only=True)
    yield f'<article class="{"removed" if reply.removed else "comment"}">'
    dated = _text(moment(last.get("date_published")) or "undated")
    yield f'<p class="who"><b><bdi>{name}</bdi></b> <time>{dated}</time> '
    yield f'<span class="seen">seen {_text(seen)}</span>'
    yield '<span class="badge gone">removed</span></p>' if reply.removed else "</p>"
    yield "".join(_paragraph([Piece("kept", text)]) for text in (last.get("body") or "").split("\n\n"))
    for data in reply.revisions[1:]:
        before = (data.get("changes") or {}).get("before") or {}
        for field in ("author", "body"):
            if field in before:
                summary = f"{LABELS[field]} edited, seen {_text(moment(data.get('fetched_at')))}"
                pieces = word_diff(_plain(before[field]), _plain(data.get(field)))
                yield f"<details><summary>{summary}</summary>{_paragraph(pieces)}</details>"
    yield "</article>"


def _pingbacks(pingbacks: list[Reply]) -> Iterator[str]:
    if not pingbacks:
        return
    yield "<section><h2>Linked from</h2><ul>"
    for reply in pingbacks:
        last = reply.last
        title = last.get("title") or last.get("source_url") or "(untitled)"
        link, when = _link(last.get("source_url"), title), _text(moment(last.get("date_published")))
        yield f"<li>{link} <time>{when}</time> {_text(last.get('kind') or '')}</li>"
    yield "</ul></section>"


def _paragraph(pieces: list[Piece]) -> str:
    return f'<p dir="auto">{_marked(pieces)}</p>'


def _marked(pieces: Iterable[Piece]) -> str:
    tags = {"removed": "del", "added": "ins"}
    return "".join(
        f"<{tags[piece.fate]}>{_text(piece.text)}</{tags[piece.fate]}>" if piece.fate in tags else _text(piece.text)
        for piece in pieces
    )


def _link(url: str | None, title: str | None = None) -> str:
    shown = _text(title or url or "")
    if not url or not url.lower().startswith(("http://", "https://")):
        return shown
    return f'<a href="{_text(url)}" rel="noopener nofollow noreferrer" dir="auto">{shown}</a>'


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _text(value: str) -> str:
    return escape(value).replace("\n", "<br>")
