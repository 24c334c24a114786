"""The engine on OpenSearch: an index on a cluster for each generation, and its vocabulary beside the rest of that generation.

``fields`` is how a document stands there, ``vocabulary`` what the rewriting of queries asks for by the hundred and no network
should be asked, ``queries`` the clauses as OpenSearch has them, ``search`` the requests of one query, ``writer`` bulk
requests, ``explain`` scores of one document, ``cluster`` the connection.
"""
