from datetime import UTC, datetime, timedelta, timezone

import pytest

from newscrawl import dates
from newscrawl.dates import guess_day_first, is_date, parse_date

NOW = datetime(2014, 11, 22, 12, 0, tzinfo=UTC)
NIGHT = datetime(2014, 11, 21, 22, 8)
NIGHT_UTC = NIGHT.replace(tzinfo=UTC)
DAY = datetime(2014, 11, 21)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2014-11-21", DAY),
        ("2014-11-21T22:08", NIGHT),
        ("2014-11-21 22:08:00", NIGHT),
        ("2014-11-21T22:08:00Z", NIGHT_UTC),
        ("2014-11-21T22:08:00.000Z", NIGHT_UTC),
        ("2014-11-21T22:08:00,5Z", NIGHT_UTC.replace(microsecond=500000)),
        ("2014-11-21T22:08:00.123456789+00:00", NIGHT_UTC.replace(microsecond=123456)),
        ("2014-11-22T07:08:00+09:00", NIGHT_UTC),
        ("2014-11-22T07:08:00+0900", NIGHT_UTC),
        ("2014-11-22T07:08+09", NIGHT_UTC),
        ("2014-11-22 07:08:00 +09:00", NIGHT_UTC),
        ("2014-11-21T23:08:00+01:00[Europe/Berlin]", NIGHT_UTC),
        ("2014-11-21 22:08:00 UTC", NIGHT_UTC),
        ("2014-11-21 22:08:00 +0000 UTC", NIGHT_UTC),
        ("20141121", DAY),
        ("20141121T220800Z", NIGHT_UTC),
        ("20141121220800", NIGHT),
        ("2014-W47-5", DAY),
        ("2014-11-20T24:00:00", DAY),
        ("1416607680", NIGHT_UTC),
        ("1416607680000", NIGHT_UTC),
        ("Fri, 21 Nov 2014 22:08:00 +0000", NIGHT_UTC),
        ("Fri, 21 Nov 2014 22:08:00 GMT", NIGHT_UTC),
        ("21 Nov 2014 17:08 EST", NIGHT_UTC),
        ("Fri, 21 Nov 14 22:08:00 GMT", NIGHT_UTC),
        ("Fri Nov 21 2014 23:08:00 GMT+0100 (CET)", NIGHT_UTC),
        ("Fri Nov 21 23:08:00 CET 2014", NIGHT_UTC),
        ("Fri Nov 21 22:08:00 2014", NIGHT),
        ("Fri Nov 21 22:08:00 +0000 2014", NIGHT_UTC),
    ],
)
def test_parse_date_machine_formats(raw, expected):
    assert parse_date(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("November 21, 2014 at 10:08 PM", NIGHT),
        ("Nov. 21, 2014, 10:08 p.m.", NIGHT),
        ("10:08 PM, Friday, November 21st, 2014", NIGHT),
        ("Friday 21 November 2014 22.08", NIGHT),
        ("21-Nov-2014", DAY),
        ("21 Nov '14", DAY),
        ("12:30 am, 1 December 2014", datetime(2014, 12, 1, 0, 30)),
        ("12 pm on 1 December 2014", datetime(2014, 12, 1, 12)),
        ("2014년 11월 21일 오후 10:08", NIGHT),
        ("2014년 11월 21일 22시 08분", NIGHT),
        ("2014. 11. 21. 오후 10:08", NIGHT),
        ("입력 : 2014.11.21 22:08", NIGHT),
        ("기사입력 2014-11-21 22:08:00", NIGHT),
        ("2014.11.21 (금) 22:08", NIGHT),
        ("21. November 2014 um 22:08 Uhr", NIGHT),
        ("Freitag, 21.11.2014, 22.08 Uhr", NIGHT),
        ("Veröffentlicht am 21.11.14 um 22:08", NIGHT),
        ("1. März 2015", datetime(2015, 3, 1)),
        ("21 novembre 2014 à 22 h 08 min", NIGHT),
        ("Publié le vendredi 21 novembre 2014 à 22h08", NIGHT),
        ("mar. 11 mars 2014", datetime(2014, 3, 11)),
        ("1er août 2014", datetime(2014, 8, 1)),
        ("21 de noviembre de 2014 a las 10:08 p. m.", NIGHT),
        ("3 ago. 2014", datetime(2014, 8, 3)),
        ("21 novembre 2014 alle 22:08", NIGHT),
        ("ven 21 nov 2014, ore 22.08", NIGHT),
        ("21 de novembro de 2014 às 22h08", NIGHT),
        ("21 ноября 2014 г. в 22:08", NIGHT),
        ("21 мая 2014, 22:08", datetime(2014, 5, 21, 22, 8)),
        ("21 نوفمبر 2014 الساعة 10:08 م", NIGHT),
        ("٢١ نوفمبر ٢٠١٤، ١٠:٠٨ مساءً", NIGHT),
        ("21 تشرين الثاني 2014", DAY),
        ("۲۱ نوامبر ۲۰۱۴", DAY),
        ("21 בנובמבר 2014 בשעה 22:08", NIGHT),
        ("2014年11月21日 下午10:08", NIGHT),
        ("2014年11月21日 22时08分", NIGHT),
        ("2014年11月21日(金) 午後10時8分", NIGHT),
        ("平成26年11月21日", DAY),
        ("11월 21, 2014 at 10:08 오후", NIGHT),
        ("11月 21, 2014 at 10:08 下午", NIGHT),
        ("十一月 21, 2014 10:08 下午", NIGHT),
        ("21 11월 2014", DAY),
        ("21 พฤศจิกายน 2557 22.08 น.", NIGHT),
        ("2014 m. lapkričio 21 d., 22:08", NIGHT),
        ("2014. gada 21. novembris, 22:08", NIGHT),
        ("21 नवंबर 2014, 10:08 pm", NIGHT),
        ("21. nov. 2014 22.08.00", NIGHT),
        ("21.11.2014 22.08.00", NIGHT),
        ("21 de novembre del 2014, 22:08", NIGHT),
        ("21 d’octubre del 2014", datetime(2014, 10, 21)),
        ("21 november 2014 om 22:08 uur", NIGHT),
        ("21 listopada 2014, godz. 22:08", NIGHT),
        ("21 Kasım 2014 Cuma 22:08", NIGHT),
        ("21 KASIM 2014", DAY),
        ("fredag 21 november 2014 kl. 22.08", NIGHT),
        ("21. marts 2014 kl. 22:08", datetime(2014, 3, 21, 22, 8)),
        ("21. desember 2014 kl. 22.08", datetime(2014, 12, 21, 22, 8)),
        ("21. marraskuuta 2014 klo 22.08", NIGHT),
        ("21. listopadu 2014 v 22:08", NIGHT),
        ("21 Νοεμβρίου 2014, 10:08 μ.μ.", NIGHT),
        ("2014. november 21. 22:08", NIGHT),
        ("21 листопада 2014 о 22:08", NIGHT),
        ("Jumat, 21 November 2014 pukul 22.08", NIGHT),
        ("21 Tháng Mười Một, 2014 lúc 22:08", NIGHT),
        ("21 tháng 11 năm 2014", DAY),
        ("Fri, Nov 21 201410:08 PM", NIGHT),
        ("Mara Quill21.11.1422:08", NIGHT),
        ("Culture, 21.11.14", DAY),
        ("Posted on November 21, 2014 by Jo Doe in Politics", DAY),
        ("Published: Nov 21, 2014 Updated: Nov 22, 2014", DAY),
    ],
)
def test_parse_date_absolute(raw, expected):
    assert parse_date(raw) == expected


