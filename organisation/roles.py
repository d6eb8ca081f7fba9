"""Roles and rights, as data. `docs/access.md` is made from this table; a new role or right belongs here only."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is in a team or in the organisation; the kind of work is the discipline, not the role."""

    PROFESSIONAL = "professional", _("Professional")
    TEAM_LEAD = "team_lead", _("Team lead")
    INFORMATION_MANAGER = "information_manager", _("Information manager")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")
    MUNICIPALITY_READER = "municipality_reader", _("Municipality (reads)")
    KEY_USER = "key_user", _("Superuser: helps colleagues")


class Right(models.TextChoices):
    """One thing that a role may do."""

    OWN_FILES = "own_files", _("Read and write the files of one's own caseload")
    NEW_PLAN = "new_plan", _("Start a plan")
    TEAM_NAMES = "team_names", _("See the names of the open plans of one's own teams")
    OPEN_WITH_REASON = "open_with_reason", _("Open a file of one's own teams with a reason, for 24 hours")
    HAND_OVER = "hand_over", _("Hand over the plans of one's own teams and say who helps")
    PHRASES = "phrases", _("Arrange the actions that one's own teams choose from")
    READ_LOOKS = "read_looks", _("Read who looked into which file, without opening a file")
    ARRANGE_PEOPLE = "arrange_people", _("Add people, teams and memberships")
    ARRANGE_CATALOGUE = (
        "arrange_catalogue",
        _("Arrange questions, instruments, services and themes, and the languages of residents"),
    )
    READ_QUESTIONS = "read_questions", _("Read which questions are asked and why, and say what one thinks of them")
    PROPOSE_CHANGES = "propose_changes", _("Propose changes to questions, and be named as the one to ask")
    LEND_RIGHTS = "lend_rights", _("Lend somebody a right for some days")
    READ_PUBLISHED = "read_published", _("Read the published figures of areas, services and the organisation")
    READ_OUTSIDE = "read_outside", _("Read, from outside, the figures that are published for readers outside")
    OUTSIDE = "outside", _("Record groups, activities, signals and meetings of one's own teams, and read them")
    MOVE = "move", _("Bring registrations in, take them out, and merge residents that are there twice")


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.PROFESSIONAL: frozenset(
        {
            Right.OWN_FILES,
            Right.NEW_PLAN,
            Right.TEAM_NAMES,
            Right.OPEN_WITH_REASON,
            Right.PHRASES,
            Right.OUTSIDE,
            Right.READ_QUESTIONS,
            Right.READ_PUBLISHED,
        }
    ),
    Role.TEAM_LEAD: frozenset(
        {
            Right.TEAM_NAMES,
            Right.OPEN_WITH_REASON,
            Right.HAND_OVER,
            Right.PHRASES,
            Right.OUTSIDE,
            Right.READ_QUESTIONS,
            Right.READ_PUBLISHED,
        }
    ),
    Role.INFORMATION_MANAGER: frozenset(
        {Right.ARRANGE_PEOPLE, Right.ARRANGE_CATALOGUE, Right.READ_QUESTIONS, Right.READ_PUBLISHED}
    ),
    Role.PRIVACY_OFFICER: frozenset({Right.READ_LOOKS, Right.READ_QUESTIONS, Right.LEND_RIGHTS, Right.READ_PUBLISHED}),
    Role.MUNICIPALITY_READER: frozenset({Right.READ_OUTSIDE}),
    Role.KEY_USER: frozenset({Right.READ_QUESTIONS, Right.PROPOSE_CHANGES, Right.READ_PUBLISHED}),
}
# Rights that no role brings: they are lent to one person, for some days, with a reason.
LENT = frozenset({Right.MOVE})

# Roles that somebody has in a team; the others hold for the whole organisation.
TEAM_ROLES = frozenset({Role.PROFESSIONAL, Role.TEAM_LEAD})
