"""Makes the site: what mkdocs does here beyond Markdown."""
