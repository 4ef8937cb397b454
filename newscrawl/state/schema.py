"""The tables of the state. Times are whole seconds since 1970, UTC; ``None`` where there is none.

The state is an index over the JSON Lines files plus the frontier. Rows belong to a site wherever a site exists, so that
sites can be handed to different workers.
"""

from __future__ import annotations

from enum import IntEnum

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

__all__ = [
    "SCHEMA_VERSION",
    "Lane",
    "TaskStatus",
    "aliases",
    "bodies",
    "earlier",
    "files",
    "lists",
    "metadata",
    "records",
    "runs",
    "settings",
    "signals",
    "sketch_keys",
    "sketches",
    "tasks",
    "views",
]

SCHEMA_VERSION = 1

metadata = MetaData()
_Id = String(160)
_Big = BigInteger().with_variant(Integer, "sqlite")


class TaskStatus(IntEnum):
    """Where a task stands."""

    QUEUED = 0
    DONE = 1
    FAILED = 2
    """Gave up for this run; a later run tries again."""

    REFUSED = 3
    """Not allowed, or failed for a reason that does not pass; tried again after a while."""

    GONE = 4
    MOVED = 5


class Lane(IntEnum):
    """Order of revisits: sources tell where something is new, so they come first."""

    SOURCE = 0
    ARTICLE = 1
    OTHER = 2


settings = Table("settings", metadata, Column("name", String(320), primary_key=True), Column("value", Text))
"""Facts about the state itself (``schema``) and about sites (``timezone:HOST``)."""

files = Table(
    "files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", String(255), nullable=False, unique=True),
    Column("length", _Big, nullable=False),
)
"""The JSON Lines files and how much of each the state knows (the committed length)."""

records = Table(
    "records",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("signature", _Big, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("gone", SmallInteger, nullable=False, default=0),
    Column("source", String(32)),
    Column("file", Integer, nullable=False),
    Column("offset", _Big, nullable=False),
    sqlite_with_rowid=False,
)
"""Articles, comments and pingbacks: content signature and place of the last line; ``source`` is where it was read from.

Ids begin with the article's, so a discussion lies together.
"""

earlier = Table(
    "earlier",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("file", Integer, nullable=False),
    Column("offset", _Big, nullable=False),
    sqlite_with_rowid=False,
)
"""Places of the lines that a later revision replaced."""

views = Table(
    "views",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("source", String(32), primary_key=True),
    Column("signature", _Big, nullable=False),
    sqlite_with_rowid=False,
)
"""Signatures of records as further sources show them, so that each source is compared with itself."""

lists = Table(
    "lists",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("entries", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Headline lists: signature and revision of each position, packed (:mod:`newscrawl.state.records`)."""

aliases = Table(
    "aliases",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("article_id", String(64), nullable=False),
    sqlite_with_rowid=False,
)
"""The id an address would give → the id of the article that proved to be there."""

tasks = Table(
    "tasks",
    metadata,
    Column("id", _Big, primary_key=True, autoincrement=True),
    Column("site", String(255), nullable=False),
    Column("key", String(640), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("status", SmallInteger, nullable=False),
    Column("rank", _Big),
    Column("not_before", _Big, nullable=False),
    Column("revisit_at", _Big),
    Column("lane", SmallInteger, nullable=False),
    Column("depth", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("pattern", String(255)),
    Column("etag", String(512)),
    Column("last_modified", String(64)),
    Column("visited_at", _Big),
    Column("history", Text),
    Column("link", Text, nullable=False),
    Index("ix_tasks_key", "site", "key", unique=True),
    Index("ix_tasks_queue", "rank", sqlite_where=text("rank IS NOT NULL"), postgresql_where=text("rank IS NOT NULL")),
    Index(
        "ix_tasks_site_queue",
        "site",
        "rank",
        sqlite_where=text("rank IS NOT NULL"),
        postgresql_where=text("rank IS NOT NULL"),
    ),
    Index(
        "ix_tasks_revisit",
        "lane",
        "revisit_at",
        sqlite_where=text("revisit_at IS NOT NULL"),
        postgresql_where=text("revisit_at IS NOT NULL"),
    ),
    Index(
        "ix_tasks_site_revisit",
        "site",
        "lane",
        "revisit_at",
        sqlite_where=text("revisit_at IS NOT NULL"),
        postgresql_where=text("revisit_at IS NOT NULL"),
    ),
    Index("ix_tasks_failed", "site", sqlite_where=text("status = 2"), postgresql_where=text("status = 2")),
    Index(
        "ix_tasks_pattern",
        "site",
        "pattern",
        sqlite_where=text("pattern IS NOT NULL"),
        postgresql_where=text("pattern IS NOT NULL"),
    ),
)
"""The frontier. ``rank`` is the place in the queue, null unless queued; ``revisit_at`` when a visit is due again."""

bodies = Table(
    "bodies",
    metadata,
    Column("hash", String(32), primary_key=True),
    Column("article_id", String(64), nullable=False),
    sqlite_with_rowid=False,
)
"""Hash of an article's whole text → the first article that had it."""

sketches = Table(
    "sketches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", String(64), nullable=False),
    Column("cluster_id", String(64), nullable=False),
    Column("hashes", LargeBinary, nullable=False),
)
"""Texts in small (:mod:`newscrawl.state.sketches`), the latest ones only."""

sketch_keys = Table(
    "sketch_keys",
    metadata,
    Column("hash", _Big, primary_key=True),
    Column("sketch", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""By which hashes a sketch is found."""

signals = Table(
    "signals",
    metadata,
    Column("site", String(255), primary_key=True),
    Column("source", String(32), primary_key=True),
    Column("left", Integer, nullable=False),
    Column("since", _Big, nullable=False),
    sqlite_with_rowid=False,
)
"""How many more signals of each kind of source are believed (:mod:`newscrawl.state.trust`)."""

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", String(64), nullable=False, unique=True),
    Column("started_at", _Big, nullable=False),
    Column("finished_at", _Big),
    Column("outcome", String(64)),
    Column("options", Text),
    Column("summary", Text),
)
"""One row a run; ``finished_at`` stays null when it was killed."""
