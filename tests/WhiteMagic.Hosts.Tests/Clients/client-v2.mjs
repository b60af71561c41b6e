// node client-v2.mjs auto|legacy WM BASE_DIR: the TypeScript SDK v2, in the newest or in its default protocol era.
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { converse, heardOn } from './conversation.mjs';

const [mode, command, baseDir] = process.argv.slice(2);
const options = mode === 'auto' ? { versionNegotiation: { mode: 'auto' } } : {};
const client = new Client({ name: 'outside-v2', version: '1.0.0' }, options);
const transport = new StdioClientTransport({ command, args: ['mcp', '--base-dir', baseDir], stderr: 'inherit' });
await client.connect(transport);
const progress = heardOn(transport);
try {
  const summary = await converse({
    progress,
    protocol: () => client.getNegotiatedProtocolVersion(),
    listTools: async () => (await client.listTools()).tools,
    callTool: (name, input, onprogress) => client.callTool({ name, arguments: input }, { onprogress, timeout: 20_000 }),
    listResources: async () => (await client.listResources()).resources,
    readResource: async uri => (await client.readResource({ uri })).contents,
    listResourceTemplates: async () => (await client.listResourceTemplates()).resourceTemplates,
    listPrompts: async () => (await client.listPrompts()).prompts,
    getPrompt: (name, input) => client.getPrompt({ name, arguments: input }),
  }, mode === 'auto' ? '2026-07-28' : '2025-11-25');
  console.log(JSON.stringify(summary));
} finally {
  await client.close();
}
