"""Particles behind values, as they are read aloud."""

from __future__ import annotations

from seogo.messages.particles import particle
from tests.rows import each_row


@each_row(
    ("value", "forms", "expected"),
    [
        ("김장", "이라는/라는", "이라는"),
        ("김치", "이라는/라는", "라는"),
        ("“김장”", "은/는", "은"),
        ("서울", "으로/로", "로"),
        ("부산", "으로/로", "으로"),
        ("제주", "으로/로", "로"),
        ("3", "을/를", "을"),
        ("2", "을/를", "를"),
        ("10", "이/가", "이"),
        ("1,000", "이/가", "이"),
        ("7", "으로/로", "로"),
        ("6", "으로/로", "으로"),
        ("KT", "을/를", "를"),
        ("LG", "은/는", "는"),
        ("SQL", "은/는", "은"),
        ("ARM", "이/가", "이"),
        ("URL", "으로/로", "로"),
        ("JSON", "을/를", "을"),
        ("file", "을/를", "을"),
        ("web", "은/는", "은"),
        ("site", "은/는", "는"),
        ("Python", "과/와", "과"),
        ("news", "이/가", "가"),
        ("Linux", "은/는", "는"),
        ("(주)한글", "은/는", "은"),
        ("", "은/는", "는"),
        ("!!", "은/는", "는"),
    ],
)
def test_the_particle_follows_the_sound(value: str, forms: str, expected: str) -> None:
    assert particle(value, forms) == expected
