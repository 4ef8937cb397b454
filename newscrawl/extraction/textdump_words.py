"""Words that tell the parts of a text dump apart, in many languages: data for :mod:`newscrawl.extraction.textdump`."""

# ruff: noqa: E501  (word tables read better unbroken)
from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ACTION_TAIL",
    "AUTHOR_HEAD",
    "AUTHOR_TAIL",
    "BULLET",
    "BYLINE",
    "BYLINE_TAIL",
    "FORM",
    "LIST_NAME",
    "MODIFIED",
    "PING",
    "SECTION",
]

BULLET: Final = re.compile(r"(?:[-*•–—›»>+]\s+|[·‣▪■●◦▶►・▲◆◇□○※]\s*|(?P<number>\d{1,2})[.)]\s+)(?=\S)")
"""What begins an entry of a list."""

PING: Final = re.compile(
    r"(?P<label>(?P<trackback>track-?backs?|트랙백|トラックバック|трекб[еэ]к|引用通告|引用通知|טראקבק|تعقيب)|"
    r"(?P<webmention>webmentions?|웹멘션)|"
    r"ping-?backs?(?:引用通告)?|pings?|rétroliens?|retroenllaç|핑백|ピンバック|пингб[еэ]к|уведомление|сповіщення|自动引用通知|自動引用通知|"
    r"تنبيه|إشعار|פינגבק|paluuviite|zpětný odkaz|spätný odkaz|geri bildirim|geri izleme|visszajelzés|povratni ping|πίνγκμπακ|powiadomienie|tilbakesporing)"
    r"\s?[:：]\s*(?P<title>\S.*)\Z",
    re.IGNORECASE,
)
"""A pingback or trackback with its title."""

_COMMENTS = (
    r"(?:reader |user )?comments?|responses?|replies|reactions?|thoughts?|kommentare?|leserkommentare?|antworten|meinungen|commentaires?|réponses?|réactions?|comentarios?|comentários?|"
    r"respuestas?|respostas?|commenti|commento|risposte|комментари\w*|коментар\w*|отзыв\w*|댓글|의견|コメント|评论|評論|留言|回应|回應|"
    r"تعليقات?|تعليقًا|التعليقات|ردود|רדיאקציות|תגובות|תגובה|reacties|komentarz\w*|komentář\w*|yorum(?:lar)?|kommentarer?|kommentit|kommenttia?|σχόλι[αο]|hozzászólás\w*|"
    r"komentar|bình luận|comentarii|comentaris|megjegyzés"
)
SECTION: Final = re.compile(
    rf"(?:(?:all|alle|show|view|read|tous les|todos los|latest|there (?:are|is)|il y a|hay|es gibt)\s+)?"
    rf"(?:(?P<before>\d[\d.,]*|one|no|ein|un|une?|uno)\s*)?(?:{_COMMENTS})(?:\s*(?:to|on|zu|sur|sobre|en|su|к|на|über|in|về|için)\s+.{{1,200}})?"
    r"\s*[:：]?\s*[(\[（]?\s*(?P<after>\d[\d.,]*)?\s*(?:건|개|件|条|條)?[)\]）]?\s*[:：]?(?:\s*so far\.?)?\Z",
    re.IGNORECASE,
)
"""The heading above comments, with or without their number."""

FORM: Final = re.compile(
    r"(?:leave a (?:reply|comment)|post (?:a|your) comment|add (?:a|your) comment|write a comment|join the (?:discussion|conversation)|"
    r"schreibe? einen kommentar|kommentar (?:schreiben|hinterlassen)|laisser un commentaire|ajouter un commentaire|deja (?:una respuesta|un comentario)|"
    r"deixe (?:uma resposta|um comentário)|lascia un commento|rispondi|добавить комментарий|оставить комментарий|залишити коментар|댓글 (?:남기기|쓰기)|답글 남기기|"
    r"コメントを(?:残す|書く)|发表(?:评论|回复)|發表(?:評論|迴響|回覆)|اترك (?:رد|تعليق)\w*|כתיבת תגובה|laat een (?:reactie|antwoord) achter|geef een reactie|"
    r"dodaj komentarz|napsat komentář|bir (?:cevap|yanıt|yorum) yaz\w*|lämna (?:en kommentar|ett svar)|legg (?:igjen|inn) .*kommentar|skriv (?:en kommentar|et svar)|vastaa|"
    r"tinggalkan balasan|trả lời hủy|αφήστε (?:μια απάντηση|ένα σχόλιο)|vélemény, hozzászólás\?)\b.{0,60}\Z",
    re.IGNORECASE,
)
"""The heading of the form below comments."""

_ACTIONS = (
    r"reply|reply to this|edit|permalink|permanent link|link|report|share|like|quote|flag|antworten|bearbeiten|melden|zitieren|répondre|signaler|responder|"
    r"rispondi|segnala|beantwoorden|reageer|svara?|vastaa|odpowiedz|odpovědět|ответить|відповісти|답글|답글쓰기|신고|返信|返信する|回复|回覆|رد|הגב|השב|"
    r"yanıtla|cevapla|balas|trả lời|απάντηση|válasz"
)
ACTION_TAIL: Final = re.compile(
    rf"(?:\A|[\s|·•–—(\[-]+)(?:(?:{_ACTIONS})(?:\s*[↓→»)\]]|\s+to\s+\S.{{0,60}})?)+\s*\Z", re.IGNORECASE
)
"""Links below or beside a comment."""

