"""Lines that stand between the paragraphs of a story without being part of it."""

import pytest

from newscrawl.extraction.boilerplate import is_boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "ये भी पढ़ें- पुस्तकालय वसंत तक खुला रहेगा",
        "আরও পড়ুন: গ্রন্থাগার খোলা",
        "اقرأ أيضًا: المكتبة تبقى مفتوحة",
        "یہ بھی پڑھیں: کتب خانہ",
        "Διαβάστε επίσης: Η βιβλιοθήκη μένει ανοιχτή",
        "Pročitajte i: Knjižnica ostaje otvorena",
        "Lihat juga: Perpustakaan tetap buka",
        "Kaynak: AA",
        "المصدر: وكالات",
        "Hits: 4211",
        "Read 812 times",
        "Количество показов: 812",
        "- 30 -",
        "Нашли опечатку? Выделите её и нажмите Ctrl+Enter.",
        "特别声明：以上内容为用户上传，本平台仅提供信息存储服务。",
        "《海宁日报》（2024年11月05日 04 版）",
        "(责编：王小明、李红)",
        "Så jobbar vi: Vår journalistik ska vara saklig.",
    ],
)
def test_line_beside_the_text(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read 812 pages of the report, the judge told him",
        "Hits: the band played 30 of them",
        "联合声明：两国同意恢复渡口",
        "《海宁日报》周一报道了此事。",
        "Ищите опечатку в самом названии города.",
        "Så jobbar virket i väggen när det fryser.",
    ],
)
def test_line_of_the_text(line: str) -> None:
    assert not is_boilerplate(line)
