"""Mails that servers send about mails that did not arrive."""

STATUS = """\
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to tell you that your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Mon, 16 Nov 2020 08:00:00 +0000

Final-Recipient: rfc822; ann@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} no such user
--b
Content-Type: message/rfc822

Subject: Two calls decided

Text
--b--
"""


def status_mail(to: str, action: str = "failed", status: str = "5.1.1") -> bytes:
    """A delivery status as a server sends it (RFC 3464)."""
    return STATUS.format(to=to, action=action, status=status).replace("\n", "\r\n").encode()
