"""Who speaks: the author, or somebody quoted or reported."""

from predictions.extraction.finding import Document, Finding
from predictions.extraction.quoted_speech import quoted_speaker
from predictions.extraction.reported_speech import reported_speaker


def attribute(document: Document, findings: list[Finding]) -> list[Finding]:
    """Name the speaker of what somebody else says."""
    return [_attributed(document, finding) for finding in findings]


def _attributed(document: Document, finding: Finding) -> Finding:
    named = quoted_speaker(document, finding) or reported_speaker(document, finding)
    speaker = _clean(named or "")
    if not speaker or _is_author(document.author, speaker):
        return finding
    return finding.learned("speaker", speaker, speaker=speaker)


def _is_author(author: str | None, speaker: str) -> bool:
    """Whether a quotation is the author's own: the surname is enough."""
    return author is not None and speaker.rsplit(maxsplit=1)[-1] in author.split()


def _clean(name: str) -> str:
    plain = " ".join(name.split()).strip(" ,.'\"“”’")
    first, _, rest = plain.partition(" ")
    return rest if first.lower() in LEADING and rest else plain


LEADING = frozenset({"as", "and", "but", "or", "so", "what"})
"""What a capture may bring along from before the name: "as he writes"."""


def inherit_speakers(_document: Document, findings: list[Finding]) -> list[Finding]:
    """A second clause under one verb of saying has the speaker of the first."""
    result: list[Finding] = []
    for finding in findings:
        result.append(_inherited(finding, result[-1]) if result else finding)
    return result


def _inherited(finding: Finding, before: Finding) -> Finding:
    joined = finding.borrowed or finding.left.opener == "and"
    if finding.speaker or not joined or before.number != finding.number or not before.speaker:
        return finding
    return finding.learned("speaker", f"as before: {before.speaker}", speaker=before.speaker)
