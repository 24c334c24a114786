"""People by the spelling of their names, other names by their sound."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seogo.analysis.script.hangul import FINALS, INITIALS, split_syllable
from seogo.analysis.script.romanization import NAME_SYLLABLES
from seogo.transliteration.names import (
    SoundIndex,
    find_latin_names,
    person_keys_hangul,
    person_keys_latin,
    similarity,
)

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
SOUNDS = """
엑사원 EXAONE, 하이퍼클로바 HyperCLOVA, 네이버 Naver, 카카오 Kakao, 삼성 Samsung, 현대 Hyundai, 하이닉스 Hynix,
포스코 POSCO, 업스테이지 Upstage, 모티프 Motif, 라마 Llama, 딥시크 DeepSeek, 앤트로픽 Anthropic, 제미나이 Gemini,
구글 Google, 애플 Apple, 마이크로소프트 Microsoft, 아마존 Amazon, 페이스북 Facebook, 트위터 Twitter,
유튜브 YouTube, 넷플릭스 Netflix, 인스타그램 Instagram, 엔비디아 Nvidia, 인텔 Intel, 퀄컴 Qualcomm, 테슬라 Tesla,
도요타 Toyota, 화웨이 Huawei, 샤오미 Xiaomi, 알리바바 Alibaba, 쿠버네티스 Kubernetes, 리눅스 Linux, 우분투 Ubuntu,
데비안 Debian, 도커 Docker, 파이썬 Python, 루비 Ruby, 코틀린 Kotlin, 스위프트 Swift, 자바 Java,
자바스크립트 JavaScript, 타입스크립트 TypeScript, 카프카 Kafka, 레디스 Redis, 그라파나 Grafana,
프로메테우스 Prometheus, 안드로이드 Android, 블루투스 Bluetooth, 비트코인 bitcoin, 블록체인 blockchain,
알고리즘 algorithm, 스타벅스 Starbucks, 맥도날드 McDonald, 코카콜라 Coca-Cola, 나이키 Nike, 아디다스 Adidas,
메르세데스 Mercedes, 오바마 Obama, 클린턴 Clinton, 트럼프 Trump, 바이든 Biden, 푸틴 Putin, 메르켈 Merkel,
사르코지 Sarkozy, 블레어 Blair, 부시 Bush, 매케인 McCain, 헤즈볼라 Hezbollah, 로렌스 Lawrence,
셰익스피어 Shakespeare, 아인슈타인 Einstein, 뉴턴 Newton, 다윈 Darwin, 모차르트 Mozart, 베토벤 Beethoven,
피카소 Picasso, 워싱턴 Washington, 캘리포니아 California, 시카고 Chicago, 런던 London, 베를린 Berlin,
모스크바 Moskva, 오사카 Osaka, 베이징 Beijing, 상하이 Shanghai, 서울 Seoul, 부산 Busan, 평양 Pyongyang,
경주 Gyeongju, 이스라엘 Israel, 아프가니스탄 Afghanistan, 이라크 Iraq, 싱가포르 Singapore, 베트남 Vietnam,
아르헨티나 Argentina, 멕시코 Mexico, 태권도 taekwondo
"""
OTHER_SOUNDS = """
오바마 Osama, 오바마 Alabama, 이라크 Iran, 이란 Iraq, 코드 goat, 카프카 Kaplan, 카타르 guitar, 포트 board,
잭슨 Johnson, 존슨 Jackson, 시카고 Chico, 베트남 Batman, 라마 Obama, 스위스 Sweden, 테슬라 Tesco,
쿠버네티스 Cybernetics, 워싱턴 Wellington, 데비안 Denmark, 리눅스 Lexus, 카카오 Cargo, 구글 giggle, 도쿄 Docker,
도커 Tucker, 도로 tour, 구두 good, 기타 Qatar, 바이든 Bitten, 그리스 Greek, 파키스탄 Afghanistan, 브라질 Brussels,
텍사스 Texans, 가나 Canada, 코야 Goya, 고야 Koya, 피자 Visa, 다나 Tana, 타나 Dana, 팔리 Bali
"""
ENOUGH = {2: 0.93}
SURNAMES = """
김 Kim, 이 I, 박 Bak, 최 Choe, 정 Jeong, 강 Gang, 조 Jo, 윤 Yun, 장 Jang, 임 Im, 오 O, 신 Sin, 유 Yu, 노 No, 우 U,
문 Mun, 허 Heo, 여 Yeo, 남궁 Namgung, 제갈 Jegal, 황보 Hwangbo, 선우 Seonu, 독고 Dokgo, 사공 Sagong, 서문 Seomun
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [(hangul, latin) for pair in table.split(",") for hangul, latin in [pair.split()]]


