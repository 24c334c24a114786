"""Results, articles and what a query means, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from seogo.articles.model import Article
from seogo.explaining import ExplainedScore
from seogo.languages import Language
from seogo.meanings import ExplainedText, Meaning, kind_of
from seogo.query.messages import describe_ignored
from seogo.search import SearchPage
from seogo.terminal.console import MESSAGES, marked, open_console


def print_page(page: SearchPage) -> None:
    """Print one page of results."""
    console = open_console()
    for ignored in page.ignored:
        console.print(Text(f"ignored: {ignored.text} ({ignored.reason})", "yellow"))
    for other in page.corrections:
        console.print(Text(f"did you mean: {other.text} ({_count(other.total, other.total_some)})"))
    for bridge in page.bridges:
        sure = f"{bridge.origin}, {bridge.probability:.0%}"
        console.print(Text(f"also searched: {bridge.text} ← {bridge.word} ({sure})", "dim"))
    for also in page.also:
        console.print(Text(f"also searched: {also.text} ← {also.word}", "dim"))
    count = _count(page.total, page.total_some)
    console.print(Text(f"{count} ({page.took_ms:.0f} ms)", "dim"))
    first = (page.request.page - 1) * page.request.size + 1
    for number, hit in enumerate(page.hits, first):
        console.print()
        title = Text(f"{number}. ").append_text(marked(hit.title, hit.title_ranges, "bold"))
        if not hit.complete:
            title.append("  (some words)", "yellow")
        console.print(title)
        others = ", ".join(hit.translations)
        parts = [hit.id, hit.source, hit.published, f"⇄ {others}" if others else ""]
        console.print(Text("   " + " · ".join(part for part in parts if part), "dim"))
        for snippet in hit.snippets:
            text = marked(snippet.text, snippet.ranges, "")
            before, after = ("… " * snippet.opens), (" …" * snippet.closes)
            console.print(Text.assemble("   ", before, text, after))


def _count(total: int, some: int) -> str:
    count = f"{total:,} with every word"
    return f"{count}, {some:,} with some" if some else count


def print_article(article: Article) -> None:
    """Print an article's metadata and Markdown."""
    console = open_console()
    console.print(Text(article.title, "bold"))
    facts = {
        "id": article.id,
        "lang": article.lang.value,
        "source": article.source,
        "published": article.published.text if article.published else "",
        "authors": ", ".join(article.authors),
        "tags": ", ".join(article.tags),
        "url": article.url,
        "rights": article.rights,
    }
    for name, value in facts.items():
        if value:
            console.print(Text(f"{name}: {value}", "dim"))
    console.print()
    console.print(Text(article.body))


def print_explained(explained: ExplainedText) -> None:
    """Print what a text means as a query, word by word, and its tokens as a table."""
    console = open_console()
    if explained.problem is not None:
        console.print(Text(f"as a query: {explained.problem}", "yellow"))
    elif explained.reading is not None:
        console.print(Text(f"as a query: {explained.reading.read_as}", "bold"))
        for ignored in explained.reading.ignored:
            console.print(Text(f"  {describe_ignored(ignored, Language.EN)}", "yellow"))
        for meaning in explained.reading.words:
            console.print(Text(f"  {meaning.word}", "bold"))
            for name, said in _meant(meaning):
                console.print(Text.assemble("    ", (f"{name}: ", "dim"), said))
    console.print()
    console.print(Text("as part of an article:", "bold"))
    table = Table("kind", "term", "in the text", "start", "end", "tag", box=None, pad_edge=False)
    for field, token in explained.tokens:
        stands = Text(explained.text[token.start : token.end])
        kind = MESSAGES[f"kind_{kind_of(field, token.term)}"]
        table.add_row(
            kind, Text(token.term), stands, str(token.start), str(token.end), Text(token.tag)
        )
    console.print(table)


def print_score(score: ExplainedScore) -> None:
    """Print what the score of an article is made of, as a table with a total."""
    console = open_console()
    console.print(Text.assemble((score.title, "bold"), (f"  {score.id}", "dim")))
    said = {"every": "It has every word.", "some": "It has some words.", "none": "It is no result."}
    console.print(Text(said[score.match]))
    if score.missing:
        console.print(Text(f"Not in it: {', '.join(score.missing)}", "yellow"))
    elif score.match == "none":
        console.print(Text("It has the words, but something in the query leaves it out.", "yellow"))
    if score.bridged:
        said_so = (
            "It is found over the bridge: the score orders articles in its language. "
            "Where these stand among the others is decided by another rule (see ARCHITECTURE.md)."
        )
        console.print(Text(said_so, "yellow"))
    if score.filtered:
        console.print(Text("The filters leave it out.", "yellow"))
    table = Table("word", "kind", "term", box=None, pad_edge=False)
    for name in ("in it", "articles", "weight", "points", "share"):
        table.add_column(name, justify="right")
    for before, row in zip((None, *score.rows), score.rows, strict=False):
        terms = " ".join(row.terms)
        table.add_row(
            Text(
                "" if before is not None and before.word == row.word else row.word or "near words"
            ),
            MESSAGES[f"kind_{kind_of(row.field, row.terms[0])}"],
            Text(terms if row.how in ("word", "near") else _form(row.how, terms)),
            " ".join(f"{made.frequency:,}" for made in row.made),
            " ".join(f"{made.documents:,}" for made in row.made),
            f"{row.weight:.2f}",
            f"{row.points:.2f}",
            f"{row.share:.0%}",
        )
    if score.rows:
        table.add_row("total", "", "", "", "", "", f"{score.total:.2f}", "100%", style="bold")
        console.print(table)


def _meant(meaning: Meaning) -> Iterator[tuple[str, str]]:
    """What a typed word asks for, by name."""
    forms = ", ".join(_form(form.how, form.text) for form in meaning.forms)
    for name, said in (
        ("an article has", ", ".join(meaning.asked)),
        ("or as parts", ", ".join(meaning.parts)),
        ("or another form", forms),
        ("grammar, not asked for", ", ".join(meaning.function)),
        ("counts besides, joined", ", ".join(meaning.compounds)),
        ("counts besides, as written", ", ".join(meaning.surfaces)),
    ):
        if said:
            yield name, said


def _form(how: str, text: str) -> str:
    """Another form of a word with how it is one."""
    return MESSAGES.get(f"form_{how}", MESSAGES["form_other"]).format(text=text)
