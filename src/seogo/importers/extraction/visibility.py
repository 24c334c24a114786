"""Marks of texts that are not for everybody: drafts, private, members' and paid posts, what has a password."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_TRUE: Final = frozenset(("true", "yes", "on", "1", "y", "예", "네", "t", "draft", "✓", "checked"))
_FALSE: Final = frozenset(("false", "no", "off", "0", "n", "아니요", "아니오", "f", "unchecked"))
_HIDDEN: Final = frozenset(
    (
        *("draft", "drafts", "autodraft", "inherit", "private", "pending", "trash", "trashed"),
        *("deleted", "unpublished", "notpublished", "scheduled", "future", "queued", "hidden"),
        *("protected", "password", "passwordprotected", "secret", "personal", "onlyme"),
        *("friends", "friendsonly", "followers", "followersonly", "limited", "restricted"),
        *("members", "member", "membersonly", "paid", "paidonly", "onlypaid", "onlyfree", "tiers"),
        *("founding", "premium", "subscribers", "subscribersonly", "subscriber", "patrons"),
        *("unlisted", "delisted", "wip", "spam"),
        *(
            "초안",
            "비공개",
            "임시",
            "임시저장",
            "임시글",
            "휴지통",
            "삭제",
            "보호",
            "보호글",
            "예약",
            "작성중",
        ),
        *(
            "미발행",
            "검토중",
            "대기",
            "비밀",
            "비밀글",
            "나만보기",
            "나만",
            "친구공개",
            "친구",
            "이웃공개",
            "이웃",
        ),
        *("서로이웃", "서로이웃공개", "회원공개", "회원", "유료", "멤버십", "구독자"),
    )
)
"""What the state or the readers of a text are called where it is not public, without what parts the words."""

_STATES: Final = (
    *("status", "poststatus", "visibility", "state", "audience", "access", "accesslevel"),
    *(
        "privacy",
        "permission",
        "publishstatus",
        "상태",
        "공개범위",
        "공개설정",
        "공개상태",
        "발행상태",
    ),
)
_MARKS: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(
        (
            *("draft", "isdraft", "private", "isprivate", "trashed", "istrashed", "deleted"),
            *("isdeleted", "unlisted", "isunlisted", "isdelisted", "hidden", "ishidden"),
            *("headless", "istemp", "notopen", "ispostnotopen", "membersonly", "subscribersonly"),
            *("paidonly", "protected", "protect", "encrypted", "isencrypted", "hide", "secret"),
            *("issecret", "비공개", "초안", "비밀글"),
        ),
        _TRUE,
    ),
    **dict.fromkeys(
        (
            *(
                "published",
                "ispublished",
                "publish",
                "ispublish",
                "public",
                "ispublic",
                "dgpublish",
            ),
            *("visible", "isvisible", "listed", "islisted", "allopenpost"),
        ),
        _FALSE,
    ),
    **dict.fromkeys(("공개", "공개여부"), _FALSE | _HIDDEN),
    **dict.fromkeys(_STATES, _HIDDEN),
    "visibility": _HIDDEN | {"0", "15"},  # Tistory's numbers
    "privacy": _HIDDEN | {"me", "self"},
    "shared": frozenset(("no",)),  # Pinboard; others say false where a text has no link of its own
}
"""For every field that says whether a text is public, its values for one that is not; names as `field_key` has them."""

_PASSWORDS: Final = ("password", "postpassword", "비밀번호")
_MOMENTS: Final = ("deletedat", "deletedon", "datedeleted", "trashedat", "삭제일", "삭제일시")
"""When somebody took a text back; what was never taken back has no moment, or zero."""

_BUILDS: Final = ("build",)
_NEVER: Final = ("never", "false")
_NO_MOMENTS: Final = (*_FALSE, "null", "none", "nil", "~", "00000000000000", "00000000")
_SIGNS: Final = re.compile(r"[\W_]+")


def is_hidden(values: Mapping[str, object]) -> bool:
    """Whether somebody keeps a record from the public; ``values`` by the names that `field_key` makes of its fields."""
    if any(_is_text(values.get(name)) for name in _PASSWORDS):
        return True
    if any(_said(values.get(name)) not in ("", *_NO_MOMENTS) for name in _MOMENTS):
        return True
    build = next((one for name in _BUILDS if isinstance(one := values.get(name), Mapping)), {})
    if any(_said(build.get(name)) in _NEVER for name in ("render", "list")):  # Hugo
        return True
    return any(_said(values.get(name)) in hidden for name, hidden in _MARKS.items())


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and _said(value) not in _FALSE


def _said(value: object) -> str:
    if not isinstance(value, str | int):
        return ""
    text = str(value).strip().strip("\"'").lower()
    return _SIGNS.sub("", text) or text  # pictures stand before words (🌱 draft)
