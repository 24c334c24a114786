"""What commands and imports say in Korean; see seogo.terminal.l10n.messages.

Each message is a line as the code has it, with ``{places}``, and below it its Korean. Places may
stand in another order in the Korean, and may be called anything, but those whose name begins with ``reason`` hold messages of
this table themselves, and those of `saying.NUMBERS` numbers. No particle follows a place, since it would have to fit whatever
stands there.
"""

from __future__ import annotations

from typing import Final

COMMANDS: Final = """
new
    새 글
same
    그대로
changed
    바뀜
duplicate
    겹침
refused
    거부
problem
    문제
warning
    주의
note
    참고
as {path}
    ({path})
before: {path}
    이전 글: {path}
{{task.completed:,}} read
    {{task.completed:,}}건 읽음
importing
    가져오는 중
{new} new, {same} same, {changed} changed, {duplicate} duplicate, {refused} refused
    새 글 {new}건, 그대로 {same}건, 바뀜 {changed}건, 겹침 {duplicate}건, 거부 {refused}건
{count} written
    {count}건 저장함
{count} would be written
    실제로 하면 {count}건 저장함
{count} older than --since
    --since보다 오래된 글 {count}건은 뺐습니다
{count} other files passed over
    글이 아닌 파일 {count}개는 건너뛰었습니다
Stopped. Run it again to go on.
    멈췄습니다. 다시 실행하면 이어서 합니다.
To search in them: seogo reindex
    검색하려면: seogo reindex
{target}: {count} articles
    {target}: 글 {count}편
{target}: {count} sentence pairs
    {target}: 문장 {count}쌍
a link in it leads nowhere now: {link}
    이 글의 링크가 끊어졌습니다: {link}
{path} still links to {old}
    {path}: 옛 경로({old})로 가는 링크가 남아 있습니다
{one} and {other} are both in {language}: a translation is in the other language.
    {one}, {other}: 둘 다 같은 언어({language})로 쓴 글입니다. 번역은 다른 언어여야 합니다.
{path} is a link: edit the file that it leads to.
    {path}: 링크입니다. 링크가 가리키는 파일을 고치세요.
{path} has a translation already, {other}: undo that link first.
    {path}: 이미 번역이 있습니다({other}). 먼저 그 연결을 푸세요.
{path} says translation_of: {other}, which joins it with nothing: take that line away first.
    {path}: 'translation_of: {other}' 줄이 있지만 이어지는 글이 없습니다. 먼저 그 줄을 지우세요.
{path} has changed since it was indexed: run `seogo reindex` and look again.
    {path}: 색인한 뒤에 바뀌었습니다. `seogo reindex`를 실행한 다음 다시 확인하세요.
{path} was edited meanwhile and stays as it is: try again.
    {path}: 그사이에 고쳐져서 그대로 두었습니다. 다시 해 보세요.
{id} is named twice: an article has one translation.
    {id}: 두 번 적었습니다. 글 하나에 번역은 하나입니다.
a date that there is not
    없는 날짜
No article has the id {id}; `seogo search` prints ids.
    {id}: 이런 id를 쓰는 글이 없습니다. id는 `seogo search`로 볼 수 있습니다.
No article has the id or path {id}; `seogo search` prints ids.
    {id}: 이런 id나 경로의 글이 없습니다. id는 `seogo search`로 볼 수 있습니다.
{path} has no former version that differs.
    {path}: 지금과 다른 이전 글이 없습니다.
a byte order mark
    바이트 순서 표시(BOM)가 있음
line ends other than LF
    줄 끝이 LF가 아님
Unicode in another form than NFC
    유니코드가 NFC가 아님
no language, and the text is {lang}
    언어가 빠져 있음(본문은 {lang})
Nothing to repair.
    고칠 것이 없습니다.
Repair {count} files?
    파일 {count}개를 고칠까요?
{path} was edited meanwhile and stays as it is
    {path}: 그사이 다른 곳에서 고쳐져 그대로 두었습니다
--yes and --dry-run go with --fix, --json goes without it
    --yes와 --dry-run은 --fix와 함께 쓰고, --json은 --fix 없이 씁니다
{articles} articles, {problems} problems, {warnings} warnings, {notes} notes
    글 {articles}편, 문제 {problems}건, 주의 {warnings}건, 참고 {notes}건
{target} is there already: --overwrite replaces it.
    {target}: 이미 있습니다. 바꾸려면 --overwrite를 쓰세요.
{target} is not empty: --overwrite writes into it all the same.
    {target}: 비어 있지 않습니다. 그래도 쓰려면 --overwrite를 쓰세요.
{target} cannot be written: {reason}.
    {target}: 쓸 수 없습니다({reason}).
the index does not know it as it is now
    색인에 든 내용이 지금 글과 다릅니다
run `seogo reindex` first: sentences are those of the index
    문장은 색인에서 가져오므로 `seogo reindex`를 먼저 하세요
A title has 1 to {most} characters.
    제목은 1자에서 {most}자까지입니다.
No file name can be made of {title}: a title with Hangul, letters or digits.
    {title}: 파일 이름으로 만들 수 없습니다. 한글이나 영문자, 숫자가 든 제목을 쓰세요.
There are {most} articles of this name: choose another title.
    이름이 같은 글이 이미 {most}편입니다. 다른 제목을 쓰세요.
{path} is there already: choose another name.
    {path}: 이미 있습니다. 다른 이름을 쓰세요.
{path} is a link: move the file that it leads to.
    {path}: 링크입니다. 링크가 가리키는 파일을 옮기세요.
The id {id} is taken: choose another name.
    {id}: 다른 글이 쓰는 id입니다. 다른 이름을 쓰세요.
{path} is no name for an article: an id {reason}.
    {path}: 글 이름으로 쓸 수 없습니다. id 규칙: {reason}.
The front matter of {path} must be edited by hand: {right}
    {path}: 앞머리를 직접 고쳐야 합니다: {right}
{path} was edited meanwhile; {other} has its former text.
    {path}: 그사이 다른 곳에서 고쳐졌습니다. 고치기 전의 글은 {other} 파일에 있습니다.
{path} is no name of an article file.
    {path}: 글 파일의 이름이 아닙니다.
{path} does not end with .{lang}.md.
    {path}: 이름이 .{lang}.md로 끝나야 합니다.
There is no index yet: run `seogo reindex`.
    아직 색인이 없습니다. `seogo reindex`로 만드세요.
The index was written by another version of Seogo: run `seogo reindex`.
    서고의 다른 판이 만든 색인입니다. `seogo reindex`로 다시 만드세요.
The index in {folder} is being built by {who}; try again, or use --wait.
    다른 프로세스가 색인을 만들고 있습니다({folder}, {who}). 잠시 뒤에 다시 하거나 --wait를 쓰세요.
The index in {folder} could not be written: {reason}. What was there is still in use.
    색인을 쓰지 못했습니다: {folder} ({reason}). 전의 색인은 그대로 쓸 수 있습니다.
the disk is full
    디스크가 가득 참
The index is damaged ({file}: {what}) and must be rebuilt: run `seogo reindex`.
    색인이 손상되었습니다({file}: {what}). `seogo reindex`로 다시 만드세요.
"""

