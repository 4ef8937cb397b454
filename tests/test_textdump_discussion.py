import pytest

from newscrawl.extraction.textdump_discussion import find_discussion, read_discussion

HEADS = [
    (["pepper", "November 21, 2014 at 10:08 PM"], "pepper"),
    (["pepper says:", "November 21, 2014 at 10:08 PM"], "pepper"),
    (["1. pepper", "21 November 2014"], "pepper"),
    (["#12 pepper", "21 November 2014"], "pepper"),
    (["Posted by pepper", "21 November 2014"], "pepper"),
    (["pepper", "November 21, 2014 at 10:08 PM | Reply"], "pepper"),
    (["pepper", "November 21, 2014 at 10:08 PM (Edit)"], "pepper"),
    (["pepper", "3 hours ago"], "pepper"),
    (["pepper on November 21, 2014 at 10:08 PM"], "pepper"),
    (["pepper, November 21, 2014"], "pepper"),
    (["Comment by pepper — November 21, 2014 @ 10:08 pm"], "pepper"),
    (["lobo dice:", "21 noviembre, 2014 a las 22:08"], "lobo"),
    (["loup dit :", "21 novembre 2014 à 22 h 08 min"], "loup"),
    (["Möwe sagt:", "21. November 2014 um 22:08"], "Möwe"),
    (["meeuw schreef op 21 november 2014 om 22:08"], "meeuw"),
    (["lupo ha detto:", "21 novembre 2014 alle 22:08"], "lupo"),
    (["lobo disse:", "21 de novembro de 2014 às 22:08"], "lobo"),
    (["Чайка пишет:", "21.11.2014 в 22:08"], "Чайка"),
    (["갈매기님의 말:", "2014년 11월 21일, 10:08 오후"], "갈매기"),
    (["かもめ より:", "2014年11月21日 10:08 PM"], "かもめ"),
    (["海鸥说道:", "2014年11月21日 下午10:08"], "海鸥"),
    (["نورسة يقول:", "21 نوفمبر، 2014 الساعة 10:08 م"], "نورسة"),
    (["שחף הגיב:", "21 בנובמבר 2014 בשעה 22:08"], "שחף"),
    (["mewa pisze:", "21 listopada 2014 o 22:08"], "mewa"),
    (["mås skriver:", "21 november, 2014 kl. 22:08"], "mås"),
]
PINGS = [
    ("Pingback: A title", "pingback"),
    ("Trackback: A title", "trackback"),
    ("Webmention: A title", "webmention"),
    ("Ping: A title", "pingback"),
    ("Ping : A title", "pingback"),
    ("Rétrolien : A title", "pingback"),
    ("핑백: A title", "pingback"),
    ("트랙백: A title", "trackback"),
    ("ピンバック: A title", "pingback"),
    ("トラックバック: A title", "trackback"),
    ("Pingback引用通告: A title", "pingback"),
    ("Пингбэк: A title", "pingback"),
    ("Уведомление: A title", "pingback"),
    ("Сповіщення: A title", "pingback"),
    ("تنبيه: A title", "pingback"),
    ("פינגבק: A title", "pingback"),
    ("Paluuviite: A title", "pingback"),
    ("Zpětný odkaz: A title", "pingback"),
    ("Geri bildirim: A title", "pingback"),
]
HEADINGS = [
    ("2 Comments", 2),
    ("Comments (2)", 2),
    ("2 thoughts on “A story”", 2),
    ("One thought on “A story”", 1),
    ("1,204 comments", 1204),
    ("2 Responses to A story", 2),
    ("2 Kommentare zu „Eine Geschichte“", 2),
    ("2 commentaires", 2),
    ("2 comentarios en “Una historia”", 2),
    ("2 comentários", 2),
    ("Комментарии: 2", 2),
    ("댓글 2", 2),
    ("댓글 2개", 2),
    ("コメント (2)", 2),
    ("评论(2)", 2),
    ("2 reacties", 2),
    ("Yorumlar (2)", 2),
    ("Comments", None),
]


@pytest.mark.parametrize(("lines", "author"), HEADS)
def test_head_of_a_comment(lines, author):
    found = read_discussion([*lines, "Text of it."])

    assert [(comment.author, comment.paragraphs) for comment in found.comments] == [(author, ["Text of it."])]


@pytest.mark.parametrize(("line", "kind"), PINGS)
def test_ping_labels(line, kind):
    found = read_discussion([line])

    assert [(ping.kind, ping.title) for ping in found.pings] == [(kind, "A title")]


@pytest.mark.parametrize(("line", "number"), HEADINGS)
def test_heading_of_the_discussion(line, number):
    lines = ["Last paragraph of the body.", line, "pepper", "November 21, 2014", "Text."]

    at = find_discussion(lines, 0)
    found = read_discussion(lines[at:])

    assert at == 1
    assert found.declared == number
    assert [comment.author for comment in found.comments] == ["pepper"]


@pytest.mark.parametrize(
    "line",
    [
        "Comments by the minister were not welcome.",
        "Response to the storm was slow, he said",
        "He wrote: Pingback: is a word",
        "The paper of November 21, 2014",
        "Reaction in the capital",
        "3 responses were possible:",
    ],
)
def test_find_discussion_leaves_the_body_alone(line):
    lines = ["First paragraph.", line, "Another paragraph of the body, long enough to be none of the names of readers."]

    assert find_discussion(lines, 0) == len(lines)


def test_form_below_comments_is_left_out():
    found = read_discussion(
        ["pepper", "November 21, 2014", "Text.", "Leave a Reply", "Your address stays secret.", "Name"]
    )

    assert [comment.paragraphs for comment in found.comments] == [["Text."]]


def test_address_of_a_ping_is_its_source():
    found = read_discussion(["Pingback: https://a.example/x", "Trackback: Title - https://b.example/y"])

    assert [(p.title, p.url) for p in found.pings] == [(None, "https://a.example/x"), ("Title", "https://b.example/y")]


def test_comment_without_a_name():
    found = read_discussion(
        ["pepper", "November 21, 2014", "A long text of hers ends here.", "November 22, 2014", "Text."]
    )

    assert [(c.author, c.paragraphs) for c in found.comments] == [
        ("pepper", ["A long text of hers ends here."]),
        (None, ["Text."]),
    ]
