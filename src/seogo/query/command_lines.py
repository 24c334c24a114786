"""Options of command lines, before which a hyphen leaves out nothing: rsync -avz, find . -name, java -jar app.jar."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_NAMES = """
adb ansible apk apt apt-get awk aws az bash bzip2 cargo certbot chgrp chmod chown cmake conda cp crontab curl dd df diff
dig dnf docker dpkg du ffmpeg ffprobe fsck g++ gcc gcloud gdb git gpg grep gunzip gzip helm htop ifconfig iptables javac
journalctl jq kubectl ln ls lsblk lsof mkdir mkfs mysql mysqldump netcat netstat nginx nmap nohup npm npx nslookup
openssl pacman perl pg_dump pgrep pip pip3 pkill pnpm podman ps psql pwd python3 rclone rm rmdir rpm rsync rustc scp sed
sftp sh sqlite3 ssh ssh-keygen strace su sudo svn systemctl tar tcpdump tmux traceroute tshark ufw umount uniq unzip
useradd vi vim virsh wc wget xargs xz yarn yum zip zsh
"""
COMMANDS: Final = frozenset(_NAMES.split())
"""Names of commands that are no other words."""

_TOKEN = re.compile(r"\S+")
_OPTION = re.compile(r"-[A-Za-z][\w.,:=/+-]*", re.ASCII)
_OPTION_SIGN = re.compile(r"-[A-Za-z0-9]|--[A-Za-z][\w=./-]*", re.ASCII)
_PATH = re.compile(r"\.{1,2}|~|(?:\.{1,2}|~)?/[\w.*][\w./*-]*", re.ASCII)
_ROOT = "/"
_FILE = re.compile(
    r"[\w./*-]*[\w*]\.(?:tar|gz|tgz|zip|jar|sh|py|c|cpp|txt|csv|json|xml|ya?ml|md|log|conf|html|mp[34]|png|jpe?g|pdf"
    "|sql|so|deb|rpm|iso)",
    re.ASCII,
)


def options(text: str) -> frozenset[int]:
    """Places where the options of a text begin.

    A hyphen and a Latin word are one behind another word in ASCII where the text has an option that is nothing else
    (``-x``, ``--word``) or a path, where a file follows, and behind a command.
    """
    found: list[int] = []
    tokens = [(match.start(), match[0].strip("\"'")) for match in _TOKEN.finditer(text)]
    words = [word for _, word in tokens]
    signs = any(_OPTION_SIGN.fullmatch(word) or _PATH.fullmatch(word) for word in words) or any(
        first == _ROOT and _OPTION.fullmatch(second) for first, second in pairwise(words)
    )
    last_file = max((at for at, word in enumerate(words) if _FILE.fullmatch(word)), default=0)
    behind = False  # a command or its options
    for at, (start, word) in enumerate(tokens):
        before = words[at - 1] if at else ""
        if not (before.isascii() and before and _OPTION.fullmatch(word)):
            behind = word in COMMANDS
        elif word[1:].lower() in COMMANDS:
            behind = False
        elif signs or behind or at < last_file:
            found.append(start)
            behind = True
    return frozenset(found)
