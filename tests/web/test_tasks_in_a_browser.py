"""An administrator's and a monitor's tasks from beginning to end, in a real browser."""

from __future__ import annotations

import httpx


def test_a_source_is_restricted_and_is_gone_for_viewers_and_the_log_says_by_whom(opened):
    admin, viewer = opened("admin", locale="en"), opened("viewer", locale="en")
    viewer.goto("/search?q=trucks")
    assert "Twelve trucks" in viewer.inner_text("main")
    admin.goto("/admin/sources")
    row = admin.locator("tr", has_text="Example agency")
    row.locator("input[name=reason]").fill("the agency asked")
    row.locator("button").click()
    admin.wait_for_url("**/admin/sources?said=restricted")
    assert "restricted" in admin.locator("tr", has_text="Example agency").inner_text()
    viewer.goto("/search?q=trucks")
    assert "Twelve trucks" not in viewer.inner_text("main")
    admin.goto("/admin/audit?of=decisions")
    newest = admin.locator("tbody tr").first.inner_text()
    assert "admin" in newest
    assert "restriction" in newest
    assert "the agency asked" in newest
    admin.goto("/admin/sources")
    row = admin.locator("tr", has_text="Example agency")
    row.locator("input[name=reason]").fill("no longer")
    row.locator("button").click()
    viewer.goto("/search?q=trucks")
    assert "Twelve trucks" in viewer.inner_text("main")
    assert admin.faults == viewer.faults == []


def test_a_token_is_made_used_and_ended(opened, served):
    page = opened("admin", locale="en")
    page.goto("/admin/tokens")
    page.select_option("select[name=name]", "analyst")
    page.fill("input[name=label]", "nightly export")
    page.click("text=Create")
    token = page.inner_text(".secret")
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{served}/api/v1/claims", headers=headers).status_code == 200
    assert httpx.get(f"{served}/api/v1/users", headers=headers).status_code == 403
    page.goto("/admin/tokens")
    assert token not in page.content()
    page.click("button[aria-label='End the token nightly export']")
    page.wait_for_url("**/admin/tokens?said=token_ended")
    assert httpx.get(f"{served}/api/v1/claims", headers=headers).status_code == 401


def test_files_are_sent_and_the_list_says_by_itself_what_came_of_them(opened, tmp_path):
    good, bad = tmp_path / "strike.txt", tmp_path / "scan.pdf"
    good.write_text("Air strikes hit a hospital in Aleppo on Tuesday. Five people were killed, a doctor said.")
    bad.write_bytes(b"%PDF-1.4 not really")
    page = opened("monitor", locale="en")
    page.goto("/reports")
    page.set_input_files("input[type=file]", [str(good), str(bad)])
    page.fill("form[action='/reports/files'] input[name=publisher]", "A clinic")
    page.click("form[action='/reports/files'] button")
    page.wait_for_url("**/reports?said=sent")
    page.wait_for_function(
        "() => !document.getElementById('sent').innerText.includes('waits to be read')", timeout=90_000
    )
    told = page.inner_text("#sent")
    assert "read, " in told
    assert "not read" in told
    assert "scan.pdf" in told
    page.click("text=strike.txt")
    page.wait_for_selector(".report")
    assert "Five people were killed" in page.inner_text(".report")
    assert page.faults == []


def test_too_large_files_are_named_before_they_are_sent(opened):
    page = opened("monitor", locale="en")
    page.goto("/reports")
    page.evaluate("document.querySelector('input[type=file]').dataset.most = '10'")
    page.set_input_files("input[type=file]", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x" * 20})
    assert "send them in parts" in page.evaluate("document.querySelector('input[type=file]').validationMessage")
