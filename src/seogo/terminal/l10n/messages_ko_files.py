"""What is said in Korean about article files and settings; see seogo.terminal.l10n.messages, and saying_ko
for how it is written."""

from __future__ import annotations

from typing import Final

FILES: Final = """
longer than {limit} bytes
    너무 깁니다. {limit}바이트까지 받습니다
a smaller file
    더 작은 파일로 나누세요
the front matter is no list of keys
    앞머리가 키와 값의 목록이 아닙니다
lines like "title: …"
    "title: …"처럼 적으세요
lines like "key: value"
    "키: 값"처럼 적으세요
{text} is not a date
    {text}: 날짜가 아닙니다
{text} does not exist
    {text}: 없는 날짜나 시각입니다
a day like 2026-01-19 or a time like 2026-01-19T09:30:00+09:00
    2026-01-19 같은 날짜나 2026-01-19T09:30:00+09:00 같은 시각으로 적으세요
not UTF-8
    UTF-8이 아닙니다
save the file as UTF-8
    파일을 UTF-8로 저장하세요
a NUL character
    NUL 문자가 있습니다
a text file
    텍스트 파일이어야 합니다
no front matter
    앞머리가 없습니다
begin the file with --- lines around title and lang
    파일 첫머리에 title과 lang을 적고 위아래에 --- 줄을 두세요
the front matter is not closed
    앞머리가 닫히지 않았습니다
a line --- below it
    앞머리 아래에 --- 줄을 두세요
the front matter is longer than {limit} bytes
    앞머리가 너무 깁니다. {limit}바이트까지 받습니다
a shorter one
    더 짧게 적으세요
unknown language {code} in the file name
    파일 이름의 언어 {code}: 모르는 언어입니다
a name that ends with .ko.md or .en.md
    이름이 .ko.md나 .en.md로 끝나야 합니다
unknown language {code}
    {code}: 모르는 언어입니다
lang is {languages}
    lang에는 ko나 en을 적으세요
lang is {lang} but the file name says {code}
    lang({lang})과 파일 이름({code})의 언어가 다릅니다
the same language in both
    둘을 같은 언어로 맞추세요
the article has no text
    글에 본문이 없습니다
text below ---
    --- 아래에 본문을 적으세요
unknown key {key}
    모르는 키: {key}
the id {id}, made from the path, is refused
    경로에서 만든 id {id}: 쓸 수 없습니다
the id {id} is refused
    id {id}: 쓸 수 없습니다
an id {reason}; give another one with id:
    id 규칙: {reason}. id:에 다른 id를 적으세요
an id {reason}
    id 규칙: {reason}
the alias {alias} is refused
    별칭 {alias}: 쓸 수 없습니다
an alias {reason}
    별칭 규칙: {reason}
is not empty
    비어 있으면 안 됩니다
has at most {most} characters
    {most}자까지입니다
has no {sign}: a-z, 0-9, Hangul syllables and . _ / - + ~ ! $ , ^ % {{ }} [ ]
    {sign} 문자는 쓸 수 없고 a-z, 0-9, 한글 음절, . _ / - + ~ ! $ , ^ % {{ }} [ ]만 씁니다
does not begin or end with / and has no //
    /로 시작하거나 끝나지 않고 //가 없어야 합니다
has no part that begins with a dot
    점으로 시작하는 부분이 없어야 합니다
does not end with {end}, which is an address of its own
    {end}: 다른 주소로 쓰이므로 이것으로 끝나면 안 됩니다
the title is empty
    제목이 비어 있습니다
the title is missing
    제목이 없습니다
a line "title: …"
    "title: …" 줄을 적으세요
the title has {count} characters
    제목이 {count}자입니다
at most {most}
    {most}자까지 쓸 수 있습니다
url is {url}
    url {url}: 쓸 수 없는 주소입니다
a url that begins with https:// or http://, at most {most} characters
    https://나 http://로 시작하고 {most}자를 넘지 않는 주소로 적으세요
not an article
    글이 아닙니다
a language, {languages}, in its name or front matter
    파일 이름이나 앞머리에 언어(ko나 en)를 적으세요
a link that points nowhere
    끊어진 링크입니다
an article file
    글 파일이어야 합니다
a link that leaves the archive
    글 폴더 밖을 가리키는 링크입니다
the article itself
    글 파일 자체를 두세요
There is no archive folder at {path} ({reason}): create it, or name another one with --archive DIR or SEOGO_ARCHIVE.
    글 폴더가 없습니다: {path} ({reason}). 폴더를 만들거나 --archive 또는 SEOGO_ARCHIVE로 다른 폴더를 정하세요.
a file name that cannot be shown
    화면에 보일 수 없는 글자가 든 파일 이름입니다
printable UTF-8
    보통 글자로 된 UTF-8 이름을 쓰세요
a link to a folder is not followed
    폴더 링크는 따라가지 않습니다
the folder itself
    폴더 자체를 두세요
{count} folders deep
    폴더가 {count}겹입니다
fewer folders
    폴더를 덜 겹치게 두세요
a folder with the name of an article
    글 파일 이름을 쓰는 폴더입니다
a file
    파일이어야 합니다
a file that Seogo may read
    서고가 읽을 수 있는 파일이어야 합니다
a file and folder that Seogo may read
    서고가 읽을 수 있는 파일과 폴더여야 합니다
cannot be read ({reason})
    읽을 수 없습니다({reason})
not an ordinary file
    보통 파일이 아닙니다
the id {id} is that of {path}
    id {id}: {path} 글이 이미 쓰고 있습니다
another id:
    id:에 다른 id를 적으세요
the alias {alias} is taken by {path}
    별칭 {alias}: {path} 글이 이미 쓰고 있습니다
an alias that no other article has as its id or alias
    다른 글의 id나 별칭이 아닌 것을 쓰세요
{path} has the same name and language
    {path}: 이름과 언어가 같은 글입니다
one file for each language
    언어마다 파일을 하나만 두세요
translation_of: {id} {reason}
    translation_of에 적은 {id}: {reason}
leads to no article
    그런 글이 없습니다
leads to the article itself
    자기 자신을 가리킵니다
leads to an article of the same language, {path}
    같은 언어의 글({path})을 가리킵니다
leads in a circle
    돌고 돌아 자기 자신을 가리킵니다
comes too late: {id} has the translation {other}
    먼저 정해진 번역이 있습니다({id} ↔ {other})
the id of the article in the other language, in one of the two files
    두 글 가운데 한쪽에, 다른 언어로 된 글의 id를 적으세요
The index folder {path} is or holds the archive {archive}: choose another one, beside or inside it
    색인 폴더 {path}: 글 폴더({archive})이거나 글 폴더를 담고 있습니다. 글 폴더 옆이나 안의 다른 폴더를 쓰세요
the index folder is or holds the archive {archive}: choose another one, beside or inside it
    색인 폴더가 글 폴더({archive})이거나 글 폴더를 담고 있습니다. 글 폴더 옆이나 안의 다른 폴더를 쓰세요
{reason} {path} is no folder: {detail}
    {reason} {path}: 폴더가 아닙니다: {detail}
The archive
    글 폴더
The index
    색인 폴더
not a list of keys and values
    키와 값의 목록이 아닙니다
only {keys}
    쓸 수 있는 키: {keys}
unknown time zone {name}
    {name}: 모르는 시간대입니다
{reason}: install the time zones (Debian: tzdata)
    {reason}. 시간대 자료를 설치하세요(데비안: tzdata)
{reason}: a name like Asia/Seoul
    {reason}. Asia/Seoul 같은 이름을 쓰세요
a name like Asia/Seoul
    Asia/Seoul 같은 이름을 쓰세요
SEOGO_CORS: {origin} is no origin; {reason}
    SEOGO_CORS: {origin}: 쓸 수 없는 출처입니다. {reason}
cors: {origin} is no origin
    cors: {origin}: 쓸 수 없는 출처입니다
*, or origins such as https://news.example
    *나 https://news.example 같은 출처를 적으세요
{key} is a list
    {key}: 목록입니다
one text, or {{ko: …, en: …}}
    글 하나나 {{ko: …, en: …}}로 적으세요
title: unknown language {code}
    title: {code}: 모르는 언어입니다
ko and en
    ko와 en만 됩니다
{key} is too long
    {key}: 너무 깁니다
{most} characters
    {most}자까지 쓸 수 있습니다
entries like {{ko: …, en: …}}
    {{ko: …, en: …}}처럼 적은 항목의 목록이어야 합니다
a list of words
    낱말의 목록이어야 합니다
an empty word
    빈 낱말입니다
a word
    낱말을 적으세요
{word} has a space
    {word}: 빈칸이 들어 있습니다
a word without spaces
    빈칸 없이 적으세요
not a list
    목록이 아닙니다
an entry that is not a mapping
    키와 값으로 된 항목이 아닙니다
{{ko: …, en: …}}
    {{ko: …, en: …}}처럼 적으세요
forbid: {{ko: …, en: …}}
    forbid: {{ko: …, en: …}}처럼 적으세요
{key} beside {forbid}
    {key}: {forbid} 옆에 둘 수 없는 키입니다
an item of its own, {reason}
    따로 한 항목으로 두세요. {reason}
{forbid} without ko and en
    {forbid}: ko와 en이 없습니다
{key} is empty
    {key}: 비어 있습니다
{key} is missing
    {key}: 빠져 있습니다
both ko and en
    ko와 en을 모두 적으세요
one word, as words are translated
    번역되는 낱말 하나만 적으세요
{ko} and {en} are forbidden on line {line} already
    {ko} ↔ {en}: {line}번째 줄에서 이미 금지했습니다
each pair once
    짝마다 한 번만 적으세요
{ko} and {en} mean the same on line {line}
    {ko} ↔ {en}: {line}번째 줄에서는 같은 뜻입니다
either that entry or {forbid}
    그 항목과 {forbid} 가운데 하나만 남기세요
too many forbidden pairs of words
    금지한 낱말 짝이 너무 많습니다
{key} has {count} characters
    {key}: {count}자입니다
{word} stands on line {line} already
    {word}: {line}번째 줄에 이미 있습니다
each word once
    낱말마다 한 번만 적으세요
a shorter text
    더 짧게 적으세요
a control character, U+{code}
    제어 문자(U+{code})가 있습니다
remove it
    지우세요
a YAML file
    YAML 파일이어야 합니다
a readable file
    읽을 수 있는 파일이어야 합니다
{key} is one text
    값을 하나만 적으세요
{key} is a mapping
    {key}: 키의 묶음입니다
{key} is a text or a list of texts
    값 하나나 값의 목록을 적으세요
a second YAML document
    YAML 문서가 둘입니다
one document
    문서 하나만 두세요
not YAML: {reason}
    YAML이 아닙니다: {reason}
see the README
    README를 보세요
an alias, *{name}
    YAML 별칭 *{name}: 받지 않습니다
write the value out, or quote a text with *
    값을 그대로 적거나, *가 든 글이면 따옴표로 묶으세요
an anchor, &{name}
    YAML 앵커 &{name}: 받지 않습니다
no anchors, or quote a text with &
    앵커를 지우거나, &가 든 글이면 따옴표로 묶으세요
a tag, {tag}
    YAML 태그 {tag}: 받지 않습니다
no tags, or quote a text with !
    태그를 지우거나, !가 든 글이면 따옴표로 묶으세요
no tags
    태그를 지우세요
a key that is not a text
    키가 글자가 아닙니다
a plain text as key
    키는 글자로 적으세요
{key} stands twice (first on line {line})
    {key}: 두 번 나옵니다(처음은 {line}번째 줄)
each key once
    키마다 한 번만 적으세요
nested deeper than {most} levels
    {most}겹보다 깊습니다
a flatter list
    덜 겹치게 적으세요
put a text that contains ": " in quotes
    ": "이 든 글은 따옴표로 묶으세요
indent with spaces, and put a text that begins with @ ` or % in quotes
    들여쓰기는 빈칸으로 하고, @ ` %로 시작하는 글은 따옴표로 묶으세요
indent with spaces
    들여쓰기는 빈칸으로 하세요
write every line as "key: value"
    줄마다 "키: 값"으로 적으세요
close the quotes
    따옴표를 닫으세요
write a backslash in double quotes twice, or use single quotes
    큰따옴표 안의 역빗금은 두 번 적거나, 작은따옴표를 쓰세요
"""
