"""The body of a page: `cleaning` takes away what is not seen, `text_runs` numbers what is, `readings` are ways to find the
article in it, `main_text` chooses among them and keeps what belongs to the article: tables, captions, images.
"""
