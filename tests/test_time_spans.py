"""Times cut out of the lines of comments."""

import pytest

from newscrawl.extraction.threads.times import time_span


@pytest.mark.parametrize(
    ("line", "span"),
    [
        ("Posted by kim2012 on 3 May 2014 at 10:08 pm | Reply", "3 May 2014 at 10:08 pm"),
        ("Mara Quill, Tuesday March 4, 2014 08:15", "Tuesday March 4, 2014 08:15"),
        ("독자53 | 2014년 5월 3일 22:08", "2014년 5월 3일 22:08"),
        ("kim2012 was here", None),
    ],
)
def test_time_in_a_line(line: str, span: str | None) -> None:
    assert time_span(line) == span


def test_line_with_thousands_of_numbers_is_read_once() -> None:
    line = "He paid 12 crowns for ropes that nobody on the island has ever seen. " * 20_000

    assert time_span(f"{line}3 May 2014 22:08") == "3 May 2014 22:08"
