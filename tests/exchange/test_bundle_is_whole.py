"""Everything that is kept goes along, or stays behind for a reason: a new table or column has to say which."""

from django.apps import apps

from exchange.bundle.shape import FILES, columns

OURS = ("organisation", "catalogue", "registration", "signals", "outcomes", "feedback", "exchange")
# Whole tables (docs/decisions/0014): what people may do, what is only for now, who looked, and how texts were before.
STAY = {
    "organisation_accessevent", "organisation_draft", "organisation_invitation", "organisation_lentright",
    "organisation_submission", "organisation_wrongtry", "registration_brokenglass", "registration_phonecode",
    "registration_actionwording", "registration_goalwording", "registration_helprequestwording",
    "registration_notewording", "catalogue_questionwording", "feedback_decisionread", "feedback_opening",
    "feedback_taken",
    "exchange_importrun",
    "exchange_importedkey", "exchange_sheet", "exchange_columnmapping", "exchange_exportrun", "exchange_undoing",
    "exchange_merge", "exchange_twopeople",
    # Worked out again from what came in; and when that was checked.
    "outcomes_fact", "outcomes_changedplan", "outcomes_factcheck", "outcomes_gonefact",
    "outcomes_groupmetfact", "outcomes_groupseenfact", "outcomes_activityfact", "outcomes_signalfact",
    # Published anew where it went.
    "outcomes_publication", "outcomes_publishedcell", "outcomes_countedcell", "outcomes_patternsearch",
    "outcomes_foundpattern",
    "signals_groupwording", "signals_activitywording", "signals_attendancewording",
    "signals_groupgoalwording",
    "signals_collectiveofferwording", "registration_discussionwording", "registration_casetextwording",
    # What a team agreed over a figure of before the move.
    "feedback_agreement",
}  # fmt: skip
# Of every table: its own id, and what tells two people who change the same thing at one moment apart.
OF_THE_ROW = {"id", "version", "changed_at", "changed_by_id"}
STAY_COLUMNS = {
    # Made of the names again.
    "organisation_area": {"comparable_name", "outline"}, "registration_household": {"comparable_name"},
    # One that was merged goes along as the one it became.
    "registration_resident": {"comparable_name", "merged_into_id"},
    "organisation_user": {"password", "last_login", "unlock_code", "joined_at"},
    # The goal says that it leads.
    "registration_plan": {"sheet_goal_id"},
    "signals_partner": {"comparable_name"},
    # Follows from what a signal replaces; and when a row came in, which is another moment where it goes.
    "signals_neighbourhoodsignal": {"first_id", "came_in_at"},
    "signals_groupmet": {"came_in_at"},
    "signals_activity": {"came_in_at"},
    # Stands in the row of its signal.
    "signals_signaltext": {"signal_id", "text", "wiped_at", "wiped_by_id"},
    # `record` names one of these.
    "registration_questionanswer": {"note_id", "closing_id", "assessment_id", "experience_id"},
    # Follows from which record it names.
    "signals_outsideanswer": {"moment"},
}  # fmt: skip


def test_every_table_and_column() -> None:
    """Stands in the bundle, or here."""
    taken: dict[str, set[str]] = {}
    for file in FILES:
        here = taken.setdefault(file.table, {file.pk_name} if file.new_id.startswith("s.") or file.out_key else set())
        here |= {column.target for column in columns(file)} | {name for name, _, _ in file.along}
        for column in file.links():
            table, *sides = column.through
            taken[table] = set(sides)
    missing = []
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if model._meta.app_label not in OURS or table in STAY:
            continue
        held = taken.get(table, set()) | STAY_COLUMNS.get(table, set()) | OF_THE_ROW
        missing += [f"{table}.{field.column}" for field in model._meta.concrete_fields if field.column not in held]
    assert not missing
    assert not STAY.intersection(taken)
