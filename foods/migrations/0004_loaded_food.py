"""What the fixture last said of each curated food; empty until it is loaded again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foods", "0003_full_text")]

    operations = [
        migrations.CreateModel(
            name="LoadedFood",
            fields=[
                (
                    "food",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="loaded",
                        serialize=False,
                        to="foods.food",
                    ),
                ),
                ("content", models.JSONField()),
            ],
        ),
    ]
