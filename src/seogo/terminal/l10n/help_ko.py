"""What `--help` and wrong usage say in Korean; see seogo.cli.localized_help.

`HELP` has every paragraph and every option as the code has it, without line ends, and below it, indented, its Korean; lines
of a paragraph whose lines stay as they are stand below each other. `CLICK` has click's own words.
"""

# ruff: noqa: E501 - a paragraph is a line

from __future__ import annotations

from typing import Final

HELP: Final = """
Seogo (서고): a bilingual Korean-English article archive with search.
    서고: 한국어와 영어 글을 함께 모아 두고 찾는 글 보관소.
Statuses: 0 done · 1 done, but some files are refused · 2 wrong usage or query 3 another process is building the index · 4 not done
    종료 상태: 0 끝남 · 1 끝났으나 받아들이지 못한 파일이 있음
              2 사용법이나 검색식이 잘못됨
              3 다른 프로세스가 색인 중 · 4 하지 못함
Show this message and exit.
    이 도움말을 보이고 끝냄
Show the version and exit.
    버전을 보이고 끝냄
Print JSON.
    JSON으로 출력
Folder of articles (SEOGO_ARCHIVE; default: archive/).
    글 폴더(SEOGO_ARCHIVE, 기본값: archive/)
Folder of the index (SEOGO_INDEX; default: .seogo/ beside the archive).
    색인 폴더(SEOGO_INDEX, 기본값: 글 폴더 옆의 .seogo/)

Make article files of what you have: saved pages, addresses, copied text, exports.
    저장한 페이지, 주소, 복사한 글, 다른 프로그램에서 내보낸 파일로 글 파일을 만듭니다.
SOURCE is a file, a folder, an address (https://…) or - for what is piped in. What it is is found out by looking at it: web pages, text, Markdown, JSON Lines, CSV, feeds, exports of other keepers, CSL-JSON, RIS, WARC, zip. Everything is reported: new, same, changed, duplicate or refused (status 1), with the reason. Interrupt it whenever you like: a second run goes on where the first one ended. `seogo reindex` makes what was imported searchable.
    SOURCE는 파일, 폴더, 주소(https://…), 또는 파이프로 받을 때의 -입니다. 무엇인지는 내용을 보고 알아냅니다: 웹 페이지, 텍스트, 마크다운, JSON Lines, CSV, 피드, 다른 보관 프로그램의 내보내기 파일, CSL-JSON, RIS, WARC, zip. 결과는 하나하나 알립니다: 새 글, 그대로, 바뀜, 겹침, 거부(종료 상태 1)와 그 까닭. 언제든 멈출 수 있고, 다시 실행하면 이어서 합니다. 가져온 글을 검색하려면 `seogo reindex`를 실행하세요.
Folder of the archive.
    글 폴더 안에서 넣을 폴더
The language of all of it.
    모든 글의 언어
Only what was published from then on.
    이날부터 나온 글만
Bring images into the archive too.
    그림도 글 폴더로 가져옴
Read the pages of which a source has only the address.
    주소만 있는 글은 페이지를 내려받아 읽음
What to do with another text of an article, or the same text again.
    내용이 달라졌거나 같은 글이 이미 있을 때 할 일
Allow addresses of private networks.
    사설망 주소 허용
Only say what would be done.
    무엇을 할지 보이기만 함

Write articles into FILE, or for a site into FOLDER: all of them, or what a search finds.
    모든 글을, 또는 검색으로 찾은 글만 FILE에 씁니다. 사이트는 FOLDER에 씁니다.
jsonl holds everything: `seogo import FILE --into .` makes the same files of it, with their images, and of csv the same articles. tmx holds pairs of sentences and needs an index, as a search does. What cannot be exported is listed (status 1).
    jsonl에는 모든 내용이 들어 있어 `seogo import FILE --into .`로 똑같은 파일과 그림이, csv로는 같은 글이 되돌아옵니다. tmx에는 문장 짝이 들어가며, 검색과 마찬가지로 색인이 있어야 합니다. 내보내지 못한 것은 알려 드립니다(종료 상태 1).
As what.
    내보낼 형식
Only articles with every word of this query.
    검색어의 낱말이 모두 든 글만
Only articles in this language: ko or en.
    이 언어의 글만: ko 또는 en
Only this source (repeatable: any of them).
    이 출처의 글만(여러 번 쓰면 그 가운데 하나)
Only this tag (repeatable: any of them).
    이 태그의 글만(여러 번 쓰면 그 가운데 하나)
Only this author (repeatable: any of them).
    이 글쓴이의 글만(여러 번 쓰면 그 가운데 하나)
Published on or after: 2026, 2026-01 or 2026-01-19.
    이때부터 나온 글: 2026, 2026-01, 2026-01-19
Published on or before.
    이때까지 나온 글
Where the query looks: all or title.
    찾을 곳: all(전체) 또는 title(제목)
In a book, put translations side by side.
    전자책에서 번역을 나란히 놓음
Replace what is there.
    이미 있는 것을 바꿈

Print a topic of the manual, or list all topics.
    도움말 주제 하나를 출력하거나 주제 목록을 보입니다.
The web server shows the same articles at /help.
    웹 서버의 /help에서도 같은 글을 볼 수 있습니다.
Language of the manual.
    도움말의 언어

Write an empty article with this title and print its path.
    이 제목으로 빈 글을 만들고 경로를 출력합니다.
Its language.
    글의 언어
Give an article another name. OLD and NEW are paths in the archive (….md) or ids.
    글의 이름을 바꿉니다. OLD와 NEW는 글 폴더 안의 경로(….md)나 id입니다.
The former id becomes one of its aliases, so that links to it go on working.
    예전 id는 별칭으로 남으므로 예전 주소도 그대로 통합니다.
Show what has changed in an article between the versions that imports have kept.
    가져오기가 남긴 이전 글과 견주어 무엇이 바뀌었는지 보입니다.

Bring the index up to date with the archive.
    색인을 글 폴더에 맞춰 갱신합니다.
Only new and changed articles are analysed. A file that cannot be read is listed and does not stop the others (status 1); what was indexed before stays until the new index is complete. --dry-run also says which terms new words of dictionary.yaml would change.
    새 글과 바뀐 글만 분석합니다. 읽을 수 없는 파일은 알리고 나머지는 계속합니다(종료 상태 1). 새 색인이 다 만들어질 때까지 이전 색인이 그대로 쓰입니다. --dry-run은 dictionary.yaml의 새 낱말로 어떤 색인어가 달라지는지도 보입니다.
Analyse and write every article again.
    모든 글을 다시 분석하고 씀
Wait for another process that is building.
    색인 중인 다른 프로세스를 기다림
Let an empty archive empty the index.
    글이 하나도 없으면 색인도 비움
Check every file of the archive, without building anything.
    색인을 만들지 않고 글 폴더의 모든 파일을 살핍니다.
Problems are files that are refused; warnings are accepted, but probably not meant; notes are unknown keys. --fix repairs Unicode forms, line ends and missing languages; what articles say stays the same.
    문제는 받아들이지 못하는 파일, 주의는 받아들이지만 뜻과 다를 듯한 것, 참고는 모르는 키입니다. --fix는 유니코드 형식, 줄 끝, 빠진 언어를 고치며, 글의 내용은 그대로 둡니다.
First repair what is certain; shows what, and asks.
    확실한 것을 먼저 고침. 무엇을 고칠지 보이고 물어봄
With --fix: do not ask.
    --fix와 함께: 묻지 않음
With --fix: only show it.
    --fix와 함께: 보이기만 함
Say what the index holds and when it was built.
    색인에 무엇이 들었고 언제 만들어졌는지 알립니다.
Read every file of the index and check it.
    색인 파일을 모두 읽어 확인
Serve the archive: search page, articles, JSON.
    글 보관소를 웹으로 엽니다: 검색 페이지, 글, JSON.
Listens at once, brings the index up to date in the background and answers 503 until there is one. Ctrl-C ends it.
    바로 요청을 받고, 뒤에서 색인을 갱신하며, 색인이 생기기 전에는 503으로 답합니다. Ctrl-C로 끝냅니다.
Address to listen on.
    요청을 받을 주소
Port to listen on; 0 picks one.
    요청을 받을 포트. 0이면 알아서 고름
Requests answered side by side in each process.
    프로세스마다 한꺼번에 답하는 요청 수
Processes that answer, each on one core; 2 on Linux with two cores or more, else 1.
    답하는 프로세스 수. 프로세스마다 코어 하나를 씀. 리눅스에서 코어가 둘 이상이면 2, 아니면 1
Pick up edited files by itself.
    고친 파일을 스스로 반영

Say how well translation pairs go together, and which articles have no translation.
    번역 짝이 얼마나 잘 맞는지, 번역이 없는 글이 무엇인지 알립니다.
The score is the share of text in passages beside one passage of about the length of a translation. With ID, only those articles. --differences lists numbers, dates and names that one side has and the other has not. Unpaired articles come with what --suggest would propose. Status 1: some articles could not be looked at.
    점수는 번역이라 할 만한 길이의 문단 하나와 마주 보는 글의 비율입니다. ID를 주면 그 글만 봅니다. --differences는 한쪽에만 있는 수, 날짜, 이름을 보입니다. 짝이 없는 글에는 --suggest가 제안할 짝을 함께 보입니다. 종료 상태 1: 살피지 못한 글이 있습니다.
--suggest proposes pairs of articles without a translation, each with a score (0 to 1) and what speaks for it. --accept ID=ID writes `translation_of` into the front matter of the one that was published later, or else the English one; the rest of the file stays as it is. `seogo reindex` then makes them a pair.
    --suggest는 번역이 없는 글들 가운데 짝이 될 만한 것을 점수(0에서 1)와 근거를 붙여 제안합니다. --accept ID=ID는 나중에 나온 글(같으면 영어 글)의 앞머리에 `translation_of`를 적고 나머지는 그대로 둡니다. 그런 다음 `seogo reindex`를 실행하면 짝이 됩니다.
Only pairs whose numbers, dates or names differ.
    수, 날짜, 이름이 다른 짝만
Which pairs come first.
    먼저 보일 짝
So many of each.
    종류마다 이만큼
Propose pairs among articles without a translation.
    번역이 없는 글들 가운데 짝을 제안
With --suggest: the least score of a proposal.  [default: 0.7]
    --suggest와 함께: 제안할 가장 낮은 점수  [기본값: 0.7]
Make these two articles translations of each other (several times).
    두 글을 서로의 번역으로 이음(여러 번 쓸 수 있음)
With --suggest: the same of all proposals that are printed.
    --suggest와 함께: 출력된 제안을 모두 이음
Show sentences with WORD beside their translations, by what the word becomes there.
    WORD가 든 문장을 번역문과 나란히, 무엇으로 옮겼는지에 따라 묶어 보입니다.
Several words must stand in one sentence, in any order.
    낱말이 여럿이면 한 문장에 모두 있어야 하며 차례는 상관없습니다.
The language of the word.
    낱말의 언어
So many lines.
    이만큼의 줄

Search the archive. QUERY is written as on the search page (see `seogo help searching`).
    글을 검색합니다. QUERY는 검색 페이지에서와 같이 적습니다(`seogo help searching` 참고).
A query that begins with a minus goes behind `--`: seogo search -- -메모리 반도체
    빼기표로 시작하는 검색식은 `--` 뒤에 적습니다: seogo search -- -메모리 반도체
relevance, newest or oldest.
    relevance(관련도), newest(최신), oldest(오래된 것부터)
Page of results, from 1.
    결과 쪽, 1부터
Results per page, 1 to 100.
    한 쪽의 결과 수, 1에서 100
exact, forms or bridge.
    exact(적힌 그대로), forms(활용형까지), bridge(다른 언어까지)
Leave out this equivalent (repeatable).
    이 대응어는 빼고 찾음(여러 번 쓸 수 있음)
on: a translation pair is one result; off: two.
    on: 번역 짝을 결과 하나로, off: 둘로
Show what the score of this article is made of.
    이 글의 점수가 어떻게 나왔는지 보임
Print the article with this id, as its file has it.
    이 id의 글을 파일에 적힌 대로 출력합니다.

Show what was learned of translations.
    번역에서 배운 것을 보입니다.
`seogo lexicon WORD` shows what the terms of a word become in the other language, with probability, support (in how many passages) and origin; --export writes all of that; --review lists what is probably wrong and in many articles, with the lines for glossary.yaml that confirm or forbid it.
    `seogo lexicon WORD`는 낱말이 다른 언어에서 무엇이 되는지 확률, 근거(문단 수), 유래와 함께 보입니다. --export는 전부를 파일로 씁니다. --review는 틀린 듯하면서 여러 글에 나오는 것을, 맞다고 하거나 막을 때 glossary.yaml에 적을 줄과 함께 보입니다.
Only words of this language.
    이 언어의 낱말만
Write everything into this file, tab-separated (-: print it).
    전부를 이 파일에 탭으로 나눠 씀(-이면 출력)
List doubtful translations.
    의심스러운 번역을 보임
So many of them.
    이만큼

Show what TEXT means: as a query, word by word (with an index), and as part of an article, token by token.
    TEXT가 무슨 뜻인지 보입니다: 검색식으로는 낱말마다(색인이 있을 때), 글의 일부로는 형태소마다.
Propose words of this archive that the Korean analyser breaks, or add those that are right.
    한국어 분석기가 잘라 버리는 낱말을 찾아 제안하거나, 맞는 것을 사전에 넣습니다.
`seogo words` lists them with how they are broken now; `seogo words --add WORD...` writes words into dictionary.yaml, and `seogo reindex --dry-run` says what that changes.
    `seogo words`는 낱말을 지금 어떻게 잘리는지와 함께 보입니다. `seogo words --add WORD...`는 낱말을 dictionary.yaml에 적고, `seogo reindex --dry-run`은 그것으로 무엇이 바뀌는지 보입니다.
Write each WORD into dictionary.yaml.
    WORD를 하나하나 dictionary.yaml에 적음
So many words.
    이만큼의 낱말
Only words that frequent.
    이만큼 자주 나오는 낱말만
Measure the search: TASKS are sentences with the articles they should find (see `seogo help measuring`).
    검색을 잽니다. TASKS는 찾아야 할 글이 정해진 문장들입니다(`seogo help measuring` 참고).
Prints MRR, nDCG and recall with 95 % intervals, or how many small cases pass. Translations are not folded.
    MRR, nDCG, 재현율을 95 % 구간과 함께, 또는 작은 사례를 몇 개 통과했는지 출력합니다. 번역 짝은 접지 않습니다.
Small search cases instead.
    작은 검색 사례로 대신 잼
Only tasks of this kind.
    이 종류의 과제만
As in search.
    search에서와 같음
Only the first N tasks of each file.
    파일마다 처음 N개 과제만
Keep the rankings.
    순위를 남겨 둠
Compare with a kept run.
    남겨 둔 것과 견줌
"""

