"""Blocks of an element: what is counted as linked or bold, and what is a heading."""

from lxml import html

from newscrawl.extraction.blocks import Block, blocks


def read(source: str) -> list[Block]:
    return list(blocks(html.fragment_fromstring(source), prune=lambda element: False))


def test_white_space_around_a_link_is_no_text_beside_it() -> None:
    source = f"<ul><li>\n{' ' * 40}<a href='/x/'>\n{' ' * 40}<span>Quay to be mended</span></a>\n</li></ul>"

    (found,) = read(source)

    assert found.text == "Quay to be mended"
    assert found.link_share == 1.0


def test_white_space_between_inline_elements_parts_words() -> None:
    (found,) = read("<p><b>Quay</b> \n <i>to be</i>\n<i>mended</i></p>")

    assert found.text == "Quay to be mended"
    assert found.bold_share < 0.5


def test_two_line_breaks_part_blocks_and_one_a_line() -> None:
    found = read("<div>Quay<br>to be <br/>\n <br> mended</div>")

    assert [block.text for block in found] == ["Quay\nto be", "mended"]


def test_box_inside_a_heading_is_a_heading() -> None:
    (found,) = read("<h2><div>Quay to be mended</div></h2>")

    assert found.is_heading


def test_inline_element_with_blocks_that_is_left_out_parts_loose_text() -> None:
    source = "<div><b>Summary</b><span id='photo'><div>Quay</div></span>The text.<p>It <i id='photo'><div>x</div></i>goes on.</p></div>"

    found = list(blocks(html.fragment_fromstring(source), prune=lambda element: element.get("id") == "photo"))

    assert [block.text for block in found] == ["Summary", "The text.", "It goes on."]


def test_number_in_a_box_of_its_own_is_parted_from_the_heading_behind() -> None:
    (found,) = read("<h2><span>3</span><span>Quay to be mended</span></h2>")
    (formula,) = read("<h2>CO<sub>2</sub><span>-free</span> quay</h2>")

    assert found.text == "3 Quay to be mended"
    assert formula.text == "CO2-free quay"
