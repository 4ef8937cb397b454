"""Relative times: ``3 hours ago``, ``gestern um 10:15``, read from the scanner's tokens against a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from newscrawl.date_tokens import Token
from newscrawl.date_words import DUAL_UNITS, SINGLE_UNITS

__all__ = ["day_before", "instant_before"]

_LENGTHS: Final = (
    timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(weeks=1),
)  # fmt: skip
_MONTH, _YEAR = 5, 6


def instant_before(tokens: Sequence[Token], now: datetime) -> datetime | None:
    """Return the instant that ``3 hours ago`` or ``just now`` means; ``None`` if the tokens say nothing of the kind."""
    meanings = [token for token in tokens if token.kind not in "fp"]
    if meanings and all(token.kind == "j" for token in meanings):
        return now
    if not any(_is_ago(token) for token in meanings):
        return None
    amounts = _amounts([token for token in meanings if not _is_ago(token)])
    if not amounts:
        return None
    try:
        for number, unit in amounts:
            now = _back(now, number, unit)
    except (ValueError, OverflowError):
        return None
    return now


def day_before(tokens: Sequence[Token], today: date) -> date | None:
    """Return the day that ``yesterday`` or, beside a time of day, a weekday means."""
    meanings = [token for token in tokens if token.kind not in "fpTAo"]
    if len(meanings) != 1:
        return None
    word = meanings[0]
    if word.kind == "r":
        return today - timedelta(days=word.value)
    if word.kind == "w" and any(token.kind == "T" for token in tokens):
        return today - timedelta(days=(today.weekday() - word.value) % 7 or 7)
    return None


def _is_ago(token: Token) -> bool:
    return token.kind == "g" or token.text == "ago"


def _amounts(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Read (number, unit) pairs; an empty list when anything else is there."""
    amounts: list[tuple[int, int]] = []
    number: int | None = None
    for token in tokens:
        if token.kind in "NY#" and number is None:
            number = token.value
        elif number is None and (token.kind == "o" or (token.text == "an" and len(tokens) > 1)):
            number = 1
        elif token.kind == "u" and (number is not None or token.text in DUAL_UNITS or token.text in SINGLE_UNITS):
            amounts.append((number if number is not None else 2 if token.text in DUAL_UNITS else 1, token.value))
            number = None
        elif token.kind == "T" and token.match["lh"] and not token.match["lm"]:
            amounts.append((int(token.match["lh"]), 2))
        else:
            return []
    return amounts if number is None else []


def _back(when: datetime, number: int, unit: int) -> datetime:
    if unit < _MONTH:
        return when - _LENGTHS[unit] * number
    months = when.year * 12 + when.month - 1 - number * (12 if unit == _YEAR else 1)
    year, month = divmod(months, 12)
    for day in range(when.day, when.day - 4, -1):
        try:
            return when.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise ValueError(f"no such date: {year}-{month + 1}")
