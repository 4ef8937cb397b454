"""The layout of today's site: HTML5 with JSON-LD, figures and the comment list of current WordPress themes."""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from typing import Any

from newscrawl.demo.content import Content, Mention, Picture, Remark, Story, slug_of
from newscrawl.demo.markup import typeset
from newscrawl.demo.plan import PlannedPage, StoryList

__all__ = ["render_calendar", "render_page"]

_STYLE = (
    "body{font:17px/1.5 Georgia,serif;max-width:70rem;margin:auto;padding:0 1rem}nav li,.tags li,.pages li{display:inline;"
    "margin-right:1rem}.columns{display:grid;grid-template-columns:1fr 18rem;gap:3rem}figure{margin:1.5rem 0}figcaption,"
    "time,.byline{font:14px sans-serif;color:#555}img{width:100%;height:14rem;background:#c9d6df}.dek{font-size:1.3rem}"
    "ol.children{border-left:2px solid #ccc}a{color:#134a6e}.ad,.newsletter{background:#eee;padding:1rem;margin:1rem 0}"
)


def render_page(page: PlannedPage, content: Content, base_url: str) -> str:
    """Return a planned page as HTML; ``base_url`` ends without slash."""
    if page.story is not None:
        head, main = _story_head(page.story, content, base_url), _story_main(page, page.story, content, base_url)
    elif page.text:
        head, main = "", f"<h1>{escape(page.title)}</h1>\n" + "\n".join(f"<p>{escape(line)}</p>" for line in page.text)
    else:
        head, main = "", _list_main(page, content, base_url)
    side = "\n".join(_side_list(part, base_url) for part in page.lists if part.where == "side")
    title = page.story.seo_title or page.title if page.story else page.title
    suffix = "" if page.path == "/" else f" | {content.name}"
    canonical = f'<link rel="canonical" href="{base_url}{escape(page.path)}">'
    return _frame(content, base_url, title + suffix, canonical + head, main, side)


def render_calendar(year: int, month: int, content: Content, base_url: str) -> str:
    """Return a month of the calendar, which has neither beginning nor end."""
    months = year * 12 + month - 1
    before, after = (f"/calendar/{value // 12:04}/{value % 12 + 1:02}" for value in (months - 1, months + 1))
    main = (
        f"<h1>Calendar: {datetime(year, month, 1):%B %Y}</h1>\n"
        f'<p class="pager"><a href="{before}">Previous month</a> <a href="{after}">Next month</a></p>\n'
        "<table>\n<tr><td>1</td><td>Fish market, from 6 a.m.</td></tr>\n"
        "<tr><td>15</td><td>Open day at the rope walk</td></tr>\n</table>"
    )
    return _frame(content, base_url, f"Calendar | {content.name}", '<meta name="robots" content="noindex">', main, "")


def _frame(content: Content, base_url: str, title: str, head: str, main: str, side: str) -> str:
    sections = "\n".join(f'<li><a href="/{key}">{escape(name)}</a></li>' for key, name in content.sections.items())
    return f"""<!DOCTYPE html>
<html lang="{content.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<meta property="og:site_name" content="{escape(content.name)}">
<link rel="alternate" type="application/atom+xml" title="{escape(content.name)}" href="{base_url}/feed.atom">
{head}
<style>{_STYLE}</style>
<script>window.dataLayer=window.dataLayer||[];function track(e){{dataLayer.push({{event:e,at:Date.now()}})}}</script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="site-header">
<p class="site-title"><a href="/">{escape(content.name)}</a></p>
<p class="site-tagline">{escape(content.tagline)}</p>
<nav aria-label="Sections"><ul>
{sections}
<li><a href="/archive/">Archive</a></li>
<li><a href="/calendar/2026/03">Calendar</a></li>
<li><a href="/latest">Latest</a></li>
</ul></nav>
<form action="/search" role="search"><input type="search" name="q" aria-label="Search"><button>Search</button></form>
</header>
<div class="columns">
<main id="content">
{main}
</main>
<aside class="sidebar">
<div class="ad" aria-label="Advertisement">Ropes by the metre. Ellefsen, Mole Road.</div>
{side}
</aside>
</div>
<footer class="site-footer">
<ul><li><a href="/about">About us</a></li><li><a href="/internal/canteen">Staff canteen</a></li>
<li><a href="mailto:desk@maren-courier.example">Write to us</a></li></ul>
<p>© 2026 {escape(content.name)}. All rights reserved.</p>
</footer>
</body>
</html>
"""


