"""Words that author lines are made of, in many languages: what comes before a name, what behind it, and agencies."""

# ruff: noqa: E501  (phrase tables read better unbroken)
from __future__ import annotations

import re
from typing import Final

__all__ = ["AGENCIES", "JOBS", "LABELS", "OFFICES", "OPENINGS", "RANKS", "SOURCES", "VERBS", "is_labelled"]

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
    "Business Wire", "TNN", "Press Trust of India", "Zuma", "The Conversation", "StatePoint", "BUP", "AMP",
    "ТАСС", "ИТАР-ТАСС", "РИА Новости", "РИА", "Интерфакс", "INTERFAX.RU", "Рейтер", "Укринформ", "Укрінформ", "УНИАН", "УНІАН",
    "رويترز", "أ ف ب", "أ.ف.ب", "فرانس برس", "د ب أ", "د.ب.أ", "الأناضول", "وام", "واس", "سانا", "شينخوا", "بترا",
    "연합뉴스", "뉴시스", "뉴스1", "로이터", "교도", "신화", "共同", "時事", "聯合ニュース", "ロイター", "タス", "新华社", "新華社", "中新社",
    "中新网", "中央社", "路透社", "法新社", "美联社", "美聯社", "רויטרס", "סוכנויות הידיעות",
)  # fmt: skip
VERBS = (
    r"(?:written|reported|story|text|words|posted|submitted|published|created|article|compiled|edited|produced|photos?|review|analysis|opinion|commentary|"
    r"geschrieben|verfasst|eingestellt|veröffentlicht|gespeichert|erstellt|gepostet|publiziert|eingetragen|artikel|beitrag|bericht|interview|ein (?:gast)?(?:beitrag|artikel)|gastbeitrag|"
    r"publicado|escrito|redactado|enviado|texto|publié|écrit|rédigé|propos recueillis|recueillis?|posté|scritto|pubblicato|geplaatst|geschreven|skrevet|skriven|"
    r"alle[ns]? (?:artikel|beiträge)|alles|(?:show |see |view )?(?:all|more) (?:articles|posts|stories)|zeige alle beiträge)"
)
OPENINGS = (
    r"(?:przez|autor(?:in|a|es|en|zy|ka|ki|i|\*in)?|auteurs?(?:\(s\))?|author(?:s|\(s\))?|text[eo]?|words|reporting|redacción|redação|автор(?:ы|и)?|текст|"
    r"opracowa[łnć]\w*|oprac\.|rozmawiał[ao]?|napisał[ai]?|napsal[ai]?|írta|szerző|oleh|penulis|pewarta|piš[eu]|kirjoittaja|"
    r"tác giả|bởi|γράφει (?:ο|η)|του|της|a cura di|de nuestr[oa] \w+|dal nostro \w+|"
    r"بقلم|كتب|كتبت|به قلم|מאת|โดย|ผู้เขียน)"
)
"""Words before a name, with a colon or without one."""

LABELS = (
    r"(?:σύνταξη|συντάκτ\w+|ρεπορτάζ|κείμενο|haber|muhabir|yazan|yazar|röportaj|reporter|laporan|wartawan|bài(?: viết)?|"
    r"خبرنگار|نویسنده|گزارش|إعداد|الكاتب|تحرير|כתב|ผู้สื่อข่าว|เรื่อง|novinar|tekst|teksti|toimittaja|szöveg|redactor|reportagem|reportaje|"
    r"интервью|корреспондент|журналист|interview|protokoll|aufgezeichnet|entrevista|intervista|लेखक|रिपोर्ट|লেখক|প্রতিবেদক|"
    r"作者|[记記]者|撰文|執筆|取材・文|文|글)"
)
"""Words before a colon and a name."""

_LABELLED: Final = re.compile(rf"\W*(?:{OPENINGS}|{LABELS})\s*[:：]\s*[^\W\d_]", re.IGNORECASE)
"""How a line begins that is such a word, a colon and a name."""

SOURCES = (
    r"(?:source|quelle|fuente|fonte|bron|kilde|källa|źródło|zdroj|источник|"
    r"lähde|forrás|sursa|kaynak|πηγή|джерело|المصدر|منبع|स्रोत|出典|来源|來源|출처)"
)
"""Words before what a story comes from."""

RANKS = (
    r"(?:staff|senior|chief|special|contributing|guest|associate|managing|deputy|assistant|freelance|sports?|politic(?:s|al)|business|local|news|"
    r"digital|feature|education|health|crime|courts?|city|state|national|foreign|science|transport|environment|culture|arts|times|local democracy)"
)
"""Words before a role that are part of it."""

JOBS = (
    r"(?:editor|reporter|writer|correspondent|columnist|contributor|producer|photographer|author|analyst|"
    r"redakteur(?:in)?|korrespondent(?:in)?|journalist(?:in)?|autor(?:in)?|reporterin|volontärin?|journaliste|rédact\w+|correspondante?|"
    r"periodista|redactora?|redator\w*|correspons\w+|corrispondente|giornalista|inviat[oa]|enviad[oa]|jornalista|repórter|columnista|"
    r"redacteur|verslaggever|(?:\w+ )?корреспондент|обозреватель|журналист(?:ка)?|редактор|kirjeenvaihtaja|toimittaja|reportérk?a?|"
    r"redaktork?a?|dziennikar\w+|novinark?a?|szerkesztő|munkatárs|muhabiri?|editörü?|wartawan|skribent)"
)
"""What people who write are called."""

OFFICES = (
    r"(?:staff|chief|bureau|desk|media|press|news|online|redaktion|agencies|agency|wire|team|magazine|newspaper|university|professor|lecturer|researcher|research fellow|scientist|economist|director|times|post|"
    r"today|daily|tribune|herald|guardian|gazette)"
)
"""Words in the names of the rooms and papers that they write for."""

_LONGEST_LABEL: Final = 20


def is_labelled(line: str) -> bool:
    """Tell whether a line begins with a word for an author, a colon and a name.

    >>> is_labelled("Szöveg: Kis Anna"), is_labelled("Kis Anna: szöveg")
    (True, False)
    """
    opening = line[:_LONGEST_LABEL]
    return (":" in opening or "：" in opening) and _LABELLED.match(line) is not None
