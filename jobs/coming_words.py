"""PURE. What has not happened yet on a service, and when it will, in sentences."""

from collections.abc import Sequence
from datetime import datetime

from core.formats import count, joined, moment

# What came last, what never came, why nothing is due, and who waits for the next.
LAST = {
    "weekly report": "The newest weekly report was made on {}",
    "mail": "The newest mail was sent on {}",
    "feed": "A feed was last read on {}",
}
NEVER = {
    "weekly report": "No weekly report has been made yet",
    "mail": "No mail has been sent yet",
    "feed": "No feed has been read yet",
}
NOTHING = {
    "weekly report": "nobody subscribes",
    "mail": "none waits",
    "feed": "none is subscribed to",
}
WAITS = {
    "weekly report": ("subscription", "subscriptions"),
    "mail": ("mail waits", "mails wait"),
    "feed": ("feed", "feeds"),
}


def never_words(what: Sequence[str]) -> str:
    """Say what never came: ``As yet no mail has been sent.``; empty if everything came once."""
    said = [NEVER[each].removesuffix(" yet") for each in what]
    told = joined([words[:1].lower() + words[1:] for words in said])
    return f"As yet {told}." if told else ""


def coming_words(what: str, last: datetime | None, due: datetime | None, n: int, zone: str) -> str:
    """Say when something came last, and when the next is due: ``No mail has been sent yet; ...``.

    `last` is None if none ever came, `due` if none is waited for; `n` is how many wait for it.
    """
    came = LAST[what].format(moment(last, zone)) if last else NEVER[what]
    if due is None or not n:
        return f"{came}; {NOTHING[what]}."
    which = "next" if last else "first"
    return f"{came}; the {which} is due on {moment(due, zone)} ({count(n, *WAITS[what])})."
