"""What readers take along: an Anki deck, an EPUB, PDFs, the site as an archive. All are made from the catalogue."""
