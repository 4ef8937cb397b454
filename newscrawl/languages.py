"""The language of a text, told by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

__all__ = ["guess_language"]

_SAMPLE: Final = 4000
_WHOLE: Final = 60
"""Vote of a word that only one language has; languages that share a word share its vote."""

_FEWEST: Final = 2 * _WHOLE
"""Votes that a language needs."""

_SCRIPTS: Final = (
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("arabic", re.compile("[\u0600-\u06ff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("latin", re.compile("[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")),
)
_WEIGHTS: Final = {"ko": 2.5, "ja": 6.0, "zh": 2.5, "th": 1.5}
"""How many Latin letters one character of a denser script stands for; kana beside Chinese characters mean Japanese."""

_COMMON: Final = {
    "latin": {
        "en": "the and of to in that is was for on with said by from at has have it as are",
        "de": "der die und das den von zu mit ist im nicht auf ein eine für sich dem hat auch wurde",
        "fr": "le les des et une est dans que pour qui sur pas du au par plus cette avec ont été",
        "es": "el los las que una para con por del más su como fue ha pero este han sus también y",
        "it": "il che della di per una con del sono è non nel gli alla anche dei più ha stato dal",
        "pt": "o os que uma para com não do da em dos mais por como foi ao são seu também às",
        "nl": "de het een van en dat niet op te zijn voor met die aan door ook naar heeft werd bij",
        "sv": "och att det som en på är av för med har inte till den om ett han men var också",
        "da": "og at det en på er af for med har ikke til den om et han men var der også",
        "no": "og at det en på er av for med har ikke til den om et han men var som også",
        "fi": "ja on ei että se oli hän mutta ovat myös kun jotka tai kuin mukaan ollut joka sen",
        "pl": "w i na z się że do nie jest o to po przez jak za od oraz przed ale został",
        "cs": "a v na se je že to s do o za i pro ve podle jako byl ale který po",
        "hu": "a az és hogy nem is egy volt meg de ez azt már csak mint el szerint után",
        "ro": "și în de la a cu care pe nu din este că un o mai fi s-a pentru au sa",
        "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ancak ne dedi olduğu",
        "id": "yang dan di untuk dengan dari pada ini dalam tidak itu akan ke telah juga oleh karena",
        "vi": "và của là có không được cho người trong những đã với các một này khi cũng để",
    },
    "cyrillic": {
        "ru": "и в не на что с по это как он из за к для был также его но от о",
        "uk": "і в не на що з та це як він із за до для був також його але від про й у",
        "bg": "и в не на че с по това като той от за да се е са беше към след",
    },
    "arabic": {
        "ar": "في من على إلى أن عن مع هذا التي الذي بعد قال كان ما لا",
        "fa": "در از به که این را با است و های برای می شد کرد آن",
    },
}


def _by_word(table: dict[str, str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for tag, words in table.items():
        for word in words.split():
            index.setdefault(word, []).append(tag)
    return index


_LANGUAGES: Final = {script: _by_word(table) for script, table in _COMMON.items()}
_WORDS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def guess_language(text: str) -> str | None:
    """Return the BCP 47 tag of the language of ``text``; ``None`` when it is too short or not known.

    >>> guess_language("Der Minister hat das Gesetz nicht für eine Reform von Bedeutung gehalten.")
    'de'
    """
    sample = text[:_SAMPLE]
    sizes = {name: len(pattern.findall(sample)) * _WEIGHTS.get(name, 1) for name, pattern in _SCRIPTS}
    script = max(sizes, key=lambda name: sizes[name])
    if not sizes[script]:
        return None
    if script not in _LANGUAGES:
        return script
    known = _LANGUAGES[script]
    votes: Counter[str] = Counter()
    for word in _WORDS.findall(sample.lower()):
        tags = known.get(word, ())
        for tag in tags:
            votes[tag] += _WHOLE // len(tags)
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < _FEWEST or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
