"""Indexes of what few foods have hold those few; two more for what curators filter by and check."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foods", "0005_listed_values"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="food",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="foods.food",
            ),
        ),
        migrations.AlterField(
            model_name="food",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="own_foods",
                to=settings.AUTH_USER_MODEL,
                verbose_name="added by",
            ),
        ),
        migrations.AlterField(
            model_name="food",
            name="represented_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="represents",
                to="foods.food",
            ),
        ),
        migrations.AddIndex(
            model_name="food",
            index=models.Index(
                condition=models.Q(("represented_by__isnull", False)),
                fields=["represented_by"],
                name="foods_food_represented",
            ),
        ),
        migrations.AddIndex(
            model_name="food",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["merged_into"],
                name="foods_food_merged",
            ),
        ),
        migrations.AddIndex(
            model_name="food",
            index=models.Index(
                condition=models.Q(("owner__isnull", False)), fields=["owner"], name="foods_food_own"
            ),
        ),
        migrations.AddIndex(
            model_name="food",
            index=models.Index(
                condition=models.Q(("is_retired", True)), fields=["name"], name="foods_food_retired"
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("k2_low__isnull", False), ("k2_high__isnull", False), _connector="OR"),
                fields=["food"],
                name="foods_revision_stating_k2",
            ),
        ),
    ]
