"""Files of what an organisation arranged itself: what it asks, why, at which moments, and its instruments."""

from catalogue.models import AnswerType, Moment, Need, Purpose, ResultKind
from catalogue.models.instrument import Direction, Form, MainVoice, Origin
from catalogue.models.remark import Outcome, RemarkKind, Trouble
from exchange.bundle.columns import Column, File, Rule, col
from exchange.bundle.shape_people import NOBODY, SLUG, yes_no
from exchange.bundle.shape_plans import REMOVED, own_key
from organisation.models.user import Discipline

DOTTED = "'^[-a-zA-Z0-9_.]+$'"
INSTRUMENT = "s.instrument || '|' || s.version"
OF_INSTRUMENT = f"LEFT JOIN known_instruments oi ON oi.key = {INSTRUMENT}"
INSTRUMENT_OUT = "JOIN catalogue_instrument i ON i.id = t.instrument_id"
INSTRUMENT_KEY = "(SELECT i.key || '|' || i.edition FROM catalogue_instrument i WHERE i.id = t.instrument_id)"
SAME_INSTRUMENT = f"EXISTS (SELECT FROM catalogue_instrument i WHERE i.id = t.instrument_id AND {NOBODY.format('i')})"
SAME_QUESTION = f"EXISTS (SELECT FROM catalogue_question q WHERE q.key = t.question_id AND {NOBODY.format('q')})"
# A board is laid before the resident.
VOICE_OF_FORM = "coalesce(nullif(s.main_voice, ''), CASE s.form WHEN 'board' THEN 'resident' ELSE 'professional' END)"
OTHER_LEVELS = """EXISTS (SELECT FROM catalogue_instrumentscale c
    JOIN catalogue_instrument i ON i.id = c.instrument_id AND i.key = s.instrument AND i.edition = s.version
    JOIN catalogue_instrumentpart p ON p.scale_id = c.id JOIN registration_assessmentpart a ON a.part_id = p.id
    WHERE c.key = s.scale AND (c.lowest::text, c.highest::text, c.direction) <> (s.lowest, s.highest, s.direction))"""
OTHER_TYPE = "EXISTS (SELECT FROM catalogue_question q WHERE q.key = s.question AND q.answer_type <> s.answer_type)"
NOT_BUILT_IN = """s.asked_in <> '' AND NOT EXISTS (
    SELECT FROM catalogue_question q WHERE q.key = s.question AND q.asked_in = s.asked_in)"""


def next_id(table: str) -> str:
    """The id of a new record whose ids count up."""
    return f"nextval(pg_get_serial_sequence('{table}', 'id'))"


def two(name: str, longest: int = 100_000, *, needed: bool = False) -> tuple[Column, Column]:
    """A text in Dutch and in English."""
    return (
        col(name, needed=needed, target=f"{name}_nl", longest=longest),
        col(f"{name}_en", longest=longest),
    )


def place() -> Column:
    """The place in the order; without one after the others."""
    return col("rank", "whole", low=0, sql="coalesce(nullif(s.rank, '')::smallint, 100)")


def of_instrument() -> tuple[Column, Column]:
    """Of which instrument, in which version."""
    return (
        col("instrument", needed=True, longest=40, target="instrument_id", sql="oi.target", out="i.key"),
        col("version", needed=True, longest=20, target="", out="i.edition"),
    )


QUESTION = col("question", "reference", to="questions", needed=True)
KEYS = (Rule("slug", "instrument", f"s.instrument !~ {SLUG}"), Rule("dotted", "version", f"s.version !~ {DOTTED}"))

