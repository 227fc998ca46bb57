"""Short answers whose proposition stands in the sentence before: "He won't."."""

from predictions.extraction import words as w
from predictions.extraction.finding import Document, Finding
from predictions.extraction.left_edge import left_edge
from predictions.extraction.sentences import Sentence

DISMISSALS = frozenset({"idiom.do_not_count_on"})
OBJECTS = (["it"], ["that"])
LONGEST = 4
"""Words of a sentence that may be an answer and nothing more."""


def complete(document: Document, findings: list[Finding]) -> list[Finding]:
    """Stretch an elliptic finding over the clause that it answers."""
    return [_completed(document, finding) for finding in findings]


def _completed(document: Document, finding: Finding) -> Finding:
    words = [token.word for token in finding.sentence.tokens if token.word not in ".!?"]
    answers = finding.rule.weak or finding.rule.name.startswith("modal.")
    elliptic = answers and not [word for word in finding.after(2) if word != "not"]
    elliptic = elliptic or (finding.rule.name in DISMISSALS and finding.after(2) in OBJECTS)
    if not elliptic or len(words) > LONGEST or not finding.number:
        return finding
    before = document.sentences[finding.number - 1]
    if before.paragraph != finding.sentence.paragraph:
        return finding
    start = _answered(before)
    asked = document.text[start : before.end]
    return finding.learned(
        "ellipsis", asked, span=(start, finding.span[1]), claim=asked.strip(" .?!") + "."
    )


def _answered(sentence: Sentence) -> int:
    """Where the last clause of the sentence begins."""
    for place in range(len(sentence.tokens) - 1, 0, -1):
        word = sentence.tokens[place].word
        if word in w.MODALS or w.has_clitic(word):
            return sentence.tokens[left_edge(sentence.tokens, place).first].start
    return sentence.start
