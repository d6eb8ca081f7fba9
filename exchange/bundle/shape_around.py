"""Files of what stands around a plan: what goes well, who helps, what a value of a goal's own scale means."""

from exchange.bundle.columns import File, col
from exchange.bundle.shape_plans import OFFERED, PLAN, REMOVED, VOICE, own_key, resident

AROUND = (
    File(
        "strengths", "registration_strength", key=("strength",),
        columns=(
            own_key("strength"), PLAN, resident(), col("own_words", needed=True),
            col("voice", "choice", choices=VOICE, default="resident"), REMOVED, OFFERED,
        ),
    ),
    File(
        "network_people", "registration_networkperson", key=("network_person",),
        columns=(
            own_key("network_person"), PLAN, col("name", needed=True, longest=80), col("relation", longest=80),
            col("helps_with"), col("phone", longest=20), REMOVED, OFFERED,
        ),
    ),
    File(
        "goal_levels", "registration_goallevel", key=("goal", "value"),
        columns=(
            col("goal", "reference", to="goals", needed=True), col("value", "whole", low=-3, high=5, needed=True),
            col("text", needed=True),
        ),
        match="t.goal_id = r_goal.target AND t.value = s.value::int",
    ),
)  # fmt: skip
