"""Names of months and weekdays, by language: data for :mod:`newscrawl.date_words`."""

from __future__ import annotations

from typing import Final

__all__ = ["MONTHS", "WEEKDAYS"]

MONTHS: Final = {
    "en": "january jan|february feb febr|march mar|april apr|may|june jun|july jul|august aug|september sept sep|"
          "october oct|november nov|december dec",
    "de": "januar jänner jän|februar feber|märz mär mrz|april|mai|juni|juli|august|september|oktober okt|"
          "november|dezember dez",
    "fr": "janvier janv|février févr fév|mars|avril avr|mai|juin|juillet juil juill|août aout|septembre|octobre|"
          "novembre|décembre déc",
    "es": "enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|septiembre setiembre|octubre|noviembre|"
          "diciembre dic",
    "it": "gennaio gen genn|febbraio febbr|marzo|aprile|maggio mag magg|giugno giu|luglio lug|agosto ago|"
          "settembre set sett|ottobre ott|novembre|dicembre dic",
    "pt": "janeiro|fevereiro fev|março|abril abr|maio|junho|julho|agosto|setembro|outubro out|novembro|dezembro",
    "ca": "gener gen|febrer|març|abril|maig|juny|juliol|agost ag|setembre|octubre|novembre|desembre des",
    "ro": "ianuarie ian|februarie|martie|aprilie|mai|iunie iun|iulie iul|august|septembrie|octombrie|noiembrie "
          "noi|decembrie",
    "nl": "januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober|november|december",
    "pl": "styczeń stycznia sty|luty lutego lut|marzec marca|kwiecień kwietnia kwi|maj maja|czerwiec czerwca cze|"
          "lipiec lipca lip|sierpień sierpnia sie|wrzesień września wrz|październik października paź|listopad "
          "listopada lis|grudzień grudnia gru",
    "cs": "leden ledna led|únor února úno|březen března bře|duben dubna dub|květen května kvě|červen června čvn|"
          "červenec července čvc|srpen srpna srp|září zář|říjen října říj|listopad listopadu lis|prosinec "
          "prosince pro",
    "sk": "január januára|február februára|marec marca|apríl apríla|máj mája|jún júna|júl júla|august augusta|"
          "september septembra|október októbra|november novembra|december decembra",
    "sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
    "da": "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december",
    "no": "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember des",
    "fi": "tammikuu tammikuuta tammi|helmikuu helmikuuta helmi|maaliskuu maaliskuuta maalis maa|huhtikuu "
          "huhtikuuta huhti|toukokuu toukokuuta touko|kesäkuu kesäkuuta kesä|heinäkuu heinäkuuta heinä|elokuu "
          "elokuuta elo|syyskuu syyskuuta syys|lokakuu lokakuuta loka|marraskuu marraskuuta marras|joulukuu "
          "joulukuuta joulu",
    "et": "jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember",
    "hu": "január|február|március márc|április ápr|május máj|június jún|július júl|augusztus|szeptember szept|"
          "október|november|december",
    "tr": "ocak oca|şubat şub|mart|nisan nis|mayıs|haziran haz|temmuz tem|ağustos ağu|eylül eyl|ekim eki|kasım "
          "kas|aralık ara",
    "id": "januari|februari pebruari peb|maret|april|mei|juni|juli|agustus agt agu ags|september|oktober|"
          "november nopember nop|desember",
    "ms": "januari|februari||april|mei|jun|julai|ogos|september|oktober|november|disember dis",
    "ru": "январь января янв|февраль февраля фев февр|март марта мар|апрель апреля апр|май мая|июнь июня июн|"
          "июль июля июл|август августа авг|сентябрь сентября сен сент|октябрь октября окт|ноябрь ноября ноя "
          "нояб|декабрь декабря дек",
    "uk": "січень січня січ|лютий лютого лют|березень березня бер|квітень квітня квіт кві|травень травня трав "
          "тра|червень червня черв чер|липень липня лип|серпень серпня серп сер|вересень вересня вер|жовтень "
          "жовтня жовт жов|листопад листопада лист лис|грудень грудня груд гру",
    "bg": "януари яну|февруари|март|април|май|юни|юли|август|септември септ|октомври|ноември ноем|декември",
    "el": "ιανουάριος ιανουαρίου ιαν|φεβρουάριος φεβρουαρίου φεβ φεβρ|μάρτιος μαρτίου μαρ μαρτ|απρίλιος απριλίου "
          "απρ|μάιος μαΐου μαι|ιούνιος ιουνίου ιουν|ιούλιος ιουλίου ιουλ|αύγουστος αυγούστου αυγ|σεπτέμβριος "
          "σεπτεμβρίου σεπ σεπτ|οκτώβριος οκτωβρίου οκτ|νοέμβριος νοεμβρίου νοε νοεμ|δεκέμβριος δεκεμβρίου δεκ",
    "ar": "يناير جانفي|فبراير فيفري شباط|مارس آذار|أبريل إبريل أفريل نيسان|مايو ماي أيار|يونيو يونيه جوان حزيران|"
    "يوليو يوليه يوليوز جويلية تموز|أغسطس غشت أوت آب|سبتمبر شتنبر أيلول|أكتوبر|نوفمبر نونبر|ديسمبر دجنبر",
    "ar-levant": "كانون الثاني|||||||||تشرين الأول|تشرين الثاني|كانون الأول",
    "fa": "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه جولای|اوت|سپتامبر|اکتبر|نوامبر|دسامبر",
    "he": "ינואר ינו|פברואר פבר|מרץ מרס|אפריל אפר|מאי|יוני|יולי|אוגוסט אוג|ספטמבר ספט|אוקטובר אוק|נובמבר נוב|"
          "דצמבר דצמ",
    "hi": "जनवरी जन|फ़रवरी फरवरी फ़र फर|मार्च|अप्रैल|मई|जून|जुलाई जुल|अगस्त अग|सितंबर सितम्बर सित|अक्टूबर "
          "अक्तूबर अक्टू|नवंबर नवम्बर नव|"
    "दिसंबर दिसम्बर दिस",
    "bn": "জানুয়ারি জানুয়ারী|ফেব্রুয়ারি ফেব্রুয়ারী|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট আগষ্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর",
    "zh": "一月|二月|三月|四月|五月|六月|七月|八月|九月|十月|十一月|十二月",
    "th": "มกราคม ม.ค|กุมภาพันธ์ ก.พ|มีนาคม มี.ค|เมษายน เม.ย|พฤษภาคม พ.ค|มิถุนายน มิ.ย|กรกฎาคม ก.ค|สิงหาคม ส.ค|"
          "กันยายน ก.ย|ตุลาคม ต.ค|"
    "พฤศจิกายน พ.ย|ธันวาคม ธ.ค",
    "lt": "sausis sausio saus|vasaris vasario vas|kovas kovo|balandis balandžio bal|gegužė gegužės geg|birželis "
          "birželio birž|"
    "liepa liepos liep|rugpjūtis rugpjūčio rugp|rugsėjis rugsėjo rugs|spalis spalio spal|lapkritis lapkričio lapkr|"
    "gruodis gruodžio gruod",
    "lv": "janvāris janvārī|februāris februārī|marts martā|aprīlis aprīlī|maijs maijā|jūnijs jūnijā jūn|jūlijs "
          "jūlijā jūl|"
    "augusts augustā|septembris septembrī|oktobris oktobrī|novembris novembrī|decembris decembrī",
    "vi": "tháng một|tháng hai|tháng ba|tháng tư|tháng năm|tháng sáu|tháng bảy|tháng tám|tháng chín|tháng mười|"
          "tháng mười một|tháng mười hai",
}  # fmt: skip
"""Names and short names, a month from January on between bars."""

