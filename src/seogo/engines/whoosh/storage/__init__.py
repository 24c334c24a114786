"""The files of a Whoosh index: schema, codec, postings, columns, the table of documents, and their reader and writer. Nothing
here scores."""
