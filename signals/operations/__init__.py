"""Everything that may be done with work outside, as verbs."""
