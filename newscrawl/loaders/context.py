"""What loaders need to know besides the candidates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newscrawl.page import Page
from newscrawl.profiles import SiteProfile

__all__ = ["Context"]


@dataclass(kw_only=True, slots=True)
class Context:
    """The page, its site's profile and the moment it was fetched."""

    page: Page
    profile: SiteProfile | None = None
    fetched_at: datetime | None = None
