"""Addresses: joining, scope and identity. Pure string work, no network."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urlencode, urljoin, urlsplit

import tldextract

__all__ = [
    "absolute",
    "article_key",
    "host",
    "is_web_url",
    "path_and_query",
    "redirect_target",
    "registrable_domain",
    "same_site",
    "site_of",
    "url_key",
    "without_tracking",
]

_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
_WEB = ("http://", "https://")
_BLANKS = "".join(map(chr, range(0x21)))
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_PLAIN_HOST = re.compile(r"https?://([A-Za-z0-9_.-]+)(?::\d*)?(?=[/?#]|\Z)")
_PLAIN_ORIGIN = re.compile(r"https?://[A-Za-z0-9_.-]+(?::\d{1,5})?(?=[/?#]|\Z)")
_PLAIN_LEGAL = re.compile(r"https?://[A-Za-z0-9_.-]+(?::\d{1,4})?(?=[/?#]|\Z)")
_PLAIN_KEY = re.compile(
    r"https?://([a-z0-9.-]*[a-z0-9])(?::(?!80(?!\d)|443(?!\d))([1-5]\d{4}|[1-9]\d{0,3}))?(/[\w./~@!$&'()*+,:=-]*)?\Z",
    re.ASCII,
)
"""Addresses without parameters and signs that can be written in another way."""

_PLAIN_ABSOLUTE = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?=[/?]|\Z)")  # no user, no brackets: nothing to repair
_ABSOLUTE_AS_IT_IS = re.compile(r"https?://[a-zA-Z0-9_.-]+(?::\d{1,5})?([/?][!-\"$-~]*)?\Z")
"""Addresses to which joining adds nothing; the group is path and query."""

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|mc_[ce]id|_ga|_gl|ga_\w+|wt_?mc|wt\.\w+|"
    r"cmpid|ns_\w+|ref_?src|ref_?url|xtor|at_(?:medium|campaign|custom\d|link\w*)|__twitter_impression|"
    r"spm|sr_share|ocid|ito|smid|icid|s_cid|cid_?source|src_?lang)\Z",
    re.IGNORECASE,
)
_CAME_FROM = frozenset(("campaign", "cmp", "from", "medium", "ref", "referer", "referrer", "source", "src", "via"))
"""Names of parameters that say where a reader came from, if the path names the story: else they can be its name."""

_PASSED_ON = frozenset(("partner", "share"))
"""Names of parameters that say through whom a link was passed on; with a number and no story in the path, which one."""

_ESCAPED_SLASH = re.compile("%2f", re.IGNORECASE)
_SLUG_WORD = re.compile(r"(?:\A|(?<=[-_]))[^\W\d_][^\W_]*(?=[-_.]|\Z)")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\Z", re.IGNORECASE)
_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|jspx?|cgi|cfm|pl|do|dll|exe)\Z", re.IGNORECASE)
_INDEX = re.compile(r"/index\.html?\Z", re.IGNORECASE)
_SESSION = re.compile(
    r"(?:jsessionid|phpsessid|aspsessionid\w*|sess(?:ion)?_?id|cfid|cftoken|zenid|(?:os|xt)csid)\Z", re.IGNORECASE
)
_SHORT_SESSION = re.compile(r"(?:s|sid|sess|session)\Z", re.IGNORECASE)  # also a story's number: "article.php?sid=123"
_RANDOM = re.compile(r"(?=[^\W\d_]*\d)(?=\d*[^\W\d_])(?:\w{16,}|[\da-fA-F]{12,})\Z|(?!(?:19|20)\d\d[01])\d{14,}\Z")
"""A token, or a long number that does not begin with a year and month as those of stories do."""

_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid|s)=[^/?]*", re.IGNORECASE)

_VIEW_PARAMS = {"amp", "amp_markup", "outputtype", "print", "printview", "cpage", "replytocom", "unapproved",
                "moderation-hash", "noamp", "mobile", "view_mode"}  # fmt: skip
_VIEW_PATH = re.compile(
    r"(?:/(?:amp|print|embed|trackback|feed(?:/(?:rss2?|atom|rdf))?)|/comment-page-\d+)+/?\Z|(?<=\w)\.amp(?=\.html?\Z|\Z)"
)
_HOST_PREFIX = re.compile(r"(?<![^.])(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")


def absolute(base: str, href: str) -> str | None:
    """Join ``href`` to ``base`` and drop the fragment; ``None`` for anything that is not http(s).

    White space is treated as browsers do: cut at the ends, line breaks and tabs dropped, blanks written ``%20``.

    >>> absolute("https://example.com/a/", "../b#c")
    'https://example.com/b'
    >>> absolute("https://example.com/", "mailto:x@example.com") is None
    True
    """
    if _ABSOLUTE_AS_IT_IS.match(href):
        return href
    href = href.strip(_BLANKS)
    if not href or href[0] == "#":
        return None
    href = href.partition("#")[0]
    if not href.isprintable() or " " in href:
        href = _CONTROLS.sub("", href).replace(" ", "%20")
        if not href:
            return None
    if _PLAIN_ABSOLUTE.match(href):
        return href
    if href[0] == "/" and href[1:2] not in ("/", "\\") and "/." not in href and (origin := _origin(base)):
        return origin + href
    return _joined(base, href)


@lru_cache(maxsize=256)
def _origin(base: str) -> str | None:
    match = _PLAIN_ABSOLUTE.match(base)
    return match[0] if match else None


def _joined(base: str, href: str) -> str | None:
    try:
        url = urljoin(base, href)
        if not url.lower().startswith(_WEB) or not urlsplit(url).hostname:
            return None
    except ValueError:
        return None
    return url


def path_and_query(url: str) -> tuple[str, str]:
    """Return path and query of an absolute http(s) address as they are written.

    Raises :class:`ValueError` for an address that cannot be taken apart.

    >>> path_and_query("https://example.com/a/?b=1#c")
    ('/a/', 'b=1')
    """
    if plain := _ABSOLUTE_AS_IT_IS.match(url):
        path, _, query = (plain[1] or "").partition("?")
        return path, query
    parts = urlsplit(url)
    return parts.path, parts.query


def redirect_target(base: str, location: bytes) -> str | None:
    r"""Return where the ``Location`` header of an answer from ``base`` leads; ``None`` where that is no web address.

    Bytes outside ASCII are sent back as they came.

    >>> redirect_target("https://example.com/a", b" /f\xe4hre#top ")
    'https://example.com/f%E4hre'
    """
    url = absolute(base, "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in location))
    return url if url is not None and is_web_url(url) else None


def is_web_url(url: str) -> bool:
    """Tell whether ``url`` is an absolute http(s) address with a host and a legal port."""
    if _PLAIN_LEGAL.match(url):
        return True
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def host(url: str) -> str:
    """Return the lower-case host of ``url``, or an empty string."""
    if plain := _PLAIN_HOST.match(url):
        return plain[1].lower().rstrip(".")
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def registrable_domain(name: str) -> str:
    """Return the registrable domain of a host by the public suffix list; an empty string where there is none.

    Suffixes below which companies let others publish count: ``town.blogspot.com`` is a domain of its own.
    """
    return str(_SUFFIXES(name).top_domain_under_public_suffix)


def site_of(url: str) -> str:
    """Return the registrable domain of ``url`` (public suffix list), or else its host without ``www.``, and its port.

    >>> site_of("https://news.example.co.uk/a")
    'example.co.uk'
    >>> site_of("https://town.blogspot.com/")
    'town.blogspot.com'
    >>> site_of("http://127.0.0.1:8000/")
    '127.0.0.1:8000'
    """
    plain = _PLAIN_ORIGIN.match(url)
    return _site_at(plain[0] if plain else url)


@lru_cache(maxsize=4096)
def _site_at(url: str) -> str:
    name = host(url)
    domain = registrable_domain(name)
    if domain:
        return domain
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        port = None
    default = port is None or port == {"http": 80, "https": 443}.get(parts.scheme.lower())
    return name.removeprefix("www.") + ("" if default else f":{port}")


def same_site(a: str, b: str) -> bool:
    """Tell whether two addresses share a registrable domain."""
    name, other = host(a), host(b)
    # Nearly all pairs of foreign hosts are told apart without asking the suffix list for both.
    if domain := registrable_domain(other):
        related = f".{name}".endswith(f".{domain}")
    else:
        related = name.removeprefix("www.") == other.removeprefix("www.")
    return related and site_of(a) == site_of(b)


@lru_cache(maxsize=8192)
def url_key(url: str) -> str:
    """Return the identity of an address for the frontier: two spellings of one address give one key.

    Scheme, ``www.``, case of the host, default port, fragment, trailing slash, ``index.html``, percent-encoding, order
    of parameters, tracking parameters and session ids do not count.

    >>> url_key("https://www.Example.com:443/a/?utm_source=x&b=1#c")
    'example.com/a?b=1'
    """
    try:
        return _key(urlsplit(url), drop=())
    except ValueError:
        return url


@lru_cache(maxsize=8192)
def article_key(url: str) -> str:
    """Return the identity of the article at an address: as :func:`url_key`, and views of it do not count.

    AMP, print, mobile, embed and feed views and comment pages lead to the same key.

    >>> article_key("https://m.example.com/2014/11/21/story/comment-page-2/?replytocom=5#comment-5")
    'example.com/2014/11/21/story'
    """
    if plain := _PLAIN_KEY.match(url):
        name, port, path = plain.groups("")
        name = _HOST_PREFIX.sub("", name, count=1).removeprefix("www.")
        path = _caseless(_INDEX.sub("", _VIEW_PATH.sub("", path)).rstrip("/"))
        return f"{name}:{port}{path}" if port else name + path
    try:
        parts = urlsplit(url)
        path = _VIEW_PATH.sub("", parts.path) or "/"
        name = _HOST_PREFIX.sub("", parts.hostname or "", count=1)
        netloc = name if parts.port is None else f"{name}:{parts.port}"
        return _key(parts._replace(path=path, netloc=netloc), drop=_VIEW_PARAMS)
    except ValueError:
        return url


def without_tracking(url: str) -> str:
    """Return ``url`` without tracking parameters and session ids; what is left stays as it is written.

    >>> without_tracking("https://example.com/a?utm_source=feed&id=3&fbclid=x")
    'https://example.com/a?id=3'
    """
    if "?" not in url and ";" not in url:
        return url
    path, _, query = url.partition("?")
    named = _names_story(path)
    kept = [part for part in query.split("&") if part and not _is_tracking(*part.partition("=")[::2], named=named)]
    return _PATH_SESSION.sub("", path) + ("?" + "&".join(kept) if kept else "")


def _is_tracking(name: str, value: str, *, named: bool) -> bool:
    if named and name.lower() in _CAME_FROM and not any(map(str.isdigit, value)):
        return True
    if name.lower() in _PASSED_ON:
        return named or not value.isdigit()
    return bool(_TRACKING.match(name)) or _is_session(name, value)


def _names_story(path: str) -> bool:
    """Tell whether a path ends in three words or more or in a UUID, and not in the name of a script."""
    last = path.rstrip("/").rpartition("/")[2]
    return (len(_SLUG_WORD.findall(last)) > 2 and _SCRIPT.search(last) is None) or _UUID.match(last) is not None


def _key(parts: SplitResult, *, drop: set[str] | tuple[()]) -> str:
    name = (parts.hostname or "").rstrip(".")
    if name.startswith("www."):
        name = name[4:]
    port = parts.port
    if port and port != {"http": 80, "https": 443}.get(parts.scheme.lower()):
        name = f"{name}:{port}"
    path = _caseless(_INDEX.sub("", _PATH_SESSION.sub("", parts.path)))
    if "%" in path or not path.isascii():
        path = _ESCAPED_SLASH.sub("%252F", path)  # no part of a path ends there
        path = quote(unquote_to_bytes(path), safe="/~:@!$&'()*+,;=-._")  # not all addresses are in UTF-8
    query = ""
    if parts.query:
        named = _names_story(path)
        kept = sorted(
            (k, v)
            for k, v in parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
            if not _is_tracking(k, v, named=named) and k.lower() not in drop
        )
        query = "?" + urlencode(kept, errors="surrogateescape") if kept else ""
    return name + path.rstrip("/") + query


def _caseless(path: str) -> str:
    """Return the path of an ASP script in lower case, since the servers that run those do not tell cases apart."""
    return path.lower() if path[-5:].lower().endswith((".asp", ".aspx")) else path


def _is_session(name: str, value: str) -> bool:
    return bool(_SESSION.match(name) or (_SHORT_SESSION.match(name) and _RANDOM.match(value)))
