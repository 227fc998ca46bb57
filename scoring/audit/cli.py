"""Commands about the ledger."""

import sys

import click

from core import formats
from core.chain import HASH
from core.cli import Group, as_json, print_json, say
from core.clock import utc_now
from core.errors import InvalidInputError
from core.ledger import head
from core.web import current_database
from scoring.audit.verify import Verdict, verify

ledger = Group("ledger", help="The append-only history of the record.")


@ledger.command("head")
@as_json
def show_head(as_json: bool) -> None:
    """Print the hash of the newest entry: publish it where you cannot change it later."""
    del as_json
    with current_database().read() as session:
        found = head(session)
    say({"head": found}, found)


@ledger.command("verify")
@click.option("--expect", metavar="HASH", help="A head published earlier; it must be in the chain.")
@as_json
def verify_ledger(expect: str | None, as_json: bool) -> None:
    """Check the chain, and that the record and its scores are what the ledger says.

    Ends with status 0 if all is well, and with 1 if anything was changed by hand.
    """
    if expect is not None and not HASH.fullmatch(expect):
        raise InvalidInputError(
            f"--expect {expect[:80]!r} is no hash; 64 digits of 0-9 and a-f would be right"
        )
    with current_database().read() as session:
        verdict = verify(session, utc_now(), expect)
    if as_json:
        print_json({"holds": verdict.holds, "verdict": verdict})
    else:
        click.echo("\n".join(lines(verdict)))
    if not verdict.holds:
        sys.exit(1)


def lines(verdict: Verdict) -> list[str]:
    """Return what was found, for people."""
    told = [f"{formats.count(verdict.entries, 'entry', 'entries')}, head {verdict.head}"]
    told += [f"BROKEN: {fault}" for fault in verdict.broken]
    checked = ", ".join(f"{n:,} {kind}" for kind, n in verdict.checked.items()) or "nothing"
    told.append(f"Compared with the ledger: {checked}")
    told += [f"DIFFERS: {line}" for line in verdict.differences]
    if verdict.n_differences > len(verdict.differences):
        told.append(f"... and {verdict.n_differences - len(verdict.differences):,} more")
    told += _recomputed(verdict)
    told.append("All is well." if verdict.holds else "The record is not what the ledger says.")
    return told


def _recomputed(verdict: Verdict) -> list[str]:
    found = verdict.recomputed
    if found is None:
        start = (
            f"Scores and standings cannot be recomputed before entry {verdict.recomputable_from}"
        )
        return [f"{start}: earlier entries say too little, and what they tell of was not compared"]
    scores = formats.count(found.scores, "score")
    ranked = formats.count(len(found.standings), "pundit")
    told = [f"Recomputed from the ledger alone: {scores}, standings of {ranked}"]
    if found.waiting_events or found.waiting_scores:
        events = formats.count(found.waiting_events, "event")
        waiting = formats.count(found.waiting_scores, "score")
        told.append(f"{events} and {waiting} wait for the scheduler; compare after its next tick")
    return told
