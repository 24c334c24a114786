"""Engines store finished terms and run clauses; base.py is what all of them promise."""
