"""A real mail server, Debian's Postfix, private to a test: on 127.0.0.1, its queue its own."""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from support.mail import free_port

MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log/mail.log
maillog_file_prefixes = {folder}
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.example
mydestination =
alias_maps =
local_transport = error:5.1.1 nobody lives here
recipient_delimiter = +
virtual_mailbox_domains = example.org, many.example, record.example
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/boxes
virtual_minimum_uid = 1
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
transport_maps = texthash:{folder}/transport
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access texthash:{folder}/access, permit
smtpd_client_connection_count_limit = 0
"""
MASTER = """\
{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
smtp unix - - n - - smtp
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
LONGEST_WAIT = 120.0


class Postfix:
    """A running server; mail to ``gone@example.org`` it hands on to the port `elsewhere`."""

    def __init__(self, folder: Path, port: int, elsewhere: int) -> None:
        self.folder = folder
        self.port = port
        self.elsewhere = elsewhere

    def answer(self, **answers: str) -> None:
        """Have recipients answered with a code and a text, such as ``450 4.2.0 later``."""
        lines = [f"{name}@example.org {answer}" for name, answer in answers.items()]
        (self.folder / "access").write_text("\n".join(lines) + "\n")
        self._postfix("reload")

    def mails(self, name: str, at_least: int = 1) -> list[EmailMessage]:
        """Return what has arrived in a mailbox, once so many mails have."""
        box, end = self.folder / "mail" / name / "new", time.monotonic() + LONGEST_WAIT
        while len(found := sorted(box.glob("*"))) < at_least and time.monotonic() < end:
            time.sleep(0.1)
        return [message_from_bytes(file.read_bytes(), policy=default) for file in found]

    def _postfix(self, command: str) -> None:
        subprocess.run(
            ["postfix", "-c", str(self.folder / "etc"), command],
            check=True,
            capture_output=True,
            env={**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin"},
        )


def find_postfix() -> bool:
    """Tell whether Postfix is installed and may be started."""
    return shutil.which("postfix", path="/usr/sbin:/usr/bin") is not None and os.getuid() == 0


@contextmanager
def running_postfix(folder: Path, *boxes: str) -> Iterator[Postfix]:
    """Run a server with these mailboxes at example.org, and one for bounces at record.example.

    Whatever comes for many.example goes into one mailbox, ``many``.
    """
    owner, port, elsewhere = pwd.getpwnam("postfix"), free_port(), free_port()
    for name in ("etc", "queue", "data", "mail", "log"):
        (folder / name).mkdir(parents=True)
    for name in ("data", "mail"):
        os.chown(folder / name, owner.pw_uid, owner.pw_gid)
    places = [f"{name}@example.org {name}/" for name in boxes]
    places += ["bounces@record.example bounces/", "@many.example many/"]
    (folder / "boxes").write_text("\n".join(places) + "\n")
    (folder / "access").write_text("")
    (folder / "transport").write_text(f"gone@example.org smtp:[127.0.0.1]:{elsewhere}\n")
    values = {"folder": folder, "uid": owner.pw_uid, "gid": owner.pw_gid, "port": port}
    (folder / "etc" / "main.cf").write_text(MAIN.format(**values))
    (folder / "etc" / "master.cf").write_text(MASTER.format(port=f"127.0.0.1:{port}"))
    server = Postfix(folder, port, elsewhere)
    server._postfix("start")
    try:
        yield server
    finally:
        server._postfix("stop")