def _list_main(page: PlannedPage, content: Content, base_url: str) -> str:
    heading = "" if page.path == "/" else f"<h1>{escape(page.title)}</h1>\n"
    blocks = "\n".join(_card_list(part, base_url) for part in page.lists if part.where in ("main", "block"))
    pages = []
    if page.newer:
        pages.append(f'<li><a rel="prev" href="{page.newer}">Newer</a></li>')
    if page.older:
        pages.append(f'<li><a rel="next" href="{page.older}">Older</a></li>')
    pager = f'\n<ul class="pages" role="navigation">{"".join(pages)}</ul>' if pages else ""
    return heading + blocks + pager


def _card_list(part: StoryList, base_url: str) -> str:
    cards = "\n".join(_card(story, base_url) for story in part.stories)
    if part.where == "main":
        return f'<div class="river">\n{cards}\n</div>'
    heading = f'<a href="{part.link}">{escape(part.name)}</a>' if part.link else escape(part.name)
    return f'<section class="block">\n<h2 class="block__title">{heading}</h2>\n{cards}\n</section>'


def _card(story: Story, base_url: str) -> str:
    summary = f'<p class="card__summary">{escape(story.dek)}</p>' if story.dek else ""
    picture = ""
    if story.images:
        picture = f'<a href="{base_url}{story.path}" tabindex="-1"><img src="{story.images[0].path}" alt="" loading="lazy"></a>'
    return (
        f'<article class="card">{picture}<h3 class="card__title"><a href="{base_url}{story.path}">'
        f'{escape(story.headline)}</a></h3>{summary}<time datetime="{story.date.isoformat()}">{_date(story.date)}</time></article>'
    )


def _side_list(part: StoryList, base_url: str) -> str:
    entries = "\n".join(
        f'<li><a href="{base_url}{story.path}"><span class="rank">{rank}</span> <span>{escape(story.headline)}</span></a></li>'
        for rank, story in enumerate(part.stories, 1)
    )
    return f'<section class="side-list"><h2>{escape(part.name)}</h2>\n<ol>\n{entries}\n</ol></section>'


def _story_head(story: Story, content: Content, base_url: str) -> str:
    title = story.seo_title or story.headline
    metas = [
        ("og:type", "article"),
        ("og:title", title),
        ("og:url", base_url + story.path),
        ("article:published_time", story.date.isoformat()),
        ("article:section", content.sections[story.section or ""]),
        *(("article:tag", tag) for tag in story.tags),
        *(("og:image", base_url + picture.path) for picture in story.images[:1]),
    ]
    if story.modified:
        metas.append(("article:modified_time", story.modified.isoformat()))
    rendered = "\n".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in metas)
    data = json.dumps(_json_ld(story, content, base_url), ensure_ascii=False, indent=1).replace("</", "<\\/")
    return f'\n{rendered}\n<script type="application/ld+json">{data}</script>'


def _json_ld(story: Story, content: Content, base_url: str) -> dict[str, Any]:
    section = content.sections[story.section or ""]
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "mainEntityOfPage": base_url + story.path,
        "headline": story.headline,
        "datePublished": story.date.isoformat(),
        "articleSection": section,
        "keywords": list(story.tags),
        "author": [
            {"@type": "Person", "name": name, "url": f"{base_url}/author/{slug_of(name)}"} for name in story.authors
        ],
        "publisher": {"@type": "NewsMediaOrganization", "name": content.name, "url": base_url + "/"},
        "isAccessibleForFree": not story.paywalled,
    }
    if story.modified:
        article["dateModified"] = story.modified.isoformat()
    if story.images:
        article["image"] = [base_url + story.images[0].path]
    if story.remarks:
        article["commentCount"] = len(story.remarks)
    crumbs = [(1, content.name, "/"), (2, section, f"/{story.section}")]
    trail = [{"@type": "ListItem", "position": n, "name": name, "item": base_url + path} for n, name, path in crumbs]
    return {
        "@context": "https://schema.org",
        "@graph": [article, {"@type": "BreadcrumbList", "itemListElement": trail}],
    }


def _story_main(page: PlannedPage, story: Story, content: Content, base_url: str) -> str:
    section = f'<a href="/{story.section}">{escape(content.sections[story.section or ""])}</a>'
    dek = f'\n<p class="dek">{escape(story.dek)}</p>' if story.dek else ""
    modified = ""
    if story.modified:
        modified = f' · Updated <time datetime="{story.modified.isoformat()}">{_date(story.modified)}</time>'
    authors = " and ".join(
        f'<a href="/author/{slug_of(name)}" rel="author">{escape(name)}</a>' for name in story.authors
    )
    tags = "".join(f'<li><a href="/tag/{slug_of(tag)}" rel="tag">{escape(tag)}</a></li>' for tag in story.tags)
    more = next(part for part in page.lists if part.where == "more")
    entries = "\n".join(
        f'<li><a href="{base_url}{other.path}">{escape(other.headline)}</a></li>' for other in more.stories
    )
    return f"""<article class="story" id="story-{story.number}">
<header class="story__header">
<p class="breadcrumb"><a href="/">Home</a> › {section}</p>
<h1 class="story__headline">{escape(story.headline)}</h1>{dek}
<p class="byline">By {authors}</p>
<p class="dates">Published <time datetime="{story.date.isoformat()}">{_date(story.date)}</time>{modified}</p>
<ul class="share"><li><a href="https://social.example/share?u={base_url}{story.path}">Share</a></li><li><button>Copy link</button></li></ul>
</header>
<div class="story__body">
{_story_body(story, content, base_url)}
</div>
<ul class="tags">{tags}</ul>
</article>
<section class="more"><h2>{escape(more.name)}</h2>
<ul>
{entries}
</ul></section>
{_discussion(story, base_url)}"""


