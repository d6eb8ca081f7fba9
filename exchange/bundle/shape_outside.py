"""Files of work outside: groups and when they were met, activities with who came, and what is offered to many."""

from exchange.bundle.columns import KEY, Column, File, Rule, col
from exchange.bundle.shape_asked import next_id
from exchange.bundle.shape_people import named, yes_no
from exchange.bundle.shape_plans import OFFERED, REMOVED, own_key
from registration.models.goal import GoalResult
from signals.models import AgeBand, Colour, Invited, KindOfWork, Mood
from signals.models.activity import MOST_PEOPLE
from signals.models.group_met import LARGEST

# Where a row names no team: the team "Ingelezen", in which nobody works, so that it counts for no other team.
NO_TEAM = "(SELECT id FROM the_team)"
SEMICOLON = ";"
# A partner goes by its name where that can be a key: not too long, of letters and signs that show, without a semicolon,
# and nothing that would be read as a formula.
PARTNER_KEY = rf"""CASE WHEN length(t.name) <= {KEY} AND t.name ~ E'^[ -:<-~\u00c0-\u024f]+$' AND t.name !~ E'^[\'=+@-]'
    THEN t.name ELSE 'partner-' || md5(t.name) END"""
PERSON = col("person", "reference", to="people", target="professional_id",
             sql="coalesce(r_person.target, (SELECT id FROM the_mover))")  # fmt: skip
TEAM = col("team", "reference", to="teams", sql=f"coalesce(r_team.target, {NO_TEAM})")
AREA = col("area", "reference", to="areas")
QUARTER = r"^(19|20)[0-9]{2}-Q[1-4]$"


def carried() -> tuple[Column, Column]:
    """Who did or saw it, and for which team: what figures count it for, beside the area."""
    return PERSON, TEAM


def team_of(table: str, *elsewhere: str) -> Column:
    """The team of what has one for ever: as the row says, as it is here, as `elsewhere` says, in this order."""
    tried = ", ".join((f"(SELECT h.team_id FROM {table} h WHERE h.id = s._target)", *elsewhere, NO_TEAM))
    return col("team", "reference", to="teams", sql=f"coalesce(r_team.target, {tried})")


def tapped(name: str) -> Column:
    """What was seen with a group, or done: keys with a semicolon between."""
    through = (f"signals_groupmet_{name}", "groupmet_id", f"{name.removesuffix('s')}_id")
    return col(name, "references", to=name, through=through, parted=SEMICOLON)


def within_quarter(name: str) -> Column:
    """A quarter, kept as its first day."""
    first = f"to_date(left(nullif(s.{name}, ''), 4) || right(s.{name}, 1)::int * 3 - 2, 'YYYYMM')"
    return col(name, longest=7, sql=f"CASE WHEN s.{name} ~ '{QUARTER}' THEN {first} END",
               out=f"to_char(t.{name}, 'YYYY-\"Q\"Q')")  # fmt: skip


def quarter(name: str = "quarter") -> Rule:
    """What stands there is a quarter."""
    return Rule("quarter", name, f"s.{name} <> '' AND s.{name} !~ '{QUARTER}'")


TAKEN_BACK = yes_no("taken_back", "is_taken_back")
REPLACES_FIRST = Rule("goes_with", "taken_back", "s.taken_back = 'yes' AND s.replaces = ''", (("other", "replaces"),))
ENDS_LATER = Rule("before", "ended_on", "s.ended_on <> '' AND s.ended_on < s.set_on", (("other", "set_on"),))
ONE_OF_BOTH = Rule("either", "group", "(s.\"group\" = '') = (s.series = '')", (("other", "series"),))

GROUPS = (
    named("characteristics", "catalogue_characteristic", "characteristic", 60),
    named("interventions", "catalogue_intervention", "intervention", 60),
    File(
        "groups", "signals_group", key=("group",),
        columns=(
            own_key("group"), col("name", needed=True, longest=120), AREA, col("place", longest=120),
            team_of("signals_group", "met_first.team_id", "of_area.team_id"),
            col("colour", "choice", choices=tuple(Colour.values)),
            col("age_band", "choice", choices=tuple(AgeBand.values)), col("ended_on", "day"),
        ),
        # Not a column of that format: the team that met it first, else the one that works in its area.
        joins='LEFT JOIN team_of_groups met_first ON met_first."group" = s._key '
              "LEFT JOIN LATERAL (SELECT b.team_id FROM organisation_team_areas b JOIN organisation_team w"
              " ON w.id = b.team_id WHERE b.area_id = r_area.target ORDER BY w.key LIMIT 1) of_area ON true",
    ),
    File(
        "groups_met", "signals_groupmet", key=("met",), stamp="recorded", event=True,
        columns=(
            own_key("met"), col("group", "reference", to="groups", needed=True), col("met_on", "day", needed=True),
            col("size", "whole", low=1, high=LARGEST), tapped("characteristics"), tapped("interventions"),
            *carried(),
            # A bundle without this column says it of the group.
            col("area", "reference", to="areas", sql="coalesce(r_area.target, of_group.area_id)"),
            col("mood", "choice", choices=tuple(Mood.values)), col("own_words"),
            col("replaces", "reference", to="groups_met"), TAKEN_BACK, OFFERED,
        ),
        joins='LEFT JOIN area_of_groups of_group ON of_group."group" = s."group"',
        rules=(REPLACES_FIRST,),
    ),
)  # fmt: skip

