"""Answers as plain data: each is declared once, for its JSON and for its schema in OpenAPI.

Nothing here knows flask; ``addresses`` makes all addresses that answers carry.
"""
