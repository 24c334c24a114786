"""The texts of the pages: places, papers and people are invented, what is said of Hangul and kimchi is true."""

# ruff: noqa: E501 - pages and texts

from __future__ import annotations

from dataclasses import dataclass

from seogo.languages import Language


@dataclass(frozen=True, slots=True)
class Text:
    """An article: ``blocks`` are paragraphs, headings (``## …``), quotes (``> …``) and lists (``- …`` on lines)."""

    lang: Language
    title: str
    author: str
    blocks: tuple[str, ...]
    tags: tuple[str, ...] = ()


BRIDGE_KO = Text(
    Language.KO,
    "가람천 보행교 석 달 만에 다시 열려…주민 “돌아가지 않아 좋다”",
    "홍길동",
    (
        "지난여름 큰비로 끊겼던 가람시 가람천 보행교가 석 달 만에 다시 열렸다. 시는 19일 오전 다리 앞에서 주민 200여 명이 모인 가운데 개통식을 열었다.",
        "새 다리는 길이 84m, 너비 4m로 예전보다 1.5m 넓다. 난간에는 손잡이를 두 줄로 달아 어린이와 휠체어 이용자가 함께 잡을 수 있게 했다.",
        "## 왜 무너졌나",
        "조사단은 상류에서 떠내려온 나무가 교각 사이에 걸려 물길을 막은 것을 가장 큰 까닭으로 꼽았다. 교각 사이를 12m에서 21m로 넓힌 것도 그 때문이다.",
        "> 다리를 높이는 것보다 물이 지나갈 자리를 내주는 것이 먼저였습니다.",
        "시는 다리 아래에 수위계를 달아 물이 2m를 넘으면 저절로 출입을 막기로 했다. 비슷한 다리 여섯 곳도 내년까지 살핀다.",
    ),
    ("가람시", "보행교"),
)

HANGUL_KO = Text(
    Language.KO,
    "훈민정음 해례본, 글자를 만든 까닭을 적은 책",
    "김서고",
    (
        "훈민정음 해례본은 새 글자를 만든 까닭과 원리를 풀어 쓴 책이다. 1446년에 펴냈고, 오랫동안 자취를 감추었다가 1940년에 다시 알려졌다.",
        "## 다섯 글자에서 시작한다",
        "첫소리 글자는 다섯 자를 바탕으로 삼는다. 소리 내는 기관의 모양을 본떴다는 설명이 책에 그대로 실려 있다.",
        "- ㄱ은 혀뿌리가 목구멍을 막는 모양이다.\n- ㄴ은 혀가 윗잇몸에 닿는 모양이다.\n- ㅁ은 입의 모양이다.\n- ㅅ은 이의 모양이다.\n- ㅇ은 목구멍의 모양이다.",
        "소리가 거세지면 획을 더한다. ㄱ에 획을 더하면 ㅋ이 되고, ㄴ에 획을 더하면 ㄷ과 ㅌ이 된다.",
        "## 세계기록유산",
        "이 책은 1997년 유네스코 세계기록유산에 올랐다. 글자를 만든 사람과 만든 때와 만든 원리가 함께 전해지는 보기 드문 기록이기 때문이다.",
    ),
    ("한글", "훈민정음"),
)

BUDGET_KO = Text(
    Language.KO,
    "가람시, 내년 도서관 예산 127억 원으로 늘린다",
    "이하늘",
    (
        "가람시가 내년 도서관 예산을 올해보다 18% 많은 127억 원으로 짰다. 새 책을 사는 돈과 동네 도서관을 밤늦게까지 여는 데 드는 돈이 주로 늘었다.",
        "시는 5일 이런 내용을 담은 예산안을 시의회에 냈다. 의회는 12월 중순까지 심의를 마칠 예정이다.",
        "예산안에 따르면 책을 사는 돈은 31억 원으로 6억 원 늘고, 야간 운영비는 9억 원이 새로 잡혔다. 작은 도서관 열네 곳이 밤 10시까지 문을 연다.",
        "시민 단체는 반기면서도 사서를 더 뽑는 계획이 빠졌다고 지적했다. 가람시의 사서 한 사람은 주민 1만 2천 명을 맡는다.",
    ),
    ("도서관",),
)

