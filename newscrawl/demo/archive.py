"""The layout of the archive: a news theme of 2014 for WordPress, XHTML, without structured data."""

from __future__ import annotations

from datetime import datetime
from html import escape

from newscrawl.demo.content import Content, Mention, Picture, Remark, Story, slug_of
from newscrawl.demo.markup import plain, typeset
from newscrawl.demo.plan import PlannedPage, StoryList

__all__ = ["render_page"]

_STYLE = (
    "body{font:14px/1.5 Arial,sans-serif;width:960px;margin:auto}#content{float:left;width:620px}#sidebar{float:right;"
    "width:300px}#ticker,#access{overflow:hidden;background:#eee}#ticker li,#access li{float:left;margin-right:1em}"
    ".subhead{color:#555}.related{float:right;width:220px;border:1px solid #ccc;padding:0 1em}#footer{clear:both}"
)
_TYPOGRAPHY = str.maketrans(
    {"“": "&#8220;", "”": "&#8221;", "’": "&#8217;", "–": "&#8211;", "—": "&#8212;", "«": "&laquo;"}
)


def render_page(page: PlannedPage, content: Content, base_url: str) -> str:
    """Return a planned page as XHTML; ``base_url`` ends without slash."""
    main = _single(page, page.story, content, base_url) if page.story else _loop(page, base_url)
    feeds = [(f"{content.archive_name} &raquo; Feed", "/archive/feed/")]
    feeds.append((f"{content.archive_name} &raquo; Comments Feed", "/archive/comments/feed/"))
    if page.story:
        feeds.append(
            (f"{content.archive_name} &raquo; {_typeset(page.title)} Comments Feed", f"{page.story.path}feed/")
        )
    alternates = "\n".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{base_url}{path}" />'
        for title, path in feeds
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="{content.archive_language}" xml:lang="{content.archive_language}">
<head profile="http://gmpg.org/xfn/11">
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<title>{_typeset(page.title)} | {content.archive_name}</title>
<link rel="pingback" href="{base_url}/archive/xmlrpc.php" />
{alternates}
<link rel="canonical" href="{base_url}{_canonical_path(page)}" />
<meta name="generator" content="WordPress 4.0.1" />
<style type="text/css">{_STYLE}</style>
</head>
<body class="{"single single-post" if page.story else "archive"}">
{_header(page, content, base_url)}
<div id="main">
<div id="content">
{main}
</div><!-- #content -->
{_sidebar(page, content, base_url)}
</div><!-- #main -->
<div id="footer"><p>&copy; 2014 {content.archive_name}. Proudly powered by WordPress.</p></div>
</body>
</html>
"""


def _canonical_path(page: PlannedPage) -> str:
    return page.story.path if page.story and not page.part else page.path


def _header(page: PlannedPage, content: Content, base_url: str) -> str:
    ticker = next(part for part in page.lists if part.where == "ticker")
    categories = "\n".join(
        f'<li class="cat-item"><a href="{base_url}/archive/category/{slug_of(name)}/">{escape(name)}</a></li>'
        for name in content.categories.values()
    )
    return f"""<div id="ticker"><h4>{escape(ticker.name)}</h4>
<ul>
{_entries(ticker, base_url)}
</ul></div>
<div id="header"><a href="{base_url}/archive/">{content.archive_name}</a></div>
<div id="access"><ul>
<li><a href="{base_url}/">Today&#8217;s Courier</a></li>
{categories}
</ul></div>"""


def _sidebar(page: PlannedPage, content: Content, base_url: str) -> str:
    recent = next(part for part in page.lists if part.where == "side")
    remarks = [(remark, story) for story in content.archive for remark in story.remarks]
    latest = sorted(remarks, key=lambda pair: pair[0].date, reverse=True)[:4]
    comments = "\n".join(
        f'<li class="recentcomments">{escape(remark.author)} on <a href="{base_url}{story.path}#comment-{remark.id}">'
        f"{_typeset(story.headline)}</a></li>"
        for remark, story in latest
    )
    months = sorted({(story.date.year, story.date.month) for story in content.archive}, reverse=True)
    archives = "\n".join(
        f'<li><a href="{base_url}/archive/{year}/{month:02}/">{datetime(year, month, 1):%B %Y}</a></li>'
        for year, month in months
    )
    tags = sorted({tag for story in content.archive for tag in story.tags})
    cloud = " ".join(
        f'<a href="{base_url}/archive/tag/{slug_of(tag)}/" style="font-size:11pt">{tag}</a>' for tag in tags
    )
    return f"""<div id="sidebar">
