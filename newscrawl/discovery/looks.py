"""What an address looks like it leads to, judged by its path and parameters alone.

Rules are those of publishing systems in general: dated paths, numbered stories, long slugs, the words that systems
use for sections, tags and archives. No rule knows a site.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from newscrawl.urls import path_and_query
from newscrawl.visits import LinkKind

__all__ = ["Look", "headline_like", "look", "path_end"]


class Look(NamedTuple):
    """An address and what it seems to be."""

    url: str
    """The address to follow: a comment page, feed or print view of an article is led back to the article."""

    kind: LinkKind | None
    """``None`` for what a crawler never follows: files, log-in, carts, sharing, search, machinery."""

    view: bool = False
    """Whether ``url`` was led back from a view of it."""


_ASSET = re.compile(
    r"\.(?:jpe?g|jpe|png|gif|webp|avif|svgz?|ico|bmp|tiff?|heic|psd|pdf|zip|rar|g?z|tgz|bz2|7z|mp[34]|m4[av]|mpe?g|avi|mov|"
    r"wmv|flv|webm|og[gv]|wav|aac|flac|m3u8?|swf|docx?|xlsx?|pptx?|odt|ods|rtf|csv|epub|mobi|apk|exe|dmg|iso|css|js|json|"
    r"woff2?|ttf|eot|ics|vcf|torrent)\Z"
)
_FEED = re.compile(
    r"(?:/(?:feed|rss2?|atom|rdf)(?:/(?:rss2?|atom|rdf))?/?|[./](?:rss|atom|rdf)|(?:rss2?|feed|atom)\.xml)\Z"
)
_SITEMAP = re.compile(r"/[^/]*sitemap[^/]*\.(?:xml|txt)(?:\.gz)?\Z")
_VIEW = re.compile(
    r"(?:/comment-page-\d+|/trackback|/(?:amp|print|embed)(?=/?\Z)|/(?:feed|rss2?|atom)(?:/(?:rss2?|atom|rdf))?(?=/?\Z))+/?\Z"
)
_VIEW_PARAMS = frozenset(
    "replytocom replyto reply_to reply antwort antworten responder repondre rispondi svar quote zitat cpage share nb "
    "amp print printview noamp outputtype shared unapproved moderation-hash".split()
)
_MACHINERY = frozenset(
    "wp-json wp-admin wp-content wp-includes wp-login.php wp-signup.php wp-register.php wp-comments-post.php wp- "
    "cron.php xmlrpc.php admin-ajax.php cgi-bin cdn-cgi oembed".split()
)
_SERVICE = frozenset(
    "login log-in signin sign-in signup sign-up logout log-out sign-out register registration registrieren anmelden "
    "account my-account myaccount password lostpassword password-reset cart basket checkout wishlist warenkorb "
    "share sharer send-to-friend email-friend mailto print printer-friendly reply posting newreply respond "
    "report-abuse search suche recherche buscar busca cerca ricerca zoeken unsubscribe".split()
)
_LAST_SERVICE = frozenset(
    "mail email e-mail send recommend empfehlen weiterempfehlen versenden tell-a-friend tellafriend sendtofriend "
    "emailfriend email-article mail-article print-article printable".split()
)
"""What these words name is a service only at the end of a path: before it, they can be a section's."""

_NAMING = frozenset("tag tags topic topics category author authors".split())
"""Parts of a site behind which any word is a name."""

