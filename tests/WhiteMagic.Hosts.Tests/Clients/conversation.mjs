// One conversation that every client has with a server: what differs between clients is in `calls`.
import assert from 'node:assert/strict';

const title = 'Why we chose SQLite: an outside view';
const content = '# Decision\n\nOne file, no server, 日本語 too: naïve café 🙂\n';

export async function converse(calls, expectedProtocol) {
  const protocol = calls.protocol();
  assert.equal(protocol, expectedProtocol, 'negotiated protocol');

  const tools = await calls.listTools();
  const names = tools.map(tool => tool.name);
  for (const name of ['create_memory', 'search_memories', 'read_memory', 'consolidate']) {
    assert.ok(names.includes(name), `tool ${name} is listed`);
  }
  for (const tool of tools) {
    assert.equal(tool.outputSchema?.type, 'object', `output schema of ${tool.name}`);
    assert.equal(typeof tool.annotations?.readOnlyHint, 'boolean', `annotations of ${tool.name}`);
  }

  const created = await succeed(calls, 'create_memory', { title, content, tags: ['outside', 'decision'] });
  assert.match(created.filename, /^\d{8}_\d{6}_why_we_chose_sqlite.*\.md$/);
  assert.ok(created.created && created.version, 'created and version are answered');

  const found = await succeed(calls, 'search_memories', { query: 'chose sqlite' });
  assert.equal(found.matches[0]?.filename, created.filename, 'the memory just created is the first match');
  assert.ok(found.total >= 1);

  const read = await succeed(calls, 'read_memory', { filename: created.filename });
  assert.equal(read.title, title);
  assert.equal(read.content, content);
  assert.deepEqual(read.tags, ['outside', 'decision']);

  const reads = await Promise.all(Array.from({ length: 16 }, () => succeed(calls, 'read_memory', { filename: created.filename })));
  assert.ok(reads.every(one => one.content === content), '16 reads at once give the same');

  const missing = await calls.callTool('read_memory', { filename: '20000101_000000_nothing.md' });
  assert.equal(missing.isError, true, 'an unknown id is a tool error');
  assert.match(missing.content[0].text, /20000101_000000_nothing/);

  const progress = [];
  await succeed(calls, 'consolidate', { dry_run: true }, update => progress.push(update.progress));
  assert.ok(progress.every((value, index) => index === 0 || value > progress[index - 1]), `progress increases: ${progress}`);

  const resources = await calls.listResources();
  assert.ok(resources.some(resource => resource.uri === 'memory://stats'), 'memory://stats is listed');
  const stats = await calls.readResource('memory://stats');
  assert.ok(stats[0]?.text, 'memory://stats has text');
  const memory = await calls.readResource(`memory://default/${created.filename}`);
  assert.ok(memory[0]?.text?.includes('naïve café 🙂'), 'a memory is readable as a resource');
  const templates = await calls.listResourceTemplates();
  assert.ok(templates.some(template => template.uriTemplate === 'memory://{space}/{id}'), 'the template is listed');

  const prompts = await calls.listPrompts();
  for (const prompt of prompts) {
    const required = (prompt.arguments ?? []).filter(argument => argument.required);
    const given = Object.fromEntries(required.map(argument => [argument.name, 'sqlite']));
    const answer = await calls.getPrompt(prompt.name, given);
    assert.ok(answer.messages.length > 0, `prompt ${prompt.name} has messages`);
  }
  for (const name of ['remember', 'recall', 'resume', 'consolidate']) {
    assert.ok(prompts.some(prompt => prompt.name === name), `prompt ${name} is listed`);
  }

  return {
    protocol,
    tools: tools.length,
    resources: resources.length,
    templates: templates.length,
    prompts: prompts.length,
    progress: progress.length,
    filename: created.filename,
  };
}

async function succeed(calls, name, input, onprogress) {
  const result = await calls.callTool(name, input, onprogress);
  assert.ok(!result.isError, `${name}: ${result.content?.[0]?.text}`);
  assert.ok(result.content?.[0]?.text, `${name} has text beside its structured content`);
  assert.equal(typeof result.structuredContent, 'object', `${name} has structured content`);
  return result.structuredContent;
}
