"""Routes: what answers each address, a class for each kind with the application as its data and a method for each address.

Routes read the request, ask the services and hand what they found to a view; only they import flask's ``request``.
"""