_SERVICE_FILES = re.compile(
    r"(?:login|logout|signin|register|search|share|print(?:able|view|er)?|sendmail|e?mail|send|recommend|tellafriend|emailfriend|posting|newreply|member|memberlist)\.(?:php|aspx?|jsp|html?|do)\Z"
)
_SEARCH_PARAMS = frozenset("s q query search keywords searchword wt search_query".split())
_SERVICE_PARAMS = frozenset(
    "replytocom add-to-cart redirect_to redirect returnurl return_to preview rest_route doing_wp_cron attachment_id "
    "likes openid token".split()
)
_LIST_WORDS = frozenset(
    "category categories categoria categorias categorie kategorie kategorien kategoria cat tag tags tagged etiqueta "
    "etiquetas schlagwort schlagworte stichwort keyword keywords label labels topic topics tema temas thema themen "
    "themes sujet sujets section sections seccion secciones sezione rubrik rubriken rubrique rubrics ressort author "
    "authors autor autoren autores auteur auteurs autore writer writers contributor contributors columnist "
    "columnists journalist journalists byline archive archives archiv archivo archivos arquivo archivio calendar "
    "ressorts sekce rubrika rubriky stitek stitky etiket konu temat tematy emne emner teema kategori kategorier "
    "tagi".split()
)
_NUMBERED_LIST_WORDS = frozenset({"archive", "archives", "archiv", "archivo", "archivos", "topic", "topics", "section"})
_ARTICLE_WORDS = frozenset(
    "article articles artikel artikkel articulo articulos articolo artigo story stories noticia noticias nota notas "
    "news newsview newsdetail nieuws nyheter novosti actualite actualites aktuell post posts blog node read view "
    "content item archives archive press-release doc detail details meldung nachrichten".split()
)
_OTHER_NUMBERED = frozenset(
    "user users profile profiles member members people product products shop store forum forums thread threads job "
    "jobs event events comment comments tag tags category gallery galleries photo photos download downloads".split()
)
_STATIC_WORDS = frozenset(
    "privacy terms cookie cookies imprint impressum datenschutz disclaimer gdpr copyright advertise advertising "
    "mediadaten contact contacts kontakt contacto faq accessibility newsletter newsletters subscribe subscription "
    "policy policies guidelines careers".split()
)
_PAGE_PARAMS = frozenset(
    "page paged pg pageno page_no pagenum pagenumber currentpage start offset seite pagina strona from skip pn "
    "npage".split()
)
_LIST_PARAMS = frozenset("cat tag author m category section topic category_name tagid catid sectionid rubrik".split())
_ID_PARAMS = frozenset(
    "id aid nid article articleid article_id idx idxno no seq newsid news_id storyid story_id docid doc_id "
    "contentid content_id artid art_id arcid entry key itemid item_id postid post_id newsno news_no nno art ntid "
    "artnum wr_id num pkid did rno".split()
)
_ID_PARAM = re.compile(r"(?:art(?:icle|ikel)?|news|story|post|doc|content|seq)_?(?:id|nr|no|num|code|key|idx)\Z")
_SPIP_ARTICLE = re.compile(r"article\d+\Z")
_READER_FILE = re.compile(
    r"article|story|news|view|read|detail|content|show|post|noticia|artikel|item|print", re.IGNORECASE
)
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_MONTH = (
    r"(?:0?[1-9]|1[0-2]|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATED = re.compile(
    rf"/{_YEAR}(?:/{_MONTH}(?:/{_DAY})?|-\d\d(?:-\d\d)?|\d\d\d\d|q[1-4])?(?:/\d+)?/(?=[^/]*[^/\d-])[^/]{{2,}}|"
    rf"/{_YEAR}/{_MONTH}/{_DAY}/\d+/?\Z|"
    rf"/[^/]*(?<!\d){_YEAR}[-_]\d\d[-_]\d\d[-_][^/]{{3,}}"
)
_DATE_ARCHIVE = re.compile(
    rf"(?:\A|/){_YEAR}(?:/{_MONTH}(?:/{_DAY})?|-\d\d(?:-\d\d)?)?(?:/page/\d+|/index\.\w+)?/?\Z|/{_YEAR}[01]\d[0-3]\d/?\Z"
)
_DATE_SHARE = re.compile(rf"/({_YEAR})/(?:(0?[1-9]|1[0-2])/(?:({_DAY})/)?)?")
_PAGER = re.compile(
    r"/(?:page|seite|pagina|strona|sayfa|stranica)[/_-]?\d+(?:\.\w+)?/?\Z|/p/?\d{1,3}/?\Z|[-_]page[-_]?\d+(?:\.\w+)?/?\Z"
)
_EXTENSION = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jsp|cms|ece|story|do|shtm|cfm|amp|article|art|print)\Z")
_LONG_NUMBER = re.compile(r"\d{5,}")
_NUMBER = re.compile(r"\d+\Z")
_HASH = re.compile(r"(?=[a-z-]*\d)(?=[\d-]*[a-z])(?:[0-9a-f]{12,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\Z")
_TOKEN = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{8,16}\Z")
_WORDS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def look(url: str) -> Look:
    """Judge an absolute http(s) address.

    >>> look("https://example.com/2014/11/21/talks-resume/comment-page-2/")
    Look(url='https://example.com/2014/11/21/talks-resume/', kind=<LinkKind.ARTICLE: 'article'>, view=True)
    >>> look("https://example.com/category/world/page/2/").kind
    <LinkKind.LIST: 'list'>
    """
    try:
        path, query = path_and_query(url)
    except ValueError:
        return Look(url, None)
    view = False
    if _FEED.search(path.lower()):
        return _feed_look(url)
    if stripped := _VIEW.search(path):
        path, view = path[: stripped.start()] + ("/" if path.endswith("/") else ""), True
    if query:
        kept = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if k.lower() not in _VIEW_PARAMS]
        if query.count("&") + 1 != len(kept):
            query, view = urlencode(kept), True
    if view:
        url = urlsplit(url)._replace(path=path, query=query).geturl()
    return Look(url, _kind(path.lower(), query), view)


