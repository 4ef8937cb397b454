"""Parameters that lead to the same article with and without them."""

import pytest

from newscrawl.discovery.needless import NeedlessParameters
from newscrawl.visits import Link, LinkKind

SITE = "https://paper.example"


def stripped(parameters: NeedlessParameters, path: str, kind: LinkKind = LinkKind.ARTICLE) -> str:
    link = Link(url=SITE + path, kind=kind)
    parameters.strip(link)
    return link.url.removeprefix(SITE)


def noted(*pages: tuple[str, int, str | None]) -> NeedlessParameters:
    parameters = NeedlessParameters()
    for path, text, canonical in pages:
        parameters.note(SITE + path, text, canonical and SITE + canonical)
    return parameters


def test_a_parameter_without_which_three_articles_are_the_same_is_needless() -> None:
    pages = [page for n in range(3) for page in ((f"/a?id={n}", n, None), (f"/a?id={n}&tab=x{n}", n, None))]

    assert stripped(noted(*pages), "/a?tab=q&id=9") == "/a?id=9"
    assert stripped(noted(*reversed(pages)), "/a?tab=q&id=9") == "/a?id=9"
    assert stripped(noted(*pages[:4]), "/a?tab=q&id=9") == "/a?tab=q&id=9"


def test_a_parameter_that_canonical_addresses_lack_is_needless() -> None:
    parameters = noted(*((f"/{n}?lang=de", n, f"/{n}") for n in range(3)))

    assert stripped(parameters, "/9?lang=fr") == "/9"
    assert stripped(parameters, "/9?lang=fr", LinkKind.LIST) == "/9?lang=fr"


@pytest.mark.parametrize(
    "pages",
    [
        [(f"/a?id={n}", n, "/a") for n in range(9)],
        [(f"/{part}/story?id={n}", n, f"/{part}/story") for n, part in enumerate(("sport", "news", "world", "town"))],
        [(f"/{part}?v=1", n, f"/{part}") for n in (1, 2) for part in ("sport", "news", "world", "town")],
        [("/1?v=1", 1, "/1"), ("/2?v=1", 2, "/2"), ("/3?v=1", 3, "/3"), ("/4?v=1", 4, "/4?v=1")],
        [("/1", 1, None), ("/2", 2, None), ("/3", 3, None), *((f"/{n}?v=1", n + n // 3, None) for n in (1, 2, 3))],
        [page for n in range(5) for page in ((f"/{n}", n, None), (f"/{n}?v=1", n + 50, f"/{n}"))],
    ],
)
def test_a_parameter_that_made_a_difference_once_is_none(pages: list[tuple[str, int, str | None]]) -> None:
    name = "id" if "id=" in pages[0][0] else "v"

    assert stripped(noted(*pages), f"/9?{name}=1") == f"/9?{name}=1"


def test_numbers_of_pages_are_never_needless() -> None:
    parameters = noted(*((f"/{n}?page=1", n, f"/{n}") for n in range(9)))

    assert stripped(parameters, "/9?page=2") == "/9?page=2"


def test_addresses_of_thousands_of_parameters_are_read_in_one_go() -> None:
    parameters = noted(*((f"/{n}?lang=de", n, f"/{n}") for n in range(3)))

    parameters.note(SITE + "/4?" + "&".join(f"q{n}=1" for n in range(5000)), 4, None)

    assert stripped(parameters, "/9?" + "lang=fr&" * 5000 + "id=2&page=1") == "/9?id=2&page=1"
