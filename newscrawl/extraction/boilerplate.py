"""Lines that stand between the paragraphs of articles without being part of them, in the languages of the press."""

# ruff: noqa: E501  (phrase tables read better unbroken)
from __future__ import annotations

import re

from newscrawl.extraction.byline_words import SOURCES, is_labelled
from newscrawl.text import mentions

__all__ = [
    "is_boilerplate",
    "is_byline_like",
    "is_byline_prefix",
    "is_change_note",
    "is_count",
    "is_end_mark",
    "is_sign_up",
]

_READ = (
    r"read (?:more|also|next|the (?:full|original))|more read\b|see also|related(?: (?:articles?|stor(?:y|ies)|"
    r"posts?|topics?|content|links?|news|coverage))?\s*[:：]?\s*$|recommended(?: (?:for you|stories|reading))?\s*[:：]?\s*$|"
    r"schon gelesen\s*\?*$|mehr themen\b|neueste artikel\s*$|contexto de la noticia\s*$|don['’]t miss|click here|(?:watch|listen|video)(?: (?:more|now|live|the video|below))?\s*[:：|]|(?:kindly |please )share this|learn more$|continue reading|"
    r"(?:mehr zum thema|lesen sie (?:auch|hier|mehr|dazu)|das könnte (?:sie|dich)|lesetipps?)\b|"
    r"à lire (?:aussi|également)|sur le même (?:sujet|thème)|"
    r"le(?:[ea]|ia) (?:también|mais|além|também|más)|ve[ra] también|lea\s*:|veja (?:também|mais)|sigue leyendo|lea además|noticias? relacionad|"
    r"leggi (?:anche|pure|tutto|altro)|potrebbe interessart|lees (?:ook|meer|verder)|bekijk ook|les (?:også|mer|mere)|læs (?:også|mere)|läs (?:också|mer|även)|lue (?:myös|lisää)|"
    r"czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również|więcej)|přečtěte si|čtěte (?:také|též|i)|mohlo by vás|olvassa el|citește și|"
    r"читайте (?:также|ещё|еще)|читать также|по теме\s*:|читайте також|devamını oku|okumak için|baca (?:juga|selengkapnya)|simak (?:juga|video)|xem thêm|"
    r"延伸閱讀|[اإ]قر(?:أ|ئ[ي]?|ا) (?:أيض[اًى]|المزيد|كذلك)|قد يهمك|إقرأ|(?:ये|यह|इसे|इन्हें) भी (?:पढ़ें|पढ़ें|देखें)|और पढ़ें|हे(?:ही|सुद्धा) वाचा|"
    r"আ(?:রও|রো) পড়ুন|இதையும் (?:படி|படியுங்கள்)|ఇ(?:ది|వి) (?:కూడా )?చదవండి|આ પણ વાંચો|یہ بھی پڑھیں|مزید پڑھیں|بیشتر بخوانید|(?:לקריאה נוספת|קראו (?:גם|עוד)|כתבות נוספות)|"
    r"διαβάστε (?:επίσης|ακόμ[αη]|περισσότερα)|(?:прочетете|вижте) (?:още|също)|(?:pročitajte|pročitaj|pogledajte) (?:i|još|također)\b|preberite (?:še|tudi)|prečítajte si|"
    r"vezi și|loe (?:ka|veel)\b|lasi arī|taip pat skaityk|อ่าน(?:เพิ่มเติม|ข่าว)|lihat juga|soma pia|basahin (?:din|rin)"
)  # fmt: skip
_CALL = (
    r"subscribe (?:now|today|here)\b|sign up (?:for|to) (?:our|the)\b|(?:our|free) .{0,30}newsletter|get (?:our|unlimited|breaking|your)\b.{0,90}(?:newsletter|app|inbox|alerts?|access|emails?|delivered)|"
    r"follow @|join the conversation|"
    r"(?:download|install) (?:the|our)\b.{0,40}\bapp|already (?:a|have an?) (?:subscriber|account)|"
    r"(?:this|the) (?:article|content|story) (?:is|was) (?:reserved|for subscribers)|create (?:a|your) (?:free )?account|"
    r"advertisement\s*$|advertising\s*$|anzeige\s*$|werbung\s*$|publicité\s*$|publicidad[e]?\s*$|pubblicità\s*$|reklama?\s*$|advertentie\s*$|annons\s*$|annonse?\s*$|реклама\s*$|広告\s*$|"
    r"(?:story|article) continues below|scroll (?:down )?to continue|skip (?:to (?:main|content|the (?:main )?content)|past|ads?\b)|"
    r"(?:folgen sie uns|folge uns|jetzt (?:abonnieren|anmelden)|abonnieren sie|melden sie sich|hier anmelden|empfohlener (?:redaktioneller|externer) inhalt|externer inhalt|"
    r"(?:dieser|der) (?:artikel|text|beitrag) (?:erschien|ist|wurde) zuerst|(?:über )?dieses thema (?:im programm|bericht\w*))\b|"
    r"suivez[- ]nous|abonnez[- ]vous|inscrivez[- ]vous|recevez (?:notre|nos)|déjà abonné|"
    r"s[ií]gu?enos|puedes seguir a|sigue toda la |recibe las noticias|descarga (?:nuestra|la) app|compartir\s*$|regístrate|siga[- ]nos|inscreva-se|clique aqui|"
    r"seguici|segui .{2,40} su (?:facebook|twitter|instagram|x)\b|riproduzione riservata|iscriviti|volg ons|meld je aan|følg (?:oss|os)\b|"
    r"ακολουθ[ήη]στε μας|подп(?:исывайтесь|ишитесь|ишись)|(?:если вы )?(?:нашли|заметили) (?:опечатку|ошибку)|знайшли помилку|så (?:jobbar|arbetar) vi\b|slik jobber vi|підписуйтесь|bizi takip|"
    r"(?:メール|無料)会員|扫一扫|責任編輯|责任编辑|\(?责编|.{0,60}未[經经](?:授[權权]|許可|许可).{0,8}(?:不得|[請请]勿|禁止|[嚴严]禁|[謝谢][絕绝])|\w{0,6}(?:声明|聲明)\s*[:：].*(?:转载|轉載|平台|版权|版權|侵权|本[网站文])|《[^》]{2,20}》\s*[(（]\s*\d{4}年[^()（）]{3,30}版\s*[)）]|無断転載|ⓒ|저작권자|تابعونا|تابعنا|اشترك"
)  # fmt: skip
_CREDIT = (
    r"(?:©|\(c\) ?\d|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|tutti i diritti)|"
    r"(?:photo|picture|image|photograph|foto|bild|imagen|crédit|credits?|video|fotos?|obrázek|zdjęcie|фото|写真|사진|图片)s?(?: (?:by|credit|courtesy|source|von|de|par))?\s*[:：/©]|(?:file|representational|representative) (?:photo|image|picture)\s*$|"
    r"(?:image|media) (?:copyright|caption)\b|getty images\s*$|"
    r"(?:photo|foto|bild|titelbild|beitragsbild|aufmacherbild)[- ]?(?:credits?|quellen?|nachweis|rechte?)?s?\s*[:：]|rezept drucken|"
    rf"(?:{SOURCES}|källor)\s*[:：]|"
    r"(?:tags?|topics?|filed under|keywords?|categor(?:y|ies)|schlagw(?:ö|o)rter?|themen|mots[- ]clés|sujets|etiquetas|temas|palabras clave|argomenti|onderwerpen|теги|标签|キーワード)\s*[:：]|"
    r"(?:(?:read|gelesen|hits|views|visits|visite|visto|aufrufe|zugriffe|affichages|lectures?|odsłon[ay]?|zobrazení|просмотр(?:ов|ы)|(?:количество )?показ(?:ов|ы)|조회수?)\s*:?\s*\d[\d.,\s]*(?:times|veces|mal|volte|fois|raz[ay]?)?\s*\Z)|"
    r"[-–—]+\s*30\s*[-–—]+\s*\Z|انتهای پیام\W*\Z|\d+\s+min(?:ute)?s? read\b|(?:inhaltsverzeichnis|table of contents|in (?:this|diesem) (?:article|story|artikel)|sommaire)\s*[:：]?\s*$|"
    r"https?://(?:www\.|m\.)?(?:instagram|twitter|x|youtube|youtu|facebook|tiktok|vimeo)\.\S+\s*$|"
    r"(?:comments?|share|print|email|e-mail|tweet|facebook|twitter|whatsapp|pinterest|linkedin|reddit|drucken|teilen|kommentare|imprimer|imprimir)\s*$"
)
_OPENING = (
    r"(?:read|share) this\b|also read\b|see more\b|further (?:reading|on this|from)\b|must (?:read|on this)\b|more (?:on this|from|stories|news|coverage)\b|"
    r"(?:sign|log) (?:up|in)\b|subscribe\b|(?:(?:daily|weekly|the) .{0,30})?newsletter|get (?:the|all the|more)\b(?=.{0,90}(?:newsletter|app|inbox|alerts?|access|emails?|delivered|subscription))|stay (?:up[- ]to[- ]date|informed|connected|in touch)\b|keep up with\b|"
    r"follow (?:us|him|her|me|the)\b|join (?:us|our)\b|like us on\b|share (?:on|via|your)\b|support (?:us|our|independent)\b|donate\b|become a (?:member|subscriber|supporter)\b|already a member\b|"
    r"to continue reading|skip to\b|copyright\b|"
    r"(?:viel|meist) ?gelesen|auch interessant|weiterlesen|mehr (?:dazu|lesen)|siehe auch|jetzt (?:lesen|teilen)|hier klicken|artikel (?:teilen|merken|drucken)|haben sie (?:einen )?fehler|"
    r"lire (?:aussi|également|la suite|plus)|voir aussi|partager (?:sur|cet|l)|s['’]abonner|recevez toute|"
    r"[lt]es? puede interesar|ve[ra] (?:más|mais)|suscr[ií]b[ae]|[úu]nete a |comparte est[ea] |toda la información en\b|siga o |assine|compartilh[ae]|receba |abbonati|condividi|"
    r"abonneer|prenumerera|tilaa |śledź|subskrybuj|zapisz się|читать далее|следите за|присоединяйтесь|ilgili haber|abone ol|ikuti |"
    r"関連記事|続きを読む|登録|相关(?:阅读|新闻)|更多精彩|分享|관련\s?기사|공유|구독"
)  # fmt: skip
_COUNT = re.compile(
    r"\W*(?:\d[\d.,]*\s*(?:comments?|shares?|views?|kommentare?|commentaires?|comentarios?|likes)\b\W*){1,4}\Z",
    re.IGNORECASE,
)
_LINE = re.compile(r"[\W_]*(?:" + "|".join((_READ, _CALL, _CREDIT)) + ")")
_STAMP = re.compile(
    r"[\W_]*(?:(?:this|the) (?:stor[yi]|article|post|piece|report)\w{0,2} (?:was|has been) )?(?:last |first |originally )?(updated?|published|posted|modified|aktualisiert|veröffentlicht|publié|mis à jour|publicado|actualizado|atualizado|pubblicato|opublikowano|опубликовано)\b.{0,60}\d(?:\s*\w{1,5}\.?){0,3}\W*\Z"
)  # fmt: skip
_MAY_CALL = re.compile(rf"[\W_]*(?:{_OPENING})")
"""Openings of calls that sentences have as well."""
_END = re.compile(
    r"[\W_]*(?:(?:related|recommended|more|latest|popular|trending|top) (?:articles?|stor(?:y|ies)|posts?|news|reading|coverage|videos?|topics?|links?|from\b.*|on\b.*)|"
    r"related|(?:you (?:may|might|could) (?:also )?(?:like|be interested)|read (?:more|next|also)|more (?:from|on|about|in|to read)\b|what to read next|about the authors?|comments?|leave a (?:comment|reply)|"
    r"share this|editor['’]?s['’]? picks?|most (?:read|popular|viewed|shared)|in other news|further reading)|"
    r"mehr zum thema|das könnte (?:sie|dich)|auch interessant|weitere (?:artikel|themen|nachrichten|meldungen|news)|kommentare?|zum thema|meistgelesen|"
    r"(?:à lire aussi|sur le même (?:sujet|thème)|lire aussi|voir aussi|commentaires?|articles? (?:liés|similaires)|les plus lus)|"
    r"(?:noticias?|notas?|artículos?|contenido|leia|leia mais|matérias?|notícias?) relacionad[ao]s?|te puede interesar|más (?:noticias|leídas?|sobre)|comentarios?|lo más (?:leído|visto)|veja também|leia (?:também|mais)|"
    r"leggi anche|articoli correlati|potrebbe interessarti|commenti|lees ook|meer (?:over|nieuws)|reacties|gerelateerd|läs (?:också|mer)|les også|læs også|zobacz też|podobne|czytaj też|"
    r"mohlo by vás zajímat|související|по теме|читайте также|комментарии|новости по теме|関連(?:記事|ニュース)|あわせて読みたい|相关(?:阅读|新闻|文章)|관련\s?(?:기사|뉴스))\s*[:：…»>]*\s*$"
)
_BYLINE = re.compile(
    r"\s*(?:(?:(?:written|reported|story|text|words|posted|report|article|compiled|edited|geschrieben|verfasst|eingestellt|gespeichert|veröffentlicht|artikel|beitrag|bericht|"
    r"publicado|escrito|publié|écrit|rédigé|propos recueillis|scritto|geplaatst|skrevet)\s+)?(?:by|von|par|por|door|di|da|av|af|przez|oprac\.|بقلم|به قلم|מאת|โดย|írta|γράφει)|"
    r"autor(?:in|a|es)?|auteurs?|author(?:s|\(s\))?|автор|текст|written|reporting|redac(?:ción|ção|tie|tion)|redaktion|staff)(?:\s|:|：|$)",
    re.IGNORECASE,
)
_BYLINE_STARTS = (
    "by", "von", "par", "por", "door", "di ", "da ", "av ", "af ", "przez", "auto", "aute", "autho", "автор", "текст", "writ", "repor", "story",
    "text", "words", "poste", "artic", "compi", "edite", "gesch", "verfa", "einge", "gespe", "veröf", "beitr", "beric", "public", "escri",
    "publi", "écrit", "rédig", "propos", "scrit", "gepla", "skrev", "redac", "redak", "staff",
    "oprac.", "بقلم", "به قلم", "מאת", "โดย", "írta", "γράφει",
)  # fmt: skip
_BYLINE_PREFIX = re.compile(
    r"\W*(?:(?:written|posted|text|story)\s+)?(?:by|von|par|por|di|door|av|af|przez|autor(?:in|a)?|auteur|author|текст)\W*$",
    re.IGNORECASE,
)

