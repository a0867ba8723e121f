"""The table that public lists, orders and counts read, filled from the foods that are there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FILL = [
    """
    INSERT INTO foods_listedvalue
        (food_id, basis, category, release_id, is_branded, nutrient, state, amount, in_portion)
    SELECT f.id, f.basis, f.category, r.release_id, r.release_id IS NOT NULL AND f.brand <> '', '', '', NULL, NULL
    FROM foods_food f JOIN foods_revision r ON r.id = f.revision_id
    WHERE NOT f.is_retired AND f.owner_id IS NULL AND f.represented_by_id IS NULL
    """,
    """
    INSERT INTO foods_listedvalue
        (food_id, basis, category, release_id, is_branded, nutrient, state, amount, in_portion)
    SELECT f.id, f.basis, f.category, r.release_id, r.release_id IS NOT NULL AND f.brand <> '',
        v.nutrient, v.state, v.amount,
        CASE WHEN v.amount > 0 THEN ROUND(v.amount * COALESCE(
            (SELECT p.grams FROM foods_portion p WHERE p.food_id = f.id ORDER BY p.position, p.id LIMIT 1), 100
        ), 6) END
    FROM foods_food f
    JOIN foods_revision r ON r.id = f.revision_id
    JOIN foods_foodnutrient v ON v.revision_id = r.id
    WHERE NOT f.is_retired AND f.owner_id IS NULL AND f.represented_by_id IS NULL AND v.state <> 'unknown'
    """,
]


def fill(_apps, schema_editor):
    """The rows of all foods that stand here already; a run without foods writes none."""
    for statement in FILL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("foods", "0004_loaded_food"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ListedValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nutrient", models.CharField(blank=True, max_length=30)),
                ("state", models.CharField(blank=True, max_length=12)),
                ("amount", models.DecimalField(decimal_places=6, max_digits=14, null=True)),
                ("in_portion", models.DecimalField(decimal_places=6, max_digits=23, null=True)),
                ("basis", models.CharField(max_length=8)),
                ("category", models.CharField(max_length=40)),
                ("is_branded", models.BooleanField()),
            ],
        ),
        migrations.AddIndex(
            model_name="food",
            index=models.Index(
                condition=models.Q(
                    ("is_retired", False),
                    ("owner__isnull", True),
                    ("represented_by__isnull", True),
                    ("revision__isnull", False),
                ),
                fields=["name", "id"],
                name="foods_food_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="food",
            index=models.Index(
                condition=models.Q(
                    ("is_retired", False),
                    ("owner__isnull", True),
                    ("represented_by__isnull", True),
                    ("revision__isnull", False),
                ),
                fields=["category", "name", "id"],
                name="foods_food_by_category",
            ),
        ),
        migrations.AddIndex(
            model_name="food",
            index=models.Index(
                condition=models.Q(
                    ("is_retired", False),
                    ("owner__isnull", True),
                    ("represented_by__isnull", True),
                    ("revision__isnull", False),
                    ("brand", ""),
                ),
                fields=["name", "id"],
                name="foods_food_plain_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="food",
            index=models.Index(
                condition=models.Q(
                    ("is_retired", False),
                    ("owner__isnull", True),
                    ("represented_by__isnull", True),
                    ("revision__isnull", False),
                    ("brand", ""),
                ),
                fields=["category", "name", "id"],
                name="foods_food_plain_by_cat",
            ),
        ),
        migrations.AddField(
            model_name="listedvalue",
            name="food",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="foods.food"
            ),
        ),
        migrations.AddField(
            model_name="listedvalue",
            name="release",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="foods.sourcerelease",
            ),
        ),
        migrations.AddIndex(
            model_name="listedvalue",
            index=models.Index(
                fields=["nutrient", "basis", "-amount", "category", "state"], name="foods_listed_amount"
            ),
        ),
        migrations.AddIndex(
            model_name="listedvalue",
            index=models.Index(
                condition=models.Q(("in_portion__isnull", False)),
                fields=["nutrient", "basis", "-in_portion", "category", "state"],
                name="foods_listed_portion",
            ),
        ),
        migrations.AddIndex(
            model_name="listedvalue",
            index=models.Index(
                condition=models.Q(("is_branded", False)),
                fields=["nutrient", "basis", "-amount", "category", "state"],
                name="foods_listed_unbranded",
            ),
        ),
        migrations.AddIndex(
            model_name="listedvalue",
            index=models.Index(
                fields=["release", "basis", "nutrient", "state"], name="foods_listed_coverage"
            ),
        ),
        migrations.AddConstraint(
            model_name="listedvalue",
            constraint=models.UniqueConstraint(
                fields=("food", "nutrient"), name="foods_listedvalue_once_per_food"
            ),
        ),
        migrations.AddIndex(
            model_name="foodnutrient",
            index=models.Index(fields=["state", "revision"], name="foods_foodnutrient_by_state"),
        ),
        migrations.AddIndex(
            model_name="listedvalue",
            index=models.Index(
                condition=models.Q(("in_portion__isnull", False), ("is_branded", False)),
                fields=["nutrient", "basis", "-in_portion", "category", "state"],
                name="foods_listed_unbr_portion",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("published_at__isnull", True)),
                fields=["food"],
                name="foods_revision_drafts",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
