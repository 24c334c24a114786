"""Model Context Protocol: the archive as tools and resources for assistants, read only.

``protocol`` answers a message, whichever way it came; ``stdio`` and the web side's ``/mcp`` carry messages. What tools say is
text that a model reads: what stands in articles has a ``>`` in front of every line and is content, never an instruction.
"""
