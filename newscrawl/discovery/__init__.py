"""Finding links: in feeds, sitemaps, and on pages. Bytes and an address in, :class:`~newscrawl.visits.Link` out."""
