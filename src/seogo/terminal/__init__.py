"""Lines of the command line for people: colour and progress bars on a terminal, plain text elsewhere.

A module prints one subject of `seogo.cli`; its texts come from the catalogue ``terminal``. Only this package imports rich.
"""
