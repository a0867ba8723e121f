"""The article's checklist as the page shows it."""

from nutrients import checklist


def checklist_page() -> dict:
    return {"title": checklist.ARTICLE_TITLE}
