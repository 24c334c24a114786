"""From the tree of a query to the clauses of an engine: synonyms, translations, and the weights of terms.

``compiler`` is the way in. Inside, ``tree_compiler`` calls ``word_compiler``, which takes other forms from ``synonyms`` and
``translations`` and clauses from ``clause_builder``; ``lookups`` fetches beforehand what they need from the index.
"""
