from .models import Entry
def entries_about(t, i):
    return list(Entry.objects.filter(about_type=t, about_id=i).order_by("id"))
