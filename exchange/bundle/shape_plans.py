"""Files of plans: their course from opening to closing, goals, actions, notes."""

from exchange.bundle.columns import Column, File, Rule, col
from exchange.bundle.shape_people import SINCE_FIRST
from registration.models.action import Who
from registration.models.assignment import Kind
from registration.models.closing import Answer, Reason
from registration.models.goal import VALUES, GoalResult, Scale
from registration.models.note import NoteKind
from registration.models.plan import Law
from registration.models.voice import Voice

ANSWER = tuple(Answer.values)
VOICE = tuple(Voice.values)
PLAN = col("plan", "reference", to="plans", needed=True)
REMOVED = col("removed_at", "moment")
# Which questions stood in the form: tells empty from not asked.
OFFERED = col("offered", "reference", to="offered_sets")
OFF_SCALE = " OR ".join(
    f"(s.scale = '{scale.value}' AND s.value::int NOT BETWEEN {low} AND {high})"
    for scale, (low, high) in VALUES.items()
)
# Whoever is none of these is somebody else, by name.
WHOS = ", ".join(f"'{who}'" for who in Who.values)
WHO = f"CASE WHEN s.who IN ('', {WHOS}) THEN s.who ELSE 'carer' END"
WHO_NAME = f"CASE WHEN s.who_name <> '' OR s.who IN ('', {WHOS}) THEN s.who_name ELSE s.who END"


def own_key(name: str) -> Column:
    """The key of the rows of a file."""
    return col(name, "key", needed=True, target="")


def rank() -> Column:
    """The place among others; without one the first."""
    return col("rank", "whole", low=0, sql="coalesce(nullif(s.rank, '')::smallint, 1)")


def resident() -> Column:
    """About whom, in a household; empty: about all of them."""
    return col("resident", "reference", to="residents")


