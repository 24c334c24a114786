"""Pages as sites make them, for the importer: own texts in the templates of many kinds of sites."""