def headline_like(text: str) -> bool:
    """Tell whether a text is long enough to be a headline rather than the name of a section.

    >>> headline_like("Council votes to close harbour"), headline_like("World news")
    (True, False)
    """
    if text.isascii():
        return text.count(" ") >= 3 and len(text) >= 16
    return len(text) >= 10 and (text.count(" ") >= 2 or len(text) >= 14 or not text.isupper())


def _feed_look(url: str) -> Look:
    """Tell a feed that lists articles from the comment feed of one article."""
    parts = urlsplit(url)
    path = _VIEW.sub("/", parts.path)
    if path != parts.path and path.strip("/") and _kind(path.lower(), "") is LinkKind.ARTICLE:
        return Look(parts._replace(path=path, query="").geturl(), LinkKind.ARTICLE, view=True)
    return Look(url, None if path.rstrip("/").endswith("/comments") else LinkKind.FEED)


def _kind(path: str, query: str) -> LinkKind | None:
    segments = [segment for segment in path.split("/") if segment]
    params = {k.lower(): v for k, v in parse_qsl(query, keep_blank_values=True)} if query else {}
    if _refused(path, segments, params):
        return None
    if _SITEMAP.search(path):
        return LinkKind.SITEMAP
    if params and (kind := _kind_by_parameters(segments, params)):
        return kind
    if not segments:
        return LinkKind.LIST
    if _PAGER.search(path) or _DATE_ARCHIVE.search(path):
        return LinkKind.LIST
    if _DATED.search(path) and not _STATIC_WORDS.intersection(segments):
        return LinkKind.LIST if _LIST_WORDS.intersection(segments[-2:-1]) else LinkKind.ARTICLE
    return _kind_by_words(segments)


def _refused(path: str, segments: list[str], params: dict[str, str]) -> bool:
    last = segments[-1] if segments else ""
    return bool(
        ("." in last and (_ASSET.search(last) or _SERVICE_FILES.match(last)))
        or not _MACHINERY.isdisjoint(segments)
        or (
            last in _SERVICE
            or (last in _LAST_SERVICE and (len(segments) < 2 or segments[-2] not in _NAMING))
            or (segments and segments[0] in _SERVICE and len(segments) <= 2 and segments[1:] != ["label"])
        )
        or (params and not (_SERVICE_PARAMS.isdisjoint(params) and _SEARCH_PARAMS.isdisjoint(params)))
        or "{" in path
        or "<" in path
    )