@pytest.mark.parametrize(
    ("raw", "language", "day_first", "expected"),
    [
        ("03/04/2014", None, None, None),
        ("03/04/2014", "en", None, datetime(2014, 3, 4)),
        ("03/04/2014", "en-US", None, datetime(2014, 3, 4)),
        ("03/04/2014", "en-GB", None, datetime(2014, 4, 3)),
        ("03/04/2014", "fr", None, datetime(2014, 4, 3)),
        ("03/04/2014", "en-US", True, datetime(2014, 4, 3)),
        ("03/04/2014", "fr", False, datetime(2014, 3, 4)),
        ("03.04.2014", None, None, datetime(2014, 4, 3)),
        ("21/11/2014", "en-US", False, DAY),
        ("11/21/2014", "fr", True, DAY),
        ("14.11.21", "ko", None, DAY),
        ("21.11.14", "de", None, DAY),
        ("21 listopad 2014", "hr", None, datetime(2014, 10, 21)),
        ("2014. 11. 21. du. 10:08", "hu", None, NIGHT),
    ],
)
def test_parse_date_order_of_figures(raw, language, day_first, expected):
    assert parse_date(raw, language=language, day_first=day_first) == expected


def test_parse_date_ambiguous_figures_take_the_reading_that_is_past():
    assert parse_date("05/12/2014", now=NOW) == datetime(2014, 5, 12)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("just now", NOW),
        ("3 hours ago", NOW - timedelta(hours=3)),
        ("an hour ago", NOW - timedelta(hours=1)),
        ("3h ago", NOW - timedelta(hours=3)),
        ("2 days, 3 hours ago", NOW - timedelta(days=2, hours=3)),
        ("a month ago", datetime(2014, 10, 22, 12, tzinfo=UTC)),
        ("2 years ago", datetime(2012, 11, 22, 12, tzinfo=UTC)),
        ("vor 3 Stunden", NOW - timedelta(hours=3)),
        ("vor einer Stunde", NOW - timedelta(hours=1)),
        ("3 Stunden 20 Minuten her", NOW - timedelta(hours=3, minutes=20)),
        ("11-21 10:15", datetime(2014, 11, 21, 10, 15)),
        ("vor 2 Tagen", NOW - timedelta(days=2)),
        ("il y a 3 heures", NOW - timedelta(hours=3)),
        ("il y a un an", datetime(2013, 11, 22, 12, tzinfo=UTC)),
        ("hace 3 horas", NOW - timedelta(hours=3)),
        ("há 3 horas", NOW - timedelta(hours=3)),
        ("3 ore fa", NOW - timedelta(hours=3)),
        ("3 uur geleden", NOW - timedelta(hours=3)),
        ("3 часа назад", NOW - timedelta(hours=3)),
        ("час назад", NOW - timedelta(hours=1)),
        ("منذ 3 ساعات", NOW - timedelta(hours=3)),
        ("קודם", None),
        ("לפני שעתיים", NOW - timedelta(hours=2)),
        ("3시간 전", NOW - timedelta(hours=3)),
        ("3小时前", NOW - timedelta(hours=3)),
        ("3時間前", NOW - timedelta(hours=3)),
        ("2か月前", datetime(2014, 9, 22, 12, tzinfo=UTC)),
        ("3 godziny temu", NOW - timedelta(hours=3)),
        ("3 saat önce", NOW - timedelta(hours=3)),
        ("för 3 timmar sedan", NOW - timedelta(hours=3)),
        ("3 timer siden", NOW - timedelta(hours=3)),
        ("3 tuntia sitten", NOW - timedelta(hours=3)),
        ("před 3 hodinami", NOW - timedelta(hours=3)),
        ("πριν από 3 ώρες", NOW - timedelta(hours=3)),
        ("3 órával ezelőtt", NOW - timedelta(hours=3)),
        ("3 години тому", NOW - timedelta(hours=3)),
        ("3 jam yang lalu", NOW - timedelta(hours=3)),
        ("3 giờ trước", NOW - timedelta(hours=3)),
        ("yesterday at 10:15", datetime(2014, 11, 21, 10, 15)),
        ("gestern, 10:15 Uhr", datetime(2014, 11, 21, 10, 15)),
        ("hier à 10h15", datetime(2014, 11, 21, 10, 15)),
        ("vorgestern", datetime(2014, 11, 20)),
        ("어제 10:15", datetime(2014, 11, 21, 10, 15)),
        ("Today 9:30 am", datetime(2014, 11, 22, 9, 30)),
        ("Friday at 10:15", datetime(2014, 11, 21, 10, 15)),
        ("5 May, 10:15", datetime(2014, 5, 5, 10, 15)),
        ("24 December, 10:15", datetime(2013, 12, 24, 10, 15)),
        ("11월 21일 10:15", datetime(2014, 11, 21, 10, 15)),
    ],
)
def test_parse_date_relative(raw, expected):
    assert parse_date(raw, now=NOW, language="ko" if "월" in raw else None) == expected


