"""Elements by class name."""

import pytest
from lxml import html

from newscrawl.class_index import ClassIndex

TREE = html.fromstring(
    '<div><p class="Lead big">1</p><p class="big">2</p><b class=" ">3</b><p class="lead-in big Lead Lead">4</p></div>'
)
CLASSES = {element: element.get("class", "") for element in TREE.iter("p", "b")}


@pytest.mark.parametrize(
    ("name", "texts"), [("big", ["1", "2", "4"]), ("Lead", ["1", "4"]), ("lead-in", ["4"]), ("lead", [])]
)
def test_gives_each_element_once_in_document_order(name: str, texts: list[str]) -> None:
    index = ClassIndex(CLASSES)

    assert [element.text for element in index.get(name, [])] == texts


def test_names_come_in_the_order_of_their_first_elements() -> None:
    index = ClassIndex(CLASSES)

    assert [*index] == ["Lead", "big", "lead-in"]
    assert len(index) == 3


def test_finds_names_by_a_part_in_any_case() -> None:
    index = ClassIndex(CLASSES)

    assert index.like("lead", "ig") == ["Lead", "lead-in", "big"]
    assert index.like("byline") == []
