"""Names by their sound, one by one and from an index."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seogo.transliteration.sounds import SoundIndex, similarity
from tests.rows import each_row
from tests.transliteration.test_person_names import LETTERS, pairs

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
SAME_SOUND, DIFFERENT_SOUND = pairs(SOUNDS), pairs(OTHER_SOUNDS)


@each_row(("hangul", "latin"), SAME_SOUND)
def test_a_name_sounds_like_itself(hangul: str, latin: str) -> None:
    assert similarity(hangul, latin) >= ENOUGH.get(len(hangul), 0.85)


@each_row(("hangul", "latin"), DIFFERENT_SOUND)
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
