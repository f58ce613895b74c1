import { expect, test } from "@playwright/test";
import { rowLinks } from "../support/locators.ts";
import { startGrantlens } from "../support/grantlens-process.ts";
import { CLIENT, signInAs, startOpenIdAuthentik } from "../support/openid-authentik.ts";

/** The sandbox could share a mistake of the console's; this provider cannot. */
test("the sign-in works with an OpenID provider that nobody here wrote: sign in, renew, sign out", async ({
  page,
}) => {
  // So short that they are renewed while one waits.
  const authentik = await startOpenIdAuthentik(5);
  const grantlens = await startGrantlens(["--authentik", authentik.url, "--client-id", CLIENT.id], {
    GRANTLENS_CLIENT_SECRET: CLIENT.secret,
  });
  try {
    authentik.allow(`${grantlens.origin}/auth/callback`);
    const wanted = `${grantlens.origin}/authorization-codes?ordering=-pk&page_size=50`;
    await page.goto(wanted);
    await signInAs(page, "admin");
    await expect(rowLinks(page)).toHaveCount(50);
    expect(page.url()).toBe(wanted);
    await expect(page.getByText("· superuser")).toBeVisible();

    await expect
      .poll(async () => {
        await page.getByRole("button", { name: "Refresh" }).click();
        return authentik.renewals();
      })
      .toBeGreaterThan(1);
    await expect(page.getByText("Not up to date.")).toHaveCount(0);

    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
    await expect(page.getByText("its tokens are revoked")).toBeVisible();
    expect(authentik.revocations()).toBeGreaterThan(0);
    await page.goto(wanted);
    // It is asked for the login again, though the provider's own session lives on.
    await expect(page.getByPlaceholder("Enter any login")).toBeVisible();
  } finally {
    await grantlens.stop();
    await authentik.stop();
  }
});
