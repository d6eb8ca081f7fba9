"""The kinds of questions that a page can answer, each with the table and the picture that belong to it."""
