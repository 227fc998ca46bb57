"""The command that shows the main job on sample commentary."""

import click

from core import formats, migrations
from core.cli import as_json, command, say
from core.clock import utc_now
from core.web import current_database, current_settings
from demo.run import STEPS, refuse_real_record
from demo.sample import load_sample
from jobs.schedule import score
from scoring.queries import standings


@command("demo")
@as_json
def demo(as_json: bool) -> None:
    """Run the main job on bundled commentary by invented pundits; twice is harmless."""
    database, sample = current_database(), load_sample()
    tell = (lambda _: None) if as_json else click.echo
    migrations.upgrade(database)
    done = {}
    with database.write() as session:
        refuse_real_record(session, sample)
    for number, (title, step) in enumerate(STEPS, start=1):
        tell(f"{number}. {title}:")
        with database.write() as session:
            done[title] = step(session, utc_now(), sample)
        tell(done[title])
    tell("4. The scheduler ticks:")
    done["scored"] = score(database, current_settings(), utc_now())
    tell(done["scored"])
    with database.read() as session:
        found = standings(session)
    tell("5. Standings, by Brier index (0 to 100, higher is better, 50 is always saying 50%):")
    lines = []
    for row in found.rows:
        place = f"{row.rank}." if row.rank else "too few to tell"
        scored = formats.count(row.n, "scored event")
        lines.append(f"  {row.pundit.name}: {formats.index(row.brier_index)} ({scored}), {place}")
    say({"steps": done, "standings": found}, *lines)
