"""Finding links: in feeds, sitemaps, and on pages. Bytes and an address go in, :class:`newscrawl.visits.Link` come out."""
