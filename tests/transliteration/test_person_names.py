"""People by the spelling of their names."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from seogo.analysis.script.hangul import FINALS, INITIALS, split_syllable
from seogo.analysis.script.romanization import NAME_SYLLABLES
from seogo.transliteration.person_names import (
    find_latin_names,
    person_keys_hangul,
    person_keys_latin,
)
from tests.rows import each_row

PEOPLE = """
이순신: Yi Sun-sin, Lee Soon-shin, I Sunsin, Lee Sunshin, Yi Sunsin, Soon-shin Lee, YI SUN-SHIN, Yi Sun Sin
박정희: Park Chung-hee, Park Chung Hee, Pak Chŏnghŭi, Pak Chonghui, Bak Jeong-hui, Park Jung-hee, Pak Chōnghūi
김대중: Kim Dae-jung, Kim Dae Jung, Kim Tae-jung, Kim Taejung, Gim Dae-jung
김영삼: Kim Young-sam, Kim Young Sam, Kim Yŏngsam
노태우: Roh Tae-woo, No T'aeu, No Tae-u
노무현: Roh Moo-hyun, Roh Moo Hyun, No Muhyŏn, Noh Mu-hyeon
이명박: Lee Myung-bak, I Myeong-bak, Yi Myŏngbak
박근혜: Park Geun-hye, Park Keun-hye, Pak Kŭnhye
문재인: Moon Jae-in, Moon Jae In, Mun Chaein
윤석열: Yoon Suk Yeol, Yoon Suk-yeol, Yoon Seok-youl, Yun Seok-yeol
이재명: Lee Jae-myung, Lee Jae Myung, Yi Chaemyŏng
전두환: Chun Doo-hwan, Chun Doo Hwan, Jeon Du-hwan, Chŏn Tuhwan
최규하: Choi Kyu-hah, Choe Gyu-ha, Ch'oe Kyuha, Ch’oe Kyuha
윤보선: Yun Posun, Yun Bo-seon
장면: Chang Myon, Chang Myŏn, Jang Myeon
여운형: Lyuh Woon-hyung, Yeo Un-hyeong, Yŏ Unhyŏng
김구: Kim Gu, Kim Koo, Kim Ku
안중근: Ahn Jung-geun, An Jung-geun, An Chunggŭn, Ahn Joong-keun
안창호: Ahn Chang-ho, An Ch'angho, Ahn Changho
유관순: Yu Gwan-sun, Yoo Kwan-soon, Ryu Gwan-sun, Yu Kwansun
홍범도: Hong Beom-do, Hong Pŏmdo, Hong Bum-do
신채호: Shin Chae-ho, Sin Ch'aeho
정약용: Jeong Yak-yong, Chŏng Yagyong, Jung Yak-yong, Chong Yagyong
정도전: Jeong Do-jeon, Chŏng Tojŏn, Chong Tojon
정몽주: Jeong Mong-ju, Chŏng Mongju, Chung Mong-ju
이성계: Yi Seong-gye, Yi Sŏnggye, Lee Sung-gye, Yi Songgye
이황: Yi Hwang, Lee Hwang, I Hwang
허준: Heo Jun, Hur Jun, Hŏ Chun
허난설헌: Heo Nanseolheon, Hŏ Nansŏrhŏn
신사임당: Shin Saimdang, Sin Saimdang
장영실: Jang Yeong-sil, Chang Yŏngsil, Jang Young-sil
을지문덕: Eulji Mundeok, Ŭlchi Mundŏk
연개소문: Yeon Gaesomun, Yŏn Kaesomun
강감찬: Gang Gam-chan, Kang Kam-chan, Kang Kamch'an
장보고: Jang Bogo, Jang Bo-go, Chang Pogo
왕건: Wang Geon, Wang Kŏn
김유신: Kim Yu-sin, Kim Yushin, Kim Yoo-shin
최치원: Choe Chi-won, Choi Chi-won, Ch'oe Ch'iwŏn
김홍도: Kim Hong-do, Kim Hongdo
신윤복: Shin Yun-bok, Sin Yun-bok, Shin Yoon-bok
권율: Gwon Yul, Kwon Yul, Kwŏn Yul
전봉준: Jeon Bong-jun, Chŏn Pongjun, Chon Pong-jun
황희: Hwang Hui, Hwang Hee, Hwang Hŭi
성삼문: Seong Sam-mun, Sŏng Sammun, Sung Sam-moon
나운규: Na Woon-gyu, Na Un'gyu
한용운: Han Yong-un, Han Yong-woon, Han Yongun
윤동주: Yun Dong-ju, Yoon Dong-ju, Yun Tongju
김소월: Kim Sowol, Kim So-wol, Kim Sowŏl
고은: Ko Un, Go Eun
한강: Han Kang, Han Gang
정주영: Chung Ju-yung, Jeong Ju-yeong, Chŏng Chuyŏng
이병철: Lee Byung-chul, Yi Pyŏngch'ŏl
이건희: Lee Kun-hee, Lee Gun-hee, Yi Kŏnhŭi
정명훈: Myung-whun Chung, Chung Myung-whun, Chung Myung-hoon
정경화: Kyung-wha Chung, Chung Kyung-wha
조성진: Seong-Jin Cho, Cho Seong-jin, Cho Sung-jin
임윤찬: Yunchan Lim, Lim Yun-chan, Im Yun-chan
백남준: Nam June Paik, Paek Nam-jun, Paik Nam-june
봉준호: Bong Joon-ho, Bong Joon Ho, Bong Jun-ho
박찬욱: Park Chan-wook, Chan-wook Park
송강호: Song Kang-ho
윤여정: Youn Yuh-jung, Yuh-jung Youn, Yun Yeo-jeong
배두나: Bae Doona, Doona Bae, Bae Doo-na
손흥민: Son Heung-min, Heung-min Son, Sohn Heung-min, SON Heung-Min
김연아: Kim Yuna, Yuna Kim, Kim Yeon-a
박세리: Pak Se-ri, Se Ri Pak, Park Se-ri
류현진: Ryu Hyun-jin, Hyun-jin Ryu, Hyun Jin Ryu
추신수: Shin-soo Choo, Choo Shin-soo
반기문: Ban Ki-moon, Ban Ki Moon, Pan Ki-mun
남궁민: Namkoong Min, Nam-goong Min, Nam Goong Min
황보관: Hwangbo Kwan, Hwang Bo-kwan
제갈량: Jegal Ryang
선우휘: Sunwoo Hwi, Seonu Hwi
김일성: Kim Il Sung, Kim Il-sung, Kim Ilsŏng
김정일: Kim Jong Il, Kim Jong-il
김정은: Kim Jong Un, Kim Jong-un, Gim Jeong-eun, Kim Chŏng'ŭn
김여정: Kim Yo Jong, Kim Yeo-jeong
리영호: Ri Yong Ho, Ri Yong-ho
리설주: Ri Sol Ju
최룡해: Choe Ryong Hae
황병서: Hwang Pyong So
"""
SPELLED = [
    (hangul, latin)
    for line in PEOPLE.strip().splitlines()
    for hangul, _, names in [line.partition(": ")]
    for latin in names.split(", ")
]
SURNAMES = """
김 Kim, 이 I, 박 Bak, 최 Choe, 정 Jeong, 강 Gang, 조 Jo, 윤 Yun, 장 Jang, 임 Im, 오 O, 신 Sin, 유 Yu, 노 No, 우 U,
문 Mun, 허 Heo, 여 Yeo, 남궁 Namgung, 제갈 Jegal, 황보 Hwangbo, 선우 Seonu, 독고 Dokgo, 사공 Sagong, 서문 Seomun
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [(hangul, latin) for pair in table.split(",") for hangul, latin in [pair.split()]]


