import pytest
from lxml.html import fragment_fromstring

from newscrawl.extraction.dateline import bold_dateline, find_dateline

STORY = "The owners of the ferry blamed the tide, which came when it should."
DATELINES = [
    ("SEOUL (Yonhap) — ", "SEOUL (Yonhap)", "SEOUL", "Yonhap"),
    ("SEOUL, Nov. 21 (Yonhap) -- ", "SEOUL, Nov. 21 (Yonhap)", "SEOUL", "Yonhap"),
    ("SEOUL, South Korea (AP) — ", "SEOUL, South Korea (AP)", "SEOUL, South Korea", "AP"),
    ("ST. PAUL, Minn. (AP) - ", "ST. PAUL, Minn. (AP)", "ST. PAUL, Minn.", "AP"),
    ("GENEVA, Nov. 25 (dpa/IANS) – ", "GENEVA, Nov. 25 (dpa/IANS)", "GENEVA", "dpa/IANS"),
    ("Berlin (dpa) - ", "Berlin (dpa)", "Berlin", "dpa"),
    ("Madrid, 3 may (EFE).- ", "Madrid, 3 may (EFE)", "Madrid", "EFE"),
    ("(ANSA) - ROMA, 3 MAG - ", "(ANSA) - ROMA, 3 MAG", "ROMA", "ANSA"),
    ("MOSCOW, May 5. /TASS/. ", "MOSCOW, May 5. /TASS/", "MOSCOW", "TASS"),
    ("Москва. 21 ноября. INTERFAX.RU - ", "Москва. 21 ноября. INTERFAX.RU", "Москва", "INTERFAX.RU"),
    ("МОСКВА, 21 ноя - РИА Новости. ", "МОСКВА, 21 ноя - РИА Новости", "МОСКВА", "РИА Новости"),
    ("القاهرة (رويترز) – ", "القاهرة (رويترز)", "القاهرة", "رويترز"),
    ("(서울=연합뉴스) ", "(서울=연합뉴스)", "서울", "연합뉴스"),
    ("【東京共同】", "【東京共同】", "東京", "共同"),
    ("(東京 21日 時事)", "(東京 21日 時事)", "東京", "時事"),
    ("新华社北京11月21日电 ", "新华社北京11月21日", "北京", "新华社"),
    ("ATLANTA (CNN) — ", "ATLANTA (CNN)", "ATLANTA", "CNN"),
    ("MANILA (Mindanao Examiner) — ", "MANILA (Mindanao Examiner)", "MANILA", "Mindanao Examiner"),
    ("DHAKA (bdnews24) -- ", "DHAKA (bdnews24)", "DHAKA", "bdnews24"),
    ("WASHINGTON — ", "WASHINGTON", "WASHINGTON", None),
    ("(Reuters) - ", "(Reuters)", None, "Reuters"),
]


@pytest.mark.parametrize(("start", "text", "place", "agency"), DATELINES)
def test_find_dateline(start, text, place, agency):
    assert find_dateline(start + STORY) == (text, place, agency)


@pytest.mark.parametrize(
    "paragraph",
    [
        STORY,
        "WHO (World Health Organization) — the agency of the United Nations for health — met on Monday.",
        "NATO (North Atlantic Treaty Organization) – founded in 1949 – has new members.",
        "ANNA (mother of two) — she would not give her name — waited at the pier.",
        "The minister (51) — a lawyer — resigned on Monday.",
        "“It is late,” said the captain (AP reported earlier that it was early).",
    ],
)
def test_find_dateline_of_other_paragraphs(paragraph):
    assert find_dateline(paragraph) is None


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("MAREN CITY, Quezon—The harbour board said on Thursday that the ferry will leave.", "MAREN CITY, Quezon"),
        ("PUERTO MAREN.- El viejo transbordador dejará el muelle en primavera.", "PUERTO MAREN"),
    ],
)
def test_dash_needs_no_space_behind_a_place_in_capitals(paragraph, place):
    found = find_dateline(paragraph)

    assert found is not None
    assert found.place == place


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("<b>Maren –</b> Die Fähre fährt wieder.", "Maren"),
        ("<strong>Bad Maren</strong> – Die Fähre fährt wieder.", "Bad Maren"),
        ("<b>Maren.</b> Die Fähre fährt wieder.", None),
        ("<b>Maren News</b> – Die Fähre fährt wieder.", None),
        ("<b>Update</b> – Die Fähre fährt wieder.", None),
        ("<b>Opinion</b> — The ferry sails again.", None),
        ("Die <b>Fähre</b> – sie fährt wieder.", None),
        ("<b>Die Fähre fährt wieder</b> – sagt der Hafen.", None),
    ],
)
def test_place_in_bold_before_a_dash(paragraph, place):
    found = bold_dateline(fragment_fromstring(f"<p>{paragraph}</p>"))

    assert (found.place if found else None) == place