_CHANGE = re.compile(
    r"\W*(?:update[ds]?|correct(?:ion|ed)|clarification|erratum|korrektur|aktualisierung|mise à jour|rectificatif|actualización|corrección|atualização|correção|"
    r"aggiornamento|обновлено|исправлено|更新|訂正|更正|정정|수정|تحديث|تصحيح)(?:[\s(][^.:：]{0,40})?[:：]",
    re.IGNORECASE,
)
_NEWSLETTER = (
    "newsletter", "lettre d'info", "lettre d’info", "boletin", "boletín", "infolettre", "nyhedsbrev", "nyhetsbrev", "nieuwsbrief", "рассылк", "뉴스레터",
    "メルマガ", "النشرة",
)  # fmt: skip
_SIGN_UP = re.compile(
    r"\W*(?:subscribe|sign ?up|get|join|receive|register|never miss|abonn|melden sie|jetzt|anmelde|bestellen|inscri|recevez|"
    r"suscr|recib|assine|receba|iscriv|ricevi|meld je|ontvang|tilmeld|prenumerera|подпи|구독|اشترك)"
)
_ASKED = (
    " our ", " us.", " us on", " us for", " us at", " your ", "unlimited", "newsletter", "today", "right now", "sign up", "subscri", "donat", "comment", "breaking news", "latest news",
    "by following", "here.", "here to", "below", "this story", "this article", "@", "http", "www.", ".com", "facebook", "twitter", "instagram", "youtube", "whatsapp", "telegram", "linkedin", "tiktok",
    "google", " app ", "account", "inbox", "e-mail", "email", "rights reserved", "©", "unser", "euer", "hier ", " notre ", " nos ", " votre ", "nuestr", " nosso", " nossa", "nostr",
    " ons ", " onze ", "наш", " нас ", "bizi", "tıkla", " kami", "微信", "微博", "朋友圈", "点击", "當サイト", "当サイト", "こちら", "채널", "카카오", "누르",
)  # fmt: skip
"""What calls ask readers for and sentences of a story seldom name."""
_TOLD = re.compile(r".*[\w)%][.。।][\"'”’»」』)]*\Z", re.DOTALL)
_COMMON_WORD = re.compile(r"\s[a-zß-ÿа-я]{4,}\b")
_CHANNELS = ("whatsapp", "telegram", "google news")
_FOLLOW = re.compile(
    r"\W*(?:(?:follow|join) (?:us|our)|ikuti|simak|dapatkan|[úu]nete|s[ií]guenos|(?:s[ií]gue|recibe)(?=.*(?:canal|nuestr|noticias|actualidad|\ben (?:whats|tele|google)))|reciba|"
    r"suscr[ií](?:bete|base)|siga|receba|entre (?:no|em)|participe|suivez|rejoignez|recevez|abonn(?:ez|ieren?|eer|ér)|"
    r"folg(?:e|en) (?:sie|uns)|segui(?:ci)?|iscriv(?:iti|etevi)|volg|śledź|dołącz|подпи(?:шись|шитесь|сывайтесь|сывайся)|следите|присоединяйтесь|abone ol\w*|takip e\w+|theo dõi)\b"
)
"""Whole words that call: as their beginnings, reports open so as well (``Volgens``, ``Recibió``)."""

