"""Files of the organisation: what it works with, its areas, teams and people."""

from django.conf import settings

from catalogue.builtin_domains import SENSITIVE
from exchange.bundle.columns import Column, File, Rule, col
from organisation.models.area import CBS_CODE, Level
from organisation.models.user import Discipline
from organisation.roles import Role

SLUG = "'^[-a-zA-Z0-9_]+$'"
# Nobody has arranged it yet.
NOBODY = "{0}.version = 1 AND {0}.changed_by_id IS NULL"
SINCE_FIRST = Rule("before", "until", "s.until <> '' AND s.until < s.since", (("other", "since"),))
CODE = "split_part(s.area, '@', 1)"
# A key that can stand in an address stands there as it is; any other becomes one that can.
SERVICE = f"CASE WHEN s.service ~ {SLUG} AND length(s.service) <= 40 THEN s.service ELSE 's-' || md5(s.service) END"


def yes_no(name: str, target: str = "", default: str = "no", sql: str = "") -> Column:
    """A column that says yes or no."""
    target = target or name
    sql, out = sql or f"s.\"{name}\" = 'yes'", f"CASE WHEN t.{target} THEN 'yes' ELSE 'no' END"
    return col(name, "choice", choices=("yes", "no"), default=default, target=target, sql=sql, out=out)


def sensitive(key: str) -> Column:
    """Whether a subject is sensitive; where a bundle does not say so, the built-in ones are as they are here."""
    known = ", ".join(f"'{each}'" for each in sorted(SENSITIVE))
    return yes_no(
        "sensitive", "is_sensitive", "", f"s.sensitive = 'yes' OR (s.sensitive = '' AND s.\"{key}\" IN ({known}))"
    )


def named(
    name: str, table: str, key: str, longest: int, *more: object, fixed: tuple[tuple[str, str], ...] = ()
) -> File:
    """A list of the catalogue: key, two names, order, end."""
    return File(
        name, table, pk="text", stamp="arranged", key=(key,), match=f't.key = s."{key}"', new_id=f's."{key}"',
        out_key="t.key", fixed=fixed, untouched=NOBODY.format("t"),
        columns=(
            col(key, "key", needed=True, target="", longest=40),
            col("name", needed=True, target="name_nl", longest=longest),
            col("name_en", longest=longest), *more,
            col("rank", "whole", low=0, sql="coalesce(nullif(s.rank, '')::smallint, 100)"), col("until", "day"),
        ),
        rules=(Rule("slug", key, f's."{key}" !~ {SLUG}'),),
    )  # fmt: skip


