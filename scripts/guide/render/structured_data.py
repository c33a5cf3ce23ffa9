"""What search engines are told of a topic page: its answered questions as a FAQPage of schema.org."""

from typing import Any

from guide.model import Question
from guide.site import Site


def describe_page(questions: list[Question], site: Site) -> dict[str, Any] | None:
    """The page's JSON-LD; None where no question is answered, since a Question there must have its answer."""
    answered = [make_faq_entry(question, site) for question in questions if question.is_answered]
    if not answered:
        return None
    return {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": answered}


def make_faq_entry(question: Question, site: Site) -> dict[str, Any]:
    """The short answer stands for the answer: it is complete in itself. Addresses need the site's own."""
    answer: dict[str, Any] = {"@type": "Answer", "text": question.answer.short_answer if question.answer else ""}
    if url := site.full_url(question.url):
        answer["url"] = url
    return {"@type": "Question", "name": question.title, "acceptedAnswer": answer}
