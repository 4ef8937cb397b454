"""Site profiles: what is special about a site, as data."""

from newscrawl.profiles.library import load_profile, profile_for
from newscrawl.profiles.profile import FOLLOW_UPS, CommentSelectors, SiteProfile
from newscrawl.profiles.selectors import Selector

__all__ = ["FOLLOW_UPS", "CommentSelectors", "Selector", "SiteProfile", "load_profile", "profile_for"]
