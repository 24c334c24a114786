"""What is said in Korean about searching, the index, pairs, words and translations; see saying_ko for how it is written."""

# ruff: noqa: E501 - a message is a line

from __future__ import annotations

from typing import Final

SEARCH: Final = """
did you mean: {query} ({reason})
    혹시 이 검색어? {query} ({reason})
also searched: {text} ← {word} ({origin}, {share})
    함께 찾은 말: {text} ← {word} ({origin}, {share})
also searched: {text} ← {word}
    함께 찾은 말: {text} ← {word}
{count} with every word
    모든 낱말이 든 글 {count}편
{count} with every word, {some} with some
    모든 낱말이 든 글 {count}편, 일부만 든 글 {some}편
(some words)
    (일부만)
as a query:
    검색식으로:
as part of an article:
    글의 일부로:
kind
    종류
term
    색인어
in the text
    글에서
start
    시작
end
    끝
tag
    품사
It has every word.
    모든 낱말이 들어 있습니다.
It has some words.
    낱말이 일부만 들어 있습니다.
It is no result.
    검색 결과에 들지 않습니다.
Not in it: {words}
    없는 말: {words}
It has the words, but something in the query leaves it out.
    낱말은 들어 있지만 검색식의 다른 조건에 걸려 빠집니다.
It is found over the bridge: the score orders articles in its language. Where these stand among the others is decided by another rule (see ARCHITECTURE.md).
    다른 언어의 말로 찾은 글입니다. 점수는 같은 언어의 글끼리 차례를 정하고, 다른 글들 사이의 자리는 다른 규칙으로 정합니다(ARCHITECTURE.md).
The filters leave it out.
    걸러 내는 조건에 걸려 빠집니다.
word
    낱말
in it
    글에서
articles
    글
weight
    무게
points
    점수
share
    몫
near words
    가까이 있는 말
total
    합계
an article has
    글에 있어야 할 말
or as parts
    또는 나눈 말
or another form
    또는 다른 꼴
grammar, not asked for
    문법 요소라 찾지 않음
counts besides, joined
    덤으로 셈(붙여 쓴 말)
counts besides, as written
    덤으로 셈(적힌 그대로)
No pair differs.
    서로 다른 짝이 없습니다.
There are no translation pairs.
    번역 짝이 없습니다.
score
    점수
rows
    줄
missing
    빠짐
differences
    차이
pair
    짝
Without a translation:
    번역이 없는 글:
not compared: {id} ({reason})
    살피지 못함: {id} ({reason})
{path}: changed since it was indexed
    {path}: 색인한 뒤에 바뀌었습니다
No pair is proposed.
    제안할 짝이 없습니다.
is a translation of that article already
    이미 그 글의 번역입니다
Now run `seogo reindex`.
    이제 `seogo reindex`를 실행하세요.
one names the address of the other
    한쪽에 다른 쪽의 주소가 있음
the search finds each first by the other
    검색하면 서로가 맨 먼저 나옴
the search finds the English one at place {place}
    검색하면 영어 글이 {place}번째로 나옴
the search finds the Korean one at place {place}
    검색하면 한국어 글이 {place}번째로 나옴
alike {likeness}, others at most {rival}
    닮은 정도 {likeness}, 다른 글은 {rival}까지
{count} of {all} numbers and dates
    수와 날짜 {all}개 중 {count}개
names {names}
    이름 {names}
words {words}
    낱말 {words}
published {count} days apart
    발행일이 {count}일 차이
published the same day
    발행일이 같음
{count} more: --limit
    {count}건 더 있음: --limit
comparing
    견주는 중
compared
    견줌:
indexing
    색인하는 중
indexed
    색인함:
{count} of {all}
    {all}편 중 {count}편
--accept ID=ID stands alone: leave out --suggest, --differences, ID.
    --accept ID=ID는 혼자 씁니다. --suggest, --differences, ID를 빼세요.
--suggest looks at all articles: leave out ID and --differences.
    --suggest는 모든 글을 살핍니다. ID와 --differences를 빼세요.
--accept-all and --at-least go with --suggest.
    --accept-all과 --at-least는 --suggest와 함께 씁니다.
{text} is no pair; write two ids with = between: farm.ko=farm.en
    {text}: 짝이 아닙니다. farm.ko=farm.en처럼 두 id를 =로 이으세요
No word of this archive is broken that often.
    그만큼 자주 잘리는 낱말이 없습니다.
count
    횟수
broken
    잘림
as
    잘린 꼴
evidence
    근거
pieces
    조각
contexts
    문맥
extraction
    추출
Write those that are right: seogo words --add WORD…
    맞는 낱말 넣기: seogo words --add 낱말…
added: nothing
    넣은 낱말: 없음
added: {words}
    넣은 낱말: {words}
there already: {words}
    이미 있는 낱말: {words}
What that changes: seogo reindex --dry-run
    무엇이 바뀌는지 보기: seogo reindex --dry-run
--add takes words, and words take --add.
    --add에는 낱말을, 낱말에는 --add를 함께 쓰세요.
Name files of tasks, or --cases and one file.
    과제 파일을 적거나, --cases와 파일 하나를 적으세요.
--cases takes --level and --json only.
    --cases는 --level, --json과만 함께 씁니다.
The lexicon does not know {word}.
    {word}: 번역에서 배운 것이 없는 말입니다.
translation
    번역
probability
    확률
support
    근거
origin
    유래
glossary
    용어집
general
    일반 용어
learned
    번역에서 배움
gloss
    글의 풀이
name
    이름
forbidden:
    막은 말:
No translation of this archive is doubtful.
    의심스러운 번역이 없습니다.
{articles} articles, p {probability}, support {support}
    글 {articles}편, 확률 {probability}, 근거 {support}
improbable
    확률이 낮음
rare
    근거가 적음
shared
    여러 낱말의 번역
one way
    한쪽으로만 옮겨짐
right
    맞으면
wrong
    틀리면
Paste a line into glossary.yaml, then: seogo reindex
    한 줄을 glossary.yaml에 붙여 넣은 다음: seogo reindex
Name a word, or --export, or --review.
    낱말, --export, --review 가운데 하나를 쓰세요.
Everything was written again: {reason}
    모두 다시 썼습니다: {reason}
another version of Seogo wrote the index
    다른 버전의 서고가 만든 색인입니다
{articles} articles: {added} added, {changed} changed, {removed} removed, {unchanged} unchanged; {problems} problems; {analysed} analysed; {seconds} s
    글 {articles}편: 추가 {added}, 바뀜 {changed}, 삭제 {removed}, 그대로 {unchanged}; 문제 {problems}건; 분석 {analysed}편; {seconds}초
{articles} articles: {added} would be added, {changed} would be changed, {removed} would be removed, {unchanged} unchanged; {problems} problems; {analysed} analysed; {seconds} s
    글 {articles}편: 추가할 글 {added}, 바꿀 글 {changed}, 지울 글 {removed}, 그대로 {unchanged}; 문제 {problems}건; 분석 {analysed}편; {seconds}초
Translations were learned from {passages} passages; {aligned} pairs of articles were aligned
    문단 {passages}개에서 번역을 배웠습니다. 글 {aligned}쌍을 맞추었습니다
Terms that the dictionary would change:
    사전이 바꿀 색인어:
now
    지금
then
    나중
and {count} other changes
    그 밖에 {count}건 바뀜
archive
    글 폴더
index
    색인
generation
    세대
built_at
    만든 때
fingerprint
    지문
languages
    언어
bytes
    바이트
verified
    전체 검사
{path} has no articles, but the index knows some: is a disk not mounted? Use --allow-empty to empty the index.
    {path}: 글이 하나도 없는데 색인에는 글이 있습니다. 디스크가 연결되지 않았나요? 색인을 비우려면 --allow-empty를 쓰세요.
{articles} articles, {path} among them, lie in folders that cannot be read, and the index must be written anew: make them readable, or use --allow-empty to leave these articles out.
    글 {articles}편({path} 등)이 읽을 수 없는 폴더에 있고 색인은 새로 써야 합니다. 읽을 수 있게 하거나, 이 글들을 빼려면 --allow-empty를 쓰세요.
The index has no article with the id {id}; `seogo search` prints ids.
    색인에 이런 id의 글이 없습니다: {id}. id는 `seogo search`로 볼 수 있습니다.
searching
    찾는 중
tasks
    과제
queries
    검색
better
    나음
worse
    못함
below: 95 % intervals, {count} resamples
    아랫줄: 95 % 구간, 다시 뽑기 {count}번
below: ends of paired 95 % intervals, {count} resamples
    아랫줄: 짝지은 95 % 구간의 양 끝, 다시 뽑기 {count}번
The index does not hold {id} (and {count} more): is it that of the tasks' archive?
    색인에 없는 글: {id} 외 {count}편. 과제와 같은 글 폴더의 색인인지 확인하세요.
The index does not hold {id}: is it that of the tasks' archive?
    색인에 없는 글: {id}. 과제와 같은 글 폴더의 색인인지 확인하세요.
not compared (in one run only, or asking something else): {count}
    견주지 않음(한쪽에만 있거나 다른 것을 물음): {count}건
{count} improved (by {measure})
    나아진 검색 {count}건({measure} 기준)
{count} broken (by {measure})
    나빠진 검색 {count}건({measure} 기준)
… and {count} more
    … 외 {count}건
category
    갈래
passed
    통과
cases
    사례
all
    전체
no correction is offered (as typed it fails)
    고친 검색어를 내놓지 않습니다(그대로 찾으면 실패)
no correction is offered (as typed it passes)
    고친 검색어를 내놓지 않습니다(그대로 찾으면 통과)
corrected to {query}: {reason}
    고친 검색어 {query}: {reason}
the text is not among the first ten
    찾아야 할 글이 열째 안에 없습니다
the other text is above it
    다른 글이 더 위에 있습니다
a link
    링크입니다
an ordinary file
    보통 파일이어야 합니다
{word} cannot be a word
    {word}: 낱말로 쓸 수 없습니다
one word of at most {most} characters
    {most}자까지의 낱말 하나로 적으세요
no word can be added to a list like this
    이런 꼴의 목록에는 낱말을 넣을 수 없습니다
lines like "- word"
    "- 낱말"처럼 한 줄에 하나씩 적으세요
cannot be written ({reason})
    쓸 수 없습니다({reason})
a folder that Seogo may write to
    서고가 쓸 수 있는 폴더여야 합니다
a file that Seogo may write
    서고가 쓸 수 있는 파일이어야 합니다
{key} has a control character, U+{code}
    {key}: 제어 문자가 들어 있습니다(U+{code})
a number too long, or too many brackets inside each other
    수가 너무 길거나 괄호가 너무 여러 겹입니다
{value} is no object
    {value}: 객체가 아닙니다
not JSON ({detail})
    JSON이 아닙니다({detail})
shorter lines
    줄을 더 짧게 나누세요
more than {limit} rows
    줄이 너무 많습니다. {limit}줄까지 받습니다
fewer rows
    줄을 줄이세요
a list of at most {most} queries, as --save writes it
    --save가 쓴 것처럼 검색식 {most}개까지의 목록이어야 합니다
a smaller run
    더 작은 기록이어야 합니다
a query is no object
    검색식이 객체가 아닙니다
a run that --save wrote
    --save가 쓴 기록이어야 합니다
a second file of tasks called {name}
    과제 파일의 이름이 겹칩니다: {name}
files with different names
    이름이 서로 다른 파일이어야 합니다
no task of kind {kind}
    이 종류의 과제가 없습니다: {kind}
no task
    과제가 없습니다
a line for each task
    과제마다 한 줄씩 적으세요
Seogo: http://{address}/  (Ctrl-C ends it)
    서고: http://{address}/  (끝내려면 Ctrl-C)
Seogo has ended.
    서고를 끝냈습니다.
Cannot listen on {address}: {detail}; try another --port
    {address}: 요청을 받을 수 없습니다({detail}). 다른 --port를 쓰세요
"""
