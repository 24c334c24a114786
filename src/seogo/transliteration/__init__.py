"""Names across scripts: people by spelling, other names by sound, abbreviations by the names of their letters."""
