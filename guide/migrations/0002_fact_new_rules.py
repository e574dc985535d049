from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guide", "0001_content")]

    operations = [
        migrations.AddField("fact", "new_rules", models.BooleanField(default=False)),
    ]
