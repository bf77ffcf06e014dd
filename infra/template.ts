/** What a synthesised template says, put so that a person, and a test, can read it. */

interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
}

export interface Template {
  Resources: Record<string, Resource>;
}

export interface Statement {
  actions: readonly string[];
  resources: readonly string[];
  /** Under what conditions, as IAM writes them; absent where always. */
  when?: unknown;
}

export interface RolePolicy {
  role: string;
  /** The service that takes this role on. */
  of: string;
  may: readonly Statement[];
}

const list = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** A value of a template as text: references become names in angle brackets. */
export const textOf = (value: unknown, resources: Template['Resources']): string => {
  if (typeof value === 'string') return value;
  const [[key, given] = ['', undefined]] = Object.entries(value as Record<string, unknown>);
  const named = (id: string): string => {
    const { Properties: of = {}, Type: type = '' } = resources[id] ?? {};
    const name = Object.entries(of).find(([property, text]) => /Name$/.test(property) && typeof text === 'string');
    return name === undefined ? `<${id}>` : `<${type.split('::').at(-1)} ${name[1] as string}>`;
  };
  if (key === 'Ref') return (given as string).startsWith('AWS::') ? `<${given as string}>` : named(given as string);
  if (key === 'Fn::GetAtt') return named((given as string[])[0]!);
  if (key === 'Fn::Join') return (given as [string, unknown[]])[1].map((part) => textOf(part, resources)).join('');
  if (key === 'Fn::ImportValue')
    return `<${(given as string).replace(/^.*:ExportsOutput(FnGetAtt|Ref)/, '').replace(/[0-9A-F]{8}/g, ' ')}>`;
  return JSON.stringify(value);
};

/** Every role of a template with all that it may do, by name. */
export const rolesOf = ({ Resources: resources }: Template): RolePolicy[] => {
  const may = new Map<string, Statement[]>();
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== 'AWS::IAM::Policy') continue;
    const document = Properties!.PolicyDocument as { Statement: Record<string, unknown>[] };
    const statements = document.Statement.map(({ Action, Resource: on, Condition }): Statement => {
      const actions = list(Action) as string[];
      const named = list(on).map((one) => textOf(one, resources));
      return Condition === undefined ? { actions, resources: named } : { actions, resources: named, when: Condition };
    });
    for (const role of Properties!.Roles as { Ref: string }[])
      may.set(role.Ref, [...(may.get(role.Ref) ?? []), ...statements]);
  }
  return Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(([id, { Properties }]): RolePolicy => {
      const trust = Properties!.AssumeRolePolicyDocument as { Statement: { Principal: { Service: unknown } }[] };
      return {
        role: (Properties!.RoleName as string | undefined) ?? id,
        of: trust.Statement.map(({ Principal }) => textOf(Principal.Service, resources)).join(', '),
        may: may.get(id) ?? [],
      };
    })
    .sort((one, other) => (one.role < other.role ? -1 : 1));
};
