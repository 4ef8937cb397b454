"""A generated news site for benchmarks, served by a process of its own that costs little per page.

Pages have 60 to 120 kB, of which about half is mark-up: navigation, an article, related stories, comments, a footer;
the rest are inline styles and scripts, as news pages have them. The same page number gives the same bytes.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from contextlib import contextmanager
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import Synchronized

SMALLEST, LARGEST = 60_000, 120_000

_WORDS = (
    "harbour council ferry winter station river market teacher minister engine baker morning bridge strike price paper "
    "letter garden window summer coast island budget school doctor hospital train ticket night public before after "
    "about because without against between they would could should were been have from with that this said told asked "
    "found began ended opened closed planned refused agreed visited counted measured repaired painted crossed"
).split()


def sentence(random: Random) -> str:
    """Return a sentence of 8 to 24 words."""
    words = random.choices(_WORDS, k=random.randint(8, 24))
    return " ".join(words).capitalize() + "."


def paragraph(random: Random) -> str:
    """Return a paragraph of 2 to 5 sentences."""
    return " ".join(sentence(random) for _ in range(random.randint(2, 5)))


def title(number: int) -> str:
    """Return the headline of a page."""
    return sentence(Random(number)).rstrip(".") + f" ({number})"


def path(number: int) -> str:
    """Return the path of a page."""
    return f"/2025/{number % 12 + 1:02}/{number % 28 + 1:02}/story-{number}/"


@lru_cache(maxsize=1)
def _frame() -> tuple[str, str, str]:
    """Return what all pages share: styles and scripts, navigation, footer."""
    random = Random(0)
    rules = "\n".join(
        f".{random.choice(_WORDS)}-{n}>.item:hover{{margin:{n % 9}px;color:#{n * 977 % 0xFFFFFF:06x}}}"
        for n in range(260)
    )
    config = ",".join(f'"{random.choice(_WORDS)}_{n}":{{"id":{n},"on":true,"url":"/x/{n}"}}' for n in range(190))
    head = f"<style>{rules}</style><script>window.CONFIG={{{config}}};</script>"
    menu = "".join(
        f'<li class="menu-item menu-item-{n}"><a href="/topic-{n % 10}/" data-track="nav-{n}">'
        f"<span>{random.choice(_WORDS).title()}</span></a></li>"
        for n in range(60)
    )
    links = "".join(f'<li><a href="/page-{n % 10}/">{random.choice(_WORDS).title()} {n}</a></li>' for n in range(40))
    return (
        head,
        f'<nav class="menu"><ul>{menu}</ul></nav>',
        f"<footer><ul>{links}</ul><p>All rights reserved.</p></footer>",
    )


def page(number: int, pages: int, base_url: str) -> bytes:
    """Return the HTML of a page."""
    random = Random(number)
    head, menu, footer = _frame()
    heading, url = title(number), base_url + path(number)
    day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}T08:{number % 60:02}:00+00:00"
    body = "\n".join(
        f'<p>{paragraph(random)}</p>\n<figure class="wide"><img src="/i/{number}-{n}.jpg" alt="">'
        f"<figcaption>{sentence(random)}</figcaption></figure>"
        if n == 2
        else f'<p class="text text-{n}">{paragraph(random)}</p>'
        for n in range(random.randint(10, 30))
    )
    related = "\n".join(_card((number + step * 37) % pages, random) for step in range(1, 25))
    comments = "\n".join(_comment(number, n, random) for n in range(random.randint(0, 24)))
    html = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{heading} - Local News</title><link rel="canonical" href="{url}">
<meta property="og:type" content="article"><meta property="og:title" content="{heading}">
<meta property="article:published_time" content="{day}">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{heading}",
"datePublished":"{day}","author":{{"@type":"Person","name":"Ada Byrne"}},"articleSection":"City"}}</script>
{head}</head><body class="single"><header>{menu}</header><main><article>
<h1 class="entry-title">{heading}</h1><p class="dek">{sentence(random)}</p><div class="byline">By Ada Byrne</div>
<time datetime="{day}">{day[:10]}</time><div class="entry-content">
{body}
</div></article><section class="related"><h2>More stories</h2><div class="cards">
{related}
</div></section><div id="comments"><ol class="comment-list">
{comments}
</ol></div></main>{footer}<script>window.STATE=[PADDING];</script></body></html>
"""
    missing = Random(number).randint(SMALLEST, LARGEST) - len(html)
    entry = f'{{"kind":"slot","story":{number},"width":300,"height":250,"lazy":true}},'
    return html.replace("PADDING", (entry * max(missing // len(entry), 0)).rstrip(",")).encode()


def _card(number: int, random: Random) -> str:
    return (
        f'<article class="card card-{number % 7}"><a class="card__image" href="{path(number)}" tabindex="-1"><img '
        f'src="/i/{number}.jpg" srcset="/i/{number}-300.jpg 300w, /i/{number}-600.jpg 600w" alt="" loading="lazy"></a>'
        f'<div class="card__text"><h3 class="card__title"><a href="{path(number)}">{title(number)}</a></h3>'
        f'<p class="card__summary">{sentence(random)}</p><span class="card__time">3 March</span></div></article>'
    )


def _comment(page_number: int, number: int, random: Random) -> str:
    key = page_number * 100 + number
    return (
        f'<li id="comment-{key}" class="comment even depth-1"><article id="div-comment-{key}" class="comment-body">'
        f'<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Reader {key % 977}</b> '
        f'<span class="says">says:</span></div><div class="comment-metadata">'
        f'<a href="{path(page_number)}#comment-{key}"><time datetime="2025-03-03T1{number % 10}:00:00+00:00">'
        f"March 3, 2025</time></a></div></footer>"
        f'<div class="comment-content"><p>{paragraph(random)}</p></div></article></li>'
    )


class _Site(asyncio.Protocol):
    def __init__(self, pages: int, served: Synchronized[int]) -> None:
        self._pages = pages
        self._served = served
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._base_url = "http://{}:{}".format(*transport.get_extra_info("sockname"))

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, self._waiting = self._waiting.split(b"\r\n\r\n", 1)
            self._answer(head.split(b" ", 2)[1].decode("latin-1"))

    def _answer(self, target: str) -> None:
        kind, body = self._resource(target)
        status = "200 OK" if kind else "404 Not Found"
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind or 'text/plain'}\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)

    def _resource(self, target: str) -> tuple[str, bytes]:
        if "/story-" in target:
            number = int(target.rstrip("/").rpartition("-")[2])
            if number < self._pages and target == path(number):
                with self._served.get_lock():
                    self._served.value += 1
                return "text/html; charset=utf-8", page(number, self._pages, self._base_url)
        if target == "/robots.txt":
            return "text/plain", f"User-agent: *\nDisallow: /private/\nSitemap: {self._base_url}/sitemap.xml\n".encode()
        if target == "/sitemap.xml":
            listed = "".join(f"<url><loc>{self._base_url}{path(n)}</loc></url>" for n in range(self._pages))
            return (
                "application/xml",
                f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'.encode(),
            )
        if target == "/":
            return (
                "text/html; charset=utf-8",
                b"<!DOCTYPE html><title>Local News</title><h1>Local News</h1><p>Hello.</p>",
            )
        return "", b""


async def _serve(pages: int, served: Synchronized[int], ready: Connection) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: _Site(pages, served), "127.0.0.1", 0)
    ready.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _run(pages: int, served: Synchronized[int], ready: Connection) -> None:
    asyncio.run(_serve(pages, served, ready))


@contextmanager
def serving(pages: int) -> Iterator[tuple[str, Synchronized[int]]]:
    """Serve ``pages`` pages; give the site's address and the number of pages served so far."""
    context = multiprocessing.get_context("spawn")
    served: Synchronized[int] = context.Value("q", 0)
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(pages, served, sender), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{receiver.recv()}", served
    finally:
        process.terminate()
        process.join()
