"""Author lines: names, roles, agencies."""

import pytest

from newscrawl.extraction.byline import agency_in, byline_names, is_agency, split_names


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("By Mara Quill", ["Mara Quill"]),
        ("BY MARA QUILL", ["MARA QUILL"]),
        ("By Mara Quill and Odd Berg", ["Mara Quill", "Odd Berg"]),
        ("Mara Quill, Odd Berg & Lis Holm", ["Mara Quill", "Odd Berg", "Lis Holm"]),
        ("By Mara Quill, Harbour Editor", ["Mara Quill"]),
        ("Mara Quill (mq)", ["Mara Quill"]),
        ("Von Mara Quill und Odd Berg", ["Mara Quill", "Odd Berg"]),
        ("Par Maëlle Quille", ["Maëlle Quille"]),
        ("Por Mara Quintana y Oto Berg", ["Mara Quintana", "Oto Berg"]),
        ("Geschrieben von Mara Quill am 3. Mai 2024", ["Mara Quill"]),
        ("Posted by Mara Quill on May 3, 2024", ["Mara Quill"]),
        ("Mara von Quill", ["Mara von Quill"]),
        ("Odd Berg Jr.", ["Odd Berg Jr."]),
        ("강보라 기자", ["강보라"]),
        ("Mara Quill And Odd Berg For The Maren Courier", ["Mara Quill", "Odd Berg"]),
        ("Text von Mara Quill Illustration von Odd Berg", ["Mara Quill"]),
        ("Text und Interview: Mara Quill", ["Mara Quill"]),
        ("by Mara Quill | Leave a comment", ["Mara Quill"]),
        ("December 10 · von quill84 · in Islands", ["quill84"]),
        ("Por Mara Quintana @maraquintana", ["Mara Quintana"]),
        ("Ein Artikel von Mara Quill", ["Mara Quill"]),
        ("Mara Quill im Gespräch mit Odd Berg", ["Mara Quill", "Odd Berg"]),
        ("Ann Marchand 3", ["Ann Marchand"]),
        ("Meetings 2", []),
        ("Ann Marchand March 3, 2024", ["Ann Marchand"]),
        ("Ana Y Torres", ["Ana Y Torres"]),
        ("Steven Con Lee", ["Steven Con Lee"]),
        ("ANA TORRES Y LUIS GIL", ["ANA TORRES", "LUIS GIL"]),
        ("By Theo Brandt tbrandt@courier.example", ["Theo Brandt"]),
        ("Reto Zurbriggen, Nadia Keller (Fotos)", ["Reto Zurbriggen"]),
        ("Reto Zurbriggen und Nadia Keller (Fotos)", ["Reto Zurbriggen"]),
        ("Nadia Keller (Text und Fotos)", ["Nadia Keller"]),
        ("Do UOM, em São Paulo", ["UOM"]),
        ("Do Kyung-soo", ["Do Kyung-soo"]),
        ("Stand", []),
        ("Em Rossi", ["Em Rossi"]),
        ("By", []),
        ("https://social.example/mara.quill", []),
        ("admin", []),
        ("publisher", []),
        ("CC BY-SA", []),
        ("Article by", []),
        (
            '<a href="/people/mara-quill" hreflang="en">Mara Quill</a>, <a href="/people/odd">Odd Berg</a>',
            ["Mara Quill", "Odd Berg"],
        ),
        ("Mara Quill Mara Quill", ["Mara Quill"]),
        ("Alles von Mara Quill", ["Mara Quill"]),
        ("Recueilli par Maëlle QUILLE", ["Maëlle QUILLE"]),
        ("记者王小明", ["王小明"]),
        ("Read more", []),
        ("", []),
    ],
)
def test_names_are_split(raw: str, names: list[str]) -> None:
    found = split_names(raw)

    assert found == names


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["Mara Quill", "dpa"], ["Mara Quill"]),
        (["Reuters"], ["Reuters"]),
        (["AFP", "dpa"], ["AFP", "dpa"]),
        (["Mara Quill", "Mara Quill"], ["Mara Quill"]),
    ],
)
def test_agencies_count_only_where_nobody_else_signs(values: list[str], names: list[str]) -> None:
    found = byline_names(values)

    assert found == names


def test_agencies_are_told_from_people() -> None:
    assert [is_agency(name) for name in ("dpa", "Reuters", "Xinhua", "Mara Quill")] == [True, True, True, False]
    assert agency_in("(dpa/IANS)") == "dpa/IANS"
    assert agency_in("Mara Quill") is None
