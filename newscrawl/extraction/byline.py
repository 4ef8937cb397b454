"""Author lines: the names in them, and agencies told from people."""

# ruff: noqa: E501  (phrase tables read better unbroken)
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from newscrawl.text import clean

__all__ = ["agency_in", "byline_names", "is_agency", "is_sure_name", "looks_like_name", "split_names"]

AGENCIES = (
    "Yonhap", "Yonhap News Agency", "AP", "Associated Press", "The Associated Press", "Reuters", "Thomson Reuters", "AFP",
    "Agence France-Presse", "dpa", "dpa-infocom", "dpa-AFX", "Deutsche Presse-Agentur", "EFE", "EFEUSA", "Agencia EFE",
    "EUROPA PRESS", "ANSA", "Adnkronos", "AGI", "LaPresse", "Askanews", "Xinhua", "China News Service", "CNS", "TASS",
    "ITAR-TASS", "RIA Novosti", "Interfax", "Interfax-Ukraine", "Ukrinform", "UNIAN", "Kyodo", "Kyodo News", "Jiji",
    "Jiji Press", "IANS", "PTI", "ANI", "UPI", "Bloomberg", "Bloomberg News", "PA", "PA Media", "Press Association",
    "PAP", "CTK", "ČTK", "MTI", "TT", "NTB", "Ritzau", "STT", "Belga", "ANP", "APA", "SDA", "Keystone-SDA", "ATS", "sid",
    "SID", "KNA", "epd", "dts", "AA", "Anadolu", "Anadolu Agency", "DHA", "İHA", "IHA", "Bernama", "Antara", "VNA",
    "CNA", "KCNA", "Newsis", "News1", "NHK", "WAM", "SPA", "QNA", "KUNA", "MENA", "MAP", "APS", "TAP", "NAN", "GNA",
    "SAPA", "AAP", "CP", "The Canadian Press", "Canadian Press", "La Presse Canadienne", "Lusa", "Agência Lusa",
    "Agência Brasil", "Estadão Conteúdo", "Folhapress", "Télam", "Notimex", "Agerpres", "BTA", "Tanjug", "HINA", "STA",
    "SITA", "TASR", "LETA", "BNS", "ELTA", "BELTA", "Kazinform", "Trend", "Azertac", "Armenpress", "UNB", "BSS", "APP",
    "INP", "ISNA", "IRNA", "Fars", "Mehr", "Tasnim", "SANA", "NNA", "AMNA", "ANA-MPA", "EP", "DPA", "ddp", "dapd",
    "RFE/RL", "VOA", "Tribune News Service", "TNS", "States News Service", "GlobeNewswire", "PR Newswire",
    "Business Wire", "Zuma", "The Conversation", "StatePoint", "BUP", "AMP",
    "ТАСС", "ИТАР-ТАСС", "РИА Новости", "РИА", "Интерфакс", "INTERFAX.RU", "Рейтер", "Укринформ", "Укрінформ", "УНИАН", "УНІАН",
    "رويترز", "أ ف ب", "أ.ف.ب", "فرانس برس", "د ب أ", "د.ب.أ", "الأناضول", "وام", "واس", "سانا", "شينخوا", "بترا",
    "연합뉴스", "뉴시스", "뉴스1", "로이터", "교도", "신화", "共同", "時事", "聯合ニュース", "ロイター", "タス", "新华社", "新華社", "中新社",
    "中新网", "中央社", "路透社", "法新社", "美联社", "美聯社", "רויטרס", "סוכנויות הידיעות",
)  # fmt: skip
_BY_KEY = {name.casefold(): name for name in AGENCIES}
_GENERIC = re.compile(
    r"(?:news|press|presse)\s?(?:agency|service|agentur|agence)|nachrichtenagentur|agenc(?:y|ia|ija)\b|agence\b|통신|通信社|新華社|新华社|中新社|中央社|共同通信|時事通信|연합뉴스",
    re.IGNORECASE,
)
_VERBS = (
    r"(?:written|reported|story|text|words|posted|submitted|published|created|article|compiled|edited|produced|photos?|review|analysis|opinion|commentary|"
    r"geschrieben|verfasst|eingestellt|veröffentlicht|gespeichert|erstellt|gepostet|publiziert|eingetragen|artikel|beitrag|bericht|interview|ein (?:gast)?(?:beitrag|artikel)|gastbeitrag|"
    r"publicado|escrito|redactado|enviado|texto|publié|écrit|rédigé|propos recueillis|posté|scritto|pubblicato|geplaatst|geschreven|skrevet|skriven|"
    r"alle (?:artikel|beiträge)|(?:show |see |view )?(?:all|more) (?:articles|posts|stories)|zeige alle beiträge)"
)
_PREFIX = re.compile(
    rf"^\W*(?:(?:{_VERBS}\s+)?(?:by|von|par|por|door|di|da|av|af|of)(?:\s*:|\s+)|"
    r"text\s(?:und|and|et|y|&|\+)\s\w+:\s|(?:przez|autor(?:in|a|es|en|zy|\*in)?|auteurs?(?:\(s\))?|author(?:s|\(s\))?|text[eo]?|words|reporting|redacción|redação|автор(?:ы)?|текст)\s*(?::|\s)\s*)",
    re.IGNORECASE,
)
_NOT_AUTHOR_PART = re.compile(
    r"^(?:fotos?|photos?|images?|bild(?:er)?|picture|video|illustration|quelle|source|interview|foto)\s*[:©]|©|"
    r"^(?:keine?|no|0|\d+)\s+(?:kommentare?|comments?|commentaires?|comentarios?)|kommentare? geschlossen|(?:publiziert|veröffentlicht|published|posted) (?:am|on)$|^stand$",
    re.IGNORECASE,
)
_ROLE_WORDS = (
    r"(?:editor|reporter|writer|correspondent|staff|journalist|columnist|contributor|"
    r"producer|photographer|author|analyst|chief|bureau|desk|media|press|news|online|redakteur(?:in)?|korrespondent(?:in)?|journalistin?|autor(?:in)?|"
    r"redaktion|reporterin|volontärin?|journaliste|rédact\w+|correspondante?|periodista|redactora?|redator\w*|correspons\w+|giornalista|inviat[oa]|"
    r"redacteur|verslaggever|agencies|agency|wire|team|magazine|newspaper|university|professor|times|post|today|daily|tribune|herald|guardian|gazette)\b"
)
_ROLES = re.compile(
    rf"\s*(?:,|–|—|-|\||·|•|/|\(|\bfor\b|\bis\b)\s*(?:the\s|an?\s)?(?:[\w’'-]+\s){{0,3}}?{_ROLE_WORDS}.*$",
    re.IGNORECASE,
)
_ROLE_ALONE = re.compile(rf"(?:the\s|an?\s)?(?:[\w’'-]+\s){{0,3}}?{_ROLE_WORDS}", re.IGNORECASE)
_SEPARATORS = re.compile(
    r"\s*(?:;|\||/|•|·|\n|,(?!\s*(?:jr|sr|md|phd|ph\.d|m\.d|esq|iii?|iv)\b)|\sim gespräch(?: mit)?(?:\s|\Z)|\s(?:and|und|et|y|e|en|och|og|i|и|ve|&|with|mit|avec|con|com)\s)\s*",
    re.IGNORECASE,
)
_NOT_NAME = re.compile(
    r"https?:|www\.|@\w|:|\bcomments?\b|kommentar|commentaire|comentario|^in\s|^\w+\s\d{1,2}$|geändert|^(?:by|von|par|por|di|da|door|av)$|^(?:unserer?|der|die)\s+\w*redaktion|\d{3}|^\d+$|\.(?:com|org|net|de|co\.uk)\b$|^(?:admin|administrator|stand|editor|staff(?: (?:writer|reporter|correspondent))?|redaktion|redaction|redacción|redazione|redactie|newsroom|"
    r"news|guest|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|anonymous|unknown|none|null|n/a|web ?master|webdesk|web desk|user|author|root|published|updated|posted|photo|image|share|follow|read more|comments?)$",
    re.IGNORECASE,
)
_DATE_TAIL = re.compile(
    r"\s+(?:at|am|um|à|@|hace|há|vor|il y a)\s+(?:\d|\w+tag\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day).*$|"
    r"\s*(?:(?:[|•·,–—-]|\bon\b|\bam\b|\ble\b)\s*)?(?:published|updated|posted|last updated|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d|\d{1,2}[./:\s-]).*$",
    re.IGNORECASE,
)
_WORKS = re.compile(r"\s+(?:illustration(?:en|s)?|fotos?|photos?|bilder)\s(?:von|by|de|par|di)\s.*$", re.IGNORECASE)
_FOR_PAPER = re.compile(r"\s+[Ff]or\s+(?:[Tt]he\s+)?[A-Z].*$")
_HANDLE = re.compile(r"(?<=\w)\s+@\w+")
_BRACKETS = re.compile(r"\s*\([^()]{0,80}(?:\)|$)")
_PLACE_TAIL = re.compile(r"\s+(?:in|en|dans|unter)\s+[^\W\d_a-z].*$")
_LINK_TAIL = re.compile(
    r"\s*(?:more posts|(?:alle|mehr) (?:artikel|beiträge)|follow|view profile|see all|show all|zur autorenseite|kontakt|website|e-?mail)\b.*$",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "von van de der den del della di da do dos das du la le el al bin ben ibn und y e i zu zur ten ter af av".split()
)
_EASTERN_ROLE = re.compile(
    r"(?<=\w)\s*(?:기자|특파원|논설위원|통신원|記者|记者|編集委員|支局長)(?:\s*[=＝].*|\s*[\w.+-]+@[\w.-]+)?$"
)
_MOST_WORDS = 6


