"""Other forms of words in Latin letters: irregular plurals and verbs, spellings of both sides of the ocean."""
