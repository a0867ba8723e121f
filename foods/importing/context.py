"""What every batch of a run needs to know: sources, releases and categories, made as they are met.

A dry run makes none: its rows have no keys, which compare as new.
"""

from django.db.models import Model

from foods.importers.records import Edition, FoodRecord, ReleaseRecord
from foods.models import Assumption, Source, SourceCategory, SourceRelease

from .categories import new_category


class Context:
    """One run's sources, releases and categories. writes: whether they are made where they are missing."""

    def __init__(self, edition: Edition, *, writes: bool):
        self._edition, self.writes = edition, writes
        self.sources = {source.key: source for source in Source.objects.all()}
        for record in edition.sources:
            if record.key not in self.sources:
                fields = {name: getattr(record, name) for name in type(record).__slots__}
                self.sources[record.key] = self._made(Source(**fields))
        self._categories = {
            (category.source_id, category.code): category for category in SourceCategory.objects.all()
        }
        for record in edition.categories:
            self._record_category(record)
        self._make_assumptions()
        self._releases: dict[str, SourceRelease] = {}
        self._standing = {
            release.source: self._newest(release.source, release.digest) for release in edition.releases
        }
        self._recorded = [self._recorded_release(release) for release in edition.recorded]

    def _made(self, row: Model) -> Model:
        if self.writes:
            row.save(force_insert=True)
        return row

    def _record_category(self, record) -> None:
        source = self.sources[record.source]
        if (source.pk, record.code) in self._categories:
            return
        fields = {name: getattr(record, name) for name in type(record).__slots__ if name != "source"}
        self._categories[source.pk, record.code] = self._made(SourceCategory(source=source, **fields))

    def _make_assumptions(self) -> None:
        standing = set(Assumption.objects.values_list("group", "nutrient"))
        for record in self._edition.assumptions:
            if (record.group, record.nutrient) not in standing:
                fields = {name: getattr(record, name) for name in type(record).__slots__ if name != "source"}
                self._made(Assumption(source=self.sources[record.source], **fields))

    def _newest(self, key: str, digest: str) -> SourceRelease | None:
        """The newest release of a source, where it is this very edition."""
        newest = SourceRelease.objects.filter(source__key=key).order_by("-pk").first()
        return newest if newest is not None and newest.digest == digest else None

    def _recorded_release(self, record: ReleaseRecord) -> SourceRelease:
        known = SourceRelease.objects.filter(source__key=record.source, digest=record.digest)
        return known.order_by("-pk").first() or self._new_release(record)

    def _new_release(self, record: ReleaseRecord) -> SourceRelease:
        fields = {name: getattr(record, name) for name in type(record).__slots__ if name != "source"}
        return self._made(SourceRelease(source=self.sources[record.source], **fields))

    def is_same_edition(self, source_key: str) -> bool:
        """Whether the newest release of the source is this edition already."""
        return self._standing.get(source_key) is not None

    def category(self, record: FoodRecord) -> SourceCategory | None:
        """The source's category of a food, made where it is new."""
        if record.category is None:
            return None
        source = self.sources[record.source]
        key = source.pk, record.category.code
        if key not in self._categories:
            self._categories[key] = self._made(new_category(source.pk, record.source, record.category))
        return self._categories[key]

    def release_of(self, record: FoodRecord) -> SourceRelease | ReleaseRecord | None:
        """The release that a food's composition belongs to; None for a curated one."""
        if self._recorded:
            number = record.standing.release if record.standing is not None else None
            return None if number is None else self._recorded[number - 1]
        return self._release(record.source)

    def _release(self, key: str) -> SourceRelease | ReleaseRecord:
        if key not in self._releases:
            standing = self._standing.get(key)
            if standing is None:
                record = next(release for release in self._edition.releases if release.source == key)
                standing = self._new_release(record) if self.writes else record
            self._releases[key] = standing
        return self._releases[key]

    def close_releases(self, by_source: dict) -> None:
        """Write down what the run's own new releases brought; one for each source, also without a change."""
        for record in self._edition.releases:
            if self._standing.get(record.source) is not None:
                continue
            release = self._release(record.source)
            counts = by_source.get(record.source, {})
            for name in ("created", "changed", "unchanged", "rejected"):
                setattr(release, name, counts.get(name, 0))
            release.save()
