"""Sentences of figures of which a part is withheld: what is shown is said, and of what there is too little is named."""

from collections.abc import Mapping

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outcomes.figures import Count, Withheld


def in_part(records: str, said: Mapping[str, str], hidden: list[str]) -> str:
    """40 goals that ended. Reached: 23 (58%). Of ‘partly’ and ‘not reached’ there is too little to show.

    `records` is "" where it is withheld how many there are.
    """
    parts = [f"{records}."] if records else []
    parts += [_("%(what)s: %(count)s.") % {"what": capfirst(what), "count": count} for what, count in said.items()]
    return " ".join([*parts, too_little_of(hidden)] if hidden else parts)


def too_little_of(names: list[str]) -> str:
    """Of ‘partly’ and ‘not reached’ there is too little to show."""
    quoted = [_("‘%(name)s’") % {"name": name} for name in names]
    return _("Of %(names)s there is too little to show.") % {"names": get_text_list(quoted, _("and"))}


def groups_met(groups: Count, times: Count) -> str:
    """10 groups, met 34 times; "" where none was met. Each of both can be withheld."""
    if isinstance(times, Withheld):
        if isinstance(groups, Withheld) or not groups:
            return _("Of groups there is too little to show.") if groups else ""
        found = ngettext("%(groups)d group.", "%(groups)d groups.", groups) % {"groups": groups}
        return " ".join((found, _("How often they were met is not shown.")))
    if isinstance(groups, Withheld) or not groups:
        if not times:
            return _("Of groups there is too little to show.") if groups else ""
        met = ngettext("Groups were met %(times)d time.", "Groups were met %(times)d times.", times) % {"times": times}
        return " ".join((met, _("How many different groups these were is not shown."))) if groups else met
    return ngettext("%(groups)d group, times met: %(times)d.", "%(groups)d groups, times met: %(times)d.", groups) % {
        "groups": groups,
        "times": times,
    }


def activities_held(activities: Count, participants: Count) -> str:
    """12 activities, with 140 participants; "" where there was none. Each of both can be withheld."""
    if isinstance(participants, Withheld):
        if isinstance(activities, Withheld) or not activities:
            return _("Of activities there is too little to show.") if activities else ""
        return " ".join((f"{_held(activities)}.", _("How many people took part is not shown.")))
    if isinstance(activities, Withheld) or not activities:
        if not participants:
            return _("Of activities there is too little to show.") if activities else ""
        came = _("%(came)s in activities.") % {"came": _came(participants)}
        return " ".join((came, _("How many activities there were is not shown."))) if activities else came
    return _("%(held)s, with %(came)s.") % {"held": _held(activities), "came": _came(participants)}


def _held(count: int) -> str:
    return ngettext("%(held)d activity", "%(held)d activities", count) % {"held": count}


def _came(count: int) -> str:
    return ngettext("%(count)d participant", "%(count)d participants", count) % {"count": count}