KIMCHI_KO = Text(
    Language.KO,
    "김장하는 날의 순서를 적어 둔다",
    "바람",
    (
        "해마다 잊어버려서 올해는 김장하는 순서를 적어 두기로 했다. 우리 집은 배추 마흔 포기를 이틀에 걸쳐 담근다.",
        "첫날에는 배추를 반으로 갈라 소금물에 적시고 줄기 사이에 소금을 뿌린다. 여덟 시간쯤 지나 아래위를 바꿔 주면 고루 절여진다.",
        "## 양념 만들기",
        "무를 채 썰고 쪽파와 갓을 같은 길이로 썬다. 고춧가루는 찹쌀풀에 미리 개어 두어야 색이 곱게 난다.",
        "- 새우젓 두 컵\n- 멸치액젓 세 컵\n- 다진 마늘 네 컵\n- 다진 생강 반 컵",
        "양념은 하룻밤 두었다가 쓴다. 배춧잎 사이에 조금씩 바르고 겉잎으로 싸서 통에 차곡차곡 담으면 끝이다.",
    ),
    ("김장",),
)

NOTICE_KO = Text(
    Language.KO,
    "겨울철 화재 예방 특별 점검 결과를 발표합니다",
    "안전정책과",
    (
        "가람도는 12월 한 달 동안 전통시장 48곳과 요양 시설 112곳을 특별 점검하고 그 결과를 발표했습니다.",
        "점검 결과 모두 327건의 문제를 찾았고, 이 가운데 281건은 그 자리에서 고쳤습니다. 나머지 46건은 2월 말까지 고치도록 명령했습니다.",
        "가장 많은 것은 소화기의 압력이 떨어진 경우로 전체의 34%를 차지했습니다. 비상구 앞에 물건을 쌓아 둔 경우가 27%로 뒤를 이었습니다.",
        "도는 다음 점검을 5월에 하기로 했으며, 결과는 누리집에 시설별로 공개할 계획입니다.",
    ),
)

BRIDGE_EN = Text(
    Language.EN,
    "Garam Reopens Footbridge Three Months After the Flood",
    "Jane Doe",
    (
        "The footbridge over the Garam stream, cut by floods last summer, opened again on Monday after three months of work. About 200 people came to the ceremony.",
        "The new bridge is 84 metres long and four metres wide, a metre and a half wider than the old one. Its railings carry two rows of handrails so that children and wheelchair users can both hold on.",
        "## Why it fell",
        "Investigators named driftwood from upstream as the main cause. Trunks had lodged between the piers and dammed the water, which is why the gap between piers grew from twelve to twenty-one metres.",
        "> Making room for the water came first, and making the bridge higher came second.",
        "The city will hang a gauge below the deck and close the path by itself when the water rises above two metres. Six similar bridges will be examined next year.",
    ),
    ("bridges", "floods"),
)

HANGUL_EN = Text(
    Language.EN,
    "The book that explains why an alphabet was made",
    "Sam Archivist",
    (
        "The Hunminjeongeum Haerye explains the reasons and the principles of a new alphabet. It was published in 1446, was lost for a long time and came to light again in 1940.",
        "## It begins with five letters",
        "The consonants start from five basic shapes. The book itself says that they picture the organs of speech, and it says so letter by letter.",
        "- One shows the root of the tongue closing the throat.\n- One shows the tongue touching the upper gum.\n- One is the shape of the mouth.\n- One is the shape of a tooth.\n- One is the shape of the throat.",
        "A stronger sound is written with one more stroke. That is how whole families of letters grow out of five.",
        "## A world record",
        "The book was added to the Memory of the World register in 1997. Very few records tell who made a script, when it was made and on what principles.",
    ),
    ("Hangul", "writing"),
)

LIBRARY_EN = Text(
    Language.EN,
    "Why our search box stopped losing letters",
    "Kim Minsu",
    (
        "For two years our search box dropped the last syllable of every Korean query. Nobody on the team typed Korean at work, so nobody saw it.",
        "The cause was a key handler that sent the form on Enter. While an input method is composing, Enter first ends the composition, and our handler was faster than the browser.",
        "## What we changed",
        "We removed the handler. A form with one field and a button already does the right thing in every browser that we tested, and it does so without a script.",
        "- No script runs while somebody types.\n- The form is sent once for one press of the key.\n- Suggestions never take the key away.",
        "The lesson is an old one. Before adding code that repairs the browser, look at what happens when there is no code at all.",
    ),
    ("input methods",),
)

RAIL_EN = Text(
    Language.EN,
    "Night trains return to the Garam line in March",
    "Alex Rivers",
    (
        "Night trains will run on the Garam line again from March, the regional railway said on Friday. Two trains will leave each end of the line after midnight.",
        "The railway stopped them in 2020 when passenger numbers fell by half. It says that numbers have been back at their former level since last spring.",
        "Tickets will cost the same as by day. Station buildings at the smaller stops stay closed, and passengers will buy tickets on board or on their phones.",
        "Residents near the yard in Solmae asked for quieter brakes. The railway promised to fit eleven carriages with them before the first night train leaves.",
    ),
)