def _story_body(story: Story, content: Content, base_url: str) -> str:
    def fill_box(name: str, argument: str = "") -> str:
        if name == "image":
            return _figure(story.images[int(argument) - 1])
        if name == "readalso":
            other = content.stories[argument]
            return f'<p class="read-also"><strong>Read also:</strong> <a href="{base_url}{other.path}">{escape(other.headline)}</a></p>'
        return (
            '<div class="newsletter"><h4>Get the Courier by mail</h4><p>Seven stories, every morning at seven. Sign up '
            'for our free newsletter.</p><form><input type="email"><button>Sign up</button></form></div>'
        )

    html = typeset(story.blocks, base_url, fill_box)
    if dateline := story.printed_dateline:
        html = html.replace("<p>", f"<p>{escape(dateline)} ", 1)
    if story.paywalled:
        html += (
            '\n<div class="paywall"><h4>This story is for subscribers</h4><p>Subscribe for 2 euros a week to read on. '
            'Already a subscriber? <a href="/login">Log in</a>.</p></div>'
        )
    return html


def _figure(picture: Picture) -> str:
    credit = f' <span class="credit">{escape(picture.credit)}</span>' if picture.credit else ""
    return (
        f'<figure><img src="{picture.path}" alt="" width="1200" height="800">'
        f"<figcaption>{escape(picture.caption)}{credit}</figcaption></figure>"
    )


def _discussion(story: Story, base_url: str) -> str:
    if not story.threads:
        return '<section id="comments"><p class="no-comments">Comments are closed.</p></section>'
    count = len(story.remarks)
    heading = f'<h2 class="comments-title">{count} {"comment" if count == 1 else "comments"}</h2>\n' if count else ""
    entries = "\n".join(
        _comment(entry, story, base_url, depth=1) if isinstance(entry, Remark) else _mention(entry)
        for entry in story.threads
    )
    return f"""<section id="comments" class="comments-area">
{heading}<ol class="comment-list">
{entries}
</ol>
<div id="respond" class="comment-respond"><h3 id="reply-title">Leave a comment</h3>
<form action="/comment" method="post"><textarea name="comment"></textarea><button>Post comment</button></form></div>
</section>"""


def _comment(remark: Remark, story: Story, base_url: str, *, depth: int) -> str:
    name = escape(remark.author)
    if remark.author_url:
        name = f'<a href="{escape(remark.author_url)}" class="url" rel="ugc external nofollow">{name}</a>'
    answers = "\n".join(_comment(answer, story, base_url, depth=depth + 1) for answer in story.answers(remark))
    children = f'\n<ol class="children">\n{answers}\n</ol><!-- .children -->' if answers else ""
    link = f"{base_url}{story.path}"
    return f"""<li id="comment-{remark.id}" class="comment even depth-{depth}{" parent" if answers else ""}">
<article id="div-comment-{remark.id}" class="comment-body">
<footer class="comment-meta">
<div class="comment-author vcard"><img alt="" src="/media/avatar.jpg" class="avatar avatar-32 photo" height="32" width="32" loading="lazy"><b class="fn">{name}</b> <span class="says">says:</span></div>
<div class="comment-metadata"><a href="{link}#comment-{remark.id}"><time datetime="{remark.date.isoformat()}">{_date(remark.date)}</time></a></div>
</footer>
<div class="comment-content">
{typeset(remark.blocks, base_url, lambda name: "")}
</div>
<div class="reply"><a rel="nofollow" class="comment-reply-link" href="{link}?replytocom={remark.id}#respond" aria-label="Reply to {escape(remark.author)}">Reply</a></div>
</article>{children}
</li><!-- #comment-## -->"""


def _mention(mention: Mention) -> str:
    label = mention.kind.capitalize()
    return (
        f'<li id="comment-{mention.id}" class="{mention.kind} odd depth-1">\n<div class="comment-body">{label}: '
        f'<a href="{escape(mention.source)}" class="url" rel="ugc external nofollow">{escape(mention.title)}</a></div>\n</li>'
    )


def _date(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}, {moment:%H.%M}"
