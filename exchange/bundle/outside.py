"""Of work outside: partners that activities name, answers that signals carry, and the team of what names none."""

import hashlib
from collections.abc import Mapping

from exchange.bundle.columns import KEY
from exchange.bundle.database import many, rows, run
from shared.text import comparable_name

# Whose records are that name no team: nobody works there, until somebody who arranges people says so.
TEAM_KEY, TEAM_NAME = "ingelezen", "Ingelezen, nog zonder team"
TEMPORARY_OUTSIDE = (
    "the_team",
    "team_of_groups",
    "team_of_series",
    "area_of_groups",
    "partner_called",
    "began_with",
    "first_of_signals",
)
WITH_A_TEAM = ("group", "groupmet", "series", "collectiveoffer", "activity", "groupgoal", "neighbourhoodsignal")
# Of a row that no file brought.
SPREAD = "spread"


def spread_partners() -> None:
    """Makes a row of each partner that an activity names and that no row names yet, however it is spelled there."""
    run("CREATE TEMP TABLE partner_called (name text, key text)")
    known = dict(rows("SELECT _compared, _key FROM in_partners WHERE NOT _bad ORDER BY _line DESC"))
    keys = {key for (key,) in rows("SELECT _key FROM in_partners")}
    named = rows(
        """SELECT p.name, min(s._line) FROM in_activities s, string_to_table(s.partners, ';') p(name)
        WHERE NOT s._bad AND s.partners <> '' GROUP BY 1 ORDER BY 2, 1"""
    )
    made, called = [], []
    for name, line in named:
        if name in keys:
            continue
        compared = comparable_name(name)
        if compared not in known:
            known[compared] = name if len(name) <= KEY else f"partner-{_digest(name)}"
            made.append((line, known[compared], _digest(name), compared, known[compared], name))
        if known[compared] != name:
            called.append((name, known[compared]))
    many(
        """INSERT INTO in_partners (_line, _bad, _key, _print, _compared, partner, name, recorded_at, recorded_by)
        VALUES (%s, false, %s, %s, %s, %s, %s, '', '')""",
        made,
    )
    many("INSERT INTO partner_called VALUES (%s, %s)", called)


def _digest(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def spread_replies() -> None:
    """Makes an answer of `answered_on`, of signals for which the replies of the bundle say none.

    A signal and its corrections have their answers together, with the event that it all began with.
    """
    run(
        """CREATE TEMP TABLE began_with AS WITH RECURSIVE up AS (
            SELECT _line, _key, _key AS key, replaces FROM in_signals WHERE NOT _bad
            UNION SELECT u._line, u._key, u.replaces, coalesce(o.replaces, '')
                FROM up u LEFT JOIN in_signals o ON o._key = u.replaces WHERE u.replaces <> '')
        SELECT _line, _key, key FROM up WHERE replaces = ''"""
    )
    run(
        f"""INSERT INTO in_signal_replies (_line, _bad, _key, _print, _compared, reply, signal, replied_on, says, text,
            to_person, to_team, answer_by, of_correction, wiped_at, wiped_by, recorded_at, recorded_by)
        SELECT a._line, false, k.key, md5(concat_ws('|', a.key, a.day)), '{SPREAD}', k.key, a.key, a.day, 'done',
            '', '', '', '', '', '', '', '', ''
        FROM (SELECT min(s._line) AS _line, b.key, min(s.answered_on) AS day FROM in_signals s
            JOIN began_with b ON b._line = s._line WHERE s.answered_on <> '' GROUP BY b.key) a
        CROSS JOIN LATERAL (SELECT 'answered-' || CASE WHEN length(a.key) < {KEY - 8} THEN a.key
            ELSE md5(a.key) END AS key) k
        WHERE a.key NOT IN (SELECT coalesce(b.key, r.signal) FROM in_signal_replies r
            LEFT JOIN began_with b ON b._key = r.signal WHERE r.says <> 'seen' AND r.of_correction <> 'yes')"""
    )


def carry(present: Mapping[str, list[str]]) -> None:
    """What rows of work outside take from others, once it is known which record each of them is."""
    run("INSERT INTO known_partners SELECT c.name, k.target, k.is_new FROM partner_called c"
        " JOIN known_partners k ON k.key = c.key")  # fmt: skip
    # Somebody answered here meanwhile: that is the answer.
    run(
        f"""DELETE FROM in_signal_replies s USING known_signals k, signals_neighbourhoodsignal h, signals_signalreply r
        WHERE s._compared = '{SPREAD}' AND s._todo = 'n' AND k.key = s.signal AND h.id = k.target
            AND r.signal_id = coalesce(h.first_id, h.id) AND r.says <> 'seen' AND NOT r.of_correction"""
    )
    run(
        """CREATE TEMP TABLE first_of_signals AS SELECT b._line, coalesce(h.first_id, k.target) AS first_id
        FROM began_with b JOIN known_signals k ON k.key = b.key
        LEFT JOIN signals_neighbourhoodsignal h ON h.id = k.target WHERE b.key <> b._key"""
    )
    run(f"CREATE TEMP TABLE the_team AS SELECT target AS id, true AS here FROM known_teams"
        f" WHERE key = '{TEAM_KEY}' LIMIT 1")  # fmt: skip
    run("INSERT INTO the_team SELECT uuid_of_now(), false WHERE NOT EXISTS (SELECT FROM the_team)")
    for first, of, file, day in (
        ("group", "groups", "groups_met", "met_on"),
        ("series", "series", "activities", "held_on"),
    ):
        run(
            f"""CREATE TEMP TABLE team_of_{of} AS SELECT DISTINCT ON (s."{first}") s."{first}", k.target AS team_id
            FROM in_{file} s JOIN known_teams k ON k.key = s.team WHERE NOT s._bad AND s."{first}" <> ''
            ORDER BY s."{first}", s.{day}, s._line"""
        )
    run('CREATE TEMP TABLE area_of_groups ("group" text, area_id uuid)')
    if "area" not in present.get("groups_met", []):
        run(
            """INSERT INTO area_of_groups SELECT DISTINCT ON (k.key) k.key, coalesce(a.target, g.area_id)
            FROM known_groups k LEFT JOIN in_groups s ON s._key = k.key LEFT JOIN known_areas a ON a.key = s.area
            LEFT JOIN signals_group g ON g.id = k.target"""
        )


def write_texts() -> None:
    """What was said in new signals."""
    run(
        """INSERT INTO signals_signaltext (signal_id, text, wiped_at, wiped_by_id)
        SELECT s._target, s.text, nullif(s.wiped_at, '')::timestamptz, k.target
        FROM in_signals s LEFT JOIN known_people k ON k.key = s.wiped_by WHERE s._todo = 'n'"""
    )


def write_the_team() -> None:
    """Makes the team of what names none, when something came in that names none."""
    used = " OR ".join(f"EXISTS (SELECT FROM signals_{table} s WHERE s.team_id = the_team.id)" for table in WITH_A_TEAM)
    run(
        f"INSERT INTO organisation_team (id, key, name) SELECT id, %s, %s FROM the_team WHERE NOT here AND ({used})",
        [TEAM_KEY, TEAM_NAME],
    )