INITIALS_ROMANIZED = "g kk n d tt r m b pp s ss _ j jj ch k t p h"
VOWELS_ROMANIZED = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
FINALS_ROMANIZED = {"ㄱ": "k", "ㄴ": "n", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ng", "ㅊ": "t"}
NAME_SYLLABLE = st.sampled_from(
    [s for s in NAME_SYLLABLES if INITIALS[split_syllable(s)[0]] != "ㄹ"]
)
LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz' -ŏŭéAKM", max_size=40)


def romanize(syllable: str) -> str:
    """A syllable of a name by the Revised Romanization."""
    initial, vowel, final = split_syllable(syllable)
    return (
        INITIALS_ROMANIZED.split()[initial].strip("_")
        + VOWELS_ROMANIZED.split()[vowel]
        + FINALS_ROMANIZED.get(FINALS[final], "")
    )


def test_a_person_is_found_in_every_spelling() -> None:
    for hangul, latin in SPELLED:
        key = person_keys_hangul(hangul)
        assert key in person_keys_latin(latin.split()), latin
        text = f"Yesterday {latin}’s letter was read."
        in_text = (10, 10 + len(latin), key) in find_latin_names(text)
        # I and one word are mostly English
        assert in_text == (latin != "I Hwang"), latin


def test_a_query_may_be_in_small_letters() -> None:
    assert "이순신" in person_keys_latin(["yi", "sun-sin"])


@each_row(
    ("hangul", "latin"),
    [
        ("이순신", "Yi Sun-jin"),
        ("이순신", "Kim Sun-sin"),
        ("김정은", "Kim Jung-il"),
        ("김종은", "Kim Jeong-eun"),  # only Jong is both
        ("김성민", "Kim Song-min"),
        ("송강호", "Seong Kang-ho"),
        ("김재인", "Kim Je-in"),
        ("박찬호", "Park Chang-ho"),
        ("윤여정", "Yoon Yeo-jin"),
        ("최강희", "Choi Kang-hui Min"),
        ("정몽주", "Chŏng Mungju"),  # written with breves, u is ㅜ
        ("김승훈", "Kim Sŏnghun"),
        ("이영호", "Ri Hong Yo"),
    ],
)
def test_another_person_is_not(hangul: str, latin: str) -> None:
    assert person_keys_hangul(hangul) not in person_keys_latin(latin.split())


def test_north_and_south_are_one_person() -> None:
    assert person_keys_hangul("리룡해") == person_keys_hangul("이용해")
    assert person_keys_hangul("로무현") == person_keys_hangul("노무현")
    assert person_keys_hangul("김응룡") != person_keys_hangul("김응용")


@each_row("word", ["", "김", "ㅁ이름", "뷁순신", "Kim", "김 구", "김수한무거북", "먹다"])
def test_what_cannot_be_a_name_has_no_key(word: str) -> None:
    assert person_keys_hangul(word) is None


@each_row(
    "words",
    [
        [],
        ["Kim"],
        ["Sun-sin"],
        ["New", "York"],
        ["Kim", ""],
        ["Kim", "-"],
        ["Kim", "2"],
        ["Kim"] * 4,
    ],
)
def test_what_cannot_be_a_person_has_no_keys(words: list[str]) -> None:
    assert person_keys_latin(words) == []


@given(st.sampled_from(pairs(SURNAMES)), st.lists(NAME_SYLLABLE, min_size=1, max_size=2))
@example(("정", "Jeong"), ["사", "임"])
@example(("이", "I"), ["이"])
def test_a_name_in_revised_romanization_has_the_key_of_the_hangul(
    surname: tuple[str, str], given_name: list[str]
) -> None:
    hangul, family = surname
    key = person_keys_hangul(hangul + "".join(given_name))
    assert key is not None
    syllables = [romanize(syllable) for syllable in given_name]
    for written in ("-".join(syllables), "".join(syllables), "-".join(syllables).title()):
        assert key in person_keys_latin([family, written])
        assert key in person_keys_latin([written, family])
    assert key in person_keys_latin([family, *syllables])


def test_names_are_found_where_they_stand() -> None:
    text = "In May, Oh Se-hoon and Kim Dae Jung met\nBong Joon-ho. He said: Hi, Kim. So I’m off to New York."
    assert {text[start:end] for start, end, _ in find_latin_names(text)} == {
        *("Oh Se-hoon", "Kim Dae Jung", "Bong Joon-ho")
    }


@given(st.text() | LETTERS)
@example("Kim " * 50)
@example("Ch'" * 30 + " Ungungungungungungung Kim")
def test_any_text_has_names_or_none(text: str) -> None:
    for start, end, key in find_latin_names(text):
        assert key in person_keys_latin(text[start:end].split())
        assert person_keys_hangul(key) == key
    assert len(person_keys_latin(text.split())) <= 64
    assert person_keys_hangul(text) is None or 2 <= len(text) <= 4
