import pytest

from newscrawl.extraction.textdump_head import is_byline

BYLINES = """
By Kim Kwang-tae
BY JOHN SMITH
by ann lee
By Ann Lee and Bo Lind, Associated Press
By ANN LEE, AP Sports Writer
By Dr. Ann Lee, Ph.D.
By Ann Lee @annlee
By Ann Lee (annlee@example.com)
By Staff Reporter
By The Editorial Board
By Reuters
From our correspondent
Posted by Ann Lee
Story by Ann Lee; photos by Bo Lind
Von Anna Lind
Redaktion
Par Marie Dupont avec AFP
Por Ana López
di Mario Rossi
Door Jan de Vries
Av Erik Lund
Af Søren Holm
Przez Jan Kowalski
Autor: Jan Kowalski
Автор: Иван Петров
بقلم: أحمد علي
كتبت سارة محمد
מאת דנה כהן
Yazan: Ali Veli
Oleh Budi Santoso
Tác giả: Nguyễn Văn A
글 김철수
홍길동 기자
홍길동 기자 hong@example.co.kr
김철수 특파원
記者 李海青
本報記者李海青
文/李海青
山田太郎記者
Kirjoittanut Matti Meikäläinen
Írta: Kovács János
Napsal Jan Novák
Του Γιώργου Παπαδόπουλου
""".strip().splitlines()
OTHERS = """
By the time he left, the bridge was closed
By 2030 half of all cars will be electric
By land and by sea
By Kim's account all is well
Text messages cost the minister his job
Da Vinci painting sold
Do not touch the museum pieces
Von der Leyen kündigt Rücktritt an
Von heute an gilt Tempo 30
Von Anfang an war alles klar
Par ailleurs, le conseil a voté
Por fin llega la lluvia
Por Ana y por su hijo, dijo el juez
Di questo parla il libro
Di Maio annuncia le dimissioni
Av alla partier är detta störst
Oleh sebab itu pemerintah menaikkan harga
North Korea seeks to forge alliance with Russia
""".strip().splitlines()


@pytest.mark.parametrize("line", BYLINES)
def test_is_byline(line):
    assert is_byline(line)


@pytest.mark.parametrize("line", OTHERS)
def test_is_byline_of_other_lines(line):
    assert not is_byline(line)