<div class="widget widget_recent_entries"><h3 class="widgettitle">{recent.name}</h3>
<ul>
{_entries(recent, base_url)}
</ul></div>
<div class="widget widget_recent_comments"><h3 class="widgettitle">Recent Comments</h3>
<ul id="recentcomments">
{comments}
</ul></div>
<div class="widget widget_archive"><h3 class="widgettitle">Archives</h3>
<ul>
{archives}
</ul></div>
<div class="widget widget_tag_cloud"><h3 class="widgettitle">Tags</h3>
<div class="tagcloud">{cloud}</div></div>
</div><!-- #sidebar -->"""


def _entries(part: StoryList, base_url: str) -> str:
    return "\n".join(
        f'<li><a href="{base_url}{story.path}">{_typeset(story.headline)}</a></li>' for story in part.stories
    )


def _loop(page: PlannedPage, base_url: str) -> str:
    main = next(part for part in page.lists if part.where == "main")
    posts = "\n".join(_excerpt(story, base_url) for story in main.stories)
    older = (
        f'<div class="nav-previous"><a href="{base_url}{page.older}">&larr; Older posts</a></div>' if page.older else ""
    )
    newer = f'<div class="nav-next"><a href="{base_url}{page.newer}">Newer posts &rarr;</a></div>' if page.newer else ""
    pager = f'\n<div id="nav-below" class="navigation">{older}{newer}</div>' if older or newer else ""
    return f'<h1 class="page-title">{escape(page.title)}</h1>\n{posts}{pager}'


def _excerpt(story: Story, base_url: str) -> str:
    first = next(block for block in story.blocks if block.kind == "paragraph")
    words = " ".join(plain(first.lines[0]).split()[:30])
    return f"""<div class="post type-post hentry">
<h2 class="entry-title"><a href="{base_url}{story.path}" rel="bookmark">{_typeset(story.headline)}</a></h2>
<div class="entry-meta">{_day(story.date)}</div>
<div class="entry-summary"><p>{_typeset(words)} [&hellip;] <a href="{base_url}{story.path}">Read more</a></p></div>
</div>"""


def _single(page: PlannedPage, story: Story, content: Content, base_url: str) -> str:
    dek = f'\n<h3 class="subhead">{_typeset(story.dek)}</h3>' if story.dek else ""
    byline = f'\n<div class="byline">{escape(story.byline)}</div>' if story.byline else ""
    category = content.categories[story.category or ""]
    tags = ", ".join(f'<a href="{base_url}/archive/tag/{slug_of(tag)}/" rel="tag">{tag}</a>' for tag in story.tags)
    return f"""{_neighbours(story, content, base_url)}
<div id="post-{content.post_number(story)}" class="post type-post hentry">
<p class="crumb"><a href="{base_url}/archive/">Home</a> &raquo; <a href="{base_url}/archive/category/{slug_of(category)}/" rel="category tag">{escape(category)}</a></p>
<h1 class="entry-title">{_typeset(story.headline)}</h1>{dek}{byline}
<div class="entry-meta"><span class="entry-date">{_time(story.date, " ")}</span></div>
<div class="entry-content">
{_body(page, story, base_url)}
{_part_links(story, page.part, base_url)}</div><!-- .entry-content -->
<div class="entry-utility">Tagged {tags}.</div>
</div><!-- #post -->
{_discussion(page, story, base_url)}"""


def _neighbours(story: Story, content: Content, base_url: str) -> str:
    place = content.archive.index(story)
    links = []
    if place + 1 < len(content.archive):
        older = content.archive[place + 1]
        links.append(
            f'<div class="nav-previous"><a href="{base_url}{older.path}" rel="prev">&larr; {_typeset(older.headline)}</a></div>'
        )
    if place:
        newer = content.archive[place - 1]
        links.append(
            f'<div class="nav-next"><a href="{base_url}{newer.path}" rel="next">{_typeset(newer.headline)} &rarr;</a></div>'
        )
    return f'<div id="nav-above" class="navigation">{"".join(links)}</div>'


def _body(page: PlannedPage, story: Story, base_url: str) -> str:
    def fill_box(name: str, argument: str = "") -> str:
        if name == "image":
            return _attachment(story.images[int(argument) - 1])
        related = next(part for part in page.lists if part.where == "box")
        return f'<div class="related"><h4>{related.name}</h4>\n<ul>\n{_entries(related, base_url)}\n</ul></div>'

    html = _typographic(typeset(story.parts[page.part], base_url, fill_box))
    if story.printed_dateline and page.part == 0:
        html = html.replace("<p>", f"<p>{_typeset(story.printed_dateline)} ", 1)
    return html


