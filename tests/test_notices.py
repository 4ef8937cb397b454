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
        "For all the latest harbour news, download the Courier App.",
        "(Except for the headline, this story has not been edited by the Courier.)",
        "This article was originally published on The Chart. Read the original article.",
        "Copyright 2024 The Maren Courier. All rights reserved. This material may not be broadcast.",
        "© 2024, The Maren Courier. This story belongs to the Courier, and so do all of its commas.",
        "(c) 2024 The Maren Courier",
        "Contact Mara Quill at mquill@courier.example or 555-1234.",
        "Follow Mara Quill on Twitter @mquill.",
        "To contact the reporter on this story: Mara Quill in Maren.",
        "Views expressed above are the author's own.",
        "An dieser Stelle finden Sie Inhalte eines anderen Anbieters, denen Sie zustimmen müssen.",
        "Ich bin damit einverstanden, dass mir Karten angezeigt werden.",
        "Mit dem Laden der Karte akzeptieren Sie die Bedingungen des Anbieters.",
        "Hat Ihnen dieser Artikel gefallen?",
        "Cet article est réservé aux abonnés.",
        "Para ver la carta, acepta las cookies.",
        "Materiał chroniony prawem autorskim.",
        "Wir verwenden Cookies, um Inhalte und Anzeigen zu personalisieren.",
        'Die Cookie-Einstellungen auf dieser Website sind auf "Cookies zulassen" eingestellt.',
        "We and our partners store information on a device, such as cookies.",
        "By continuing to browse this site you agree to our use of cookies.",
        "Nous utilisons des cookies pour mesurer l'audience.",
        "Puede escribirnos a redaccion@correo.example o seguir a Ciencia en Facebook.",
        "Utilizamos cookies propias y de terceros.",
    ],
)
def test_notice(text: str) -> None:
    assert is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "To see the gate, thousands came to the harbour on Sunday.",
        "Transcripts were provided to the court by the defence.",
        "This article of the law has not been used since 1911.",
        "Follow the quay and you come to a bakery that is on nobody's map.",
        "Contact with the ferry was lost at noon.",
        "This article was the first to be read aloud in the inner harbour.",
        "Copyright law has little to say on cakes.",
        "Reach out to the harbour master, who sits on the quay all day, and you will hear of cakes.",
        "If you ask the baker, the gate should have stayed as it was.",
        "The opinions of the two parties on the gate could not differ more.",
        "Mit dem Laden der Fähre begann ein langer Tag.",
        "Um die Brücke zu sehen, kamen Tausende an den Hafen.",
        "We use flour for the cookies, the baker said.",
        "The video could not be independently verified.",
        "No part of this country has been spared.",
        "For more than a year, drivers of the taxi app have been waiting.",
        "By using cookies to analyse what people browse, the firm broke the law.",
        "Puede seguir lloviendo hasta el lunes, advirtió el puerto en Twitter.",
        "Puede seguir a su padre si quiere, dijo el juez.",
        "Die Cookies von Oma Lund sind auf der Insel berühmt.",
        "Werbung kostet die Stadt eine Million Kronen im Jahr.",
        "The port is not responsible for the cakes that visitors bring.",
        "We want to hear what you think, " * 20,
    ],
)
def test_sentence_of_a_story_is_none(text: str) -> None:
    assert not is_notice(text)
