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
        "Follow the author on Twitter @annberg.",
        "Follow the latest news with our live blog.",
        "Join our WhatsApp channel for breaking news.",
        "Share your views in the comments section.",
        "Subscribe now for more stories like this one.",
        "Support independent journalism by donating today.",
        "Log in or register to comment on this story.",
        "Get the Courier in your inbox. Every weekday morning we pick the stories that matter.",
        "More news from the valley",
        "Copyright 2023 The Valley Press. All rights reserved.",
        "Published: Friday, June 3, 2022 at 5:45 p.m.",
        "Last updated more than 3 hours ago",
        "Lire aussi : le pont rouvre",
        "Abone olmak için tıklayın.",
        "Condividi su Facebook",
        "相关新闻：渡口恢复",
        "分享到微信朋友圈",
        "구독하시려면 여기를 누르세요.",
        "登録はこちらから。",
        "This story was originally published May 11, 2023, 8:12 AM.",
        "Stay up to date with the latest news by downloading the WTRN app and subscribing to our newsletters.",
        "Keep up with all the latest news from the city by following the Courier on X.",
        "Get more from the Courier with a digital subscription. You can sign up here for less than a pound a week.",
        "Do you use the new bus lanes? Let us know in the comments section below.",
        "※ 歡迎分享文章連結；未經授權，請勿複製轉貼文章內容",
        "Únete a nuestro canal de WhatsApp y recibe las noticias del valle antes que nadie, sin costo y a cualquier hora del día.",
        "انتهای پیام",
        "WATCH | Islanders react to the vote",
        "Kindly share this story:",
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
        "Follow the river north and you come to the village of Maren.",
        "Join us, the miners told the police before the charge.",
        "The weekly newsletter of the parish will no longer be printed.",
        "Copyright law does not protect the recipe, the judge said.",
        "Subscribe or perish was the motto of the paper.",
        "More news is expected on Friday from the court.",
        "Further on this road stands the mill.",
        "Updated figures put the toll at 120 dead.",
        "Posted on the door was a note from 1912.",
        "Jetzt teilen sich drei Gemeinden einen Arzt.",
        "Partager l'eau sera le défi du siècle.",
        "Abbonati in calo per il teatro di Bari.",
        "Abone olan yolcular yüzde on indirim alacak.",
        "Следите за рекой, сказал староста жителям.",
        "分享经济在过去一年中快速增长。",
        "黑客未经授权进入系统。",
        "Keep up with the leaders and the title is yours, the coach said.",
        "Jetzt ermittelt die Polizei gegen eine WhatsApp-Gruppe.",
        "Join the queue early, a man wrote in a Telegram group of 300 farmers.",
        "The comments let us know where we stand, she said.",
        "登録された有権者は三万人に上り、過去最多となった。",
        "공유 자전거 이용자는 지난해보다 두 배로 늘었다고 시가 밝혔다.",
    ],
)
def test_line_of_the_text(line: str) -> None:
    assert not is_boilerplate(line)
