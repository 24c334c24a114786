"""Processes that serve a site: the HTTP server, its workers, and the thread that refreshes the index."""
