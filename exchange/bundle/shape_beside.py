"""Files beside the plan: instruments filled in, answers to own questions, referrals, applications and decisions."""

from catalogue.models import State
from exchange.bundle.columns import File, Rule, col
from exchange.bundle.shape_asked import INSTRUMENT
from exchange.bundle.shape_plans import OFFERED, PLAN, REMOVED, VOICE, own_key, resident
from registration.models.assessment import PartState
from registration.models.question_answer import Way
from registration.models.referral import Decided, Line, YesNo

# What an answer stands in: the file of the record, the moment of the question, the column that names the record.
STANDS_IN = (
    ("plans", "opening", ""),
    ("notes", "contact", "note_id"),
    ("closings", "closing", "closing_id"),
    ("assessments", "assessment", "assessment_id"),
    ("experiences", "experience", "experience_id"),
)
MOMENT = "CASE split_part(s.record, ':', 1) {} END".format(
    " ".join(f"WHEN '{file}' THEN '{moment}'" for file, moment, _ in STANDS_IN)
)
# The value as the pages keep it: a text, a list of keys, a number, a day.
VALUE = (
    "CASE WHEN s.value = '' THEN NULL WHEN q.answer_type IN ('number', 'smiley') THEN to_jsonb(s.value::numeric)"
    " WHEN q.answer_type = 'choices' THEN to_jsonb(regexp_split_to_array(s.value, ' +')) ELSE to_jsonb(s.value) END"
)
VALUE_OUT = (
    "CASE jsonb_typeof(t.value) WHEN 'array' THEN (SELECT string_agg(e, ' ' ORDER BY n)"
    " FROM jsonb_array_elements_text(t.value) WITH ORDINALITY a(e, n)) ELSE t.value #>> '{}' END"
)
RECORD_OUT = "CASE t.moment {} END".format(
    " ".join(f"WHEN '{moment}' THEN '{file}:' || o_{file}.key" for file, moment, _ in STANDS_IN)
)
STATE = "coalesce(nullif(s.state, ''), CASE WHEN s.{0} = '' THEN '{1}' ELSE '{2}' END)"
DAYS = Rule("before", "valid_until", "s.valid_until <> '' AND s.valid_from <> '' AND s.valid_until < s.valid_from",
            (("other", "valid_from"),))  # fmt: skip

BESIDE = (
    File(
        "assessments", "registration_assessment", key=("assessment",), stamp="recorded", event=True,
        columns=(
            own_key("assessment"), PLAN, resident(),
            col("instrument", needed=True, longest=40, target="instrument_id", sql="i.target", out="i.key"),
            col("version", needed=True, longest=20, target="", out="i.edition"),
            col("assessed_on", "day", needed=True), col("voice", "choice", choices=VOICE, default="professional"),
            col("replaces", "reference", to="assessments"), OFFERED,
        ),
        joins=f"LEFT JOIN known_instruments i ON i.key = {INSTRUMENT}",
        out_joins="JOIN catalogue_instrument i ON i.id = t.instrument_id",
    ),
    File(
        "assessment_items", "registration_assessmentpart", key=("assessment", "item"), pk="bigint", stamp="",
        event=True,
        columns=(
            col("assessment", "reference", to="assessments", needed=True),
            col("item", needed=True, longest=80, target="part_id", sql="p.id", out="p.key"),
            col("score", "whole"),
            col("state", "choice", choices=tuple(PartState.values),
                sql=STATE.format("score", "not_asked", "scored")),
            col("own_words"),
            col("works_on", "choice", choices=("yes", "no"), default="no", sql="s.works_on = 'yes'",
                out="CASE WHEN t.works_on THEN 'yes' ELSE 'no' END"),
        ),
        joins="LEFT JOIN instrument_of a ON a.target = r_assessment.target"
              " LEFT JOIN known_items p ON p.instrument_id = a.instrument_id AND p.key = s.item",
        out_joins="JOIN catalogue_instrumentpart p ON p.id = t.part_id",
        rules=(Rule("empty_then", "score", "s.score <> '' AND s.state NOT IN ('', 'scored')", (("other", "state"),)),),
    ),
    File(
        "experiences", "registration_experience", key=("experience",), stamp="recorded", event=True,
        columns=(
            own_key("experience"), PLAN, resident(), col("closing", "reference", to="closings"),
            col("asked_on", "day", needed=True), col("way", "choice", choices=tuple(Way.values), default="here"),
            OFFERED,
        ),
    ),
    File(
        "answers", "registration_questionanswer", key=("answer",), stamp="recorded", event=True,
        columns=(
            own_key("answer"),
            col("question", needed=True, longest=60, target="question_id", sql="q.key", out="t.question_id"),
            col("record", needed=True, longest=90, target="moment", sql=MOMENT, out=RECORD_OUT),
            col("state", "choice", choices=tuple(State.values), sql=STATE.format("value", "empty", "filled")),
            col("value", target="value", sql=VALUE, out=VALUE_OUT), col("own_words"),
            col("answered_on", "day", needed=True), col("voice", "choice", choices=VOICE, default="professional"),
            col("plan", "reference", to="plans", sql="w.plan_id"), col("replaces", "reference", to="answers"),
        ),
        fixed=tuple((column, f"w.{column}") for _, _, column in STANDS_IN if column),
        joins="LEFT JOIN own_questions q ON q.key = s.question"
              " LEFT JOIN in_stands_in w ON w._line = s._line",
        out_joins=" ".join(
            f"LEFT JOIN out_{file} o_{file} ON o_{file}.target = t.{column or 'plan_id'}"
            for file, _, column in STANDS_IN
        ),
        rules=(
            Rule("empty_then", "value", "(s.value <> '' OR s.own_words <> '') AND s.state NOT IN ('', 'filled')",
                 (("other", "state"),)),
        ),
    ),
    File(
        "referrals", "registration_referral", key=("referral",),
        columns=(
            own_key("referral"), PLAN, resident(), col("referred_on", "day", needed=True), col("to", longest=120),
            col("line", "choice", choices=tuple(Line.values)), col("theme", "reference", to="themes"), col("reason"),
            col("could_have_been_ours", "choice", choices=tuple(YesNo.values)), REMOVED, OFFERED,
        ),
    ),
    File(
        "applications", "registration_application", key=("application",),
        columns=(
            own_key("application"), PLAN, resident(), col("applied_on", "day", needed=True),
            col("provision", longest=120), REMOVED, OFFERED,
        ),
    ),
    File(
        "decisions", "registration_decision", key=("decision",),
        columns=(
            own_key("decision"), col("application", "reference", to="applications", needed=True),
            col("decided_on", "day", needed=True), col("outcome", "choice", choices=tuple(Decided.values)),
            col("valid_from", "day"), col("valid_until", "day"), col("explanation"), REMOVED, OFFERED,
        ),
        rules=(DAYS,),
    ),
)  # fmt: skip
