namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>Lines that are no message or ask for what there is not, with the code and the id of the answer each must get.</summary>
internal static class MalformedLines
{
    public static TheoryData<string, int, int?> All { get; } = new()
    {
        { "this is not JSON", -32700, null },
        { """{"jsonrpc":"2.0","id":3,"method":"tools/list" """, -32700, null },
        { """{"jsonrpc":"2.0","id":3,"method":"tools/list"}}""", -32700, null },
        { """[{"jsonrpc":"2.0","id":3,"method":"ping"}]""", -32600, null },
        { "[]", -32600, null },
        { "null", -32600, null },
        { "42", -32600, null },
        { """{"id":3,"method":"ping"}""", -32600, 3 },
        { """{"jsonrpc":2,"id":3,"method":"ping"}""", -32600, 3 },
        { """{"jsonrpc":"1.0","id":3,"method":"ping"}""", -32600, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":5}""", -32600, 3 },
        { """{"jsonrpc":"2.0","id":3.5,"method":"ping"}""", -32600, null },
        { """{"jsonrpc":"2.0","id":null,"method":"ping"}""", -32600, null },
        { """{"jsonrpc":"2.0","id":{"a":3},"method":"ping"}""", -32600, null },
        { """{"jsonrpc":"2.0","id":3,"method":"no/such/method"}""", -32601, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"tools/call"}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":[]}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":"x"}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":5}}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":null}}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"arguments":{}}}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"list_tags","arguments":[]}}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"list_tags","arguments":"x"}}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"cursor":"made up"}}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"resources/list","params":{"cursor":"made up"}}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"resources/read","params":{"uri":7}}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"prompts/get","params":{"name":"none"}}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"prompts/get","params":{"name":"recall"}}""", -32602, 3 },
        { """{"jsonrpc":"2.0","id":3,"method":"prompts/get","params":{"name":"recall","arguments":{"topic":5}}}""", -32602, 3 },
    };
}