IMPORTS: Final = """
no http address: {address}
    http 주소가 아닙니다: {address}
an entry without its end (ER)
    항목의 끝 표시(ER)가 없습니다
JSON without a list of articles
    글 목록이 없는 JSON입니다
not JSON: {reason}
    JSON이 아닙니다: {reason}
no JSON object with named values
    이름과 값으로 된 JSON 객체가 아닙니다
an empty feed
    빈 피드입니다
a feed without entries
    글이 없는 피드입니다
not XML: {detail}
    XML이 아닙니다: {detail}
{reason} need more packages: {install}
    {reason}: 패키지가 더 필요합니다. {install}
Feeds
    피드
Lists of addresses
    주소 목록
Web pages
    웹 페이지
Web pages and HTML
    웹 페이지와 HTML
WARC files
    WARC 파일
{path} is no name of an article file
    {path}: 글 파일의 이름이 아닙니다
a README is no article
    README는 글로 보지 않습니다
its name says {code}, neither ko nor en
    파일 이름의 언어가 {code}입니다. ko와 en만 받습니다
front matter: {reason}
    앞머리: {reason}
no connection to {host} ({reason})
    서버에 연결할 수 없습니다: {host} ({reason})
no address
    주소 없음
longer than {limit} bytes
    너무 깁니다. {limit}바이트까지 받습니다
the answer ended too early
    응답이 도중에 끊겼습니다
no address that begins with https:// or http://
    https://나 http://로 시작하는 주소가 아닙니다
robots.txt of the site does not allow it
    사이트의 robots.txt가 허용하지 않습니다
{entry} of {package} is left out: {reason}
    {package}: {entry} 형식을 쓰지 않습니다. {reason}
it cannot be loaded ({detail})
    불러올 수 없습니다. {detail}
it is not a format
    형식이 아닙니다
another format has the name {name}
    다른 형식의 이름입니다: {name}
the format {name} is left out: it fails at {where} ({detail})
    {name} 형식을 쓰지 않습니다. 오류가 난 곳: {where} ({detail})
robots.txt of the site cannot be read
    사이트의 robots.txt를 읽을 수 없습니다
it takes longer than {seconds} seconds
    {seconds}초가 넘게 걸립니다
the server answers {status}
    서버 응답: {status}
the connection failed ({reason})
    연결에 실패했습니다({reason})
no answer that can be read ({detail})
    읽을 수 없는 응답입니다({detail})
there is no server {host}
    그런 서버가 없습니다: {host}
{host} is at the private address {address}: --allow-private allows it
    {host}: 사설망 주소({address})입니다. 허용하려면 --allow-private를 쓰세요
a redirect that leads to no http address
    http 주소가 아닌 곳으로 넘겨 줍니다
the certificate of {host} is not valid ({reason})
    인증서가 올바르지 않습니다: {host} ({reason})
more than {most} redirects
    다른 주소로 {most}번 넘게 넘겨 줍니다
{reason}, {most} times
    {reason} · {most}번 시도함
an encoding that was not asked for: {encoding}
    요청하지 않은 압축 방식입니다: {encoding}
an empty page
    빈 페이지입니다
a page of more than {most} elements
    요소가 {most}개를 넘는 페이지입니다
it has no text
    본문이 없습니다
it has no title
    제목이 없습니다
its text is longer than an article may be ({limit} bytes)
    본문이 너무 깁니다. 글 하나는 {limit}바이트까지입니다
neither Korean nor English, as it seems: --lang says which
    한국어도 영어도 아닌 듯합니다. 언어는 --lang으로 정할 수 있습니다
an address without a text: --fetch reads the page
    주소만 있고 본문이 없습니다. --fetch를 쓰면 페이지를 읽어 옵니다
no page in it
    안에 페이지가 없습니다
an empty file
    빈 파일입니다
it takes longer than {seconds} seconds to read
    읽는 데 {seconds}초가 넘게 걸립니다
cannot be read ({reason})
    읽을 수 없습니다({reason})
neither text nor any kind of export that Seogo reads
    텍스트도, 서고가 읽을 수 있는 자료도 아닙니다
its language is {code}, neither ko nor en
    언어가 {code}입니다. ko와 en만 받습니다
not CSV: {detail}
    CSV가 아닙니다: {detail}
reading it ended the process
    이 파일을 읽다가 프로세스가 죽었습니다
a {kind} file: download it and import the file
    {kind} 파일입니다. 내려받은 뒤 그 파일을 가져오세요
no such file
    그런 파일이 없습니다
not an ordinary file
    보통 파일이 아닙니다
a line longer than {limit} bytes
    한 줄이 너무 깁니다. {limit}바이트까지 받습니다
a zip file that cannot be read ({reason})
    읽을 수 없는 zip 파일입니다({reason})
cannot be unpacked ({reason})
    압축을 풀 수 없습니다({reason})
an archive inside an archive: unpack it first
    압축 파일 속의 압축 파일입니다. 먼저 풀어 주세요
more than {most} files in it
    안에 든 파일이 {most}개를 넘습니다
{path} is no path inside the archive
    {path}: 글 폴더 안의 경로가 아닙니다
{path}… has a name of more than 255 bytes
    {path}…: 이름이 255바이트를 넘습니다
The folder {folder} cannot hold articles: their id {reason}.
    {folder}: 글을 둘 수 없는 폴더입니다. id 규칙: {reason}.
The folder {folder} is kept for former versions: choose another one.
    {folder}: 이전 글을 두는 폴더입니다. 다른 폴더를 쓰세요.
There is no archive folder at {path}: create it, or name another one with --archive DIR or SEOGO_ARCHIVE.
    글 폴더가 없습니다: {path}. 폴더를 만들거나 --archive 또는 SEOGO_ARCHIVE로 다른 폴더를 정하세요.
{folder} in {path} is no folder of the archive itself ({reason})
    {path}: 그 안의 {folder} 폴더가 글 폴더에 실제로 있는 폴더가 아닙니다({reason})
a WARC file that cannot be read ({detail})
    읽을 수 없는 WARC 파일입니다({detail})
the image {path} cannot be read ({reason})
    그림 {path}: 읽을 수 없습니다({reason})
an image that Seogo may read
    서고가 읽을 수 있는 그림이어야 합니다
the image {path} is longer than {limit} bytes
    그림 {path}: 너무 큽니다. {limit}바이트까지 담습니다
a smaller image
    더 작은 그림으로 바꾸세요
the image {path} is none of {kinds}
    그림 {path}: 담을 수 있는 형식({kinds})이 아닙니다
an image of one of these kinds
    이 가운데 한 형식으로 저장하세요
its data are no base64
    data가 base64가 아닙니다
an image longer than {limit} bytes
    그림이 너무 큽니다. {limit}바이트까지 받습니다
no image that Seogo shows
    서고에서 보여 주는 그림 형식이 아닙니다
another image is there and stays
    다른 그림이 이미 있어 그대로 둡니다
no article in it
    글이 들어 있지 않습니다
its front matter says more than a file can hold
    앞머리가 파일 하나에 담기에 너무 많습니다
no free name for it in the archive
    글 폴더에 쓸 수 있는 이름이 남아 있지 않습니다
{path} has a thousand versions of one second
    {path}: 같은 초에 남긴 이전 글이 천 개입니다
{path} is no path for an article
    {path}: 글 경로로 쓸 수 없습니다
another text than before: --on-duplicate update takes it, keep adds it
    전과 내용이 다릅니다. 바꾸려면 --on-duplicate update, 따로 두려면 --on-duplicate keep
not as it was exported: --on-duplicate update takes it, keep adds it
    내보낸 뒤에 바뀌었습니다. 되돌리려면 --on-duplicate update, 따로 두려면 --on-duplicate keep
the same text
    같은 글
{share} the same text
    {share} 같은 글
"""