def _part_links(story: Story, part: int, base_url: str) -> str:
    if len(story.parts) == 1:
        return ""
    links = " ".join(
        str(number + 1)
        if number == part
        else f'<a href="{base_url}{story.path}{"" if number == 0 else f"{number + 1}/"}">{number + 1}</a>'
        for number in range(len(story.parts))
    )
    return f'<div class="page-link">Pages: {links}</div>\n'


def _attachment(picture: Picture) -> str:
    return (
        '<div id="attachment_88" class="wp-caption alignnone" style="width: 610px">'
        f'<img class="size-full wp-image-88" src="{picture.path}" alt="" width="600" height="400" />'
        f'<div class="wp-caption-text">{_typeset(picture.caption)}</div></div>'
    )


def _discussion(page: PlannedPage, story: Story, base_url: str) -> str:
    if not story.threads:
        return '<div id="comments"></div><!-- #comments -->'
    count = len(story.remarks) + len(story.mentions)
    responses = "One Response" if count == 1 else f"{count} Responses"
    entries = "\n".join(
        _comment(entry, page, story, base_url, depth=1) if isinstance(entry, Remark) else _mention(entry)
        for entry in story.comment_pages[page.comment_page]
    )
    return f"""<div id="comments">
<h3 id="comments-title">{responses} to <em>{_typeset(story.headline)}</em></h3>
{_comment_pager(page, story, base_url)}<ol class="commentlist">
{entries}
</ol>
{_comment_pager(page, story, base_url)}<div id="respond">
<h3 id="reply-title">Leave a Reply</h3>
<form action="{base_url}/archive/wp-comments-post.php" method="post" id="commentform">
<p class="comment-notes">Your email address will not be published. Required fields are marked *</p>
<p><label for="author">Name</label> <input id="author" name="author" type="text" /></p>
<p><textarea name="comment" cols="45" rows="8"></textarea></p>
<p class="form-submit"><input name="submit" type="submit" value="Post Comment" /></p>
</form></div>
</div><!-- #comments -->"""


def _comment_pager(page: PlannedPage, story: Story, base_url: str) -> str:
    links = []
    if page.comment_page:
        links.append(
            f'<div class="nav-previous"><a href="{base_url}{story.path}comment-page-{page.comment_page}/#comments">&larr; Older Comments</a></div>'
        )
    if page.comment_page + 1 < len(story.comment_pages):
        links.append(
            f'<div class="nav-next"><a href="{base_url}{story.path}comment-page-{page.comment_page + 2}/#comments">Newer Comments &rarr;</a></div>'
        )
    return f'<div class="navigation">{"".join(links)}</div>\n' if links else ""


def _comment(remark: Remark, page: PlannedPage, story: Story, base_url: str, *, depth: int) -> str:
    name = escape(remark.author)
    if remark.author_url:
        name = f'<a href="{escape(remark.author_url)}" rel="external nofollow" class="url">{name}</a>'
    answers = "\n".join(_comment(answer, page, story, base_url, depth=depth + 1) for answer in story.answers(remark))
    children = f'\n<ul class="children">\n{answers}\n</ul>' if answers else ""
    permalink = f"{base_url}{page.path}#comment-{remark.id}"
    return f"""<li class="comment even thread-even depth-{depth}" id="li-comment-{remark.id}">
<div id="comment-{remark.id}">
<div class="comment-author vcard"><img alt="" src="{base_url}/media/avatar.jpg" class="avatar avatar-40 photo" height="40" width="40" /> <cite class="fn">{name}</cite> <span class="says">says:</span></div>
<div class="comment-meta commentmetadata"><a href="{permalink}">{_time(remark.date, " at ")}</a></div>
<div class="comment-body">{_typographic(typeset(remark.blocks, base_url, lambda name: ""))}</div>
<div class="reply"><a class="comment-reply-link" href="{base_url}{story.path}?replytocom={remark.id}#respond">Reply</a></div>
</div>{children}
</li>"""


def _mention(mention: Mention) -> str:
    return (
        f'<li class="post {mention.kind}" id="comment-{mention.id}">\n<p>{mention.kind.capitalize()}: '
        f'<a href="{escape(mention.source)}" rel="external nofollow" class="url">{_typeset(mention.title)}</a></p>\n</li>'
    )


def _day(moment: datetime) -> str:
    return f"{moment:%B} {moment.day}, {moment.year}"


def _time(moment: datetime, between: str) -> str:
    return f"{_day(moment)}{between}{moment.hour % 12 or 12}:{moment:%M %p}"


def _typeset(value: str) -> str:
    return _typographic(escape(value))


def _typographic(html: str) -> str:
    return html.translate(_TYPOGRAPHY)
