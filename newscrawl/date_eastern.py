"""Chinese, Japanese and Korean dates, rewritten in figures and a few English words for the scanner."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["EASTERN", "western"]

EASTERN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A character of one of the three scripts."""

_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_ERA: Final = re.compile(r"(令和|平成|昭和|民國|民国)\s?(\d{1,3}|元)\s?年")
_DATE: Final = re.compile(r"(\d{4}|\d{2}(?=\s?[年년]))\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?")
_MONTH_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[,,]\s?(\d{4})(?!\d)")
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})\.?\s(\d{1,2})\s?[月월],?\s(\d{4})(?!\d)")
_YEARLESS: Final = re.compile(r"(?<!\d)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]")
_CLOCK: Final = re.compile(
    r"(\d{1,2})\s?[时時點点시](?!간|间|間)\s?(?:(\d{1,2})\s?[分분](?!钟|鐘)\s?)?(?:(\d{1,2})\s?[秒초])?"
)
_HALF: Final = re.compile(
    r"(오전|오후|午前|午後|上午|下午|凌晨|早上|清晨|晚上|晚间|晚間|夜间|夜間|深夜|半夜|夜里|夜裡|傍晚|中午|새벽|아침|저녁|밤|낮)"
    r"\s?(\d{1,2})((?::\d{2}){0,2})"
)
_HALF_AFTER: Final = re.compile(r"(\d{1,2}(?::\d{2}){1,2})\s?(오전|오후|午前|午後|上午|下午)(?!\s?\d)")
_MORNING: Final = frozenset({"오전", "午前", "上午", "凌晨", "早上", "清晨", "새벽", "아침"})
_NIGHT: Final = frozenset({"晚上", "晚间", "晚間", "夜间", "夜間", "深夜", "半夜", "夜里", "夜裡", "밤"})
"""Whose twelfth hour is the one at the end of the day, and whose first ones are those of the morning."""

_AGO: Final = re.compile(
    r"(\d+)\s?(초|秒钟|秒鐘|秒|분|分钟|分鐘|分|시간|小时|小時|个小时|個小時|時間|일|天|日|주|주일|周|週|週間|个星期|星期|"
    r"개월|달|个月|個月|か月|ヶ月|カ月|ヵ月|か月|년|年)\s?(?:전|之前|以前|前)"
)
_UNITS: Final = {
    "초": "second", "秒": "second", "분": "minute", "分": "minute", "시": "hour", "小": "hour", "時": "hour",
    "일": "day", "天": "day", "日": "day", "주": "week", "周": "week", "週": "week", "星": "week",
    "년": "year", "年": "year",
}  # fmt: skip
_WORDS: Final = (
    (re.compile("그저께|그제|前天|一昨日|おととい"), " vorgestern "),
    (re.compile("어제|昨天|昨日|きのう"), " yesterday "),
    (re.compile("오늘|今天|今日|本日"), " today "),
    (re.compile("방금(?: 전)?|刚刚|剛剛|刚才|剛才|たった今|たったいま"), " just now "),
)


def western(text: str) -> str:
    """Rewrite a date in figures.

    >>> western("2014년 11월 21일 오후 10시 08분").split()
    ['2014-11-21', '10:08pm']
    """
    if "年" in text:
        text = _ERA.sub(_era, text)
    text = _DATE.sub(_figures, text)
    text = _DAY_FIRST.sub(r" \3-\2-\1 ", _MONTH_FIRST.sub(r" \3-\1-\2 ", text))
    text = _YEARLESS.sub(r" \1/\2 ", text)
    text = _AGO.sub(_ago, text)
    text = _CLOCK.sub(_clock, text)
    text = _HALF_AFTER.sub(_half_after, _HALF.sub(_half, text))
    for pattern, word in _WORDS:
        text = pattern.sub(word, text)
    return text


def _era(match: re.Match[str]) -> str:
    number = 1 if match[2] == "元" else int(match[2])
    return f"{_ERAS[match[1]] + number}年"


def _figures(match: re.Match[str]) -> str:
    year = match[1] if len(match[1]) == 4 else f"20{match[1]}"
    return f" {year}-{match[2]}-{match[3]} "


def _clock(match: re.Match[str]) -> str:
    seconds = f":{int(match[3]):02}" if match[3] else ""
    return f"{match[1]}:{int(match[2] or 0):02}{seconds} "


def _half(match: re.Match[str]) -> str:
    if match[1] in _NIGHT and (int(match[2]) == 12 or int(match[2]) < 5):
        return f" {24 if match[2] == '12' else match[2]}{match[3] or ':00'} "
    morning = match[1] in _MORNING or (match[1] == "中午" and match[2] == "11")
    return f" {match[2]}{match[3] or ':00'}{'am' if morning else 'pm'} "


def _half_after(match: re.Match[str]) -> str:
    return f" {match[1]}{'am' if match[2] in _MORNING else 'pm'} "


def _ago(match: re.Match[str]) -> str:
    unit = match[2]
    name = "month" if "月" in unit or unit in ("개월", "달") else "hour" if "小" in unit or "時" in unit else None
    name = name or ("week" if "星" in unit else _UNITS[unit[0]])
    return f" {match[1]} {name}s ago "
