"""Author lines: the names in them, and agencies told from people."""

# ruff: noqa: E501  (phrase tables read better unbroken)
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from newscrawl.extraction.byline_words import AGENCIES, JOBS, LABELS, OFFICES, OPENINGS, RANKS, VERBS
from newscrawl.text import clean

__all__ = [
    "agency_in",
    "byline_names",
    "is_agency",
    "is_office",
    "is_signed",
    "is_sure_name",
    "looks_like_name",
    "split_names",
]

_BY_KEY = {name.casefold(): name for name in AGENCIES}
_GENERIC = re.compile(
    r"news\s?(?:agency|service|agentur|agence)|presse?\s?(?:agency|service|agentur|agence)|nachrichtenagentur|"
    r"agenc(?:y|ia|ija)\b|agence\b|통신|通信社|新華社|新华社|中新社|中央社|共同通信|時事通信|연합뉴스"
)
"""Words for an agency, in lower case."""

_PREFIX = re.compile(
    rf"^\W*(?:(?:{VERBS}\s+)?(?:by|von|par|por|door|di|da|av|af|of)(?:\s*:|\s+)|do\s(?=(?-i:[A-Z][A-Z\d]))|"
    rf"text\s(?:und|and|et|y|&|\+)\s\w+:\s|{OPENINGS}\s*(?::|\s)\s*|{LABELS}\s*[:：]\s*)",
    re.IGNORECASE,
)
_OUR = re.compile(
    r"\A(?:onze|our|notre|nuestr[oa]|nosso|nossa|unser(?:em|er|e)?|vår|vores|naš\w*)\s(?:\w+\s){0,2}?(?:correspond\w+|corresponsal|korrespond\w+|verslaggever|reporter|redacteur|redakteur\w*|envoyée?|enviad[oa])\s+(?:(?:special|spécial|spéciale|especial)\s)?(?:in\s\w+\s)?",
    re.IGNORECASE,
)
"""What a paper says of its own people before their name: ``onze correspondent``."""

_TITLED = re.compile(
    rf"\A(?P<name>(?-i:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){{1,3}}(?=\s\S*[a-zß-ÿ])|[A-ZÀ-Þ]\S+(?:\s[A-ZÀ-Þ]\.)?\s[A-ZÀ-Þ]\S+))\s"
    rf"(?:\S+\s)??(?:{RANKS}\s)*(?:writer|reporter|correspondent|editor|columnist|photographer|journalist(?:in)?|redakteur(?:in)?|redaktor(?:ka)?|reporterin)\Z",
    re.IGNORECASE,
)
"""A name with a role behind it that nothing parts: ``BETH OLDHAM Times Staff Writer``."""

_JOB = re.compile(
    rf"(?:the\s|an?\s)?(?:[\w’'-]+\s){{0,3}}?{JOBS}(?:\s(?:in|at|für|en|à|de)\s\S.{{1,30}})?", re.IGNORECASE
)
_OFFICE = re.compile(
    r"\b(?:staff|team|desk|newsroom|web ?desk|bureau|editorial|\w*redaktion|redacción|redação|redazione|rédaction|redactie|redakcja|redakce|agencies|"
    r"news service|correspondents|reporters|editors)\b|редакция|editöryal|haber merkezi",
    re.IGNORECASE,
)
"""Words that no person is called by."""

