"""How far the signals of a site's sources are believed.

A sitemap that dates every entry with the time it was generated would have everything fetched at every poll. So each
kind of source has an allowance of signals that turned out to be empty; it grows with those that were right and with
time, and a source that has used it up is not believed for a while. Then the articles' own clocks decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, update

from newscrawl.scheduling import DAY
from newscrawl.state.schema import signals

__all__ = ["SignalTrust"]

_ALLOWANCE: Final = 300
_MOST: Final = 5000
_PER_HIT: Final = 10
_PER_DAY: Final = 30
_VALIDATORS: Final = "validators"


@dataclass(slots=True)
class _Credit:
    left: int = _ALLOWANCE
    since: int = 0
    stored: bool = False
    dirty: bool = False

    def refresh(self, now: int) -> None:
        days = max(0, now - self.since) // DAY
        if days:
            self.left = max(self.left, min(_ALLOWANCE, self.left + _PER_DAY * days))
            self.since += days * DAY
            self.dirty = True


class SignalTrust:
    """Keep the allowance of each kind of source of each site."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._credits: dict[tuple[str, str], _Credit] = {}
        self._update = (
            update(signals)
            .where(signals.c.site == bindparam("b_site"), signals.c.source == bindparam("b_source"))
            .values(left=bindparam("left"), since=bindparam("since"))
        )

    def _credit(self, site: str, source: str, now: int) -> _Credit:
        credit = self._credits.get((site, source))
        if credit is None:
            key = (signals.c.site == site) & (signals.c.source == source)
            row = self._connection.execute(select(signals.c.left, signals.c.since).where(key)).first()
            credit = _Credit(row.left, row.since, stored=True) if row else _Credit(since=now)
            self._credits[site, source] = credit
        credit.refresh(now)
        return credit

    def take(self, site: str, source: str, now: int) -> bool:
        """Tell whether one more signal is believed; if so, it is charged until it proves right."""
        credit = self._credit(site, source, now)
        if credit.left <= 0:
            return False
        credit.left -= 1
        credit.dirty = True
        return True

    def believes_validators(self, site: str, now: int) -> bool:
        """Tell whether conditional requests may be sent to a site."""
        return self._credit(site, _VALIDATORS, now).left > 0

    def lied(self, site: str, now: int) -> None:
        """Note that a page changed under the same validators; for some weeks nothing is asked conditionally then."""
        credit = self._credit(site, _VALIDATORS, now)
        credit.left = min(credit.left, 0) - _PER_DAY * 30
        credit.dirty = True

    def reward(self, site: str, source: str, now: int) -> None:
        """Note that a signal was right."""
        credit = self._credit(site, source, now)
        credit.left = min(_MOST, credit.left + _PER_HIT)
        credit.dirty = True

    def save(self) -> None:
        """Store what changed."""
        changed = [(key, credit) for key, credit in self._credits.items() if credit.dirty]
        new = [(key, credit) for key, credit in changed if not credit.stored]
        old = [(key, credit) for key, credit in changed if credit.stored]
        if new:
            rows = [{"site": k[0], "source": k[1], "left": c.left, "since": c.since} for k, c in new]
            self._connection.execute(insert(signals), rows)
        if old:
            rows = [{"b_site": k[0], "b_source": k[1], "left": c.left, "since": c.since} for k, c in old]
            self._connection.execute(self._update, rows)
        for _, credit in changed:
            credit.stored, credit.dirty = True, False
