import { DatabaseUnavailable, ONE_WAY_TO_A_ROW, type ReservedSql } from '../database/index.ts';

/** The operator of 0113_one_account_a_statement.sql: functions are brought to the nodes by Citus itself, operators are not. */
const OPERATOR = `
  do $$ begin
    create operator === (leftarg = bigint, rightarg = bigint, function = int8eq, restrict = eqsel, join = eqjoinsel);
  exception when duplicate_function then null;
  end $$`;

/** Says that the operator is an equality, by which Citus finds the one node to ask; no index is of this class. */
const OPERATOR_CLASS = `
  do $$ begin
    if not exists (select from pg_opclass where opcname = 'account_ops') then
      create operator class account_ops for type bigint using btree as operator 3 ===, function 1 btint8cmp(bigint, bigint);
    end if;
  end $$`;

/** A setting of our connections, which the nodes' own connections to each other do not have by themselves. Each node makes it for itself alone: told on by one, it would wait for the others. */
const settingCommand = (name: string, value: string) => `
  do $$ begin
    set local citus.enable_ddl_propagation = off;
    execute format('alter role %I in database %I set ${name} = ${value}', current_user, current_database());
  end $$`;

/** What Citus puts in the place of a node's answer where it could not ask it. */
const NOT_ASKED = /^failed to connect to /;

/** What statements need at every node, also at one that was added since. Throws for a user who may not make it, and DatabaseUnavailable while a node is away. */
export async function makeOnAllNodes(connection: ReservedSql): Promise<void> {
  await connection.unsafe(OPERATOR_CLASS);
  const settings = Object.entries(ONE_WAY_TO_A_ROW).map(([name, value]) => settingCommand(name, value));
  for (const command of [OPERATOR, ...settings]) {
    const nodes = await connection`select success, result from run_command_on_all_nodes(${command})`;
    const failed = nodes.find((node) => node['success'] !== true);
    if (!failed) continue;
    const result = String(failed['result']);
    if (NOT_ASKED.test(result))
      throw new DatabaseUnavailable('A node of the cluster does not answer.', new Error(result));
    throw new Error(`A node of Citus refused what statements need there: ${result}`);
  }
}
