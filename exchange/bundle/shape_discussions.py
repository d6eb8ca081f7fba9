"""Files of meetings of professionals: what they were about, who joined by role, what was said and agreed."""

from exchange.bundle.columns import File, Rule, col
from exchange.bundle.shape_asked import next_id
from exchange.bundle.shape_outside import AREA
from exchange.bundle.shape_plans import OFFERED, REMOVED, own_key
from registration.models.discussion import DiscussionRole, KindOfDiscussion

DISCUSSION = col("discussion", "reference", to="discussions", needed=True)

DISCUSSIONS = (
    File(
        "discussions", "registration_casediscussion", key=("discussion",),
        columns=(
            own_key("discussion"), col("kind", "choice", choices=tuple(KindOfDiscussion.values), needed=True),
            col("held_on", "day", needed=True), col("title", longest=120),
            col("team", "reference", to="teams", needed=True), AREA,
            col("themes", "references", to="themes",
                through=("registration_casediscussion_themes", "casediscussion_id", "theme_id")),
            col("plans", "references", to="plans",
                through=("registration_casediscussion_plans", "casediscussion_id", "plan_id")),
            col("learning_point"), REMOVED, OFFERED,
        ),
    ),
    File(
        "case_texts", "registration_casetext", key=("case_text",), only_here=True,
        columns=(own_key("case_text"), DISCUSSION, col("text")),
        match="t.discussion_id = r_discussion.target",
        rules=(
            Rule("one_text", "discussion", "EXISTS (SELECT FROM in_case_texts o WHERE o.discussion = s.discussion"
                 " AND o._line < s._line)"),
        ),
    ),
    File(
        "participants", "registration_participant", key=("participant",), pk="bigint", stamp="", only_here=True,
        columns=(
            own_key("participant"), DISCUSSION,
            col("role", "choice", choices=tuple(DiscussionRole.values), needed=True),
            col("person", "reference", to="people", target="user_id"),
            col("how_many", "whole", low=0, sql="coalesce(nullif(s.how_many, '')::smallint, 1)"),
        ),
        # Their ids count up, and are others in another place.
        match="t.discussion_id = r_discussion.target AND s.participant = t.discussion_id::text || '-' || t.id",
        out_key="t.discussion_id::text || '-' || t.id", new_id=next_id("registration_participant"),
        rules=(
            Rule("one_person", "how_many", "s.person <> '' AND s.how_many NOT IN ('', '1')"),
        ),
    ),
    File(
        "agreed_actions", "registration_agreedaction", key=("agreed_action",),
        columns=(
            own_key("agreed_action"), DISCUSSION, col("text", needed=True, longest=200), col("who", longest=120),
            col("due_on", "day"), col("done_on", "day"), REMOVED,
        ),
    ),
)  # fmt: skip
