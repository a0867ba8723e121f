"""What a page says, in reading order."""

import re
from html.parser import HTMLParser

NO_BREAK_SPACE = "\u00a0"


class Text(HTMLParser):
    """The words of a page in reading order, parted by single spaces."""

    def __init__(self, html):
        super().__init__()
        self.parts = []
        self.feed(html)

    def handle_data(self, data):
        self.parts.append(data)

    def __str__(self):
        return re.sub(r"[ \n]+", " ", " ".join(self.parts).replace(NO_BREAK_SPACE, " ").replace("\u2060", ""))


def text_of(response) -> str:
    return str(Text(response.content.decode()))


def rows_of(response) -> list[str]:
    """The text of each row in the bodies of the page's tables."""
    bodies = re.findall(r"<tbody.*?</tbody>", response.content.decode(), re.DOTALL)
    return [str(Text(row)).strip() for body in bodies for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)]


def links_of(response) -> list[str]:
    """The addresses that the page links to, in order, as a browser reads them."""
    return [
        address.replace("&amp;", "&") for address in re.findall(r'href="([^"]*)"', response.content.decode())
    ]
