// One conversation that every client has with a server: what differs between clients is in `calls`.
import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = addFormats.default(new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }));
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
  const validators = new Map();
  for (const tool of tools) {
    assert.equal(tool.outputSchema?.type, 'object', `output schema of ${tool.name}`);
    assert.equal(typeof tool.annotations?.readOnlyHint, 'boolean', `annotations of ${tool.name}`);
    validators.set(tool.name, ajv.compile(closed(tool.outputSchema)));
  }
  const called = new Set();
  const succeed = async (name, input, onprogress) => {
    called.add(name);
    return check(name, await calls.callTool(name, input, onprogress), validators.get(name));
  };

  const created = await succeed('create_memory', { title, content, tags: ['outside', 'decision'] });
  assert.match(created.filename, /^\d{8}_\d{6}_why_we_chose_sqlite.*\.md$/);
  assert.ok(created.created && created.version, 'created and version are answered');

  const found = await succeed('search_memories', { query: 'chose sqlite' });
  assert.equal(found.matches[0]?.filename, created.filename, 'the memory just created is the first match');
  assert.ok(found.total >= 1);

  const read = await succeed('read_memory', { filename: created.filename });
  assert.equal(read.title, title);
  assert.equal(read.content, content);
  assert.deepEqual(read.tags, ['outside', 'decision']);

  const reads = await Promise.all(Array.from({ length: 16 }, () => succeed('read_memory', { filename: created.filename })));
  assert.ok(reads.every(one => one.content === content), '16 reads at once give the same');

  const missing = await calls.callTool('read_memory', { filename: '20000101_000000_nothing.md' });
  assert.equal(missing.isError, true, 'an unknown id is a tool error');
  assert.match(missing.content[0].text, /20000101_000000_nothing/);

  const other = await succeed('create_memory', { title: 'Heron', content: 'It waits.', type: 'long_term' });
  const both = await succeed('batch_read_memories', { filenames: [created.filename, '20000101_000000_nothing.md', other.filename] });
  assert.deepEqual([both.succeeded, both.failed], [2, 1], 'one unknown id of a batch fails alone');
  assert.equal(both.results[2].memory.title, 'Heron');
  const lines = await succeed('fast_read_memory', { filename: created.filename, lines: '1-2' });
  assert.match(lines.text, /^---\ntitle: /);
  const page = await succeed('list_memories', { limit: 1, sort_by: 'title' });
  const rest = await succeed('list_memories', { limit: 1, sort_by: 'title', cursor: page.next_cursor });
  assert.deepEqual([page.memories[0].title, rest.memories[0].title, rest.next_cursor], ['Heron', title, undefined], 'two pages');
  const tags = await succeed('list_tags', {});
  assert.deepEqual(tags.tags.map(tag => tag.tag).sort(), ['decision', 'outside']);
  const context = await succeed('get_context', { tier: 1, query: 'sqlite' });
  assert.ok(context.text.includes('naïve café'), 'the context has the memory');

  const updated = await succeed('update_memory', { filename: created.filename, append: 'More.', expected_version: read.version });
  assert.notEqual(updated.version, read.version);
  const stale = await calls.callTool('update_memory', { filename: created.filename, append: 'Less.', expected_version: read.version });
  assert.equal(stale.isError, true, 'a version that is gone is a tool error');
  const link = { source: created.filename, target: other.filename, relation: 'supersedes' };
  assert.equal((await succeed('relate_memories', link)).created, true);
  assert.equal((await succeed('relate_memories', link)).created, false);
  assert.equal((await succeed('delete_memory', { filename: other.filename })).action, 'archived');
  assert.equal((await succeed('restore_memory', { filename: other.filename, type: 'short_term' })).type, 'short_term');

  await succeed('track_metric', { category: 'outside', metric: 'calls', value: 4.5, context: 'a run' });
  assert.equal((await succeed('track_metric', { category: 'outside', metric: 'calls', value: 5.5 })).count, 2);
  const metrics = await succeed('get_metrics_summary', { categories: ['outside'] });
  assert.deepEqual([metrics.metrics[0].average, metrics.metrics[0].latest], [5, 5.5]);
  assert.ok((await succeed('clear_memory_cache', {})).cleared >= 0);

  await succeed('consolidate', { dry_run: true, min_age_days: 0 }, () => { });
  const progress = calls.progress.map(update => update.progress);
  assert.ok(progress.length > 0, 'consolidate reports progress');
  assert.ok(progress.every((value, index) => index === 0 || value > progress[index - 1]), `progress increases: ${progress}`);
  assert.equal(progress.at(-1), calls.progress.at(-1).total, 'the last report says that all is done');
  const done = await succeed('consolidate', { dry_run: false, min_age_days: 0 });
  assert.deepEqual(done.promoted, [created.filename], 'a decision becomes long-term');
  assert.deepEqual([...called].sort(), names.toSorted(), 'every tool was called');

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

// The clients may forget a call's progress when its result comes with it, so it is heard where every message comes in.
export function heardOn(transport) {
  const heard = [];
  const receive = transport.onmessage;
  transport.onmessage = (message, extra) => {
    if (message.method === 'notifications/progress') {
      heard.push(message.params);
    }
    receive(message, extra);
  };
  return heard;
}

// A result is text, and structured content of the tool's own schema.
function check(name, result, validate) {
  assert.ok(!result.isError, `${name}: ${result.content?.[0]?.text}`);
  assert.ok(result.content?.[0]?.text, `${name} has text beside its structured content`);
  assert.ok(validate(result.structuredContent), `${name}: ${ajv.errorsText(validate.errors)}`);
  return result.structuredContent;
}

// The schemas allow what a later version adds; what this one answers is all in them.
function closed(schema) {
  if (Array.isArray(schema) || schema === null || typeof schema !== 'object') {
    return schema;
  }
  const shape = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, name === 'properties' ? each(value) : closed(value)]));
  return shape.properties ? { ...shape, additionalProperties: false } : shape;
}

function each(properties) {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, closed(value)]));
}
