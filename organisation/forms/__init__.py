"""Forms of people, teams and areas."""
