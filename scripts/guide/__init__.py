"""The guide's own tools: from a numbered list and one Markdown file per answer to pages that MkDocs builds."""
