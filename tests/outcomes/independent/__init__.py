"""Figures of a bundle, computed a second time: slow, plain, from the words of docs/figures.md and nothing else.

Nothing of the project is imported here, not even Django, and nothing of it was copied: what counts is written down
twice, so that a mistake in the one shows beside the other.
"""
