import styles from "./overview-page.module.css";

/** What the numbers suggest, and what an administrator can check. */
export function Advice() {
  return (
    <div className={styles["advice"]}>
      <p>
        <strong>Inferred:</strong> a code that is redeemed is deleted at once, so one that is still
        listed after it expired was never redeemed. Usually the client’s token step fails; a user
        who closes the window in that moment looks the same.
      </p>
      <h3>What to check</h3>
      <ul>
        <li>The client’s secret: is it the one that authentik has for the provider?</li>
        <li>The token URL and the redirect URI in the client’s settings.</li>
        <li>The clock of the client’s machine, and whether that machine reaches authentik.</li>
        <li>authentik’s event log, under Events › Logs, at the times above.</li>
      </ul>
    </div>
  );
}
