"""Downloader middlewares: robots.txt, servers that ask for rest, private addresses, media."""
