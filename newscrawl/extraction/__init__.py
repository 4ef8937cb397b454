"""Finders: they look a page over and yield raw candidates; loaders make items of them."""
