"""Abbreviations of time zones that mean one thing: data for :mod:`newscrawl.dates`."""

from __future__ import annotations

from typing import Final

__all__ = ["ZONES"]

_OFFSETS: Final = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "mez": 60, "wat": 60, "cest": 120,
    "mesz": 120, "cat": 120, "eet": 120, "sast": 120, "eest": 180, "msk": 180, "мск": 180, "trt": 180, "eat": 180,
    "pkt": 300, "wib": 420, "ict": 420, "hkt": 480, "sgt": 480, "myt": 480, "awst": 480, "wita": 480, "pht": 480,
    "kst": 540, "jst": 540, "wit": 540, "acst": 570, "aest": 600, "acdt": 630, "aedt": 660, "nzst": 720, "nzdt": 780,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "brt": -180, "art": -180, "nst": -210, "ndt": -150,
}  # fmt: skip

ZONES: Final[dict[str, int | str]] = {
    **_OFFSETS,
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "eastern": "America/New_York",
    "pacific": "America/Los_Angeles",
}
"""Abbreviations of time zones that mean one thing: minutes east of UTC, or an IANA name where summer time depends on
the date. Ambiguous ones (IST, AST) are left out on purpose."""
