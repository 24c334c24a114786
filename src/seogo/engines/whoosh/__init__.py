"""The Whoosh engine. ``engine`` implements the port; ``search`` evaluates a query, on top of ``scoring``, on top of
``storage``. Nothing outside imports whoosh."""
