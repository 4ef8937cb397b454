"""Spiders: what the frontier hands out is fetched, and each answer becomes one visit."""
