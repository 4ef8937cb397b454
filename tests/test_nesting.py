import pytest
from lxml import etree

from newscrawl.nesting import flattened
from newscrawl.page import Page


def depth_of(html: str) -> int:
    root = etree.fromstring(html.encode(), etree.HTMLParser(huge_tree=True))
    return max(sum(1 for _ in element.iterancestors()) for element in root.iter())


def thread(answers: int) -> str:
    start = "".join(f'<ol><li id="c{n}"><div><p>Answer <b>{n}</b></p></div>' for n in range(answers))
    return f"<body>{start}{'</li></ol>' * answers}<p id='end'>End of the page</p></body>"


def test_shallow_mark_up_is_left_as_it_is() -> None:
    html = "<ul><li>a<ul><li>b</ul></ul><!-- <b> --><script>'<div>'</script><p>c<p>d<br>"

    assert flattened(html, 240).replace("</li>", "").replace("</p>", "") == html.replace("</li>", "")


def test_deep_thread_keeps_every_answer_whole() -> None:
    root = etree.fromstring(flattened(thread(900), 240).encode(), etree.HTMLParser(huge_tree=True))

    answers = root.findall(".//li")

    assert [answer.get("id") for answer in answers] == [f"c{n}" for n in range(900)]
    assert [answer.findtext("div/p/b") for answer in answers] == [str(n) for n in range(900)]
    assert root.find(".//p[@id='end']").getparent().tag == "body"


@pytest.mark.parametrize("tag", ["div", "b", "ol", "font"])
def test_depth_is_bounded_whatever_is_nested(tag: str) -> None:
    html = f"<{tag}>x" * 5000 + "end"

    shallow = flattened(html, 240)

    assert depth_of(shallow) <= 245
    assert shallow.count("x") == 5000
    assert shallow.endswith("end")


def test_page_beyond_the_parsers_depth_is_read_to_its_end() -> None:
    page = Page(thread(2000), "https://example.org/a")

    assert len(page.root.findall(".//li")) == 2000
    assert "end" in page.by_id


@pytest.mark.parametrize(
    "html",
    ['<a title="' * 20_000, "<!--" * 20_000, "<script>" * 20_000, "<div " + "x='" * 20_000, "</div>" * 50_000],
)
def test_hostile_mark_up_is_passed_on_without_endless_search(html: str) -> None:
    assert flattened(html, 240).count("<") <= html.count("<")


def test_moved_elements_are_known_by_what_holds_them_in_the_source() -> None:
    page = Page(thread(900), "https://example.org/a")

    held = {element.get("id"): holder for element, holder in page.moved.items()}

    assert held
    for answer, lst in held.items():
        question = page.moved.get(lst, lst.getparent())
        assert f"c{int(question.get('id')[1:]) + 1}" == answer


def test_elements_that_hold_others_of_their_class_are_moved_whole() -> None:
    html = "".join(f'<div class="c"><p class="t">{n}</p>' for n in range(600)) + "</div>" * 600

    page = Page(html, "https://example.org/a")

    assert {element.get("class") for element in page.moved} == {"c"}
    assert len(page.by_class["c"]) == 600
