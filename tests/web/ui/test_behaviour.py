"""What a page adds where JavaScript runs, and that it stands without."""

import pytest

pytestmark = pytest.mark.browser


def count_posts(page):
    posts = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    return posts


def test_a_form_pressed_twice_is_sent_once(visit):
    page = visit("/ui/")
    posts = count_posts(page)
    page.route("**/ui/type", lambda route: None)  # the network never answers, so the reader presses again
    page.evaluate("""() => {
        const button = document.querySelector('form[action="/ui/type"] button');
        button.click(); button.click(); button.click();
    }""")
    page.wait_for_timeout(300)
    assert len(posts) == 1


def test_a_grave_move_asks_first_and_no_means_no(visit):
    page = visit("/ui/")
    posts = count_posts(page)
    page.get_by_role("button", name="退回").click()
    page.get_by_role("button", name="再想想").click()
    assert posts == []
    page.get_by_role("button", name="退回").click()
    with page.expect_request(lambda request: request.method == "POST"):
        page.get_by_role("button", name="确定").click()


def test_a_draft_comes_back_and_can_be_dropped(visit):
    page = visit("/ui/")
    page.fill("#id_new-text", "村口路灯不亮")
    page.reload()
    assert page.input_value("#id_new-text") == "村口路灯不亮"
    page.get_by_role("button", name="不要了，从头写").click()
    assert page.input_value("#id_new-text") == ""
    page.reload()
    assert page.input_value("#id_new-text") == ""


def test_the_keyboard_walks_the_rows_and_finds_the_search(visit):
    page = visit("/ui/desk-todo/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "小区电梯连续三次困人"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == "水渠被堵，稻田积水排不出去"
    page.keyboard.press("/")
    page.keyboard.type("jj")
    assert page.input_value("#id_q") == "jj"


def test_the_counter_counts_characters_not_bytes(visit):
    page = visit("/ui/")
    page.fill("#id_new-text", "路灯😀")
    assert page.text_content("#id_new-text_count") == "还可写 497 字"


def test_a_chart_is_drawn_over_its_table_and_the_table_stays(visit):
    page = visit("/ui/board-month/")
    page.wait_for_selector("figure canvas")
    assert page.locator("figure canvas").count() == 2
    assert page.locator("figure table tbody tr").count() == 15


def test_without_javascript_tables_and_forms_are_all_there(visit):
    page = visit("/ui/board-month/", java_script_enabled=False)
    page.locator("figure table").first.wait_for()
    page = visit("/ui/", java_script_enabled=False)
    page.get_by_role("button", name="大字").click()
    assert page.get_attribute("html", "data-type") == "large"
    assert page.get_by_role("link", name="申请延期").get_attribute("href") == "#main"


def test_targets_on_a_phone_are_a_finger_wide(visit):
    page = visit("/ui/resident-case/", 360)
    small = page.evaluate("""() => [...document.querySelectorAll('.button, .nav-item, .tool, .brand, .way')]
        .filter((node) => node.offsetParent && node.offsetHeight < 44).map((node) => node.outerHTML)""")
    assert small == []
