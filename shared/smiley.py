"""A line from sad to glad: five faces to choose from, without numbers; words for what was chosen."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

Face = tuple[int, str, Promise | str]
# Where each face stands on the line of 0 (sad) to 100 (glad), the name of its icon, and its word.
FACES: tuple[Face, ...] = (
    (0, "mood-cry", pgettext_lazy("face", "very sad")),
    (25, "mood-sad", pgettext_lazy("face", "sad")),
    (50, "mood-empty", pgettext_lazy("face", "not sad and not glad")),
    (75, "mood-smile", pgettext_lazy("face", "glad")),
    (100, "mood-happy", pgettext_lazy("face", "very glad")),
)


def face_in_words(place: float) -> str:
    """The word of the nearest face for a place on the line, 0 to 100."""
    return str(_nearest(place)[2])


def _nearest(place: float) -> Face:
    return min(FACES, key=lambda face: abs(face[0] - place))


class SmileyLine(forms.widgets.ChoiceWidget):
    """Five faces on a line. Radios: they work by touch, by keyboard and without JavaScript."""

    input_type = "radio"
    template_name = "nlds/widgets/smiley_line.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs, choices=[(str(place), word) for place, _icon, word in FACES])

    def get_context(self, name: str, value: object, attrs: dict[str, str] | None) -> dict[str, object]:
        """With `faces`: the icon and the radio of each; a place between two faces shows as the nearest."""
        value = str(_nearest(value)[0]) if isinstance(value, int | float) else value
        context = super().get_context(name, value, attrs)
        radios = [choice for _group, choices, _index in context["widget"]["optgroups"] for choice in choices]
        context["faces"] = [(icon, radio) for (_place, icon, _word), radio in zip(FACES, radios, strict=True)]
        return context
