"""What is published wider than a team: which cells are withheld, and whether they can be worked out. No database."""