@pytest.mark.parametrize("raw", ["3 hours ago", "gestern", "5 May, 10:15", "3시간 전", "just now"])
def test_parse_date_relative_without_now_is_none(raw):
    assert parse_date(raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "   ",
        "12",
        "2014",
        "November 2014",
        "14h30",
        "10:15",
        "10-15",
        "10-15 Uhr",
        "3 comments",
        "5 min read",
        "3 hours",
        "Version 1.2.34",
        "iPhone 6",
        "1.5 million",
        "Page 2 of 2014",
        "Chapter 3, verse 5",
        "Top 10 reasons to smile",
        "In 2014 he won 3 times",
        "0000-00-00 00:00:00",
        "2014-13-45",
        "31 February 2014",
        "192.168.10.12",
        "+49 30 1234567",
        "most popular",
        "November",
        "20159999",
    ],
)
def test_parse_date_text_without_a_date_is_none(raw):
    assert parse_date(raw, now=NOW) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("November 21, 2014 10:08 PM EST", datetime(2014, 11, 22, 3, 8, tzinfo=UTC)),
        ("July 21, 2014 10:08 PM ET", datetime(2014, 7, 22, 2, 8, tzinfo=UTC)),
        ("2014.11.21 22:08 KST", datetime(2014, 11, 21, 13, 8, tzinfo=UTC)),
        ("21.11.2014 22:08 Uhr MEZ", datetime(2014, 11, 21, 21, 8, tzinfo=UTC)),
        ("21/11/2014, 22:08 (GMT+7)", datetime(2014, 11, 21, 15, 8, tzinfo=UTC)),
        ("21 November 2014 22:08 WIB", datetime(2014, 11, 21, 15, 8, tzinfo=UTC)),
        ("21 November 2014, 10:08 PM IST", NIGHT),
        ("21 November 2014, 22:08 west coast", NIGHT),
        ("21 November 2014, 10:08 pm eastern", datetime(2014, 11, 22, 3, 8, tzinfo=UTC)),
        ("21 novembre 2014 22:08 et modifié le 22", NIGHT),
    ],
)
def test_parse_date_named_zones(raw, expected):
    assert parse_date(raw) == expected


