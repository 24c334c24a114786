"""Search: from a request to a page of hits, with snippets and explanations; articles that are like one.

SearchService is the way in, for pages, JSON, command line and evaluation alike. ``ranking/`` makes one list of what an engine
finds; ``parameters`` declares what a request is read from. Only the port of engines is known here, no engine.
"""
