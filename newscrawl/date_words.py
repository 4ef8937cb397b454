"""Words that dates are written with, in many languages: data for :mod:`newscrawl.dates`.

Every word is folded (:func:`fold`) before it is looked up, so case, accents and width do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from newscrawl.date_names import MONTHS, WEEKDAYS
from newscrawl.date_zones import ZONES

__all__ = ["KIND_OVERRIDES", "LANGUAGES", "MULTIWORD", "WEEKDAY_TOO", "WORDS", "fold", "words_for"]


_ACCENTS: Final = re.compile(
    ""
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
    ""
)
"""Accents of alphabets that can do without, and characters that only steer the layout."""


def fold(text: str) -> str:
    """Return ``text`` in lower case and without accents, so that spellings of one word are equal.

    >>> fold("FÉVRIER Ağustos")
    'fevrier agustos'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed)).replace("ı", "i")


LANGUAGES: Final = frozenset((*MONTHS, "hr", "ja", "ko", "nb", "nn"))
"""Primary subtags of the languages whose months are among :data:`WORDS`, or are written in figures."""

WEEKDAY_TOO: Final = frozenset({"mar", "maa"})
"""Words for a month that are also a weekday; a weekday when another word names the month."""

_UNITS: Final = {
    "second": "second seconds sec secs s sekunde sekunden seconde secondes segundo segundos secondo secondi "
              "secunda secunde sekund sekundy sekundę sekunder sekunnin sekuntia saniye detik giây másodperccel "
              "másodperce секунда секунду секунды секунд секунди δευτερόλεπτο δευτερόλεπτα ثانية ثوان ثواني "
              "שנייה שניות sekundami vteřinami सेकंड সেকেন্ড ثانیه",
    "minute": "minute minutes min mins m minuten minuto minutos minuti minuut minuta minuty minut minutę "
              "minutter minuttia minuutti dakika menit phút perccel perce минута минуту минуты минут мин хвилина "
              "хвилину хвилини хвилин λεπτό λεπτά دقيقة دقائق دقيقتين דקה דקות minuter minutami minutou мінут मिनट "
              "মিনিট دقیقه",
    "hour": "hour hours hr hrs h std stunde stunden heure heures hora horas ora ore uur uren godzina godzinę "
            "godziny godzin godz timme timmar time timer tunti tuntia saat jam giờ tiếng órával órája часа час "
            "часов ч година годину години годин ώρα ώρες ساعة ساعات ساعتين שעה שעות שעתיים hodinou hodinami "
            "hodiny hodin घंटे घंटा ঘণ্টা ঘন্টা ساعت",
    "day": "day days d tag tage tagen jour jours día días dia dias giorno giorni dag dagen dagar dage dager "
           "dzień dni päivä päivää gün hari ngày nappal napja zi zile день дня дней дн дні днів ημέρα ημέρες "
           "μέρες μέρα يوم أيام يومين יום ימים יומיים dnem dny dni दिन দিন روز",
    "week": "week weeks wk wks w woche wochen semaine semaines semana semanas settimana settimane weken tydzień "
            "tygodnie tygodni vecka veckor uge uger uke uker viikko viikkoa hafta minggu tuần héttel hete неделя "
            "неделю недели недель тиждень тижні тижнів εβδομάδα εβδομάδες أسبوع أسابيع أسبوعين שבוע שבועות "
            "שבועיים týdnem týdny सप्ताह हफ्ते সপ্তাহ هفته",
    "month": "month months mo monat monate monaten mois mes meses mese mesi maand maanden miesiąc miesiące "
             "miesięcy månad månader måned måneder kuukausi kuukautta ay bulan hónappal hónapja luna luni месяц "
             "месяца месяцев місяць місяці місяців μήνα μήνες شهر أشهر شهرين شهور חודש חודשים חודשיים měsícem "
             "měsíci महीने মাস ماه",
    "year": "year years yr yrs jahr jahre jahren an ans année années año años ano anos anno anni jaar rok lata "
            "lat år vuosi vuotta yıl sene tahun năm évvel éve ani год года лет рік роки років χρόνο χρόνια έτος "
            "έτη سنة سنوات عام أعوام سنتين שנה שנים שנתיים rokem lety साल বছর سال",
}  # fmt: skip

_DUALS: Final = "دقيقتين ساعتين يومين أسبوعين شهرين سنتين שעתיים יומיים שבועיים חודשיים שנתיים"
"""Words that mean two of a unit by themselves."""