CLICK: Final = {
    "Usage:": "사용법:",
    "Options": "옵션",
    "Commands": "명령",
    "default: {default}": "기본값: {default}",
    "required": "필수",
    "Aborted!": "중단했습니다.",
    "Error: {message}": "오류: {message}",
    "Error: invalid input": "오류: y나 n으로 답하세요",
    "Try '{command} {option}' for help.": "도움말: {command} {option}",
    "Missing command.": "명령을 적으세요.",
    "Missing argument": "빠진 인자:",
    "Missing option": "빠진 옵션:",
    "Choose from:\n\t{choices}": "쓸 수 있는 값:\n\t{choices}",
    "No such option {name!r}.": "{name}: 그런 옵션이 없습니다.",
    "No such option: {name}": "{name}: 그런 옵션이 없습니다.",
    "No such command {name!r}.": "{name}: 그런 명령이 없습니다.",
    "Did you mean {possibility}?": "혹시 {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(혹시 이 가운데 하나? {possibilities})",
    "(Possible options: {possibilities})": "(비슷한 옵션: {possibilities})",
    "Invalid value: {message}": "잘못된 값: {message}",
    "Invalid value for {param_hint}: {message}": "잘못된 값({param_hint}): {message}",
    "{value!r} is not a valid {number_type}.": "{value!r}: 수가 아닙니다.",
    "{value} is not in the range {range}.": "{value}: 범위를 벗어났습니다({range}).",
    "{value!r} is not one of {choices}.": "{value!r}: 쓸 수 있는 값은 {choices}입니다.",
    "{value!r} is not {choice}.": "{value!r}: 쓸 수 있는 값은 {choice}입니다.",
    "{value!r} does not match the format {format}.": "{value!r}: 형식이 맞지 않습니다({format}).",
    "{value!r} does not match the formats {formats}.": "{value!r}: 형식이 맞지 않습니다({formats}).",
    "Option {name!r} requires an argument.": "{name}: 값을 적으세요.",
    "Option {name!r} requires {nargs} arguments.": "{name}: 값을 {nargs}개 적으세요.",
    "Option {name!r} does not take a value.": "{name}: 값을 받지 않습니다.",
    "Got unexpected extra argument ({args})": "쓸 곳이 없는 인자: {args}",
    "Got unexpected extra arguments ({args})": "쓸 곳이 없는 인자: {args}",
    "Could not open file {filename!r}: {message}": "파일을 열 수 없습니다: {filename} ({message})",
    "{name} {filename!r} does not exist.": "{filename}: 그런 파일이나 폴더가 없습니다.",
    "{name} {filename!r} is a file.": "{filename}: 폴더가 아니라 파일입니다.",
    "{name} {filename!r} is a directory.": "{filename}: 파일이 아니라 폴더입니다.",
    "{name} {filename!r} is not readable.": "{filename}: 읽을 수 없습니다.",
    "{name} {filename!r} is not writable.": "{filename}: 쓸 수 없습니다.",
}
"""Click's words by its own English; what is not here stays English."""

USAGE: Final = {"[OPTIONS]": "[옵션]", "COMMAND [ARGS]...": "명령 [인자]..."}
"""What stands in usage lines for options and commands."""
