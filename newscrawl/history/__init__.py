"""How an article and its discussion changed over time, for people to read."""

from __future__ import annotations

from newscrawl.history.page import render_page
from newscrawl.history.story import Reply, Story, read_story
from newscrawl.history.text import render_text

__all__ = ["Reply", "Story", "read_story", "render_page", "render_text"]
