"""Dumps of one page in many shapes: whatever the shape, the same records come out."""

from datetime import datetime
from itertools import product

import pytest

from newscrawl import extract_text

URL = "https://example.com/2015/11/03/story/"
TITLE = "Island ferry operator asks court for protection"
DEK = "Blue Lantern Lines owed 41 million crowns to banks, ports and its own crews"
BODY = [
    "The operator of the island ferries asked a court on Monday for protection from its creditors.",
    "“Nobody will be left on a quay,” she said.",
    "The debts are:",
    "- 22 million to three banks",
    "Why now?",
    "Talks with the unions begin on Thursday, the word Pingback: is not in the contract.",
]
COMMENTS = [
    ("Old Salt", datetime(2015, 11, 3, 7, 2), ["Called it in March.", "No comment"]),
    ("J.R.", datetime(2015, 11, 3, 19, 45), ["Yes"]),
    ("@gull", datetime(2015, 11, 4, 0, 10), ["8 million in wages!", "100%"]),
]
PINGS = [("pingback", "Monday links | Harbour Mouse"), ("trackback", "The Averil Review")]
ENTRIES = ["Harbour bridge closes", "Council votes down stadium plan, 14-9", "“We were lucky,” says sailor"]

LISTS = {
    "none": [],
    "hyphens": [f"- {entry}" for entry in ENTRIES],
    "stars": [f"* {entry}" for entry in ENTRIES],
    "bullets": [f"• {entry}" for entry in ENTRIES],
    "numbers": [f"{number}. {entry}" for number, entry in enumerate(ENTRIES, 1)],
    "named": ["Latest news", *[f"- {entry}" for entry in ENTRIES]],
}
BYLINES = {
    "by": ("By Mara Ellingsen", ["Mara Ellingsen"]),
    "capitals": ("BY MARA ELLINGSEN", ["MARA ELLINGSEN"]),
    "two": ("By Mara Ellingsen and Tom Okafor", ["Mara Ellingsen", "Tom Okafor"]),
    "role": ("By Mara Ellingsen, Staff Writer", ["Mara Ellingsen"]),
    "agency": ("By Mara Ellingsen, Reuters", ["Mara Ellingsen"]),
    "bare": ("Mara Ellingsen", ["Mara Ellingsen"]),
    "bare with role": ("Mara Ellingsen, Staff reporter", ["Mara Ellingsen"]),
    "posted": ("Posted by Mara Ellingsen", ["Mara Ellingsen"]),
    "none": (None, []),
}
DATELINES = {
    "agency": ("PORT AVERIL (AP) — ", "PORT AVERIL", "AP"),
    "day": ("PORT AVERIL, Nov. 3 (AP) -- ", "PORT AVERIL", "AP"),
    "state": ("ST. PAUL, Minn. (AP) - ", "ST. PAUL, Minn.", "AP"),
    "bare": ("PORT AVERIL — ", "PORT AVERIL", None),
}
HEADS = {
    "two lines": lambda name, time: [name, f"{time:%B} {time.day}, {time:%Y} at {time:%I:%M %p}"],
    "says": lambda name, time: [f"{name} says:", f"{time.day} {time:%B %Y}, {time:%H:%M}", ],
    "one line": lambda name, time: [f"{name} — {time:%B} {time.day}, {time:%Y} at {time:%I:%M %p}"],
    "brackets": lambda name, time: [f"{name} ({time:%Y-%m-%d %H:%M})"],
}  # fmt: skip


def dump(*, entries="hyphens", dek=True, byline="by", dateline="agency", head="two lines", reply=False, gap="\n"):
    lines = [*LISTS[entries], TITLE]
    lines += [DEK] if dek else []
    lines += [BYLINES[byline][0]] if BYLINES[byline][0] else []
    lines += [DATELINES[dateline][0] + BODY[0], *BODY[1:]]
    for number, (name, time, text) in enumerate(COMMENTS):
        lines += [*HEADS[head](name, time), *text, *(["Reply"] if reply else [])]
        if number < len(PINGS):
            kind, title = PINGS[number]
            lines.append(f"{kind.title()}: {title}")
    return gap.join(lines)


