"""Query language: what a reader typed, as a tree; nothing is looked up here.

``lexer`` cuts a query into lexemes, ``parser`` makes nodes of them, ``canonical`` writes nodes back.
"""
