"""Files of signals: to whom they go, what was seen, what was answered, what is on the agenda of a team."""

from exchange.bundle.columns import Column, File, Rule, col
from exchange.bundle.shape_outside import AREA, REPLACES_FIRST, TAKEN_BACK, carried
from exchange.bundle.shape_people import yes_no
from exchange.bundle.shape_plans import OFFERED, REMOVED, own_key
from signals.models import KindOfSignal, Reply, Seriousness

# Without a route: so long somebody has to answer.
DAYS = 14
SERIOUS = tuple(map(str, Seriousness.values))
TO = (col("to_person", "reference", to="people"), col("to_team", "reference", to="teams"))
FIRST_ANSWER = (
    "(SELECT to_char(min(r.replied_on), 'YYYY-MM-DD') FROM signals_signalreply r"
    f" WHERE r.signal_id = coalesce(t.first_id, t.id) AND r.says <> '{Reply.SEEN.value}' AND NOT r.of_correction)"
)
TEXT_HERE = "(SELECT w.text FROM signals_signaltext w WHERE w.signal_id = t.id)"
WIPED_AT = "to_char(w.wiped_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
WIPED_FIRST = Rule("goes_with", "wiped_by", "s.wiped_by <> '' AND s.wiped_at = ''", (("other", "wiped_at"),))
WIPED_IS_EMPTY = Rule("empty_then", "text", "s.text <> '' AND s.wiped_at <> ''", (("other", "wiped_at"),))


def first_of(name: str) -> str:
    """A signal of which what hangs on it hangs on the event that it all began with."""
    target = f"r_{name}.target"
    return f"coalesce((SELECT h.first_id FROM signals_neighbourhoodsignal h WHERE h.id = {target}), {target})"


def signal(name: str = "signal", *, needed: bool = True) -> Column:
    """The signal that something hangs on."""
    return col(name, "reference", to="signals", needed=needed, sql=first_of(name))


SIGNALS = (
    File(
        "routes", "signals_route", key=("route",), stamp="arranged", only_here=True,
        columns=(
            own_key("route"), col("theme", "reference", to="themes"), AREA, *TO,
            col("answer_within_days", "whole", low=0, high=1_000,
                sql=f"coalesce(nullif(s.answer_within_days, '')::smallint, {DAYS})"),
            REMOVED,
        ),
        match="s.removed_at = '' AND t.removed_at IS NULL"
              " AND t.theme_id IS NOT DISTINCT FROM r_theme.target AND t.area_id IS NOT DISTINCT FROM r_area.target",
        rules=(
            Rule("either", "to_person", "(s.to_person = '') = (s.to_team = '')", (("other", "to_team"),)),
            Rule("one_route", "theme", "s.removed_at = '' AND EXISTS (SELECT FROM in_routes o WHERE o.theme = s.theme"
                 " AND o.area = s.area AND o.removed_at = '' AND o._line < s._line)"),
        ),
    ),
    File(
        "signals", "signals_neighbourhoodsignal", key=("signal",), stamp="recorded", event=True,
        columns=(
            own_key("signal"), AREA, col("theme", "reference", to="themes", needed=True),
            col("kind", "choice", choices=tuple(KindOfSignal.values)), 
            col("seriousness", "choice", choices=SERIOUS, sql="nullif(s.seriousness, '')::smallint"),
            col("observed_on", "day", needed=True),
            col("text", target="", out="w.text", beside=TEXT_HERE), *carried(),
            # A reply says so; without one in `signal_replies` it becomes one.
            col("answered_on", "day", target="", out=FIRST_ANSWER),
            col("place", longest=120), col("provision", longest=120), *TO,
            col("answer_by", "day", sql=f"coalesce(nullif(s.answer_by, '')::date, s.observed_on::date + {DAYS})"),
            col("replaces", "reference", to="signals"), TAKEN_BACK,
            col("wiped_at", "moment", target="", out=WIPED_AT),
            col("wiped_by", "reference", to="people", target="", out="o_wiped_by.key"), OFFERED,
        ),
        # Which event it all began with, when this one corrects another.
        fixed=(("first_id", "began.first_id"),), joins="LEFT JOIN first_of_signals began ON began._line = s._line",
        out_joins="LEFT JOIN signals_signaltext w ON w.signal_id = t.id"
                  " LEFT JOIN out_people o_wiped_by ON o_wiped_by.target = w.wiped_by_id",
        rules=(
            REPLACES_FIRST,
            # What comes out of Keukentafel always says by when; there somebody may not have known where it was.
            Rule("needed", "area", "s.area = '' AND s.place = '' AND s.answer_by = ''"),
            Rule("before", "answered_on", "s.answered_on <> '' AND s.answered_on < s.observed_on AND s.answer_by = ''",
                 (("other", "observed_on"),)),
            WIPED_FIRST, WIPED_IS_EMPTY,
        ),
    ),
    File(
        "signal_replies", "signals_signalreply", key=("reply",), stamp="recorded", event=True,
        columns=(
            own_key("reply"), signal(),
            col("replied_on", "day", needed=True), col("says", "choice", choices=tuple(Reply.values), needed=True),
            col("text"), *TO, col("answer_by", "day"),
            # The sender said it elsewhere, and it belongs to others by that: no answer.
            yes_no("of_correction"), col("wiped_at", "moment"), col("wiped_by", "reference", to="people"),
        ),
        rules=(
            Rule("empty_then", "to_person", "s.to_person <> '' AND (s.says <> 'passed_on' OR s.to_team <> '')",
                 (("other", "says, to_team"),)),
            Rule("empty_then", "to_team", "s.to_team <> '' AND s.says <> 'passed_on'", (("other", "says"),)),
            Rule("empty_then", "of_correction", "s.of_correction = 'yes' AND s.says <> 'passed_on'",
                 (("other", "says"),)),
            WIPED_FIRST, WIPED_IS_EMPTY,
        ),
    ),
    File(
        "same_signals", "signals_samesignal", key=("signal", "other"), stamp="recorded", only_here=True,
        columns=(
            signal(), signal("other"),
        ),
        # What else may not be stands in `exchange/bundle/checking.py`: a correction is the signal that it corrects.
        match=f"t.signal_id = {first_of('signal')}",
    ),
    File(
        "agenda_points", "signals_agendapoint", key=("agenda_point",), stamp="recorded",
        columns=(
            own_key("agenda_point"), col("team", "reference", to="teams", needed=True),
            signal(needed=False), col("words", longest=200), col("handled_on", "day"),
            col("outcome"), REMOVED, col("wiped_at", "moment"), col("wiped_by", "reference", to="people"),
        ),
        rules=(WIPED_FIRST,),
    ),
)  # fmt: skip
