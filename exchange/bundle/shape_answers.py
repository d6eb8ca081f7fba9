"""The file of answers to own questions that were given with a group met, an activity or a signal."""

from catalogue.models import State
from exchange.bundle.columns import File, Rule, col
from exchange.bundle.shape_beside import STATE, VALUE, VALUE_OUT
from exchange.bundle.shape_plans import own_key
from exchange.bundle.shape_signals import WIPED_FIRST

RECORDS = ("group_met", "activity", "signal")
MOMENT = "CASE {} END".format(" ".join(f"WHEN s.{name} <> '' THEN '{name}'" for name in RECORDS))
HOW_MANY = " + ".join(f"(s.{name} <> '')::int" for name in RECORDS)
SAME = "EXISTS (SELECT FROM in_outside_answers o WHERE o.question = s.question AND o._line < s._line AND ({}))".format(
    " OR ".join(f"(o.{name} <> '' AND o.{name} = s.{name})" for name in ("group_met", "signal"))
)

ANSWERS_OUTSIDE = (
    File(
        "outside_answers", "signals_outsideanswer", key=("answer",), stamp="recorded", event=True, only_here=True,
        columns=(
            own_key("answer"),
            col("question", needed=True, longest=60, target="question_id", sql="q.key", out="t.question_id"),
            col("group_met", "reference", to="groups_met"), col("activity", "reference", to="activities"),
            col("signal", "reference", to="signals"),
            col("state", "choice", choices=tuple(State.values), sql=STATE.format("value", "empty", "filled")),
            col("value", target="value", sql=VALUE, out=VALUE_OUT), col("own_words"),
            col("answered_on", "day", needed=True), col("replaces", "reference", to="outside_answers"),
            col("wiped_at", "moment"), col("wiped_by", "reference", to="people"),
        ),
        fixed=(("moment", MOMENT),),
        joins="LEFT JOIN own_questions q ON q.key = s.question",
        rules=(
            Rule("one_record", "group_met", f"{HOW_MANY} <> 1", (("other", "activity, signal"),)),
            # A group met and a signal are corrected by an event that says all of it again.
            Rule("empty_then", "replaces", "s.replaces <> '' AND s.activity = ''", (("other", "activity"),)),
            Rule("one_answer", "question", SAME),
            Rule("empty_then", "value", "(s.value <> '' OR s.own_words <> '') AND s.state NOT IN ('', 'filled')",
                 (("other", "state"),)),
            WIPED_FIRST,
            Rule("empty_then", "own_words", "s.own_words <> '' AND s.wiped_at <> ''", (("other", "wiped_at"),)),
        ),
    ),
)  # fmt: skip
