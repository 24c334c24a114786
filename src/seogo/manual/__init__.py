"""The manual: articles in Korean and English, `<topic>.<lang>.md`, for the pages below `/help` and for `seogo help`.

They are article files like those of an archive. Queries stand in tables whose first column is headed Query or 검색어,
commands in blocks marked `sh`, addresses in blocks marked `http`; tests run all of them.
"""
