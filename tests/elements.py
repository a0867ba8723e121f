"""The elements of an answer, so that a test can ask what stands beside what."""

from html.parser import HTMLParser

BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "dd", "dt", "td", "th", "div", "section", "option"}
VOID = {"meta", "link", "input", "br", "img", "hr", "use", "path", "circle", "rect", "line", "col", "wbr"}


class Element:
    """An element with its attributes, its children (elements and text) and the element around it."""

    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children = tag, dict(attributes), parent, []

    @property
    def text(self) -> str:
        """Its words, blanks made single."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self):
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in ("script", "style"):
                yield from child._pieces()
        if self.tag in BLOCKS:
            yield " "

    def walk(self):
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags):
        return [element for element in self.walk() if element.tag in tags]

    def around(self):
        """The elements around it, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.here = Element("document", {}, None)

    def handle_starttag(self, tag, attributes):
        element = Element(tag, attributes, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag, attributes):
        self.here.children.append(Element(tag, attributes, self.here))

    def handle_endtag(self, tag):
        element = self.here
        while element.tag != tag and element.parent is not None:
            element = element.parent
        if element.parent is not None:
            self.here = element.parent

    def handle_data(self, data):
        self.here.children.append(data)


def read(html: str) -> Element:
    """A page as elements."""
    reader = _Reader()
    reader.feed(html)
    return reader.root


def main_of(response) -> Element:
    (main,) = read(response.content.decode()).all("main")
    return main