def check(found, *, entries="hyphens", dek=True, byline="by", dateline="agency"):
    article = found.article
    assert article is not None
    assert article.headline == TITLE
    assert article.dek == (DEK if dek else None)
    assert (article.byline, article.authors) == BYLINES[byline]
    prefix, place, agency = DATELINES[dateline]
    assert (article.dateline_place, article.agency) == (place, agency or ("Reuters" if byline == "agency" else None))
    assert article.body.split("\n\n") == [prefix + BODY[0], *BODY[1:]]
    assert [entry.headline for entry in found.headlines] == (ENTRIES if LISTS[entries] else [])
    assert [(p.kind, p.title) for p in found.pingbacks] == PINGS
    read = [(c.author, c.date_published, c.body) for c in found.comments]
    assert read == [(name, time, "\n\n".join(text)) for name, time, text in COMMENTS]


@pytest.mark.parametrize(("entries", "dek", "byline"), list(product(LISTS, (True, False), BYLINES)))
def test_shapes_of_the_head(entries, dek, byline):
    found = extract_text(dump(entries=entries, dek=dek, byline=byline), URL)

    check(found, entries=entries, dek=dek, byline=byline)


@pytest.mark.parametrize(("dateline", "byline"), list(product(DATELINES, BYLINES)))
def test_shapes_of_the_dateline(dateline, byline):
    found = extract_text(dump(dateline=dateline, byline=byline), URL)

    check(found, dateline=dateline, byline=byline)


@pytest.mark.parametrize(("head", "reply", "gap"), list(product(HEADS, (True, False), ("\n", "\n\n", "\r\n"))))
def test_shapes_of_the_discussion(head, reply, gap):
    found = extract_text(dump(head=head, reply=reply, gap=gap), URL)

    check(found)


def test_date_of_the_first_comment_is_not_the_articles():
    lines = [
        TITLE,
        *BODY[:2],
        "pepper",
        "November 3, 2015 at 7:02 AM",
        "Called it.",
        "Sunny",
        "November 4, 2015",
        "No.",
    ]

    found = extract_text("\n".join(lines), URL)

    assert found.article.headline == TITLE
    assert found.article.date_published is None
    assert found.article.body.split("\n\n") == BODY[:2]
    assert [comment.author for comment in found.comments] == ["pepper", "Sunny"]


def test_date_below_a_signature_without_by_is_the_articles():
    lines = [TITLE, DEK, "Mara Ellingsen", "November 3, 2015", *BODY, BODY[0], BODY[5]]

    article = extract_text("\n".join(lines), URL).article

    assert (article.dek, article.byline, article.date_published) == (DEK, "Mara Ellingsen", datetime(2015, 11, 3))
    assert article.body.split("\n\n") == [*BODY, BODY[0], BODY[5]]


def test_dek_that_the_first_paragraph_says_again():
    dek = "The operator of the island ferries asked a court for protection from creditors."

    article = extract_text("\n".join([TITLE, dek, *BODY]), URL).article

    assert article.dek == dek
    assert article.body.split("\n\n") == BODY


def test_empty_dump():
    found = extract_text(" \n\n ", URL)

    assert (found.kind, found.article, found.comments, found.headlines) == ("other", None, [], [])


def test_ids_are_stable_and_unique():
    first, second = (extract_text(dump(), URL) for _ in range(2))
    records = [first.article, *first.comments, *first.pingbacks, *first.headlines]

    assert first == second
    assert len({record.id for record in records}) == len(records)


def test_relative_times_count_from_the_fetch():
    text = f"{TITLE}\nBy Ann Lee\n{BODY[0]}\nOld Salt\n3 hours ago\nCalled it."

    raw, read = (extract_text(text, URL, fetched_at=moment) for moment in (None, datetime(2015, 11, 3, 10)))

    assert (raw.comments[0].date_published, raw.comments[0].date_published_raw) == (None, "3 hours ago")
    assert read.comments[0].date_published is not None
    assert read.comments[0].date_published.hour == 7