PEOPLE = (
    named(
        "life_domains", "catalogue_lifedomain", "life_domain", 60, col("icon", longest=40, default="compass"),
        sensitive("life_domain"),
    ),
    named("themes", "catalogue_theme", "theme", 60, sensitive("theme")),
    named("service_categories", "catalogue_servicecategory", "category", 120),
    File(
        "areas", "organisation_area", key=("area",), stamp="",
        columns=(
            col("area", "key", needed=True, target="code", sql=CODE),
            col("name", needed=True, longest=120),
            col("level", "choice", choices=tuple(Level.values),
                sql=f"coalesce(nullif(s.level, ''),"
                    f" CASE WHEN {CODE} ~ '{CBS_CODE}' THEN left({CODE}, 2) ELSE 'own' END)"),
            col("year", "whole", low=1990, high=2100,
                sql="coalesce(nullif(s.year, '')::smallint, extract(year FROM now())::smallint)"),
            col("parent", "reference", to="areas"),
        ),
        match=f"t.code = {CODE} AND (t.year = nullif(s.year, '')::int OR (s.year = '' AND NOT EXISTS ("
              "SELECT FROM organisation_area l WHERE l.code = t.code AND l.year > t.year)))",
        out_key="CASE WHEN EXISTS (SELECT FROM organisation_area l WHERE l.code = t.code AND l.year <> t.year)"
                " THEN t.code || '@' || t.year ELSE t.code END",
        fixed=(("comparable_name", "left(s._compared, 120)"),), compared=("name",),
        rules=(
            Rule("area_code", "area", f"s.level IN ('GM', 'WK', 'BU') AND {CODE} !~ '{CBS_CODE}'"),
            Rule("longer", "area", f"length({CODE}) > 20", (("longest", "20"),)),
            Rule("no_space", "area", "s.area ~ ' '"),
        ),
    ),
    File(
        "teams", "organisation_team", key=("team",), stamp="",
        columns=(
            col("team", "key", needed=True, target="key", only_new=True,
                sql=f"CASE WHEN s.team ~ {SLUG} THEN s.team ELSE 'team-' || md5(s.team) END"),
            col("name", needed=True, longest=120),
            col("areas", "references", to="areas", through=("organisation_team_areas", "team_id", "area_id")),
            col("closed_on", "day"),
        ),
        match="t.key = s.team", out_key="t.key",
    ),
    File(
        "people", "organisation_user", key=("person",), stamp="",
        columns=(
            col("person", "key", needed=True, target=""),
            col("email", "email", needed=True, longest=254, sql="lower(s.email)"),
            col("name", needed=True, longest=120),
            col("discipline", "choice", choices=tuple(Discipline.values)),
            col("active", "choice", choices=("yes", "no"), default="yes", target="is_active", sql="s.active <> 'no'",
                out="CASE WHEN t.is_active THEN 'yes' ELSE 'no' END"),
            col("language", "choice", choices=tuple(dict(settings.LANGUAGES)), default="nl"), col("phone", longest=20),
            col("quiet_weeks", "whole", low=0, high=52, out="coalesce(t.quiet_weeks, 0)::text",
                sql="nullif(coalesce(nullif(s.quiet_weeks, '')::smallint, 6), 0)"),
            col("team", "reference", to="teams", target="", out="o_team.key"),
            col("role", "choice", choices=tuple(Role.values), target="", out="m.role"),
            col("since", "day", target="", out="to_char(m.since, 'YYYY-MM-DD')"),
            col("until", "day", target="", out="to_char(m.until, 'YYYY-MM-DD')"),
        ),
        match="lower(t.email) = lower(s.email)",
        fixed=(
            ("password", "'!' || md5(random()::text) || md5(random()::text)"), ("unlock_code", "''"),
            ("joined_at", "now()"),
        ),
        out_joins="LEFT JOIN organisation_membership m ON m.user_id = t.id "
                  "LEFT JOIN out_teams o_team ON o_team.target = m.team_id",
        out_where="t.id NOT IN (SELECT id FROM the_mover)",
        rules=(SINCE_FIRST,),
    ),
    File(
        "memberships", "organisation_membership", key=("person", "team", "role", "since"), stamp="",
        inner=True,
        columns=(
            col("person", "reference", to="people", target="user_id"), col("team", "reference", to="teams"),
            col("role", "choice", choices=tuple(Role.values)),
            col("since", "day", sql="coalesce(nullif(s.since, '')::date, current_date)"), col("until", "day"),
        ),
        match="t.user_id = r_person.target AND t.team_id IS NOT DISTINCT FROM r_team.target AND t.role = s.role"
              " AND (s.since = '' OR t.since = s.since::date)",
    ),
    File(
        "services", "catalogue_service", pk="text", stamp="arranged", key=("service",), match=f"t.key = {SERVICE}",
        new_id=SERVICE, out_key="t.key", untouched=NOBODY.format("t"),
        columns=(
            col("service", "key", needed=True, target=""), col("name", needed=True, target="name_nl", longest=120),
            col("name_en", longest=120),
            col("category", target="category_id", longest=120, out="t.category_id",
                sql="(SELECT c.key FROM catalogue_servicecategory c WHERE s.category <> '' AND (c.key = s.category"
                    " OR lower(c.name_nl) = lower(s.category)) ORDER BY c.key = s.category DESC, c.key LIMIT 1)"),
            col("scope", "choice", choices=("individual", "group", "neighbourhood"), default="individual"),
            col("rank", "whole", low=0, sql="coalesce(nullif(s.rank, '')::smallint, 100)"), col("until", "day"),
        ),
        rules=(Rule("no_bar", "service", "s.service LIKE '%|%'"),),
    ),
    File(
        "households", "registration_household", key=("household",),
        columns=(
            col("household", "key", needed=True, target=""),
            col("name", longest=120, sql="coalesce(nullif(s.name, ''), s.household)"),
            col("area", "reference", to="areas"),
        ),
        fixed=(("comparable_name", "s._compared"),), compared=("name",),
    ),
    File(
        "residents", "registration_resident", key=("resident",),
        columns=(
            col("resident", "key", needed=True, target=""),
            col("first_name", longest=200, sql="CASE WHEN s.first_name || s.last_name || s.known_as = ''"
                " THEN s.resident ELSE s.first_name END"),
            col("prefix", longest=20), col("last_name", longest=200),
            col("known_as", longest=40),
            col("birth_date", "birth", target="birth_year",
                sql="nullif(split_part(s.birth_date, '-', 1), '')::smallint",
                out="concat_ws('-', lpad(t.birth_year::text, 4, '0'), lpad(t.birth_month::text, 2, '0'),"
                    " lpad(t.birth_day::text, 2, '0'))"),
            col("area", "reference", to="areas"), col("language", longest=5, default="nl"),
            col("household", "reference", to="households", target="", out="o_household.key"),
        ),
        fixed=(
            ("comparable_name", "s._compared"),
        ),
        along=(
            ("birth_month", "nullif(split_part(s.birth_date, '-', 2), '')::smallint", "birth_date"),
            ("birth_day", "nullif(split_part(s.birth_date, '-', 3), '')::smallint", "birth_date"),
        ),
        compared=("first_name", "prefix", "last_name", "known_as"),
        out_joins="LEFT JOIN registration_householdmember m ON m.resident_id = t.id AND m.since <= current_date"
                  " AND (m.until IS NULL OR m.until >= current_date)"
                  " LEFT JOIN out_households o_household ON o_household.target = m.household_id",
        out_where="t.merged_into_id IS NULL",
    ),
    File(
        "household_members", "registration_householdmember", key=("household", "resident", "since"), stamp="recorded",
        columns=(
            col("household", "reference", to="households", needed=True),
            col("resident", "reference", to="residents", needed=True),
            col("since", "day", needed=True), col("until", "day"),
        ),
        match="t.household_id = r_household.target AND t.resident_id = r_resident.target AND t.since = s.since::date",
        rules=(SINCE_FIRST,),
    ),
)  # fmt: skip