def split_names(raw: str) -> list[str]:
    """Return the names in an author value: prefixes, roles and joined names taken apart.

    >>> split_names("By Ana Torres and Bo Lind, Science Editor")
    ['Ana Torres', 'Bo Lind']
    """
    return list(_names_in(raw))


@lru_cache(maxsize=2048)
def _names_in(raw: str) -> tuple[str, ...]:
    """Return the names in an author value; a page says the same in several places, and a site on many pages."""
    text = clean(raw.replace("\n", "; "))
    if not text or len(text) > 400 or "://" in text:
        return ()
    unprefixed = _PREFIX.sub("", text, count=1)
    if unprefixed != text:
        unprefixed = _PLACE_TAIL.sub("", unprefixed)
    unprefixed = _HANDLE.sub("", unprefixed)
    text = _FOR_PAPER.sub("", _WORKS.sub("", _BRACKETS.sub(" ", unprefixed)))
    found: list[str] = []
    for part in _SEPARATORS.split(text):
        if (found and _ROLE_ALONE.match(part)) or _NOT_AUTHOR_PART.search(part):
            continue
        name = _EASTERN_ROLE.sub(
            "", _LINK_TAIL.sub("", _DATE_TAIL.sub("", _ROLES.sub("", _PREFIX.sub("", part))))
        ).strip(" ,;:.-–—|·•*\u00a0()[]")
        if part.rstrip().endswith(("Jr.", "Sr.")):
            name += "."
        if looks_like_name(name) and name not in found:
            found.append(name)
    return tuple(found)


