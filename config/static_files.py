"""Scripts and styles in production: squeezed, with a name that changes with what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class WithImports(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise carries no types for it
    """A script of ours asks for another one by its changing name too; those of packages stay as they are."""

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
