"""Comments that are not in the page: answers of comment platforms, one module a platform, one line each below.

A page's finder knows the platform and makes the first request with the module's ``first`` function; ``parse`` reads
an answer and names the requests that follow it. A :class:`~newscrawl.visits.Link` of kind ``ENDPOINT`` carries all
that is needed: ``platform``, ``article_url``, ``headers``, and in ``data`` the ``article_id``; ``data["post"]``, if
there, is the JSON body of a POST request.
"""

from __future__ import annotations

from collections.abc import Callable

from newscrawl.extraction.candidates import Discussion
from newscrawl.extraction.endpoints import (
    blogger,
    coral,
    discourse,
    disqus,
    hyvor,
    isso,
    openweb,
    remark42,
    viafoura,
    wordpress_feed,
    wordpress_rest,
)
from newscrawl.extraction.endpoints.answer import EndpointAnswer

__all__ = ["PLATFORMS", "EndpointAnswer", "read_endpoint"]

PLATFORMS: dict[str, Callable[[EndpointAnswer], Discussion]] = {
    "blogger": blogger.parse,
    "coral": coral.parse,
    "discourse": discourse.parse,
    "disqus": disqus.parse,
    "hyvor": hyvor.parse,
    "isso": isso.parse,
    "openweb": openweb.parse,
    "remark42": remark42.parse,
    "viafoura": viafoura.parse,
    "wordpress_feed": wordpress_feed.parse,
    "wordpress_rest": wordpress_rest.parse,
}
"""Parser by ``Link.platform``."""


def read_endpoint(answer: EndpointAnswer) -> Discussion | None:
    """Read an answer; ``None`` when its platform is not one of :data:`PLATFORMS`. A broken answer holds nothing."""
    parse = PLATFORMS.get(answer.link.platform or "")
    return parse(answer) if parse else None