def looks_like_name(text: str) -> bool:
    """Tell whether a string can be the name of a person or an organisation."""
    if not 2 <= len(text) <= 80 or len(text.split()) > _MOST_WORDS or _NOT_NAME.search(text):
        return False
    return any(map(str.isalpha, text))


def is_sure_name(name: str) -> bool:
    """Tell whether a name is that of a person as papers print them, not a login or a single word."""
    words = name.split()
    return (
        1 < len(words) <= _MOST_WORDS
        and not is_agency(name)
        and all(word in _PARTICLES or not (word[0].isascii() and word[0].islower()) for word in words)
    ) or (len(name) > 1 and not name.isascii() and not name[0].islower() and not name[0].isupper())


def is_agency(name: str) -> bool:
    """Tell whether a name is that of a news agency."""
    return name.strip(" ().").casefold() in _BY_KEY or _GENERIC.search(name) is not None


def agency_in(text: str) -> str | None:
    """Return the agency that a short text names, as it names it.

    >>> agency_in("dpa/IANS")
    'dpa/IANS'
    """
    text = clean(text).strip(" ().-–—")
    parts = [part.strip() for part in re.split(r"[/,&]|\sand\s", text) if part.strip()]
    return text if parts and any(is_agency(part) for part in parts) else None


def byline_names(values: Iterable[str]) -> list[str]:
    """Return people named in author values; agencies and offices only where nobody else signs."""
    found: list[str] = []
    for value in values:
        found += [name for name in split_names(value) if name not in found]
    people = [name for name in found if not is_agency(name)]
    return people or found
