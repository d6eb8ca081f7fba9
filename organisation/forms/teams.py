"""Forms about teams."""

from django.utils.translation import gettext_lazy as _

from organisation.forms.area_field import AreaField
from organisation.forms.people import HelpedForm
from shared.fields import TypedField


class TeamNameForm(HelpedForm):
    """What a team is called."""

    name = TypedField(label=_("Name"), max_length=120, required=True, error_messages={"required": _("Fill in a name.")})


class TeamForm(TeamNameForm):
    """A new team with its first area."""

    area = AreaField(label=_("Works for"), required=False)


class TeamAreaForm(HelpedForm):
    """One more area for a team."""

    area = AreaField(label=_("Works for"), error_messages={"required": _("Fill in an area.")})
