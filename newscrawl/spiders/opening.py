"""From settings to what a spider works with: the archive, folders of profiles, politeness."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

from scrapy.settings import BaseSettings

from newscrawl.archive import Archive
from newscrawl.profiles import SiteProfile

__all__ = ["apply_politeness", "open_archive", "profile_dirs"]


def open_archive(settings: BaseSettings) -> Archive:
    """Open the archive that the settings name; raises :exc:`newscrawl.errors.NewscrawlError`."""
    run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
    data_dir = Path(settings.get("NEWSCRAWL_DATA_DIR") or "data")
    return Archive.open(data_dir, state_url=settings.get("NEWSCRAWL_STATE_URL") or None, run_id=run_id)


def profile_dirs(settings: BaseSettings) -> tuple[str, ...]:
    """Return the folders that the settings add to the bundled site profiles."""
    folder = settings.get("NEWSCRAWL_PROFILES_DIR")
    return (str(folder),) if folder else ()


def apply_politeness(profile: SiteProfile, settings: BaseSettings) -> None:
    """Set delay and concurrency that a profile pins."""
    if profile.delay is not None:
        settings.set("DOWNLOAD_DELAY", profile.delay, priority="spider")
    if profile.concurrency is not None:
        settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", profile.concurrency, priority="spider")
