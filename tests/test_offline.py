import gzip
import json
import zlib
from datetime import UTC, datetime

import pytest

from newscrawl.errors import ProfileError, UsageError
from newscrawl.items import WarcLocation
from newscrawl.offline import Document, Failure, Options, find_sources, read_documents, read_sources
from newscrawl.offline.documents import address_of, made_up_address
from newscrawl.offline.extraction import decode_text
from newscrawl.offline.http_body import BodyError, decode_body

pytest.importorskip("fastwarc")

STORY = """<!doctype html><html lang="en"><head><title>{headline}</title>{head}</head><body><article><h1>{headline}</h1>
<p class="byline">By Ann Lee</p><p>The ferry was late again on Monday, for the third time in a week, passengers said at
the pier. They had waited since six in the morning, and the café was closed.</p><p>The owners of the ferry blamed the
tide, which came at the time that the almanac gives for it. The harbour master said so, and he should know.</p>
</article></body></html>"""


def story(headline="Ferry late", head=""):
    return STORY.format(headline=headline, head=head)


def warc_record(url, body, *, kind="response", http="200 OK", headers=("Content-Type: text/html",), number=1):
    payload = body
    if kind == "response":
        payload = "\r\n".join([f"HTTP/1.1 {http}", *headers, "", ""]).encode() + body
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>",
        "WARC-Date: 2024-03-01T10:00:00Z",
        *([f"WARC-Target-URI: {url}"] if url else []),
        f"Content-Type: {'application/http; msgtype=response' if kind == 'response' else headers[0].split(': ')[1]}",
        f"Content-Length: {len(payload)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + payload + b"\r\n\r\n"


def write_warc(path, *records):
    path.write_bytes(b"".join(map(gzip.compress, records)) if path.suffix == ".gz" else b"".join(records))
    return path


def read(*paths, **options):
    return list(read_sources(find_sources(map(str, paths)), **options))


def lines_of(readings):
    return [json.loads(line) for reading in readings for line in reading.lines]


def test_find_sources_searches_folders_in_order(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/2.HTM", "b/1.html", "a.txt", "z.warc.gz", "skip.css", "c.warc"):
        (tmp_path / name).write_text("x")

    found = [(source.path.relative_to(tmp_path).as_posix(), source.form) for source in find_sources([str(tmp_path)])]

    assert found == [
        ("a.txt", "text"),
        ("c.warc", "warc"),
        ("z.warc.gz", "warc"),
        ("b/1.html", "html"),
        ("b/2.HTM", "html"),
    ]


@pytest.mark.parametrize(
    ("content", "form"),
    [(b"<!doctype html>", "html"), (b"Plain words", "text"), (b"WARC/1.1\r\n", "warc"), (b"\x1f\x8b\x08", "warc")],
)
def test_find_sources_looks_into_files_with_other_names(tmp_path, content, form):
    path = tmp_path / "page"
    path.write_bytes(content)

    assert find_sources([str(path)])[0].form == form


def test_find_sources_missing_path_names_path_and_cure(tmp_path):
    with pytest.raises(UsageError, match=r"none\.html does not exist: name a saved page, a folder"):
        find_sources([str(tmp_path / "none.html")])


def test_find_sources_folder_without_pages(tmp_path):
    with pytest.raises(UsageError, match=r"holds no \.html, .* file"):
        find_sources([str(tmp_path)])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<!-- saved from url=(0023)https://a.example/saved --><html>", "https://a.example/saved"),
        ("<!--\n Page saved with SingleFile \n url: https://a.example/single \n-->", "https://a.example/single"),
        ('<link rel="canonical" href="https://a.example/x?a=1&amp;b=2">', "https://a.example/x?a=1&b=2"),
        ("<link href=https://a.example/y rel=canonical>", "https://a.example/y"),
        ('<meta property="og:url" content="https://a.example/og#top">', "https://a.example/og"),
        ('<base href="https://a.example/base/">', "https://a.example/base/"),
        ('<link rel="canonical" href="/relative"><meta content="https://a.example/z" property="og:url">', "https://a.example/z"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ("<p>nothing</p>", None),
    ],
)  # fmt: skip
def test_address_of(html, expected):
    assert address_of(html.encode())[0] == expected


def test_address_of_single_file_tells_when_it_was_saved():
    html = (
        b"<html><!--\n Page saved with SingleFile \n url: https://a.example/ \n"
        b" saved date: Fri Mar 01 2024 11:00:00 GMT+0100 (CET)\n-->"
    )

    assert address_of(html) == ("https://a.example/", datetime(2024, 3, 1, 10, 0, tzinfo=UTC))


def test_made_up_address_is_stable_and_on_no_real_site(tmp_path):
    assert made_up_address(tmp_path / "a b.html").startswith("https://localhost.invalid/")
    assert made_up_address(tmp_path / "a b.html").endswith("/a%20b.html")