_YOUR_SAY = re.compile(
    r"(?:\A|[.?!:]\s)\W*(?:please )?(?:let us know|tell us|have your say|sound off|weigh in|share your \w+|leave your \w+)\b.{0,40}\bcomments?\b.{0,16}\Z"
)
_LATER_SIGN_UP = re.compile(rf".*[.!?:]\s{_SIGN_UP.pattern}")
"""Patterns are for text in lower case, which is several times faster than to look for any case."""

_LONG, _LONGEST, _LONGEST_CALL = 120, 220, 300
_LABEL_ENDS = frozenset(":：|»>–—")
_FEWEST_WORDS, _FEWEST_SIGNS, _FEWEST_COMMON = 6, 8, 3
_LONGEST_LABELLED = 80


def is_boilerplate(text: str) -> bool:
    """Tell whether a short line points elsewhere, calls to act, gives credit or is a label.

    >>> is_boilerplate("Read more: Rice prices rise"), is_boilerplate("He reads more than most.")
    (True, False)
    """
    size = len(text)
    if size > _LONGEST_CALL:
        return False
    lowered = _lower(text)
    if _SIGN_UP.match(lowered) and mentions(lowered, _NEWSLETTER):
        return True
    if mentions(lowered, _CHANNELS) and _FOLLOW.match(lowered):
        return True
    if "comment" in lowered and _YOUR_SAY.search(lowered):
        return True
    return (size <= _LONG or (size <= _LONGEST and not text.endswith("."))) and (
        _LINE.match(lowered) is not None or _is_call(lowered) or _is_stamp(text, lowered) or is_count(text)
    )


