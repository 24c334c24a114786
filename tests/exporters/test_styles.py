"""Citations in the styles of journals, as their handbooks have them; italics are between asterisks."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from seogo.articles.model import Article, ArticleDate
from seogo.exporters.citations import Reference
from seogo.exporters.styles.names import to_name
from seogo.exporters.styles.styles import STYLES
from seogo.languages import Language
from tests.rows import each_row

NEWS = "https://news.example/a"
DAY = ArticleDate("2026-05-10", date(2026, 5, 10))


def reference(
    title: str,
    *authors: str,
    source: str = "",
    published: ArticleDate | None = DAY,
    lang: Language = Language.EN,
    counterpart: str = "",
) -> Reference:
    article = Article(
        id="a.en",
        path="a.en.md",
        lang=lang,
        title=title,
        body="",
        content_hash="",
        source=source,
        published=published,
        authors=authors,
        url=NEWS,
    )
    return Reference(article, "", "", counterpart, accessed=date(2026, 9, 2))


def shown(style: str, cited: Reference) -> str:
    made = STYLES[style](cited)
    text = made.text
    for start, end in reversed(made.italics):
        text = f"{text[:start]}*{text[start:end]}*{text[end:]}"
    return text


TWO = reference("Who Pays for “Clean” Air?", "Jane van der Berg", "김철수", source="The Review")
KOREAN = reference(
    "하늘이 맑은 까닭",
    "홍길동",
    "김 영희",
    source="환경신문",
    lang=Language.KO,
    counterpart="Why the sky is clear",
)
FOUR = reference("Ozone", "Kim Chul-soo", "Ann B. Lee", "Martin King Jr.", "Reuters", source="Air")
ALONE = reference("Ozone falls.", source="Air", published=None)
BODY = reference("Ozone", "The Air Society", source="The Air Society")
KO = Language.KO


@each_row(
    ("style", "cited", "text"),
    [
        (
            "apa",
            TWO,
            "van der Berg, J., & 김철수. (2026, May 10). Who Pays for “Clean” Air? *The Review*. "
            f"Retrieved September 2, 2026, from {NEWS}",
        ),
        (
            "mla",
            TWO,
            "van der Berg, Jane, and 김철수. “Who Pays for ‘Clean’ Air?” *The Review*, 10 May 2026, "
            f"{NEWS}. Accessed 2 Sept. 2026.",
        ),
        (
            "chicago_note",
            TWO,
            "Jane van der Berg and 김철수, “Who Pays for ‘Clean’ Air?” *The Review*, May 10, 2026, "
            f"accessed September 2, 2026, {NEWS}.",
        ),
        (
            "chicago_bibliography",
            TWO,
            "van der Berg, Jane, and 김철수. “Who Pays for ‘Clean’ Air?” *The Review*, May 10, 2026. "
            f"Accessed September 2, 2026. {NEWS}.",
        ),
        (
            "korean",
            TWO,
            "Jane van der Berg, 김철수, “Who Pays for ‘Clean’ Air?”, *The Review*, 2026. 5. 10., "
            f"{NEWS} (접속일: 2026. 9. 2.).",
        ),
        (
            "apa",
            KOREAN,
            "홍길동, & 김 영희. (2026, May 10). 하늘이 맑은 까닭 [Why the sky is clear]. *환경신문*. "
            f"Retrieved September 2, 2026, from {NEWS}",
        ),
        (
            "mla",
            KOREAN,
            "홍길동 and 김 영희. “하늘이 맑은 까닭” [Why the sky is clear]. *환경신문*, 10 May 2026, "
            f"{NEWS}. Accessed 2 Sept. 2026.",
        ),
        (
            "chicago_note",
            KOREAN,
            "홍길동 and 김 영희, “하늘이 맑은 까닭” [Why the sky is clear], *환경신문*, May 10, 2026, "
            f"accessed September 2, 2026, {NEWS}.",
        ),
        (
            "korean",
            KOREAN,
            f"홍길동·김 영희, 「하늘이 맑은 까닭」, 『환경신문』, 2026. 5. 10., {NEWS} (접속일: 2026. 9. 2.).",
        ),
        (
            "apa",
            FOUR,
            "Kim, C.-S., Lee, A. B., King, M., Jr., & Reuters. (2026, May 10). Ozone. *Air*. "
            f"Retrieved September 2, 2026, from {NEWS}",
        ),
        (
            "mla",
            FOUR,
            f"Kim Chul-soo, et al. “Ozone.” *Air*, 10 May 2026, {NEWS}. Accessed 2 Sept. 2026.",
        ),
        (
            "chicago_note",
            FOUR,
            "Kim Chul-soo et al., “Ozone,” *Air*, May 10, 2026, accessed September 2, 2026, "
            f"{NEWS}.",
        ),
        (
            "chicago_bibliography",
            FOUR,
            "Kim Chul-soo, Ann B. Lee, Martin King Jr., and Reuters. “Ozone.” *Air*, May 10, 2026. "
            f"Accessed September 2, 2026. {NEWS}.",
        ),
        (
            "korean",
            FOUR,
            f"Kim Chul-soo 외, “Ozone”, *Air*, 2026. 5. 10., {NEWS} (접속일: 2026. 9. 2.).",
        ),
        (
            "apa",
            ALONE,
            f"Ozone falls. (n.d.). *Air*. Retrieved September 2, 2026, from {NEWS}",
        ),
        ("mla", ALONE, f"“Ozone falls.” *Air*, {NEWS}. Accessed 2 Sept. 2026."),
        (
            "chicago_bibliography",
            ALONE,
            f"“Ozone falls.” *Air*. Accessed September 2, 2026. {NEWS}.",
        ),
        ("korean", ALONE, f"“Ozone falls”, *Air*, 발행일 미상, {NEWS} (접속일: 2026. 9. 2.)."),
        (
            "apa",
            BODY,
            f"The Air Society. (2026, May 10). *Ozone*. Retrieved September 2, 2026, from {NEWS}",
        ),
    ],
)
def test_styles(style: str, cited: Reference, text: str) -> None:
    assert shown(style, cited) == text


@each_row(
    ("written", "inverted", "initials"),
    [
        ("Ban Ki-moon", "Ban Ki-moon", "Ban, K.-M."),
        ("Ki-moon Ban", "Ban, Ki-moon", "Ban, K.-M."),
        ("Min Jin Lee", "Lee, Min Jin", "Lee, M. J."),
        ("Lee Child", "Child, Lee", "Child, L."),
        ("Berg, Jane van der", "Berg, Jane van der", "Berg, J. van der"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig", "van Beethoven, L."),
        ("William Henry Gates III", "Gates, William Henry, III", "Gates, W. H., III"),
        ("Seogo editors", "Seogo editors", "Seogo editors"),
        (
            "Ministry of Science and ICT",
            "Ministry of Science and ICT",
            "Ministry of Science and ICT",
        ),
        ("Plato", "Plato", "Plato"),
        ("남궁 민수", "남궁 민수", "남궁 민수"),
        ("金九", "金九", "金九"),
    ],
)
def test_names(written: str, inverted: str, initials: str) -> None:
    name = to_name(written)
    assert (name.inverted, name.initials) == (inverted, initials)


@given(
    st.text(max_size=40),
    st.lists(st.text(max_size=30), max_size=30),
    st.text(max_size=30),
    st.none() | st.just(DAY),
    st.sampled_from(Language),
)
def test_any_facts_make_one_line_with_the_address(
    title: str, authors: list[str], source: str, published: ArticleDate | None, lang: Language
) -> None:
    cited = reference(title, *authors, source=source, published=published, lang=lang)
    for write in STYLES.values():
        made = write(cited)
        assert "\n" not in made.text and NEWS in made.text
        assert made.text == made.text.strip()
        assert all(0 <= start < end <= len(made.text) for start, end in made.italics)