@pytest.mark.parametrize(
    ("body", "encoding", "expected"),
    [
        ("né".encode(), None, "né"),
        ("né".encode("utf-8-sig"), None, "né"),
        ("né".encode("utf-16"), None, "né"),
        ("né".encode("cp1252"), None, "né"),
        ("뉴스".encode("euc-kr"), "euc-kr", "뉴스"),
    ],
)
def test_decode_text(body, encoding, expected):
    assert decode_text(body, encoding) == expected


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_read_sources_takes_pages_out_of_a_warc(tmp_path, name):
    korean = story("배가 또 늦었다").encode("euc-kr", "ignore")
    records = [
        warc_record(None, b"software: x", kind="warcinfo", headers=("Content-Type: application/warc-fields",)),
        warc_record("https://a.example/1", korean, headers=("Content-Type: text/html; charset=euc-kr",), number=1),
        warc_record("https://a.example/img", b"\x89PNG", headers=("Content-Type: image/png",), number=2),
        warc_record("https://a.example/404", b"<p>gone", http="404 Not Found", number=3),
        warc_record("https://a.example/zip", gzip.compress(story().encode(), mtime=0), number=4,
                    headers=("Content-Type: text/html", "Content-Encoding: gzip")),
        warc_record("https://a.example/resource", b"<p>x", kind="resource", number=5),
        warc_record("https://a.example/text", b"Ferry late", kind="conversion",
                    headers=("Content-Type: text/plain",), number=6),
    ]  # fmt: skip
    path = write_warc(tmp_path / name, *records)

    found = read(path)

    assert [(document.url, document.form, document.encoding) for document in found] == [
        ("https://a.example/1", "html", "euc-kr"),
        ("https://a.example/zip", "html", None),
        ("https://a.example/resource", "html", None),
    ]
    assert found[0].body == korean
    assert found[1].body == story().encode()
    assert {document.fetched_at for document in found} == {datetime(2024, 3, 1, 10, 0, tzinfo=UTC)}
    offset = len(records[0]) if name == "pages.warc" else len(gzip.compress(records[0], mtime=0))
    identity = "<urn:uuid:00000000-0000-0000-0000-000000000001>"
    assert found[0].warc == WarcLocation(file=path.as_posix(), offset=offset, record_id=identity)


def test_read_sources_tells_of_a_record_that_cannot_be_decoded_and_goes_on(tmp_path):
    broken = warc_record(
        "https://a.example/br", b"\x1f\x8b\x00\xff", headers=("Content-Type: text/html", "Content-Encoding: gzip")
    )
    path = write_warc(tmp_path / "a.warc.gz", broken, warc_record("https://a.example/2", story().encode()))

    failure, page = read(path)

    assert isinstance(failure, Failure)
    assert "https://a.example/br" in failure.name
    assert "cannot be decoded" in failure.reason
    assert isinstance(page, Document)


