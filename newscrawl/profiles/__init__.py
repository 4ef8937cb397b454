"""Site profiles: what is special about a site, as data."""

from newscrawl.profiles.profile import SiteProfile

__all__ = ["SiteProfile"]
