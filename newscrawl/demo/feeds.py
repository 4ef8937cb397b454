"""What the demo site offers to machines: feeds, sitemaps and robots.txt."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from html import escape
from itertools import chain

from newscrawl.demo.content import Content, Remark, Story
from newscrawl.demo.markup import typeset

__all__ = [
    "ARCHIVE_ZONE",
    "archive_sitemap",
    "atom",
    "comments_rss",
    "news_sitemap",
    "robots",
    "rss",
    "sitemap",
    "sitemap_index",
]

ARCHIVE_ZONE = timezone(timedelta(hours=1))
"""Zone of the archive's clock, which its pages do not name."""

_FEED_SIZE = 8
_UNLISTED = ("vineyard-on-the-mole", "swimmers-cross-the-bay")
"""Stories that only list pages lead to."""

_RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel>
<title>{title}</title>
<atom:link href="{base_url}{path}" rel="self" type="application/rss+xml" />
<link>{base_url}/archive/</link>
<description>{title}</description>
<language>en-US</language>
{items}
</channel>
</rss>
"""


def robots(base_url: str) -> str:
    """Return robots.txt."""
    rules = "User-agent: *\nDisallow: /internal/\nDisallow: /search\nDisallow: /comment\n"
    return f"{rules}\nSitemap: {base_url}/sitemap.xml\n"


def rss(content: Content, base_url: str) -> str:
    """Return the archive's feed of stories."""
    items = "\n".join(_rss_item(content, story, base_url) for story in content.archive[:_FEED_SIZE])
    return _RSS.format(title=escape(content.archive_name), path="/archive/feed/", base_url=base_url, items=items)


def _rss_item(content: Content, story: Story, base_url: str) -> str:
    html = typeset([block for block in story.blocks if block.kind != "box"], base_url, lambda name: "")
    creator = f"<dc:creator><![CDATA[{' and '.join(story.authors)}]]></dc:creator>\n" if story.authors else ""
    categories = "".join(f"<category><![CDATA[{tag}]]></category>" for tag in story.tags)
    return f"""<item>
<title>{escape(story.headline)}</title>
<link>{base_url}{story.path}</link>
<comments>{base_url}{story.path}#comments</comments>
<pubDate>{_rfc822(story.date)}</pubDate>
{creator}{categories}
<guid isPermaLink="false">{base_url}/archive/?p={content.post_number(story)}</guid>
<content:encoded><![CDATA[{html}]]></content:encoded>
<slash:comments>{len(story.remarks) + len(story.mentions)}</slash:comments>
</item>"""


def comments_rss(title: str, path: str, stories: Iterable[Story], base_url: str) -> str:
    """Return a feed of the latest comments on some stories."""
    remarks = ((remark, story) for story in stories for remark in story.remarks)
    latest = sorted(remarks, key=lambda pair: pair[0].date, reverse=True)[:10]
    items = "\n".join(_comment_item(remark, story, base_url) for remark, story in latest)
    return _RSS.format(title=escape(title), path=path, base_url=base_url, items=items)


def _comment_item(remark: Remark, story: Story, base_url: str) -> str:
    return f"""<item>
<title>By: {escape(remark.author)}</title>
<link>{base_url}{story.path}#comment-{remark.id}</link>
<dc:creator><![CDATA[{remark.author}]]></dc:creator>
<pubDate>{_rfc822(remark.date)}</pubDate>
<guid isPermaLink="false">{base_url}/archive/?p=0#comment-{remark.id}</guid>
<content:encoded><![CDATA[{typeset(remark.blocks, base_url, lambda name: "")}]]></content:encoded>
</item>"""


def atom(content: Content, base_url: str) -> str:
    """Return the feed of today's site."""
    entries = "\n".join(_atom_entry(story, base_url) for story in content.today[:_FEED_SIZE])
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{content.language}">
<title>{escape(content.name)}</title>
<id>{base_url}/</id>
<link rel="self" href="{base_url}/feed.atom"/>
<link rel="alternate" type="text/html" href="{base_url}/"/>
<updated>{max(_changed(story) for story in content.today).isoformat()}</updated>
{entries}
</feed>
"""


def _atom_entry(story: Story, base_url: str) -> str:
    authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in story.authors)
    summary = f"<summary>{escape(story.dek)}</summary>\n" if story.dek else ""
    return f"""<entry>
<title>{escape(story.headline)}</title>
<id>tag:maren-courier.example,2026:{story.number}</id>
<link rel="alternate" type="text/html" href="{base_url}{story.path}?utm_source=feed&amp;utm_medium=atom"/>
<published>{story.date.isoformat()}</published>
<updated>{_changed(story).isoformat()}</updated>
{authors}
{summary}</entry>"""


def sitemap_index(base_url: str) -> str:
    """Return the index of the sitemaps."""
    paths = ("/news-sitemap.xml", "/sitemap-2026.xml", "/archive/sitemap-2014.xml.gz")
    entries = "\n".join(f"<sitemap><loc>{base_url}{path}</loc></sitemap>" for path in paths)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{entries}
</sitemapindex>
"""


def sitemap(content: Content, base_url: str) -> str:
    """Return the sitemap of today's site; some stories are missing from it."""
    stories = [story for story in content.today if story.slug not in _UNLISTED]
    listed = "\n".join(_url(base_url + story.path, _changed(story)) for story in stories)
    pages = "\n".join(_url(f"{base_url}{path}") for path in ("/", *(f"/{key}" for key in content.sections), "/about"))
    return _urlset(f"{pages}\n{listed}")


def archive_sitemap(content: Content, base_url: str) -> bytes:
    """Return the sitemap of the archive, gzipped."""
    listed = "\n".join(
        _url(base_url + story.path, story.date.replace(tzinfo=ARCHIVE_ZONE)) for story in content.archive
    )
    return gzip.compress(_urlset(listed).encode(), mtime=0)


def news_sitemap(content: Content, base_url: str) -> str:
    """Return the news sitemap: the latest stories with their titles."""
    return _urlset("\n".join(_news(content, story, base_url) for story in content.today[:4]))


def _news(content: Content, story: Story, base_url: str) -> str:
    return f"""<url><loc>{base_url}{story.path}</loc><news:news>
<news:publication><news:name>{escape(content.name)}</news:name><news:language>en</news:language></news:publication>
<news:publication_date>{story.date.isoformat()}</news:publication_date>
<news:title>{escape(story.headline)}</news:title>
</news:news></url>"""


def _urlset(entries: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
{entries}
</urlset>
"""


def _url(address: str, changed: datetime | None = None) -> str:
    lastmod = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{lastmod}</url>"


def _changed(story: Story) -> datetime:
    return max(moment for moment in chain([story.date, story.modified], (r.date for r in story.remarks)) if moment)


def _rfc822(moment: datetime) -> str:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=ARCHIVE_ZONE)
    return format_datetime(aware.astimezone(UTC))
