// node client-v1.mjs WM BASE_DIR: the TypeScript SDK v1, which most clients in the field are built on.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { converse, heardOn } from './conversation.mjs';

const [command, baseDir] = process.argv.slice(2);
const client = new Client({ name: 'outside-v1', version: '1.0.0' });
const transport = new StdioClientTransport({ command, args: ['mcp', '--base-dir', baseDir], stderr: 'inherit' });
let protocol;
transport.setProtocolVersion = version => { protocol = version; };
await client.connect(transport);
const progress = heardOn(transport);
try {
  const summary = await converse({
    progress,
    protocol: () => protocol,
    listTools: async () => (await client.listTools()).tools,
    callTool: (name, input, onprogress) =>
      client.callTool({ name, arguments: input }, undefined, { onprogress, timeout: 20_000 }),
    listResources: async () => (await client.listResources()).resources,
    readResource: async uri => (await client.readResource({ uri })).contents,
    listResourceTemplates: async () => (await client.listResourceTemplates()).resourceTemplates,
    listPrompts: async () => (await client.listPrompts()).prompts,
    getPrompt: (name, input) => client.getPrompt({ name, arguments: input }),
  }, '2025-11-25');
  console.log(JSON.stringify(summary));
} finally {
  await client.close();
}
