"""A sheet with services."""

from pathlib import PurePath

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange.forms.files import SHEETS, look_at
from shared.layout import LaidOut
from shared.text import typed

# A list of services is short; what is larger is something else.
MEGABYTES = 2


class ServicesForm(LaidOut, forms.Form):
    """One sheet."""

    file = forms.FileField(
        label=gettext_lazy("Your list of services"),
        help_text=gettext_lazy("A sheet (.csv or .xlsx) with a first row that says what stands in each column."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        max_length=150,
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty."),
            "max_length": gettext_lazy("The name of this file is too long."),
        },
    )

    def clean_file(self) -> UploadedFile:
        """A sheet that can be read; the content counts, and not only the name."""
        sent: UploadedFile = self.cleaned_data["file"]
        if (sent.size or 0) > MEGABYTES * 1_000_000:
            raise forms.ValidationError(_("This is more than %(most)s MB.") % {"most": MEGABYTES})
        look_at(sent)
        if self.ending not in SHEETS:
            raise forms.ValidationError(_("%(name)s is no .csv or .xlsx.") % {"name": sent.name})
        return sent

    @property
    def ending(self) -> str:
        """The kind of file, as its name says."""
        return PurePath(str(self.files["file"].name)).suffix.lower().lstrip(".")

    @property
    def source(self) -> str:
        """What was sent, for the list of runs."""
        return typed(PurePath(str(self.files["file"].name)).name)[:200]