SYSTEM: Final = """
No such file or directory
    그런 파일이나 폴더가 없음
Permission denied
    권한이 없음
Operation not permitted
    허용되지 않음
Is a directory
    폴더임
Not a directory
    폴더가 아님
File exists
    이미 있음
File name too long
    이름이 너무 김
No space left on device
    디스크가 가득 참
Disk quota exceeded
    디스크 할당량을 넘음
Read-only file system
    읽기 전용 디스크
Too many levels of symbolic links
    링크가 너무 많이 이어짐
Too many open files
    열린 파일이 너무 많음
Input/output error
    입출력 오류
Connection refused
    연결을 거절함
Connection reset by peer
    상대가 연결을 끊음
Connection timed out
    시간 초과
timed out
    시간 초과
Network is unreachable
    네트워크에 연결되지 않음
No route to host
    서버로 가는 길이 없음
{problem}: line {line} column {column} (char {char})
    {line}번째 줄 {column}번째 글자: {problem}
Expecting value: line {line} column {column} (char {char})
    {line}번째 줄 {column}번째 글자에 값이 없음
Extra data: line {line} column {column} (char {char})
    {line}번째 줄 {column}번째 글자부터 남는 내용이 있음
Unterminated string starting at: line {line} column {column} (char {char})
    {line}번째 줄 {column}번째 글자에서 시작한 문자열이 닫히지 않음
Expecting property name enclosed in double quotes: line {line} column {column} (char {char})
    {line}번째 줄 {column}번째 글자에 큰따옴표로 묶은 이름이 없음
Expecting {sign} delimiter: line {line} column {column} (char {char})
    {line}번째 줄 {column}번째 글자에 {sign} 기호가 없음
did not find expected node content
    값이 있어야 할 자리에 없음
did not find expected key
    키가 있어야 할 자리에 없음
did not find expected ',' or ']'
    ','나 ']'가 없음
did not find expected ',' or '}}'
    ','나 '}}'가 없음
could not find expected ':'
    ':'이 없음
mapping values are not allowed in this context
    여기에는 ": "을 쓸 수 없음
found character that cannot start any token
    이 글자로는 값을 시작할 수 없음
found unexpected end of stream
    끝나지 않은 값이 있음
found unknown escape character
    모르는 역빗금 글자
File is not a zip file
    zip 파일이 아님
Bad CRC-32 for file {file}
    {file}: 검사값이 맞지 않음
File {file} is encrypted, password required for extraction
    {file}: 암호가 걸려 있음
certificate has expired
    기한이 지남
self-signed certificate
    스스로 서명한 인증서
unable to get local issuer certificate
    발급 기관을 확인할 수 없음
"""
"""What the operating system and libraries say; no message of Seogo's own."""
