"""Which paragraphs speak to the reader on behalf of the site."""

import pytest

from newscrawl.extraction.notices import is_notice


@pytest.mark.parametrize(
    "text",
    [
        "To read the full story, please subscribe to the Courier for a crown a week.",
        "If you are seeing this message as a subscriber, log in again.",
        "This article is the copyrighted property of the Maren Courier.",
        "*This post contains affiliate links.",
        "The Courier of Maren is not responsible for the opinions of those who write to it.",
        "For the latest news from the harbour download the Courier's app.",
        "An dieser Stelle finden Sie Inhalte eines anderen Anbieters, denen Sie zustimmen müssen.",
        "Ich bin damit einverstanden, dass mir Karten angezeigt werden.",
        "Mit dem Laden der Karte akzeptieren Sie die Bedingungen des Anbieters.",
        "Hat Ihnen dieser Artikel gefallen?",
        "Cet article est réservé aux abonnés.",
        "Para ver la carta, acepta las cookies.",
        "Materiał chroniony prawem autorskim.",
    ],
)
def test_notice(text: str) -> None:
    assert is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "To see the gate, thousands came to the harbour on Sunday.",
        "This article of the law has not been used since 1911.",
        "If you ask the baker, the gate should have stayed as it was.",
        "The opinions of the two parties on the gate could not differ more.",
        "Mit dem Laden der Fähre begann ein langer Tag.",
        "Um die Brücke zu sehen, kamen Tausende an den Hafen.",
        "Werbung kostet die Stadt eine Million Kronen im Jahr.",
        "The port is not responsible for the cakes that visitors bring.",
        "We want to hear what you think, " * 20,
    ],
)
def test_sentence_of_a_story_is_none(text: str) -> None:
    assert not is_notice(text)