def test_parse_date_zone_makes_utc():
    assert parse_date("21. November 2014, 22:08", zone="Asia/Seoul") == datetime(2014, 11, 21, 13, 8, tzinfo=UTC)
    assert parse_date("2014-07-21", zone="Europe/Berlin") == datetime(2014, 7, 20, 22, 0, tzinfo=UTC)


def test_parse_date_zone_in_the_string_wins():
    assert parse_date("2014-11-21T22:08:00Z", zone="Asia/Seoul") == NIGHT_UTC


def test_parse_date_yesterday_is_a_day_of_the_zone():
    late = datetime(2014, 11, 21, 20, 0, tzinfo=UTC)

    result = parse_date("yesterday at 10:15", zone="Asia/Seoul", now=late)

    assert result == datetime(2014, 11, 21, 10, 15, tzinfo=timezone(timedelta(hours=9)))


def test_parse_date_without_zone_is_naive():
    result = parse_date("November 21, 2014 at 10:08 PM")

    assert result is not None
    assert result.tzinfo is None


def test_parse_date_other_language_through_dateparser():
    assert parse_date("21 Samhain 2014", language="ga") == DAY


def test_parse_date_asks_dateparser_for_no_language_it_knows(monkeypatch):
    asked = []
    monkeypatch.setattr(dates, "_by_dateparser", lambda text, language: asked.append((text, language)))

    for language in ("de", "en-US", "ga"):
        assert parse_date("Hafengasse 21, 2014", language=language) is None

    assert asked == [("Hafengasse 21, 2014", "ga")]


@pytest.mark.parametrize("raw", ["1" * 5000, "21 " * 60, "\u202e" * 150, "٪" * 100, "Nov " * 40, "10:08 " * 30])
def test_parse_date_strange_input_is_none(raw):
    assert parse_date(raw, now=NOW) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("November 21, 2014 at 10:08 PM", True),
        ("Posted: November 21, 2014", True),
        ("21.11.2014 22:08", True),
        ("3 hours ago", True),
        ("gestern um 10:15", True),
        ("2014년 11월 21일 오후 10:08", True),
        ("He died on November 21, 2014", False),
        ("The law of November 21, 2014 is void.", False),
        ("Three days ago I saw him", False),
        ("Sunny", False),
        ("10:15", False),
        ("", False),
    ],
)
def test_is_date(raw, expected):
    assert is_date(raw) is expected


@pytest.mark.parametrize(
    ("raws", "language", "expected"),
    [
        (["21/11/2014", "03/04/2014"], None, True),
        (["11/21/2014", "03/04/2014"], "fr", False),
        (["03/04/2014"], None, None),
        (["03/04/2014"], "fr", True),
        (["03/04/2014"], "en-US", False),
        (["10/01/2014", "11/01/2014", "01/02/2014"], None, True),
        (["01/10/2014", "01/11/2014", "02/01/2014"], None, False),
        ([], None, None),
    ],
)
def test_guess_day_first(raws, language, expected):
    assert guess_day_first(raws, language) is expected