ACTIVITIES = (
    File(
        "offers", "signals_collectiveoffer", key=("offer",), only_here=True,
        columns=(
            own_key("offer"), col("title", needed=True, longest=120), col("aim"),
            col("theme", "reference", to="themes", needed=True), col("service", "reference", to="services"), AREA,
            *carried(), col("figure", longest=40), col("quarter", longest=7),
            col("seen", "whole", low=0, high=999_999_999, sql="coalesce(nullif(s.seen, '')::int, 0)"),
            col("expected", longest=9, sql="coalesce(nullif(s.expected, '')::numeric(8, 1), 0)"),
            col("begun_on", "day", needed=True), col("ended_on", "day"), REMOVED,
        ),
        rules=(
            quarter(), Rule("number", "expected", r"s.expected <> '' AND s.expected !~ '^[0-9]{1,7}([.][0-9])?$'"),
        ),
    ),
    File(
        "series", "signals_series", key=("series",),
        columns=(
            own_key("series"), col("title", needed=True, longest=120),
            team_of("signals_series", "held_first.team_id"), col("ended_on", "day"),
        ),
        joins="LEFT JOIN team_of_series held_first ON held_first.series = s._key",
    ),
    File(
        "partners", "signals_partner", key=("partner",), stamp="recorded", only_here=True,
        columns=(own_key("partner"), col("name", needed=True, longest=120)),
        match="t.comparable_name = left(s._compared, 120)",
        out_key=PARTNER_KEY,
        fixed=(("comparable_name", "left(s._compared, 120)"),), compared=("name",),
        rules=(
            Rule("no_semicolon", "partner", f"s.partner LIKE '%{SEMICOLON}%'"),
            Rule("one_name", "name", "EXISTS (SELECT FROM in_partners o WHERE o._compared = s._compared"
                 " AND o._line < s._line)"),
        ),
    ),
    File(
        "activities", "signals_activity", key=("activity",),
        columns=(
            own_key("activity"), col("title", needed=True, longest=120), col("service", "reference", to="services"),
            AREA, col("held_on", "day", needed=True), col("count", "whole", low=0, high=MOST_PEOPLE),
            col("theme", "reference", to="themes"),
            col("partners", "references", to="partners", parted=SEMICOLON, longest=120,
                through=("signals_activity_partners", "activity_id", "partner_id")),
            *carried(), col("series", "reference", to="series"), col("offer", "reference", to="offers"),
            col("volunteers", "whole", low=0, high=1_000), col("own_words"), REMOVED, OFFERED,
        ),
    ),
    File(
        "attendances", "signals_attendance", key=("activity", "resident"),
        columns=(
            col("activity", "reference", to="activities", needed=True),
            col("resident", "reference", to="residents", needed=True),
            col("state", "choice", choices=tuple(Invited.values), default=Invited.INVITED.value), REMOVED,
        ),
        match="t.activity_id = r_activity.target AND t.resident_id = r_resident.target",
    ),
    File(
        "hours", "signals_hoursspent", key=("activity", "kind"), pk="bigint", stamp="",
        match="t.activity_id = r_activity.target AND t.kind = s.kind", new_id=next_id("signals_hoursspent"),
        columns=(
            col("activity", "reference", to="activities", needed=True),
            col("kind", "choice", choices=tuple(KindOfWork.values), needed=True),
            col("minutes", "whole", low=0, high=6_000, needed=True),
        ),
    ),
    File(
        "group_goals", "signals_groupgoal", key=("group_goal",),
        columns=(
            own_key("group_goal"), col("group", "reference", to="groups"), col("series", "reference", to="series"),
            team_of(
                "signals_groupgoal", "(SELECT h.team_id FROM signals_group h WHERE h.id = r_group.target)",
                "(SELECT h.team_id FROM signals_series h WHERE h.id = r_series.target)",
            ),
            col("own_words", needed=True), col("set_on", "day", needed=True), col("ended_on", "day"),
            col("result", "choice", choices=tuple(GoalResult.values)), REMOVED,
        ),
        rules=(ONE_OF_BOTH, ENDS_LATER),
    ),
    File(
        "group_steps", "signals_groupstep", key=("group_step",),
        columns=(
            own_key("group_step"), col("group_goal", "reference", to="group_goals", needed=True, target="goal_id"),
            col("text", needed=True, longest=200), within_quarter("quarter"), col("done_on", "day"), REMOVED,
        ),
        rules=(quarter(),),
    ),
)  # fmt: skip
OUTSIDE = (*GROUPS, *ACTIVITIES)