def test_read_sources_tells_of_a_torn_file(tmp_path):
    first, last = (
        gzip.compress(warc_record(f"https://a.example/{n}", story().encode(), number=n), mtime=0) for n in (1, 2)
    )
    path = tmp_path / "torn.warc.gz"
    path.write_bytes(first + last[: len(last) // 2])

    page, failure = read(path)

    assert isinstance(page, Document)
    assert isinstance(failure, Failure)
    assert failure.reason == "the file ends within this record"


def test_read_sources_tells_of_a_file_that_is_no_warc(tmp_path):
    path = tmp_path / "a.warc"
    path.write_bytes(b"<html>")

    (failure,) = read(path)

    assert "cannot be read on" in failure.reason


@pytest.mark.parametrize(
    ("body", "transfer", "content"),
    [
        (b"<p>x", "", ""),
        (b"5;ext=1\r\n<p>x\n\r\n0\r\n\r\n", "chunked", ""),
        (b"<p>x", "chunked", ""),
        (gzip.compress(b"<p>x", mtime=0), "", "gzip"),
        (b"<p>x", "", "gzip"),
        (zlib.compress(b"<p>x"), "", "deflate"),
        (zlib.compress(b"<p>x")[2:-4], "", "deflate"),
        (b"<p>x", "", "deflate"),
        (b"<p>x", "", "identity"),
    ],
)
def test_decode_body(body, transfer, content):
    assert decode_body(body, transfer=transfer, content=content, limit=100).strip() == b"<p>x"


@pytest.mark.parametrize(
    ("body", "content", "reason"),
    [
        (gzip.compress(b"x" * 10_000, mtime=0), "gzip", "it is larger than"),
        (b"\x1f\x8bnonsense", "gzip", "cannot be decoded"),
        (
            gzip.compress(b"<p>The ferry was late.</p>" * 9, mtime=0)[:-12],
            "gzip",
            "breaks off, so the page is not whole",
        ),
        (zlib.compress(b"<p>The ferry was late.</p>" * 9)[:-6], "deflate", "breaks off, so the page is not whole"),
        (b"x", "rot13", "its content encoding rot13 is not known"),
    ],
)
def test_decode_body_error(body, content, reason):
    with pytest.raises(BodyError, match=reason):
        decode_body(body, transfer="", content=content, limit=1000)


def test_decode_body_of_several_streams():
    body = gzip.compress(b"<p>One.</p>") + gzip.compress(b"<p>Two.</p>")

    assert decode_body(body, content="gzip") == b"<p>One.</p><p>Two.</p>"


def test_decode_body_that_lacks_only_its_check_sum():
    body = gzip.compress(b"<html><p>The ferry was late.</p></html>\n", mtime=0)[:-8]

    assert decode_body(body, content="gzip").endswith(b"</html>\n")


def test_torn_page_is_told(tmp_path):
    packed = gzip.compress(story().encode(), mtime=0)
    path = tmp_path / "page.html.gz"
    path.write_bytes(packed[: len(packed) // 2])

    [reading] = read_documents(read(tmp_path), Options())

    assert reading.lines == []
    assert reading.failures == ["its compressed content breaks off, so the page is not whole; fetch or copy it again"]


def test_read_documents_writes_records_of_html_text_and_warc(tmp_path):
    (tmp_path / "a.html").write_text(
        story("From HTML", '<link rel="canonical" href="https://a.example/html">'), "utf-8"
    )
    (tmp_path / "b.txt").write_text(
        "https://a.example/text\nFrom text\nBy Ann Lee\nIt was late again.\nIt was Monday.", "utf-8"
    )
    write_warc(tmp_path / "c.warc.gz", warc_record("https://a.example/warc", story("From WARC").encode()))

    records = lines_of(read_documents(read(tmp_path), Options(types=frozenset({"article"}))))

    assert [(record["url"], record["headline"], record["fetched_at"]) for record in records] == [
        ("https://a.example/html", "From HTML", None),
        ("https://a.example/text", "From text", None),
        ("https://a.example/warc", "From WARC", "2024-03-01T10:00:00+00:00"),
    ]
    assert [record["warc"] for record in records[:2]] == [None, None]
    assert records[2]["warc"]["offset"] == 0
    assert list(records[0])[:2] == ["type", "url"]


def test_read_documents_compressed_files(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(story("Packed").encode(), mtime=0))

    (record,) = lines_of(read_documents(read(tmp_path), Options(types=frozenset({"article"}))))

    assert record["headline"] == "Packed"


def test_read_documents_too_large_a_file_is_a_failure(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b" " * (80 << 20), mtime=0))

    (reading,) = read_documents(read(tmp_path), Options())

    assert reading.failures == ["it is larger than 64 MiB"]


def test_read_documents_given_address_and_encoding_win(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(story("Café", '<link rel="canonical" href="https://a.example/other">').encode("cp1252"))

    documents = read(path, url="https://a.example/own", encoding="cp1252")
    (record,) = lines_of(read_documents(documents, Options(types=frozenset({"article"}))))

    assert (record["url"], record["headline"]) == ("https://a.example/own", "Café")


def test_read_documents_in_processes_keeps_the_order(tmp_path):
    for number in range(20):
        (tmp_path / f"{number:02}.html").write_text(story(f"Story {number}"), "utf-8")
    documents = [*read(tmp_path), Failure(name="x", reason="broken")]

    readings = list(read_documents(documents, Options(types=frozenset({"article"})), jobs=2))

    assert [record["headline"] for record in lines_of(readings)] == [f"Story {number}" for number in range(20)]
    assert (readings[-1].name, readings[-1].failures) == ("x", ["broken"])


def test_read_documents_file_that_vanishes_is_a_failure(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(story())
    documents = read(path)
    path.unlink()

    (reading,) = read_documents(documents, Options())

    assert (reading.lines, reading.failures) == ([], ["cannot be read (No such file or directory)"])


def test_read_documents_bug_in_one_page_spares_the_others(tmp_path, monkeypatch, caplog):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Headline\nThe body of it.")
    monkeypatch.setattr("newscrawl.offline.extraction.extract_text", lambda *_, **__: 1 / 0)

    first, second = read_documents(read(tmp_path), Options())

    assert first.failures == second.failures == ["internal error (ZeroDivisionError)"]
    assert "this is a bug of newscrawl" in caplog.text


def test_read_documents_uses_the_profile(tmp_path):
    (tmp_path / "a.html").write_text(story())
    (tmp_path / "own.toml").write_text('[article]\nheadline = ".byline"')

    documents = read(tmp_path / "a.html")
    options = Options(profile="own", profile_dirs=(str(tmp_path),), types=frozenset({"article"}))
    (record,) = lines_of(read_documents(documents, options))

    assert record["headline"] == "By Ann Lee"


def test_read_documents_unknown_profile_is_an_error():
    with pytest.raises(ProfileError):
        list(read_documents([], Options(profile="nowhere")))


def test_read_documents_page_that_is_no_article_gives_no_article(tmp_path):
    text = "We are twelve people above the fish market, and the door is open from nine to five on working days. " * 9
    page = f'<body class="page page-template-default"><h1>About us</h1><div class="entry-content"><p>{text}</p></div></body>'
    (tmp_path / "about.html").write_text(page)

    assert lines_of(read_documents(read(tmp_path), Options())) == []
