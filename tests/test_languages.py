import pytest

from newscrawl.languages import guess_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council said on Monday that it has no plan for the bridge.", "en"),
        ("Der Rat hat am Montag nicht gesagt, ob die Brücke für das Fest gesperrt wird.", "de"),
        ("Le conseil n’a pas dit si le pont est fermé pour la fête, mais les travaux ont commencé dans la nuit.", "fr"),
        ("El consejo no dijo si el puente se cerrará, pero los vecinos creen que las obras han empezado.", "es"),
        ("Il consiglio non ha detto se il ponte sarà chiuso, ma gli abitanti sono sicuri che è già deciso.", "it"),
        ("O conselho não disse se a ponte será fechada, mas os moradores da vila são contra.", "pt"),
        ("De raad heeft niet gezegd of het plein voor het feest dicht gaat, maar dat zijn wij gewend.", "nl"),
        ("시의회는 월요일에 다리를 닫지 않겠다고 밝혔다. KBS 뉴스", "ko"),
        ("市議会は月曜日に橋を閉鎖しないと発表した。", "ja"),
        ("市议会周一表示不会关闭大桥。", "zh"),
        ("Совет не сказал, что мост закроют на ремонт, но это не так.", "ru"),
        ("Рада не сказала, що міст закриють на ремонт, але це не так.", "uk"),
        ("قال المجلس إن الجسر لن يغلق في العيد بعد هذا القرار", "ar"),
        ("המועצה לא אמרה אם הגשר ייסגר", "he"),
        ("Το συμβούλιο δεν είπε αν θα κλείσει η γέφυρα", "el"),
        ("OK", None),
        ("12345", None),
        ("", None),
    ],
)
def test_guess_language(text, expected):
    assert guess_language(text) == expected
