"""Which lines in italics below an article are notes and which are its text."""

import pytest
from lxml import html

from newscrawl.extraction.blocks import Block, blocks
from newscrawl.extraction.notes import is_call, without_notes

TEXTS = [
    "The gate of the inner harbour is now made of steel instead of oak, the port said.",
    "Repairs cost 1.2 million crowns, most of which the insurance of the harbour had to pay.",
    "A storm in October had broken the old gate, which was built by a baker.",
]


def read(*texts: str) -> list[Block]:
    return list(blocks(html.fragment_fromstring(f"<div>{''.join(texts)}</div>"), prune=lambda element: False))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Mara Quill is a professor of harbours at Ulvik University.", False),
        ("With reports from the Ulvik Tidende and the news agency", False),
        ("With additional reporting by Kari Holm", True),
        ("Kari Holm contributed to this report.", True),
        ("Diese Geschichte ist zuerst im Hafenboten erschienen.", False),
        ("Tell us yours: quill@courier.example", False),
        ("All charts <a href='/charts/'>in the archive</a>.", False),
        ("Kari Holm, Ulvik", False),
        ("Were you there? Tell us in the comments below.", False),
        ("“It was the best article on gates that I ever read.”", True),
        ("Updated on Monday to add what the baker's heirs said in an e-mail.", True),
        ("And so the gate stood open all night, as it had in the year of the great storm.", True),
    ],
)
def test_line_in_italics_below_the_text(line: str, kept: bool) -> None:
    found = read(*(f"<p>{text}</p>" for text in TEXTS), f"<p><b><em>{line}</em></b></p>")

    left = without_notes(found)

    assert (len(left) == 4) is kept


def test_text_in_italics_keeps_its_last_line() -> None:
    found = read(*(f"<p><i>{text}</i></p>" for text in (*TEXTS, "I am the author of this article.")))

    left = without_notes(found)

    assert left == found


def test_notes_above_the_end_are_kept() -> None:
    text, note = [f"<p>{text}</p>" for text in TEXTS], "<p><i>Mara Quill is a reporter.</i></p>"
    found = read(text[0], note, *text[1:])

    left = without_notes(found)

    assert left == found


@pytest.mark.parametrize(
    "added", ["<p>The port opened at noon.</p>", "<p><i>Correction: The gate is of steel.</i></p>"]
)
def test_paragraph_added_below_a_note_does_not_bring_it_back(added: str) -> None:
    text, note = [f"<p>{text}</p>" for text in TEXTS], "<p><i>Mara Quill is a reporter.</i></p>"

    before, after = (without_notes(read(*text, note, *more)) for more in ([], [added]))

    assert [block.text for block in after[:-1]] == [block.text for block in before] == TEXTS


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("<em>The Courier asks no money. <a href='/x/'>Sign up</a> to read it each morning.</em>", True),
        ("<b>Read us at home: you can <a href='/x/'>subscribe here</a> for three crowns.</b>", True),
        ("The Courier asks no money. <a href='/x/'>Sign up</a> to read it each morning.", False),
        ("<b>The town wants to <a href='/x/'>join the union of harbours</a> in spring.</b>", False),
        ("<b>More of the harbour on the <a href='https://courier.example/'>first page of the Courier</a></b>", True),
        ("More of the harbour on the <a href='https://courier.example/'>first page of the Courier</a>", False),
        ("<b>The town wants to sign up for the union of harbours in spring.</b>", False),
    ],
)
def test_call_is_a_set_off_paragraph_that_links_it(line: str, call: bool) -> None:
    (found,) = read(f"<p>{line}</p>")

    assert is_call(found, "https://courier.example/2024/gate/") is call


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        ("<p class='end'>Mara Quill is the author of “Gates.” She lives in Ulvik.</p>", False),
        ("<p class='text'>Mara Quill is the author of “Gates.” She lives in Ulvik.</p>", True),
        ("<p class='end'>The gate is now the pride of the harbour, and of Mara Quill.</p>", True),
    ],
)
def test_last_paragraph_about_the_author_has_a_class_of_its_own(last: str, kept: bool) -> None:
    found = read(*(f"<p class='text'>{text}</p>" for text in TEXTS), last)

    left = without_notes(found)

    assert (len(left) == 4) is kept
