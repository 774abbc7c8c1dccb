import pytest
from tests.county import a_member_of_staff

def test_pages(march, as_actor, at_now):
    c = as_actor(march.supervisor)
    for u in ["/board/","/board/?period=year&wall=1","/board/town/330483100000/","/board/offices/","/board/cases/?figure=on_time&part=rest","/board/sheet/towns.csv","/board/sheet/offices.csv"]:
        r = c.get(u)
        assert r.status_code==200, u
        print(u, len(r.content))
    print(c.get("/board/sheet/towns.csv").content.decode())
    print(c.get("/board/sheet/offices.csv").content.decode())