WEEKDAYS: Final = {
    "en": "monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri|saturday sat|sunday sun",
    "de": "montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sa sonnabend|sonntag so",
    "fr": "lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim",
    "es": "lunes lun|martes mar|miércoles mié|jueves jue|viernes vie|sábado sáb|domingo dom",
    "it": "lunedì lun|martedì mar|mercoledì mer|giovedì gio|venerdì ven|sabato sab|domenica dom",
    "pt": "segunda seg|terça ter|quarta qua|quinta qui|sexta sex|sábado|domingo",
    "ca": "dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge",
    "ro": "luni|marți|miercuri|joi|vineri|sâmbătă|duminică",
    "nl": "maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo",
    "pl": "poniedziałek pon|wtorek wt|środa śr|czwartek czw|piątek pt|sobota sob|niedziela niedz nd",
    "cs": "pondělí po|úterý út|středa st|čtvrtek čt|pátek pá|sobota so|neděle ne",
    "sv": "måndag mån|tisdag tis|onsdag ons|torsdag tors tor|fredag fre|lördag lör|söndag sön",
    "da": "mandag man|tirsdag tirs|onsdag|torsdag|fredag|lørdag lør|søndag søn",
    "fi": "maanantai maanantaina ma|tiistai tiistaina ti|keskiviikko keskiviikkona ke|torstai torstaina to|"
          "perjantai perjantaina pe|lauantai lauantaina la|sunnuntai sunnuntaina su",
    "hu": "hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap",
    "tr": "pazartesi pzt|salı sal|çarşamba çar|perşembe per|cuma cum|cumartesi cmt|pazar paz",
    "id": "senin|selasa|rabu|kamis|jumat|sabtu|minggu ahad",
    "ru": "понедельник пн|вторник вт|среда среду ср|четверг чт|пятница пятницу пт|суббота субботу сб|воскресенье вс",
    "uk": "понеділок|вівторок|середа середу|четвер|п'ятниця п'ятницю|субота суботу|неділя неділю нд",
    "el": "δευτέρα|τρίτη|τετάρτη|πέμπτη|παρασκευή|σάββατο|κυριακή",
    "ar": "الاثنين الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد",
    "he": "שני|שלישי|רביעי|חמישי|שישי|שבת|ראשון",
    "hi": "सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार",
    "bn": "সোমবার|মঙ্গলবার|বুধবার|বৃহস্পতিবার|শুক্রবার|শনিবার|রবিবার",
    "vi": "thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật",
    "th": "วันจันทร์ที่ วันจันทร์|วันอังคารที่ วันอังคาร|วันพุธที่ วันพุธ|วันพฤหัสบดีที่ วันพฤหัสบดี|วันศุกร์ที่ "
          "วันศุกร์|วันเสาร์ที่ วันเสาร์|"
    "วันอาทิตย์ที่ วันอาทิตย์",
    "lt": "pirmadienis|antradienis|trečiadienis|ketvirtadienis|penktadienis|šeštadienis|sekmadienis",
    "lv": "pirmdiena|otrdiena|trešdiena|ceturtdiena|piektdiena|sestdiena|svētdiena",
    "ko": "월요일 월|화요일 화|수요일 수|목요일 목|금요일 금|토요일 토|일요일 일",
    "ja": "月曜日 月曜|火曜日 火曜 火|水曜日 水曜 水|木曜日 木曜 木|金曜日 金曜 金|土曜日 土曜 土|日曜日 日曜",
    "zh": "星期一 周一 週一|星期二 周二 週二|星期三 周三 週三|星期四 周四 週四|星期五 周五 週五|星期六 周六 週六|"
          "星期日 星期天 周日 週日",
}  # fmt: skip
"""Names and short names, a weekday from Monday on between bars."""