_SINGLE_UNITS: Final = (
    "ساعة دقيقة يوم أسبوع شهر سنة שעה דקה יום שבוע חודש שנה saat час минуту день неделю месяц год година годину "
    "день тиждень місяць рік godzinę minutę tydzień miesiąc rok hodinou minutou týdnem měsícem rokem dnem"
)
"""Units that stand without a number for one of them."""

_AGO: Final = (
    "ago earlier back vor her il|y|a hace há منذ قبل לפני för før před πριν πριν|από fa atrás geleden temu önce "
    "sedan siden sitten назад тому lalu trước ezelőtt acum पहले আগে پیش"
)

_ONE: Final = (
    "a an one ein eine einem einer un une una uno um uma een en ett et yksi bir egy jeden jedną jedna один одну одна"
)

_RELATIVE_DAYS: Final = {
    0: "today heute aujourd'hui aujourd’hui hoy oggi hoje avui azi vandaag dziś dzisiaj dnes idag i|dag tänään "
       "bugün ma hari|ini hôm|nay сегодня сьогодні днес σήμερα اليوم היום आज",
    1: "yesterday gestern hier ayer ieri ontem ahir gisteren wczoraj včera igår i|går eilen dün tegnap kemarin "
       "hôm|qua вчера вчора χθες χτες أمس البارحة אתמול",
    2: "vorgestern avant-hier anteayer antier l'altro|ieri altroieri anteontem eergisteren przedwczoraj "
       "předevčírem i|förrgår i|forgårs toissapäivänä tegnapelőtt hôm|kia позавчера позавчора προχθές day|before|"
       "yesterday the|day|before|yesterday",
}  # fmt: skip

_JUST_NOW: Final = (
    "just|now right|now moments|ago a|moment|ago seconds|ago a|few|seconds|ago gerade|eben soeben à|l'instant à|"
    "l’instant ahora|mismo justo|ahora agora|mesmo proprio|ora proprio|adesso zojuist przed|chwilą právě|teď "
    "just|nu nyss lige|nu akkurat|nå juuri|nyt az|önce şimdi baru|saja vừa|xong только|что щойно μόλις|τώρα الآن "
    "עכשיו"
)

_AM: Final = (
    "am a|m πμ π|μ π.μ صباحا صباحًا ص এএম "
    "öö sa vorm vormittags matin mañana mattina manhã утра לפנה״צ dop dopoledne дп ق.ظ "
    "pg ap priešpiet priekšp ранку"
)
_PM: Final = (
    "pm p|m μμ μ|μ μ.μ مساء مساءً م পিএম "
    "ös ch nachm nachmittags abends soir tarde noche sera pomeriggio noite вечера дня אחה״צ "
    "odp odpoledne pop пп ب.ظ ptg ip popiet pēcp"
)

_FILLERS: Final = (
    # prepositions, articles and words for "o'clock"
    "of the on at from by in and since am um uhr den der dem vom le la les du de del dell della el los las a à "
    "às ao em y il lo "
    "ore ora alle il's kl klo klokken klockan om o godz w dnia dne v ve ob r года г р року m d n nap "
    "în op te og gada น ค.ศ พ.ศ เวลา เมื่อ i na az в во о у до від ב בשעה ב ה في الساعة بتاريخ وقت و pukul jam "
    "pada tanggal lúc ngày năm "
    "vào ngay nam saat tarihinde στις yang "
    # labels
    "posted published publication updated update last modified modification created date dated time first "
    "written edited article print online release released added submitted "
    "veröffentlicht erstellt aktualisiert stand datum geändert erschienen publiziert "
    "publié publiée mis mise jour date posté modifié créé actualisé "
    "publicado publicada actualizado actualizada fecha creado modificado atualizado atualizada data criado "
    "pubblicato pubblicata aggiornato aggiornata aggiornamento ultimo ultima modifica creato "
    "опубликовано обновлено дата добавлено размещено создано изменено оновлено опубліковано "
    "geplaatst gepubliceerd bijgewerkt gewijzigd laatst opublikowano opublikowany aktualizacja dodano data ostatnia "
    "yayınlanma yayın güncelleme güncellendi tarihi tarih giriş son eklenme "
    "publicerad publicerat uppdaterad uppdaterat publiceret opdateret offentliggjort publisert oppdatert "
    "julkaistu päivitetty "
    "publikováno vydáno aktualizováno zveřejněno közzétéve frissítve publikálva megjelent "
    "δημοσίευση δημοσιεύτηκε δημοσιεύθηκε ενημέρωση ενημερώθηκε "
    "diterbitkan diperbarui dipublikasikan diunggah terbit đăng cập nhật xuất bản "
    "نشر نشرت تم تحديث آخر التحديث تاريخ النشر פורסם עודכן עדכון תאריך אחרון انتشار "
    "เผยแพร่ ปรับปรุง อัปเดต प्रकाशित अपडेट প্রকাশ প্রকাশিত আপডেট "
    "입력 수정 등록 승인 작성 작성일 기사입력 최종수정 등록일 수정일 입력시간 게재 발행 발행일 송고 최종 "
    "업데이트 보도 "
    "公開 公開日 更新 更新日 最終更新 投稿 投稿日 掲載 配信 発表 作成 日時 公開日時 更新日時 "
    "发布 發布 发表 發表 发表于 發表於 发布于 发布时间 發布時間 更新时间 更新時間 更新于 时间 時間 日期 最后 "
    "最後 于 於 在"
)