SAME_SOUND, DIFFERENT_SOUND = pairs(SOUNDS), pairs(OTHER_SOUNDS)
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


@pytest.mark.parametrize(("hangul", "latin"), SPELLED)
def test_a_person_is_found_in_every_spelling(hangul: str, latin: str) -> None:
    key = person_keys_hangul(hangul)
    assert key in person_keys_latin(latin.split())
    text = f"Yesterday {latin}’s letter was read."
    in_text = (10, 10 + len(latin), key) in find_latin_names(text)
    assert in_text == (latin != "I Hwang")  # I and one word are mostly English


def test_a_query_may_be_in_small_letters() -> None:
    assert "이순신" in person_keys_latin(["yi", "sun-sin"])


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    "word", ["", "김", "ㅁ이름", "뷁순신", "Kim", "김 구", "김수한무거북", "먹다"]
)
def test_what_cannot_be_a_name_has_no_key(word: str) -> None:
    assert person_keys_hangul(word) is None


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(("hangul", "latin"), SAME_SOUND)
def test_a_name_sounds_like_itself(hangul: str, latin: str) -> None:
    assert similarity(hangul, latin) >= ENOUGH.get(len(hangul), 0.85)


@pytest.mark.parametrize(("hangul", "latin"), DIFFERENT_SOUND)
def test_a_name_does_not_sound_like_another(hangul: str, latin: str) -> None:
    assert similarity(hangul, latin) < ENOUGH.get(len(hangul), 0.85)


def test_what_does_not_count_does_not_count() -> None:
    assert similarity("뉴욕", "New York") == similarity("뉴욕", "new-york") > 0.9
    assert similarity("마이크로 소프트", "Microsoft") == similarity("마이크로소프트", "Microsoft")
    assert similarity("포켓몬", "Pokémon") == similarity("포켓몬", "Pokemon") > 0.85
    assert similarity("가" * 41, "ga" * 15) == similarity("가", "g" * 41) == 0
    assert (
        similarity("", "") == similarity("Obama", "오바마") == similarity("엘지전자", "LG전자") == 0
    )


@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)), LETTERS)
def test_similarity_is_between_nothing_and_the_same(hangul: str, latin: str) -> None:
    assert 0 <= similarity(hangul, latin) <= 1


@given(st.text(), st.text())
def test_any_two_texts_have_a_similarity(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1


def test_names_are_found_among_all_by_their_sound() -> None:
    hangul, latin = zip(*SAME_SOUND, *DIFFERENT_SOUND, strict=True)
    of_latin, of_hangul = SoundIndex(sorted(set(latin))), SoundIndex(sorted(set(hangul)))
    for name, sounds_like in SAME_SOUND:
        assert sounds_like in [word for word, _ in of_latin.find(name)], name
        assert name in [word for word, _ in of_hangul.find(sounds_like)], sounds_like


@given(st.lists(LETTERS, max_size=20), st.sampled_from(SAME_SOUND), st.integers(0, 4))
def test_what_is_found_is_what_comparing_with_every_word_finds(
    words: list[str], pair: tuple[str, str], most: int
) -> None:
    hangul, latin = pair
    words = list(dict.fromkeys([*words, latin, latin + "s", "the " + latin]))
    found = SoundIndex(words).find(hangul, most=most)
    enough = ENOUGH.get(len(hangul), 0.85)
    near = {word: similarity(hangul, word) for word in words}
    assert len(found) <= most
    assert found == sorted(found, key=lambda hit: (-hit[1], hit[0]))
    assert all(near[word] == value >= enough for word, value in found)
    if most == 4:
        assert (latin, near[latin]) in found


@given(st.lists(st.text(), max_size=10), st.text())
def test_an_index_takes_any_word(words: list[str], name: str) -> None:
    for word, value in SoundIndex([*words, name]).find(name):
        assert word in words
        assert value == max(similarity(name, word), similarity(word, name))
