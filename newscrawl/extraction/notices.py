"""Notices to the reader between the paragraphs of articles: consent, walls, copyright, disclosures, appeals."""

# ruff: noqa: E501  (phrase tables read better unbroken)
from __future__ import annotations

import re

from newscrawl.text import mentions

__all__ = ["is_notice"]

_LONGEST = 450
_NOTICES = re.compile(
    r"to (?:view|read|see|access) (?:the|this) .{0,90}(?:subscri|sign|log ?in|register|cookies|consent|accept|enable)|if you(?:['’]re| are) seeing this message|"
    r"(?:this|the) (?:article|story|content|material|page|text) is (?:the )?(?:copyright|protected|exclusive|available|reserved|for subscribers)|written permission|"
    r"no part of this (?:article|publication|content|(?:web)?site|story|text|material|page|report|document|work)|we (?:independently (?:review|select|research|test)|recommend the best products)\b|transcripts? (?:are|is|was|were|may) (?:be )?(?:created|produced|generated|provided)\b.{0,80}(?:deadline|contractor|automat|software|third part|may (?:not|contain)|convenience)|all rights reserved\b|(?:this|our) (?:article|post|page|story|guide) (?:contains?|may contain|includes?|features?) (?:affiliate|sponsored|paid)|"
    r"(?:if you (?:buy|purchase|make a purchase|click)\b.{0,90}|when you (?:buy|purchase|click)\b.{0,90})?we (?:may )?(?:earn|receive) .{0,30}commission|(?:this|the) (?:content|video|tweet|post|embed) (?:is hosted|is provided|(?:can(?:no|['’])t|could not) be (?:displayed|loaded|played|shown|embedded)|is not available)|"
    r"we (?:need|require) your (?:permission|consent)|i (?:agree|consent) (?:to|that) .{0,60}(?:content|data|cookies)|your browser does not support|"
    r"please (?:enable|turn on|accept|activate) .{0,30}(?:javascript|cookies)|we want to hear what you|submit your letter|(?:do you )?have a (?:story|news tip|tip)\b|"
    r"(?:for (?:all )?(?:the )?(?:latest|more (?:news|stories|updates|information|details|on|from|like))\b|catch (?:all|up)) .{0,90}(?:\bapps?\b|newsletter|follow (?:us|our)|download)|our website is the place|"
    r"(?:the )?(?:views|opinions) expressed (?:in|here|by|above)|(?:except for the headline, )?this (?:story|report|article|copy) has not been edited|"
    r"this (?:article|story|post|piece|essay) (?:was|is|has been) (?:originally |first |also )?(?:re)?published (?:on|by|in|from|at|under|with)\b|"
    r"this content is (?:imported|created|not available)|(?:copyright )?(?:©|c\)) ?(?:19|20)\d\d|copyright (?:by |(?:19|20)\d\d)|your e-?mail address will not be|comments are closed|"
    r"(?:contact|reach|e-?mail|write to|follow) (?:(?!\b(?:and|who|which|when)\b).){2,60}(?:\bat [^\s@]+@|\bon (?:twitter|facebook|instagram|linkedin|x|threads|bluesky)\b)|"
    r"to contact the (?:reporters?|editors?|authors?|writers?)\b|(?:got|have) (?:a tip|something to add)|our standards: the thomson|"
    r"(?:\S+ ){1,6}is not responsible for the (?:opinions|content|views)|"
    r"an dieser stelle (?:finden sie|findest du|befindet sich)|ich bin (?:damit )?einverstanden, dass|mit (?:dem )?(?:laden|klick|aktivier).{0,60}(?:akzeptier|stimm|willig|einverstanden)|"
    r"um (?:diese[ns]?|den|das) .{0,60}(?:anzu|anschau|nutzen|sehen).{0,90}(?:zustimm|einwillig|einverst|cookie|javascript)|"
    r"(?:dieser|dieses|der|das) (?:inhalt|beitrag|artikel|text|video) (?:enthält (?:affiliate|werb|bezahlte)|kann (?:leider )?nicht|ist (?:nur für|kostenpflichtig|urheberrechtlich))|"
    r"hat (?:ihnen|dir|euch) (?:dieser|der) (?:artikel|beitrag|text)|gef(?:ällt|allen) (?:dir|ihnen|euch) (?:unser|diese|der |das )|werbung\.? dieser|"
    r"(?:diese|dieses|das|dieser) (?:artikel|thema|themen|beitrag|beiträge) könnten? (?:dich|euch|sie)\b|"
    r"(?:ce (?:contenu|texte|site|média)|cet article) (?:est|a été|n['’]est|contient) (?:bloqué|réservé|protégé|des liens|pas disponible)|"
    r"pour (?:lire|consulter|voir|afficher) .{0,80}(?:abonn|cookies|accept)|il vous reste \d+|la suite est réservée|"
    r"para (?:ver|leer|acceder) .{0,80}(?:suscr|cookies|acept|reg[ií]str)|puedes? (?:escribir\w*|seguir(?:nos|me)?) (?:a|en|por)\b.{0,120}(?:facebook|twitter|instagram|newsletter|bolet[ií]n|@)|este (?:art[ií]culo|contenido|conteúdo) (?:es|está|é) (?:exclusiv|s[oó]lo|reservad|protegid)|"
    r"per (?:leggere|vedere|visualizzare) .{0,80}(?:abbon|cookie|accett)|questo contenuto è|materiał chroniony|wszelkie prawa|dowiedz się więcej|zapraszamy .{0,12}subskrypcji",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"(?:we (?:and our partners )?(?:use|store|set)|(?:this|our) (?:web ?)?site uses|by (?:continuing|using|clicking) (?:to (?:use|browse)|this|our|on|[“\"]?accept)|wir (?:verwenden|nutzen|setzen|benutzen)|"
    r"(?:diese|unsere) (?:web|internet)?-?(?:seite|site) (?:verwendet|nutzt|benutzt|setzt)|(?:die|deine|ihre) cookie-|nous (?:et nos partenaires )?utilisons|ce site (?:web )?utilise|"
    r"(?:utilizamos|usamos)\b|(?:este sitio|este site|esta web) (?:web )?(?:utiliza|usa)|utilizziamo\b|(?:questo|il nostro) sito (?:web )?(?:utilizza|usa)|wij gebruiken|"
    r"(?:deze|onze) (?:web)?site (?:gebruikt|maakt)|vi (?:bruker|bruger|använder)|(?:ta strona|nasz serwis) (?:używa|korzysta|wykorzystuje)|używamy\b|мы используем)"
    r".{0,160}?(?:\bcookies?\b|\bcookie-|informasjonskapsler|plików cookie|файлы cookie)",
    re.IGNORECASE,
)
_PURPOSES = (
    "site", "content", "inhalt", "conten", "device", "browse", "experience", "personali", "audience", "analy", "partner", "tercer", "terze parti", "derde",
    "einstellung", "zugriff", "stron", "сайт", "tracking", "privacy",
)  # fmt: skip
"""A site that speaks of its cookies names one of these; a baker does not."""
_FIRST = frozenset(
    "to if when all transcript transcripts this the written no our we i your please submit do have for an ich mit um dieser dieses diese der das "
    "hat gefällt gefallen werbung ce cet pour il la para puede puedes este per questo materiał wszelkie dowiedz zapraszamy views "
    "opinions catch except copyright comments contact reach email e-mail write follow got © c)".split()
)
_RESPONSIBLE = "is not responsible for"


def is_notice(text: str) -> bool:
    """Tell whether a paragraph of at most a few sentences speaks to the reader on behalf of the site.

    >>> is_notice("This article may contain affiliate links."), is_notice("This article of the treaty may stay.")
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    text = text.lstrip("*([– ")
    if "ookie" in text and _COOKIES.match(text) is not None and mentions(text, _PURPOSES):
        return True
    if text.partition(" ")[0].lower().rstrip(".:") not in _FIRST and _RESPONSIBLE not in text:
        return False
    return _NOTICES.match(text) is not None