PLANS = (
    File(
        "plans", "registration_plan", key=("plan",),
        columns=(
            own_key("plan"), resident(), col("household", "reference", to="households"),
            col("area", "reference", to="areas"), col("service", "reference", to="services"),
            col("law", "choice", choices=tuple(Law.values)), col("opened_on", "day", needed=True), OFFERED,
        ),
        rules=(
            Rule("no_space", "plan", "s.plan ~ ' '"),
            Rule("one_of", "resident", "(s.resident = '') = (s.household = '')"),
        ),
    ),
    File(
        "closings", "registration_closing", key=("closing",), stamp="recorded",
        columns=(
            own_key("closing"), PLAN, col("closed_on", "day", needed=True), col("reopened_on", "day"),
            col("reason", "choice", choices=tuple(Reason.values)),
            *(col(name, "choice", choices=ANSWER)
              for name in ("continues_independently", "helped_resident", "helped_professional")),
            col("explanation"), col("reopened_because"), col("reopened_by", "reference", to="people"), OFFERED,
        ),
        rules=(
            Rule("before", "reopened_on", "s.reopened_on <> '' AND s.reopened_on < s.closed_on",
                 (("other", "closed_on"),)),
        ),
    ),
    File(
        "assignments", "registration_assignment", key=("plan", "person", "team", "since", "kind"), stamp="recorded",
        columns=(
            PLAN, col("person", "reference", to="people", needed=True, target="professional_id"),
            col("team", "reference", to="teams", needed=True), col("since", "day", needed=True), col("until", "day"),
            col("kind", "choice", choices=tuple(Kind.values), default=Kind.COORDINATOR.value),
            col("instead_of", "reference", to="people"),
        ),
        match="t.plan_id = r_plan.target AND t.professional_id = r_person.target AND t.team_id = r_team.target"
              " AND t.since = s.since::date AND t.kind = s.kind",
        rules=(SINCE_FIRST,),
    ),
    File(
        "help_requests", "registration_helprequest", key=("help_request",),
        columns=(
            own_key("help_request"), PLAN, col("theme", "reference", to="themes"),
            col("asked_on", "day", needed=True), col("own_words"), REMOVED, OFFERED,
        ),
    ),
    File(
        "goals", "registration_goal", key=("goal",),
        columns=(
            own_key("goal"), PLAN, resident(), col("life_domain", "reference", to="life_domains"),
            col("own_words", needed=True), rank(), col("importance", "whole", low=0), col("set_on", "day", needed=True),
            col("ended_on", "day"), col("result", "choice", choices=tuple(GoalResult.values)), col("obstacle"),
            col("voice", "choice", choices=VOICE, default="resident"),
            col("scale", "choice", choices=tuple(Scale.values),
                sql="coalesce(nullif(s.scale, ''), scored.scale, 'ladder')"),
            col("leads_sheet", "choice", choices=("yes", "no"), target="",
                out="(SELECT 'yes' FROM registration_plan p WHERE p.sheet_goal_id = t.id)"),
            REMOVED, OFFERED,
        ),
        joins="LEFT JOIN in_scale_of scored ON scored.goal = s._key",
        rules=(
            Rule("before", "ended_on", "s.ended_on <> '' AND s.ended_on < s.set_on", (("other", "set_on"),)),
            Rule("goes_with", "result", "s.result <> '' AND s.ended_on = ''", (("other", "ended_on"),)),
        ),
    ),
    File(
        "goal_scores", "registration_goalscore", key=("score",), stamp="recorded", event=True,
        columns=(
            own_key("score"), col("goal", "reference", to="goals", needed=True), col("scored_on", "day", needed=True),
            col("scale", "choice", choices=tuple(Scale.values), default="ladder"), col("value", "whole"),
            col("voice", "choice", choices=VOICE, default="resident"), col("replaces", "reference", to="goal_scores"),
        ),
        rules=(
            Rule("needed", "value", "s.value = '' AND s.replaces = ''"),
            Rule("off_scale", "value", f"s.value <> '' AND ({OFF_SCALE})"),
        ),
    ),
    File(
        "actions", "registration_action", key=("action",),
        columns=(
            own_key("action"), col("goal", "reference", to="goals", needed=True), col("text", needed=True),
            col("who", longest=40, sql=WHO), col("who_name", longest=40, sql=WHO_NAME),
            resident(), col("due_on", "day"), col("done_on", "day"), col("cancelled_on", "day"), rank(),
            col("on_sheet", "choice", choices=("yes", "no"), default="yes", sql="s.on_sheet <> 'no'",
                out="CASE WHEN t.on_sheet THEN 'yes' ELSE 'no' END"),
            col("together_with", "reference", to="actions"), REMOVED, OFFERED,
        ),
    ),
    File(
        "action_ticks", "registration_actiontick", key=("tick",), stamp="recorded", event=True,
        columns=(
            own_key("tick"), col("action", "reference", to="actions", needed=True),
            col("ticked_on", "day", needed=True),
            col("done", "choice", choices=("yes", "no"), default="yes", sql="s.done <> 'no'",
                out="CASE WHEN t.done THEN 'yes' ELSE 'no' END"),
        ),
    ),
    File(
        "notes", "registration_note", key=("note",),
        columns=(
            own_key("note"),
            col("plans", "references", to="plans", needed=True,
                through=("registration_note_plans", "note_id", "plan_id")),
            col("held_on", "day", needed=True),
            col("kind", "choice", choices=tuple(NoteKind.values)),
            col("person", "reference", to="people", target="recorded_by_id", only_new=True,
                sql="coalesce(r_person.target, (SELECT id FROM the_mover))"),
            col("text", needed=True), REMOVED, OFFERED,
        ),
    ),
    File(
        "appointments", "registration_appointment", key=("appointment",),
        columns=(
            own_key("appointment"), PLAN, col("starts_at", "moment", needed=True), col("place", longest=60),
            col("with", longest=60, target="with_whom"), col("cancelled_at", "moment"), OFFERED,
        ),
    ),
)  # fmt: skip
