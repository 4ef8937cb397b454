"""Feeds as entries: RSS of every version, RDF Site Summary, Atom and JSON Feed, whatever they are for."""

from __future__ import annotations

from newscrawl.syndication.entries import Entry, Feed, plain
from newscrawl.syndication.reading import read_feed

__all__ = ["Entry", "Feed", "plain", "read_feed"]
