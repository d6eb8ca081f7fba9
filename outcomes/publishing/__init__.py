"""What is published of closed quarters, wider than a team: a closed list of tables, protected together."""