_CROATIAN: Final = (
    "siječanj siječnja sij|veljača veljače velj|ožujak ožujka ožu|travanj travnja tra|svibanj svibnja svi|"
    "lipanj lipnja lip|srpanj srpnja srp|kolovoz kolovoza kol|rujan rujna ruj|listopad listopada lis|"
    "studeni studenoga stu|prosinac prosinca pro"
)
KIND_OVERRIDES: Final[dict[str, dict[str, tuple[str, int]]]] = {
    "hr": {fold(w): ("M", month) for month, ws in enumerate(_CROATIAN.split("|"), 1) for w in ws.split()},
    "ms": {"mac": ("M", 3)},
    "vi": {"sa": ("A", 0)},
    "hu": {"de": ("A", 0), "du": ("A", 12)},
    "sv": {"fm": ("A", 0), "em": ("A", 12)},
}
"""Words that mean something else in one language (Croatian *listopad* is October, elsewhere November)."""


def _entries() -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield (word, (kind, value)), the less binding meanings of a word first."""
    for word in (*ZONES, *_FILLERS.split()):
        yield word, ("f", 0)
    for word in _ONE.split():
        yield word, ("o", 1)
    for word in _AGO.split():
        yield word, ("g", 0)
    for word in _AM.split():
        yield word, ("A", 0)
    for word in _PM.split():
        yield word, ("A", 12)
    for table in WEEKDAYS.values():
        for index, group in enumerate(table.split("|")):
            words = group.split(" ") if "thứ" not in group and "chủ" not in group else [group.replace(" ", "|")]
            for word in words:
                yield word, ("w", index)
    for index, unit in enumerate(_UNITS.values()):
        for word in unit.split():
            yield word, ("u", index)
    for days, group in _RELATIVE_DAYS.items():
        for word in group.split():
            yield word, ("r", days)
    for word in _JUST_NOW.split():
        yield word, ("j", 0)
    yield from _month_entries()


def _month_entries() -> Iterator[tuple[str, tuple[str, int]]]:
    for language, table in MONTHS.items():
        for number, group in enumerate(table.split("|"), 1):
            words = [group.replace(" ", "|")] if language in ("vi", "ar-levant") and group else group.split()
            for word in words:
                yield word, ("M", number)
                if language == "he":
                    yield "ב" + word, ("M", number)


WORDS: Final[dict[str, tuple[str, int]]] = {fold(w.replace("|", " ")): entry for w, entry in _entries()}
"""Meaning of a folded word: a kind and a value.

``M`` month, ``w`` weekday, ``A`` half of the day (value 0 or 12), ``u`` unit of time (index into second … year), ``g``
"ago", ``o`` "one", ``r`` relative day (value in days before today), ``j`` just now, ``f`` means nothing.
"""

DUAL_UNITS: Final = frozenset(fold(w) for w in _DUALS.split())
SINGLE_UNITS: Final = frozenset(fold(w) for w in _SINGLE_UNITS.split())
MULTIWORD: Final = tuple(sorted((w for w in WORDS if not w.isalpha()), key=len, reverse=True))
"""Entries of :data:`WORDS` that are more than one word, longest first."""


def words_for(language: str | None) -> dict[str, tuple[str, int]]:
    """Return the words that mean something else in ``language`` (primary subtag) than in general."""
    return KIND_OVERRIDES.get(language or "", {})
