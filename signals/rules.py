"""Who may enter the pages of work outside: who works in a team or leads one, for the rows of that team."""
