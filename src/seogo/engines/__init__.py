"""Engines store finished terms and run clauses. ``base`` is the port that all of them implement, ``clauses`` the language of
queries; an engine has a folder of its own, which only ``composition`` names."""
