"""Comments on pages that name nothing after them."""

from newscrawl import extract

URL = "https://example.com/2024/12/13/ferry/"
STORY = "<div><p>" + "The ferry to the outer islands will sail again from Monday, the port said. " * 5 + "</p></div>"
VOICE = '<div class="x1"><div><span>{}</span>, {}</div><div><p>{}</p></div></div>'
VOICES = (
    "<div><div>{label}</div>"
    + VOICE.format("Mara Quill", "2024-12-13 18:40", "At last, a boat that sails.")
    + VOICE.format("Ole Brandt", "2024-12-14 07:05", "Not before the quay is mended, I fear.")
    + "</div>"
)
FORM = '<form action="/wp-comments-post.php"><textarea name="comment"></textarea></form>'


def page(*parts: str) -> str:
    title = "Ferry sails again"
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{''.join(parts)}</body></html>"


def test_comments_before_a_form() -> None:
    found = extract(page(STORY, VOICES.format(label=""), FORM), URL)

    assert [(c.author, c.body) for c in found.comments] == [
        ("Mara Quill", "At last, a boat that sails."),
        ("Ole Brandt", "Not before the quay is mended, I fear."),
    ]


def test_comments_behind_a_form() -> None:
    found = extract(page(STORY, FORM, VOICES.format(label="")), URL)

    assert [c.author for c in found.comments] == ["Mara Quill", "Ole Brandt"]


def test_lone_comment_under_a_printed_one_before_a_form() -> None:
    voice = "<div><span>Mara Quill</span>, 2024-12-13 18:40</div><div><p>At last, a boat that sails.</p></div>"

    found = extract(page(STORY, f"<div><h4>1 voice</h4><div>{voice}</div></div>", FORM), URL)

    assert [(c.author, c.body) for c in found.comments] == [("Mara Quill", "At last, a boat that sails.")]


def test_comments_under_a_printed_count_without_form() -> None:
    found = extract(page('<a href="#comments">2</a>', STORY, VOICES.format(label="2 voices")), URL)

    assert [c.author for c in found.comments] == ["Mara Quill", "Ole Brandt"]


def test_unbacked_entries_are_no_comments() -> None:
    found = extract(page('<a href="#comments">Notes</a>', STORY, VOICES.format(label="Notes")), URL)

    assert found.comments == []


def test_teasers_with_times_are_no_comments() -> None:
    teaser = (
        '<div class="t"><div>By Mara Quill, 2024-12-1{n} 18:40</div>'
        '<a href="/2024/12/1{n}/story/">Quay to be mended in spring</a><p>Short text.</p></div>'
    )

    found = extract(page(STORY, "<div>", *(teaser.format(n=n) for n in range(3)), "</div>", FORM), URL)

    assert found.comments == []
