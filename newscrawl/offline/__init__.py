"""Reading saved pages: files, folders of files, and WARC archives."""

from newscrawl.offline.documents import Document, Failure, Source, find_sources, read_sources
from newscrawl.offline.extraction import Options, Reading, read_documents

__all__ = [
    "Document",
    "Failure",
    "Options",
    "Reading",
    "Source",
    "find_sources",
    "read_documents",
    "read_sources",
]
