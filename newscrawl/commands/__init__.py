"""Commands of ``scrapy`` inside the project."""
