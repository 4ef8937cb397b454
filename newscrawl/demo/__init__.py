"""The demo: a small invented news site, served on loopback, and the exact records a crawl of it must give."""