def _is_stamp(text: str, lowered: str) -> bool:
    """Tell whether a line says when a story was published and is no sentence that ends on a number."""
    stamp = _STAMP.match(lowered)
    if stamp is None:
        return False
    return _TOLD.match(lowered) is None or len(_COMMON_WORD.findall(text, stamp.end(1))) < _FEWEST_COMMON


def _is_call(lowered: str) -> bool:
    """Tell whether a line opens as calls do and is no sentence of a story (``Follow the river north …``)."""
    opening = _MAY_CALL.match(lowered)
    if opening is None:
        return False
    rest = lowered[opening.end() :]
    if rest.lstrip()[:1] in _LABEL_ENDS or _TOLD.match(lowered) is None or mentions(rest, _ASKED):
        return True
    if lowered[opening.end() - 1] >= "\u1100":
        return len(rest) < _FEWEST_SIGNS  # scripts that set few spaces or none
    return len(lowered.split()) < _FEWEST_WORDS


def is_sign_up(text: str) -> bool:
    """Tell whether a short paragraph calls to subscribe to a newsletter in one of its sentences.

    >>> is_sign_up("All the news of the bay? Sign up for our newsletter."), is_sign_up("They sign up to a newsletter.")
    (True, False)
    """
    if len(text) > _LONGEST_CALL:
        return False
    lowered = _lower(text)
    return mentions(lowered, _NEWSLETTER) and _LATER_SIGN_UP.match(lowered) is not None


