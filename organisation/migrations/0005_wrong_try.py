from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0004_draft"),
    ]

    operations = [
        migrations.CreateModel(
            name="WrongTry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("whose", models.CharField(max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "indexes": [models.Index(fields=["whose", "at"], name="tries_of_somebody")],
            },
        ),
    ]
