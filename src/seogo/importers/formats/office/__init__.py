"""Documents of office programs and PDF: each reader gives `document.Document`, of which `reading` makes an article."""
