import {
  AUTHORIZATION_CODES,
  authorizationCodeQuery,
} from "../../api/endpoints/authorization-codes.ts";
import type { ObjectAnswer } from "../../api/list-answer.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { Me } from "../../api/wire/caller.ts";
import { parsePath, type PathStep } from "../../detail/path.ts";
import type { List } from "../../list/state/use-list.ts";
import { objectPath } from "../../paths.ts";
import { ExpiryClock } from "../../expiring/expiry-clock.tsx";
import { ExpiryStatusCell } from "../../expiring/expiry-cells.tsx";
import { GroupHeading, GroupPanel } from "../../detail/panels/group-panel.tsx";
import { ObjectBody } from "../../detail/object-body.tsx";
import { ObjectDrawer } from "../object-drawer.tsx";
import { NoSuchPath } from "../../detail/panels/no-such-path.tsx";
import {
  personLinks,
  ProviderPanel,
  ProviderSummary,
  UserPanel,
} from "../../detail/panels/person-panels.tsx";
import { useListSearch } from "../../list/state/use-list-search.ts";
import { useObject } from "../../detail/use-object.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import { type ProviderStatus, useWholeProvider } from "../../detail/panels/use-whole-provider.ts";

interface AuthorizationCodeDrawerProps {
  list: List<AuthorizationCode>;
  pk: string;
  /** The path below the code. */
  below: string;
}

/** One authorization code and what it holds. */
export function AuthorizationCodeDrawer({ list, pk, below }: AuthorizationCodeDrawerProps) {
  const query = useObject(AUTHORIZATION_CODES.name, pk, authorizationCodeQuery);
  const steps = parsePath(below, "authorization-code");
  const last = steps.at(-1);
  const whole = useWholeProvider(
    query.data?.value.provider ?? null,
    last === undefined || last.kind === "provider",
  );
  const answer = query.data && {
    ...query.data,
    value: { ...query.data.value, provider: whole.provider },
  };

  return (
    <ObjectDrawer
      list={list}
      pk={pk}
      steps={steps}
      query={query}
      noun="authorization code"
      absent={whyAbsent}
      listTitle="Authorization codes"
      heading={headingOf(pk, answer?.value, steps)}
      status={
        // Below another object's name it would read as that one's.
        answer &&
        steps.length === 0 && (
          <ExpiryStatusCell entry={{ value: answer.value, answeredAt: answer.asOf }} />
        )
      }
    >
      {answer && <CodeStep answer={answer} standing={whole.status} steps={steps} />}
    </ObjectDrawer>
  );
}

/** Nobody but a superuser is shown the codes of others. */
function whyAbsent(caller: Me | undefined): string {
  const gone = "used up, cleaned up or deleted, or it never existed";
  if (caller?.user.is_superuser === true) return `it is ${gone}`;
  return `it is somebody else’s, ${gone}`;
}

function headingOf(pk: string, code: AuthorizationCode | undefined, steps: readonly PathStep[]) {
  const last = steps.at(-1);
  const user = code?.user;
  switch (last?.kind) {
    case undefined:
      if (!user && !code?.provider) return `Authorization code ${visible(pk)}`;
      return (
        <>
          Code for <ServerText>{user?.name || user?.username || "unknown user"}</ServerText> to{" "}
          <ServerText>{code?.provider?.name ?? "unknown provider"}</ServerText>
        </>
      );
    case "provider":
      return <ServerText>{code?.provider?.name || "Provider"}</ServerText>;
    case "user":
      return <ServerText>{user?.name || user?.username || "User"}</ServerText>;
    case "unknown":
      return "No such step";
    default:
      return <GroupHeading steps={steps} user={user ?? null} />;
  }
}

interface CodeStepProps {
  /** Its provider is as whole as can be; its raw object is as it came. */
  answer: ObjectAnswer<AuthorizationCode>;
  /** Of that provider. */
  standing: ProviderStatus;
  steps: readonly PathStep[];
}

function CodeStep({ answer, standing, steps }: CodeStepProps) {
  const search = useListSearch();
  const code = answer.value;
  const to = (step: string) => objectPath("authorization-codes", code.pk, step, search);
  const last = steps.at(-1);
  switch (last?.kind) {
    case undefined:
      return (
        <>
          <ExpiryClock
            entry={{ value: code, answeredAt: answer.asOf }}
            pending={standing.kind === "loading"}
          />
          <ObjectBody
            kind="authorization-code"
            object={code.raw}
            problems={answer.problems}
            links={personLinks(code, to)}
            targets={[
              ...(code.provider ? [{ kind: "provider", pk: code.provider.pk } as const] : []),
              ...(code.user ? [{ kind: "user", pk: code.user.pk } as const] : []),
            ]}
          >
            <ProviderSummary provider={code.provider} status={standing} />
          </ObjectBody>
        </>
      );
    case "provider":
      return <ProviderPanel provider={code.provider} status={standing} />;
    case "user":
      return <UserPanel user={code.user} to={(step) => to(`user/${step}`)} />;
    case "unknown":
      return <NoSuchPath rest={last.rest} back={to("")} />;
    default:
      return <GroupPanel steps={steps} user={code.user} to={to} />;
  }
}