AUTHOR_HEAD: Final = re.compile(
    r"\A(?:(?:#?\d{1,5}[.):]\s+|#\d{1,5}\s+)?(?:(?:comment|posted|written|kommentar|commentaire|comentario|commento|comentário) (?:by|from|von|par|de|por|di)|by|von|par|por|di|от|від)\s+|#?\d{1,5}[.):]\s+|#\d{1,5}\s+)",
    re.IGNORECASE,
)
"""What stands before the name of a commenter."""

AUTHOR_TAIL: Final = re.compile(
    r"(?:\s+(?:says?|said|writes?|wrote|commented|replied|on|sagt(?:e)?|schreibt|schrieb|meint(?:e)?|am|dit|a dit|écrit|a écrit|le|dice|dijo|ha dicho|escribió|el|diz|disse|escreveu|em|"
    r"scrive|ha scritto|ha detto|il|zegt|schreef|op|пишет|написал[аи]?|говорит|сказал[аи]?|каже|пише|より|يقول|قال|كتب|אומרת?|כתבה?|הגיבה?|"
    r"mówi|pisze|napisał[aio]?|säger|skriver|siger|sier|sanoo|kirjoitti|říká|napsal[ai]?|diyor ki|dedi ki|berkata|λέει|szerint|viết)|님의 말(?:씀)?|さんのコメント|さんの発言|のコメント|の発言|说|說|说道|說道)?\s*[:：,]?\s*\Z",
    re.IGNORECASE,
)
"""What stands behind the name of a commenter."""

BYLINE: Final = re.compile(
    r"(?:(?:(?:written|posted|published|reported|story|text|words|compiled|edited|report|analysis|opinion|news|review)\s+)?by|"
    r"von|par|por|di|da|de|door|av|af|przez|text|texte|texto|testo|tekst|autor(?:in|a|es|en|zy|ka)?|auteurs?|autore|authors?|автор(?:ы|и)?|текст|"
    r"بقلم|كتب(?:ت)?|تقرير|إعداد|מאת|yazan|haber|oleh|penulis|bởi|tác giả|skriven av|skrevet af|skrevet av|kirjoittanut|του|της|írta|napsal|redacción|redação|redazione)"
    r"(?:\s*[:：]\s*|\s+)(?P<names>\S.{1,90})\Z"
    r"|(?:文|(?:本報|本报|新华社)?(?:記者|记者)|撰文|作者|글|기자|執筆|取材)\s*[:：/／=＝]?\s*(?P<eastern>[^\s:：/／。].{0,40})\Z",
    re.IGNORECASE,
)
"""A line that names who wrote the article."""

BYLINE_TAIL: Final = re.compile(
    r"\A\S.{0,60}(?:기자|특파원|논설위원|記者|记者|특약|통신원|編集委員|支局長)(?:\s*[=＝]?|\s*[\w.+-]+@[\w.-]+)?\Z"
    r"|\A(?:reporter|wartawan)\b.{2,60}\Z"
    r"|\A(?:(?:by|from|von|de|por)\s)?(?:(?:our|the|a|unserem?|nuestro|notre)\s)?(?:own\s)?"
    r"(?:staff|news(?:room)?|web|editorial|redaktion|redacción|redazione|redação|rédaction|redactie|redakcja|redakce|редакция|correspondents?|"
    r"reporters?|korrespondent(?:en)?|corresponsal|correspondant)(?:\s(?:staff|reporters?|writers?|correspondents?|desk|team|board|report))?\Z",
    re.IGNORECASE,
)
"""A line that ends with the office of its writer, or names nothing but an office."""

MODIFIED: Final = re.compile(
    r"updated?|modified|edited|aktualisiert|geändert|mis à jour|modifié|actualizado|actualizada|atualizado|aggiornat|modificat|обновлено|изменено|оновлено|수정|"
    r"更新|最終更新|تحديث|עודכן|עדכון|bijgewerkt|aktualizacja|aktualizováno|güncelle|uppdaterad|opdateret|oppdatert|päivitetty|diperbarui|cập nhật|ενημερώ|frissítve",
    re.IGNORECASE,
)
"""A label of the time of the last change."""

LIST_NAME: Final = re.compile(
    r"(?:more|most|latest|top|trending|popular|related|recent|recommended|read|see also|also|in other news|headlines|breaking|ticker|"
    r"mehr|meist|neueste|aktuell|auch|weitere|plus|les plus|à lire|lire aussi|más|lo más|últimas|relacionad|mais|leia|più|ultime|leggi|"
    r"ещё|еще|читайте|последние|популярн|관련|많이 본|인기|최신|주요|実時間|関連|人気|最新|相关|热门|相關|熱門|推荐|المزيد|الأكثر|اقرأ|אולי|קרא|meer|lees|więcej|czytaj|"
    r"další|devamı|ilgili|son haberler|läs|mer|les også|læs|lue|baca|terkait|xem thêm|tin)",
    re.IGNORECASE,
)
"""How names of headline lists begin."""