def _kind_by_parameters(segments: list[str], params: dict[str, str]) -> LinkKind | None:
    """Judge by parameters; ``None`` where the path has to decide."""
    root = not segments or segments == ["index.php"]
    if root and params.get("p", "").isdigit():
        return LinkKind.ARTICLE
    if root and "page_id" in params:
        return LinkKind.PAGE
    if any(params[name].isdigit() for name in params.keys() & _PAGE_PARAMS) or params.get("p", "").isdigit():
        return LinkKind.LIST
    if not root and not _LIST_WORDS.isdisjoint(segments):
        return LinkKind.LIST
    for name, value in params.items():
        if not value and _SPIP_ARTICLE.match(name):
            return LinkKind.ARTICLE
        if not (name in _ID_PARAMS or _ID_PARAM.match(name)):
            continue
        value = value.lower()
        known_file = bool(segments and _READER_FILE.search(segments[-1]))
        if (value.isdigit() and (known_file or len(value) >= 4)) or _HASH.match(value) or _LONG_NUMBER.search(value):
            return LinkKind.ARTICLE
    if not _LIST_PARAMS.isdisjoint(params):
        return LinkKind.LIST
    return None


def _kind_by_words(segments: list[str]) -> LinkKind:
    if not _LIST_WORDS.isdisjoint(segments):
        at = next(i for i, segment in enumerate(segments) if segment in _LIST_WORDS)
        if segments[at] not in _NUMBERED_LIST_WORDS or not _tells_a_story(segments[at + 1 :], segments[at]):
            return LinkKind.LIST
        return LinkKind.ARTICLE
    return LinkKind.ARTICLE if _tells_a_story(segments[-2:], *segments[-3:-1]) else LinkKind.PAGE


def _tells_a_story(tail: list[str], *before: str) -> bool:
    """Tell whether the end of a path names one story: by a number or by a slug of several words."""
    if not tail:
        return False
    last = tail[-1]
    slug = _EXTENSION.sub("", last)
    if "%" in slug:
        slug = unquote(slug)
    words = _WORDS.findall(slug)
    if _STATIC_WORDS.intersection(words) or not _OTHER_NUMBERED.isdisjoint((*before, *tail[:-1])):
        return False
    if _NUMBER.match(slug):
        return len(slug) >= 5 or not _ARTICLE_WORDS.isdisjoint((*before, *tail[:-1]))
    if _LONG_NUMBER.search(slug) or _HASH.match(slug):
        return True
    if _TOKEN.match(slug) and not _ARTICLE_WORDS.isdisjoint((*before, *tail[:-1])):
        return True
    if (
        len(tail) > 1
        and words
        and (slug != last or len(words) > 1)
        and (_LONG_NUMBER.search(tail[-2]) or _HASH.match(tail[-2]))
    ):
        return True
    if not slug.isascii():
        return len(slug) >= 12 and (len(words) >= 3 or len(slug) >= 16)
    needed = 3 if slug != last or not _ARTICLE_WORDS.isdisjoint((*before, *tail[:-1])) else 4
    return len(words) >= needed and len(slug) >= 14


def path_end(url: str) -> datetime | None:
    """Return the end (UTC) of the day, month or year that a dated path names: its target is not younger.

    >>> path_end("https://example.com/2014/11/21/talks/")
    datetime.datetime(2014, 11, 21, 23, 59, 59, tzinfo=datetime.timezone.utc)
    >>> path_end("https://example.com/2014/").month
    12
    """
    if not (found := _DATE_SHARE.search(urlsplit(url).path + "/")):
        return None
    year, month, day = int(found[1]), int(found[2] or 12), int(found[3] or 31)
    length = monthrange(year, month)[1]
    return datetime(year, month, min(day, length), 23, 59, 59, tzinfo=UTC)