_STAFF = re.compile(r"\b(?:staff|reporters|correspondents|newsroom) and (?:wire|news|agenc)\w*", re.IGNORECASE)
_BEHIND_DASH = re.compile(r"(?<=\w)\s+[-–—ـ]\s+.*\Z")
_NOT_AUTHOR_PART = re.compile(
    r"^(?:fotos?|photos?|images?|bild(?:er)?|picture|video|illustration|quelle|source|foto)\s*[:©]|©|"
    r"^(?:foto(?:s|grafie|grafía)?|photo(?:s|graph\w*)?|images?|pictures?|bilder|illustrat\w+|videos?)\s(?:by|von|de|par|di|av|af)\s|"
    r"^(?:keine?|no|0|\d+)\s+(?:kommentare?|comments?|commentaires?|comentarios?)|kommentare? geschlossen|(?:publiziert|veröffentlicht|published|posted) (?:am|on)$|^stand$",
    re.IGNORECASE,
)
_ROLE_WORDS = rf"(?:{JOBS}|{OFFICES})\b"
_ROLES = re.compile(
    rf"\s*(?:,|–|—|-|\||·|•|/|\(|\bfor\b|\bis\b)\s*(?:the\s|an?\s)?(?:[\w’'-]+\s){{0,3}}?{_ROLE_WORDS}.*$",
    re.IGNORECASE,
)
_ROLE_ALONE = re.compile(rf"(?:the\s|an?\s)?(?:[\w’'-]+\s){{0,3}}?{_ROLE_WORDS}", re.IGNORECASE)
_SEPARATORS = re.compile(
    r"\s*(?:;|\||/|•|·|\n|、|،|,(?!\s*(?:jr|sr|md|phd|ph\.d|m\.d|esq|iii?|iv)\b)|\sim gespräch(?: mit)?(?:\s|\Z)|\s(?:and|und|och|with|mit|avec|&|(?-i:et|y|e|en|og|i|и|ve|con|com))\s)\s*",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\s(?:ET|Y|E|EN|OG|I|И|VE|CON|COM)\s")
"""Short words between names in capitals; between others they are initials and names (``Ana Y. Torres``)."""

_NOT_NAME = re.compile(
    r"https?:|www\.|@\w|:|\bcomments?\b|kommentar|commentaire|comentario|^(?:in|(?-i:em))\s|^\w+\s\d{1,2}$|geändert|^(?:by|von|par|por|di|da|door|av)$|^(?:unserer?|der|die)\s+\w*redaktion|\d{3}|^\d+$|\.(?:com|org|net|de|co\.uk)\b$|^(?:admin|administrator|stand|editor|staff(?: (?:writer|reporter|correspondent))?|redaktion|redaction|redacción|redazione|redactie|newsroom|"
    r"news|guest|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|anonymous|unknown|none|null|n/a|web ?master|super ?user|wordpress ?admin|user unknown|publisher|web|ceo|autor(?:in)?|datum|cortes[ií]a|(?:article|story|text|words) by|impressum|datenschutz|kontakt|sitemap|cc[ -]by(?:[ -]\S+)*|webdesk|web desk|user|author|root|published|updated|posted|photo|image|share|follow|read more|comments?)$",
    re.IGNORECASE,
)
_DATE_TAIL = re.compile(
    r"\s+(?:at|am|um|à|@|hace|há|vor|il y a)\s+(?:\d|\w+tag\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day).*$|"
    r"\s*(?:(?:[|•·,–—-]|\bon\b|\bam\b|\ble\b)\s*)?(?:published|updated|posted|last updated|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s\d|\d{1,2}[./:\s-]).*$",
    re.IGNORECASE,
)
_WORKS = re.compile(r"\s+(?:illustration(?:en|s)?|fotos?|photos?|bilder)\s(?:von|by|de|par|di)\s.*$", re.IGNORECASE)
_FOR_PAPER = re.compile(r"\s+[Ff]or\s+(?:[Tt]he\s+)?[A-Z].*$")
_HANDLE = re.compile(r"(?<=\w)\s+@\w+|\s*[<(\[]?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+[>)\]]?")
_NUMBERED = re.compile(r"(?<=\w)\s\d{1,3}\Z")
_PICTURES_BY = re.compile(
    r"(?:\A|[,;/|&]|\s(?:und|and|et|y|e|en|och|og)\s)\s?(?:(?!(?:und|and|et|y|e|en|och|og)\s)[^\s,;/|&()]+\s+){1,4}\((?:fotos?|photos?|bild(?:er)?|images?|grafik|graphics?|illustration(?:en|s)?|fotograf\w*|photograph\w*)\)",
    re.IGNORECASE,
)
"""A name with a bracket behind it that says that its bearer took the pictures."""

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
_EASTERN_RANK = re.compile(r"\A(?:本报|本報|特约|特約)?(?:记者|記者|通讯员|通訊員)\s?(?=\w{2,4}\Z)")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*(?:>|\Z)")
_MOST_WORDS, _LONGEST_JOB = 6, 60


def split_names(raw: str) -> list[str]:
    """Return the names in an author value: prefixes, roles and joined names taken apart.

    >>> split_names("By Ana Torres and Bo Lind, Science Editor")
    ['Ana Torres', 'Bo Lind']
    """
    return list(_names_in(raw))


@lru_cache(maxsize=2048)
def _names_in(raw: str) -> tuple[str, ...]:
    """Return the names in an author value; a page says the same in several places, and a site on many pages."""
    text = clean(_MARKUP.sub("; ", raw).replace("\n", "; "))
    if not text or len(text) > 400 or "://" in text:
        return ()
    unprefixed = _PREFIX.sub("", text, count=1)
    if unprefixed != text:
        unprefixed = _PLACE_TAIL.sub("", unprefixed)
    unprefixed = _OUR.sub("", _HANDLE.sub("", unprefixed))
    if _STAFF.search(unprefixed):
        return (_PLACE_TAIL.sub("", unprefixed),)
    if "(" in unprefixed:
        unprefixed = _BRACKETS.sub(" ", _PICTURES_BY.sub("", unprefixed))
    text = _FOR_PAPER.sub("", _WORKS.sub("", unprefixed))
    if text.isupper():
        text = _SHOUTED.sub("; ", text)
    found: list[str] = []
    for part in _SEPARATORS.split(text):
        if (found and _ROLE_ALONE.match(part)) or _NOT_AUTHOR_PART.search(part):
            continue
        name = _name_in(part)
        if looks_like_name(name) and name not in found:
            found.append(name)
    return tuple(_without_place(found, text))


def _name_in(part: str) -> str:
    """Return a name without what is printed before and behind it."""
    name = _EASTERN_ROLE.sub("", _LINK_TAIL.sub("", _DATE_TAIL.sub("", _ROLES.sub("", _PREFIX.sub("", part)))))
    if " " in name and (match := _TITLED.match(name)):
        name = match["name"]
    if name.count(" ") > 1:
        name = _NUMBERED.sub("", name)
    name = _BEHIND_DASH.sub("", name).strip(" ,;:.-–—|·•*\u00a0()[]")
    name = _EASTERN_RANK.sub("", name)
    words = name.split()
    if len(words) > 3 and words[: len(words) // 2] == words[len(words) // 2 :]:
        name = " ".join(words[: len(words) // 2])  # set twice: in a picture and in a link
    return f"{name}." if part.rstrip().endswith(("Jr.", "Sr.")) else name


def _without_place(names: list[str], line: str) -> list[str]:
    """Leave out the place that stands behind people: a single word behind a comma, where the others have two.

    >>> _without_place(["Jörg Brandt", "Heike Sommer", "Maren"], "Jörg Brandt und Heike Sommer, Maren")
    ['Jörg Brandt', 'Heike Sommer']
    """
    *people, last = names or [""]
    is_place = people and not is_agency(last) and " " not in last and last.istitle()
    if not is_place or not all(" " in name for name in people):
        return names
    return people if line.rstrip(" .,|·").removesuffix(last).rstrip().endswith(",") else names


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


def is_signed(name: str, behind: str) -> bool:
    """Tell whether what stands behind a name, or between it and a comma, says that it is an author's.

    >>> is_signed("Sam Cole", "Chief Reporter"), is_signed("Jana Malá", "ČTK"), is_signed("Sam Cole", "mayor of Maren")
    (True, True, False)
    """
    if not is_sure_name(name) or any(word[0].islower() and word not in _PARTICLES for word in name.split()):
        return False
    behind = behind.strip(" ,()")
    return is_agency(behind) or (len(behind) <= _LONGEST_JOB and _JOB.fullmatch(behind) is not None)


def is_office(name: str) -> bool:
    """Tell whether a name is that of a newsroom or of its staff.

    >>> is_office("Courier Staff"), is_office("Mara Quill")
    (True, False)
    """
    return _OFFICE.search(name) is not None


def is_agency(name: str) -> bool:
    """Tell whether a name is that of a news agency."""
    return name.strip(" ().").casefold() in _BY_KEY or _GENERIC.search(name.lower()) is not None


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