ASKED = (
    File(
        "languages", "catalogue_sheetlanguage", pk="text", stamp="", key=("language",), match="t.code = s.language",
        new_id="s.language", out_key="t.code", pk_column="code", fixed=(("changed_at", "now()"),), only_here=True,
        untouched="t.changed_by_id IS NULL",
        columns=(
            col("language", "key", needed=True, target="", longest=5), col("name", needed=True, longest=40),
            place(), col("on", "choice", choices=("yes", "no"), target="is_on", out=yes_no("on", "is_on").out,
                         sql="coalesce(nullif(s.on, ''), CASE s.language WHEN 'nl' THEN 'yes' END, 'no') = 'yes'"),
            col("checked_by", longest=80), col("checked_on", "day"),
            col("checked_mark", longest=64),
        ),
        rules=(
            Rule("slug", "language", f"s.language !~ {SLUG}"),
            Rule("goes_together", "checked_on", "(s.checked_by = '') <> (s.checked_on = '')"
                 " OR (s.checked_by = '') <> (s.checked_mark = '')",
                 (("other", "checked_by, checked_on, checked_mark"),)),
            Rule("stays_on", "on", "s.language = 'nl' AND s.on = 'no'"),
        ),
    ),
    File(
        "guides", "catalogue_setupguide", stamp="arranged", key=("guide",), only_here=True,
        columns=(
            own_key("guide"), col("title", needed=True, longest=120),
            *(col(name) for name in ("asked_of_it", "criteria", "shape", "arrangement", "learning")), REMOVED,
        ),
    ),
    File(
        "wanted_results", "catalogue_wantedresult", stamp="arranged", key=("wanted_result",), only_here=True,
        columns=(
            own_key("wanted_result"), col("guide", "reference", to="guides", needed=True),
            col("words", needed=True, longest=200), col("purpose", "choice", choices=tuple(Purpose.values)),
            col("why"), col("for_whom", longest=120), col("result_kind", "choice", choices=tuple(ResultKind.values)),
            col("indicator", longest=200), place(), REMOVED,
        ),
    ),
    File(
        "questions", "catalogue_question", pk="text", stamp="arranged", key=("question",), match="t.key = s.question",
        new_id="s.question", out_key="t.key", untouched=NOBODY.format("t"), only_here=True,
        columns=(
            col("question", "key", needed=True, target="", longest=60), *two("label", 120, needed=True),
            *two("hint", 200), *two("why"), *two("for_whom", 120), *two("visible_to", 160),
            col("purpose", "choice", choices=tuple(Purpose.values), needed=True),
            col("need", "choice", choices=tuple(Need.values), needed=True),
            col("result_kind", "choice", choices=tuple(ResultKind.values), needed=True),
            col("asked_in", longest=40), col("answer_type", "choice", choices=tuple(AnswerType.values)),
            col("disciplines", "several", choices=tuple(Discipline.values),
                sql="string_to_array(s.disciplines, ' ')::varchar[]", out="array_to_string(t.disciplines, ' ')"),
            col("services", "references", to="services", parted="|",
                through=("catalogue_question_services", "question_id", "service_id")),
            col("since", "day"), col("until", "day"), col("review_on", "day", needed=True), place(),
            col("wanted_result", "reference", to="wanted_results"),
        ),
        rules=(
            Rule("dotted", "question", f"s.question !~ {DOTTED}"),
            Rule("reason", "why", "s.since <> '' AND s.why = ''"),
            Rule("reason", "for_whom", "s.since <> '' AND s.for_whom = ''"),
            Rule("own_or_built_in", "answer_type", "(s.asked_in = '') = (s.answer_type = '')"),
            Rule("built_in", "asked_in", NOT_BUILT_IN), Rule("type_stands", "answer_type", OTHER_TYPE),
        ),
    ),
    File(
        "question_places", "catalogue_questionplace", pk="bigint", stamp="", key=("question", "moment"),
        match="t.question_id = r_question.target AND t.moment = s.moment", new_id=next_id("catalogue_questionplace"),
        untouched=SAME_QUESTION, whole="question", only_here=True,
        columns=(QUESTION, col("moment", "choice", choices=tuple(Moment.values), needed=True), place()),
    ),
    File(
        "question_choices", "catalogue_questionchoice", pk="bigint", stamp="", key=("question", "choice"),
        match="t.question_id = r_question.target AND t.key = s.choice", new_id=next_id("catalogue_questionchoice"),
        untouched=SAME_QUESTION, whole="question", only_here=True,
        columns=(
            QUESTION, col("choice", needed=True, longest=40, target="key"), *two("label", 80, needed=True), place(),
            col("until", "day"),
        ),
        rules=(Rule("slug", "choice", f"s.choice !~ {SLUG}"),),
    ),
    File(
        "question_remarks", "catalogue_questionremark", stamp="", key=("remark",), only_here=True,
        columns=(
            own_key("remark"), QUESTION,
            col("kind", "choice", choices=tuple(RemarkKind.values), default=RemarkKind.REMARK.value),
            col("trouble", "choice", choices=tuple(Trouble.values)), col("text"),
            col("written_at", "moment", only_new=True, sql="coalesce(nullif(s.written_at, '')::timestamptz, now())"),
            col("written_by", "reference", to="people", only_new=True,
                sql="coalesce(r_written_by.target, (SELECT id FROM the_mover))"),
            REMOVED, col("answer"), col("outcome", "choice", choices=tuple(Outcome.values)),
            col("answered_at", "moment"),
            col("answered_by", "reference", to="people",
                sql="CASE WHEN s.answered_at <> '' THEN"
                    " coalesce(r_answered_by.target, (SELECT id FROM the_mover)) END"),
        ),
        rules=(
            Rule("one_filled", "text", "s.text = '' AND s.trouble = ''", (("other", "trouble"),)),
            *(Rule("goes_with", name, f"s.{name} <> '' AND s.answered_at = ''", (("other", "answered_at"),))
              for name in ("answer", "outcome", "answered_by")),
        ),
    ),
    File(
        "asking", "catalogue_asking", pk="bigint", stamp="", key=("asking",), match="t.id = 1", new_id="1",
        out_key="'questions'", fixed=(("changed_at", "now()"),), untouched="t.changed_by_id IS NULL", only_here=True,
        columns=(
            col("asking", "choice", choices=("questions",), needed=True, target="", out="'questions'"),
            yes_no("hides_nice"),
        ),
    ),
    File(
        "offered_sets", "catalogue_offeredset", pk="bigint", stamp="", key=("offered_set",), event=True,
        match="t.keys = string_to_array(s.questions, ' ')::varchar[]", new_id=next_id("catalogue_offeredset"),
        out_key="'asked-' || md5(array_to_string(t.keys, ' '))", only_here=True,
        columns=(
            own_key("offered_set"),
            col("questions", "words", needed=True, target="keys", sql="string_to_array(s.questions, ' ')::varchar[]",
                out="array_to_string(t.keys, ' ')"),
        ),
        rules=(
            Rule("once", "questions", "EXISTS (SELECT FROM in_offered_sets o WHERE o.questions = s.questions"
                 " AND o._line < s._line)"),
        ),
    ),
    File(
        "instruments", "catalogue_instrument", stamp="arranged", key=("instrument", "version"),
        match="t.key = s.instrument AND t.edition = s.version", out_key="t.key || '|' || t.edition",
        untouched=NOBODY.format("t"), only_here=True,
        columns=(
            col("instrument", needed=True, longest=40, target="key"),
            col("version", needed=True, longest=20, target="edition"), *two("name", 120, needed=True), *two("about"),
            col("form", "choice", choices=tuple(Form.values), default=Form.LEVELS.value),
            col("main_voice", "choice", choices=tuple(MainVoice.values), sql=VOICE_OF_FORM),
            col("origin", "choice", choices=tuple(Origin.values), default=Origin.OWN.value),
            *(col(name) for name in ("licence", "licence_en", "source", "source_en")),
            yes_no("holds_licence"), yes_no("on", "is_on"), place(),
        ),
        rules=KEYS,
    ),
    File(
        "instrument_scales", "catalogue_instrumentscale", pk="bigint", stamp="", only_here=True,
        key=("instrument", "version", "scale"), match="t.instrument_id = oi.target AND t.key = s.scale",
        new_id=next_id("catalogue_instrumentscale"), out_key=f"{INSTRUMENT_KEY} || '|' || t.key",
        joins=OF_INSTRUMENT, out_joins=INSTRUMENT_OUT, untouched=SAME_INSTRUMENT,
        columns=(
            *of_instrument(), col("scale", needed=True, longest=40, target="key"), *two("name", 80),
            col("lowest", "whole", needed=True), col("highest", "whole", needed=True),
            col("labels", "labels", default="[]", sql="s.labels::jsonb", out="nullif(t.labels::text, '[]')"),
            col("direction", "choice", choices=tuple(Direction.values), needed=True), col("low_to", "whole"),
        ),
        rules=(
            *KEYS, Rule("slug", "scale", f"s.scale !~ {SLUG}"),
            Rule("goes_up", "highest", "nullif(s.highest, '')::int <= nullif(s.lowest, '')::int",
                 (("other", "lowest"),)),
            Rule("scale_stands", "scale", OTHER_LEVELS),
        ),
    ),
    File(
        "instrument_parts", "catalogue_instrumentpart", stamp="", key=("instrument", "version", "item"),
        match="t.instrument_id = oi.target AND t.key = s.item", out_key=f"{INSTRUMENT_KEY} || '|' || t.key",
        joins=f"{OF_INSTRUMENT} LEFT JOIN known_instrument_scales oc ON oc.key = {INSTRUMENT} || '|' || s.scale",
        out_joins=f"{INSTRUMENT_OUT} JOIN catalogue_instrumentscale c ON c.id = t.scale_id", untouched=SAME_INSTRUMENT,
        only_here=True,
        columns=(
            *of_instrument(), col("item", needed=True, longest=80, target="key"),
            col("scale", needed=True, longest=40, target="scale_id", sql="oc.target", out="c.key"),
            *two("name", 120, needed=True), col("subject", longest=60), *two("section", 80),
            col("life_domain", "reference", to="life_domains"),
            col("texts", "texts", default="{}", sql="s.texts::jsonb", out="nullif(t.texts::text, '{}')"), place(),
            col("until", "day"),
        ),
        rules=(
            *KEYS, Rule("dotted", "item", f"s.item !~ {DOTTED}"),
            Rule("slug", "subject", f"s.subject <> '' AND s.subject !~ {SLUG}"),
        ),
    ),
    File(
        "team_phrases", "registration_teamphrase", key=("team_phrase",), only_here=True,
        columns=(
            own_key("team_phrase"), col("team", "reference", to="teams", needed=True),
            col("text", needed=True, longest=70), col("life_domain", "reference", to="life_domains"),
            col("rank", "whole", low=0, sql="coalesce(nullif(s.rank, '')::smallint, 1)"), REMOVED,
        ),
    ),
    File(
        "question_talks", "feedback_questiontalk", stamp="arranged", key=("question", "quarter"), only_here=True,
        match="t.question_id = r_question.target AND t.quarter = s.quarter",
        columns=(
            QUESTION, col("quarter", needed=True, longest=7),
            *(col(name, "whole", low=0, high=999_999_999, needed=name == "offered", sql=f"nullif(s.{name}, '')::int")
              for name in ("offered", "filled")),
            col("begun_at", "moment", only_new=True, sql="coalesce(nullif(s.begun_at, '')::timestamptz, now())"),
            col("begun_by", "reference", to="people", only_new=True,
                sql="coalesce(r_begun_by.target, (SELECT id FROM the_mover))"),
            col("said"), col("decision", "choice", choices=("keep", "change", "drop")), col("reason"),
            col("decided_at", "moment"),
            col("decided_by", "reference", to="people",
                sql="CASE WHEN s.decision <> '' THEN coalesce(r_decided_by.target, (SELECT id FROM the_mover)) END"),
        ),
        rules=(
            Rule("quarter", "quarter", "s.quarter !~ '^(19|20)[0-9]{2}-Q[1-4]$'"),
            Rule("goes_together", "decision", "(s.decision = '') <> (s.decided_at = '')"
                 " OR (s.decision <> '' AND s.reason = '')", (("other", "decision, reason, decided_at"),)),
        ),
    ),
)  # fmt: skip
