"""Views: from results to what a template is given. They know neither flask nor routes."""