def _lower(text: str) -> str:
    lowered = text.lower()
    return lowered if lowered.isascii() else lowered.replace("i̇", "i")


def is_change_note(text: str) -> bool:
    """Tell whether a paragraph says how the story was changed.

    >>> is_change_note("UPDATE (Friday): It sails."), is_change_note("Updated timetables are out.")
    (True, False)
    """
    return _CHANGE.match(text) is not None


def is_count(text: str) -> bool:
    """Tell whether a line counts readers or what they did.

    >>> is_count("12 comments | 3 shares"), is_count("12 comments by the mayor drew laughter")
    (True, False)
    """
    return len(text) <= _LONG and text[:2].strip("([ ")[:1].isdigit() and _COUNT.match(text) is not None


def is_end_mark(text: str) -> bool:
    """Tell whether a line heads what comes after an article: related stories, comments."""
    return len(text) <= 80 and _END.match(_lower(text)) is not None


def is_byline_like(text: str) -> bool:
    """Tell whether a line starts as author lines do."""
    if len(text) > _LONG:
        return False
    if text.lstrip()[:6].lower().startswith(_BYLINE_STARTS) and _BYLINE.match(text) is not None:
        return True
    return len(text) <= _LONGEST_LABELLED and is_labelled(text)


def is_byline_prefix(text: str) -> bool:
    """Tell whether a line is the opening of an author line alone (``By``)."""
    return len(text) < 20 and _BYLINE_PREFIX.match(text) is not None
