"""The clocks of sites: the time zone that a host's pages print their times in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from newscrawl.state.schema import settings
from newscrawl.urls import host
from newscrawl.visits import Visit

__all__ = ["Clocks"]

_PREFIX: Final = "timezone:"


class Clocks:
    """Read and write the zones that sites tell of themselves."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def learn(self, visits: Iterable[Visit]) -> None:
        """Keep the zones that visits found."""
        zones = {_PREFIX + host(visit.url): visit.timezone for visit in visits if visit.timezone}
        for name, zone in zones.items():
            self._connection.execute(delete(settings).where(settings.c.name == name))
            self._connection.execute(insert(settings).values(name=name, value=zone))

    def zones(self) -> dict[str, str]:
        """Return the known IANA zones by host."""
        rows = self._connection.execute(select(settings).where(settings.c.name.startswith(_PREFIX)))
        return {row.name.removeprefix(_PREFIX): row.value for row in rows}
