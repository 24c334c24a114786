"""How good the search is: tasks and cases of others, measured, kept and compared."""
