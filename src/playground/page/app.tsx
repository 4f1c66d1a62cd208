import { Loading } from './shell/loading.tsx';
import { Workspace } from './shell/workspace.tsx';
import { readStored } from './state/stored.ts';
import { useStream } from './state/stream.ts';
import { useTheme } from './state/theme.ts';
import { useRoute } from './state/use-route.ts';

/** Who sits at the keyboard before anybody was chosen: one of the default workspace's requesters. */
const FIRST_PERSON = 'ana';

/** The whole page, as the person whom the address names. */
export function App() {
  const routing = useRoute();
  const theming = useTheme();
  const as = routing.route.person ?? readStored('local', 'person') ?? FIRST_PERSON;
  return <AsPerson key={as} as={as} routing={routing} theming={theming} />;
}

interface AsPersonProps {
  readonly as: string;
  readonly routing: ReturnType<typeof useRoute>;
  readonly theming: ReturnType<typeof useTheme>;
}

function AsPerson({ as, routing, theming }: AsPersonProps) {
  const { told, link } = useStream(as);
  const { snapshot, statuses } = told;
  const me = snapshot?.people.find(({ id, name }) => id === as || name === as);
  if (!snapshot || !me) return <Loading link={link} firstPerson={FIRST_PERSON} />;
  return (
    <Workspace
      me={me}
      snapshot={snapshot}
      statuses={statuses}
      link={link}
      routing={routing}
      theming={theming}
    />
  );
}
